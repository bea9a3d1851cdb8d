"""How far away the nearest target is, however far: what to say where a search finds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from graphfind.graph import Snapshot
from graphfind.search.question import Limits
from graphfind.search.terrain import terrain

if TYPE_CHECKING:
    from graphfind.search.arrays import Ints


def reach(
    snapshot: Snapshot,
    egos: Sequence[int],
    targets: Sequence[int] | Ints,
    limits: Limits,
    *,
    anybody: bool = False,
) -> int | None:
    """The fewest ties from an ego to a target that is none, None where no path connects any.

    Of the limits, `avoid` and `inferred` hold; the bound on hops, `min_probability` and `via` do not. With
    `anybody`, nobody is avoided or muted: None then means that egos and targets are unconnected.
    """
    ground = terrain(snapshot, egos, replace(limits, via=None, avoid=() if anybody else limits.avoid))
    wanted = np.zeros(snapshot.n, np.bool_)
    wanted[np.asarray(targets, np.int64)] = True
    unseen = ~ground.closed
    frontier, hops = ground.egos, 0
    while len(frontier):
        found = np.zeros(snapshot.n, np.bool_)
        for arcs in ground.arcs(frontier):
            found[snapshot.neighbors[arcs.position]] = True
        found &= unseen
        hops += 1
        if (found & wanted).any():
            return hops
        unseen &= ~found
        frontier = np.flatnonzero(found if anybody else found & ~snapshot.muted)
    return None
