"""How far a search has come."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, log2
from typing import TYPE_CHECKING

import numpy as np

from graphfind.graph import COST_UNIT
from graphfind.search.labels import Labels
from graphfind.search.terrain import Terrain
from graphfind.search.ways import Ways

if TYPE_CHECKING:
    from graphfind.search.arrays import Costs, Ints

FRESH = np.dtype([("cost", np.float64), ("connector", np.int32), ("label", np.int32)])
"""A new label with what the next layer wants of it side by side; at the last one of a node, `label` is inverted."""

NOWHERE = -1
_NOBODY = 255


class Progress:
    """The `labels` after some layers, the frontier to go on from, and what each node may still want.

    `limit[v]` is the cost below which a label at v is of use; −inf where none is. Limits are infinite
    or multiples of `COST_UNIT`, as are all sums and differences of costs: comparisons are exact.
    `lowest[v]` is the lowest cost of a new label where v is in the frontier, else infinite; it is never
    below `coarse[v] * step`, which stays in the processor's cache even of large graphs. No new label, nor
    any that begins with a later root, costs less than `floor`. The new labels of a node in the frontier
    stand in `fresh` from `start[v]` on, which is `NOWHERE` for all others.
    """

    def __init__(self, terrain: Terrain, k: int, roots: Ints, ceiling: float) -> None:
        n = terrain.snapshot.n
        self.terrain = terrain
        self.labels = Labels(n, k, roots)
        self.limit: Costs = np.full(n, ceiling)
        self.limit[terrain.closed] = -np.inf
        self.frontier: Ints = np.empty(0, np.int64)
        self.lowest: Costs = np.full(n, np.inf)
        self.coarse = np.full(n, _NOBODY, np.uint8)
        self.step = 1.0
        self.fresh = np.empty(0, FRESH)
        self.start = np.full(n, NOWHERE, np.int32)
        self.floor = np.inf

    def keep(self, chosen: Iterable[Ways], coming: float) -> None:
        """Finish a layer; no root that is still to come costs less than `coming`."""
        new = self.labels.keep(chosen)
        made = self.labels.made
        new = new[~self.terrain.snapshot.muted[made.node[new]]]
        begin = np.flatnonzero(np.diff(made.node[new], prepend=-1))
        last = np.append(begin[1:], len(new)) - 1 if len(new) else begin
        self.fresh = np.empty(len(new), FRESH)
        self.fresh["cost"], self.fresh["connector"], self.fresh["label"] = made.cost[new], made.connector[new], new
        self.fresh["label"][last] = ~new[last]

        self.lowest[self.frontier], self.coarse[self.frontier], self.start[self.frontier] = np.inf, _NOBODY, NOWHERE
        self.frontier = made.node[new[begin]].astype(np.int64)
        lowest = made.cost[new[begin]]
        self.step = 2.0 ** ceil(log2(max(lowest.max(initial=0.0), COST_UNIT) / (_NOBODY - 1)))
        # Rounded down; the steps are powers of two, so that nothing else is rounded.
        self.lowest[self.frontier], self.coarse[self.frontier] = lowest, lowest / self.step
        self.start[self.frontier] = begin
        self.floor = min(coming, lowest.min(initial=np.inf))
