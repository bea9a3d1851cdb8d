"""The loops of a survey, compiled as those of `compiled` are."""

from __future__ import annotations

import numpy as np

from graphfind.search.compiled import (
    BYTE,
    F64,
    FLOAT,
    GRAPH,
    I32,
    I64,
    INDEX,
    NOTHING,
    U8,
    WHOLE,
    Flags,
    as_compiled,
    inlined,
    read,
    read_floats,
    read_i32,
    read_i64,
    write,
)

_FLOATS, _I32 = write(FLOAT), write(INDEX)
_LINKS = (_I32, _I32, _FLOATS)


@as_compiled(read_i64, read_floats, *GRAPH, _FLOATS, _I32, NOTHING)
def tell_costs(
    contacts: I64,
    paid: F64,
    indptr: I64,
    neighbors: I32,
    cost: F64,
    inferred: Flags,
    all_ties: bool,
    now: F64,
    connector: I32,
) -> None:
    """Let contacts, for whom this is paid, tell their neighbours what it costs to come to them."""
    named = len(connector) > 0
    for i in range(len(contacts)):
        contact = contacts[i]
        for arc in range(indptr[contact], indptr[contact + 1]):
            total = paid[i] + cost[arc]
            node = neighbors[arc]
            if total < now[node] and (all_ties or not inferred[arc]):
                now[node] = total
                if named:
                    connector[node] = contact


@inlined
def _most_arcs(nodes: I64, indptr: I64) -> int:
    """How many arcs the node with most of them has."""
    most = 1
    for node in nodes:
        most = max(most, indptr[node + 1] - indptr[node])
    return most


@as_compiled(*(read_i64, read_floats, read_i32, *GRAPH, read(BYTE), read_floats, _FLOATS, _I32, *_LINKS, WHOLE))
def tell_some(
    telling: I64,
    paid: F64,
    by: I32,
    indptr: I64,
    neighbors: I32,
    cost: F64,
    inferred: Flags,
    all_ties: bool,
    listening: U8,
    limit: F64,
    best: F64,
    connector: I32,
    out_origin: I32,
    out_node: I32,
    out_cost: F64,
) -> int:
    """Let nodes tell those neighbours to whom it costs less than their limits; writes the arcs, and gives how many.

    Arcs are sifted in turns as in `compiled.ask`; whoever listens at all is a bit of `listening`.
    """
    named = len(connector) > 0
    written = 0
    good = np.empty(_most_arcs(telling, indptr), np.int64)
    for i in range(len(telling)):
        origin = telling[i]
        told = 0
        for arc in range(indptr[origin], indptr[origin + 1]):
            good[told] = arc
            told += (listening[neighbors[arc] >> 3] >> (neighbors[arc] & 7)) & 1
        some = 0
        for at in range(told):
            arc = good[at]
            good[some] = arc
            some += paid[i] + cost[arc] < limit[neighbors[arc]]
        for arc in good[:some]:
            node = neighbors[arc]
            total = paid[i] + cost[arc]
            if all_ties or not inferred[arc]:
                out_origin[written], out_node[written], out_cost[written] = origin, node, cost[arc]
                written += 1
                if total < best[node]:
                    best[node] = total
                    if named:
                        connector[node] = by[i]
    return written


@as_compiled(*(read_i64, *GRAPH, read_floats, FLOAT, read_floats, read_i32, _FLOATS, _I32, *_LINKS, WHOLE))
def ask_costs(
    asking: I64,
    indptr: I64,
    neighbors: I32,
    cost: F64,
    inferred: Flags,
    all_ties: bool,
    limit: F64,
    floor: float,
    before: F64,
    by: I32,
    best: F64,
    connector: I32,
    out_origin: I32,
    out_node: I32,
    out_cost: F64,
) -> int:
    """Let nodes ask those neighbours who cost at least `floor`; writes the arcs that cost less than the limits."""
    named = len(connector) > 0
    written = 0
    good = np.empty(_most_arcs(asking, indptr), np.int64)
    for node in asking:
        bound = limit[node]
        near = 0
        for arc in range(indptr[node], indptr[node + 1]):
            good[near] = arc
            near += cost[arc] + floor < bound
        some = 0
        for at in range(near):
            arc = good[at]
            good[some] = arc
            some += before[neighbors[arc]] + cost[arc] < bound
        for arc in good[:some]:
            origin = neighbors[arc]
            total = before[origin] + cost[arc]
            if before[origin] >= floor and (all_ties or not inferred[arc]):
                out_origin[written], out_node[written], out_cost[written] = origin, node, cost[arc]
                written += 1
                if total < best[node]:
                    best[node] = total
                    if named:
                        connector[node] = by[origin]
    return written


@as_compiled(*(read_i32, read_i32, read_floats, read_floats, read_i32, read_floats, read_i32, WHOLE, _FLOATS, NOTHING))
def bounds(
    node: I32, origin: I32, cost: F64, before: F64, connector: I32, own: F64, name: I32, k: int, kth: F64
) -> None:
    """What the path by the k-th of different connectors costs at most, for each group of links."""
    best, by = np.empty(k, np.float64), np.empty(k, np.int32)
    group = link = 0
    while link < len(node):
        size = 0
        if own[group] < np.inf:
            best[0], by[0], size = own[group], name[group], 1
        this = node[link]
        while link < len(node) and node[link] == this:
            total = before[origin[link]] + cost[link]
            one = connector[origin[link]] if k > 1 else 0
            link += 1
            if total == np.inf or (size == k and total >= best[k - 1]):
                continue
            at = 0
            while at < size and by[at] != one:
                at += 1
            if at < size and best[at] <= total:
                continue
            if at == size:
                if size < k:
                    size += 1
                else:
                    at -= 1
            while at > 0 and best[at - 1] > total:
                best[at], by[at] = best[at - 1], by[at - 1]
                at -= 1
            best[at], by[at] = total, one
        kth[group] = best[k - 1] if size == k else np.inf
        group += 1
