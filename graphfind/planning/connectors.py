"""The best path to every target through every connector, all at once and exactly.

The search goes backwards, from the targets to the contacts of the egos: targets are many but know few people, contacts
know many. For a block of targets together, a table holds what reaching each target costs from every node within so
many ties; a layer lets the nodes that have come closer tell their neighbours. The last layer, by far the largest, is
made for contacts alone. The work is the arcs around the targets, out to one tie less than a path has: each further
hop multiplies it by how many people people know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from graphfind.graph import Snapshot
from graphfind.search import Limits
from graphfind.search.terrain import Terrain, distinct, terrain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphfind.search.arrays import Costs, Ints

BLOCK: Final = 1 << 23
"""About how many places a block's table has, one for each node and target: 64 MB."""

GATHERING_GAIN: Final = 12
"""A node asks so many arcs, for all targets of a block in a row, in the time of telling one arc for one target."""

MOST_IN_BLOCKS: Final = 4
"""Paths of more ties are looked for target by target."""

_GATHERED: Final = 1 << 17
"""How many values are gathered at once, so that they stay in the cache."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Who opens which door, as columns of equal length, ordered by connector and then target.

    `connector` and `target` are nodes; `cost` is that of the best path from an ego through the connector to the target,
    `hops` how many ties it has. A target whom an ego knows is their own connector: one hop.
    """

    connector: Ints
    target: Ints
    cost: Costs
    hops: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.connector)

    @property
    def probability(self) -> Costs:
        """The product of the strengths of each path's ties, up to the rounding of costs."""
        return np.exp(-self.cost)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom an ego can ask, as columns: the node, the tie's cost, and the ego whose tie is the best."""

    node: Ints
    cost: Costs
    ego: Ints


def doors(snapshot: Snapshot, egos: Sequence[int], targets: Sequence[int] | Ints, limits: Limits) -> Doors:
    """Every pair of a connector and a target that a path within the limits joins, with the best such path.

    All limits hold but `rank` and `alternatives`: better means warmer. Nobody who is not to be asked is a connector,
    not even to themselves. Raises `UsageError` as `best_paths` does.
    """
    if limits.via is not None:
        return _through(snapshot, egos, targets, limits)
    ground = terrain(snapshot, egos, limits)
    wanted = distinct(np.asarray(targets, np.int64))
    wanted = wanted[~ground.closed[wanted]]
    known = contacts(ground)
    if limits.max_hops > MOST_IN_BLOCKS:
        return _one_by_one(ground, wanted, known, limits)
    found: list[tuple[Ints, Ints, Costs, NDArray[np.int8]]] = []
    width = max(1, min(len(wanted), BLOCK // snapshot.n))
    table = np.full(snapshot.n * width, np.inf)
    for begin in range(0, len(wanted), width):
        block = wanted[begin : begin + width]
        cost, hops = _backwards(ground, block, known.node, limits.max_hops, table)
        cost += known.cost[:, np.newaxis]
        at, column = np.nonzero(cost < limits.ceiling)
        found.append((known.node[at], block[column], cost[at, column], hops[at, column]))
    return _ordered(found)


def _one_by_one(ground: Terrain, targets: Ints, known: Contacts, limits: Limits) -> Doors:
    from graphfind.planning.backwards import Backwards  # most paths are shorter

    found, backwards, most = [], Backwards(ground, known.node, limits.max_hops), limits.ceiling
    for target in targets.tolist():
        cost, hops = backwards.of(target)
        cost += known.cost
        at = np.flatnonzero(cost < most)
        found.append((known.node[at], np.full(len(at), target), cost[at], hops[at]))
    return _ordered(found)


def contacts(ground: Terrain) -> Contacts:
    """Everybody whom an ego knows and may ask; of several egos the nearest, of equally near ones the first."""
    snapshot = ground.snapshot
    columns = [
        (snapshot.neighbors[arcs.position].astype(np.int64), snapshot.cost[arcs.position], arcs.origin)
        for arcs in ground.arcs(ground.egos)
    ]
    node, cost, ego = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.lexsort((ego, cost, node))
    order = order[~(snapshot.muted | ground.closed)[node[order]]]
    order = order[np.flatnonzero(np.diff(node[order], prepend=-1))]
    return Contacts(node[order], cost[order], ego[order])


def _through(snapshot: Snapshot, egos: Sequence[int], targets: Sequence[int] | Ints, limits: Limits) -> Doors:
    """The doors on whose paths a given person stands: a search by itself."""
    from graphfind.planning.crossing import crossings  # most name nobody

    ground, via = terrain(snapshot, egos, limits), limits.via
    wanted = distinct(np.asarray(targets, np.int64))
    wanted = wanted[~ground.closed[wanted] & (wanted != via)]
    if via is None or ground.blocked[via] or limits.max_hops < 2:
        return _ordered([])
    known = contacts(ground)
    cost, hops = crossings(ground, via, known.node, wanted, limits.max_hops, limits.ceiling - known.cost)
    cost += known.cost[:, np.newaxis]
    at, column = np.nonzero(cost < np.inf)
    return _ordered([(known.node[at], wanted[column], cost[at, column], hops[at, column])])


def _ordered(parts: Sequence[tuple[Any, ...]]) -> Doors:
    empty = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0, np.int8))
    connector, target, cost, hops = (np.concatenate(column) for column in zip(empty, *parts, strict=True))
    order = np.lexsort((target, connector))
    return Doors(connector[order], target[order], cost[order], hops[order])


