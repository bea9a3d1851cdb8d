"""The best paths of few ties from egos to many targets, in one pass over the graph, layer by layer.

The labels of layer h extend those of layer h − 1 by one tie. Either the nodes with new labels tell
their neighbours, or the nodes that may want labels ask theirs, whichever is less work. Keeping the k
best ways by different connectors is enough, whatever follows: of two ways to a node by one connector,
what extends the worse one also extends the better one, at less cost. No path repeats a node, since
leaving the loop out would make it cheaper, except one by connector f that comes back to f: that one is
never made. So k connectors suffice for k: f itself always holds the tie to it in place of that way.

Once the targets hold k labels each, little can improve on them, and what can is found by going
backwards: a target hopes for less than the cost of its k-th label; any other node passes on the
highest hope that is left of a target's after the way to it. A label that costs as much as its
node's hope, or more, is of no use to anybody and is not made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphfind.search.beginnings import Beginnings
from graphfind.search.engine import Engine
from graphfind.search.progress import Progress
from graphfind.search.terrain import Terrain
from graphfind.search.ways import NO_WAYS, NONE, Found, Ways

if TYPE_CHECKING:
    from graphfind.search.arrays import Ints


class Layers:
    """A search in progress: one layer of labels, which are the beginnings that it starts with, and then more.

    A later layer's beginnings must be at nodes that are closed, so that no other labels come to them.
    """

    def __init__(self, engine: Engine, terrain: Terrain, k: int, ceiling: float, beginnings: Beginnings) -> None:
        self.engine = engine
        self.progress = Progress(terrain, k, beginnings.roots, ceiling)
        self.labels = self.progress.labels
        self._coming = list(beginnings.layers)
        self._keep([])

    def deepen(self, targets: Ints, left: int, content: bool) -> None:
        """Make the next layer, which `left` more will follow; in the end only labels at `targets` count.

        `content` says that a target with k labels wants no better ones.
        """
        progress, degree = self.progress, self.progress.terrain.degree
        targets = targets[progress.limit[targets] > progress.floor]
        if left == 0:
            held = progress.limit[targets]
            progress.limit.fill(-np.inf)
            progress.limit[targets] = held
            chosen = self._supply(targets)
        elif self._arcs_back(targets, left) <= self.engine.HOPES_GAIN * degree(progress.frontier):
            chosen = self._targets_first(targets, left, content)
        else:
            chosen = self._supply(np.flatnonzero(progress.limit > progress.floor))
        self._keep(chosen)

    def _targets_first(self, targets: Ints, left: int, content: bool) -> list[Ways]:
        """The layer in two parts: the targets' labels tell what is of use elsewhere."""
        progress, labels = self.progress, self.labels
        limit = progress.limit
        chosen = self.engine.ask(progress, targets)
        hopeful = targets
        if content:
            lacking = np.ones(labels.n, np.bool_)
            for ways in chosen:
                lacking[ways.node[labels.kth(ways)]] = False
            hopeful = targets[lacking[targets]]
        self._look_ahead(hopeful[np.isinf(limit[hopeful])])
        np.minimum(limit, self.engine.hopes(progress, hopeful, left), out=limit)
        held = limit[targets]
        limit[targets] = -np.inf
        chosen += self._supply(np.flatnonzero(limit > progress.floor))
        limit[targets] = held
        return chosen

    def _look_ahead(self, targets: Ints) -> None:
        """Limit targets that lack labels by those that neighbours of their neighbours are sure to bring them."""
        terrain = self.progress.terrain
        snapshot = terrain.snapshot
        between = np.zeros(snapshot.n, np.bool_)
        for arcs in terrain.arcs(targets):
            between[snapshot.neighbors[arcs.position]] = True
        nodes = np.flatnonzero(between & ~snapshot.muted & ~terrain.closed)
        if terrain.degree(nodes) <= terrain.degree(self.progress.frontier):
            self.engine.promise(self.progress, targets, nodes)

    def _arcs_back(self, targets: Ints, left: int) -> float:
        """About how many arcs finding hopes looks at."""
        snapshot = self.progress.terrain.snapshot
        arcs, total = float(self.progress.terrain.degree(targets)), 0.0
        for _ in range(left):
            total += arcs
            arcs = min(arcs * 2 * snapshot.ties / snapshot.n, 2 * snapshot.ties)
        return total

    def _supply(self, wanting: Ints) -> list[Ways]:
        """Labels for the nodes that may want any: all whose limit is above the floor."""
        degree = self.progress.terrain.degree
        if degree(wanting) < self.engine.ASKING_GAIN * degree(self.progress.frontier):
            return self.engine.ask(self.progress, wanting)
        return self.engine.tell(self.progress)

    def _keep(self, chosen: list[Ways]) -> None:
        begun, *self._coming = self._coming or [NO_WAYS]
        limit, kth = self.progress.limit, self.labels.kth(begun)
        limit[begun.node[kth]] = np.minimum(limit[begun.node[kth]], begun.cost[kth])
        coming = min((ways.cost.min(initial=np.inf) for ways in self._coming), default=np.inf)
        self.progress.keep([*chosen, begun], coming)


def best_labels(layers: Layers, targets: Ints, wanted: int, max_hops: int, *, by_hops: bool) -> Found:
    """The `wanted` best labels of each target.

    A layer has been made when this begins. Ordered by hops and then cost if `by_hops`, else by cost.
    """
    found = np.full((len(targets), wanted), NONE, np.int64)
    for left in reversed(range(max_hops - 1)):
        if by_hops:
            # Whatever path comes later has more hops than those found so far.
            _add_labels(found, targets, layers)
        layers.deepen(targets[found[:, -1] == NONE], left, content=by_hops)
    _add_labels(found, targets, layers)
    return Found(layers.labels.made, found)


def _add_labels(found: Ints, targets: Ints, layers: Layers) -> None:
    """Add the targets' labels in their order, where there is room and the connector is new."""
    labels = layers.labels
    first, count = labels.first[targets], labels.count[targets]
    connector = np.append(labels.made.connector, NONE)  # the last for NONE
    for slot in range(labels.k):
        label = np.where(slot < count, first + slot, NONE)
        known = (connector[found] == connector[label][:, np.newaxis]).any(axis=1)
        room = np.count_nonzero(found != NONE, axis=1)
        new = np.flatnonzero(~known & (label != NONE) & (room < found.shape[1]))
        found[new, room[new]] = label[new]
