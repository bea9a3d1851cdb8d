"""The part of the graph that a search needs, found on the server layer by layer.

Outward go costs alone: who can be reached within 1, 2, … ties, and how cheaply. Back from the targets shown come
the ties that can lie on one of their paths: at a target there is a hope, the cost that its last alternative may
have; a tie matters where what it costs to come there, and the tie, are no more than that, and what is left is the
hope at its other end. Costs are multiples of `graph.COST_UNIT`, so that all these sums are exact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf

import numpy as np

from graphfind.graph import MAX_COST, Snapshot
from graphfind.search import Limits, TargetPaths, best_paths
from graphfind.stores.neo4j.deriving import Ties, of_ties, ordered
from graphfind.stores.neo4j.records import portions
from graphfind.stores.neo4j.schema import person_id
from graphfind.stores.neo4j.view import View

TELLING = 10_000
"""So many persons tell their neighbours in one query."""

ASKING = 2_500
"""So many persons ask theirs."""

GUESSED = 2
"""The hope at a target is first what its neighbours offer at so many times the place of its last alternative."""

SLACK = 1.0
"""What is hoped for beyond that where it was too little; then twice as much, and so on up to …"""

MOST_SLACK = 8.0
"""… this; after that every tie on the way matters."""

MOST = MAX_COST
"""What any tie costs at most."""

PUSH = """UNWIND range(0, size($nodes) - 1) AS i MATCH (:Person {number: $nodes[i]})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred)
WITH q, min($costs[i] + k.cost) AS cost RETURN collect(q.number), collect(cost)"""
PULL = """UNWIND $nodes AS node MATCH (:Person {number: node})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred)
WITH node, min($costs[q.id] + k.cost) AS cost WHERE cost IS NOT NULL RETURN collect(node), collect(cost)"""
NEIGHBORS = """UNWIND $nodes AS node MATCH (:Person {number: node})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred)
RETURN collect(DISTINCT q.number)"""
MATTER = """UNWIND range(0, size($nodes) - 1) AS i MATCH (:Person {number: $nodes[i]})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred)
AND $costs[q.id] + k.cost <= $hopes[i]
RETURN $nodes[i], collect(q.number), collect(k.cost), collect(k.inferred)"""
FIRST = """UNWIND $nodes AS node MATCH (:Person {number: node})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred)
AND ($hopes IS NULL OR k.cost <= $hopes[q.id]) RETURN node, collect(q.number), collect(k.cost), collect(k.inferred)"""

Costs = dict[int, float]
Found = dict[tuple[int, int], tuple[float, bool]]


class Layers:
    """The best costs from egos within 0, 1, … ties; `within[h]` holds those below the ceiling.

    The last two layers may be known at the targets and their neighbours only.
    """

    def __init__(self, view: View, egos: Collection[int], limits: Limits, muted: Collection[int]) -> None:
        self._view = view
        self._inferred = limits.inferred
        self._muted = frozenset(muted)
        self._closed = frozenset((*egos, *limits.avoid))
        self._ceiling = limits.ceiling
        self.egos = sorted(set(egos) - set(limits.avoid))
        self.within: list[Costs] = [dict.fromkeys(self.egos, 0.0)]
        self._frontier: Costs = dict(self.within[0])

    def explore(self, targets: Sequence[int], max_hops: int) -> None:
        """Find the costs of the targets within each number of ties."""
        for hops in range(1, max_hops + 1):
            wanted: Collection[int] | None = None
            if hops == max_hops:
                wanted = targets
            elif hops == max_hops - 1 and hops > 1 and len(targets) < len(self._frontier):
                near = self._ask_neighbors(targets)
                wanted = near.union(targets)
            if wanted is not None and (len(wanted) < len(self._frontier) or self._partial(hops, max_hops)):
                self._pull(sorted(wanted))
            else:
                self._push()

    def _partial(self, hops: int, max_hops: int) -> bool:
        return hops == max_hops and self._pulled

    _pulled = False

    def _push(self) -> None:
        offers: Costs = {}
        for part in portions(sorted(self._frontier), TELLING):
            costs = [self._frontier[node] for node in part]
            for nodes, offered in self._view.rows(PUSH, nodes=part, costs=costs, inferred=self._inferred):
                for node, cost in zip(nodes, offered, strict=True):
                    if cost < offers.get(node, inf):
                        offers[node] = cost
        self._keep(offers)

    def _pull(self, wanted: Sequence[int]) -> None:
        self._pulled = True
        passable = self._map(self.within[-1], inf)
        offers: Costs = {}
        for part in portions(wanted, ASKING):
            for nodes, offered in self._view.rows(PULL, nodes=part, costs=passable, inferred=self._inferred):
                offers.update(zip(nodes, offered, strict=True))
        self._keep(offers)

    def _keep(self, offers: Costs) -> None:
        before = self.within[-1]
        better = {
            node: cost
            for node, cost in offers.items()
            if cost < self._ceiling and node not in self._closed and cost < before.get(node, inf)
        }
        self.within.append(before | better)
        self._frontier = {node: cost for node, cost in better.items() if node not in self._muted}

    def _map(self, costs: Costs, most: float) -> dict[str, float]:
        """The costs of those who may be passed through, by their ids."""
        own = frozenset(self.egos)
        return {
            person_id(node): cost
            for node, cost in costs.items()
            if cost <= most and (node not in self._muted or node in own)
        }

    def _ask_neighbors(self, nodes: Sequence[int]) -> set[int]:
        found: set[int] = set()
        for part in portions(nodes, ASKING):
            for (near,) in self._view.rows(NEIGHBORS, nodes=part, inferred=self._inferred):
                found.update(near)
        return found

    def best(self, target: int, *, by_hops: bool) -> tuple[float, int] | None:
        """The cost and number of ties of a target's best path; by hops, of its shortest one."""
        last = self.within[-1].get(target)
        if last is None or target in self._closed:
            return None
        if by_hops:
            hops = next(h for h, costs in enumerate(self.within) if target in costs)
            return self.within[hops][target], hops
        return last, next(h for h, costs in enumerate(self.within) if costs.get(target) == last)

    def offers(self, targets: Sequence[int], max_hops: int) -> dict[int, list[float]]:
        """What paths to each target cost at least, by the neighbour from whom they come, the lowest first."""
        found: dict[int, list[float]] = {target: [] for target in targets}
        costs = self.within[max_hops - 1]
        for node, near, tie, _ in self._matter(dict.fromkeys(targets, self._most()), costs):
            found[node] = sorted(costs[q] + c for q, c in zip(near, tie, strict=True))
        return found

    def ties(self, hopes: Mapping[int, float], max_hops: int) -> Found:
        """The ties on all ways of at most so many ties that cost a target no more than its hope."""
        found: Found = {}
        now = {node: min(hope, self._most()) for node, hope in hopes.items()}
        for left in range(max_hops, 1, -1):
            costs, after = self.within[left - 1], Costs()
            for node, near, tie, inferred in self._matter(now, costs):
                for q, cost, guess in zip(near, tie, inferred, strict=True):
                    found[min(node, q), max(node, q)] = cost, guess
                    rest = now[node] - cost
                    if q not in self._closed and rest > after.get(q, -inf):
                        after[q] = rest
            now = after
        if now:  # the first ties are asked of the egos, who are few
            hoping = {person_id(node): hope for node, hope in now.items()}
            for ego, near, tie, inferred in self._view.rows(
                FIRST, nodes=self.egos, hopes=hoping, inferred=self._inferred
            ):
                found |= _pairs(ego, near, tie, inferred)
        return found

    def _matter(self, hopes: Mapping[int, float], costs: Costs) -> Iterable[list]:  # type: ignore[type-arg]
        passable = self._map(costs, max(hopes.values(), default=0.0))
        for part in portions(sorted(hopes), ASKING):
            yield from self._view.rows(
                MATTER,
                nodes=part,
                hopes=[hopes[node] for node in part],
                costs=passable,
                inferred=self._inferred,
            )

    def _most(self) -> float:
        return min(self._ceiling, 1e6)


