"""Care for the store's file: backups, examination, and erasing for good."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

from graphfind.errors import StoreError
from graphfind.stores.sqlite import cache

if TYPE_CHECKING:
    from pathlib import Path

_ORPHANS = {
    "records without a source": "SELECT count(*) FROM record WHERE source NOT IN (SELECT number FROM source)",
    "records without a person": "SELECT count(*) FROM record WHERE person NOT IN (SELECT number FROM person)",
    "persons without a record": "SELECT count(*) FROM person WHERE number NOT IN (SELECT person FROM record)",
    "identifiers without a record": "SELECT count(*) FROM identifier WHERE record NOT IN (SELECT number FROM record)",
    "positions without a record": "SELECT count(*) FROM position WHERE record NOT IN (SELECT number FROM record)",
    "ties without their records": "SELECT count(*) FROM evidence WHERE a NOT IN (SELECT number FROM record)"
    " OR b NOT IN (SELECT number FROM record)",
}


def backup(db: sqlite3.Connection, target: Path) -> None:
    """Copy the whole store, as of now, to a file that appears complete or not at all; 0600."""
    try:
        if target.exists():
            raise StoreError(f"{target}: exists already; name a new file for the backup")
        if not target.parent.is_dir():
            raise StoreError(f"{target}: there is no folder {target.parent}; make it, or name another file")
        _write(db, target)
    except OSError as error:
        raise StoreError(f"{target}: {error.strerror or error}; nothing was written, name another file") from error


def _write(db: sqlite3.Connection, target: Path) -> None:
    partial = target.with_name(f".{target.name}.partial")
    os.close(os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
    try:
        with closing(sqlite3.connect(partial)) as copy:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        with partial.open("rb") as file:
            os.fsync(file.fileno())
        partial.replace(target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        partial.unlink(missing_ok=True)


def examine(db: sqlite3.Connection, path: str, today: date) -> list[str]:
    """Every fault found, a line each."""
    faults = [f"database: {text}" for (text,) in db.execute("PRAGMA integrity_check") if text != "ok"]
    faults += [f"{count} {what}" for what, query in _ORPHANS.items() if (count := db.execute(query).fetchone()[0])]
    for id_, first, last in db.execute("SELECT id, first_record, last_record FROM source").fetchall():
        query = """SELECT count(*) FROM record JOIN source s ON s.id = ?
                    WHERE source <> s.number AND record.number BETWEEN ? AND ?"""
        if db.execute(query, (id_, first, last)).fetchone()[0]:
            faults.append(f"source {id_}: holds records of another source")
    if not faults and cache.is_current(db, today) and not _same(db, today):
        faults.append("the cached graph differs from the store; it is rebuilt with the next import")
    if os.name == "posix":
        faults += [
            f"{file}: others may read it (mode {stat.S_IMODE(mode):o}); run 'chmod 600' on it"
            for file in (path, f"{path}-wal")
            if os.path.exists(file) and (mode := os.stat(file).st_mode) & 0o077
        ]
    return faults


def _same(db: sqlite3.Connection, today: date) -> bool:
    cached, fresh = cache.read(db, today), cache.build(db, today)
    return cached is not None and all(
        getattr(cached, name).tobytes() == getattr(fresh, name).tobytes() for name in cache.ARRAYS
    )


def scrub(db: sqlite3.Connection) -> None:
    """Rewrite the file without the pages that were freed, and empty the write-ahead log."""
    db.execute("DELETE FROM cache")
    db.execute("VACUUM")
    busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(
            "forgotten, but another program has the store open: close it, for until then the store's log still holds "
            "what was erased"
        )
