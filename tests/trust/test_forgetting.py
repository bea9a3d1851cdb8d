"""Whoever asked to be forgotten leaves no byte behind, and does not come back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.exports import ADAS, MINE, adas, mine, table
from tests.command_line import CommandLine, one_line

CY = ("Cyprian", "Dahlgren", "cyprian-dahlgren-77", "Cable Works", "Data Scientist")
TRACES = (b"cyprian", b"dahlgren", b"cyprian-dahlgren-77", b"cypd77@example.org")


def traces(folder: Path) -> list[tuple[str, bytes]]:
    """Where in a store's files a trace of the forgotten one is, in any case and encoding that it keeps."""
    found = []
    for path in sorted(folder.glob("store.db*")):
        content = path.read_bytes().lower()
        found += [
            (path.name, trace) for trace in TRACES if trace in content or trace.decode().encode("utf-16-le") in content
        ]
    return found


@pytest.fixture
def filled(graphfind: CommandLine, tmp_path: Path) -> CommandLine:
    """He stands in two exports, a table, in matches, ties and what I said, and was found and shown."""
    graphfind("import", mine(tmp_path, [*MINE, CY]), "--mine")
    graphfind("import", adas(tmp_path, [*ADAS, CY]), "--owner", "Ada Ferro")
    people = [
        ("Name", "E-mail", "LinkedIn", "Job title", "Tags"),
        ("Cyprian Dahlgren", "cypd77@example.org", f"linkedin.com/in/{CY[2]}", "Data Scientist", "friend of Cyprian"),
        ("Bo Quist", "bo@example.org", "linkedin.com/in/bo-quist", "", ""),
    ]
    graphfind("import", table(tmp_path / "people.csv", people), "--owner", "Dana Moe")
    graphfind("tie", "Cyprian Dahlgren", "--close")
    graphfind("tie", "Cyprian Dahlgren", "Bo Quist", "--knows")
    graphfind("tie", "Cyprian Dahlgren", "--dont-ask")
    graphfind("find", "data scientist")
    assert {trace for _, trace in traces(tmp_path)} == set(TRACES)
    return graphfind


def test_no_byte_is_left(filled: CommandLine, tmp_path: Path) -> None:
    filled("forget", "Cyprian Dahlgren", "--yes")
    assert traces(tmp_path) == []
    assert filled("people", "dahlgren", code=1).out == ""
    assert filled("doctor", "--json").json["faults"] == []
    dump = filled("export", "jsonl").out.lower().encode()
    assert not [trace for trace in TRACES if trace in dump]
    filled("find", "data scientist")
    assert traces(tmp_path) == []


def test_no_byte_is_left_though_the_other_end_of_a_tie_is_out(filled: CommandLine, tmp_path: Path) -> None:
    """What I said of him and somebody whose exports are withdrawn stands aside, and still holds his addresses."""
    ida = table(tmp_path / "ida.csv", [("Name", "E-mail"), ("Ida Vig", "ida@example.org")])
    (source,) = filled("import", ida, "--owner", "Gia Rask", "--json").json["sources"]
    filled("tie", "Cyprian Dahlgren", "Ida Vig", "--close")
    filled("withdraw", source["id"])
    filled("forget", "cypd77@example.org", "--yes")
    assert traces(tmp_path) == []


