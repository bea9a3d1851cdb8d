"""The steps of a survey in numpy: costs alone, without paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graphfind.search.links import Cheapest, Links
from graphfind.search.terrain import Arcs, Terrain

if TYPE_CHECKING:
    from graphfind.search.arrays import Costs, Ints


def tell_costs(terrain: Terrain, contacts: Ints, paid: Costs, now: Cheapest) -> None:
    """Let contacts, for whom this is paid, tell their neighbours what it costs to come to them."""
    snapshot, at = terrain.snapshot, 0
    for arcs in terrain.arcs(contacts):
        node = snapshot.neighbors.take(arcs.position)
        cost = np.repeat(paid[at : at + len(arcs.nodes)], arcs.counts)
        cost += snapshot.cost.take(arcs.position)
        at += len(arcs.nodes)
        good = np.flatnonzero(cost < now.cost.take(node))
        _improve(now, node.take(good), cost.take(good), arcs.origin.take(good) if len(now.connector) else good[:0])


def tell_some(terrain: Terrain, telling: Ints, paid: Costs, connector: Ints, limit: Costs, best: Cheapest) -> Links:
    """Let nodes tell those neighbours to whom it costs less than their limits; gives the arcs, in no order.

    So much is paid for the nodes, by these connectors. Improves the best.
    """
    snapshot, parts, at = terrain.snapshot, [], 0
    listening = limit > -np.inf  # which, unlike the limits, stays in the processor's cache
    for arcs in terrain.arcs(telling):
        node = snapshot.neighbors.take(arcs.position)
        some = np.flatnonzero(listening.take(node))
        node, which = node.take(some), _numbers(arcs, at).take(some)
        at += len(arcs.nodes)
        tie = snapshot.cost.take(arcs.position.take(some))
        cost = paid.take(which)
        cost += tie
        good = np.flatnonzero(cost < limit.take(node))
        node, which = node.take(good), which.take(good)
        parts.append(Links(telling.take(which).astype(np.int32), node, tie.take(good)))
        _improve(best, node, cost.take(good), connector.take(which) if len(best.connector) else which[:0])
    return Links.joined(parts)


def ask_costs(terrain: Terrain, asking: Ints, limit: Costs, floor: float, before: Cheapest, best: Cheapest) -> Links:
    """Let nodes ask those neighbours who cost at least `floor`; gives the arcs that cost less than the limits.

    Improves the best.
    """
    snapshot, parts = terrain.snapshot, []
    for arcs in terrain.arcs(asking):
        most = np.repeat(limit.take(arcs.nodes), arcs.counts)
        tie = snapshot.cost.take(arcs.position)
        near = np.flatnonzero(tie + floor < most)
        origin, tie = snapshot.neighbors.take(arcs.position.take(near)), tie.take(near)
        paid = before.cost.take(origin)
        cost = paid + tie
        good = np.flatnonzero((cost < most.take(near)) & (paid >= floor))
        node, origin, cost = arcs.origin.take(near.take(good)).astype(np.int32), origin.take(good), cost.take(good)
        parts.append(Links(origin, node, tie.take(good)))
        _improve(best, node, cost, before.connector.take(origin) if len(best.connector) else origin[:0])
    return Links.joined(parts)


def _numbers(arcs: Arcs, first: int) -> Ints:
    """Which of all nodes that tell each arc leaves; the first of these arcs' nodes has this number."""
    return np.repeat(np.arange(first, first + len(arcs.nodes)), arcs.counts)


def _improve(best: Cheapest, node: Ints, cost: Costs, connector: Ints) -> None:
    np.minimum.at(best.cost, node, cost)
    if len(best.connector):
        lowest = np.flatnonzero(best.cost.take(node) == cost)
        best.connector[node.take(lowest)] = connector.take(lowest)


def bounds(links: Links, before: Cheapest, own: Costs, name: Ints, k: int) -> Costs:
    """What the path by the k-th of different connectors costs at most, at each node to which links lead.

    The links are ordered by nodes. `name` says which connector each of these nodes is, and `own` what that costs.
    """
    if not len(links):
        return links.cost
    first = np.flatnonzero(np.diff(links.node, prepend=-1))
    count = np.diff(first, append=len(links))
    cost = before.cost.take(links.origin) + links.cost
    own = own.copy()
    for turn in range(k):
        lowest = np.minimum(np.minimum.reduceat(cost, first), own)
        if turn == k - 1:
            break
        if turn == 0:
            group = np.repeat(np.arange(len(first), dtype=np.int32), count)
            connector = before.connector.take(links.origin)
        best = np.flatnonzero(cost == lowest.take(group))
        taken = np.where(own == lowest, name, -1)
        taken[group.take(best)] = connector.take(best)
        cost[connector == taken.take(group)] = np.inf
        own[taken == name] = np.inf
    return lowest
