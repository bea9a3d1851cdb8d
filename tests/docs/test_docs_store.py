"""The page on the store names every table and column of the schema, and its queries run."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

from graphfind.stores.sqlite.connection import APPLICATION_ID, SCHEMA_VERSION
from tests.docs.documents import ROOT, blocks, prose

PAGE = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
SCHEMA = (ROOT / "graphfind" / "stores" / "sqlite" / "schema.sql").read_text(encoding="utf-8")


def real_tables() -> dict[str, list[str]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(SCHEMA)
        names = [
            name
            for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
            if not name.startswith("sqlite_")
        ]
        return {name: [column[1] for column in db.execute(f"PRAGMA table_info({name})")] for name in names}


def documented_tables() -> dict[str, list[str]]:
    """Tables by their headings; a row of the table below may name several columns."""
    tables: dict[str, list[str]] = {}
    for line in prose(PAGE).splitlines():
        if heading := re.fullmatch(r"### `(\w+)`", line):
            tables[heading[1]] = []
        elif line.startswith("| `"):
            tables[list(tables)[-1]] += re.findall(r"`(\w+)`", line.split("|")[1])
    return tables


def test_every_table_and_column() -> None:
    assert documented_tables() == real_tables()


def test_numbers_by_which_a_store_is_known() -> None:
    assert f"`{SCHEMA_VERSION}`" in PAGE
    assert f"`0x{APPLICATION_ID:08x}`" in PAGE


def test_queries_run() -> None:
    queries = [block.text for block in blocks(PAGE) if block.language == "sql"]
    assert queries
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(SCHEMA)
        for query in queries:
            db.execute(query)
