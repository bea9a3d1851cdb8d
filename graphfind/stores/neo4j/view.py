"""The store as it is at one epoch, for reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphfind.stores.neo4j.connection import Connection, Rows


@dataclass(frozen=True, slots=True)
class View:
    """A connection, and the epoch `at` which what is read must hold; queries name it `$at`."""

    connection: Connection
    at: int

    def rows(self, text: str, **values: Any) -> Rows:
        """The rows that a query gives at this epoch."""
        return self.connection.read(text, at=self.at, **values)

    def column(self, text: str, **values: Any) -> list[Any]:
        """The first value of each row."""
        return [row[0] for row in self.rows(text, **values)]