def _backwards(
    ground: Terrain, block: Ints, known: Ints, max_hops: int, table: Costs
) -> tuple[Costs, NDArray[np.int8]]:
    """What each of `known` pays to each target of a block within max_hops − 1 ties, and the hops from ego on.

    `table` is infinite everywhere, and is left so.
    """
    width = len(block)
    key: Ints = block * width + np.arange(width)  # the place of a node and a target in the table: node · width + target
    table[key] = 0.0
    rows = table[: ground.snapshot.n * width].reshape(-1, width)
    best, hops = rows[known], np.ones((len(known), width), np.int8)
    blocked = ground.closed | ground.snapshot.muted
    touched = [key]
    wide = False
    for hop in range(2, max_hops + 1):
        asking = known if hop == max_hops else np.flatnonzero(~blocked)
        # Once most of the table is filled, telling would take longer in all later layers, too.
        wide = wide or ground.degree(asking) * width < GATHERING_GAIN * ground.degree(key // width)
        if wide:
            reached = _gathered(ground, asking, rows)
            if hop < max_hops:
                rows[asking] = reached
                reached = rows[known]
        else:
            key = _tell(ground, key, width, table, blocked)
            touched.append(key)
            reached = rows[known]
        closer = reached < best
        best[closer], hops[closer] = reached[closer], hop
    if wide:
        rows.fill(np.inf)
    for keys in touched:
        table[keys] = np.inf
    return best, hops


def _tell(ground: Terrain, key: Ints, width: int, table: Costs, blocked: NDArray[np.bool_]) -> Ints:
    """Let these places of the table tell their nodes' neighbours what a target costs; gives the places that gained.

    Whoever is blocked is told nothing, and so passes nothing on but the way to themselves.
    """
    snapshot = ground.snapshot
    column, held = key % width, table[key]  # as it was before this layer
    gained: list[Ints] = []
    at = 0
    for arcs in ground.arcs(key // width):
        part = slice(at, at + len(arcs.nodes))
        at += len(arcs.nodes)
        neighbor = snapshot.neighbors[arcs.position]
        place = neighbor.astype(np.int64) * width + np.repeat(column[part], arcs.counts)
        cost = np.repeat(held[part], arcs.counts) + snapshot.cost[arcs.position]
        good = np.flatnonzero((cost < table[place]) & ~blocked[neighbor])
        place = place[good]
        np.minimum.at(table, place, cost[good])
        gained.append(place)
    return distinct(np.concatenate([key[:0], *gained]))


def _gathered(ground: Terrain, asking: Ints, rows: Costs) -> Costs:
    """What the next layer brings to `asking` alone: the best of what their neighbours pay, target by target."""
    snapshot = ground.snapshot
    best = rows[asking]
    counts = snapshot.indptr[asking + 1] - snapshot.indptr[asking]
    ends = np.cumsum(counts)
    begin = 0
    while begin < len(asking):
        done = ends[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(ends, done + _GATHERED // rows.shape[1], side="right")))
        at = begin
        for arcs in ground.arcs(asking[begin:end]):
            offered = rows[snapshot.neighbors[arcs.position]]
            offered += snapshot.cost[arcs.position][:, np.newaxis]
            some = np.flatnonzero(arcs.counts)
            if len(some):
                first = (np.cumsum(arcs.counts) - arcs.counts)[some]
                best[at + some] = np.minimum(best[at + some], np.minimum.reduceat(offered, first, axis=0))
            at += len(arcs.nodes)
        begin = end
    return best
