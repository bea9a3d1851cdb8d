"""Opening the store's file: private permissions, durability, and refusing what is not ours or too new."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from graphfind.errors import StoreError

APPLICATION_ID = 0x67666E64
"""Marks a file as graphfind's ("gfnd"), so that no other program's database is written to."""

SCHEMA_VERSION = 2
BUSY_MS = 10_000
CACHE_KIB = 128 * 1024
_LEAST_ROOM = 256 * 1024

# How SQLite's files begin (https://www.sqlite.org/fileformat2.html#the_database_header): a word, the user's version
# at byte 60, the application's id at byte 68. What was written last may still stand in the log beside the file.
_MAGIC = b"SQLite format 3\0"
_HEAD = 100


def connect(path: str) -> tuple[sqlite3.Connection, bool]:
    """Open or create the store at `path`; returns the connection and whether it may be written.

    A new file is made 0600 in a folder made 0700, and one that was empty is made 0600, too.
    Write-ahead logging with full synchronization loses no acknowledged transaction when the power
    goes. Raises StoreError where the file is not a graphfind store, was written by a newer
    graphfind, or cannot be read.
    """
    with sentences(path):
        if os.path.isdir(path):
            raise StoreError(f"{path}: is a folder; name a file for the store")
        if not os.path.exists(path):
            _make(path)
        if not os.path.isfile(path):
            raise StoreError(f"{path}: is no ordinary file; name another one with --store")
        if not _is_store(path):
            os.chmod(path, 0o600)  # whoever made the empty file may have let others read it
            return _create(path), True
        writable = os.access(path, os.W_OK) and os.access(folder_of(path), os.W_OK)
        if writable:
            connection = _open_writable(path)
            if version(connection) < SCHEMA_VERSION:
                from graphfind.stores.sqlite.migrating import migrate  # a store is brought up to date once

                migrate(connection, path)
            return connection, True
        alone = not os.access(folder_of(path), os.W_OK) and not os.path.exists(f"{path}-wal")
        return _open_read_only(path, alone=alone), False


def folder_of(path: str) -> str:
    """The folder in which a file lies."""
    return os.path.dirname(path) or os.curdir


def _make(path: str) -> None:
    os.makedirs(folder_of(path), mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _is_store(path: str) -> bool:
    """Whether the file is a store already, not empty; looks without writing a byte, refuses what is not ours."""
    with open(path, "rb") as file:
        head = file.read(_HEAD)
    if not head.startswith(_MAGIC) and head:
        raise StoreError(f"{path}: is not a graphfind store; name another file with --store")
    if (_told(head, at=68), _told(head, at=60)) == (APPLICATION_ID, SCHEMA_VERSION) and not os.path.exists(
        f"{path}-wal"
    ):
        return True
    with closing(_open_read_only(path, alone=not os.path.exists(f"{path}-wal"))) as connection:
        connection.execute("BEGIN")  # all is of one moment, though another program may be making the store
        application = _application(connection)
        found = version(connection)
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION_ID and (tables or found):
        raise StoreError(f"{path}: is another program's database; name another file with --store")
    if found > SCHEMA_VERSION:
        raise StoreError(f"{path}: was written by a newer graphfind (schema {found}); upgrade graphfind to open it")
    return application == APPLICATION_ID


def _told(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4], "big")


def _create(path: str) -> sqlite3.Connection:
    from importlib import resources  # a store is made once, and opened ever after

    connection = _open_writable(path)
    schema = resources.files(__package__).joinpath("schema.sql").read_text(encoding="utf-8")
    salt = os.urandom(16).hex()
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE; {schema}"
            f"INSERT INTO meta VALUES ('version', 0), ('people', 0), ('ties', 0), ('salt', '{salt}');"
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )
    except sqlite3.OperationalError:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if _application(connection) != APPLICATION_ID:  # else another graphfind has just made it
            raise
    return connection


def version(connection: sqlite3.Connection) -> int:
    """The version of a store's schema."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found)


def _application(connection: sqlite3.Connection) -> int:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    return int(application)


def _open_writable(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
    connection.executescript(
        f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = {BUSY_MS};"
        f"PRAGMA cache_size = -{CACHE_KIB}; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;"
    )
    return connection


def _open_read_only(path: str, *, alone: bool) -> sqlite3.Connection:
    """`alone` reads the file and makes none beside it, as SQLite would to tell whether others write to it."""
    name = os.path.join(os.getcwd(), path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    location = f"file:{name}?mode=ro{'&immutable=1' if alone else ''}"
    return sqlite3.connect(location, uri=True, timeout=BUSY_MS / 1000, isolation_level=None)


@contextmanager
def transaction(connection: sqlite3.Connection, *, write: bool = True, keep: bool = True) -> Iterator[None]:
    """All that is done within, or nothing: after an exception, and without `keep`. May stand within another one.

    To write is to wait for other writers first; to read is to see the store as it was at the first look.
    """
    begin, commit, undo = "BEGIN IMMEDIATE" if write else "BEGIN", ["COMMIT"], ["ROLLBACK"]
    if connection.in_transaction:
        begin, commit, undo = "SAVEPOINT part", ["RELEASE part"], ["ROLLBACK TO part", "RELEASE part"]
    connection.execute(begin)
    try:
        yield
        for statement in commit if keep else undo:
            connection.execute(statement)
    except BaseException:
        if connection.in_transaction:  # a full disk has undone it already
            for statement in undo:
                connection.execute(statement)
        raise


def _has_no_room(path: str) -> bool:
    """Whether the disk holds no more than SQLite needs beside a store to begin with; its error does not always tell."""
    from shutil import disk_usage

    return disk_usage(folder_of(path)).free < _LEAST_ROOM


@contextmanager
def sentences(path: str) -> Iterator[None]:
    """Turn what SQLite and the file system raise into one line that says what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise StoreError(f"{path}: another graphfind is writing to it; try again when it is done") from error
        if "readonly" in text or "read-only" in text:
            raise StoreError(f"{path}: may only be read; change its permissions or name another --store") from error
        if "full" in text or ("I/O" in text and _has_no_room(path)):
            raise StoreError(f"{path}: the disk is full; nothing was changed, free some space and try again") from error
        raise StoreError(f"{path}: cannot be used ({text}); run 'graphfind doctor'") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: is damaged ({error}); run 'graphfind doctor' or go back to a backup") from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}; name another file with --store") from error
