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


BESIDE = ("-wal", "-shm", "-journal")
"""How the files end that SQLite keeps beside a store's."""


def is_server(location: str | Path) -> bool:
    """Whether a store's name is the address of a server, for which a user and a password are needed."""
    scheme, separator, _ = str(location).partition("://")
    return bool(separator) and scheme.lower() in SERVER_SCHEMES


def same_store(one: str, other: str) -> bool:
    """Whether two names are of one store: files however they are spelled or linked, or one database of a server."""
    if one == other or not (is_server(one) or is_server(other)):
        return _same_file(os.path.expanduser(one), os.path.expanduser(other))
    if not (is_server(one) and is_server(other)):
        return False
    from graphfind.stores.address import parse

    database = os.environ.get("NEO4J_DATABASE", "")
    places = [
        (address.host, address.port, address.database) for address in (parse(one, database), parse(other, database))
    ]
    return places[0] == places[1]


def is_of_store(path: str | Path, location: str) -> bool:
    """Whether a path is the file of a store, or of those that SQLite keeps beside it, however it is spelled."""
    if is_server(location):
        return False
    store = os.path.realpath(os.path.expanduser(location))
    return any(_same_file(str(path), f"{store}{tail}") for tail in ("", *BESIDE))


def _same_file(one: str, other: str) -> bool:
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)


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
