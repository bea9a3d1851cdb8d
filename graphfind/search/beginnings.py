"""How paths may begin: what is known before the search looks at the rest of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphfind.search.terrain import Terrain
from graphfind.search.ways import Ways

if TYPE_CHECKING:
    from graphfind.search.arrays import Ints


class Beginnings(NamedTuple):
    """Ways by whose last tie a root comes to a node; `layers[h − 1]` holds those of at most h hops, if there are new.

    A root is a path without that node, as a row of nodes and then `NONE`; roots stand in the order of the
    paths that they begin. The ways of a layer are ordered as labels are.
    """

    roots: Ints
    layers: Sequence[Ways]


def contacts(terrain: Terrain, ceiling: float) -> Beginnings:
    """The ties of the egos that cost less than the ceiling: of one contact's, the cheapest, then the first ego's."""
    snapshot = terrain.snapshot
    arcs = list(terrain.arcs(terrain.egos))
    position = np.concatenate([some.position for some in arcs])
    ego = np.searchsorted(terrain.egos, np.concatenate([some.origin for some in arcs]))
    contact, cost = snapshot.neighbors[position], snapshot.cost[position]
    known = np.flatnonzero(~terrain.closed[contact] & (cost < ceiling))
    if len(terrain.egos) > 1:
        known = known[np.lexsort((ego[known], cost[known], contact[known]))]
        known = known[np.flatnonzero(np.diff(contact[known], prepend=-1))]
    contact, hops = contact[known], np.ones(len(known), np.int8)
    ways = Ways.of(contact, cost[known], hops, contact, -1 - ego[known])
    return Beginnings(terrain.egos[:, np.newaxis], [ways])
