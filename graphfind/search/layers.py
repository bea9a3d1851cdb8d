"""The best paths of few ties from egos to many targets, in one pass over the graph, layer by layer.

The labels of layer h extend those of layer h − 1 by one tie. Either the nodes with new labels tell
their neighbours, or the nodes that may want labels ask theirs, whichever is less work.

Once the targets hold k labels each, little can improve on them, and what can is found by going
backwards: a target hopes for less than the cost of its k-th label; any other node passes on the
highest hope that is left of a target's after the way to it. A label that costs as much as its
node's hope, or more, is of no use to anybody and is not made.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from graphfind.graph import COST_UNIT
from graphfind.search.labels import Costs, Labels, Ways, spans
from graphfind.search.terrain import PORTION, Ints, Terrain

ASKING_GAIN = 3
"""Asking looks at so many arcs in the time of telling one: the offers to a node come together."""

HOPES_GAIN = 2
"""Finding hopes looks at so many arcs in the time in which one arc ahead of the frontier makes labels."""


class Layers:
    """A search in progress: the `labels` after some layers, and what each node may still want.

    `limit[v]` is the cost below which a label at v is of use; −inf where none is. Limits are infinite
    or multiples of `COST_UNIT`, as are all sums and differences of costs: comparisons are exact.
    """

    def __init__(self, terrain: Terrain, k: int, ceiling: float) -> None:
        n = terrain.snapshot.n
        self.terrain = terrain
        self.labels = Labels(n, k)
        self.limit = np.full(n, ceiling)
        self.limit[terrain.closed] = -np.inf
        # The nodes to go on from, and the lowest cost of a new label at each; infinite at all others.
        self._frontier: Ints = np.empty(0, np.int64)
        self._lowest = np.full(n, np.inf)
        self._floor = np.inf
        self._keep([self._choose(self._contacts())])

    def deepen(self, targets: Ints, left: int, content: bool) -> None:
        """Make the next layer, which `left` more will follow; in the end only labels at `targets` count.

        `content` says that a target with k labels wants no better ones.
        """
        targets = targets[self.limit[targets] > self._floor]
        if left == 0:
            held = self.limit[targets]
            self.limit.fill(-np.inf)
            self.limit[targets] = held
            chosen = self._supply(targets)
        elif self._arcs_back(targets, left) <= HOPES_GAIN * self.terrain.degree(self._frontier):
            chosen = self._targets_first(targets, left, content)
        else:
            chosen = self._supply(np.flatnonzero(self.limit > self._floor))
        self._keep(chosen)

    def _targets_first(self, targets: Ints, left: int, content: bool) -> list[Ways]:
        """The layer in two parts: the targets' labels tell what is of use elsewhere."""
        limit = self.limit
        chosen = self._ask(targets)
        hopeful = targets
        if content:
            lacking = np.ones(self.labels.n, np.bool_)
            for ways in chosen:
                lacking[ways.node[self._kth(ways)]] = False
            hopeful = targets[lacking[targets]]
        self._look_ahead(hopeful[np.isinf(limit[hopeful])])
        np.minimum(limit, self._hopes(hopeful, left), out=limit)
        held = limit[targets]
        limit[targets] = -np.inf
        chosen += self._supply(np.flatnonzero(limit > self._floor))
        limit[targets] = held
        return chosen

    def _look_ahead(self, targets: Ints) -> None:
        """Limit targets that lack labels by those that neighbours of their neighbours are sure to bring them."""
        labels, limit, snapshot = self.labels, self.limit, self.terrain.snapshot
        between = np.zeros(labels.n, np.bool_)
        for arcs in self.terrain.arcs(targets):
            between[snapshot.neighbors[arcs.position]] = True
        nodes = np.flatnonzero(between & ~snapshot.muted & ~self.terrain.closed)
        if self.terrain.degree(nodes) > self.terrain.degree(self._frontier):
            return
        last = np.full(labels.n, np.inf)
        for arcs in self.terrain.arcs(nodes):
            neighbor, cost = snapshot.neighbors[arcs.position], snapshot.cost[arcs.position]
            full = np.flatnonzero((labels.count[neighbor] == labels.k) & ~snapshot.muted[neighbor])
            np.minimum.at(last, arcs.origin[full], labels.last_cost(neighbor[full]) + cost[full])
        for arcs in self.terrain.arcs(targets):
            sure = last[snapshot.neighbors[arcs.position]] + snapshot.cost[arcs.position]
            np.minimum.at(limit, arcs.origin, sure + COST_UNIT)

    def _arcs_back(self, targets: Ints, left: int) -> float:
        """About how many arcs `_hopes` looks at."""
        snapshot = self.terrain.snapshot
        arcs, total = float(self.terrain.degree(targets)), 0.0
        for _ in range(left):
            total += arcs
            arcs = min(arcs * 2 * snapshot.ties / snapshot.n, 2 * snapshot.ties)
        return total

    def _hopes(self, targets: Ints, left: int) -> Costs:
        """The cost below which a label may lead, in at most `left` ties, to a label that its target wants."""
        snapshot, limit = self.terrain.snapshot, self.limit
        hopes = np.full(snapshot.n, -np.inf)
        hopes[targets] = limit[targets]
        nodes = targets
        for step in range(left):
            if step:
                nodes = np.flatnonzero((np.minimum(hopes, limit) > self._floor) & ~snapshot.muted)
            for arcs in self.terrain.arcs(nodes):
                hope = np.repeat(np.minimum(hopes, limit)[arcs.nodes], arcs.counts)
                np.maximum.at(hopes, snapshot.neighbors[arcs.position], hope - snapshot.cost[arcs.position])
        return hopes

    def _supply(self, wanting: Ints) -> list[Ways]:
        """Labels for the nodes that may want any: all whose limit is above the floor."""
        if self.terrain.degree(wanting) < ASKING_GAIN * self.terrain.degree(self._frontier):
            return self._ask(wanting)
        return self._tell()

    def _tell(self) -> list[Ways]:
        """The labels that the frontier brings to its neighbours."""
        snapshot, offers = self.terrain.snapshot, []
        for arcs in self.terrain.arcs(self._frontier):
            node = snapshot.neighbors.take(arcs.position)
            cost = snapshot.cost.take(arcs.position)
            lowest = np.repeat(self._lowest.take(arcs.nodes), arcs.counts)
            good = np.flatnonzero(lowest + cost < self.limit.take(node))
            offers.append(self._extended(arcs.origin.take(good), node.take(good), cost.take(good)))
        return [self._choose([part]) for part in _by_nodes(Ways.joined(offers), self.labels.n)]

    def _ask(self, nodes: Ints) -> list[Ways]:
        """The labels that these nodes get from their neighbours."""
        snapshot, chosen = self.terrain.snapshot, []
        for arcs in self.terrain.arcs(nodes):
            limit = np.repeat(self.limit.take(arcs.nodes), arcs.counts)
            cost = snapshot.cost.take(arcs.position)
            near = np.flatnonzero(cost + self._floor < limit)
            asked, cost = snapshot.neighbors.take(arcs.position.take(near)), cost.take(near)
            good = np.flatnonzero(self._lowest.take(asked) + cost < limit.take(near))
            offers = self._extended(asked.take(good), arcs.origin.take(near.take(good)), cost.take(good))
            chosen.append(self._choose([offers]))
        return chosen

    def _contacts(self) -> Iterable[Ways]:
        """The ties of the egos."""
        snapshot = self.terrain.snapshot
        for arcs in self.terrain.arcs(self.terrain.egos):
            contact, cost = snapshot.neighbors[arcs.position], snapshot.cost[arcs.position]
            yield Ways(contact, cost, np.ones(len(contact), np.int8), contact, (-1 - arcs.origin).astype(np.int32))

    def _extended(self, origin: Ints, node: Ints, cost: Costs) -> Ways:
        """The new labels at the origins, each extended by the tie to a node, where of use there."""
        labels, made, limit = self.labels, self.labels.made, self.limit
        first, count = labels.first.take(origin), labels.count.take(origin)
        # Where k labels come to a node, its k-th will cost no more than the last of them.
        full = np.flatnonzero(count == labels.k)
        np.minimum.at(limit, node[full], labels.last_cost(origin[full]) + cost[full] + COST_UNIT)
        label, node = spans(first, count), np.repeat(node, count)
        cost = made.cost.take(label) + np.repeat(cost, count)
        good = np.flatnonzero(cost < limit.take(node))
        label, node, cost = label.take(good), node.take(good), cost.take(good)
        hops, connector = made.hops.take(label), made.connector.take(label)
        good = np.flatnonzero((hops == len(labels.layers)) & (connector != node))
        return Ways(
            node.take(good),
            cost.take(good),
            hops.take(good) + np.int8(1),
            connector.take(good),
            label.take(good).astype(np.int32),
        )

    def _choose(self, offers: Iterable[Ways]) -> Ways:
        ways = Ways.joined(offers)
        ways = ways.take(np.flatnonzero(ways.cost < self.limit.take(ways.node)))  # limits have sunk since the offers
        chosen = self.labels.choose(ways)
        kth = self._kth(chosen)
        node = chosen.node[kth]
        self.limit[node] = np.minimum(self.limit[node], chosen.cost[kth])
        return chosen

    def _kth(self, chosen: Ways) -> Ints:
        """Where nodes' k-th ways stand among the chosen ones."""
        before = self.labels.k - 1
        return np.flatnonzero(chosen.node[before:] == chosen.node[: max(0, len(chosen) - before)]) + before

    def _keep(self, chosen: Iterable[Ways]) -> None:
        labels = self.labels
        labels.keep(chosen)
        label = np.arange(labels.layers[-1], len(labels.made))
        label = label[labels.made.hops[label] == len(labels.layers)]
        node = labels.made.node[label]
        best = np.flatnonzero(np.diff(node, prepend=-1))
        best = best[~self.terrain.snapshot.muted[node[best]]]
        self._lowest[self._frontier] = np.inf
        self._frontier = node[best].astype(np.int64)
        self._lowest[self._frontier] = labels.made.cost[label[best]]
        self._floor = self._lowest[self._frontier].min(initial=np.inf)


def _by_nodes(ways: Ways, n: int) -> Iterable[Ways]:
    """The ways in portions, each with all of its nodes."""
    portions = len(ways) // PORTION + 1
    if portions == 1:
        return [ways]
    portion = (ways.node.astype(np.int64) * portions // n).astype(np.uint16)
    order = np.argsort(portion, kind="stable")
    ends = np.cumsum(np.bincount(portion, minlength=portions))
    return [ways.take(part) for part in np.split(order, ends[:-1])]
