"""The store as it is at one epoch, for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
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

    def each(self, text: str, portions: Iterable[dict[str, Any]], **values: Any) -> Iterator[list[Any]]:
        """The rows that a query gives for portions of its values, in their order; a few are asked for at once."""
        everything = ({**portion, **values, "at": self.at} for portion in portions)
        return chain.from_iterable(self.connection.read_each(text, everything))

    def column(self, text: str, **values: Any) -> list[Any]:
        """The first value of each row."""
        return [row[0] for row in self.rows(text, **values)]
