"""All paths to one target, the best first: an A* search over beginnings of paths."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from math import inf

import numpy as np

from graphfind.search.guide import guides
from graphfind.search.question import Limits
from graphfind.search.terrain import Terrain
from graphfind.search.ways import Path

_Promise = tuple[float, int, Path, float]
"""A beginning of paths: the lowest cost and the fewest ties that a path may have that begins so, and its own cost.

Promises are ordered as finished paths are: by cost, then ties, then nodes. No path that begins so
comes before its promise; and what a finished path promises, it keeps.
"""


class Ordered:
    """The simple paths to a target within the limits, in their order, as they are asked for."""

    def __init__(self, terrain: Terrain, target: int, limits: Limits) -> None:
        self.terrain, self.target, self.limits = terrain, target, limits
        self._before_via, self._after_via = guides(terrain, target, limits.max_hops, limits.via)

    def paths(self) -> Iterator[tuple[float, Path]]:
        """Each path with its cost."""
        if self.limits.rank == "warmth":
            yield from self._by_cost(self.limits.max_hops)
            return
        for hops in range(1, self.limits.max_hops + 1):
            # Those of fewer ties have all been given before.
            yield from ((cost, path) for cost, path in self._by_cost(hops) if len(path) > hops)

    def _by_cost(self, max_hops: int) -> Iterator[tuple[float, Path]]:
        """The paths of at most `max_hops` ties by cost."""
        heap: list[tuple[_Promise, Iterator[_Promise]]] = []

        def advance(promises: Iterator[_Promise]) -> None:
            for promise in promises:
                heappush(heap, (promise, promises))
                break

        for ego in self.terrain.egos.tolist():
            advance(self._grown((ego,), 0.0, max_hops))
        while heap and heap[0][0][0] < self.limits.ceiling:
            (_, _, path, cost), siblings = heappop(heap)
            advance(siblings)
            if path[-1] == self.target:
                yield cost, path
            else:
                advance(self._grown(path, cost, max_hops))

    def _grown(self, path: Path, cost: float, max_hops: int) -> Iterator[_Promise]:
        """What the path promises if it goes on, by each of the next nodes, the best first."""
        via, left = self.limits.via, max_hops - len(path)
        snapshot = self.terrain.snapshot
        passed = via is None or via in path
        guide = self._after_via if passed else self._before_via
        (arcs,) = self.terrain.arcs(np.array([path[-1]]))
        node = snapshot.neighbors[arcs.position]
        own = cost + snapshot.cost[arcs.position]
        # Whoever `via` is, its own rest in the guide is the one after it.
        whole, ties = own + guide.within[left][node], len(path) + guide.hops[node].astype(np.int64)
        order = np.lexsort((node, ties, whole))
        order = order[: np.count_nonzero(whole < inf)]
        for promise, hops, one, paid in zip(
            whole[order].tolist(), ties[order].tolist(), node[order].tolist(), own[order].tolist(), strict=True
        ):
            if one not in path:
                yield promise, hops, (*path, one), paid
