"""The commands about roles: what a query means, why a title fits, and titles read line by line."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from graphfind.cli.session import config_folder
from tests.cli.exports import adas, mine
from tests.command_line import CommandLine, one_line
from tests.roles.test_taxonomy import ESCO, ONET, written

TITLES = [
    "Sr. PM @ Stripe | ex-Google",
    "",
    "Assistant to the Product Manager",
    "Drachlerin",
    "\tProduktmanagerin (m/w/d)",
]


@pytest.fixture
def titles(tmp_path: Path) -> Path:
    path = tmp_path / "titles.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(TITLES).encode())
    return path


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_titles_are_read_line_by_line(graphfind: CommandLine, titles: Path) -> None:
    read = lines(graphfind("roles", "parse", titles, "--json").out)
    assert [one["title"] for one in read] == TITLES
    assert set(read[0]) == {"title", "level", "function", "families", "segments"}
    assert read[0]["level"] == "senior"
    assert read[0]["segments"][2] == {  # type: ignore[index]
        "text": "ex-Google", "status": "company", "level": "", "function": "", "families": [],
    }  # fmt: skip
    assert read[1]["segments"] == []
    assert "product manager" in graphfind("roles", "parse", titles).out


def test_titles_are_matched_line_by_line(graphfind: CommandLine, titles: Path) -> None:
    done = graphfind("roles", "match", "product manager", titles, "--json")
    matched = lines(done.out)
    assert [one["title"] for one in matched] == TITLES
    assert [one["grade"] for one in matched] == ["family", None, None, None, "family"]
    assert set(matched[0]) == {"title", "grade", "level", "why"}
    assert graphfind("roles", "match", "astronaut", titles, code=1).out


def test_titles_are_ranked(graphfind: CommandLine, titles: Path) -> None:
    done = graphfind("roles", "rank", "product manager", titles, "--json")
    assert "making the role families ready" in done.err
    ranked = lines(done.out)
    assert sorted(str(one["title"]) for one in ranked) == sorted(TITLES)
    assert TITLES[4] in (ranked[0]["title"], ranked[1]["title"])
    scores = [float(str(one["score"])) for one in ranked]
    assert scores == sorted(scores, reverse=True)
    again = graphfind("roles", "rank", "product manager", titles)
    assert TITLES[4].strip() in again.out
    assert again.err == ""


def test_titles_come_from_standard_input(graphfind: CommandLine) -> None:
    done = graphfind.process("roles", "match", "nurse", "--json", input=b"Krankenschwester\nBaker\n")
    assert [one["grade"] for one in lines(done.out)] == ["family", None]


def test_a_long_title_is_cut_with_a_word(graphfind: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Product Manager " + "x" * 100_000 + "\n", encoding="utf-8")
    done = graphfind("roles", "parse", tmp_path / "long.txt", "--json")
    assert "1 title is longer than 1,000 characters" in done.err
    assert lines(done.out)[0]["families"] == ["product-manager"]


def test_what_a_query_means(graphfind: CommandLine, tmp_path: Path) -> None:
    assert "product manager (product-manager" in graphfind("roles", "explain", "product manager").out
    assert not graphfind.store.exists()
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path))
    done = graphfind("roles", "explain", "data scientist").out
    assert "Holds it" in done
    document = graphfind("roles", "explain", "data scientist", "--json").json
    assert document["holders"][0]["grade"] == "exact"
    assert document["families"][0]["id"] == "data-scientist"
    assert {"target_role", "searched", "families", "included", "beside", "holders", "missed", "related"} == set(
        document
    )


def test_why_a_title_fits_or_not(graphfind: CommandLine) -> None:
    assert "yes, family" in graphfind("roles", "why", "Sr. PM @ Stripe", "--for", "product manager").out
    no = graphfind("roles", "why", "Assistant to the VP of Engineering", "--for", "VP Engineering", code=1)
    assert "no, not at all" in no.out
    document = graphfind("roles", "why", "Sr. PM", "--for", "product manager", "--json").json
    assert document["grade"] == "family"
    assert document["parse"]["level"] == "senior"


def test_employers_and_places_are_said_to_be_left_aside_where_only_titles_are_known(graphfind: CommandLine) -> None:
    found = graphfind("roles", "why", "Nurse", "--for", "nurse at Charité in Berlin")
    assert "only titles are looked at here; Charité or Berlin is left aside" in found.err


def test_families_are_listed(graphfind: CommandLine) -> None:
    families = graphfind("roles", "list", "--json").json["families"]
    assert len(families) > 80
    found = graphfind("roles", "list", "krankenschwester", "--json").json["families"]
    assert [family["id"] for family in found] == ["nurse", "veterinary-assistant"]  # "Tier-Krankenschwester"
    assert "nurse" in graphfind("roles", "list", "nurse").out
    assert "no family has" in graphfind("roles", "list", "xyzzy", code=1).err


def test_a_taxonomy_is_read_once_and_then_used(graphfind: CommandLine, tmp_path: Path) -> None:
    folder = written(tmp_path / "taxonomy", ONET | ESCO)
    (tmp_path / "jobs.txt").write_text("Drakologist\nBaker\n", encoding="utf-8")
    match = ["roles", "match", "dragonkeeper", tmp_path / "jobs.txt", "--json"]
    assert lines(graphfind(*match, code=1).out)[0]["grade"] is None
    first = graphfind(*match, "--taxonomy", folder)
    assert lines(first.out)[0]["grade"] == "family"
    assert "reading the taxonomy" in first.err
    assert "reading the taxonomy" not in graphfind(*match, "--taxonomy", folder).err
    assert lines(graphfind(*match).out)[0]["grade"] == "family"
    written(folder, {"labels_de.tsv": ESCO["labels_de.tsv"].replace("Drachler", "Zeidler")})
    assert "reading the taxonomy" in graphfind(*match, "--taxonomy", folder).err
    assert "dragon breeder" in graphfind("roles", "explain", "dragonkeeper").out
    done = graphfind("roles", "use-taxonomy", folder)
    assert "4 occupations" in done.err
    assert graphfind("roles", "use-taxonomy", folder, "--json").json["occupations"] == 4


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["explain", ""], "no role in an empty query"),
        (["explain", "--", "-senior OR"], "operators and no role"),
        (["match", "PM", "titles.txt"], "--as"),
        (["match", "nurse", "nowhere.txt"], "nowhere.txt"),
        (["match", "nurse", "titles.txt", "--level", "boss"], "no level"),
        (["rank", " ", "titles.txt"], "say a title"),
        (["list", "--families", "broken.toml"], "broken.toml"),
        (["list", "--families", "nowhere.toml"], "nowhere.toml"),
        (["explain", "dragonkeeper", "--taxonomy", "."], "holds no"),
        (["use-taxonomy", "nowhere"], "is no folder"),
        (["why", "Nurse"], "--for"),
        (["bogus"], "bogus"),
    ],
)
def test_what_is_refused_is_said_in_one_line(
    graphfind: CommandLine, titles: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    (titles.parent / "broken.toml").write_text('[[family]]\nid = "x"\nlevel = "boss"\n', encoding="utf-8")
    monkeypatch.chdir(titles.parent)
    assert says in one_line(graphfind("roles", *arguments, code=2).err)
    assert not graphfind.store.exists()


def test_families_of_ones_own(graphfind: CommandLine, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN, encoding="utf-8")
    listed = graphfind("roles", "list", "dragonkeeper", "--families", own, "--json").json
    assert listed["families"][0]["id"] == "dragonkeeper"
    assert "yes, exact" in graphfind("roles", "why", "Drakologist", "--for", "drakologist", "--families", own).out


OWN = """
[[family]]
id = "dragonkeeper"
function = "other"

