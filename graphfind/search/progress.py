"""How far a search has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, log2

import numpy as np

from graphfind.graph import COST_UNIT
from graphfind.search.labels import Labels
from graphfind.search.terrain import Ints, Terrain
from graphfind.search.ways import Costs, Path, Ways

_NOBODY = 255


class Progress:
    """The `labels` after some layers, the frontier to go on from, and what each node may still want.

    `limit[v]` is the cost below which a label at v is of use; −inf where none is. Limits are infinite
    or multiples of `COST_UNIT`, as are all sums and differences of costs: comparisons are exact.
    `lowest[v]` is the lowest cost of a new label where v is in the frontier, else infinite; it is never
    below `coarse[v] * step`, which stays in the processor's cache even of large graphs. No new label, nor
    any that begins with a later root, costs less than `floor`.
    """

    def __init__(self, terrain: Terrain, k: int, roots: Sequence[Path], ceiling: float) -> None:
        n = terrain.snapshot.n
        self.terrain = terrain
        self.labels = Labels(n, k, roots)
        self.limit: Costs = np.full(n, ceiling)
        self.limit[terrain.closed] = -np.inf
        self.frontier: Ints = np.empty(0, np.int64)
        self.lowest: Costs = np.full(n, np.inf)
        self.coarse = np.full(n, _NOBODY, np.uint8)
        self.step = 1.0
        self.floor = np.inf

    def keep(self, chosen: Iterable[Ways], coming: float) -> None:
        """Finish a layer; no root that is still to come costs less than `coming`."""
        new = self.labels.keep(chosen)
        made = self.labels.made
        node = made.node[new]
        best = np.flatnonzero(np.diff(node, prepend=-1))
        best = best[~self.terrain.snapshot.muted[node[best]]]
        self.lowest[self.frontier] = np.inf
        self.coarse[self.frontier] = _NOBODY
        self.frontier = node[best].astype(np.int64)
        lowest = made.cost[new[best]]
        self.lowest[self.frontier] = lowest
        self.step = 2.0 ** ceil(log2(max(lowest.max(initial=0.0), COST_UNIT) / (_NOBODY - 1)))
        self.coarse[self.frontier] = lowest / self.step  # rounded down; exact, since steps are powers of two
        self.floor = min(coming, lowest.min(initial=np.inf))
