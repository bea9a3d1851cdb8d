"""The loops of a survey, compiled as those of `compiled` are.

Costs are counted in whole numbers here, each tie's rounded down: a cost and the connector by which it comes are one
number then, of which the lesser one is the better, and what is read together lies together. Paths of at most four
ties lose less than `ROUNDING` by that. So much is added to every bound: nothing that is of use is lost, and labels,
which are exact, settle the rest.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from graphfind.search.compiling import (
    F64,
    I32,
    I64,
    U8,
    U32,
    Flags,
    as_loop,
    as_part,
    inlined,
    prefetch,
)

SCALE = 2.0**18
"""A cost of one in these whole numbers: four ties at the highest cost stay below `NEVER`."""

ROUNDING = 4
NEVER = 1 << 30
NO_WAY = NEVER << 32
"""A key is a cost, moved to the left, and a connector; this one stands where there is none."""

NOWHERE = -1
_CONNECTOR = (1 << 32) - 1

_AHEAD, _FETCHED, _LINE = 6, 128, 8
"""So many nodes ahead, so many of a node's arcs are fetched; so many costs come at once, neighbours twice as many."""

LINK = np.dtype([("cost", np.float64), ("origin", np.int32), ("slot", np.int32)])
"""An arc over which something is offered, with the tie's cost as it is."""


class Graph(NamedTuple):
    """The arcs, and whether those may be used that are inferred.

    Neighbours are without a sign: at every look-up by a number that may be negative, it is asked whether it is.
    """

    indptr: I64
    neighbors: U32
    cost: F64
    inferred: Flags
    all_ties: bool


class Ends(NamedTuple):
    """The arcs of the targets, those of the i-th from begin[i] on: the neighbour's slot, the tie, what it costs."""

    begin: I64
    slot: I32
    tie: I32
    cost: I32


@inlined
def arcs_of(graph: Graph, node: int) -> tuple[int, U32, F64]:
    """Where the arcs of a node begin, its neighbours, and what the ties to them cost."""
    begin, end = graph.indptr[node], graph.indptr[node + 1]
    return begin, graph.neighbors[begin:end], graph.cost[begin:end]


@inlined
def fetch_ahead(graph: Graph, nodes: I32, at: int) -> None:
    """Fetch where the arcs begin of nodes that stand some places after this one, whose turn comes soon.

    Most nodes have few arcs, and those of one lie far from those of the next: waiting for them would take longer
    than looking at them.
    """
    if at + 2 * _AHEAD < len(nodes):
        prefetch(graph.indptr, nodes[at + 2 * _AHEAD])
    if at + _AHEAD < len(nodes):
        begin, end = graph.indptr[nodes[at + _AHEAD]], graph.indptr[nodes[at + _AHEAD] + 1]
        end = min(end, begin + _FETCHED)
        for arc in range(begin, end, _LINE):
            prefetch(graph.cost, arc)
        for arc in range(begin, end, 2 * _LINE):
            prefetch(graph.neighbors, arc)


@inlined
def usable(graph: Graph, arc: int) -> bool:
    """Whether an arc may be used."""
    return graph.all_ties or not graph.inferred[arc]


@inlined
def whole(cost: float) -> int:
    """A cost in whole numbers."""
    return int(cost * SCALE)


@as_loop
def tell_second(contacts: I32, paid: F64, muted: Flags, graph: Graph, second: I64) -> None:
    """Let contacts tell their neighbours what it costs to come to them."""
    for i in range(len(contacts)):
        fetch_ahead(graph, contacts, i)
        if muted[contacts[i]]:
            continue
        own = (whole(paid[i]) << 32) | contacts[i]
        begin, neighbors, cost = arcs_of(graph, contacts[i])
        for arc in range(len(neighbors)):
            if usable(graph, begin + arc):
                # Writing the lesser key needs no branch that the processor would have to guess.
                second[neighbors[arc]] = min(second[neighbors[arc]], own + (whole(cost[arc]) << 32))


@as_loop
def pays(targets: I64, graph: Graph, second: I64, gain: float) -> bool:
    """Whether the targets' arcs are few enough beside those ahead of the second layer to be looked at several times."""
    left = 0
    for target in targets:
        left += graph.indptr[target + 1] - graph.indptr[target]
    for node in range(len(second)):
        if left <= 0:
            break
        if second[node] < NO_WAY:
            left -= int(gain * (graph.indptr[node + 1] - graph.indptr[node]))
    return left <= 0


