"""The graph on the server, which searches there and hands over small parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphfind.stores.neo4j import searching
from graphfind.stores.neo4j.view import View

if TYPE_CHECKING:
    from graphfind.graph import Snapshot
    from graphfind.search import Limits

STRONGEST = """MATCH (:Person {number: $person})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at)
WITH q, k ORDER BY k.cost, q.id WITH collect(q.number) AS known RETURN known[..$limit], size(known)"""


@dataclass(frozen=True, slots=True)
class Served:
    """See `graphfind.stores.graph.Graph`; `muted` are those never to be asked."""

    view: View
    people: int
    ties: int
    muted: tuple[int, ...]

    def best(self, egos: Sequence[int], targets: Sequence[int], limits: Limits, shown: int) -> Snapshot:
        """Found layer by layer."""
        return searching.part(self.view, egos, targets, limits, shown, self.muted)

    def strongest(self, person: int, limit: int) -> tuple[list[int], int]:
        """Of equally strong ties, those to the smaller ids come first."""
        known, count = self.view.rows(STRONGEST, person=person, limit=limit)[0]
        return known, count
