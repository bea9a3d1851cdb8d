"""Many rows go into a table as one by one they would."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from graphfind.stores.sqlite import bulk


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (a, b, c)")
    yield connection
    connection.close()


def rows_in(db: sqlite3.Connection) -> list[Any]:
    return db.execute("SELECT * FROM t ORDER BY rowid").fetchall()


@pytest.mark.parametrize("count", [0, 1, bulk.AT_ONCE - 1, bulk.AT_ONCE, bulk.AT_ONCE + 1, 4 * bulk.AT_ONCE])
def test_every_row_is_added_in_order(db: sqlite3.Connection, count: int) -> None:
    rows = [(n, f"name {n}", None) for n in range(count)]
    bulk.insert(db, "t", rows)
    assert rows_in(db) == rows


def test_a_column_may_be_one_value(db: sqlite3.Connection) -> None:
    columns = (range(30), 7, None)
    bulk.insert_columns(db, "t", columns, "({},nullif({},0),{})")
    assert rows_in(db) == [(n, 7, None) for n in range(30)]


def test_a_column_may_be_changed_on_its_way(db: sqlite3.Connection) -> None:
    bulk.insert_columns(db, "t", ([0, 1], 0, ["x", None]), "(nullif({},0),nullif({},0),{})")
    assert rows_in(db) == [(None, None, "x"), (1, None, None)]


def test_a_row_that_cannot_be_added_adds_none_of_its_statement(db: sqlite3.Connection) -> None:
    db.execute("CREATE UNIQUE INDEX one ON t (a)")
    with pytest.raises(sqlite3.IntegrityError):
        bulk.insert(db, "t", [(n % 20, "", None) for n in range(bulk.AT_ONCE)])
    assert rows_in(db) == []
