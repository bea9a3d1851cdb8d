"""The embedded store in one SQLite file."""

from graphfind.stores.sqlite.store import SQLiteStore

__all__ = ["SQLiteStore"]
