"""The steps of a survey, compiled. Importing it needs numba."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from graphfind.search import compiled_survey as compiled
from graphfind.search.survey import Cheapest, Links
from graphfind.search.terrain import Terrain

if TYPE_CHECKING:
    from graphfind.search.arrays import Costs, Ints

PORTION = 1 << 18
"""Of about so many arcs at a time those of use are written down."""


def tell_costs(terrain: Terrain, contacts: Ints, paid: Costs, now: Cheapest) -> None:
    """Let contacts, for whom this is paid, tell their neighbours what it costs to come to them."""
    compiled.tell_costs(contacts, paid, *_graph(terrain), *_columns(now))


def tell_some(terrain: Terrain, telling: Ints, paid: Costs, connector: Ints, limit: Costs, best: Cheapest) -> Links:
    """Let nodes tell those neighbours to whom it costs less than their limits; gives the arcs, in no order.

    So much is paid for the nodes, by these connectors. Improves the best.
    """
    use = *_graph(terrain), np.packbits(limit > -np.inf, bitorder="little"), limit, *_columns(best)

    def write(some: slice, out: tuple[Any, ...]) -> int:
        return compiled.tell_some(telling[some], paid[some], connector[some], *use, *out)

    return _written(terrain, telling, write)


def ask_costs(terrain: Terrain, asking: Ints, limit: Costs, floor: float, before: Cheapest, best: Cheapest) -> Links:
    """Let nodes ask those neighbours who cost at least `floor`; gives the arcs that cost less than the limits.

    Improves the best.
    """
    use = *_graph(terrain), limit, floor, *_columns(before), *_columns(best)
    return _written(terrain, asking, lambda some, out: compiled.ask_costs(asking[some], *use, *out))


def bounds(links: Links, before: Cheapest, own: Costs, name: Ints, k: int) -> Costs:
    """What the path by the k-th of different connectors costs at most, at each node to which links lead.

    The links are ordered by nodes. `name` says which connector each of these nodes is, and `own` what that costs.
    """
    kth = np.empty(len(own))
    compiled.bounds(links.node, links.origin, links.cost, *_columns(before), own, name.astype(np.int32), k, kth)
    return kth


def _graph(terrain: Terrain) -> tuple[Any, ...]:
    snapshot = terrain.snapshot
    return snapshot.indptr, snapshot.neighbors, snapshot.cost, snapshot.inferred, terrain.inferred


def _columns(cheapest: Cheapest) -> tuple[Any, ...]:
    return cheapest.cost, cheapest.connector


def _written(terrain: Terrain, nodes: Ints, write: Callable[[slice, tuple[Any, ...]], int]) -> Links:
    """What is written of the arcs of nodes, which are handed over portion by portion."""
    ends = np.cumsum(terrain.degrees(nodes))
    parts: list[Links] = []
    out: tuple[Any, ...] = Links.joined([]).columns()
    begin = done = 0
    while begin < len(nodes):
        end = max(begin + 1, int(np.searchsorted(ends, done + PORTION, side="right")))
        room = int(ends[end - 1]) - done
        if room > len(out[0]):
            out = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room)
        written = write(slice(begin, end), out)
        parts.append(Links(*(column[:written].copy() for column in out)))
        begin, done = end, done + room
    return Links.joined(parts)
