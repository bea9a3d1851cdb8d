"""Reading people out of a Neo4j store: records as they were given, and the persons they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date

from graphfind.model import OWNER, Person, Position, Source
from graphfind.persons import Sourced, compose
from graphfind.stores.base import Listed, NewSource, StoredSource
from graphfind.stores.neo4j.records import from_text, identifier, portions, span
from graphfind.stores.neo4j.schema import person_id, text_id
from graphfind.stores.neo4j.view import View

PORTION = 5_000

SOURCES = """MATCH (s:Source) WHERE s.since <= $at AND (s.until IS NULL OR s.until > $at)
RETURN s.number, s.id, s.lineage, s.digest, s.path, s.importer, s.owner, s.owner_kind, s.mine, s.imported_on,
  s.records, s.ties, s.warnings, coalesce(s.region, '') ORDER BY s.number"""
RECORDS_OF = """UNWIND $numbers AS number MATCH (:Person {number: number})<-[o:OF]-(r:Record)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at)
RETURN number, r.number, r.source, r.said, r.identifiers"""
RECORDS_IN = """MATCH (r:Record)-[o:OF]->(p:Person) WHERE r.number >= $first AND r.number < $end
AND o.since <= $at AND (o.until IS NULL OR o.until > $at)
RETURN p.number, r.number, r.source, r.said, r.identifiers ORDER BY r.number"""
NAME_KEYS = """MATCH (r:Record)-[o:OF]->(:Person) WHERE r.number >= $first AND r.number < $end
AND o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN r.said, r.name_key"""
PEOPLE = """MATCH (p:Person) WHERE EXISTS { (p)<-[o:OF]-(:Record)
  WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) } RETURN p.number"""
NAMED = """MATCH (r:Record {name_id: $name})-[o:OF]->(p:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT p.number, p.id ORDER BY p.id"""
IDENTIFIED = """MATCH (:Address {id: $address})<-[:HAS]-(:Record)-[o:OF]->(p:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT p.number, p.id ORDER BY p.id"""
WITH_ID = """MATCH (p:Person {id: $id})<-[o:OF]-(:Record)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT p.number"""
WORDED = """MATCH (r:Record)-[o:OF]->(p:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) AND any(word IN $words WHERE r.words CONTAINS word.text)
WITH p, collect(r.words) AS texts
WHERE all(word IN $words WHERE any(text IN texts WHERE text =~ word.pattern)) RETURN p.number, p.id, p.name"""
FIRST = """MATCH (:Record)-[o:OF]->(p:Person) WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at)
WITH DISTINCT p ORDER BY p.name, p.id LIMIT $limit RETURN p.number"""
OWNERS = """MATCH (r:Record {owner: true})-[o:OF]->(p:Person)
WHERE r.source IN $sources AND o.since <= $at AND (o.until IS NULL OR o.until > $at)
RETURN DISTINCT p.number, p.id ORDER BY p.id"""
TITLE_COUNTS = """MATCH (t:Title)<-[:AS]-(x:Position)<-[h:HELD]-(:Person)
WHERE NOT x.study AND h.since <= $at AND (h.until IS NULL OR h.until > $at)
RETURN t.text, count(*) ORDER BY t.text"""
TITLES = """MATCH (t:Title) WHERE EXISTS { (t)<-[:AS]-(:Position)<-[h:HELD]-(:Person)
  WHERE h.since <= $at AND (h.until IS NULL OR h.until > $at) } RETURN collect(t.text)"""
ORGANIZATIONS = """MATCH (g:Organization) WHERE EXISTS { (g)<-[:AT]-(:Position)<-[h:HELD]-(:Person)
  WHERE h.since <= $at AND (h.until IS NULL OR h.until > $at) } RETURN g.text, g.key ORDER BY g.text"""
HOLDERS = """UNWIND $ids AS id MATCH (:Title {id: id})<-[:AS]-(:Position)<-[h:HELD]-(p:Person)
WHERE h.since <= $at AND (h.until IS NULL OR h.until > $at) RETURN DISTINCT p.number"""
WORKERS = """UNWIND $ids AS id MATCH (:Organization {key_id: id})<-[:AT]-(:Position)<-[h:HELD]-(p:Person)
WHERE h.since <= $at AND (h.until IS NULL OR h.until > $at) RETURN DISTINCT p.number"""
HEADCOUNT = """MATCH (:Organization {key_id: $id})<-[:AT]-(:Position)<-[h:HELD]-(p:Person)
WHERE h.since <= $at AND (h.until IS NULL OR h.until > $at) RETURN count(DISTINCT p)"""


def sources(view: View) -> list[tuple[StoredSource, NewSource]]:
    """All sources, the oldest first: as they are kept, and as they were entered."""
    found = []
    for row in view.rows(SOURCES):
        number, id_, lineage, digest, path, importer, owner, kind, mine, day, records, ties, warnings, region = row
        imported = date.fromordinal(day)
        stored = StoredSource(
            number, Source(id_, path, importer, owner, mine, imported, records, ties), lineage, digest, warnings
        )
        entered = NewSource(id_, lineage, digest, path, importer, owner, kind, mine, imported, region=region)
        found.append((stored, entered))
    return found


def entry(view: View, source: int) -> NewSource:
    """A source as it was entered."""
    return next(entered for stored, entered in sources(view) if stored.number == source)


def records_of(view: View, numbers: Iterable[int]) -> dict[int, list[Sourced]]:
    """The records of these persons with their sources."""
    known = _origins(view)
    grouped: dict[int, list[Sourced]] = defaultdict(list)
    for part in portions(sorted(set(numbers)), PORTION):
        for person, _, source, said, identifiers in view.rows(RECORDS_OF, numbers=part):
            grouped[person].append(_sourced(known[source], said, identifiers))
    return grouped


def records_of_source(view: View, source: int) -> Iterator[Sourced]:
    """A source's records in their order."""
    known = _origins(view)
    for first, end in places(view, source):
        for _, _, _, said, identifiers in view.rows(RECORDS_IN, first=first, end=end):
            yield _sourced(known[source], said, identifiers)


def places(view: View, source: int) -> list[tuple[int, int]]:
    """The numbers of a source's records in portions, each its first number and the first beyond it."""
    first, _ = span(source)
    last = view.column("MATCH (s:Source {number: $source}) RETURN s.last", source=source)
    end = first + (last[0] if last else 0)
    return [(low, min(low + PORTION, end)) for low in range(first, end, PORTION)]


def persons(view: View, numbers: Iterable[int], silent: Container[int]) -> dict[int, Person]:
    """The persons of these numbers; `silent` are those never to be asked."""
    return {
        number: compose(person_id(number), records, dont_ask=number in silent)
        for number, records in records_of(view, numbers).items()
    }


def listed(view: View, source: int) -> list[Listed]:
    """What comparing two exports needs of a source's records, without its owner's."""
    found = []
    lineage = entry(view, source).lineage
    for first, end in places(view, source):
        for said, key in view.rows(NAME_KEYS, first=first, end=end):
            record = from_text(said)
            if record.key != OWNER:
                position = next(iter(record.positions), Position())
                job = Position(position.title, position.organization)
                found.append(Listed(record.key, record.name, key, job, record.as_of, lineage))
    return found


def among(view: View, text: str, texts: Iterable[str]) -> list[int]:
    """The persons that a query finds by the digests of texts."""
    found: set[int] = set()
    for part in portions(sorted(map(text_id, set(texts))), PORTION):
        found.update(view.column(text, ids=part))
    return sorted(found)


def _origins(view: View) -> dict[int, tuple[str, date]]:
    return {stored.number: (stored.source.id, stored.source.imported_on) for stored, _ in sources(view)}


def _sourced(origin: tuple[str, date], said: str, identifiers: list[str]) -> Sourced:
    return Sourced(origin[0], from_text(said), tuple(map(identifier, identifiers)), origin[1])