def test_a_reader_in_between_delays_it(filled: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphfind.stores.sqlite.connection.BUSY_MS", 50)
    with closing(sqlite3.connect(filled.store, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        line = one_line(filled("forget", "Cyprian Dahlgren", "--yes", code=2).err)
        assert "another program has the store open" in line
        assert filled("people", "dahlgren", code=1).out == ""
    filled("people", "quist")
    assert traces(tmp_path) == []


def test_no_import_brings_them_back(filled: CommandLine, tmp_path: Path) -> None:
    people = filled("people", "--json").json["people"]
    filled("forget", "Cyprian Dahlgren", "--yes")
    for path, owner in (
        (mine(tmp_path, [*MINE, CY, ("Hal", "Voss", "hal-voss", "Hall Works", "Baker")]), "--mine"),
        (adas(tmp_path, [*ADAS, CY, ("Ida", "Vig", "ida-vig", "Ink Works", "Judge")]), "--owner=Ada Ferro"),
    ):
        (source,) = filled("import", path, owner, "--json").json["sources"]
        assert source["status"] == "replaced"
        (member,) = (member for member in source["members"] if member["member"] == "Connections.csv")
        assert member["skipped_why"] == {"asked to be forgotten": 1}
        assert member["read"] == member["imported"] + member["skipped"]
    other = [("E-mail", "Name"), ("CYPD77@Example.ORG", "C. Dahlgren"), ("x@example.org", "Xi Moe")]
    filled("import", table(tmp_path / "other.csv", other), "--owner", "Bo Quist")
    assert filled("people", "dahlgren", code=1).out == ""
    assert traces(tmp_path) == []
    assert len(filled("people", "--json").json["people"]) == len(people) - 1 + 3


def test_they_stay_forgotten_in_a_copy(filled: CommandLine, tmp_path: Path) -> None:
    filled("forget", "Cyprian Dahlgren", "--yes")
    filled("export", "jsonl", "--output", "all.jsonl")
    copy = ["--store", tmp_path / "copy.db"]
    filled(*copy, "import", "all.jsonl")
    other = [("E-mail", "Name"), ("cypd77@example.org", "C. Dahlgren"), ("x@example.org", "Xi Moe")]
    filled(*copy, "import", table(tmp_path / "other.csv", other), "--owner", "Bo Quist")
    assert filled(*copy, "people", "dahlgren", code=1).out == ""


def test_copies_made_before_are_listed(filled: CommandLine, tmp_path: Path) -> None:
    filled("backup", "kept.db")
    filled("export", "csv", "--output", "people.csv.txt")
    filled("find", "data scientist", "--html", "page.html")
    filled("graph", "--html", "network.html")
    written = ["backup", "csv export", "page", "page"]
    copies = filled("forget", "Cyprian Dahlgren", "--yes", "--json").json["copies"]
    assert sorted(copy["kind"] for copy in copies) == written
    for copy in copies:
        assert any(trace in Path(copy["path"]).read_bytes().lower() for trace in TRACES) or copy["kind"] == "page"
    assert all(copy["written_on"] == "2026-11-01" for copy in copies)


def test_an_owner_goes_with_their_export_first(filled: CommandLine) -> None:
    line = one_line(filled("forget", "Ada Ferro", "--yes", code=2).err)
    assert "their own export is in the store; first run: graphfind withdraw linkedin-ada-ferro-" in line


def test_what_is_counted_stays_right(filled: CommandLine) -> None:
    before = {source["id"]: source for source in filled("sources", "--json").json["sources"]}
    filled("forget", "Cyprian Dahlgren", "--yes")
    for source in filled("sources", "--json").json["sources"]:
        assert source["records"] == before[source["id"]]["records"] - 1
        assert source["ties"] == before[source["id"]]["ties"] - 1


def test_a_withdrawn_source_leaves_no_byte_either(filled: CommandLine, tmp_path: Path) -> None:
    for source in filled("sources", "--json").json["sources"]:
        filled("withdraw", source["id"])
    assert b"Gia Rask" not in (tmp_path / "store.db").read_bytes()


@pytest.mark.parametrize(
    ("forgotten", "says"),
    [
        ("Ada Ek", "forgotten; no import brings them back"),
        ("Bo Quist", "their addresses are others', too"),
        ("Cy Dahl", "no address tells them"),
    ],
)
def test_what_keeps_them_out_is_said(graphfind: CommandLine, tmp_path: Path, forgotten: str, says: str) -> None:
    people = [
        ("Name", "E-mail"),
        ("Ada Ek", "ada@firm.example"),
        ("Bo Quist", "office@firm.example"),
        ("Dana Moe", "office@firm.example"),
        ("Cy Dahl", ""),
    ]
    graphfind("import", table(tmp_path / "people.csv", people))
    assert says in graphfind("forget", forgotten, "--yes").err
