"""Why a search does not reach somebody: one reason for each target, and who stands in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from graphfind.graph import Snapshot
from graphfind.search import Limits
from graphfind.search.terrain import Terrain, distinct, terrain

if TYPE_CHECKING:
    from numpy.typing import NDArray

Cause = Literal["beyond_bound", "filtered", "uninferred", "avoided", "unconnected"]

NOWHERE = -1
"""As a number of hops: no path at all."""


class Absence(NamedTuple):
    """Why one target was not reached.

    beyond_bound: the fewest ties to them, `hops`, are more than a path may have; the shortest such path begins with the
    connector `first`. filtered: near enough, yet no path goes
    through `via` or is warm enough. uninferred: only over ties that nobody observed, which were left out. avoided: only
    through people who are avoided or not to be asked, `in_the_way` on one of the shortest such paths; the target may be
    one of them. unconnected: no ties lead there. Of several that apply it is the first in this order.
    """

    target: int
    cause: Cause
    hops: int = NOWHERE
    in_the_way: tuple[int, ...] = ()
    first: int | None = None


def absences(snapshot: Snapshot, egos: Sequence[int], unreached: Sequence[int], limits: Limits) -> list[Absence]:
    """The reason for each target that a search within these limits does not reach, in their order."""
    found: dict[int, Absence] = {}
    open_, strict = list(unreached), replace(limits, via=None)
    ground = terrain(snapshot, egos, strict)
    away = hops_from(ground, open_)
    for target in open_:
        hops = int(away[target])
        if hops > limits.max_hops:
            found[target] = Absence(target, "beyond_bound", hops, first=_back(ground, away, target)[0])
        elif hops != NOWHERE:
            found[target] = Absence(target, "filtered", hops)
    open_ = [target for target in open_ if target not in found]
    if open_ and not limits.inferred:
        away = hops_from(terrain(snapshot, egos, replace(strict, inferred=True)), open_)
        found |= {t: Absence(t, "uninferred", int(away[t])) for t in open_ if away[t] != NOWHERE}
    for inferred in dict.fromkeys((limits.inferred, True)):
        open_ = [target for target in open_ if target not in found]
        if not open_:
            break
        anybody = terrain(snapshot, egos, replace(strict, avoid=(), inferred=inferred))
        away = hops_from(anybody, open_, anybody=True)
        blocked = ground.closed | snapshot.muted
        for target in open_:
            if away[target] != NOWHERE:
                passed = _back(anybody, away, target, anybody=True)
                in_the_way = tuple(n for n in passed if blocked[n] and (n != target or ground.closed[n]))
                found[target] = Absence(target, "avoided", int(away[target]), in_the_way)
    return [found.get(target, Absence(target, "unconnected")) for target in unreached]


def hops_from(ground: Terrain, wanted: Sequence[int], *, anybody: bool = False) -> NDArray[np.int32]:
    """The fewest ties from an ego to each node, as far as it takes to find all wanted ones; `NOWHERE` for the rest.

    With `anybody`, those who are not to be asked pass things on, too.
    """
    snapshot = ground.snapshot
    away = np.full(snapshot.n, NOWHERE, np.int32)
    away[ground.egos] = 0
    unseen = ~ground.closed
    frontier, hops = ground.egos, 0
    left = np.asarray(wanted, np.int64)
    while len(frontier) and len(left):
        hops += 1
        new = distinct(np.concatenate([snapshot.neighbors[arcs.position] for arcs in ground.arcs(frontier)]))
        new = new[unseen[new]]
        unseen[new] = False
        away[new] = hops
        left = left[away[left] == NOWHERE]
        frontier = new if anybody else new[~snapshot.muted[new]]
    return away


def _back(ground: Terrain, away: NDArray[np.int32], target: int, *, anybody: bool = False) -> list[int]:
    """The people after the ego on a shortest path to a target, the lower nodes of equally short ones."""
    snapshot, path = ground.snapshot, [target]
    while away[path[-1]] > 1:
        (arcs,) = ground.arcs(np.array([path[-1]]))
        near = snapshot.neighbors[arcs.position]
        before = near[away[near] == away[path[-1]] - 1]
        path.append(int((before if anybody else before[~snapshot.muted[before]]).min()))
    return path[::-1]
