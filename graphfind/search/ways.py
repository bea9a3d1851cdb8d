"""Ways from an ego to a node, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import add
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


def walk_back(made: Ways, roots: Sequence[Path], labels: Ints) -> list[Path]:
    """The nodes of each label's path, from its ego to its node."""
    begins = [np.array(column) for column in zip(*roots, strict=True)] if len({*map(len, roots)}) == 1 else None
    paths: list[Path] = []
    which, label, trail, order = np.arange(len(labels)), labels, [], []
    while len(which):
        trail.append(made.node.take(label))
        label = made.parent.take(label)
        done = np.flatnonzero(label < 0)
        if len(done):
            ends = (nodes.take(done).tolist() for nodes in reversed(trail))
            root = -1 - label.take(done)
            if begins is None:
                paths += map(add, map(roots.__getitem__, root.tolist()), zip(*ends, strict=True))
            else:
                paths += zip(*(nodes.take(root).tolist() for nodes in begins), *ends, strict=True)
            order.append(which.take(done))
            on = np.flatnonzero(label >= 0)
            which, label, trail = which.take(on), label.take(on), [nodes.take(on) for nodes in trail]
    place = np.empty(len(paths), np.int64)
    place[np.concatenate([labels[:0], *order])] = np.arange(len(paths))
    return list(map(paths.__getitem__, place.tolist()))


def spans(first: Ints, count: Ints) -> Ints:
    """first[0] … first[0] + count[0] − 1, first[1] … and so on."""
    end = np.cumsum(count)
    position = np.arange(end[-1] if len(end) else 0)
    position += np.repeat(first - (end - count), count)
    return position
