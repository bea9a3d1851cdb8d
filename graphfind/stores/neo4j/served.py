"""The graph on the server, which searches there and hands over small parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphfind.stores.neo4j.best import best
from graphfind.stores.neo4j.hops import ASKING, Ground
from graphfind.stores.neo4j.nearest import nearest
from graphfind.stores.neo4j.parts import Found, by_pair, snapshot
from graphfind.stores.neo4j.records import portions
from graphfind.stores.neo4j.view import View
from graphfind.stores.neo4j.ways import ways

if TYPE_CHECKING:
    from graphfind.graph import Snapshot
    from graphfind.search import Limits

STRONGEST = """MATCH (:Person {number: $person})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at)
WITH q, k ORDER BY k.cost, q.id WITH collect(q.number) AS known RETURN known[..$limit], size(known)"""
CONTACTS = """MATCH (:Person {number: $person})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND NOT k.inferred RETURN q.id"""
MUTUAL = """UNWIND $nodes AS node MATCH (:Person {number: node})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND NOT k.inferred AND $contacts[q.id]
RETURN node, count(q)"""


@dataclass(frozen=True, slots=True)
class Served:
    """See `graphfind.stores.graph.Graph`; `muted` are those never to be asked."""

    view: View
    people: int
    ties: int
    muted: tuple[int, ...]

    def best(self, egos: Sequence[int], targets: Sequence[int], limits: Limits, shown: int) -> Snapshot:
        """By costs, layer by layer."""
        return self._part(best(self.view, egos, targets, limits, shown, self.muted), egos, targets, limits)

    def ways(self, egos: Sequence[int], targets: Sequence[int], limits: Limits) -> Snapshot:
        """By hops, from both ends."""
        return self._part(ways(self.view, egos, targets, limits, self.muted), egos, targets, limits)

    def nearest(self, egos: Sequence[int], targets: Sequence[int], limits: Limits) -> Snapshot:
        """By hops, without a bound on them."""
        return self._part(nearest(self.view, egos, targets, limits, self.muted), egos, targets, limits)

    def strongest(self, person: int, limit: int) -> tuple[list[int], int]:
        """Of equally strong ties, those to the smaller ids come first."""
        known, count = self.view.rows(STRONGEST, person=person, limit=limit)[0]
        return known, count

    def mutual(self, person: int, others: Sequence[int]) -> list[int]:
        """Counted on the server."""
        contacts = dict.fromkeys(self.view.column(CONTACTS, person=person), True)
        values = ({"nodes": part} for part in portions(others, ASKING))
        counts = dict(map(tuple, self.view.each(MUTUAL, values, contacts=contacts)))
        return [counts.get(other, 0) for other in others]

    def _part(self, found: Found, egos: Sequence[int], targets: Sequence[int], limits: Limits) -> Snapshot:
        """The part with these ties, all ties of the egos, and everybody named."""
        anywhere = Ground(self.view, frozenset(), frozenset(), inferred=True)
        named = {*egos, *targets, *limits.avoid, *([] if limits.via is None else [limits.via])}
        return snapshot(named, found | by_pair(anywhere.ties(egos)), self.muted)
