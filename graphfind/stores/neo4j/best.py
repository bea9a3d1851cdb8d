"""The ties that a search for best paths needs, found on the server by `layers`.

Back from the targets shown come the ties that can lie on one of their paths: at a target there is a hope, the cost
that its last alternative may have; a tie matters where what it costs to come there, and the tie, are no more than
that, and what is left is the hope at its other end.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from math import inf

import numpy as np

from graphfind.search import Limits, TargetPaths, best_paths
from graphfind.stores.neo4j.layers import Layers
from graphfind.stores.neo4j.parts import Found, order, snapshot
from graphfind.stores.neo4j.view import View
from graphfind.stores.neo4j.ways import ways

GUESSED = 2
"""The hope at a target is first what its neighbours offer at so many times the place of its last alternative."""

SLACK = 1.0
"""What is hoped for beyond that where it was too little; then twice as much, and so on up to …"""

MOST_SLACK = 8.0
"""… this; after that every tie on the way matters."""


def best(
    view: View, egos: Sequence[int], targets: Sequence[int], limits: Limits, shown: int, muted: Collection[int]
) -> Found:
    """The ties for the best path to every target, and for the alternatives to the `shown` best ones."""
    wanted = sorted(set(targets) - set(egos) - set(limits.avoid))
    if limits.via is not None:
        return ways(view, egos, wanted, limits, muted)
    layers = Layers(view, egos, limits, muted)
    if not layers.egos or not wanted:
        return {}
    layers.explore(wanted, limits.max_hops)
    by_hops = limits.rank == "hops"
    known = {target: best for target in wanted if (best := layers.best(target, by_hops=by_hops)) is not None}

    def rank(target: int) -> tuple[float, float, int]:
        cost, hops = known[target]
        return (hops, cost, order(target)) if by_hops else (cost, hops, order(target))

    ranked = sorted(known, key=rank)
    search = _within_hops if by_hops else _within_cost
    ties = search(layers, egos, ranked[:shown], limits, muted)
    for hops in range(1, limits.max_hops + 1):
        rest = {target: known[target][0] for target in ranked[shown:] if known[target][1] == hops}
        ties |= layers.ties(rest, hops)
    return ties


def _within_cost(
    layers: Layers, egos: Sequence[int], targets: Sequence[int], limits: Limits, muted: Collection[int]
) -> Found:
    """The ties of the best paths, with hopes that grow until no better path can lie outside."""
    wanted = limits.alternatives + 1
    hopes = layers.hopes(targets, limits.max_hops, GUESSED * wanted)
    found: Found = {}
    open_targets, slack = list(targets), SLACK
    while open_targets:
        found |= layers.ties({t: hopes[t] for t in open_targets}, limits.max_hops)
        paths = _search(egos, found, open_targets, limits, muted)
        left = []
        for target in open_targets:
            costs = paths[target].costs if target in paths else ()
            if len(costs) >= wanted and costs[wanted - 1] <= hopes[target]:
                continue
            if hopes[target] == inf:
                continue
            enough = len(costs) >= wanted
            hopes[target] = costs[wanted - 1] if enough else hopes[target] + slack if slack <= MOST_SLACK else inf
            left.append(target)
        open_targets, slack = left, 2 * slack
    return found


def _within_hops(
    layers: Layers, egos: Sequence[int], targets: Sequence[int], limits: Limits, muted: Collection[int]
) -> Found:
    """The ties of all ways of so few ties that every target has its alternatives, or of as many as are allowed."""
    found: Found = {}
    open_targets = list(targets)
    for hops in range(1, limits.max_hops + 1):
        if not open_targets:
            break
        found |= layers.ties(dict.fromkeys(open_targets, inf), hops)
        paths = _search(egos, found, open_targets, replace(limits, max_hops=hops), muted)
        open_targets = [t for t in open_targets if t not in paths or len(paths[t].costs) <= limits.alternatives]
    return found


def _search(
    egos: Sequence[int], ties: Found, targets: Sequence[int], limits: Limits, muted: Collection[int]
) -> dict[int, TargetPaths]:
    """The best paths over these ties, by the target's number."""
    part = snapshot({*egos, *targets}, ties, muted)

    def nodes(numbers: Sequence[int]) -> tuple[int, ...]:
        return tuple(part.nodes(np.array(numbers, np.int64)).tolist())

    paths = best_paths(part, nodes(egos), nodes(targets), replace(limits, avoid=nodes(limits.avoid)))
    return {int(part.people[one.target]): one for one in paths}
