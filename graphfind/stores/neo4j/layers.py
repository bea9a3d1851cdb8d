"""The best costs from egos, found on the server layer by layer, and the ties on the ways that they leave.

Outward go costs alone: whom one can reach within 1, 2, … ties, and how cheaply. The last two layers are asked of the
targets and their neighbours, where those are fewer: the ties of the targets come once, and of their neighbours' ties
those alone by which a target would be reached more cheaply than it is known to be. What is asked twice is kept.
Costs are multiples of `graph.COST_UNIT`, so that all these sums are exact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import Any

from graphfind.search import Limits
from graphfind.stores.neo4j.parts import Found
from graphfind.stores.neo4j.records import portions
from graphfind.stores.neo4j.schema import person_id
from graphfind.stores.neo4j.view import View

TELLING = 1_000
"""So many persons tell their neighbours in one query."""

ASKING = 2_000
"""So many persons ask theirs."""

NEAR = 5_000
"""The ties of at most so many targets are asked for as they are; for more, the server looks their costs up."""

LOOKED_UP = 5_000
"""Costs of so many persons at most are sent to be looked up; otherwise ties come that are cheap enough for any."""

PUSH = """UNWIND range(0, size($nodes) - 1) AS i MATCH (:Person {number: $nodes[i]})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred)
WITH q, min($costs[i] + k.cost) AS cost RETURN collect(q.number), collect(cost)"""
PULL = """UNWIND $nodes AS node MATCH (:Person {number: node})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred)
WITH node, min($costs[q.id] + k.cost) AS cost WHERE cost IS NOT NULL RETURN collect(node), collect(cost)"""
OFFERS = """UNWIND range(0, size($nodes) - 1) AS i MATCH (:Person {number: $nodes[i]})-[k:KNOWS]-(q:Person)
WHERE k.cost <= $limits[i] WITH i, k, q
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred)
RETURN $nodes[i], collect(q.number), collect(k.cost)"""
CHEAP = """UNWIND range(0, size($nodes) - 1) AS i MATCH (:Person {number: $nodes[i]})-[k:KNOWS]-(q:Person)
WHERE k.cost <= $limits[i] WITH i, k, q
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred)
RETURN $nodes[i], collect(q.number), collect(k.cost), collect(k.inferred)"""
MATTER = """UNWIND range(0, size($nodes) - 1) AS i MATCH (:Person {number: $nodes[i]})-[k:KNOWS]-(q:Person)
WHERE k.cost <= $limits[i] WITH i, k, q
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred)
AND $costs[q.id] + k.cost <= $hopes[i]
RETURN $nodes[i], collect(q.number), collect(k.cost), collect(k.inferred)"""
ANY = 1e6
"""More than any path costs."""

Costs = dict[int, float]
Near = tuple[Sequence[int], Sequence[float], Sequence[bool]]
"""A person's neighbours, and what the ties to them cost and whether nobody observed them."""


