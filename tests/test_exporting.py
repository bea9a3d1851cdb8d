"""The store for other programs: each format holds everybody, and none runs or breaks its reader."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import networkx
import pytest

from graphfind.exporting import PEOPLE_COLUMNS, TIE_COLUMNS, Format, export, ties
from graphfind.loading import ImportSettings, import_paths
from graphfind.model import OWNER, EvidenceKind, PersonRecord
from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.worlds import TODAY, contacts, import_into, load, person

ME = PersonRecord(OWNER, "Mara Lind", emails=("mara@example.org",))
NASTY = '=HYPERLINK("http://x.example")\x1b[2J\r\n\u202e<script>&]]>\x00\ufffe'
CONTACTS = [
    person(
        "ada", "Ada Ferro", "Nurse", "Clinic, A", emails=("ada@example.org", "a.ferro@example.com"),
        phones=("+47 22 12 34 56",), profile_urls=("linkedin.com/in/ada",), location="Oslo", tags=("x", "y"),
    ),
    person("bo", f"Bo {NASTY}", NASTY, "=1+1", location="@here", tags=("+1",)),
    person("cy", "高橋 美咲", "Engineer", "Tiny"),
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as store:
        made = contacts(*CONTACTS, kind=EvidenceKind.RELATION, strength=0.25, relation="+boss", last=TODAY)
        load(store, tmp_path, made, ME, ImportSettings(TODAY, mine=True))
        load(store, tmp_path, [person("dee", "Dee Roth", "Engineer", "Tiny", line=1)], file="dee.scripted")
        yield store


def text(store: Store, form: Format) -> str:
    return "".join(export(store, form, TODAY))


def table(store: Store, form: Format) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(store, form), newline="")))


def test_every_tie_stands_once_in_order(store: Store) -> None:
    found = [(a.id, b.id, tie.inferred) for a, b, tie in ties(store, TODAY)]
    assert len(found) == store.counts(TODAY).ties == 4
    assert all(a < b for a, b, _ in found)
    assert found == sorted(found)
    assert sum(inferred for *_, inferred in found) == 1


def test_a_table_of_people(store: Store) -> None:
    rows = table(store, "csv")
    assert tuple(rows[0]) == PEOPLE_COLUMNS
    assert [row["id"] for row in rows] == [one.id for _, one in store.everyone()]
    ada = next(row for row in rows if row["name"] == "Ada Ferro")
    assert list(ada.values())[1:] == [
        "Ada Ferro", "a.ferro@example.com; ada@example.org", "'+4722123456", "https://www.linkedin.com/in/ada", "Nurse",
        "Clinic, A", "Oslo", "x; y",
    ]  # fmt: skip


def test_a_table_of_observed_ties(store: Store) -> None:
    rows = table(store, "ties")
    assert tuple(rows[0]) == TIE_COLUMNS
    assert len(rows) == 3
    assert {row["source"] for row in rows} | {row["target"] for row in rows} <= {p.id for _, p in store.everyone()}
    assert {tuple(row[name] for name in TIE_COLUMNS[2:]) for row in rows} == {
        ("'+boss", "", "2026-11-01", "0.25", "relation")
    }


@pytest.mark.parametrize("form", ["csv", "ties"])
def test_no_cell_of_a_table_is_a_formula(store: Store, form: Format) -> None:
    cells = [cell for row in table(store, form) for cell in row.values()]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r\n" and cell]
    assert "\0" not in text(store, form)


def test_tables_are_read_again(store: Store, tmp_path: Path) -> None:
    people, known = tmp_path / "people.csv", tmp_path / "ties.csv"
    people.write_text(text(store, "csv"), encoding="utf-8", newline="")
    known.write_text(text(store, "ties"), encoding="utf-8", newline="")
    with open_store(tmp_path / "copy.db") as copy:
        (report,) = import_into(copy, people, known).sources
        assert (report.rows.read, report.rows.rejected, report.ties) == (8, 0, 3)
        assert sorted(p.name for _, p in copy.everyone() if "Bo" not in p.name) == sorted(
            p.name for _, p in store.everyone() if "Bo" not in p.name
        )


def test_one_json_document(store: Store) -> None:
    document = json.loads(text(store, "json"))
    assert list(document) == ["people", "ties"]
    assert [one["id"] for one in document["people"]] == [one.id for _, one in store.everyone()]
    assert [list(tie) for tie in document["ties"]] == [["source", "target", "strength", "inferred", "evidence"]] * 4
    assert {(tie["strength"], tie["inferred"]) for tie in document["ties"] if not tie["inferred"]} == {(0.25, False)}


def test_a_dump_is_lossless(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text(text(store, "jsonl"), encoding="utf-8")
    with open_store(tmp_path / "copy.db") as copy:
        import_paths(copy, [path], ImportSettings(TODAY), {})
        for form in get_args(Format):
            assert text(copy, form) == text(store, form)


@pytest.mark.parametrize("form", get_args(Format))
def test_the_day_of_writing_leaves_no_trace(store: Store, form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    days = []
    for day in ("2001-02-03", "2031-05-06"):
        monkeypatch.setattr(time, "strftime", lambda *_, day=day: day)
        days.append(text(store, form))
    assert days[0] == days[1]
    assert "2001-02-03" not in days[0]


@pytest.mark.parametrize(("form", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)])
def test_graph_formats_are_read_by_networkx(store: Store, form: Format, read: Any) -> None:
    graph = read(io.BytesIO(text(store, form).encode()))
    people = [data for _, data in graph.nodes(data=True) if "Bo" not in data["name"]]
    assert {(data["name"], data.get("title", "")) for data in people} == {
        ("Mara Lind", ""), ("Ada Ferro", "Nurse"), ("高橋 美咲", "Engineer"), ("Dee Roth", "Engineer"),
    }  # fmt: skip
    assert sorted(data["inferred"] for *_, data in graph.edges(data=True)) == [False, False, False, True]


@pytest.mark.parametrize("form", get_args(Format))
def test_nobody_is_exported_too(tmp_path: Path, form: Format) -> None:
    with open_store(tmp_path / "empty.db") as store:
        assert text(store, form)
