"""Reading ties out of a Neo4j store: what is known of two persons, and how strong that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from graphfind.inference import Headcounts, shared
from graphfind.model import Evidence, Tie, TieOverride, TieRecord
from graphfind.normalize import organization_key
from graphfind.persons import dated
from graphfind.stores.neo4j import people, statements
from graphfind.stores.neo4j.records import Rows, day, portions, source_of, span, unpack
from graphfind.stores.neo4j.schema import text_id
from graphfind.stores.neo4j.view import View
from graphfind.strength import KINDS, known_ties

BETWEEN = """UNWIND $numbers AS number MATCH (r:Record)-[o:OF]->(:Person {number: number})
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN number, r.number, r.ties"""
TEXTS = """MATCH (s:Source) WHERE s.number IN $sources RETURN s.number, s.id, s.relations, s.members"""
OF_SOURCE = """MATCH (r:Record)-[o:OF]->(:Person) WHERE r.number >= $first AND r.number < $end
AND o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN r.number, r.key, r.ties ORDER BY r.number"""


def ties(view: View, pairs: Sequence[tuple[int, int]], today: date) -> list[Tie]:
    """The tie of each pair of persons, its evidence seen from the first to the second, in a fixed order."""
    everyone = sorted({person for pair in pairs for person in pair})
    observed = _Observed(view, everyone)
    records = people.records_of(view, everyone)
    said = {(min(a, b), max(a, b)): value for _, a, b, value in statements.overrides(view) if b is not None}
    positions = {person: [p for one in records[person] for p in dated(one.record)] for person in everyone}
    headcounts = Headcounts(lambda key: int(view.column(people.HEADCOUNT, id=text_id(organization_key(key)))[0]))
    known: list[tuple[tuple[Evidence, ...], TieOverride | None]] = []
    for a, b in pairs:
        guessed = shared(positions[a], positions[b], headcounts, today)
        known.append(((*observed.between(a, b), *guessed), said.get((min(a, b), max(a, b)))))
    return known_ties(known, today)


def of_source(view: View, source: int) -> Iterator[TieRecord]:
    """A source's ties as they were read."""
    rows = [row for first, end in people.places(view, source) for row in view.rows(OF_SOURCE, first=first, end=end)]
    low, _ = span(source)
    keys = {number - low: key for number, key, _ in rows}
    texts = _texts(view, [source])
    for _, key, data in rows:
        for row in unpack(data):
            if int(row["b"]) in keys:
                evidence = _evidence(row, *texts[source], turned=False)
                yield TieRecord(
                    key, keys[int(row["b"])], evidence.kind, evidence.outgoing, evidence.incoming, evidence.first,
                    evidence.last, evidence.strength, evidence.relation, evidence.member, evidence.line,
                )  # fmt: skip


class _Observed:
    """What was observed of any two among some persons."""

    def __init__(self, view: View, persons: Sequence[int]) -> None:
        self._records: dict[int, list[int]] = defaultdict(list)
        self._ties: dict[int, Rows] = {}
        for part in portions(persons, 500):
            for person, number, data in view.rows(BETWEEN, numbers=part):
                self._records[person].append(number)
                self._ties[number] = unpack(data)
        self._texts = _texts(view, {source_of(number) for number in self._ties})

    def between(self, a: int, b: int) -> list[Evidence]:
        """The evidence seen from the first to the second."""
        found = []
        for ours, theirs, turned in ((a, b, False), (b, a, True)):
            for number in self._records[ours]:
                rows, source = self._ties[number], source_of(number)
                low, _ = span(source)
                for other in self._records[theirs]:
                    if source_of(other) == source:
                        found += [
                            _evidence(row, *self._texts[source], turned=turned)
                            for row in rows[rows["b"] == other - low]
                        ]
        return found


def _texts(view: View, sources: Iterable[int]) -> dict[int, tuple[str, list[str], list[str]]]:
    """The id, relations and members of sources."""
    return {
        number: (id_, relations, members)
        for number, id_, relations, members in view.rows(TEXTS, sources=sorted(sources))
    }


def _evidence(row: Any, source: str, relations: list[str], members: list[str], *, turned: bool) -> Evidence:
    outgoing, incoming, strength = int(row["outgoing"]), int(row["incoming"]), float(row["strength"])
    if turned:
        outgoing, incoming = incoming, outgoing
    return Evidence(
        KINDS[row["kind"]],
        outgoing,
        incoming,
        day(int(row["first"])),
        day(int(row["last"])),
        source,
        members[row["member"]],
        int(row["line"]),
        None if strength != strength else strength,
        relations[row["relation"]],
    )
