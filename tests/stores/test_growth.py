"""The work that the embedded store does grows with what is there, and no faster."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from graphfind.stores import open_store
from graphfind.stores.sqlite import candidates
from tests.counting import calls_of
from tests.worlds import TODAY, load, person

SMALL, LARGE = 100, 400


def steps_of(db: sqlite3.Connection, work: Callable[[], object]) -> int:
    """How many steps of its virtual machine, in hundreds, SQLite takes for some work."""
    count = 0

    def note() -> int:
        nonlocal count
        count += 1
        return 0

    db.set_progress_handler(note, 100)
    try:
        work()
    finally:
        db.set_progress_handler(None, 0)
    return count


SHAPES: dict[str, Callable[[int], tuple[str, ...]]] = {
    "a chain of addresses": lambda n: (f"e{n}@x.example", f"e{n + 1}@x.example"),
    "one address": lambda n: ("e0@x.example",),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_who_is_looked_at_anew(tmp_path: Path, shape: str) -> None:
    def steps(size: int) -> int:
        folder = tmp_path / str(size)
        folder.mkdir()
        with open_store(folder / "store.db") as store:
            people = [person(f"k{n}", f"Given Name{n}", emails=SHAPES[shape](n)) for n in range(size)]
            load(store, folder, people)
            first = [person("z", "Zoe Zed", emails=("e0@x.example",))]
            load(store, folder, first, file="first.scripted")
            with store.writing(TODAY) as writing:
                writing.remove_source(store.sources()[-1].number)
                found = steps_of(store._db, lambda: candidates._close(store._db))
                assert len(writing.candidates()) == size
            return found

    assert steps(LARGE) < 2 * LARGE / SMALL * steps(SMALL)


def test_reading_back_what_was_said(tmp_path: Path) -> None:
    def calls(size: int) -> int:
        with open_store(tmp_path / f"{size}.db") as store:

            def work() -> None:
                with store.writing(TODAY) as writing:
                    for n in range(size):
                        end = [0, "email", f"e{n}@x.example"]
                        writing.add_statement({"tie": "dont-ask", "ends": [end], "on": "2026-11-01"})

            found = calls_of(work)
            assert len(list(store.statements())) == size
            work()
            assert len(list(store.statements())) == size
            return found

    assert calls(LARGE) < 2 * LARGE / SMALL * calls(SMALL)
