"""The best paths on which a given person stands between ego and target.

Such a path has two arms that meet in that person and nowhere else: one from ego, one from the target.
The lowest cost of reaching that person within r ties, found once for every node, says what the rest of
an arm costs at least. Guided by it, an A* search per target grows the target's arm, then ego's, always
the most promising one, so that paths are completed in the order of their costs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf

import numpy as np

from graphfind.search.labels import Costs
from graphfind.search.question import Limits, TargetPaths
from graphfind.search.terrain import Ints, Terrain

Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Arms:
    """A path in the making: ego's arm, empty at first, the target's arm from the target on, and their cost."""

    ego: Path
    target: Path
    cost: float


_Promises = Iterator[tuple[float, _Arms]]
"""Arms, each with the lowest cost at which it may be completed; these costs never fall."""


class Crossing:
    """The ways by which paths of at most `max_hops` ties can cross the node `via`."""

    def __init__(self, terrain: Terrain, via: int, max_hops: int) -> None:
        self.terrain, self.via = terrain, via
        self.to_via = _costs_within(terrain, via, max_hops - 1)
        contact, cost, ego = _contacts(terrain)
        self._ego = dict(zip(contact.tolist(), ego.tolist(), strict=True))
        self._cost = dict(zip(contact.tolist(), cost.tolist(), strict=True))
        # For each number of ties, the connectors of ego's arm and what it costs through them, cheapest first.
        self._entries: list[list[tuple[float, int]]] = [[]]
        for ties in range(1, max_hops + 1):
            arm = cost + self.to_via[ties - 1][contact]
            order = np.lexsort((contact, arm))[: np.count_nonzero(arm < inf)]
            self._entries.append(list(zip(arm[order].tolist(), contact[order].tolist(), strict=True)))

    def best(
        self, target: int, max_hops: int, wanted: int, ceiling: float, without: Collection[int]
    ) -> list[tuple[float, Path]]:
        """The best path to the target through each of the `wanted` best connectors, except those `without`."""
        found: dict[int, tuple[float, int, Path]] = {}
        cutoff = inf
        heap: list[tuple[float, int, _Arms, _Promises]] = []
        ticket = count()

        def advance(promises: _Promises) -> None:
            for promise, arms in promises:
                heappush(heap, (promise, next(ticket), arms, promises))
                break

        advance(iter([(0.0, _Arms((), (target,), 0.0))]))
        while heap and heap[0][0] <= cutoff and heap[0][0] < ceiling:
            promise, _, arms, promises = heappop(heap)
            advance(promises)
            left = max_hops - (len(arms.target) - 1) - max(len(arms.ego) - 1, 0)
            if not arms.ego:
                # A connector whose path is found already promises nothing.
                settled = {connector for connector, (cost, *_) in found.items() if cost < promise}
                renewed = arms.cost + self._rest(arms.target[-1], left, settled.union(without))
                if renewed > promise:
                    advance(iter([(renewed, arms)]))
                elif arms.target[-1] == self.via:
                    advance(self._enter(arms, left, without))
                else:
                    advance(self._grow_target_arm(arms, left))
            elif (connector := arms.ego[1]) in found and found[connector][0] < promise:
                continue
            elif arms.ego[-1] == self.via:
                path = arms.ego + arms.target[-2::-1]
                found[connector] = min(found.get(connector, (inf, 0, ())), (arms.cost, len(path), path))
                if len(found) >= wanted:
                    cutoff = sorted(found.values())[wanted - 1][0]
            else:
                advance(self._grow_ego_arm(arms, left))
        return [(cost, path) for cost, _, path in sorted(found.values())[:wanted]]

    def _grow_target_arm(self, arms: _Arms, left: int) -> _Promises:
        node, cost = self._neighbors(arms.target[-1])
        rest = np.full(len(node), inf)
        for ties in range(left - 1):
            np.minimum(rest, self.to_via[ties][node] + self._cheapest(left - 1 - ties, ()), out=rest)
        for promise, i in _ascending(arms.cost + cost + rest):
            if int(node[i]) not in arms.target:
                yield promise, _Arms((), (*arms.target, int(node[i])), arms.cost + float(cost[i]))

    def _enter(self, arms: _Arms, left: int, without: Collection[int]) -> _Promises:
        """Begin ego's arm with each connector."""
        for promise, connector in self._entries[left]:
            if connector not in without and connector not in arms.target[:-1]:
                ego_arm = self._ego[connector], connector
                yield arms.cost + promise, _Arms(ego_arm, arms.target, arms.cost + self._cost[connector])

    def _grow_ego_arm(self, arms: _Arms, left: int) -> _Promises:
        node, cost = self._neighbors(arms.ego[-1])
        for promise, i in _ascending(arms.cost + cost + self.to_via[left - 1][node]):
            if int(node[i]) not in arms.ego and int(node[i]) not in arms.target[:-1]:
                yield promise, _Arms((*arms.ego, int(node[i])), arms.target, arms.cost + float(cost[i]))

    def _neighbors(self, node: int) -> tuple[Ints, Costs]:
        """The neighbours of a node that may be passed through, and the costs of their ties."""
        snapshot = self.terrain.snapshot
        (arcs,) = self.terrain.arcs(np.array([node]))
        neighbor, cost = snapshot.neighbors[arcs.position], snapshot.cost[arcs.position]
        passable = ~(snapshot.muted[neighbor] | self.terrain.closed[neighbor])
        return neighbor[passable], cost[passable]

    def _rest(self, node: int, left: int, without: Collection[int]) -> float:
        """What is still to pay at least, in `left` ties, where the target's arm has come to a node."""
        ways = (float(self.to_via[ties][node]) + self._cheapest(left - ties, without) for ties in range(left))
        return min(ways, default=inf)

    def _cheapest(self, ties: int, without: Collection[int]) -> float:
        return next((cost for cost, connector in self._entries[ties] if connector not in without), inf)


