"""The steps of a search that take its time, in numpy: an `Engine`.

Arcs are looked at in portions, whose columns stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from graphfind.graph import COST_UNIT
from graphfind.search.answers import Reached, answers
from graphfind.search.beginnings import Beginnings
from graphfind.search.labels import Labels
from graphfind.search.progress import Progress
from graphfind.search.terrain import PORTION, Terrain
from graphfind.search.ways import Found, Ways

if TYPE_CHECKING:
    from graphfind.search.arrays import Costs, Ints
    from graphfind.search.links import Links

NAME = "numpy"

ASKING_GAIN = 3.0
HOPES_GAIN = 2.0

SURVEYED = 4
"""How many ties a search has that is surveyed: of fewer there is little to leave out, more take too long."""

_LARGEST = int(np.iinfo(np.int64).max)


def tell(progress: Progress) -> list[Ways]:
    """What nodes hold after the frontier has told all its neighbours."""
    terrain, limit, offers = progress.terrain, progress.limit, []
    snapshot = terrain.snapshot
    for arcs in terrain.arcs(progress.frontier):
        node = snapshot.neighbors.take(arcs.position)
        cost = snapshot.cost.take(arcs.position)
        lowest = np.repeat(progress.lowest.take(arcs.nodes), arcs.counts)
        good = np.flatnonzero(lowest + cost < limit.take(node))
        offers.append(_extended(progress, arcs.origin.take(good), node.take(good), cost.take(good)))
    return [_choose(progress, part) for part in _by_nodes(Ways.joined(offers), snapshot.n)]


def ask(progress: Progress, nodes: Ints) -> list[Ways]:
    """What these nodes hold after they have asked all their neighbours."""
    terrain, chosen = progress.terrain, []
    snapshot = terrain.snapshot
    for arcs in terrain.arcs(nodes):
        limit = np.repeat(progress.limit.take(arcs.nodes), arcs.counts)
        cost = snapshot.cost.take(arcs.position)
        near = np.flatnonzero(cost + progress.floor < limit)
        asked, cost = snapshot.neighbors.take(arcs.position.take(near)), cost.take(near)
        good = np.flatnonzero(progress.lowest.take(asked) + cost < limit.take(near))
        offers = _extended(progress, asked.take(good), arcs.origin.take(near.take(good)), cost.take(good))
        chosen.append(_choose(progress, offers))
    return chosen


def along(progress: Progress, links: Links) -> list[Ways]:
    """What nodes hold after new labels have gone along these links."""
    chosen, begin = [], 0
    while begin < len(links):
        end = min(begin + PORTION, len(links))
        end = begin + int(np.searchsorted(links.node[begin:], links.node[end - 1], side="right"))
        part = slice(begin, end)
        chosen.append(_choose(progress, _extended(progress, links.origin[part], links.node[part], links.cost[part])))
        begin = end
    return chosen


def hopes(progress: Progress, targets: Ints, left: int) -> Costs:
    """The cost below which a label may lead, in at most `left` ties, to a label that its target wants."""
    terrain, limit = progress.terrain, progress.limit
    snapshot = terrain.snapshot
    found = np.full(snapshot.n, -np.inf)
    found[targets] = limit[targets]
    nodes = targets
    for step in range(left):
        if step:
            nodes = np.flatnonzero((np.minimum(found, limit) > progress.floor) & ~snapshot.muted)
        for arcs in terrain.arcs(nodes):
            hope = np.repeat(np.minimum(found.take(arcs.nodes), limit.take(arcs.nodes)), arcs.counts)
            np.maximum.at(found, snapshot.neighbors.take(arcs.position), hope - snapshot.cost.take(arcs.position))
    return found


def promise(progress: Progress, targets: Ints, between: Ints) -> None:
    """Limit targets by the k labels that neighbours with k labels are sure to bring them, by way of `between`."""
    terrain, labels, limit = progress.terrain, progress.labels, progress.limit
    snapshot = terrain.snapshot
    last = np.full(snapshot.n, np.inf)
    for arcs in terrain.arcs(between):
        neighbor, cost = snapshot.neighbors[arcs.position], snapshot.cost[arcs.position]
        full = np.flatnonzero((labels.count[neighbor] == labels.k) & ~snapshot.muted[neighbor])
        np.minimum.at(last, arcs.origin[full], labels.last_cost(neighbor[full]) + cost[full])
    for arcs in terrain.arcs(targets):
        sure = last[snapshot.neighbors[arcs.position]] + snapshot.cost[arcs.position]
        np.minimum.at(limit, arcs.origin, sure + COST_UNIT)


def surveyed(terrain: Terrain, targets: Ints, hops: int, k: int, ceiling: float, begun: Beginnings) -> Reached | None:
    """The paths to these targets, reached or not; None where that is not surveyed, or a survey does not pay."""
    if hops != SURVEYED:
        return None
    from graphfind.search.survey import survey  # most searches do without

    stages = survey(terrain, targets, k, ceiling, begun.layers[0], HOPES_GAIN)
    if stages is None:
        return None
    progress = Progress(terrain, k, begun.roots, ceiling)
    progress.keep(begun.layers, np.inf)
    labels = progress.labels
    for stage in stages:
        progress.limit = stage.limit
        full = np.flatnonzero(labels.count == k)
        progress.limit[full] = np.minimum(progress.limit[full], labels.last_cost(full))
        progress.keep(along(progress, stage.links), np.inf)
    return answers(Found(labels.made, labels.table(targets)), begun.roots, targets)


def choose(labels: Labels, offers: Ways) -> Ways:
    """The k best of what nodes hold and what is offered to them, node by node; changes nothing.

    The offers extend labels of the last layer, or roots.
    """
    # Writing to a node all its offers' numbers leaves one of them: that offer stands for the node.
    at = np.empty(labels.n, np.int32)
    number: Ints = np.arange(len(offers), dtype=np.int32)
    at[offers.node] = number
    nodes = offers.node[at.take(offers.node) == number]
    at[nodes] = np.arange(len(nodes), dtype=np.int32)
    held = labels.held(nodes)
    ways = Ways.joined([labels.made.take(held), offers])

    place, cost, connector = at.take(ways.node), ways.cost, ways.connector
    number = np.arange(len(ways), dtype=np.int32)
    # In each turn every node takes the best way that is left, and drops all others by its connector.
    turns, places = [], []
    for _ in range(labels.k):
        lowest = np.full(len(nodes), np.inf)
        np.minimum.at(lowest, place, cost)
        best = np.flatnonzero(cost == lowest.take(place))
        if len(best) > np.count_nonzero(lowest < np.inf):
            order = _order(labels, number[best], ways, len(held))
            first = np.full(len(nodes), _LARGEST)
            np.minimum.at(first, place[best], order)
            best = best[order == first[place[best]]]
        turns.append(number[best])
        places.append(place[best])
        taken = np.full(len(nodes), -1, np.int32)
        taken[place[best]] = connector[best]
        left = np.flatnonzero(taken.take(place) != connector)
        if not len(left):
            break
        place, cost, connector, number = place.take(left), cost.take(left), connector.take(left), number.take(left)
    # A node that has a turn had all turns before.
    counts = np.bincount(np.concatenate(places), minlength=len(nodes))
    begin = np.cumsum(counts) - counts
    chosen = np.empty(counts.sum(), np.int64)
    for turn, (won, where) in enumerate(zip(turns, places, strict=True)):
        chosen[begin[where] + turn] = won
    return ways.take(chosen)


def _order(labels: Labels, numbers: Ints, ways: Ways, held: int) -> Ints:
    """What orders equally costly ways of one node; of all ways, the first `held` are labels that nodes hold."""
    order = numbers.astype(np.int64) - held  # labels held are in order already, and have fewer hops than any offer
    offered = np.flatnonzero(numbers >= held)
    order[offered] = labels.order(ways.parent[numbers[offered]])
    return order


def _extended(progress: Progress, origin: Ints, node: Ints, cost: Costs) -> Ways:
    """The new labels at the origins, each extended by the tie to a node, where of use there."""
    labels, limit = progress.labels, progress.limit
    made = labels.made
    count = labels.count.take(origin)
    # Where k labels come to a node, its k-th will cost no more than the last of them.
    full = np.flatnonzero(count == labels.k)
    np.minimum.at(limit, node[full], labels.last_cost(origin[full]) + cost[full] + COST_UNIT)
    label, node = labels.held(origin), np.repeat(node, count)
    cost = made.cost.take(label) + np.repeat(cost, count)
    good = np.flatnonzero(cost < limit.take(node))
    label, node, cost = label.take(good), node.take(good), cost.take(good)
    hops, connector = made.hops.take(label), made.connector.take(label)
    good = np.flatnonzero((hops == len(labels.layers)) & (connector != node))
    return Ways.of(
        node.take(good), cost.take(good), hops.take(good) + np.int8(1), connector.take(good), label.take(good)
    )


def _choose(progress: Progress, offers: Ways) -> Ways:
    limit = progress.limit
    offers = offers.take(np.flatnonzero(offers.cost < limit.take(offers.node)))  # limits have sunk since
    chosen = choose(progress.labels, offers)
    kth = progress.labels.kth(chosen)
    limit[chosen.node[kth]] = np.minimum(limit[chosen.node[kth]], chosen.cost[kth])
    return chosen


def _by_nodes(ways: Ways, n: int) -> Iterable[Ways]:
    """The ways in portions, each with all of its nodes."""
    portions = len(ways) // PORTION + 1
    if portions == 1:
        return [ways]
    portion = (ways.node.astype(np.int64) * portions // n).astype(np.uint16)
    order = np.argsort(portion, kind="stable")
    ends = np.cumsum(np.bincount(portion, minlength=portions))
    return [ways.take(part) for part in np.split(order, ends[:-1])]
