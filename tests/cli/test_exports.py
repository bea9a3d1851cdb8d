"""What was imported goes out again: without loss as JSON lines, as tables, and for graph programs."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
from pathlib import Path

import networkx
import pytest

from tests.cli.exports import adas, mine
from tests.command_line import SAMPLE, CommandLine, one_line
from tests.worlds import archive


@pytest.fixture
def sampled(graphfind: CommandLine) -> CommandLine:
    """Everything in the sample data, and what a user may say of it."""
    graphfind("import", next(SAMPLE.glob("mara*.zip")), "--mine")
    for path in (*SAMPLE.glob("tomas*.zip"), *SAMPLE.glob("Complete*.zip"), *SAMPLE.glob("megumi*.zip")):
        graphfind("import", path, code=int("tomas" in path.name))
    graphfind("import", SAMPLE / "people.csv", SAMPLE / "ties.csv", code=1)
    graphfind("me", "Mara Lindqvist", "--email", "mara@example.org")
    graphfind("tie", "Adaeze Okonkwo-Bauer", "--close")
    graphfind("tie", "Signe Ravndal", "--dont-ask")
    graphfind("forget", "Ngozi Arvidsson", "--yes")
    return graphfind


def test_json_lines_are_read_back_without_loss(sampled: CommandLine, tmp_path: Path) -> None:
    sampled("export", "jsonl", "--output", "all.jsonl")
    copy = ["--store", tmp_path / "copy.db"]
    report = sampled(*copy, "import", "all.jsonl", "--json").json
    assert {source["status"] for source in report["sources"]} == {"imported"}
    assert sampled(*copy, "export", "jsonl").out == (tmp_path / "all.jsonl").read_text(encoding="utf-8")
    for question in (
        ["find", "product manager", "--json"], ["find", "nurse", "--json"], ["sources", "--json"], ["export", "csv"],
        ["person", "Adaeze Okonkwo-Bauer", "--json"],
    ):  # fmt: skip
        theirs = sampled(*copy, *question).out.replace(f" --store {tmp_path / 'copy.db'}", "")
        assert theirs == sampled(*question).out, question
    again = sampled(*copy, "import", "all.jsonl", "--json").json
    assert {source["status"] for source in again["sources"]} == {"unchanged"}
    rejoined = sampled(*copy, "import", SAMPLE / "people.csv", SAMPLE / "ties.csv", "--json", code=None).json
    assert [source["status"] for source in rejoined["sources"]] == ["unchanged"]


def test_a_backup_is_a_store(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("backup")
    (backup,) = tmp_path.glob("*.backup.db")
    graphfind("backup")
    assert len(list(tmp_path.glob("*.backup.db"))) == 2
    assert graphfind("--store", backup, "export", "jsonl").out == graphfind("export", "jsonl").out
    assert graphfind("--store", backup, "doctor", "--json").json["faults"] == []


def test_the_graph_goes_to_graph_programs(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path))
    graphfind("import", SAMPLE / "people.csv", SAMPLE / "ties.csv", code=1)
    store = graphfind("export", "json").json
    strengths = {frozenset((tie["source"], tie["target"])): tie["strength"] for tie in store["ties"]}
    for form, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        path = tmp_path / f"graph.{form}"
        graphfind("export", form, "--output", path)
        graph = read(path)
        names = {node: data.get("name", "") for node, data in graph.nodes(data=True)}
        assert names == {person["id"]: person["name"] for person in store["people"]}
        assert {frozenset((a, b)): data["strength"] for a, b, data in graph.edges(data=True)} == strengths


def test_tables_are_read_back(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path))
    graphfind("export", "csv", "--output", "people.csv")
    graphfind("export", "ties", "--output", "ties.csv")
    copy = ["--store", tmp_path / "copy.db"]
    report = graphfind(*copy, "import", "people.csv", "ties.csv", "--json").json
    assert report["sources"][0]["faults"] == []
    graphfind(*copy, "me", "Mara Lind", "--profile", "linkedin.com/in/mara-lind")
    (ours,) = graphfind("find", "data scientist", "--json").json["introductions"]
    (theirs,) = graphfind(*copy, "find", "data scientist", "--json").json["introductions"]
    for document in (ours, theirs):
        for tie in document["ties"]:
            tie.pop("evidence")
            tie.pop("reason")
        document["target"].pop("as_of")
    assert theirs["path"] == ours["path"]
    assert theirs["probability"] == pytest.approx(ours["probability"])
    ids = [row["id"] for row in csv.DictReader(io.StringIO(graphfind("export", "csv").out))]
    assert ids == [row["id"] for row in csv.DictReader(io.StringIO(graphfind(*copy, "export", "csv").out))]


def test_files_are_private(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    for arguments in (
        ["export", "csv", "--output", "a.csv"], ["graph", "--html", "b.html"], ["backup", "c.db"],
        ["find", "product manager", "--html", "d.html"],
    ):  # fmt: skip
        graphfind(*arguments)
        if os.name == "posix":
            assert stat.S_IMODE((tmp_path / arguments[-1]).stat().st_mode) == 0o600
    graphfind("find", "product manager", "--html", "d.html")  # our own page may be written over
    assert "exists already" in one_line(graphfind("export", "csv", "--output", "a.csv", code=2).err)
    assert graphfind("export", "csv", "--output", "a.csv", "--force").out == ""


def test_an_empty_store_goes_out_and_back(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("me", code=1)
    for form in ("csv", "ties", "json", "jsonl", "graphml", "gexf"):
        assert graphfind("export", form).out
    graphfind("export", "jsonl", "--output", "none.jsonl")
    assert graphfind("import", "none.jsonl", "--json").json["sources"] == []


DAMAGES = {
    "cut": lambda lines: [*lines[:2], lines[2][: len(lines[2]) // 2]],
    "no JSON": lambda lines: [lines[0], "{", *lines[1:]],
    "no entry": lambda lines: [lines[0], "[]", *lines[1:]],
    "deep": lambda lines: [lines[0], "[" * 100_000, *lines[1:]],
    "newer": lambda lines: [lines[0].replace("2", "9"), *lines[1:]],
    "no text": lambda lines: [*lines[:2], lines[2].replace('"name": "', '"name": 5, "x": "')],
    "unknown": lambda lines: [*lines[:2], lines[2].replace('"name"', '"nickname"')],
    "a source that is none": lambda lines: [lines[0], '{"source": []}', *lines[1:]],
    "a tie of nobody": lambda lines: [*lines[:2], '{"tie": {"a": "x", "b": "y", "kind": "contact"}}'],
    "a kind there is not": lambda lines: [*lines[:3], '{"tie": {"a": "@owner", "b": "@owner", "kind": "hate"}}'],
    "a huge number": lambda lines: [
        *lines[:4], '{"tie": {"a": "@owner", "b": "linkedin.com/in/bo-quist", "kind": "contact", "outgoing": 1e99}}',
    ],
    "a word there is not": lambda lines: [*lines, '{"statement": {"tie": "hates", "ends": [], "on": "2026-01-01"}}'],
    "a statement of no day": lambda lines: [*lines, '{"statement": {"tie": "close", "ends": [], "on": "soon"}}'],
    "a salt that is none": lambda lines: [*lines, '{"statement": {"forgotten": "ab", "salt": "sugar"}}'],
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_dump_is_refused(graphfind: CommandLine, tmp_path: Path, damage: str) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    lines = DAMAGES[damage](graphfind("export", "jsonl").out.splitlines()[:-1])
    lines.append(f'{{"end": {len(lines)}}}')
    (tmp_path / "damaged.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = graphfind("--store", "copy.db", "import", "damaged.jsonl", code=2)
    assert "damaged.jsonl:" in one_line(done.err)
    assert graphfind("--store", "copy.db", "doctor", "--json").json["faults"] == []
    assert graphfind("--store", "copy.db", "import", "mine.zip", "--mine", code=None).code in (0, 1)


def test_surrogates_in_a_dump_are_replaced(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    text = graphfind("export", "jsonl").out
    hostile = (
        text.replace("Baker Works", "\\ud800 Works").replace("Bo Quist", "Bo\\udfff").replace("bo-quist", "b\\ud800")
    )
    (tmp_path / "hostile.jsonl").write_text(hostile, encoding="utf-8")
    copy = ["--store", "copy.db"]
    graphfind(*copy, "import", "hostile.jsonl")
    (found,) = graphfind(*copy, "find", "product manager", "--json").json["introductions"]
    assert (found["target"]["name"], found["target"]["organization"]) == ("Bo\ufffd", "\ufffd Works")
    assert json.loads(graphfind(*copy, "export", "jsonl").out.splitlines()[1])["source"]["owner"] == "Mara Lind"


def test_a_loose_file_in_a_folder_is_as_good_as_an_archive(graphfind: CommandLine, tmp_path: Path) -> None:
    rows = [["Name", "Job title", "E-mail"], ["Ida Vig", "Judge", "ida@example.org"]]
    archive(tmp_path / "tables.zip", {"people.csv": rows})
    graphfind("import", "tables.zip", "--owner", "Ada Ferro")
    assert "Ida Vig" in graphfind("people", "judge").out