@as_part
def give_slots(targets: I64, never_passed: I64, graph: Graph, marks: U8, slot: I32) -> I32:
    """Give slots, in the order of nodes, to targets and to those neighbours who may be passed; gives their nodes."""
    marks[:] = 0
    for target in targets:
        begin, neighbors, _ = arcs_of(graph, target)
        for arc in range(len(neighbors)):
            if usable(graph, begin + arc):
                marks[neighbors[arc]] = 1
    marks[never_passed] = 0
    marks[targets] = 1
    nodes, slots = np.empty(len(marks), np.int32), 0
    for node in range(len(marks)):
        nodes[slots] = node
        slots += marks[node]
    for one in range(slots):
        slot[nodes[one]] = one
    return nodes[:slots].copy()


@as_part
def look_around(targets: I64, graph: Graph, blocked: Flags, slot: I32) -> Ends:
    """The targets' arcs to those who may be passed."""
    room = 0
    for target in targets:
        room += graph.indptr[target + 1] - graph.indptr[target]
    columns = np.empty((3, room), np.int32)
    ends, written = Ends(np.empty(len(targets) + 1, np.int64), columns[0], columns[1], columns[2]), 0
    for i in range(len(targets)):
        ends.begin[i] = written
        begin, neighbors, cost = arcs_of(graph, targets[i])
        for arc in range(len(neighbors)):
            if not blocked[neighbors[arc]] and usable(graph, begin + arc):
                ends.slot[written], ends.tie[written] = slot[neighbors[arc]], arc
                ends.cost[written] = whole(cost[arc])
                written += 1
    ends.begin[len(targets)] = written
    return ends


@as_loop
def improve(best: I64, begin: int, k: int, key: int) -> None:
    """Put a key in its place among k in their order, of different connectors; it is less than the last of them."""
    at = begin
    while at < begin + k - 1 and best[at] & _CONNECTOR != key & _CONNECTOR:
        at += 1
    if best[at] <= key:
        return
    while at > begin and best[at - 1] > key:
        best[at] = best[at - 1]
        at -= 1
    best[at] = key


@as_part
def best_of_two(contacts: I32, paid: F64, muted: Flags, slot: I32, nodes: I32, second: I64, k: int) -> I64:
    """The best keys at each slot after two layers: k of different connectors, as far as they are known."""
    best = np.full(len(nodes) * k, NO_WAY, np.int64)
    for one in range(len(nodes)):
        best[one * k] = second[nodes[one]]
    for i in range(len(contacts)):
        contact = contacts[i]
        key = (whole(paid[i]) << 32) | contact
        one = slot[contact]
        if one != NOWHERE and not muted[contact] and key < best[one * k + k - 1]:
            improve(best, one * k, k, key)
        if k == 1 and key >> 32 < second[contact] >> 32:
            second[contact] = NO_WAY  # who costs less in one tie has nothing to tell after two
    return best


@as_loop
def lower(targets: I64, contacts: I32, paid: F64, ends: Ends, best: I64, k: int, wanted: I64, top: I64) -> None:
    """Lower what is wanted, for less than which a path is of use, to what targets' neighbours are sure to bring.

    `top` is for use meanwhile, with room for k keys.
    """
    contact = 0
    for i in range(len(targets)):
        top[:] = wanted[i] << 32
        while contact < len(contacts) and contacts[contact] < targets[i]:
            contact += 1
        if contact < len(contacts) and contacts[contact] == targets[i]:
            top[0] = (whole(paid[contact]) << 32) | targets[i]
        for end in range(ends.begin[i], ends.begin[i + 1]):
            tie = np.int64(ends.cost[end]) << 32
            for at in range(ends.slot[end] * k, ends.slot[end] * k + k):
                if best[at] + tie >= top[k - 1]:
                    break
                improve(top, 0, k, best[at] + tie)
        wanted[i] = min(wanted[i], (top[k - 1] >> 32) + ROUNDING)


@as_loop
def look_ahead(targets: I64, ends: Ends, slot: I32, wanted: I64, best: I64, k: int, limit: I32) -> None:
    """The cost below which a label of the third layer is of use at each slot: to a target, or to its neighbours."""
    limit[:] = 0
    for i in range(len(targets)):
        for end in range(ends.begin[i], ends.begin[i + 1]):
            limit[ends.slot[end]] = max(limit[ends.slot[end]], wanted[i] - ends.cost[end])
        limit[slot[targets[i]]] = max(limit[slot[targets[i]]], wanted[i])
    for one in range(len(limit)):
        limit[one] = min(limit[one], (best[one * k + k - 1] >> 32) + ROUNDING)