def part(
    view: View, egos: Sequence[int], targets: Sequence[int], limits: Limits, shown: int, muted: Collection[int]
) -> Snapshot:
    """The part for the best path to every target, and for the alternatives to the `shown` best ones."""
    wanted = sorted(set(targets) - set(egos) - set(limits.avoid))
    layers = Layers(view, egos, limits, muted)
    ties: Found = {}
    ranked: list[int] = []
    if limits.via is not None:
        ties, ranked = _by_way_of(view, egos, wanted, limits, limits.via, muted), wanted
    elif layers.egos and wanted:
        layers.explore(wanted, limits.max_hops)
        by_hops = limits.rank == "hops"
        known = {target: best for target in wanted if (best := layers.best(target, by_hops=by_hops)) is not None}

        def rank(target: int) -> tuple[float, float, int]:
            cost, hops = known[target]
            return (hops, cost, _order(target)) if by_hops else (cost, hops, _order(target))

        ranked = sorted(known, key=rank)
        search = _within_hops if by_hops else _within_cost
        ties = search(layers, egos, ranked[:shown], limits, muted)
        for hops in range(1, limits.max_hops + 1):
            rest = {target: known[target][0] for target in ranked[shown:] if known[target][1] == hops}
            ties |= layers.ties(rest, hops)
    named = {*egos, *wanted} if limits.via is None else {*egos, *wanted, limits.via}
    paths = _search(egos, ties, named, ranked, limits, muted)
    first = sorted(paths.values(), key=lambda one: limits.merit(one.paths[0], one.costs[0]))[:shown]
    return _snapshot(named, ties | _mutual(view, first, _snapshot(named, ties, muted)), muted)


