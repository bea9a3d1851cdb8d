"""What it costs to reach one target from everybody, target by target: for paths of many ties.

From the fifth tie on, nearly everybody reaches every target, and a table of all nodes by targets no longer fits into
the processor's cache. The costs of one target do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from graphfind.search.terrain import PORTION, Terrain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphfind.search.arrays import Costs, Ints

ASKING_GAIN: Final = 4
"""So many arcs are asked over, all of them in a row, in the time of telling one."""


class Backwards:
    """Asks the same of each target: what each of `known` pays to reach it within max_hops − 1 ties."""

    def __init__(self, ground: Terrain, known: Ints, max_hops: int) -> None:
        self.ground, self.known, self.max_hops = ground, known, max_hops
        snapshot = ground.snapshot
        self.blocked = np.flatnonzero(ground.blocked)
        self.tie = snapshot.cost if ground.inferred else np.where(snapshot.inferred, np.inf, snapshot.cost)
        # The arcs of all nodes in portions, and those of the known.
        ends = snapshot.indptr[1:]
        starts = np.searchsorted(ends, np.arange(0, max(1, ends[-1]) if len(ends) else 0, PORTION), side="right")
        self.portions = [
            (begin + np.flatnonzero(np.diff(snapshot.indptr[begin : end + 1])), begin, end)
            for begin, end in zip(starts.tolist(), [*starts[1:].tolist(), snapshot.n], strict=True)
            if end > begin
        ]
        parts = list(ground.arcs(known))
        count = np.concatenate([known[:0], *(part.counts for part in parts)])
        position = np.concatenate([known[:0], *(part.position for part in parts)])
        self.asking = np.flatnonzero(count)
        self.first = (np.cumsum(count) - count)[self.asking]
        self.near, self.to_near = snapshot.neighbors[position].astype(np.intp), snapshot.cost[position]
        self.room = np.empty(len(position))
        self.neighbors: Ints | None = None
        """Those of all arcs, as numpy wants them; found when all are asked over."""

    def of(self, target: int) -> tuple[Costs, NDArray[np.int8]]:
        """The costs, infinite where there is no path, and the hops of the paths from an ego on."""
        ground = self.ground
        cost = np.full(ground.snapshot.n, np.inf)
        cost[target] = 0.0
        best, hops = cost[self.known], np.ones(len(self.known), np.int8)
        frontier: Ints = np.array([target])
        arcs = len(ground.snapshot.neighbors)
        for hop in range(2, self.max_hops + 1):
            if hop == self.max_hops:
                reached = self._last(cost)
            else:
                now = cost.copy()
                if ground.degree(frontier) * ASKING_GAIN < arcs:
                    self._tell(frontier, cost, now)
                else:
                    self._ask(cost, now)
                now[self.blocked] = np.inf
                now[target] = 0.0
                frontier, cost = np.flatnonzero(now < cost), now
                reached = cost[self.known]
            closer = reached < best
            best[closer], hops[closer] = reached[closer], hop
        return best, hops

    def _last(self, cost: Costs) -> Costs:
        reached = np.full(len(self.known), np.inf)
        if len(self.asking):
            offered = cost.take(self.near, out=self.room, mode="clip")
            offered += self.to_near
            reached[self.asking] = np.minimum.reduceat(offered, self.first)
        return reached

    def _tell(self, frontier: Ints, cost: Costs, now: Costs) -> None:
        snapshot = self.ground.snapshot
        for arcs in self.ground.arcs(frontier):
            node = snapshot.neighbors.take(arcs.position)
            offered = np.repeat(cost.take(arcs.nodes), arcs.counts)
            offered += snapshot.cost.take(arcs.position)
            good = np.flatnonzero(offered < now.take(node))
            np.minimum.at(now, node.take(good), offered.take(good))

    def _ask(self, cost: Costs, now: Costs) -> None:
        snapshot = self.ground.snapshot
        if self.neighbors is None:
            self.neighbors = snapshot.neighbors.astype(np.intp)
        for nodes, begin, end in self.portions:
            arcs = slice(int(snapshot.indptr[begin]), int(snapshot.indptr[end]))
            offered = cost.take(self.neighbors[arcs])
            offered += self.tie[arcs]
            least = np.minimum.reduceat(offered, snapshot.indptr[nodes] - arcs.start)
            now[nodes] = np.minimum(now[nodes], least)
