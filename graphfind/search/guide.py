"""What the rest of a path to one target costs at least, from any node, with so many ties left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from graphfind.search.terrain import Terrain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphfind.search.arrays import Costs, Ints

_NEVER = 127


@dataclass(frozen=True, slots=True)
class Guide:
    """`within[r][v]` is the lowest cost from node v to the target in at most r ties; `hops[v]` is the fewest ties.

    Infinite, and 127, where there is no way. They hold for every node to which a path from an ego can
    come with r of its ties left. They are lower bounds for the rest of such a path, since the way they
    tell of may come back to nodes of the path that led here.
    """

    within: Sequence[Costs]
    hops: NDArray[np.int8]


def guides(terrain: Terrain, target: int, max_hops: int, via: int | None) -> tuple[Guide, Guide]:
    """The guides for paths of at most `max_hops` ties: before they have passed `via`, and after.

    Without `via` both are the same.
    """
    near = _Near(terrain)
    after = _guide(near, target, [0.0] * max_hops, terrain.blocked)
    if via is None:
        return after, after
    blocked = terrain.blocked.copy()
    blocked[target] = True
    return _guide(near, via, [float(within[via]) for within in after.within], blocked), after


def _guide(near: _Near, source: int, costs: Sequence[float], blocked: NDArray[np.bool_]) -> Guide:
    """From `source`, where the rest costs costs[r] with r ties left, outwards; nobody blocked is passed."""
    terrain, snapshot = near.terrain, near.terrain.snapshot
    within: list[Costs] = []
    before, hops = np.full(snapshot.n, inf), np.full(snapshot.n, _NEVER, np.int8)
    frontier: Ints = np.empty(0, np.int64)
    for left, cost in enumerate(costs):
        now = before.copy()
        asking = near.within(len(costs) - left, terrain.degree(frontier))
        if asking is None:
            for arcs in terrain.arcs(frontier):
                through = np.repeat(before[arcs.nodes], arcs.counts) + snapshot.cost[arcs.position]
                np.minimum.at(now, snapshot.neighbors[arcs.position], through)
        else:
            for arcs in terrain.arcs(asking):
                through = before[snapshot.neighbors[arcs.position]] + snapshot.cost[arcs.position]
                np.minimum.at(now, arcs.origin, through)
        now[blocked] = inf
        now[source] = cost
        frontier = np.flatnonzero(now < before)
        hops[frontier] = np.minimum(hops[frontier], left)
        within.append(now)
        before = now
    return Guide(within, hops)


class _Near:
    """Who is near the egos: only they can be met when a path has most of its ties left."""

    def __init__(self, terrain: Terrain) -> None:
        self.terrain = terrain
        self._around = [terrain.egos]

    def within(self, ties: int, arcs: int) -> Ints | None:
        """The nodes within so many ties of the egos; None where it takes more arcs than `arcs` to find or ask them."""
        while len(self._around) <= ties:
            if self.terrain.degree(self._around[-1]) > arcs:
                return None
            found = np.zeros(self.terrain.snapshot.n, np.bool_)
            found[self._around[-1]] = True
            for some in self.terrain.arcs(self._around[-1]):
                found[self.terrain.snapshot.neighbors[some.position]] = True
            self._around.append(np.flatnonzero(found))
        return self._around[ties] if self.terrain.degree(self._around[ties]) <= arcs else None
