"""From what a survey left to labels, compiled: the arcs that are of use, layer by layer, and the labels along them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from graphfind.search.compiled import place
from graphfind.search.compiled_survey import (
    LINK,
    NOWHERE,
    ROUNDING,
    SCALE,
    Ends,
    Graph,
    arcs_of,
    fetch_ahead,
    usable,
    whole,
)
from graphfind.search.compiled_third import (
    by_slots,
    mark,
)
from graphfind.search.compiling import (
    F64,
    I8,
    I32,
    I64,
    U8,
    Flags,
    as_loop,
    as_part,
)


class Made(NamedTuple):
    """The columns of labels, as in `Ways`."""

    node: I32
    cost: F64
    hops: I8
    connector: I32
    parent: I32


@as_part
def last_links(targets: I64, graph: Graph, ends: Ends, slot: I32, wanted: I64, best: I64, k: int) -> Any:
    """The targets' arcs over which less is offered than is wanted."""
    links, written = np.empty(len(ends.slot), LINK), 0
    for i in range(len(targets)):
        for end in range(ends.begin[i], ends.begin[i + 1]):
            if (best[ends.slot[end] * k] >> 32) + ends.cost[end] < wanted[i]:
                links[written].cost = graph.cost[graph.indptr[targets[i]] + ends.tie[end]]
                links[written].origin, links[written].slot = ends.slot[end], slot[targets[i]]
                written += 1
    return links[:written]


@as_part
def settle(links: Any, contacts: I32, slot: I32, nodes: I32) -> I32:
    """Give slots to the origins of links, by which these name them from then on, and to contacts; gives all nodes."""
    settled, slots = np.empty(len(nodes) + len(links) + len(contacts), np.int32), len(nodes)
    settled[:slots] = nodes
    for link in range(len(links)):
        origin = links[link].origin
        if slot[origin] == NOWHERE:
            slot[origin], settled[slots] = slots, origin
            slots += 1
        links[link].origin = slot[origin]
    for contact in contacts:
        if slot[contact] == NOWHERE:
            slot[contact], settled[slots] = slots, contact
            slots += 1
    return settled[:slots]


@as_part
def look_through(targets: I64, slot: I32, nodes: I32, second: I64, wanted: I64, third: Any, limit: I32) -> I32:
    """The cost below which a label of the second layer is of use: as one of the third, or along the third's links."""
    through = np.zeros(len(nodes), np.int32)
    through[: len(limit)] = limit
    for link in range(len(third)):
        origin = third[link].origin
        through[origin] = max(through[origin], limit[third[link].slot] - whole(third[link].cost))
    for one in range(len(nodes)):
        if second[nodes[one]] >> 32 >= through[one]:
            through[one] = 0
    for i in range(len(targets)):
        through[slot[targets[i]]] = max(through[slot[targets[i]]], wanted[i])
    return through


@as_part
def first_links(
    contacts: I32,
    paid: F64,
    muted: Flags,
    graph: Graph,
    slot: I32,
    nodes: I32,
    marks: U8,
    heights: F64,
    limit: I32,
) -> Any:
    """The arcs of contacts over which less is offered than limits, slot by slot."""
    mark(nodes, limit, 0, 4 * int(SCALE), marks, heights)
    room, highest = 0, limit.max() if len(limit) else 0
    for contact in contacts:
        room += graph.indptr[contact + 1] - graph.indptr[contact]
    links, written = np.empty(room, LINK), 0
    for i in range(len(contacts)):
        fetch_ahead(graph, contacts, i)
        contact, own = contacts[i], whole(paid[i])
        if muted[contact] or own >= highest:
            continue
        begin, neighbors, cost = arcs_of(graph, contact)
        for arc in range(len(neighbors)):
            if own / SCALE + cost[arc] < heights[marks[neighbors[arc]]]:
                one = slot[neighbors[arc]]
                if own + whole(cost[arc]) < limit[one] and usable(graph, begin + arc):
                    links[written].cost, links[written].origin, links[written].slot = cost[arc], slot[contact], one
                    written += 1
    return by_slots(links[:written], len(nodes))


