"""The third layer of a survey, compiled: who is cheap to come to tells, and whoever then still has hopes asks."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphfind.search.compiled_survey import (
    LINK,
    NO_WAY,
    ROUNDING,
    SCALE,
    Ends,
    Graph,
    arcs_of,
    fetch_ahead,
    improve,
    look_ahead,
    lower,
    usable,
    whole,
)
from graphfind.search.compiling import (
    F64,
    I32,
    I64,
    U8,
    as_loop,
    as_part,
)

HIGHEST = 255
"""The highest mark."""

_LEVELS, _SAMPLE, _TOGETHER = 64, 1 << 12, 1 << 16


@as_part
def level_between(indptr: I64, nodes: I32, second: I64, limit: I32, balance: float) -> int:
    """The cost below which nodes tell: where what they tell and what the others are asked is in balance."""
    step = 1 + len(second) // _SAMPLE
    highest = 0
    for node in range(0, len(second), step):
        if second[node] < NO_WAY:
            highest = max(highest, second[node] >> 32)
    height = min(highest, int(limit.max())) // _LEVELS + 1 if len(limit) else 1
    told, asked = np.zeros(_LEVELS + 1, np.int64), np.zeros(_LEVELS + 1, np.int64)
    for node in range(0, len(second), step):
        if second[node] < NO_WAY:
            told[min(_LEVELS, (second[node] >> 32) // height)] += step * (indptr[node + 1] - indptr[node])
    step = 1 + len(nodes) // _SAMPLE
    for one in range(0, len(nodes), step):
        asked[min(_LEVELS, limit[one] // height)] += step * (indptr[nodes[one] + 1] - indptr[nodes[one]])
    telling, asking = 0, asked.sum()
    for level in range(_LEVELS):
        telling += told[level]
        asking -= asked[level]
        if telling * balance >= asking:
            return level * height
    return _LEVELS * height


@as_part
def with_room(links: Any, written: int, more: int) -> Any:
    """The same links, or a copy that has room for more."""
    if written + more <= len(links):
        return links
    copy = np.empty(2 * (written + more), LINK)
    for link in range(written):  # what copies slices takes long to compile
        copy[link] = links[link]
    return copy


@as_loop
def mark(nodes: I32, limit: I32, least: int, most: int, marks: U8, heights: F64) -> None:
    """Mark every node whose limit is above `least`; heights[its mark] is that limit or little more, if at most `most`.

    Marks, unlike limits, stay in the processor's cache.
    """
    step = most // (HIGHEST - 1) + 1
    marks[:] = 0
    for one in range(len(limit)):
        if limit[one] > least:
            marks[nodes[one]] = min(HIGHEST, limit[one] // step + 1)
    for height in range(HIGHEST):
        heights[height] = height * step / SCALE
    heights[HIGHEST] = np.inf


@as_loop
def portion(indptr: I64, nodes: I32, begin: int) -> tuple[int, int]:
    """Where the nodes end that are looked at together, and how many arcs they have.

    Where links may get more room, their array is counted as used at every turn, which takes longer than an arc.
    """
    end, arcs = begin, 0
    while end < len(nodes) and arcs < _TOGETHER:
        arcs += indptr[nodes[end] + 1] - indptr[nodes[end]]
        end += 1
    return end, arcs


@as_loop
def tell(
    graph: Graph,
    telling: I32,
    second: I64,
    slot: I32,
    marks: U8,
    heights: F64,
    limit: I32,
    best: I64,
    k: int,
    near: I32,
    links: Any,
    written: int,
) -> int:
    """Let nodes tell those neighbours to whom it costs less than their limits, which sink.

    Adds to the links, and gives how many there are then. What may be of use by its mark is first put down in `near`,
    which needs no branch that the processor would have to guess; there is room in it for the arcs of any node.
    """
    for i in range(len(telling)):
        fetch_ahead(graph, telling, i)
        origin = telling[i]
        key = second[origin]
        own = (key >> 32) / SCALE
        begin, neighbors, cost = arcs_of(graph, origin)
        some = 0
        for arc in range(len(neighbors)):
            near[some] = arc
            some += own + cost[arc] < heights[marks[neighbors[arc]]]
        for at in range(some):
            arc = near[at]
            one = slot[neighbors[arc]]
            total = key + (whole(cost[arc]) << 32)
            if total >> 32 < limit[one] and usable(graph, begin + arc):
                links[written].cost, links[written].origin, links[written].slot = cost[arc], origin, one
                written += 1
                if total < best[one * k + k - 1]:
                    improve(best, one * k, k, total)
                    limit[one] = min(limit[one], (best[one * k + k - 1] >> 32) + ROUNDING)
    return written


@as_loop
def ask(
    graph: Graph,
    asking: I32,
    slot: I32,
    second: I64,
    level: int,
    limit: I32,
    best: I64,
    k: int,
    links: Any,
    written: int,
) -> int:
    """Let nodes ask those neighbours who cost as much as the level, or more; otherwise as `tell`."""
    for i in range(len(asking)):
        fetch_ahead(graph, asking, i)
        node = asking[i]
        one = slot[node]
        bound = np.int64(limit[one])
        most = (bound - level) / SCALE
        begin, neighbors, cost = arcs_of(graph, node)
        for arc in range(len(neighbors)):
            if cost[arc] < most:
                key = second[neighbors[arc]]
                total = key + (whole(cost[arc]) << 32)
                if total >> 32 < bound and key >> 32 >= level and usable(graph, begin + arc):
                    links[written].cost, links[written].origin, links[written].slot = cost[arc], neighbors[arc], one
                    written += 1
                    if total < best[one * k + k - 1]:
                        improve(best, one * k, k, total)
                        bound = min(bound, (best[one * k + k - 1] >> 32) + ROUNDING)
        limit[one] = bound
    return written


@as_part
def tell_third(
    graph: Graph, second: I64, level: int, slot: I32, marks: U8, heights: F64, limit: I32, best: I64, k: int
) -> tuple[Any, int]:
    """Let all nodes below the level tell; gives the links and how many there are."""
    telling, near, some = np.empty(len(second), np.int32), np.empty(len(second), np.int32), 0
    for node in range(len(second)):
        telling[some] = node
        some += second[node] >> 32 < level
    telling = telling[:some]
    links, written, begin = np.empty(0, LINK), 0, 0
    while begin < some:
        end, arcs = portion(graph.indptr, telling, begin)
        links = with_room(links, written, arcs)
        written = tell(graph, telling[begin:end], second, slot, marks, heights, limit, best, k, near, links, written)
        begin = end
    return links, written


@as_part
def ask_third(
    graph: Graph,
    nodes: I32,
    slot: I32,
    second: I64,
    level: int,
    limit: I32,
    best: I64,
    k: int,
    links: Any,
    written: int,
) -> tuple[Any, int]:
    """Let all whose limits are above the level ask those who have not told; adds to the links."""
    asking, some = np.empty(len(nodes), np.int32), 0
    for one in range(len(nodes)):
        if limit[one] > level:
            asking[some] = nodes[one]
            some += 1
    begin = 0
    while begin < some:
        end, arcs = portion(graph.indptr, asking[:some], begin)
        links = with_room(links, written, arcs)
        written = ask(graph, asking[begin:end], slot, second, level, limit, best, k, links, written)
        begin = end
    return links, written


@as_part
def kept(links: Any, second: I64, limit: I32) -> Any:
    """The links over which less is offered than limits, which have sunk since they were found; in their place."""
    some = 0
    for link in range(len(links)):
        offered = (second[links[link].origin] >> 32) + whole(links[link].cost)
        links[some] = links[link]
        some += offered < limit[links[link].slot]
    return links[:some]


@as_part
def by_slots(links: Any, slots: int) -> Any:
    """The links in the order of their slots."""
    begin = np.zeros(slots + 1, np.int64)
    for link in range(len(links)):
        begin[links[link].slot + 1] += 1
    for one in range(slots):
        begin[one + 1] += begin[one]
    ordered = np.empty(len(links), LINK)
    for link in range(len(links)):
        one = links[link].slot
        ordered[begin[one]] = links[link]
        begin[one] += 1
    return ordered


@as_part
def third_links(
    targets: I64,
    contacts: I32,
    paid: F64,
    graph: Graph,
    slot: I32,
    nodes: I32,
    ends: Ends,
    second: I64,
    marks: U8,
    heights: F64,
    limit: I32,
    wanted: I64,
    best: I64,
    top: I64,
    k: int,
    balance: float,
) -> Any:
    """The third layer: nodes to which it costs little to come tell, and whoever still has hopes then asks the rest.

    What has been told lets most hopes sink so far that nobody else can fulfil them. Gives the links, slot by slot.
    """
    level = level_between(graph.indptr, nodes, second, limit, balance)
    mark(nodes, limit, second.min() >> 32, 2 * level, marks, heights)
    links, written = tell_third(graph, second, level, slot, marks, heights, limit, best, k)
    lower(targets, contacts, paid, ends, best, k, wanted, top)
    look_ahead(targets, ends, slot, wanted, best, k, limit)
    links, written = ask_third(graph, nodes, slot, second, level, limit, best, k, links, written)
    lower(targets, contacts, paid, ends, best, k, wanted, top)
    look_ahead(targets, ends, slot, wanted, best, k, limit)
    return by_slots(kept(links[:written], second, limit), len(nodes))