class Layers:
    """The best costs from egos within 0, 1, … ties; `within[h]` holds those below the ceiling.

    The last layer may be known at the targets only, and the one before at such neighbours of theirs as can better
    what is known without them.
    """

    def __init__(self, view: View, egos: Collection[int], limits: Limits, muted: Collection[int]) -> None:
        self._view = view
        self._inferred = limits.inferred
        self._by_hops = limits.rank == "hops"
        self._closed = frozenset((*egos, *limits.avoid))
        self._ceiling = limits.ceiling
        self.egos = sorted(set(egos) - set(limits.avoid))
        self._impassable = frozenset(muted) - frozenset(self.egos)
        self.within: list[Costs] = [dict.fromkeys(self.egos, 0.0)]
        self._frontier: Costs = dict(self.within[0])
        self._near: dict[int, Near] = {}
        self._limits: Costs = {}
        """Up to which cost the ties in `_near` are all there."""
        self._bounds: Costs = {}
        """What is known of a target by the layer that was asked only of neighbours who better it."""

    # Outward -------------------------------------------------------------------------------------

    def explore(self, targets: Sequence[int], max_hops: int) -> None:
        """Find the costs of the targets within each number of ties."""
        for hops in range(1, max_hops + 1):
            few = len(targets) < len(self._frontier)
            if hops == max_hops - 1 > 1 and few and len(targets) <= NEAR:
                self._approach(targets)
            elif hops < max_hops or not (few or self._bounds):
                self._push()
            elif len(targets) <= NEAR:
                self._ask(dict.fromkeys(targets, ANY))
                self._keep(self._offered(targets, self.within[-1]))
            else:
                self._pull(targets)

    def _push(self) -> None:
        offers: Costs = {}
        parts = portions(sorted(self._frontier), TELLING)
        values = ({"nodes": part, "costs": [self._frontier[node] for node in part]} for part in parts)
        for nodes, offered in self._view.each(PUSH, values, inferred=self._inferred):
            for node, cost in zip(nodes, offered, strict=True):
                if cost < offers.get(node, inf):
                    offers[node] = cost
        self._keep(offers)

    def _pull(self, wanted: Sequence[int]) -> None:
        passable = self._map(self.within[-1], inf)
        offers: Costs = {}
        values = ({"nodes": part} for part in portions(wanted, ASKING))
        for nodes, offered in self._view.each(PULL, values, costs=passable, inferred=self._inferred):
            offers.update(zip(nodes, offered, strict=True))
        self._keep(offers)

    def _approach(self, targets: Sequence[int]) -> None:
        """The last layer but one: at the targets, and at those of their neighbours who may better what is known.

        Where these are more than tell their neighbours otherwise, all of it is told.
        """
        known = self.within[-1]
        self._ask(dict.fromkeys(targets, ANY))
        here = self._offered(targets, known)
        bounds = {t: self._bound(t, min(here.get(t, inf), known.get(t, inf))) for t in targets}
        limits = self._left_of(bounds, known)
        if len(limits) >= len(self._frontier):
            self._push()
            return
        self._bounds = bounds
        offers = self._offered_cheaply(limits, known)
        offers.update(here)
        self._keep(offers)

    def _left_of(self, bounds: Mapping[int, float], costs: Costs) -> Costs:
        """What a tie may cost at each neighbour of targets: what their paths may, but the tie to them and the least."""
        least = self._least(costs)
        left: Costs = {}
        for target, bound in bounds.items():
            for node, cost, _ in self._ties_of(target):
                if (rest := bound - cost - least) > left.get(node, 0.0) and node not in self._closed:
                    left[node] = rest
        return left

    def _bound(self, target: int, cost: float) -> float:
        """What a path to a target may cost that tells something new: nothing, by hops, where fewer reach it."""
        if target in self._closed or (self._by_hops and cost < self._ceiling):
            return -inf
        return min(cost, self._ceiling, ANY)

    def _offered(self, nodes: Collection[int], costs: Costs) -> Costs:
        """What it costs to come to each of these persons, if it costs so much to come to their neighbours."""
        offers: Costs = {}
        for node in nodes:
            best = min((costs[q] + cost for q, cost, _ in self._ties_of(node) if self._passes(q, costs)), default=inf)
            if best < inf:
                offers[node] = best
        return offers

    def _offered_cheaply(self, limits: Mapping[int, float], costs: Costs) -> Costs:
        """The same, by ties of no more than a limit each."""
        offers: Costs = {}
        values = self._portions(limits)
        for node, near, tie in self._view.each(OFFERS, values, inferred=self._inferred):
            paid = [costs[q] + cost for q, cost in zip(near, tie, strict=True) if self._passes(q, costs)]
            if paid:
                offers[node] = min(paid)
        return offers

    def _passes(self, node: int, costs: Costs) -> bool:
        return node in costs and node not in self._impassable

    def _least(self, costs: Costs) -> float:
        """What it costs at least to come to anybody but the egos, to whom it costs nothing."""
        return min((cost for cost in costs.values() if cost > 0.0), default=0.0)

    def _keep(self, offers: Costs) -> None:
        before = self.within[-1]
        better = {
            node: cost
            for node, cost in offers.items()
            if cost < self._ceiling and node not in self._closed and cost < before.get(node, inf)
        }
        self.within.append(before | better)
        self._frontier = {node: cost for node, cost in better.items() if node not in self._impassable}

    def _map(self, costs: Costs, most: float) -> dict[str, float]:
        """The costs of those who may be passed through, by their ids."""
        return {person_id(node): cost for node, cost in costs.items() if cost <= most and node not in self._impassable}

    # What is known -------------------------------------------------------------------------------

    def best(self, target: int, *, by_hops: bool) -> tuple[float, int] | None:
        """The cost and number of ties of a target's best path; by hops, of its shortest one."""
        last = self.within[-1].get(target)
        if last is None or target in self._closed:
            return None
        if by_hops:
            hops = next(h for h, costs in enumerate(self.within) if target in costs)
            return self.within[hops][target], hops
        return last, next(h for h, costs in enumerate(self.within) if costs.get(target) == last)

    def hopes(self, targets: Sequence[int], max_hops: int, place: int) -> Costs:
        """What the path to each target costs by the neighbour of this place among those who bring the cheapest ones.

        Of the last, where there are fewer. It is first taken from what is known of them, which is then completed.
        """
        self._ask(dict.fromkeys(targets, ANY))
        hopes = {target: self._offer(target, max_hops, place) for target in targets}
        self._complete(hopes, max_hops)
        return {target: self._offer(target, max_hops, place) for target in targets}

    def _offer(self, target: int, max_hops: int, place: int) -> float:
        costs = self.within[max_hops - 1]
        offers = sorted(costs[q] + cost for q, cost, _ in self._ties_of(target) if self._passes(q, costs))
        return min(offers[min(len(offers), place) - 1], self._ceiling, ANY)

    # Back ----------------------------------------------------------------------------------------

    def ties(self, hopes: Mapping[int, float], max_hops: int) -> Found:
        """The ties on all ways of at most so many ties that cost a target no more than its hope."""
        found: Found = {}
        now = {node: min(hope, self._ceiling, ANY) for node, hope in hopes.items()}
        self._complete(now, max_hops)
        first = dict(now)
        for left in range(max_hops, 1, -1):
            after: Costs = {}
            for node, q, cost, guess in self._matter(now, self.within[left - 1]):
                found[min(node, q), max(node, q)] = cost, guess
                rest = now[node] - cost
                if q not in self._closed and rest > after.get(q, -inf):
                    after[q] = rest
            now = after
            first |= {node: hope for node, hope in now.items() if hope > first.get(node, -inf)}
        self._ask(dict.fromkeys(self.egos, ANY))
        for ego in self.egos:
            for q, cost, guess in self._ties_of(ego):
                if cost <= first.get(q, -inf):
                    found[min(ego, q), max(ego, q)] = cost, guess
        return found

    def _complete(self, hopes: Mapping[int, float], max_hops: int) -> None:
        """Let the last layer but one be known at all neighbours of those who hope for more than it was asked for."""
        if max_hops != len(self.within) - 1:
            return
        more = [t for t, hope in hopes.items() if hope > self._bounds.get(t, inf)]
        if more:
            layer, before = self.within[-2], self.within[-3]
            limits = self._left_of({target: hopes[target] for target in more}, before)
            self._ask(limits)
            for node, cost in self._offered(limits, before).items():
                if cost < self._ceiling and cost < layer.get(node, inf):
                    layer[node] = cost
            self._bounds |= {target: hopes[target] for target in more}

    def _matter(self, hopes: Mapping[int, float], costs: Costs) -> Iterator[tuple[int, int, float, bool]]:
        """The ties of persons by whom comes a way that costs no more than hoped, but those to egos."""
        least = self._least(costs)
        known = {node for node, hope in hopes.items() if self._limits.get(node, -inf) >= hope - least}
        for node in sorted(known):
            hope = hopes[node]
            for q, cost, guess in self._ties_of(node):
                if q not in self._closed and self._passes(q, costs) and costs[q] + cost <= hope:
                    yield node, q, cost, guess
        asked = {node: hope for node, hope in hopes.items() if node not in known and hope > least}
        if not asked:
            return
        limits = {node: hope - least for node, hope in asked.items()}
        passable = self._map(costs, max(asked.values())) if len(costs) <= LOOKED_UP else None
        for node, near, tie, inferred in self._cheap(limits, asked, passable):
            for q, cost, guess in zip(near, tie, inferred, strict=True):
                if q not in self._closed and self._passes(q, costs) and costs[q] + cost <= asked[node]:
                    yield node, q, cost, guess

    def _ties_of(self, node: int) -> Iterable[tuple[int, float, bool]]:
        return zip(*self._near[node], strict=True)

    def _ask(self, limits: Mapping[int, float]) -> None:
        """Keep the ties of these persons that cost no more than a limit each."""
        more = {node: limit for node, limit in limits.items() if limit > self._limits.get(node, -inf)}
        self._near |= dict.fromkeys(more, ((), (), ()))
        for node, near, tie, inferred in self._cheap(more):
            self._near[node] = near, tie, inferred
        self._limits |= more

    def _cheap(
        self,
        limits: Mapping[int, float],
        hopes: Mapping[int, float] | None = None,
        costs: Mapping[str, float] | None = None,
    ) -> Iterator[list]:  # type: ignore[type-arg]
        """The ties that cost no more than a limit, of each person; with costs, those that fulfil a hope."""
        if hopes is None or costs is None:
            return self._view.each(CHEAP, self._portions(limits), inferred=self._inferred)
        values = ({**part, "hopes": [hopes[node] for node in part["nodes"]]} for part in self._portions(limits))
        return self._view.each(MATTER, values, costs=costs, inferred=self._inferred)

    def _portions(self, limits: Mapping[int, float]) -> Iterator[dict[str, Any]]:
        for part in portions(sorted(limits), ASKING):
            yield {"nodes": part, "limits": [limits[node] for node in part]}