@as_loop
def along(
    links: Any,
    layer: int,
    limit: I32,
    ceiling: float,
    nodes: I32,
    first: I32,
    count: I32,
    made: Made,
    written: int,
    k: int,
) -> int:
    """Write what nodes hold after this layer's new labels have gone along links, which stand slot by slot.

    The labels of a slot are first[slot] … first[slot] + count[slot] − 1, in the order of their costs. Gives how many
    labels there are.
    """
    made_node, made_cost, made_hops, made_connector, made_parent = made
    link = 0
    while link < len(links):
        one = links[link].slot
        node, size = nodes[one], 0
        bound = min(ceiling, (limit[one] + ROUNDING) / SCALE)
        while link < len(links) and links[link].slot == one:
            origin, cost = links[link].origin, links[link].cost
            link += 1
            for label in range(first[origin], first[origin] + count[origin]):
                total, connector = made_cost[label] + cost, made_connector[label]
                if total >= bound or (size == k and total > made_cost[written + k - 1]):
                    break
                if made_hops[label] != layer or connector == node:
                    continue
                if size == 0:
                    for held in range(first[one], first[one] + count[one]):
                        to = written + size
                        made_node[to], made_cost[to], made_hops[to] = node, made_cost[held], made_hops[held]
                        made_connector[to], made_parent[to] = made_connector[held], made_parent[held]
                        size += 1
                size = place(
                    made_node, made_cost, made_hops, made_connector, made_parent, written, size, k,
                    made_node, made_parent, node, total, layer + 1, connector, label,
                )  # fmt: skip
        written += size
    return written


@as_loop
def hold(made: Made, begin: int, end: int, slot: I32, first: I32, count: I32) -> None:
    """Let slots hold these labels, which stand node by node; not before all of a layer's labels have been made."""
    for label in range(begin, end):
        one = slot[made.node[label]]
        if label == begin or made.node[label] != made.node[label - 1]:
            first[one], count[one] = label, 0
        count[one] += 1


@as_part
def labels_along(
    targets: I64,
    contacts: I32,
    paid: F64,
    parent: I32,
    slot: I32,
    nodes: I32,
    early: Any,
    third: Any,
    last: Any,
    through: I32,
    limit: I32,
    wanted: I64,
    hops: int,
    ceiling: float,
    k: int,
) -> tuple[Made, I32, I32]:
    """The labels that contacts begin and that come over links, layer by layer; where a slot's begin, and how many.

    Of use is what costs less than `through` in the second layer, `limit` in one between, and `wanted` in the last.
    """
    begun = len(contacts)
    room = begun + k * (min(len(early), len(nodes)) + min(len(third), len(nodes)) + len(targets))
    indices = np.empty((3, room), np.int32)
    made = Made(indices[0], np.empty(room), np.empty(room, np.int8), indices[1], indices[2])
    made.node[:begun], made.cost[:begun], made.hops[:begun] = contacts, paid, 1
    made.connector[:begun], made.parent[:begun] = contacts, parent
    first, count = np.zeros(len(nodes), np.int32), np.zeros(len(nodes), np.int32)
    hold(made, 0, begun, slot, first, count)
    for layer in range(1, hops):
        links, bound = (early, through) if layer == 1 else (third, limit)
        if layer == hops - 1:
            links = last
            for i in range(len(targets)):
                limit[slot[targets[i]]] = wanted[i]
        written = along(links, layer, bound, ceiling, nodes, first, count, made, begun, k)
        hold(made, begun, written, slot, first, count)
        begun = written
    return made, first, count


@as_part
def walk_back(
    made: Made, egos: I64, targets: I64, slot: I32, first: I32, count: I32, hops: int, k: int
) -> tuple[Any, Any]:
    """The nodes and the costs of the paths to each target, as in `Reached`."""
    nodes = np.full((len(targets), k, hops + 1), NOWHERE, np.int32)
    costs = np.full((len(targets), k), np.inf)
    for i in range(len(targets)):
        one = slot[targets[i]]
        for at in range(count[one]):
            label = first[one] + at
            costs[i, at], place = made.cost[label], made.hops[label]
            while label >= 0:
                nodes[i, at, place] = made.node[label]
                label, place = made.parent[label], place - 1
            nodes[i, at, 0] = egos[-1 - label]
    return nodes, costs
