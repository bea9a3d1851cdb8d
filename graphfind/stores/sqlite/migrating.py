"""Stores of earlier versions brought up to date, after a copy of each was made beside it."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

from graphfind.normalize import phone_key, phone_region
from graphfind.stores.sqlite import maintenance
from graphfind.stores.sqlite.connection import SCHEMA_VERSION, transaction, version


def migrate(db: sqlite3.Connection, path: str) -> None:
    """Bring a store to the present version, in one transaction; the copy is remembered as a backup."""
    copy = _copied(db, path)
    with transaction(db):
        if version(db) == 1:  # else another graphfind has just done it
            db.execute("ALTER TABLE source ADD COLUMN region TEXT NOT NULL DEFAULT ''")
            _tell_regions(db)
        day = date.fromtimestamp(os.stat(copy).st_mtime).toordinal()
        db.execute("INSERT OR REPLACE INTO copy VALUES (?, 'backup', ?)", (str(copy.absolute()), day))
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _copied(db: sqlite3.Connection, path: str) -> Path:
    store, count = Path(path), 0
    while (copy := store.with_name(f"{store.stem}-schema-1{f'-{count}' if count else ''}.backup.db")).exists():
        count += 1
    maintenance.backup(db, copy)
    return copy


def _tell_regions(db: sqlite3.Connection) -> None:
    """The country with which a source was read, told by a number that names none and what was made of it."""
    for (source,) in db.execute("SELECT number FROM source").fetchall():
        rows = db.execute(
            """SELECT r.phones, i.value FROM record r JOIN identifier i ON i.record = r.number AND i.kind = 'phone'
                WHERE r.source = ?""",
            (source,),
        )
        for phones, value in rows:
            region = phone_region(value)
            given = phones.split("\n")
            if value not in map(phone_key, given) and value in (phone_key(text, region) for text in given):
                db.execute("UPDATE source SET region = ? WHERE number = ?", (region, source))
                break
