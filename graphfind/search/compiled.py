"""The loops of a search that makes labels layer by layer, compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphfind.graph import COST_UNIT
from graphfind.search.compiling import (
    BYTE,
    F64,
    FLAG,
    FLOAT,
    GRAPH,
    I8,
    I32,
    I64,
    INDEX,
    NOTHING,
    SMALL,
    U8,
    WHOLE,
    Flags,
    as_compiled,
    inlined,
    read,
    read_flags,
    read_floats,
    read_i32,
    read_i64,
    record,
    write,
)  # fmt: skip
from graphfind.search.progress import FRESH

_UNIT = float(COST_UNIT)
_FRESH = read(record(FRESH))
_HELD = (read_i32, read_i32)  # first, count
_MADE = (read_i32, read_floats, read(SMALL), read_i32, read_i32)  # the columns of Ways
_OUT = tuple(map(write, (INDEX, FLOAT, SMALL, INDEX, INDEX)))


@inlined
def precedes(node: I32, parent: I32, a: int, b: int) -> bool:
    """Whether the path of label or root `a` comes before that of `b`; both are of equally many hops."""
    root_a, root_b = a, b
    while root_a >= 0:
        root_a = parent[root_a]
    while root_b >= 0:
        root_b = parent[root_b]
    if root_a != root_b:
        return root_a > root_b  # they are −1 − the roots' numbers
    first = False
    while a >= 0 and b >= 0:
        if node[a] != node[b]:
            first = node[a] < node[b]  # what is nearest to the ego decides, and is seen last
        a, b = parent[a], parent[b]
    return first


@inlined
def place(
    out_node: I32,
    out_cost: F64,
    out_hops: I8,
    out_connector: I32,
    out_parent: I32,
    begin: int,
    size: int,
    k: int,
    made_node: I32,
    made_parent: I32,
    node: int,
    cost: float,
    hops: int,
    connector: int,
    parent: int,
) -> int:
    """Put a new way in its place among the `size` of its node, which stand in order from `begin` on.

    At most k stay, and the better one of two by one connector; gives how many. None has more hops.
    """
    end = begin + size
    at = begin
    while at < end:
        first = cost < out_cost[at] or (
            cost == out_cost[at] and hops == out_hops[at] and precedes(made_node, made_parent, parent, out_parent[at])
        )
        if first:
            break
        if out_connector[at] == connector:
            return size
        at += 1
    # What stands from there on moves back by one: on the way by the same connector, or to the end.
    gap = at
    while gap < end and out_connector[gap] != connector:
        gap += 1
    if gap == end:
        if size == k:
            if at == end:
                return size
            gap -= 1
        else:
            size += 1
    for behind in range(gap, at, -1):
        out_node[behind], out_cost[behind], out_hops[behind] = node, out_cost[behind - 1], out_hops[behind - 1]
        out_connector[behind], out_parent[behind] = out_connector[behind - 1], out_parent[behind - 1]
    out_node[at], out_cost[at], out_hops[at], out_connector[at], out_parent[at] = node, cost, hops, connector, parent
    return size


@as_compiled(
    *(read_i32, read_i64, read_i64, read_i32, read_floats, read_flags, FLAG),
    *(*_HELD, *_MADE, read(BYTE), FLOAT, _FRESH, read_i32, write(FLOAT), WHOLE, WHOLE),
    *(write(WHOLE), write(INDEX), *_OUT, WHOLE),
    makes_arrays=False,
)
def ask(
    nodes: I32,
    arcs_from: I64,
    arcs_to: I64,
    neighbors: I32,
    cost: F64,
    inferred: Flags,
    all_ties: bool,
    first: I32,
    count: I32,
    made_node: I32,
    made_cost: F64,
    made_hops: I8,
    made_connector: I32,
    made_parent: I32,
    coarse: U8,
    step: float,
    fresh: Any,
    start: I32,
    limit: F64,
    layers: int,
    k: int,
    good: I64,
    begin: I32,
    out_node: I32,
    out_cost: F64,
    out_hops: I8,
    out_connector: I32,
    out_parent: I32,
) -> int:
    """Write what each node holds after asking over its arcs, if it is offered anything; gives how many ways.

    The arcs of nodes[i] are arcs_from[i] … arcs_to[i] − 1. There must be room for k ways a node; `good` and
    `begin` are for use meanwhile, with room for the arcs of one node and one more. Arcs are
    sifted in turns, each of which looks at one array only, so that the processor can fetch ahead; writing
    every arc, and moving on past the good ones, needs no branch that it would have to guess.
    """
    written = 0
    for i in range(len(nodes)):
        node = nodes[i]
        bound = limit[node]
        near = 0
        for arc in range(arcs_from[i], arcs_to[i]):
            good[near] = arc
            near += coarse[neighbors[arc]] * step + cost[arc] < bound
        some = 0
        for at in range(near):
            good[some], begin[some] = good[at], start[neighbors[good[at]]]
            some += begin[some] >= 0
        near, some = some, 0
        for at in range(near):
            good[some], begin[some] = good[at], begin[at]
            some += fresh[begin[at]]["cost"] + cost[good[at]] < bound
        size, offered = 0, False
        for at in range(some):
            arc, one = good[at], begin[at]
            if not all_ties and inferred[arc]:
                continue
            last = False
            while not last:
                label, connector = fresh[one]["label"], fresh[one]["connector"]
                total = fresh[one]["cost"] + cost[arc]
                if total >= bound:
                    break
                last = label < 0
                if last:
                    label = ~label
                one += 1
                if connector == node:
                    continue
                if not offered:
                    offered = True
                    for held in range(first[node], first[node] + count[node]):
                        to = written + size
                        out_node[to], out_cost[to], out_hops[to] = node, made_cost[held], made_hops[held]
                        out_connector[to], out_parent[to] = made_connector[held], made_parent[held]
                        size += 1
                size = place(
                    out_node, out_cost, out_hops, out_connector, out_parent, written, size, k, made_node, made_parent,
                    node, total, layers + 1, connector, label,
                )  # fmt: skip
                if size == k:
                    # An equally costly way of this layer may still come first.
                    bound = min(bound, out_cost[written + k - 1] + _UNIT)
        if offered:
            written += size
            if size == k:
                limit[node] = min(limit[node], out_cost[written - 1])
    return written


@as_compiled(read_i64, *GRAPH, read_floats, read_floats, write(WHOLE), WHOLE, makes_arrays=False)
def count_offers(
    frontier: I64,
    indptr: I64,
    neighbors: I32,
    cost: F64,
    inferred: Flags,
    all_ties: bool,
    lowest: F64,
    limit: F64,
    counts: I64,
) -> int:
    """Add to each node's count the arcs over which the frontier has something of use for it; gives how many."""
    total = 0
    for origin in frontier:
        for arc in range(indptr[origin], indptr[origin + 1]):
            node = neighbors[arc]
            if lowest[origin] + cost[arc] < limit[node] and (all_ties or not inferred[arc]):
                counts[node] += 1
                total += 1
    return total


