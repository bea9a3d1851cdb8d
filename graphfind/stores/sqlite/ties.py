"""Reading ties out of the embedded store: what is known of two persons, and how strong that is."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from graphfind.inference import shared
from graphfind.model import INFERRED, Evidence, EvidenceKind, Position, Tie, TieOverride, TieRecord
from graphfind.normalize import organization_key
from graphfind.persons import Sourced
from graphfind.stores.sqlite import people, statements
from graphfind.strength import tie_strengths

KINDS = tuple(EvidenceKind)
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def ties(db: sqlite3.Connection, pairs: Sequence[tuple[int, int]], today: date) -> list[Tie]:
    """The tie of each pair of persons, its evidence seen from the first to the second, in a fixed order."""
    everyone = sorted({person for pair in pairs for person in pair})
    records: dict[int, list[Sourced]] = {}
    for start in range(0, len(everyone), people.PARAMETERS // 2):
        records.update(people.records_of(db, everyone[start : start + people.PARAMETERS // 2]))
    numbers = {person: people.numbers_of(db, person) for person in everyone}
    said = {(min(a, b), max(a, b)): value for _, a, b, value in statements.overrides(db) if b is not None}
    headcounts = _Headcounts(db)
    known: list[tuple[tuple[Evidence, ...], TieOverride | None]] = []
    for a, b in pairs:
        observed = _observed(db, numbers[a], numbers[b])
        guessed = shared(_positions(records[a]), _positions(records[b]), headcounts, today)
        evidence = tuple(sorted({*observed, *guessed}, key=_in_order))
        known.append((evidence, cast("TieOverride | None", said.get((min(a, b), max(a, b))))))
    return [
        Tie(strength, override is None and all(e.kind in INFERRED for e in evidence), evidence, override)
        for strength, (evidence, override) in zip(tie_strengths(known, today), known, strict=True)
    ]


def _positions(records: Sequence[Sourced]) -> list[Position]:
    return [
        position if position.as_of else replace(position, as_of=sourced.record.as_of)
        for sourced in records
        for position in sourced.record.positions
    ]


def of_source(db: sqlite3.Connection, source: int) -> Iterator[TieRecord]:
    """A source's ties as they were read."""
    rows = db.execute(
        """SELECT x.key, y.key, e.kind, e.outgoing, e.incoming, e.first, e.last, e.strength, e.relation, m.name, e.line
             FROM source s JOIN evidence e ON e.a BETWEEN s.first_record AND s.last_record
             JOIN record x ON x.number = e.a JOIN record y ON y.number = e.b
             LEFT JOIN member m ON m.number = e.member WHERE s.number = ? ORDER BY e.a, e.b, e.seq""",
        (source,),
    )
    for a, b, kind, outgoing, incoming, first, last, strength, relation, member, line in rows:
        yield TieRecord(
            a, b, KINDS[kind], outgoing, incoming, _day(first), _day(last), strength, relation or "", member or "", line
        )


def _observed(db: sqlite3.Connection, ours: Sequence[int], theirs: Sequence[int]) -> list[Evidence]:
    found = []
    for one, other, turned in ((ours, theirs, False), (theirs, ours, True)):
        rows = db.execute(
            f"""SELECT e.kind, e.outgoing, e.incoming, e.first, e.last, s.id, m.name, e.line, e.strength, e.relation
                  FROM evidence e JOIN member m ON m.number = e.member JOIN source s ON s.number = m.source
                 WHERE e.a IN ({",".join(map(str, one))}) AND e.b IN ({",".join(map(str, other))})"""
        )
        for kind, outgoing, incoming, first, last, source, member, line, strength, relation in rows:
            out, in_ = (incoming, outgoing) if turned else (outgoing, incoming)
            found.append(
                Evidence(KINDS[kind], out, in_, _day(first), _day(last), source, member, line, strength, relation or "")
            )
    return found


class _Headcounts(defaultdict[str, int]):
    """How many persons are known at an organization, by its normalized name; counted when first asked for."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(int)
        self._db = db

    def __missing__(self, key: str) -> int:
        (count,) = self._db.execute(
            """SELECT count(DISTINCT r.person) FROM organization o JOIN position p ON p.organization = o.number
                 JOIN record r ON r.number = p.record WHERE o.key = ?""",
            (organization_key(key),),
        ).fetchone()
        self[key] = count
        return int(count)


def _in_order(evidence: Evidence) -> tuple[int, str, str, int, int, int]:
    return (
        _ORDER[evidence.kind],
        evidence.source,
        evidence.member,
        evidence.line,
        evidence.outgoing,
        evidence.incoming,
    )


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
