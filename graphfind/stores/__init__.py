"""Stores of the graph, and opening one by its name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from graphfind.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from graphfind.stores.base import Store


SERVER_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
"""How the address of a Neo4j server begins; with +s the connection is encrypted, with +ssc under any certificate."""


def is_server(location: str | Path) -> bool:
    """Whether a store's name is the address of a server, for which a user and a password are needed."""
    scheme, separator, _ = str(location).partition("://")
    return bool(separator) and scheme.lower() in SERVER_SCHEMES


def open_store(location: str | Path, user: str = "", password: str = "", database: str = "") -> Store:
    """Open the store at a path or at the address of a Neo4j server, creating it where there is none.

    User, password and the name of the database are for a server; the password stands nowhere else than here.
    Raises StoreError where it cannot be opened, UsageError for a kind of store that is not known.
    """
    if is_server(location):
        from graphfind.stores.address import Credentials, parse
        from graphfind.stores.neo4j import Neo4jStore

        return Neo4jStore(parse(str(location), database), Credentials(user, password))
    scheme, separator, _ = str(location).partition("://")
    if separator:
        raise UsageError(
            f"--store: {scheme}:// is not a kind of store; name a file, or a Neo4j server as neo4j://HOST:PORT"
        )
    from graphfind.stores.sqlite import SQLiteStore

    return SQLiteStore(os.path.expanduser(location))