def _mutual(view: View, shown: Sequence[TargetPaths], snapshot: Snapshot) -> Found:
    """The observed ties of the egos, and those of their connectors with the same people."""
    people = snapshot.people
    starts = sorted({int(people[path[0]]) for one in shown for path in one.paths})
    connectors = sorted({int(people[path[1]]) for one in shown for path in one.paths})
    found: Found = {}
    for node, near, cost, inferred in view.rows(FIRST, nodes=starts, hopes=None, inferred=False):
        found |= _pairs(node, near, cost, inferred)
    contacts = {person_id(node): MOST for pair in found for node in pair}
    for part in portions(connectors, ASKING):
        for node, near, cost, inferred in view.rows(FIRST, nodes=part, hopes=contacts, inferred=False):
            found |= _pairs(node, near, cost, inferred)
    return found


def _pairs(node: int, near: Sequence[int], cost: Sequence[float], inferred: Sequence[bool]) -> Found:
    facts = zip(near, cost, inferred, strict=True)
    return {(min(node, other), max(node, other)): (paid, guess) for other, paid, guess in facts}


def _within_cost(
    layers: Layers, egos: Sequence[int], targets: Sequence[int], limits: Limits, muted: Collection[int]
) -> Found:
    """The ties of the best paths, with hopes that grow until no better path can lie outside."""
    wanted = limits.alternatives + 1
    offers = layers.offers(targets, limits.max_hops)
    hopes = {t: offers[t][min(len(offers[t]), GUESSED * wanted) - 1] for t in targets}
    found: Found = {}
    open_targets, slack = list(targets), SLACK
    while open_targets:
        found |= layers.ties({t: hopes[t] for t in open_targets}, limits.max_hops)
        paths = _search(egos, found, [], open_targets, limits, muted)
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
        paths = _search(egos, found, [], open_targets, replace(limits, max_hops=hops), muted)
        open_targets = [t for t in open_targets if t not in paths or len(paths[t].costs) <= limits.alternatives]
    return found


def _by_way_of(
    view: View, egos: Sequence[int], targets: Sequence[int], limits: Limits, via: int, muted: Collection[int]
) -> Found:
    """Every tie from the egos to the one to go through, and from there to the targets."""
    starts = sorted(set(egos) - set(limits.avoid))
    arm = max(1, limits.max_hops - 1)
    free = replace(limits, via=None, max_hops=arm, min_probability=0.0)
    ties: Found = {}
    if via not in egos and via not in limits.avoid and via not in muted and starts and limits.max_hops > 1:
        there = Layers(view, starts, free, muted)
        there.explore([via], arm)
        ties |= there.ties({via: inf}, arm)
        beyond = Layers(view, [via], replace(free, avoid=tuple({*limits.avoid, *egos})), muted)
        beyond.explore(targets, arm)
        ties |= beyond.ties({t: inf for t in targets if beyond.best(t, by_hops=True)}, arm)
    return ties


def _snapshot(named: Iterable[int], ties: Found, muted: Collection[int]) -> Snapshot:
    """These ties and the people at their ends, and those who are named."""
    everyone = ordered(np.array(sorted(set(named).union(*ties)), np.int64))
    pairs = sorted(ties)
    columns = Ties(
        np.array([a for a, _ in pairs], np.int64),
        np.array([b for _, b in pairs], np.int64),
        np.array([ties[pair][0] for pair in pairs], np.float64),
        np.array([ties[pair][1] for pair in pairs], bool),
    )
    return of_ties(everyone, columns, np.array(sorted(muted), np.int64))


def _search(
    egos: Sequence[int],
    ties: Found,
    named: Iterable[int],
    targets: Sequence[int],
    limits: Limits,
    muted: Collection[int],
) -> dict[int, TargetPaths]:
    """The best paths over these ties, by the target's number; the paths are of nodes of `_snapshot`."""
    snapshot = _snapshot({*named, *egos, *targets}, ties, muted)
    if set(egos) <= set(limits.avoid) or (limits.via is not None and limits.via in egos):
        return {}

    def nodes(numbers: Iterable[int]) -> tuple[int, ...]:
        return tuple(int(node) for node in snapshot.nodes(np.array(list(numbers), np.int64)))

    via = None if limits.via is None else nodes([limits.via])[0]
    on_nodes = replace(limits, avoid=nodes(limits.avoid), via=via)
    paths = best_paths(snapshot, nodes(egos), nodes(targets), on_nodes)
    return {int(snapshot.people[one.target]): one for one in paths}


def _order(number: int) -> int:
    return number % (1 << 64)
