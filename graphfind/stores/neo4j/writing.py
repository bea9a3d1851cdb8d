"""One transaction of a Neo4j store: sources in and out, and the persons that follow from them.

All of it is written for the epoch to come, in batches, and seen by this transaction alone; what cannot be written
so is kept for the one transaction that raises the epoch, in `last`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graphfind.identity import Candidate, Resolution, Verdict, forgotten_mark, forgotten_texts
from graphfind.model import OWNER, TieOverride
from graphfind.persons import best_name
from graphfind.stores.base import EvidenceRows, Listed, NewSource, PreparedRecord, statement_text
from graphfind.stores.neo4j import people, statements
from graphfind.stores.neo4j.candidates import Seeds
from graphfind.stores.neo4j.records import (
    SPAN,
    identifier,
    identifier_text,
    organization_facts,
    pack,
    portions,
    position_facts,
    record_facts,
    source_of,
    span,
    unpack,
)
from graphfind.stores.neo4j.schema import person_number, text_id
from graphfind.stores.neo4j.turn import Statement, Turn
from graphfind.stores.neo4j.view import View
from graphfind.stores.said import only_of

PORTION = 1_000
"""Rows of one batch: so few that a busy server writes them in far less time than anybody waits."""

BYTES = 1 << 22
"""About so much evidence goes into one batch."""

NEXT_SOURCE = "MATCH (s:Graphfind {id: 'store'}) SET s.sources = s.sources + 1 RETURN s.sources"
ENTER = "CREATE (s:Source) SET s = $facts"
AMEND = "MATCH (s:Source {number: $number}) SET s += $facts"
ADD = """UNWIND $rows AS row
MERGE (p:Person {number: row.person}) ON CREATE SET p.id = row.id, p.name = row.name
CREATE (r:Record) SET r = row.facts
CREATE (r)-[:OF {since: $epoch}]->(p)"""
ADDRESSES = """UNWIND $rows AS row MATCH (r:Record {number: row.record})
MERGE (a:Address {id: row.id}) ON CREATE SET a.value = row.value CREATE (r)-[:HAS]->(a)"""
TITLES = "UNWIND $rows AS row MERGE (t:Title {id: row.id}) ON CREATE SET t.text = row.text"
ORGANIZATIONS = """UNWIND $rows AS row MERGE (g:Organization {id: row.id})
ON CREATE SET g.text = row.text, g.key = row.key, g.key_id = row.key_id"""
POSITIONS = """UNWIND $rows AS row MATCH (p:Person {number: row.person})
CREATE (p)-[:HELD {since: $epoch}]->(x:Position) SET x = row.facts WITH row, x
OPTIONAL MATCH (t:Title {id: row.title}) FOREACH (_ IN CASE WHEN t IS NULL THEN [] ELSE [1] END | CREATE (x)-[:AS]->(t))
WITH row, x OPTIONAL MATCH (g:Organization {id: row.organization})
FOREACH (_ IN CASE WHEN g IS NULL THEN [] ELSE [1] END | CREATE (x)-[:AT]->(g))"""
TIES = "UNWIND $rows AS row MATCH (r:Record {number: row[0]}) SET r.ties = row[1]"
END_OF = """MATCH (r:Record)-[o:OF]->(:Person) WHERE r.number >= $first AND r.number < $end AND o.until IS NULL
SET o.until = $epoch"""
END_HELD = """MATCH (r:Record)-[:OF]->(p:Person) WHERE r.number >= $first AND r.number < $end
MATCH (p)-[h:HELD]->(x:Position {record: r.number}) WHERE h.until IS NULL SET h.until = $epoch"""
END_LOG = """MATCH (r:Record)-[m:SAME|MAYBE]-(:Record) WHERE r.number >= $first AND r.number < $end AND m.until IS NULL
SET m.until = $epoch"""
END_SOURCE = "MATCH (s:Source {number: $source}) SET s.until = $epoch"
FRESH_NAMES = """MATCH (r:Record)-[o:OF]->(p:Person) WHERE r.number >= $first AND r.number < $end
AND o.until IS NULL AND p.name <> r.name RETURN r.number, p.number, r.name"""
MOVE = """UNWIND $rows AS row MATCH (r:Record {number: row.record})-[o:OF]->(p:Person) WHERE o.until IS NULL
SET o.until = $epoch
MERGE (q:Person {number: row.person}) ON CREATE SET q.id = row.id, q.name = row.name
CREATE (r)-[:OF {since: $epoch}]->(q) WITH row, p, q
MATCH (p)-[h:HELD]->(x:Position {record: row.record}) WHERE h.until IS NULL SET h.until = $epoch
CREATE (q)-[:HELD {since: $epoch}]->(x)"""
NAMES = "UNWIND $numbers AS number MATCH (p:Person {number: number}) RETURN p.number, p.name"
RENAME = "UNWIND $rows AS row MATCH (p:Person {number: row[0]}) SET p.name = row[1]"
LOG = """UNWIND $numbers AS number MATCH (r:Record {number: number})-[m:SAME|MAYBE]-(:Record) WHERE m.until IS NULL
WITH DISTINCT m RETURN elementId(m), type(m), startNode(m).number, endNode(m).number, m.rule, m.value"""
END_ENTRIES = """UNWIND $rows AS row MATCH (:Record {number: row[1]})-[m:SAME|MAYBE]->(:Record {number: row[2]})
WHERE elementId(m) = row[0] SET m.until = $epoch"""
SAME = """UNWIND $rows AS row MATCH (a:Record {number: row[0]}) MATCH (b:Record {number: row[1]})
CREATE (a)-[:SAME {rule: row[2], value: row[3], on: $day, since: $epoch}]->(b)"""
MAYBE = """UNWIND $rows AS row MATCH (a:Record {number: row[0]}) MATCH (b:Record {number: row[1]})
CREATE (a)-[:MAYBE {rule: row[2], value: row[3], on: $day, since: $epoch}]->(b)"""
SALT = "MATCH (s:Graphfind {id: 'store'}) RETURN s.salt"
OF_PERSON = """MATCH (r:Record)-[o:OF]->(:Person {number: $person})
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN r.number, r.key, r.identifiers, r.name_key"""
TIES_TO = """MATCH (r:Record)-[o:OF]->(:Person) WHERE r.number >= $first AND r.number < $end AND r.ties IS NOT NULL
AND o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN r.number, r.ties"""
LIVE_IN = """MATCH (r:Record)-[o:OF]->(:Person) WHERE r.number >= $first AND r.number < $end
AND o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN count(*)"""
PEOPLE_OF = """MATCH (r:Record)-[o:OF]->(p:Person) WHERE r.number >= $first AND r.number < $end AND r.key <> $owner
AND o.since <= $at AND (o.until IS NULL OR o.until > $at) WITH DISTINCT p
RETURN p.number, EXISTS { (p)<-[x:OF]-(other:Record)
  WHERE other.number < $low AND x.since <= $at AND (x.until IS NULL OR x.until > $at) }"""


class Neo4jWriting:
    """See `graphfind.stores.base.Writing`; `today` is the day on which it happens."""

    def __init__(self, turn: Turn, view: View) -> None:
        self._turn = turn
        self._view = view
        self._seeds = Seeds()
        self._fresh: dict[int, int] = {}
        self._numbers: dict[str, int] = {}
        self._said: set[str] | None = None
        """What was said, while statements are entered and nothing else is said."""
        self._kept_out: dict[str, set[str]] | None = None
        self.changed = False
        self.ended = False
        self.last: list[Statement] = []

    def _do(self, text: str, **values: Any) -> list[list[Any]]:
        return self._do_all((text, values))[0]

    def _do_all(self, *statements: Statement) -> list[list[list[Any]]]:
        """Several statements in one batch."""
        self.changed = True
        return self._turn.change(*((text, {**values, "epoch": self._view.at}) for text, values in statements))

    def _all(self, text: str, rows: Sequence[Any], size: int = PORTION, **values: Any) -> None:
        for part in portions(rows, size):
            self._do(text, rows=part, **values)

    # Sources -------------------------------------------------------------------------------------

    def begin_source(self, source: NewSource) -> int:
        known = [stored.number for stored, _ in people.sources(self._view)]
        counted = self._do(NEXT_SOURCE)
        number = counted[0][0] if counted else self._view.column("MATCH (s:Graphfind) RETURN s.sources")[0]
        assert number not in known
        facts = {
            "number": number, "id": source.id, "lineage": source.lineage, "digest": source.digest,
            "path": source.path, "importer": source.importer, "owner": source.owner,
            "owner_kind": source.owner_kind, "mine": source.mine, "imported_on": source.imported_on.toordinal(),
            "region": source.region,
            "records": 0, "ties": 0, "warnings": 0, "last": 0, "relations": [], "members": [], "since": self._view.at,
        }  # fmt: skip
        self._do(ENTER, facts=facts)
        self._fresh[number] = 0
        return int(number)

    def add_records(self, source: int, records: Sequence[PreparedRecord]) -> None:
        lineage = people.entry(self._view, source).lineage
        for part in portions(records, PORTION):
            self._add(source, lineage, part)
        self._do(AMEND, number=source, facts={"records": self._fresh[source], "last": self._fresh[source]})

    def _add(self, source: int, lineage: str, records: Sequence[PreparedRecord]) -> None:
        rows, addresses, positions = [], [], []
        titles: dict[str, str] = {}
        organizations: dict[str, str] = {}
        for prepared in records:
            record = prepared.record
            number = source * SPAN + self._fresh[source]
            self._fresh[source] += 1
            known = sorted(set(prepared.identifiers))
            person = person_number(prepared.person_id)
            facts = record_facts(prepared, number, lineage)
            rows.append({"person": person, "id": prepared.person_id, "name": record.name, "facts": facts})
            addresses += [
                {"record": number, "id": statements.address_id(kind, value), "value": identifier_text(kind, value)}
                for kind, value in known
            ]
            for place, position in enumerate(record.positions):
                titles[text_id(position.title)] = position.title
                organizations[text_id(position.organization)] = position.organization
                positions.append({
                    "person": person, "facts": position_facts(record, place, number),
                    "title": text_id(position.title), "organization": text_id(position.organization),
                })  # fmt: skip
        self._do_all(
            (ADD, {"rows": rows}),
            (ADDRESSES, {"rows": addresses}),
            (TITLES, {"rows": [{"id": id_, "text": text} for id_, text in titles.items() if text]}),
            (ORGANIZATIONS, {"rows": [organization_facts(id_, text) for id_, text in organizations.items() if text]}),
            (POSITIONS, {"rows": positions}),
        )

    def add_evidence(self, source: int, rows: EvidenceRows) -> None:
        first, _ = span(source)
        part: list[tuple[int, bytes]] = []
        size = 0
        for place, data in pack(rows):
            part.append((first + place, data))
            size += len(data)
            if size > BYTES or len(part) == PORTION:
                self._do(TIES, rows=part)
                part, size = [], 0
        if part:
            self._do(TIES, rows=part)
        facts = {"ties": len(rows), "relations": list(rows.relations), "members": list(rows.members)}
        self._do(AMEND, number=source, facts=facts)

    def note_warnings(self, source: int, count: int) -> None:
        self._do(AMEND, number=source, facts={"warnings": count})

    def remove_source(self, source: int) -> None:
        self._seeds.note_left_behind(self._view, source)
        self.ended = True
        low, high = span(source)
        for first, end in people.places(self._view, source):
            self._seeds.note_sharing(self._view, first, end, low, high)
            for start in range(first, end, PORTION):
                self._end_records(start, min(start + PORTION, end))
        self._do(END_SOURCE, source=source)
        self._seeds.numbers = {number for number in self._seeds.numbers if not low <= number < high}

    def _end_records(self, first: int, end: int) -> None:
        values = {"first": first, "end": end}
        self._do_all((END_HELD, values), (END_LOG, values), (END_OF, values))

    # Persons -------------------------------------------------------------------------------------

    def candidates(self) -> list[Candidate]:
        found = self._seeds.load(self._view, self._fresh, self.verdicts())
        self._numbers = {candidate.rid: candidate.record for candidate in found}
        return found

    def verdicts(self) -> list[Verdict]:
        return statements.verdicts(self._view)

    def add_verdict(self, verdict: Verdict) -> None:
        self._said = None
        said = {"kind": verdict.kind, "a": verdict.a, "b": verdict.b, "day": verdict.on.toordinal()}
        if self._do(statements.END_VERDICT, **said):
            self.ended = True
        self._do(statements.ADD_VERDICT, **said)

    def settle(self, resolution: Resolution, today: date) -> None:
        moves, names = [], {}
        for cluster in resolution.clusters:
            number = person_number(cluster.id)
            said = [self._seeds.said[record] for record in cluster.records]
            names[number] = best_name((name, date.fromordinal(day or 1)) for name, day in said)
            moves += [
                {"record": record, "person": number, "id": cluster.id, "name": names[number]}
                for record in cluster.records
                if self._seeds.person_of[record] != number
            ]
        if moves:
            self.ended = True
            self._all(MOVE, moves)
        for source in self._fresh:
            for first, end in people.places(self._view, source):
                rows = self._view.rows(FRESH_NAMES, first=first, end=end)
                names.update((person, name) for record, person, name in rows if record not in self._seeds.numbers)
        self._rename(names)
        self._log(resolution, today.toordinal())
        self._fresh.clear()

    def _rename(self, names: Mapping[int, str]) -> None:
        for part in portions(sorted(names), PORTION):
            other = [(n, names[n]) for n, name in self._view.rows(NAMES, numbers=part) if names[n] != name]
            if other:
                self.last.append((RENAME, {"rows": other}))

    def _log(self, resolution: Resolution, day: int) -> None:
        entries = {
            (kind, self._numbers[e.a], self._numbers[e.b], e.rule, e.value)
            for kind, found in (("SAME", resolution.matches), ("MAYBE", resolution.suggestions))
            for e in found
        }
        kept, over = set(), []
        for part in portions(sorted(self._seeds.numbers), PORTION):
            for id_, *entry in self._view.rows(LOG, numbers=part):
                if tuple(entry) in entries:
                    kept.add(tuple(entry))
                else:
                    over.append((id_, entry[1], entry[2]))
        if over:
            self.ended = True
        self._all(END_ENTRIES, over)
        new = sorted(entries - kept)
        self._all(SAME, [entry[1:] for entry in new if entry[0] == "SAME"], day=day)
        self._all(MAYBE, [entry[1:] for entry in new if entry[0] == "MAYBE"], day=day)

    # What the user says --------------------------------------------------------------------------

    def set_override(self, a: int, b: int | None, value: TieOverride, today: date) -> None:
        self.drop_overrides(a, b)
        sides = [(side, person) for side, person in enumerate((a, b)) if person is not None]
        ends = [(side, *mark) for side, person in sides for mark in self._marks(person)]
        self._do(statements.ADD_WORD, value=value, ends=json.dumps(ends), day=today.toordinal())

    def drop_overrides(self, a: int, b: int | None) -> int:
        self._said = None
        said = only_of(statements.overrides(self._view), {a, b})
        if said:
            self._end_words(said)
        return len(said)

    def _end_words(self, numbers: Sequence[int]) -> None:
        self.ended = True
        self._do(statements.END_WORDS, numbers=numbers)

    def add_statement(self, statement: Mapping[str, Any]) -> None:
        if self._said is None:
            self._said = set(map(statement_text, statements.read(self._view)))
        if (text := statement_text(statement)) in self._said:
            return
        self._said.add(text)
        if "forgotten" in statement:
            self._kept_out = None
            self._do(statements.ADD_FORGOTTEN, salt=statement["salt"], hashes=[statement["forgotten"]])
            return
        day = date.fromisoformat(statement["on"]).toordinal()
        if "verdict" in statement:
            self._do(statements.ADD_VERDICT, kind=statement["verdict"], a=statement["a"], b=statement["b"], day=day)
        else:
            self._do(statements.ADD_WORD, value=statement["tie"], ends=json.dumps(statement["ends"]), day=day)

    def carry_over(self, rids: Mapping[str, str]) -> None:
        self._said = None
        if changes := statements.carrying(self._view, rids):
            self.ended = True
            self._do_all(*changes)

    def unheard(self, rids: Collection[str]) -> set[str]:
        return statements.unheard(self._view, rids)

    def listed(self, source: int) -> list[Listed]:
        return people.listed(self._view, source)

    def people_of(self, source: int) -> tuple[int, int]:
        low, _ = span(source)
        known: dict[int, bool] = {}
        for first, end in people.places(self._view, source):
            rows = self._view.rows(PEOPLE_OF, first=first, end=end, low=low, owner=OWNER)
            known.update((person, others) for person, others in rows)
        return len(known), sum(known.values())

    def has_forgotten(self) -> bool:
        return bool(self._forgotten())

    def is_forgotten(self, marks: Iterable[str]) -> bool:
        return any(forgotten_mark(mark, salt) in known for mark in marks for salt, known in self._forgotten().items())

    def _forgotten(self) -> Mapping[str, set[str]]:
        """The hashes of those who were forgotten, by their salt; every record of an import is held against them."""
        if self._kept_out is None:
            self._kept_out = {}
            for salt, digest in self._view.rows(statements.FORGOTTEN):
                self._kept_out.setdefault(salt, set()).add(digest)
        return self._kept_out

    def forget(self, person: int) -> None:
        self._said = self._kept_out = None
        records = self._view.rows(OF_PERSON, person=person)
        marks = self._marks(person)
        rids = [text for kind, text in marks if kind == "rid"]
        salt = self._view.column(SALT)[0]
        own = [mark for mark in marks if mark[0] == "rid" or statements.bearers(self._view, mark) == {person}]
        names = sorted({name for *_, name in records if name})
        texts = forgotten_texts(marks, own, names)
        self._do(statements.ADD_FORGOTTEN, salt=salt, hashes=sorted({forgotten_mark(text, salt) for text in texts}))
        over, kept = statements.forgetting(self._view, person, marks, own)
        self._end_words(over)
        self.last.append((statements.RESTATE, {"rows": kept}))
        self._do(statements.END_VERDICTS, rids=rids)
        gone = {number for number, *_ in records}
        for number in gone:
            self._seeds.note_sharing(self._view, number, number + 1, number, number + 1)
            self._end_records(number, number + 1)
        self._seeds.numbers -= gone
        for source in sorted({source_of(number) for number in gone}):
            self._forget_ties(source, gone)

    def _forget_ties(self, source: int, gone: set[int]) -> None:
        """The ties to the forgotten leave the records at their other ends when the epoch is raised."""
        low, _ = span(source)
        over = [number - low for number in gone]
        changed, count, records = [], 0, 0
        for first, end in people.places(self._view, source):
            records += self._view.column(LIVE_IN, first=first, end=end)[0]
            for number, data in self._view.rows(TIES_TO, first=first, end=end):
                rows = unpack(data)
                left = rows[[int(b) not in over for b in rows["b"]]]
                count += len(left)
                if len(left) < len(rows):
                    changed.append((number, left.tobytes()))
        self.last.append((TIES, {"rows": changed}))
        self.last.append((AMEND, {"number": source, "facts": {"records": records, "ties": count}}))

    def _marks(self, person: int) -> list[tuple[str, str]]:
        """Every identifier and content id of a person's records."""
        lineages = {stored.number: stored.lineage for stored, _ in people.sources(self._view)}
        marks: set[tuple[str, str]] = set()
        for number, key, identifiers, _ in self._view.rows(OF_PERSON, person=person):
            marks.add(("rid", f"{lineages[source_of(number)]}#{key}"))
            marks.update(map(identifier, identifiers))
        return sorted(marks, key=lambda mark: (mark[0] == "rid", mark))
