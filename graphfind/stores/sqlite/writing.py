"""One transaction of the embedded store: sources in and out, and the persons that follow from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from graphfind.assembly import RecordEvidence
from graphfind.identity import Candidate, Resolution, Verdict, forgotten_mark, forgotten_texts
from graphfind.model import OWNER, TieOverride
from graphfind.stores.base import EvidenceRows, Listed, NewSource, PreparedPeople, PreparedRecord, statement_text
from graphfind.stores.said import only_of
from graphfind.stores.sqlite import bulk, candidates, people, statements, titles
from graphfind.stores.sqlite.entering import Records

if TYPE_CHECKING:
    from numpy.typing import NDArray

EVIDENCE_CHUNK = 10_000


class SQLiteWriting:
    """Writes within a transaction that `SQLiteStore.writing` opened; see `graphfind.stores.base.Writing`."""

    def __init__(self, connection: sqlite3.Connection, today: date) -> None:
        self._db = connection
        self._today = today.toordinal()
        self._records = Records(connection)
        self._fresh_ids: dict[int, list[str]] = {}
        self.evidence: dict[int, RecordEvidence | None] = {}
        """By source what this transaction wrote of ties, and None for what it took out."""
        self._said: set[str] | None = None
        """What was said, while statements are entered and nothing else is said."""
        candidates.start(connection)

    # Sources -------------------------------------------------------------------------------------

    def begin_source(self, source: NewSource) -> int:
        (last,) = self._db.execute(
            "SELECT max(ifnull((SELECT max(number) FROM record), 0), ifnull((SELECT max(last_record) FROM source), 0))"
        ).fetchone()
        cursor = self._db.execute(
            "INSERT INTO source (id, lineage, digest, path, importer, owner, owner_kind, mine, imported_on,"
            " first_record, last_record, records, ties, warnings, region) VALUES (?,?,?,?,?,?,?,?,?,?,?,0,0,0,?)",
            (
                source.id, source.lineage, source.digest, source.path, source.importer, source.owner,
                source.owner_kind, source.mine, source.imported_on.toordinal(), last + 1, last,
                source.region,
            ),
        )  # fmt: skip
        assert cursor.lastrowid is not None
        self._fresh_ids[cursor.lastrowid] = []
        return cursor.lastrowid

    def add_records(self, source: int, records: Sequence[PreparedRecord]) -> None:
        members = {name: self._member(source, name) for name in dict.fromkeys(p.record.member for p in records)}
        self._records.add(source, self._next(source), members, records)
        self._count(source, [p.person_id for p in records])

    def add_people(self, source: int, people: PreparedPeople) -> None:
        self._records.add_people(source, self._next(source), self._member(source, people.people.member), people)
        self._count(source, people.person_id)

    def add_evidence(self, source: int, rows: EvidenceRows) -> None:
        first, _ = self._range(source)
        members = np.array([self._member(source, name) for name in rows.members] or [0], dtype=np.int64)
        relations = [text or None for text in rows.relations]
        order = np.lexsort((rows.b, rows.a))
        for start in range(0, len(rows), EVIDENCE_CHUNK):
            part = order[start : start + EVIDENCE_CHUNK]
            strengths = [None if s != s else s for s in rows.strength[part].tolist()]
            related = [relations[i] for i in rows.relation[part].tolist()]
            bulk.insert_columns(
                self._db,
                "evidence",
                (
                    _column(rows.a[part] + np.int64(first)),
                    (rows.b[part] + np.int64(first)).tolist(),
                    range(start, start + len(part)),
                    _column(rows.kind[part]),
                    _column(rows.outgoing[part]),
                    _column(rows.incoming[part]),
                    _column(rows.first[part]),
                    _column(rows.last[part]),
                    strengths if any(strengths) else None,
                    related if any(related) else None,
                    _column(members[rows.member[part]]),
                    rows.line[part].tolist(),
                ),
                "({},{},{},{},{},{},nullif({},0),nullif({},0),{},{},{},{})",
            )
        self._db.execute("UPDATE source SET ties = ? WHERE number = ?", (len(rows), source))
        self.evidence[source] = RecordEvidence(
            rows.a + np.int32(first), rows.b + np.int32(first), rows.kind,
            rows.outgoing, rows.incoming, rows.first, rows.last, rows.strength,
        )  # fmt: skip

    def note_warnings(self, source: int, count: int) -> None:
        self._db.execute("UPDATE source SET warnings = ? WHERE number = ?", (count, source))

    def remove_source(self, source: int) -> None:
        first, last = self._range(source)
        candidates.note_left_behind(self._db, first, last)
        candidates.note_sharing(self._db, first, last)
        _erase_records(self._db, first, last)
        self._db.execute("DELETE FROM member WHERE source = ?", (source,))
        self._db.execute("DELETE FROM source WHERE number = ?", (source,))
        self.evidence[source] = None
        self._drop_unused_texts()

    # Persons -------------------------------------------------------------------------------------

    def candidates(self) -> list[Candidate]:
        fresh = [self._range(source) for source in self._fresh_ids]
        return candidates.load(self._db, fresh)

    def verdicts(self) -> list[Verdict]:
        return candidates.verdicts(self._db)

    def add_verdict(self, verdict: Verdict) -> None:
        self._said = None
        said = verdict.kind, verdict.a, verdict.b, verdict.on.toordinal()
        self._db.execute("DELETE FROM verdict WHERE kind = ? AND a = ? AND b = ? AND said_on = ?", said)
        self._db.execute("INSERT INTO verdict (kind, a, b, said_on) VALUES (?,?,?,?)", said)

    def settle(self, resolution: Resolution, today: date) -> None:
        db = self._db
        numbers = candidates.numbers_by_rid(db)
        db.execute("DELETE FROM person WHERE number IN (SELECT record FROM seed)")
        db.execute("DELETE FROM person WHERE number IN (SELECT person FROM record JOIN seed ON number = seed.record)")
        for table in ("match", "suggestion"):
            db.execute(f"DELETE FROM {table} WHERE a IN (SELECT record FROM seed) OR b IN (SELECT record FROM seed)")
        self._add_lone_persons()
        persons, moves = [], []
        for cluster in resolution.clusters:
            number = min(cluster.records)
            persons.append((number, cluster.id))
            moves += [(number, record) for record in cluster.records]
        db.executemany("UPDATE record SET person = ? WHERE number = ?", moves)
        db.executemany("INSERT INTO person VALUES (?, ?, '')", persons)
        db.executemany(
            "UPDATE person SET name = ? WHERE number = ?", candidates.best_names(db, [n for n, _ in persons])
        )
        day = today.toordinal()
        for table, entries in (("match", resolution.matches), ("suggestion", resolution.suggestions)):
            db.executemany(
                f"INSERT OR IGNORE INTO {table} VALUES (?,?,?,?,?)",
                [(numbers[e.a], numbers[e.b], e.rule, e.value, day) for e in entries],
            )

    def _add_lone_persons(self) -> None:
        """New records that share nothing with any other are persons of their own."""
        shared = {number for (number,) in self._db.execute("SELECT record FROM seed")}
        for source, ids in self._fresh_ids.items():
            first, last = self._range(source)
            names = self._db.execute("SELECT number, name FROM record WHERE number BETWEEN ? AND ?", (first, last))
            bulk.insert(
                self._db,
                "person",
                [(number, ids[number - first], name) for number, name in names if number not in shared],
            )
        self._fresh_ids.clear()

    # What the user says --------------------------------------------------------------------------

    def set_override(self, a: int, b: int | None, value: TieOverride, today: date) -> None:
        db = self._db
        self.drop_overrides(a, b)
        entry = db.execute("INSERT INTO override (value, said_on) VALUES (?,?)", (value, today.toordinal())).lastrowid
        for side, person in enumerate((a, b)):
            if person is not None:
                db.executemany(
                    "INSERT INTO override_end VALUES (?,?,?,?)",
                    [(entry, side, kind, text) for kind, text in self._marks(person)],
                )

    def drop_overrides(self, a: int, b: int | None) -> int:
        self._said = None
        said = only_of(statements.overrides(self._db), {a, b})
        for number in said:
            statements.drop_override(self._db, number)
        return len(said)

    def add_statement(self, statement: Mapping[str, Any]) -> None:
        if self._said is None:
            self._said = set(map(statement_text, statements.read(self._db)))
        if (text := statement_text(statement)) not in self._said:
            self._said.add(text)
            statements.write(self._db, statement)

    def carry_over(self, rids: Mapping[str, str]) -> None:
        self._said = None
        statements.carry_over(self._db, rids)

    def unheard(self, rids: Collection[str]) -> set[str]:
        return statements.unheard(self._db, rids)

    def listed(self, source: int) -> list[Listed]:
        return people.listed(self._db, source)

    def people_of(self, source: int) -> tuple[int, int]:
        """Records are numbered upwards, so a person whom others spoke of before has a lower number."""
        first, last = self._range(source)
        everyone, known = self._db.execute(
            """SELECT count(DISTINCT person), count(DISTINCT CASE WHEN person < ?1 THEN person END)
                 FROM record WHERE number BETWEEN ?1 AND ?2 AND key <> ?3""",
            (first, last, OWNER),
        ).fetchone()
        return everyone, known

    def has_forgotten(self) -> bool:
        return self._db.execute("SELECT 1 FROM forgotten LIMIT 1").fetchone() is not None

    def is_forgotten(self, marks: Iterable[str]) -> bool:
        salts = [salt for (salt,) in self._db.execute("SELECT DISTINCT salt FROM forgotten")]
        return any(
            self._db.execute(
                "SELECT 1 FROM forgotten WHERE salt = ? AND hash = ?", (salt, forgotten_mark(mark, salt))
            ).fetchone()
            for mark in marks
            for salt in salts
        )

    def forget(self, person: int) -> None:
        self._said = None
        db = self._db
        marks = self._marks(person)
        records = people.numbers_of(db, [person])[person]
        (salt,) = db.execute("SELECT value FROM meta WHERE name = 'salt'").fetchone()
        own = [mark for mark in marks if mark[0] == "rid" or len(people.identified(db, *mark)) == 1]
        texts = forgotten_texts(marks, own, people.name_keys(db, person))
        hashes = {(salt, forgotten_mark(text, salt)) for text in texts}
        db.executemany("INSERT OR IGNORE INTO forgotten VALUES (?,?)", sorted(hashes))
        statements.forget(db, person, marks, own)
        db.executemany("DELETE FROM verdict WHERE a = ?1 OR b = ?1", [(text,) for kind, text in marks if kind == "rid"])
        for record in records:
            candidates.note_sharing(db, record, record)
        for record in records:
            _erase_records(db, record, record)
        db.execute(
            """UPDATE source SET
                 records = (SELECT count(*) FROM record WHERE number BETWEEN first_record AND last_record),
                 ties = (SELECT count(*) FROM evidence WHERE a BETWEEN first_record AND last_record)"""
        )
        self.evidence = {source: None for (source,) in db.execute("SELECT number FROM source")}
        self._drop_unused_texts()

    def _marks(self, person: int) -> list[tuple[str, str]]:
        """Every identifier and content id of a person's records."""
        records = people.numbers_of(self._db, [person])[person]
        identifiers = self._db.execute(
            f"SELECT DISTINCT kind, value FROM identifier WHERE record IN ({_marks(len(records))}) ORDER BY 1, 2",
            records,
        ).fetchall()
        return [*identifiers, *(("rid", rid) for rid in sorted(candidates.rids(self._db, records)))]

    # Parts ---------------------------------------------------------------------------------------

    def _range(self, source: int) -> tuple[int, int]:
        first, last = self._db.execute(
            "SELECT first_record, last_record FROM source WHERE number = ?", (source,)
        ).fetchone()
        return first, last

    def _member(self, source: int, name: str) -> int:
        found = self._db.execute("SELECT number FROM member WHERE source = ? AND name = ?", (source, name)).fetchone()
        if found:
            return int(found[0])
        cursor = self._db.execute("INSERT INTO member (source, name) VALUES (?,?)", (source, name))
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _next(self, source: int) -> int:
        """The number of a source's next record."""
        return self._range(source)[1] + 1

    def _count(self, source: int, person_ids: Sequence[str]) -> None:
        """Records were added, who are these persons unless identity finds otherwise."""
        n = len(person_ids)
        self._db.execute(
            "UPDATE source SET last_record = last_record + ?1, records = records + ?1 WHERE number = ?2", (n, source)
        )
        self._fresh_ids[source] += person_ids

    def _drop_unused_texts(self) -> None:
        for table in ("title", "organization"):
            gone = self._db.execute(
                f"DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM position WHERE position.{table} = {table}.number)"
            ).rowcount
            if gone and table == "title":
                titles.forget(self._db)
        self._records.forget_texts()


def _erase_records(db: sqlite3.Connection, first: int, last: int) -> None:
    db.execute("DELETE FROM evidence WHERE a BETWEEN ? AND ?", (first, last))
    if first == last:  # a single record may also stand at the other end; a whole source's ties never leave it
        db.execute("DELETE FROM evidence WHERE b = ?", (first,))
    for table in ("position", "interest", "identifier"):
        db.execute(f"DELETE FROM {table} WHERE record BETWEEN ? AND ?", (first, last))
    for table in ("match", "suggestion"):
        db.execute(f"DELETE FROM {table} WHERE a BETWEEN ?1 AND ?2 OR b BETWEEN ?1 AND ?2", (first, last))
    db.execute(
        "DELETE FROM person WHERE number IN (SELECT person FROM record WHERE number BETWEEN ? AND ?)", (first, last)
    )
    db.execute("DELETE FROM record WHERE number BETWEEN ? AND ?", (first, last))


def _marks(count: int) -> str:
    return ",".join("?" * count)


def _column(values: NDArray[Any]) -> list[int] | int:
    """A column's numbers, or the one number that all of it is."""
    return int(values[0]) if values.min() == values.max() else values.tolist()