[family.phrases]
en = ["dragonkeeper", "drakologist"]
de = ["*drachler"]
"""
BROKEN = OWN.replace("other", "wizardry")


def test_a_families_file_is_checked_line_by_line(graphfind: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(BROKEN, encoding="utf-8")
    done = graphfind("roles", "check", path, code=1)
    assert done.out.startswith("own.toml:4: family dragonkeeper: unknown function; the functions are engineering,")
    (found,) = graphfind("roles", "check", path, "--json", code=1).json
    assert set(found) == {"file", "line", "message", "note"}
    path.write_text(OWN, encoding="utf-8")
    assert graphfind("roles", "check", path).err == "nothing is wrong in own.toml\n"
    path.write_text(OWN.replace("drakologist", "plumber"), encoding="utf-8")
    assert (
        graphfind("roles", "check", path).out
        == 'own.toml:7: note: family dragonkeeper: "plumber" is no longer of family plumber\n'
    )


def test_own_families_are_those_in_the_configuration_folder(graphfind: CommandLine) -> None:
    assert "there is no roles.toml" in one_line(graphfind("roles", "check", code=2).err)
    Path(config_folder()).mkdir(parents=True)
    Path(config_folder(), "roles.toml").write_text(OWN, encoding="utf-8")
    assert graphfind("roles", "check").err == "nothing is wrong in roles.toml\n"
    why = graphfind("roles", "why", "Wanderdrachler", "--for", "dragonkeeper").out
    assert "family dragonkeeper" in why
    Path(config_folder(), "roles.toml").write_text(BROKEN, encoding="utf-8")
    refused = one_line(graphfind("roles", "why", "Drachler", "--for", "dragonkeeper", code=2).err)
    assert refused.startswith(f"{config_folder()}/roles.toml:4: family dragonkeeper: unknown function")
    assert refused.endswith("Correct the families file; 'graphfind roles check' names all that is wrong")


def test_a_file_of_own_families_that_is_none_is_named_whole_and_doctor_tells_it(filled: CommandLine) -> None:
    path = Path(config_folder(), "roles.toml")
    path.parent.mkdir(parents=True)
    assert filled("doctor", "--json").json["faults"] == []
    for content, says in (
        (b"[[family]]\nid", "this is no TOML: Expected '=' after a key"), (b"# \xe9\n", "line 1 is no UTF-8; save"),
        (BROKEN.encode(), "4: family dragonkeeper: unknown function"),
    ):  # fmt: skip
        path.write_bytes(content)
        for command in (["find", "nurse"], ["roles", "list"]):
            line = one_line(filled(*command, code=2).err)
            assert line.startswith(f"{path}:")
            assert says in line
            assert line.endswith("; 'graphfind roles check' names all that is wrong")
        (fault,) = filled("doctor", "--json", code=1).json["faults"]
        assert fault.startswith(f"{path}:")
        assert says in fault
    assert filled("doctor", code=1).err == "1 fault\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
def test_a_pipe_is_no_families_file(graphfind: CommandLine, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert one_line(graphfind("roles", "check", "pipe", code=2).err).startswith("pipe: is no ordinary file")


@pytest.mark.parametrize("command", ["find", "connectors", "leads", "plan"])
def test_searches_take_own_families(graphfind: CommandLine, tmp_path: Path, command: str) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    path = tmp_path / "own.toml"
    path.write_text(BROKEN, encoding="utf-8")
    asks = ["--asks", 2] if command == "plan" else []
    refused = one_line(graphfind(command, "dragonkeeper", "--families", path, *asks, code=2).err)
    assert refused.startswith("own.toml:4: family dragonkeeper: unknown function")


def test_found_by_own_families(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace("drakologist", "product manager"), encoding="utf-8")
    assert graphfind("find", "dragonkeeper", "--json", code=1).json["introductions"] == []
    assert graphfind("find", "dragonkeeper", "--families", path, "--json").json["introductions"]


def test_found_by_a_taxonomy(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path, [("Ida", "Rost", "ida-rost", "Ember Works", "Drachler")]), "--mine")
    folder = written(tmp_path / "taxonomy", ONET | ESCO)
    assert graphfind("find", "dragonkeeper", "--json", code=1).json["introductions"] == []
    found = graphfind("find", "dragonkeeper", "--taxonomy", folder, "--json").json
    assert [one["target"]["name"] for one in found["introductions"]] == ["Ida Rost"]
    assert 'under "dragon breeder"' in found["introductions"][0]["role_match"]["why"]
    assert found["target_role"]["alternatives"][0]["basis"] == "taxonomy"
    assert graphfind("find", "dragonkeeper", "--json").json == found
    assert graphfind("connectors", "dragonkeeper").out


def test_a_chosen_meaning_is_remembered(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path, [("Ida", "Rost", "ida-rost", "Ember Works", "Product Manager")]), "--mine")
    assert '--as "product manager"' in one_line(graphfind("find", "PM", code=2).err)
    graphfind("find", "PM", "--as", "product manager")
    again = graphfind("find", "PM")
    assert "Ida Rost" in again.out
    assert '"PM" is read as product manager, as you chose before' in again.err
    assert graphfind("roles", "explain", "PM", "--json").json["target_role"]["readings"] == {"PM": "product-manager"}
    graphfind("find", "PM", "--as", "project manager", code=1)
    graphfind("find", "PM", code=1)
    Path(config_folder(), "readings.json").write_text("no JSON", encoding="utf-8")
    assert "can mean" in one_line(graphfind("find", "PM", code=2).err)


def test_titles_just_missed_are_named_when_asked_for(graphfind: CommandLine, tmp_path: Path) -> None:
    people = [("Ida", "Rost", "ida", "Ember", "Product Manager"), ("Bo", "Ek", "bo", "Ember", "Head of Product")]
    graphfind("import", mine(tmp_path, people), "--mine")
    assert "Head of Product" not in graphfind("find", "product manager").err
    assert "just missed:\n  Head of Product (1): " in graphfind("find", "product manager", "--show-near").err
    (near,) = graphfind("find", "product manager", "--show-near", "--json").json["near"]
    assert (near["title"], near["people"]) == ("Head of Product", 1)


def test_a_level_may_be_missed_by_so_many_steps(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path, [("Ida", "Rost", "ida", "Ember", "Junior Software Engineer")]), "--mine")
    graphfind("find", "senior software engineer", code=1)
    assert "Ida Rost" in graphfind("find", "senior software engineer", "--level-slack", 2).out
