"""Which records' persons may have changed in a transaction, and what identity needs to know of them.

Collected are the records that share an identifier, a name with an organization, or the name of an export's owner
with a new record; those whose names are of other letters and look alike; those left behind by removed ones, sharing an
identifier with them, or found to be one person with them perhaps; those a verdict names; and, transitively, all that
share an identifier or person with these, or that may be one person with them as was found before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graphfind.identity import Candidate, Verdict
from graphfind.stores.neo4j import people
from graphfind.stores.neo4j.records import identifier, portions, span
from graphfind.stores.neo4j.schema import text_id
from graphfind.stores.neo4j.statements import address_id
from graphfind.stores.neo4j.view import View

PORTION = 2_000

LEFT_BEHIND = """MATCH (r:Record)-[o:OF]->(:Person)<-[m:OF]-(mate:Record)
WHERE r.number >= $first AND r.number < $end AND NOT (mate.number >= $low AND mate.number < $high)
AND o.since <= $at AND (o.until IS NULL OR o.until > $at) AND m.since <= $at AND (m.until IS NULL OR m.until > $at)
RETURN DISTINCT mate.number"""
SHARED_WITH = """MATCH (r:Record)-[:HAS]->(a:Address) WHERE r.number >= $first AND r.number < $end
WITH DISTINCT a MATCH (a)<-[:HAS]-(n:Record)-[o:OF]->(:Person) WHERE NOT (n.number >= $low AND n.number < $high)
AND o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT n.number"""
MAYBE_GONE = """MATCH (r:Record)-[m:MAYBE]-(mate:Record)
WHERE r.number >= $first AND r.number < $end AND NOT (mate.number >= $low AND mate.number < $high)
AND m.since <= $at AND (m.until IS NULL OR m.until > $at) RETURN DISTINCT mate.number"""
SHARING = """MATCH (r:Record)-[:HAS]->(:Address)<-[:HAS]-(other:Record)-[o:OF]->(:Person)
WHERE r.number >= $first AND r.number < $end AND other.number <> r.number
AND o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT r.number"""
SAME_JOB = """MATCH (r:Record) WHERE r.number >= $first AND r.number < $end AND r.name_key <> ''
WITH DISTINCT r.name_id AS name MATCH (q:Record {name_id: name})-[o:OF]->(:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at)
UNWIND q.organizations AS key WITH name, key, collect(DISTINCT q.number) AS numbers
WHERE key <> '' AND size(numbers) > 1 RETURN numbers"""
OWNERS = """MATCH (r:Record {owner: true})-[o:OF]->(:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at)
RETURN r.number, r.source, r.name_key, r.name_id, r.identifiers"""
NAMESAKES = """UNWIND $names AS name MATCH (r:Record {name_id: name})-[o:OF]->(:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT r.number"""
LOOK_ALIKES = """MATCH (r:Record)-[o:OF]->(:Person)
WHERE r.look_id IS NOT NULL AND o.since <= $at AND (o.until IS NULL OR o.until > $at)
WITH DISTINCT r.look_id AS look
MATCH (q:Record) WHERE q.look_id = look OR q.name_id = look
MATCH (q)-[o:OF]->(:Person) WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at)
WITH look, collect(DISTINCT q.name_id) AS names, collect(DISTINCT q.number) AS numbers
WHERE size(names) > 1 RETURN numbers"""
BY_CONTENT = """UNWIND $ids AS id MATCH (r:Record {rid_id: id})-[o:OF]->(:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT r.number"""
NEAR = """UNWIND $numbers AS number
MATCH (r:Record {number: number})-[:HAS]->(:Address)<-[:HAS]-(n:Record)-[o:OF]->(:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT n.number"""
MATES = """UNWIND $numbers AS number MATCH (r:Record {number: number})-[o:OF]->(:Person)<-[m:OF]-(n:Record)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) AND m.since <= $at AND (m.until IS NULL OR m.until > $at)
RETURN DISTINCT n.number"""
MAYBE = """UNWIND $numbers AS number MATCH (r:Record {number: number})-[m:MAYBE]-(n:Record)
WHERE m.since <= $at AND (m.until IS NULL OR m.until > $at) RETURN DISTINCT n.number"""
READ = """UNWIND $numbers AS number MATCH (r:Record {number: number})-[o:OF]->(p:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at)
RETURN r.number, r.source, r.key, r.name, r.roster, r.identifiers, r.organizations, r.owner, p.number, r.as_of"""
LISTS_NAME = """UNWIND $names AS name MATCH (r:Record {name_id: name})-[o:OF]->(:Person)
WHERE NOT r.owner AND o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT name, r.source"""
LISTS_PROFILE = """UNWIND $ids AS id MATCH (:Address {id: id})<-[:HAS]-(r:Record)-[o:OF]->(:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT id, r.source"""


class Seeds:
    """The records collected in one transaction; after `load`, `person_of` and `said` hold what they are now."""

    def __init__(self) -> None:
        self.numbers: set[int] = set()
        self.person_of: dict[int, int] = {}
        self.said: dict[int, tuple[str, int]] = {}
        """Each record's name and the day on which it was said."""

    def note_left_behind(self, view: View, source: int) -> None:
        """Before a source's records go: those that were one person with them, or may be, are looked at anew."""
        low, high = span(source)
        for first, end in people.places(view, source):
            for text in (LEFT_BEHIND, MAYBE_GONE):
                self.numbers.update(view.column(text, first=first, end=end, low=low, high=high))

    def note_sharing(self, view: View, first: int, end: int, low: int, high: int) -> None:
        """Before the records between `low` and `high` go: whoever shares an identifier with those from `first` up to
        `end` is looked at anew, since they may have stood between others."""
        self.numbers.update(view.column(SHARED_WITH, first=first, end=end, low=low, high=high))

    def load(self, view: View, fresh: Iterable[int], verdicts: Sequence[Verdict]) -> list[Candidate]:
        """Complete the seeds from the new sources, and read them as candidates."""
        for source in fresh:
            for first, end in people.places(view, source):
                self.numbers.update(view.column(SHARING, first=first, end=end))
                for numbers in view.column(SAME_JOB, first=first, end=end):
                    self.numbers.update(numbers)
        owners = _Owners(view)
        self.numbers.update(owners.seeds(view))
        for numbers in view.column(LOOK_ALIKES):
            self.numbers.update(numbers)
        said = {text_id(rid) for verdict in verdicts for rid in (verdict.a, verdict.b)}
        self.numbers.update(view.column(BY_CONTENT, ids=sorted(said)))
        self._close(view)
        return self._read(view, owners)

    def _close(self, view: View) -> None:
        fresh = set(self.numbers)
        while fresh:
            found: set[int] = set()
            for part in portions(sorted(fresh), PORTION):
                for text in (NEAR, MATES, MAYBE):
                    found.update(view.column(text, numbers=part))
            fresh = found - self.numbers
            self.numbers |= fresh

    def _read(self, view: View, owners: _Owners) -> list[Candidate]:
        known = {stored.number: (stored, entry) for stored, entry in people.sources(view)}
        found = []
        for part in portions(sorted(self.numbers), PORTION):
            for row in view.rows(READ, numbers=part):
                number, source, key, name, roster, identifiers, organizations, owner, person, as_of = row
                stored, entry = known[source]
                self.person_of[number] = person
                self.said[number] = name, as_of
                found.append(
                    Candidate(
                        record=number,
                        rid=f"{stored.lineage}#{key}",
                        name=name,
                        identifiers=tuple(sorted(map(identifier, identifiers))),
                        roster=f"{source}#{roster}" if roster else "",
                        organizations=frozenset(organizations),
                        owner=entry.owner_kind if owner else "",
                        mine=owner and entry.mine,
                        knows=owners.known_to(source) if owner else owners.names_of(source),
                    )
                )
        return sorted(found, key=lambda candidate: candidate.record)


class _Owners:
    """Which exports list the owners of which others: an owner and a contact are told by it to be one person."""

    def __init__(self, view: View) -> None:
        self._keys: dict[int, frozenset[str]] = {}
        self._records: list[int] = []
        self._names: set[str] = set()
        for number, source, name_key, name_id, identifiers in view.rows(OWNERS):
            profiles = {value for kind, value in map(identifier, identifiers) if kind == "profile"}
            self._keys[source] = frozenset(profiles | ({name_key} if name_key else set()))
            if name_key:
                self._records.append(number)
                self._names.add(name_id)
        self._lists = self._listed(view)

    def seeds(self, view: View) -> set[int]:
        """The owners who have a name, and all who share it."""
        found: set[int] = set(self._records)
        for part in portions(sorted(self._names), PORTION):
            found.update(view.column(NAMESAKES, names=part))
        return found

    def names_of(self, source: int) -> frozenset[str]:
        """The name key and profiles of a source's owner."""
        return self._keys.get(source, frozenset())

    def known_to(self, source: int) -> frozenset[str]:
        """The names and profiles of other exports' owners that a source lists."""
        others = frozenset().union(*(keys for other, keys in self._keys.items() if other != source))
        return others & self._lists.get(source, set())

    def _listed(self, view: View) -> dict[int, set[str]]:
        wanted = sorted({key for keys in self._keys.values() for key in keys})
        names = {text_id(key): key for key in wanted}
        profiles = {address_id("profile", key): key for key in wanted}
        found: dict[int, set[str]] = defaultdict(set)
        for part in portions(sorted(names), PORTION):
            for name, source in view.rows(LISTS_NAME, names=part):
                found[source].add(names[name])
        for part in portions(sorted(profiles), PORTION):
            for id_, source in view.rows(LISTS_PROFILE, ids=part):
                found[source].add(profiles[id_])
        return found
