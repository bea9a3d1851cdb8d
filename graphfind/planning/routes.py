"""The best path through one connector to one target, found when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp

import numpy as np

from graphfind.graph import Snapshot
from graphfind.planning.connectors import contacts
from graphfind.planning.coverage import Tie
from graphfind.search import Limits, best_paths
from graphfind.search.terrain import terrain


class Routes:
    """Paths within the limits of a search, by connector and target; those that `doors` found the costs of."""

    def __init__(self, snapshot: Snapshot, egos: Sequence[int], limits: Limits) -> None:
        self._snapshot, self._egos, self._limits = snapshot, tuple(egos), limits
        known = contacts(terrain(snapshot, egos, limits))
        self._ego = dict(zip(known.node.tolist(), known.ego.tolist(), strict=True))

    def path(self, connector: int, target: int) -> tuple[int, ...]:
        """The best path, of equally good ones the one that a search gives; raises KeyError where there is none."""
        begun = (self._ego[connector], connector)
        if connector == target:
            return begun
        limits = self._limits
        rest = replace(
            limits, max_hops=max(1, limits.max_hops - 1), rank="warmth", alternatives=0, min_probability=0.0,
            avoid=(*self._egos, *limits.avoid), via=None if limits.via == connector else limits.via,
        )  # fmt: skip
        for one in best_paths(self._snapshot, [connector], [target], rest):
            return (begun[0], *one.paths[0])
        raise KeyError((connector, target))

    def chance(self, tie: Tie) -> float:
        """The strength of a tie, as exactly as costs tell it."""
        snapshot, (a, b) = self._snapshot, tie
        arcs = slice(int(snapshot.indptr[a]), int(snapshot.indptr[a + 1]))
        at = int(np.searchsorted(snapshot.neighbors[arcs], b))
        return exp(-float(snapshot.cost[arcs][at]))
