"""People written as columns are the people that records are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graphfind.importer import Columns, Export, PersonColumns, one_by_one
from graphfind.loading import ImportSettings, import_paths
from graphfind.model import OWNER, EvidenceKind, PersonRecord, Reading
from graphfind.stores import open_store
from tests.worlds import TODAY, Scripted, person

FULL = PersonColumns(
    ["a", "b", "c", "d"],
    ["Ada Ferro", "Bo Quist", "Cy", "Di Ada"],
    ["Ada", "", "Cy", ""],
    ["Ferro", "", "", ""],
    [("ada@example.org", "ada@home.example"), (), (), ("di@example.org",)],
    [(), ("+44 20 7946 0958",), (), ()],
    [("https://www.linkedin.com/in/ada",), (), ("urn:li:member:7",), ()],
    ["Midwife", "", "Chef", "Midwife"],
    ["", "", "Foods, Inc.", "Foods, Inc."],
    ["Oslo", "", "", ""],
    [("choir", "work"), (), (), ()],
    [date(2026, 1, 2), None, date(2026, 1, 2), date(2025, 3, 4)],
    [date(2020, 1, 2), None, date(2021, 1, 2), date(2022, 3, 4)],
    [2, 3, 5, 7],
    EvidenceKind.CONNECTION,
    "connections",
    "people.scripted",
)
ME = PersonRecord(OWNER, "Mara Lind")
BARE = PersonColumns(["e", "f"], ["Em", "Flo"], line=[1, 2], member="others.scripted")
SAME_DAY = PersonColumns(
    ["g", "h"], ["Gil", "Hal"], title=["", "Cook"], as_of=[TODAY, TODAY], line=[4, 5], member="others.scripted"
)


class Columned(Scripted):
    """Yields columns to whoever asks for them."""

    def __init__(self, columns: list[Reading | Columns]) -> None:
        super().__init__(one_by_one(columns), ME)
        self.columns = columns

    def read_columns(self, export: Export) -> Iterator[Reading | Columns]:
        yield from self.columns


def tables_of(path: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = {name: db.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in names}
    rows["meta"] = [row for row in rows["meta"] if row[0] != "salt"]
    return rows


@pytest.mark.parametrize(
    "columns", [[FULL], [BARE], [SAME_DAY], [person("x", "Xi", "Midwife", line=1), FULL, BARE, SAME_DAY]]
)
def test_the_store_is_the_same(tmp_path: Path, columns: list[Reading | Columns]) -> None:
    path = tmp_path / "ex{port}.scripted"
    path.write_text("what it says is scripted", encoding="utf-8")
    importers: list[Scripted] = [Columned(columns), Scripted(one_by_one(columns), ME)]
    for name, importer in zip(("columns", "records"), importers, strict=True):
        with open_store(tmp_path / f"{name}.db") as store:
            import_paths(store, [path], ImportSettings(TODAY), {importer.name: importer})
    assert tables_of(tmp_path / "columns.db") == tables_of(tmp_path / "records.db")
    assert len(tables_of(tmp_path / "columns.db")["record"]) > 1