@as_compiled(
    *(
        read_i64,
        *GRAPH,
        read_floats,
        read_floats,
        write(WHOLE),
        write(INDEX),
        write(FLOAT),
        NOTHING,
    ),
    makes_arrays=False,
)
def sort_offers(
    frontier: I64,
    indptr: I64,
    neighbors: I32,
    cost: F64,
    inferred: Flags,
    all_ties: bool,
    lowest: F64,
    limit: F64,
    place: I64,
    out_origin: I32,
    out_cost: F64,
) -> None:
    """Write these arcs node by node, those of node v from place[v] on; moves the places to their ends."""
    for origin in frontier:
        for arc in range(indptr[origin], indptr[origin + 1]):
            node = neighbors[arc]
            if lowest[origin] + cost[arc] < limit[node] and (all_ties or not inferred[arc]):
                out_origin[place[node]], out_cost[place[node]] = origin, cost[arc]
                place[node] += 1


@as_compiled(read_i64, *GRAPH, read_flags, read_floats, FLOAT, WHOLE, write(FLOAT), NOTHING)
def spread_hopes(
    targets: I64,
    indptr: I64,
    neighbors: I32,
    cost: F64,
    inferred: Flags,
    all_ties: bool,
    muted: Flags,
    limit: F64,
    floor: float,
    left: int,
    hopes: F64,
) -> None:
    """Pass hopes on from the targets, which have theirs, over `left` ties."""
    nodes = targets
    for _ in range(left):
        for node in nodes:
            hope = min(hopes[node], limit[node])
            for arc in range(indptr[node], indptr[node + 1]):
                if hope - cost[arc] > hopes[neighbors[arc]] and (all_ties or not inferred[arc]):
                    hopes[neighbors[arc]] = hope - cost[arc]
        nodes = np.flatnonzero((np.minimum(hopes, limit) > floor) & ~muted)


@as_compiled(
    read_i64,
    read_i64,
    *GRAPH,
    read_flags,
    *_HELD,
    read_floats,
    WHOLE,
    write(FLOAT),
    write(FLOAT),
    NOTHING,
    makes_arrays=False,
)
def promise(
    targets: I64,
    between: I64,
    indptr: I64,
    neighbors: I32,
    cost: F64,
    inferred: Flags,
    all_ties: bool,
    muted: Flags,
    first: I32,
    count: I32,
    made_cost: F64,
    k: int,
    last: F64,
    limit: F64,
) -> None:
    """Limit targets by the k labels that neighbours with k labels are sure to bring them, by way of `between`."""
    for node in between:
        for arc in range(indptr[node], indptr[node + 1]):
            neighbor = neighbors[arc]
            if count[neighbor] == k and not muted[neighbor] and (all_ties or not inferred[arc]):
                last[node] = min(last[node], made_cost[first[neighbor] + k - 1] + cost[arc])
    for target in targets:
        for arc in range(indptr[target], indptr[target + 1]):
            if all_ties or not inferred[arc]:
                limit[target] = min(limit[target], last[neighbors[arc]] + cost[arc] + _UNIT)
