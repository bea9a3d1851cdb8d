"""The k best ways known to every node, each through another connector."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from graphfind.search.terrain import distinct
from graphfind.search.ways import NO_WAYS, NONE, Ways, spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphfind.search.arrays import Costs, Ints

_LARGEST = int(np.iinfo(np.int64).max)


class Labels:
    """The labels of nodes: the ways that a node holds, at most k, all with different connectors.

    A node's labels are ordered by cost, then hops, then the nodes of the path from the ego on. They are
    made layer by layer: the new ones of layer h have h hops; each extends a label of layer h − 1 by one
    tie, or a root: a beginning of paths that was known before the search. `roots` are rows of
    nodes, in the order of the paths that they begin. A label is a position in `made`, where the labels of
    a node stand together; labels that have been replaced remain, so that every way can be walked back
    whatever became of its parents.
    """

    def __init__(self, n: int, k: int, roots: Ints) -> None:
        self.n, self.k, self.roots = n, k, roots
        self.made = NO_WAYS
        self.layers: list[int] = []
        """Where in `made` each layer begins."""
        # The labels of node v are first[v] … first[v] + count[v] − 1.
        self.first = np.zeros(n, np.int32)
        self.count = np.zeros(n, np.int32)
        self._orders: list[_Order] = []

    def held(self, nodes: Ints) -> Ints:
        """The labels of these nodes, node by node."""
        return spans(self.first.take(nodes), self.count.take(nodes))

    def last_cost(self, nodes: Ints) -> Costs:
        """What the k-th label costs at each of these nodes, which must have k labels."""
        return self.made.cost.take(self.first.take(nodes) + (self.k - 1))

    def kth(self, ways: Ways) -> Ints:
        """Where nodes' k-th ways stand among these, which are ordered as labels are."""
        before = self.k - 1
        return np.flatnonzero(ways.node[before:] == ways.node[: max(0, len(ways) - before)]) + before

    def keep(self, chosen: Iterable[Ways]) -> Ints:
        """Let nodes hold what was chosen for them: the next layer. Gives the new labels.

        No node is in two of the parts.
        """
        base = len(self.made)
        self.layers.append(base)
        self.made = Ways.joined([self.made, *chosen])
        node = self.made.node[base:]
        begin = np.flatnonzero(np.diff(node, prepend=-1))
        self.first[node[begin]] = base + begin
        self.count[node[begin]] = np.diff(begin, append=len(node))
        return base + np.flatnonzero(self.made.hops[base:] == len(self.layers))

    def table(self, nodes: Ints) -> Ints:
        """A row for each node with its labels in their order, and `NONE` where there are no more."""
        place = np.arange(self.k)
        return np.where(place < self.count[nodes, np.newaxis], self.first[nodes, np.newaxis] + place, NONE)

    def order(self, parent: Ints) -> Ints:
        """Numbers in the order of the paths of ways that the next layer offers to one node, by their parents.

        Only equally costly ways ask for it, so it is found when it is first needed, for whole layers.
        """
        while len(self._orders) < len(self.layers):
            self._orders.append(self._order_of_layer(len(self._orders)))
        if not self._orders:
            return -1 - parent
        return self._orders[-1].of_parents(parent)

    def _order_of_layer(self, layer: int) -> _Order:
        begin = self.layers[layer]
        end = self.layers[layer + 1] if layer + 1 < len(self.layers) else len(self.made)
        new = np.flatnonzero(self.made.hops[begin:end] == layer + 1)
        before = self._orders[-1] if self._orders else _Order(np.arange(len(self.roots)), np.empty(0, np.int64), 0)
        before = before.narrowed(_LARGEST // self.n)
        numbers = np.zeros(end - begin, np.int64)
        numbers[new] = before.of_parents(self.made.parent[begin:end][new]) * self.n + self.made.node[begin:end][new]
        return _Order(before.roots * self.n, numbers, begin)


class _Order:
    """Numbers for the labels of a layer, from `first` on, in the order of their paths.

    The roots have numbers too: a label's lies between its root's and the next root's, so that what
    extends a root and what extends a label can be compared.
    """

    def __init__(self, roots: NDArray[np.int64], labels: NDArray[np.int64], first: int) -> None:
        self.roots, self.labels, self.first = roots, labels, first

    def of_parents(self, parent: Ints) -> NDArray[np.int64]:
        numbers = np.empty(len(parent), np.int64)
        rooted = parent < 0
        numbers[rooted] = self.roots[-1 - parent[rooted]]
        numbers[~rooted] = self.labels[parent[~rooted] - self.first]
        return numbers

    def narrowed(self, bound: int) -> _Order:
        """The same order in numbers below the bound."""
        if max(self.roots.max(initial=0), self.labels.max(initial=0)) < bound:
            return self
        numbers = distinct(np.concatenate([self.roots, self.labels]))
        return _Order(np.searchsorted(numbers, self.roots), np.searchsorted(numbers, self.labels), self.first)
