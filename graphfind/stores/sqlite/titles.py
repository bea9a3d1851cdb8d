"""The distinct titles of the embedded store, and the parts of their index among its cached data."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress

from graphfind.stores.sqlite.connection import BUSY_MS, transaction

_OWN = "titles."
"""What the names of the parts begin with in the cache, which holds the graph too."""


class SQLiteTitles:
    """See `graphfind.stores.base.KeptTitles`."""

    def __init__(self, db: sqlite3.Connection, *, writable: bool) -> None:
        self._db, self._writable = db, writable

    def all(self) -> tuple[list[int], list[str]]:
        rows = self._db.execute("SELECT number, text FROM title ORDER BY text").fetchall()
        return [number for number, _ in rows], [text for _, text in rows]

    def texts(self, numbers: Sequence[int]) -> list[str]:
        query = "SELECT number, text FROM title WHERE number IN (SELECT value FROM json_each(?))"
        found = dict(self._db.execute(query, (json.dumps(numbers),)).fetchall())
        return [found[number] for number in numbers]

    def part(self, name: str) -> bytes | None:
        found = self._db.execute("SELECT data FROM cache WHERE name = ?", (_OWN + name,)).fetchone()
        return None if found is None else bytes(found[0])

    def keep(self, parts: Mapping[str, bytes]) -> None:
        """What cannot be written at once, or was read of titles of another time, is found out again next time."""
        if not self._writable:
            return
        self._db.execute("PRAGMA busy_timeout = 0")
        # Within a reading this fails wherever anybody wrote since it began.
        with suppress(sqlite3.OperationalError), transaction(self._db):
            rows = [(_OWN + name, data) for name, data in parts.items()]
            self._db.executemany("INSERT OR REPLACE INTO cache VALUES (?, ?)", rows)
        self._db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def outdate(db: sqlite3.Connection) -> None:
    """Titles were added: an index does not know all of them."""
    db.execute("DELETE FROM cache WHERE name = ?", (f"{_OWN}card",))


def forget(db: sqlite3.Connection) -> None:
    """Titles are gone: nothing of them stays behind."""
    db.execute("DELETE FROM cache WHERE substr(name, 1, ?) = ?", (len(_OWN), _OWN))
