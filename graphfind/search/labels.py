"""The k best ways known to every node, each through another connector."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphfind.search.terrain import Ints, distinct

Costs = NDArray[np.float64]
_LARGEST = int(np.iinfo(np.int64).max)


@dataclass(frozen=True, slots=True)
class Ways:
    """Paths from an ego to a node, as columns of equal length.

    `parent` is the label that a way extends by its last tie, or −1 − the ego it starts from.
    """

    node: Ints
    cost: Costs
    hops: NDArray[np.int8]
    connector: Ints
    parent: Ints

    def __len__(self) -> int:
        return len(self.node)

    def take(self, which: Ints) -> Ways:
        """The ways at these positions, in their order."""
        return Ways(*(column.take(which) for column in self._columns()))

    def _columns(self) -> tuple[NDArray[Any], ...]:
        return self.node, self.cost, self.hops, self.connector, self.parent

    @staticmethod
    def joined(parts: Iterable[Ways]) -> Ways:
        """All ways of the parts, in their order."""
        columns = zip(*(part._columns() for part in (NO_WAYS, *parts)), strict=True)
        return Ways(*(np.concatenate(column) for column in columns))


NO_WAYS = Ways(np.empty(0, np.int32), np.empty(0), np.empty(0, np.int8), np.empty(0, np.int32), np.empty(0, np.int32))


class Labels:
    """The labels of nodes: the ways that a node holds, at most k, all with different connectors.

    A node's labels are ordered by cost, then hops, then the nodes of the path from the ego on. They are
    made layer by layer: the new ones of layer h extend labels of layer h − 1 by one tie. A label is a
    position in `made`, where the labels of a node stand together; labels that have been replaced
    remain, so that every way can be walked back whatever became of its parents.
    """

    def __init__(self, n: int, k: int) -> None:
        self.n, self.k = n, k
        self.made = NO_WAYS
        self.layers: list[int] = []
        """Where in `made` each layer begins."""
        # The labels of node v are first[v] … first[v] + count[v] − 1.
        self.first = np.zeros(n, np.int32)
        self.count = np.zeros(n, np.int32)
        self._orders: dict[int, tuple[Ints, int]] = {}
        # Where nodes stand among those of one choice; only what was just written is ever read.
        self._at = np.empty(n, np.int32)

    def choose(self, offers: Ways) -> Ways:
        """The k best of what nodes hold and what is offered to them, node by node; changes nothing.

        The offers extend labels of the last layer.
        """
        # Writing to a node all its offers' numbers leaves one of them: that offer stands for the node.
        at = self._at
        number: Ints = np.arange(len(offers), dtype=np.int32)
        at[offers.node] = number
        nodes = offers.node[at.take(offers.node) == number]
        at[nodes] = np.arange(len(nodes), dtype=np.int32)
        held = spans(self.first.take(nodes), self.count.take(nodes))
        ways = Ways.joined([self.made.take(held), offers])

        place, cost, connector = at.take(ways.node), ways.cost, ways.connector
        number = np.arange(len(ways), dtype=np.int32)
        # In each turn every node takes the best way that is left, and drops all others by its connector.
        turns, places = [], []
        for _ in range(self.k):
            lowest = np.full(len(nodes), np.inf)
            np.minimum.at(lowest, place, cost)
            best = np.flatnonzero(cost == lowest.take(place))
            if len(best) > np.count_nonzero(lowest < np.inf):
                order = self._order(number[best], ways, len(held))
                first = np.full(len(nodes), _LARGEST)
                np.minimum.at(first, place[best], order)
                best = best[order == first[place[best]]]
            turns.append(number[best])
            places.append(place[best])
            taken = np.full(len(nodes), -1, np.int32)
            taken[place[best]] = connector[best]
            left = np.flatnonzero(taken.take(place) != connector)
            if not len(left):
                break
            place, cost, connector, number = place.take(left), cost.take(left), connector.take(left), number.take(left)
        # A node that has a turn had all turns before.
        counts = np.bincount(np.concatenate(places), minlength=len(nodes))
        begin = np.cumsum(counts) - counts
        chosen = np.empty(counts.sum(), np.int64)
        for turn, (won, where) in enumerate(zip(turns, places, strict=True)):
            chosen[begin[where] + turn] = won
        return ways.take(chosen)

    def last_cost(self, nodes: Ints) -> Costs:
        """What the k-th label costs at each of these nodes, which must have k labels."""
        return self.made.cost.take(self.first.take(nodes) + (self.k - 1))

    def keep(self, chosen: Iterable[Ways]) -> None:
        """Let nodes hold what was chosen for them: the next layer. No node is in two of the parts."""
        base = len(self.made)
        self.layers.append(base)
        self.made = Ways.joined([self.made, *chosen])
        node = self.made.node[base:]
        begin = np.flatnonzero(np.diff(node, prepend=-1))
        self.first[node[begin]] = base + begin
        self.count[node[begin]] = np.diff(begin, append=len(node))

    def walk_back(self, labels: Ints) -> list[tuple[int, ...]]:
        """The nodes of each label's path, from its ego to its node."""
        paths: list[tuple[int, ...]] = [()] * len(labels)
        hops = self.made.hops[labels]
        for length in np.flatnonzero(np.bincount(hops)).tolist():
            which = np.flatnonzero(hops == length)
            label, trail = labels[which], []
            for _ in range(length):
                trail.append(self.made.node[label].tolist())
                label = self.made.parent[label]
            trail.append((-1 - label).tolist())
            for i, path in zip(which.tolist(), zip(*reversed(trail), strict=True), strict=True):
                paths[i] = path
        return paths

    def _order(self, numbers: Ints, ways: Ways, held: int) -> Ints:
        """What orders equally costly ways of one node; of all ways, the first `held` are labels that nodes hold."""
        order = numbers.astype(np.int64) - held  # labels held are in order already, and have fewer hops than any offer
        offered = np.flatnonzero(numbers >= held)
        order[offered] = self._order_of_parents(ways.parent[numbers[offered]], len(self.layers))[0]
        return order

    def _order_of_parents(self, parent: Ints, layer: int) -> tuple[Ints, int]:
        """For new ways of a layer, numbers below a bound in the order of the paths that they extend."""
        if layer == 0:
            return _ranks(-1 - parent), len(parent)
        order, bound = self._order_of_layer(layer - 1)
        return order[parent - self.layers[layer - 1]], bound

    def _order_of_layer(self, layer: int) -> tuple[Ints, int]:
        """For the labels made in a layer, numbers below a bound in the order of the new labels' paths."""
        if layer not in self._orders:
            made = slice(self.layers[layer], self.layers[layer + 1] if layer + 1 < len(self.layers) else None)
            new = np.flatnonzero(self.made.hops[made] == layer + 1)
            before, bound = self._order_of_parents(self.made.parent[made][new], layer)
            if bound > _LARGEST // self.n:
                before, bound = _ranks(before), len(before)
            order = np.zeros(len(self.made.hops[made]), np.int64)
            order[new] = before * self.n + self.made.node[made][new]
            self._orders[layer] = order, bound * self.n
        return self._orders[layer]


def spans(first: Ints, count: Ints) -> Ints:
    """first[0] … first[0] + count[0] − 1, first[1] … and so on."""
    end = np.cumsum(count)
    position = np.arange(end[-1] if len(end) else 0)
    position += np.repeat(first - (end - count), count)
    return position


def _ranks(numbers: Ints) -> Ints:
    return np.searchsorted(distinct(numbers), numbers)