def paths_via(terrain: Terrain, targets: Ints, limits: Limits, via: int, ceiling: float) -> list[TargetPaths]:
    """For every target, the best path by way of `via` and the best through each of the next connectors.

    `via` itself, who cannot stand before herself, gets none.
    """
    if terrain.closed[via] or terrain.snapshot.muted[via]:
        return []
    crossing = Crossing(terrain, via, limits.max_hops)
    wanted = limits.alternatives + 1
    bounds = range(2, limits.max_hops + 1) if limits.rank == "hops" else [limits.max_hops]
    results = []
    for target in targets[targets != via].tolist():
        found: list[tuple[float, Path]] = []
        for max_hops in bounds:
            taken = {path[1] for _, path in found}
            if len(found) < wanted:
                found += crossing.best(target, max_hops, wanted - len(found), ceiling, taken)
        if found:
            costs, paths = zip(*found, strict=True)
            results.append(TargetPaths(target, paths, costs))
    return results


def _contacts(terrain: Terrain) -> tuple[Ints, Costs, Ints]:
    """Who may be a connector, at what cost, and from which ego: the nearest, of equally near ones the first."""
    snapshot = terrain.snapshot
    columns = [
        (snapshot.neighbors[arcs.position], snapshot.cost[arcs.position], arcs.origin)
        for arcs in terrain.arcs(terrain.egos)
    ]
    contact, cost, ego = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.lexsort((ego, cost, contact))
    order = order[~(snapshot.muted | terrain.closed)[contact[order]]]
    order = order[np.flatnonzero(np.diff(contact[order], prepend=-1))]
    return contact[order], cost[order], ego[order]


def _costs_within(terrain: Terrain, source: int, ties: int) -> list[Costs]:
    """The lowest cost from `source` to every node within 0, 1, … `ties` ties."""
    snapshot = terrain.snapshot
    within = [np.full(snapshot.n, inf)]
    within[0][source] = 0.0
    frontier = np.array([source])
    for _ in range(ties):
        before, after = within[-1], within[-1].copy()
        for arcs in terrain.arcs(frontier):
            cost = np.repeat(before[arcs.nodes], arcs.counts) + snapshot.cost[arcs.position]
            np.minimum.at(after, snapshot.neighbors[arcs.position], cost)
        after[terrain.closed] = inf
        frontier = np.flatnonzero((after < before) & ~snapshot.muted)
        within.append(after)
    return within


def _ascending(promises: Costs) -> Iterator[tuple[float, int]]:
    """The finite promises and their positions, the lowest first."""
    finite = np.flatnonzero(promises < inf)
    for i in finite[np.argsort(promises[finite], kind="stable")].tolist():
        yield float(promises[i]), i
