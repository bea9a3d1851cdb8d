"""Ways from an ego to a node, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphfind.search.arrays import Costs, Ints


Path = tuple[int, ...]

NONE = -1
"""Stands where there is no label."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Ways:
    """Paths from an ego to a node, as columns of equal length.

    `parent` is the label that a way extends by its last tie, or −1 − the root that it extends.
    """

    node: NDArray[np.int32]
    cost: Costs
    hops: NDArray[np.int8]
    connector: NDArray[np.int32]
    parent: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.node)

    def take(self, which: Ints) -> Ways:
        """The ways at these positions, in their order."""
        return Ways(*(column.take(which) for column in self.columns()))

    def columns(self) -> tuple[NDArray[Any], ...]:
        """All columns, as they stand in the class."""
        return self.node, self.cost, self.hops, self.connector, self.parent

    @staticmethod
    def of(node: Ints, cost: Costs, hops: Ints, connector: Ints, parent: Ints) -> Ways:
        """Ways from columns of any kinds of integers."""
        narrow = (column.astype(np.int32, copy=False) for column in (node, connector, parent))
        node, connector, parent = narrow
        return Ways(node, cost, hops.astype(np.int8, copy=False), connector, parent)

    @staticmethod
    def joined(parts: Iterable[Ways]) -> Ways:
        """All ways of the parts, in their order."""
        columns = zip(*(part.columns() for part in (NO_WAYS, *parts)), strict=True)
        return Ways(*(np.concatenate(column) for column in columns))


NO_WAYS = Ways(np.empty(0, np.int32), np.empty(0), np.empty(0, np.int8), np.empty(0, np.int32), np.empty(0, np.int32))


class Found(NamedTuple):
    """Of all the labels `made`, those that targets hold: a row for each, the best first, and then `NONE`."""

    made: Ways
    labels: Ints


def walk_back(made: Ways, roots: Ints, labels: Ints) -> NDArray[np.int32]:
    """A row for each label, with the nodes of its path from its ego to its node, and then `NONE`."""
    hops = made.hops.take(labels).astype(np.int64)
    paths = np.full((len(labels), 1 + int(hops.max(initial=1))), NONE, np.int32)
    nodes, begins = paths.reshape(-1), roots[:, : paths.shape[1]]
    row, place = np.arange(len(labels)), np.arange(0, nodes.size, paths.shape[1]) + hops
    while len(row):
        nodes[place] = made.node.take(labels)
        labels, place = made.parent.take(labels), place - 1
        begun = np.flatnonzero(labels < 0)
        if len(begun):
            rows, begin = row.take(begun), begins.take(-1 - labels.take(begun), axis=0)
            rest = paths[rows, : begins.shape[1]]
            paths[rows, : begins.shape[1]] = np.where(begin == NONE, rest, begin)
            on = np.flatnonzero(labels >= 0)
            row, place, labels = row.take(on), place.take(on), labels.take(on)
    return paths


def paths_of(rows: Iterable[list[int]]) -> list[Path]:
    """The paths in rows of nodes that end with `NONE`; rows that begin with it hold none."""
    return [tuple(row[: row.index(NONE)] if row[-1] == NONE else row) for row in rows if row[0] != NONE]


def rows_of(paths: Sequence[Path]) -> NDArray[np.int32]:
    """A row of nodes for each path, and then `NONE`."""
    rows = np.full((len(paths), max(map(len, paths), default=2)), NONE, np.int32)
    for row, path in zip(rows, paths, strict=True):
        row[: len(path)] = path
    return rows


def spans(first: Ints, count: Ints) -> Ints:
    """first[0] … first[0] + count[0] − 1, first[1] … and so on."""
    end = np.cumsum(count)
    position = np.arange(end[-1] if len(end) else 0)
    position += np.repeat(first - (end - count), count)
    return position
