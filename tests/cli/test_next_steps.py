"""What to do next, on the command line: connectors, plan and leads, what `find` says beside, and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.exports import ADAS, MINE, adas, mine
from tests.command_line import CommandLine, one_line

MORE = [("Hal", "Iversen", "hal-iversen", "Harbour Works", "Data Engineer"), *MINE]


@pytest.fixture
def filled(graphfind: CommandLine, tmp_path: Path) -> CommandLine:
    """Mara knows Ada and a data engineer; Ada knows a data scientist."""
    graphfind("import", mine(tmp_path, MORE), "--mine")
    graphfind("import", adas(tmp_path), "--owner", "Ada Ferro")
    return graphfind


def test_connectors(filled: CommandLine) -> None:
    done = filled("connectors", "data scientist")
    assert "Ada Ferro" in done.out
    assert "Cy Dahl" in done.out
    assert 'next: whom to ask for whom, and in which order: graphfind plan "data scientist" --asks 5' in done.err
    document = filled("connectors", "data scientist", "--json").json
    assert list(document) == ["target_role", "connectors", "connectors_in_all", "stats"]
    (one,) = document["connectors"]
    assert list(one) == ["person", "tie", "targets", "expected", "opens"]
    assert (one["person"]["name"], one["targets"]) == ("Ada Ferro", 1)
    (door,) = one["opens"]
    assert list(door) == ["target", "hops", "probability", "role_match"]
    assert (door["target"]["name"], door["hops"], door["probability"]) == ("Cy Dahl", 2, one["expected"])
    assert door["role_match"]["grade"] == "exact"


def test_plan(filled: CommandLine) -> None:
    done = filled("plan", "data scientist or teacher", "--asks", 3)
    assert "With 2 asks of 2 possible, expect to reach" in done.out
    assert "directly" in done.out
    document = filled("plan", "data scientist or teacher", "--json").json
    assert list(document) == ["target_role", "asks", "expected", "possible_asks", "stats"]
    first, second = document["asks"]
    assert list(first) == ["connector", "target", "adds", "total", "introduction"]
    assert {one["target"]["name"]: one["connector"]["name"] for one in (first, second)} == {
        "Eli Noor": "Eli Noor",
        "Cy Dahl": "Ada Ferro",
    }
    assert second["total"] == pytest.approx(first["adds"] + second["adds"]) == pytest.approx(document["expected"])
    assert first["introduction"]["path"][0]["name"] == "Mara Lind"


def test_leads(filled: CommandLine) -> None:
    done = filled("leads", "data scientist")
    assert "Hal Iversen" in done.out
    assert "“Do you know a data scientist at" in done.out
    assert "%" not in done.out
    document = filled("leads", "data scientist", "--json").json
    assert list(document) == ["target_role", "leads", "leads_in_all"]
    (one,) = document["leads"]
    assert list(one) == ["person", "reasons", "points", "tie", "ask"]
    assert list(one["reasons"][0]) == ["reason", "text"]
    assert not re.search("probability|path", str(document["leads"]))


def test_nothing_found_is_explained(filled: CommandLine) -> None:
    for command in ("find", "connectors", "plan"):
        done = filled(command, "astronaut", code=1)
        assert done.out == ""
        assert 'nothing found: nobody in the store is in the role "astronaut" now' in done.err
        assert filled(command, "astronaut", "--json", code=1).json["why_none"][0]["reason"] == "nobody_in_role"
    assert "nothing found: none of your contacts" in filled("leads", "astronaut", code=1).err
    assert filled("leads", "astronaut", "--json", code=1).json["leads"] == []


def test_find_says_why_and_who_may_help(filled: CommandLine) -> None:
    done = filled("find", "data scientist", "--max-hops", 1, code=1)
    assert done.err.splitlines() == [
        'nothing found: the nearest person in the role "data scientist" is 2 ties away; see further with --max-hops 2',
        "nobody to introduce you, but somebody to ask:",
        "  Hal Iversen (works beside it: data engineer): Do you know a data scientist at Harbour Works?",
        'who else may know somebody: graphfind leads "data scientist"',
    ]
    document = filled("find", "data scientist", "--max-hops", 1, "--json", code=1).json
    assert document["why_none"] == [
        {"reason": "beyond_bound", "text": done.err.splitlines()[0].partition(": ")[2], "people": 1, "hops": 2}
    ]
    assert [one["person"]["name"] for one in document["leads"]] == ["Hal Iversen"]


def test_the_next_command_repeats_the_filters(filled: CommandLine) -> None:
    words = ["data scientist", "--company", "Cable Works", "--level", "mid", "--exclude", "lead", "--allow", "former"]
    words += ["--from", "Mara Lind", "--avoid", "Flo Papp", "--via", "Ada Ferro", "--max-hops", "2", "--no-inferred"]
    words += ["--min-warmth", "0.001"]
    done = filled("connectors", *words)
    next_command = done.err.splitlines()[-1].partition("graphfind plan ")[2]
    assert next_command == (
        '"data scientist" --company "Cable Works" --level mid --exclude lead --allow former --from "Mara Lind" '
        '--avoid "Flo Papp" --via "Ada Ferro" --max-hops 2 --no-inferred --min-warmth 0.001 --asks 5'
    )
    import shlex

    assert filled("plan", *shlex.split(next_command), "--json").json["asks"]


def test_new_ground_is_shown_when_asked_for(filled: CommandLine) -> None:
    assert "new ground" not in filled("find", "data scientist").out
    assert re.search(
        r"new ground.*18%.*0 mutual", filled("find", "data scientist", "--rank", "new-ground").out, re.DOTALL
    )
    (one,) = filled("find", "data scientist", "--json").json["introductions"]
    assert (one["mutual_contacts"], round(one["new_ground"], 2)) == (0, 0.18)


# What is refused -------------------------------------------------------------------------------------

ASKING = ("find", "connectors", "plan", "leads")


@pytest.mark.parametrize("command", ASKING)
def test_an_empty_store(graphfind: CommandLine, command: str) -> None:
    graphfind("me", code=1)
    line = one_line(graphfind(command, "nurse", code=2).err)
    assert line.startswith('the store is empty; say who is searching first: graphfind me "Your Name", or import your')


@pytest.mark.parametrize("command", ASKING)
def test_nobody_but_me(graphfind: CommandLine, command: str) -> None:
    graphfind("me", "Mara Lind")
    line = one_line(graphfind(command, "nurse", code=2).err)
    assert line.startswith("there is nobody in the store but you; import your contacts first")


@pytest.mark.parametrize("command", ASKING)
def test_nobody_said_who_is_searching(graphfind: CommandLine, tmp_path: Path, command: str) -> None:
    graphfind("import", adas(tmp_path), "--owner", "Ada Ferro")
    line = one_line(graphfind(command, "nurse", code=2).err)
    assert line.startswith("say who is searching first: graphfind me")


@pytest.mark.parametrize("command", ASKING)
@pytest.mark.parametrize("option", ["--via", "--avoid", "--from"])
def test_a_person_who_is_not_there(filled: CommandLine, command: str, option: str) -> None:
    if command == "leads" and option == "--via":
        return
    line = one_line(filled(command, "nurse", option, "Ada Fero", code=2).err)
    assert line.startswith('nobody is called "Ada Fero"; did you mean Ada Ferro (Nurse at Clinic Works, p')
    line = one_line(filled(command, "nurse", option, "Zoe Ito", code=2).err)
    assert line == "nobody is called \"Zoe Ito\"; 'graphfind people WORDS' looks people up"


@pytest.mark.parametrize("command", ASKING[:3])
@pytest.mark.parametrize("hops", ["0", "7", "-1", "two"])
def test_hops_out_of_range(filled: CommandLine, command: str, hops: str) -> None:
    line = one_line(filled(command, "nurse", "--max-hops", hops, code=2).err)
    assert "--max-hops" in line
    assert line.endswith(f"; see 'graphfind {command} --help'")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("nurse --via Mara\\ Lind", "the person to go through is the one the search starts from"),
        ("nurse --via Ada\\ Ferro --avoid Ada\\ Ferro", "--via and --avoid name the same person"),
        ("nurse --avoid Mara\\ Lind", "--avoid names whoever is searching"),
        ("--level senior", "say a role to look for"),
    ],
)
@pytest.mark.parametrize("command", ASKING[:3])
def test_what_excludes_itself(filled: CommandLine, command: str, arguments: str, says: str) -> None:
    import shlex

    assert says in one_line(filled(command, *shlex.split(arguments), code=2).err)


@pytest.mark.parametrize("option", ["--asks", "--per-connector"])
def test_asks_out_of_range(filled: CommandLine, option: str) -> None:
    assert option in one_line(filled("plan", "nurse", option, 0, code=2).err)


def test_no_ties_is_no_empty_store(graphfind: CommandLine, tmp_path: Path) -> None:
    """Somebody is there, though nobody knows anybody: that is no refusal but an answer."""
    graphfind("me", "Mara Lind")
    (tmp_path / "people.csv").write_text("name,title\nZed Moe,Nurse\n", encoding="utf-8")
    graphfind("import", "people.csv")
    done = graphfind("find", "nurse", code=1)
    assert 'nothing found: 1 person is in the role "nurse", but no known tie leads to them' in done.err


# No promise ------------------------------------------------------------------------------------------

HIRING = re.compile(r"\bhir(e|ed|es|ing)\b|get(s|ting)? the job|job offer|employed by", re.IGNORECASE)


def test_nothing_printed_speaks_of_being_hired(filled: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    printed = [filled("find", "data scientist", "--html", page), filled("find", "data scientist", "--csv")]
    for command in ASKING:
        for form in ((), ("--json",)):
            printed += [filled(command, "data scientist", *form), filled(command, "--help")]
            printed.append(filled(command, "astronaut", *form, code=1))
    printed.append(filled("demo", code=None))
    for done in printed:
        assert not HIRING.search(done.out + done.err)
    assert not HIRING.search(page.read_text(encoding="utf-8").partition("<body")[2])


def test_the_exports_are_as_these_tests_say() -> None:
    assert {title for *_, title in ADAS} == {"Data Scientist", "Student", "Architect"}
