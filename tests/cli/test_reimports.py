"""Importing again: the same changes nothing, a newer export replaces the older, a source goes without a trace."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from tests.cli.exports import ADAS, CONNECTIONS, MINE, adas, loose, mine, table
from tests.command_line import CommandLine, one_line

QUESTIONS = (
    ["find", "data scientist", "--json"],
    ["find", "product manager", "--json"],
    ["people", "--json"],
    ["person", "Ada Ferro", "--json"],
    ["export", "jsonl"],
    ["export", "ties"],
)


def answers(graphfind: CommandLine) -> list[str]:
    return [graphfind(*question).out for question in QUESTIONS]


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def filled(graphfind: CommandLine, tmp_path: Path) -> CommandLine:
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path), "--owner", "Ada Ferro")
    return graphfind


def status(graphfind: CommandLine, *arguments: object, code: int = 0) -> str:
    (source,) = graphfind("import", *arguments, "--json", code=code).json["sources"]
    return str(source["status"])


def test_mine_stays_mine_without_saying_so_again(filled: CommandLine, tmp_path: Path) -> None:
    before, me = answers(filled), filled("me", "--json").json
    assert status(filled, "mine.zip") == "unchanged"
    assert status(filled, "mine.zip", "--owner", "Somebody Else") == "unchanged"
    assert (answers(filled), filled("me", "--json").json) == (before, me)
    (tmp_path / "newer").mkdir()
    assert status(filled, mine(tmp_path / "newer", [*MINE, ("New", "Comer", "", "", "")])) == "replaced"
    assert [source["mine"] for source in filled("sources", "--json").json["sources"]].count(True) == 1
    assert filled("me", "--json").json["me"][0]["name"] == "Mara Lind"


def test_a_friend_s_stays_a_friend_s_until_it_is_called_mine(graphfind: CommandLine, tmp_path: Path) -> None:
    assert status(graphfind, mine(tmp_path)) == "imported"
    assert status(graphfind, mine(tmp_path)) == "unchanged"
    graphfind("me", code=1)
    assert status(graphfind, "mine.zip", "--mine") == "replaced"
    assert graphfind("me", "--json").json["me"][0]["name"] == "Mara Lind"


def test_the_same_content_changes_nothing(filled: CommandLine, tmp_path: Path) -> None:
    before, written = answers(filled), fingerprint(filled.store)
    with zipfile.ZipFile(tmp_path / "mine.zip") as packed:
        packed.extractall(tmp_path / "unpacked")
    (tmp_path / "renamed.zip").write_bytes((tmp_path / "mine.zip").read_bytes())
    for path in ("mine.zip", "unpacked", "renamed.zip"):
        assert status(filled, path, "--mine") == "unchanged"
    assert status(filled, "ada.zip", "--owner", "Ada Ferro") == "unchanged"
    done = filled("import", "mine.zip", "--mine")
    assert "unchanged" in done.out
    assert answers(filled) == before
    assert fingerprint(filled.store) == written


def test_two_at_once_where_one_is_unchanged(filled: CommandLine, tmp_path: Path) -> None:
    people = table(tmp_path / "people.csv", [("Name", "E-mail"), ("Ida Vig", "ida@example.org")])
    sources = filled("import", "ada.zip", people, "--owner", "Ada Ferro", "--json").json["sources"]
    assert sorted(source["status"] for source in sources) == ["imported", "unchanged"]


def test_a_newer_export_reports_what_changed(filled: CommandLine, tmp_path: Path) -> None:
    newer = [
        ("Bo", "Quist", "bo-quist", "Bold Works", "Head of Product"),
        *MINE[2:],
        ("Ada", "Ferro", "ada-ferro", "", ""),
    ]
    done = filled("import", mine(tmp_path, [*newer, ("Hal", "Voss", "hal-voss", "Hall Works", "Baker")]), "--mine")
    shown = " ".join(done.out.split())
    for line in (
        "new: Hal Voss",
        "changed: Bo Quist: Product Manager at Baker Works → Head of Product at Bold Works",
        "changed: Ada Ferro: Nurse at Clinic Works → nothing",
    ):
        assert line in shown
    assert "gone" not in done.out
    assert len(filled("sources", "--json").json["sources"]) == 2
    assert "Bold Works" in filled("person", "Bo Quist").out


def test_an_older_export_does_not_take_the_place_of_a_newer_one(graphfind: CommandLine, tmp_path: Path) -> None:
    newer, older = tmp_path / "Basic_LinkedInDataExport_10-01-2025", tmp_path / "Basic_LinkedInDataExport_02-01-2025"
    for folder, title in ((newer, "Head Baker"), (older, "Baker")):
        folder.mkdir()
        loose(folder, [("Bo", "Quist", "bo-quist", "Works", title)])
    assert status(graphfind, newer, "--owner", "Ada Ferro") == "imported"
    before = answers_of(graphfind)
    refused = one_line(graphfind("import", older, "--owner", "Ada Ferro", code=2).err)
    assert "is of 2025-02-01, older than the export of 2025-10-01 that it would replace" in refused
    assert answers_of(graphfind) == before
    assert status(graphfind, older, "--owner", "Ada Ferro", "--force") == "replaced"
    assert status(graphfind, newer, "--owner", "Ada Ferro") == "replaced"
    assert answers_of(graphfind) == before


def answers_of(graphfind: CommandLine) -> str:
    return graphfind("export", "jsonl").out


def test_somebody_else_of_the_same_name_is_told_by_an_address(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    (tmp_path / "else").mkdir()
    namesake = mine(tmp_path / "else", [("Some", "Body", "some-body", "", "")], slug="")
    assert "--owner ADDRESS if it is somebody else's" in one_line(graphfind("import", namesake, code=2).err)
    graphfind("import", namesake, "--owner", "https://www.linkedin.com/in/another-mara")
    owners = graphfind("sources", "--json").json["sources"]
    assert [(source["owner"], source["mine"]) for source in owners] == [("Mara Lind", True), ("Mara Lind", False)]


def test_a_great_loss_is_refused(filled: CommandLine, tmp_path: Path) -> None:
    before, written = answers(filled), fingerprint(filled.store)
    line = one_line(filled("import", mine(tmp_path, MINE[:3]), "--mine", code=2).err)
    assert "lacks 2 of the 5 people in the older export" in line
    assert line.endswith("import it with --force if that is right, or with --owner ADDRESS if it is somebody else's")
    assert answers(filled) == before
    assert fingerprint(filled.store) == written
    assert status(filled, mine(tmp_path, MINE[:3]), "--mine", "--force") == "replaced"
    assert filled("people", "noor", code=1).out == ""
    assert status(filled, mine(tmp_path, MINE[:2] + MINE[:1]), "--mine", "--force") == "replaced"


@pytest.mark.parametrize(("first", "second"), [("guests_2024", "guests_2025"), ("list_1", "list_2")])
def test_tables_with_numbers_in_their_names_are_lists_of_their_own(
    graphfind: CommandLine, tmp_path: Path, first: str, second: str
) -> None:
    rows = [("Name", "E-mail"), *((f"Person{n} Roe", f"p{n}@example.org") for n in range(10))]
    assert status(graphfind, table(tmp_path / f"{first}.csv", rows)) == "imported"
    assert status(graphfind, table(tmp_path / f"{second}.csv", [rows[0], *rows[3:], ("Zoe Ito", "")])) == "imported"
    assert len(graphfind("sources", "--json").json["sources"]) == 2
    assert status(graphfind, table(tmp_path / f"{first} (1).csv", [*rows, ("Al Roe", "")])) == "replaced"


def test_another_list_of_the_same_name_is_told_by_its_file_s_name(graphfind: CommandLine, tmp_path: Path) -> None:
    for folder, names in (("a", ("Ann Lee", "Bob Ray")), ("b", ("Cy Dahl", "Di Moe"))):
        (tmp_path / folder).mkdir()
        path = table(tmp_path / folder / "guests.csv", [("Name",), *((name,) for name in names)])
        if folder == "a":
            graphfind("import", path)
    line = one_line(graphfind("import", path, code=2).err)
    assert "with --force if that is right, under another file name if it is another list, or with --owner" in line
    graphfind("import", path.rename(path.with_name("other guests.csv")))
    assert len(graphfind("people", "--json").json["people"]) == 4


def people_and_ties(folder: Path) -> tuple[Path, Path]:
    people = table(folder / "people.csv", [("Name", "Company"), *((f"Person{n} Roe", "Works") for n in range(9))])
    rows = [("source", "target"), ("Person1 Roe", "Person2 Roe"), ("Person1 Roe", "x@example.org")]
    return people, table(folder / "ties.csv", rows)


def test_a_table_without_the_one_it_came_with_is_refused(graphfind: CommandLine, tmp_path: Path) -> None:
    people, ties = people_and_ties(tmp_path)
    assert status(graphfind, people, ties) == "imported"
    before = answers_of(graphfind)
    for path, other in ((people, "ties"), (ties, "people")):
        line = one_line(graphfind("import", path, code=2).err)
        assert f"{path.name}: was imported together with “{other}” and would replace that, too; give all" in line
        assert answers_of(graphfind) == before
    assert status(graphfind, people, ties) == "unchanged"
    assert status(graphfind, people, "--owner", "Ada Ferro") == "imported"
    graphfind("withdraw", str(people), code=2)
    assert status(graphfind, people, "--force") == "replaced"


def test_a_table_with_another_beside_it_takes_its_own_place(graphfind: CommandLine, tmp_path: Path) -> None:
    people, ties = people_and_ties(tmp_path)
    assert status(graphfind, people) == "imported"
    graphfind("tie", "Person4 Roe", "--dont-ask")
    assert status(graphfind, people, ties) == "replaced"
    assert len(graphfind("people", "roe", "--json").json["people"]) == 9
    assert len(graphfind("sources", "--json").json["sources"]) == 1
    assert graphfind("person", "Person4 Roe", "--json").json["dont_ask"] is True


def test_files_whose_names_hold_a_plus_are_files_of_their_own(graphfind: CommandLine, tmp_path: Path) -> None:
    for name in ("c", "c+d", "d"):
        assert status(graphfind, table(tmp_path / f"{name}.csv", [("Name",), (f"{name} Roe",)])) == "imported"


def test_a_store_in_which_both_stand_is_read_back(
    graphfind: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people, ties = people_and_ties(tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("graphfind.ownership.Lineage.overlaps", lambda new, old: False)
        for paths in ((people, ties), (people,)):
            assert status(graphfind, *paths) == "imported"
    dumped = tmp_path / "dump.jsonl"
    graphfind("export", "jsonl", "--output", dumped)
    other = ("--store", tmp_path / "other.db")
    graphfind("import", dumped, *other)
    assert graphfind("export", "jsonl", *other).out == dumped.read_text(encoding="utf-8")


def test_what_i_said_goes_on_to_the_row_in_place_of_another(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("me", "Mara Lind")
    rows = [
        ("Name", "Title", "Company"),
        ("Ada Zed", "Product Manager", "Acme"),
        ("Bob Zed", "Product Manager", "Acme"),
    ]
    graphfind("import", table(tmp_path / "list.csv", rows), "--mine")
    graphfind("tie", "Ada Zed", "--dont-ask")
    rows[1] = ("Ada Zed", "Senior Product Manager", "Acme")
    newer = graphfind("import", table(tmp_path / "list.csv", rows), "--mine", "--json").json["sources"][0]
    assert (newer["status"], newer["warnings"], newer["people"]) == ("replaced", [], {"new": 0, "known": 2})
    assert graphfind("person", "Ada Zed", "--json").json["dont_ask"] is True
    asks = graphfind("plan", "product manager", "--json").json["asks"]
    assert [ask["connector"]["name"] for ask in asks] == ["Bob Zed"]
    rows[1:2] = [("Ada Zed", "Chief", "Acme"), ("Ada Zed", "Nurse", "Clinic")]
    done = graphfind("import", table(tmp_path / "list.csv", rows), "--mine", "--force").out
    assert "what you said of Ada Zed holds for nobody now" in " ".join(done.split())


def test_a_loss_of_a_fifth_is_not_great(filled: CommandLine, tmp_path: Path) -> None:
    assert status(filled, mine(tmp_path, MINE[:4]), "--mine") == "replaced"


def test_an_archive_takes_the_place_of_a_loose_file(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("me", "Mara Lind")
    assert status(graphfind, loose(tmp_path / "mine", MINE), "--mine") == "imported"
    assert status(graphfind, loose(tmp_path / "mine", MINE, "Connections (1)"), "--mine") == "replaced"
    assert status(graphfind, mine(tmp_path), "--mine") == "replaced"
    assert [source["importer"] for source in graphfind("sources", "--json").json["sources"]] == ["me", "linkedin"]


def test_a_rehearsal_reports_the_same_and_changes_no_byte(filled: CommandLine, tmp_path: Path) -> None:
    newer = mine(tmp_path, [*MINE, ("Hal", "Voss", "hal-voss", "Hall Works", "Baker")])
    people = table(tmp_path / "people.csv", [("Name", "E-mail"), ("Hal Voss", "hal@example.org")])
    before, written = answers(filled), fingerprint(filled.store)
    rehearsed = filled("import", newer, people, "--mine", "--dry-run", "--json").json
    table_of_it = filled("import", newer, people, "--mine", "--dry-run").out
    assert fingerprint(filled.store) == written
    assert [path.name for path in tmp_path.glob("store.db*")] == ["store.db"]
    assert answers(filled) == before
    assert rehearsed == filled("import", newer, people, "--mine", "--json").json
    assert f"The store would hold {rehearsed['store']['people']} people" in table_of_it
    assert rehearsed["store"] == {"people": 10, "ties": 9}


def test_strict_takes_all_or_nothing_of_a_source(graphfind: CommandLine, tmp_path: Path) -> None:
    row = ["Bo", "Quist", "", "", "Baker Works", "Baker", ""]
    path = table(tmp_path / "Connections.csv", [CONNECTIONS, row, [*row, "more"]])
    people = table(tmp_path / "people.csv", [("Name", "E-mail"), ("Ida Vig", "ida@example.org")])
    report = graphfind("import", path, people, "--owner", "Ada Ferro", "--strict", "--json", code=1).json
    assert sorted(source["status"] for source in report["sources"]) == ["imported", "refused"]
    assert graphfind("people", "quist", code=1).out == ""


def test_a_source_goes_without_a_trace(filled: CommandLine, tmp_path: Path) -> None:
    before = answers(filled)
    people = table(
        tmp_path / "people.csv",
        [("Name", "LinkedIn", "Company", "Job title"), ("Cy Dahl", "linkedin.com/in/cy-dahl", "Cable Works", "Chief")],
    )
    calls = [
        [people, "--owner", "Dana Moe"],
        [loose(tmp_path / "gia", ADAS[:1]), "--owner", "Gia Rask"],
    ]
    for call in calls:
        (source,) = filled("import", *call, "--json").json["sources"]
        assert answers(filled) != before
        filled("withdraw", source["id"])
        assert answers(filled) == before
    filled("withdraw", str(tmp_path / "mine.zip"))
    assert "say who is searching" in one_line(filled("find", "data scientist", code=2).err)


def test_what_i_said_outlasts_a_withdrawal(filled: CommandLine, tmp_path: Path) -> None:
    filled("tie", "Ada Ferro", "--barely")
    before = filled("find", "data scientist", "--json").json["introductions"][0]["probability"]
    filled("withdraw", str(tmp_path / "mine.zip"))
    filled("import", "mine.zip", "--mine")
    assert filled("find", "data scientist", "--json").json["introductions"][0]["probability"] == before
