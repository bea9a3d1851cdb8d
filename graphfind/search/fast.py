"""The steps of a search that take its time, compiled: an `Engine`. Importing it needs numba."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from graphfind.search import compiled, compiled_paths
from graphfind.search.answers import Reached
from graphfind.search.beginnings import Beginnings
from graphfind.search.progress import Progress
from graphfind.search.terrain import Terrain
from graphfind.search.ways import Ways

if TYPE_CHECKING:
    from graphfind.search.arrays import Costs, Ints

NAME = "numba"

ASKING_GAIN = 4.0
HOPES_GAIN = 2.0

SURVEYED = (3, 4)
"""How many ties a search has that is surveyed: of fewer there is little to leave out, more take too long."""

BALANCE = 3.0
"""In a survey, so many arcs are asked over for each one told."""

PORTION = 1 << 15
"""How many nodes ask at a time: room is made for all that they may come to hold."""


def tell(progress: Progress) -> list[Ways]:
    """What nodes hold after the frontier has told all its neighbours."""
    graph, use = _graph(progress.terrain), (progress.lowest, progress.limit)
    place = np.zeros(progress.labels.n, np.int64)
    total = compiled.count_offers(progress.frontier, *graph, *use, place)
    nodes = np.flatnonzero(place)
    end = np.cumsum(place[nodes])
    begin = end - place[nodes]
    place[nodes] = begin
    origin, cost = np.empty(total, np.int32), np.empty(total)
    compiled.sort_offers(progress.frontier, *graph, *use, place, origin, cost)
    return _chosen(progress, nodes, begin, end, (origin, cost, np.empty(0, np.bool_), True))


def ask(progress: Progress, nodes: Ints) -> list[Ways]:
    """What these nodes hold after they have asked all their neighbours."""
    indptr, *arcs = _graph(progress.terrain)
    return _chosen(progress, nodes, indptr[nodes], indptr[nodes + 1], arcs)


def hopes(progress: Progress, targets: Ints, left: int) -> Costs:
    """The cost below which a label may lead, in at most `left` ties, to a label that its target wants."""
    terrain, limit = progress.terrain, progress.limit
    found = np.full(progress.labels.n, -np.inf)
    found[targets] = limit[targets]
    compiled.spread_hopes(targets, *_graph(terrain), terrain.snapshot.muted, limit, progress.floor, left, found)
    return found


def promise(progress: Progress, targets: Ints, between: Ints) -> None:
    """Limit targets by the k labels that neighbours with k labels are sure to bring them, by way of `between`."""
    terrain, labels = progress.terrain, progress.labels
    held = labels.first, labels.count, labels.made.cost, labels.k
    last = np.full(labels.n, np.inf)
    compiled.promise(targets, between, *_graph(terrain), terrain.snapshot.muted, *held, last, progress.limit)


def surveyed(terrain: Terrain, targets: Ints, hops: int, k: int, ceiling: float, begun: Beginnings) -> Reached | None:
    """The paths to these targets, reached or not; None where that is not surveyed, or a survey does not pay."""
    if hops not in SURVEYED:
        return None
    known, blocked = begun.layers[0], terrain.blocked
    indptr, neighbors, *rest = _graph(terrain)
    graph = indptr, neighbors.view(np.uint32), *rest, terrain.snapshot.muted, blocked, np.flatnonzero(blocked)
    pays, nodes, costs = compiled_paths.surveyed(
        targets, terrain.egos, known.node, known.cost, known.parent, *graph, hops, k, ceiling, HOPES_GAIN, BALANCE
    )
    return Reached(targets, nodes, costs) if pays else None


def _graph(terrain: Terrain) -> tuple[Any, ...]:
    snapshot = terrain.snapshot
    return snapshot.indptr, snapshot.neighbors, snapshot.cost, snapshot.inferred, terrain.inferred


def _chosen(progress: Progress, nodes: Ints, begin: Ints, end: Ints, arcs: Iterable[Any]) -> list[Ways]:
    """What nodes hold after asking over their arcs, portion by portion.

    The arcs' columns are neighbours, costs and which are inferred; then whether those may be used.
    """
    labels = progress.labels
    held = labels.first, labels.count, *labels.made.columns()
    use = progress.coarse, progress.step, progress.fresh, progress.start, progress.limit, len(labels.layers), labels.k
    room, most = labels.k * min(PORTION, len(nodes)), 1 + int(np.max(end - begin, initial=0))
    meanwhile = np.empty(most, np.int64), np.empty(most, np.int32)
    out = Ways(*(np.empty(room, column.dtype) for column in labels.made.columns()))
    chosen = []
    for at in range(0, len(nodes), PORTION):
        part = slice(at, at + PORTION)
        asking = nodes[part].astype(np.int32), begin[part], end[part]
        written = compiled.ask(*asking, *arcs, *held, *use, *meanwhile, *out.columns())
        chosen.append(Ways(*(column[:written].copy() for column in out.columns())))
    return chosen
