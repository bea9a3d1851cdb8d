"""Stores of the graph, and opening one by its name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphfind.errors import UsageError

if TYPE_CHECKING:
    from graphfind.stores.base import Store


def open_store(location: str | Path) -> Store:
    """Open the store at a path, creating it where there is none.

    Raises StoreError where it cannot be opened, UsageError for a kind of store that is not known.
    """
    scheme, separator, _ = str(location).partition("://")
    if separator:
        raise UsageError(f"--store: {scheme}:// is not a kind of store; name a file")
    from graphfind.stores.sqlite import SQLiteStore

    return SQLiteStore(Path(location).expanduser())
