"""A store moved into another one is the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from graphfind import dump
from graphfind.errors import StoreError, UsageError
from graphfind.loading import ImportSettings
from graphfind.lookup import find_person
from graphfind.model import Interest, PersonRecord, RowError
from graphfind.moving import move
from graphfind.statements import forget, set_tie
from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.stores.contract import ADA, ADAS, ME, MINE
from tests.worlds import TODAY, contacts, load, person


def fill(store: Store, folder: Path) -> None:
    """Two sources that overlap, words of the user's, somebody forgotten, interests in no order, and a rejected row."""
    load(store, folder, [*MINE, RowError("x", 9, "no name")], ME, ImportSettings(TODAY, mine=True))
    interests = (Interest("Zeta", date(2020, 1, 1)), Interest("Alpha"), Interest("Zeta"))
    load(store, folder, [*ADAS, *contacts(person("i", "In Terest", interests=interests))], ADA, file="ada.scripted")
    set_tie(store, find_person(store, "Ada Ferro"), None, "close", TODAY)
    set_tie(store, find_person(store, "In Terest"), None, "dont-ask", TODAY)
    forget(store, find_person(store, "Cy Dahl"), TODAY)


def same(one: Store, other: Store) -> bool:
    """Whether what was said and what follows from it is the same in both."""
    return list(dump.lines(one)) == list(dump.lines(other)) and [p for _, p in one.everyone()] == [
        p for _, p in other.everyone()
    ]


def test_a_moved_store_is_the_same(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as one, open_store(tmp_path / "b.db") as other:
        fill(one, tmp_path)
        moved = move(one, other, TODAY)
        assert (moved.sources, moved.counts) == (2, one.counts(TODAY))
        assert same(one, other)
        assert move(one, other, TODAY) == moved
        assert sum(stored.warnings for stored in other.sources()) == 1


def test_a_store_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as one, open_store(tmp_path / "b.db") as other:
        fill(one, tmp_path)
        load(other, tmp_path, contacts(person("n", "Nil O")), PersonRecord("@owner", "Other One"), file="o.scripted")
        before = list(dump.lines(other))
        with pytest.raises(UsageError, match="holds something already"):
            move(one, other, TODAY)
        assert list(dump.lines(other)) == before


def test_numbers_that_name_no_country_are_moved(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as one, open_store(tmp_path / "b.db") as other:
        ada = person("a", "Ada Ek", phones=("0171 2345678",))
        load(one, tmp_path, [ada], None, ImportSettings(TODAY, region="DE"))
        move(one, other, TODAY)
        assert same(one, other)
        assert [p.phones for _, p in other.everyone()] == [("+491712345678",)]


def test_what_would_be_lost_is_not_moved_at_all(tmp_path: Path) -> None:
    """As a number that was compared by a country which the source does not tell any more."""
    with open_store(tmp_path / "a.db") as one, open_store(tmp_path / "b.db") as other:
        ada = person("a", "Ada Ek", phones=("0171 2345678",))
        load(one, tmp_path, [ada], None, ImportSettings(TODAY, region="DE"))
        with closing(sqlite3.connect(tmp_path / "a.db")) as db:
            db.execute("UPDATE source SET region = ''")
            db.commit()
        with pytest.raises(StoreError, match=r"b\.db: would not hold all that .*a\.db holds \(\+491712345678\)"):
            move(one, other, TODAY)
        assert (other.sources(), list(other.everyone())) == ([], [])
