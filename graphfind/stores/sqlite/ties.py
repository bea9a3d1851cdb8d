"""Reading ties out of the embedded store: what is known of two persons, and how strong that is."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from graphfind.model import Evidence, Tie, TieOverride
from graphfind.normalize import organization_key
from graphfind.persons import dated
from graphfind.stores.sqlite import people, statements
from graphfind.strength import KINDS, known_ties

if TYPE_CHECKING:
    from graphfind.model import TieRecord

_PAIRS_AT_ONCE = 10_000


def ties(db: sqlite3.Connection, pairs: Sequence[tuple[int, int]], today: date) -> list[Tie]:
    """The tie of each pair of persons, its evidence seen from the first to the second, in a fixed order."""
    everyone = sorted({person for pair in pairs for person in pair})
    observed = _observed(db, pairs, people.numbers_of(db, everyone))
    guessed = _guessed(db, pairs, _employers(db, everyone), today)
    said = {(min(a, b), max(a, b)): value for _, a, b, value in statements.overrides(db) if b is not None}
    known: list[tuple[tuple[Evidence, ...], TieOverride | None]] = []
    for a, b in pairs:
        evidence = (*observed[a, b], *guessed.get((a, b), ()))
        known.append((evidence, cast("TieOverride | None", said.get((min(a, b), max(a, b))))))
    return known_ties(known, today)


def degree(db: sqlite3.Connection, person: int, today: date) -> int:
    """How many others a person is tied to."""
    from graphfind.inference import MAX_HEADCOUNT

    records = people.numbers_of(db, [person])[person]
    marks = ",".join("?" * len(records))
    known = {
        other
        for (other,) in db.execute(
            f"""SELECT DISTINCT r.person FROM evidence e JOIN record r ON r.number = e.b WHERE e.a IN ({marks})
                UNION SELECT r.person FROM evidence e JOIN record r ON r.number = e.a WHERE e.b IN ({marks})""",
            [*records, *records],
        )
    }
    colleagues: set[int] = set()
    for key in _employers(db, [person])[person]:
        rows = db.execute(
            """SELECT DISTINCT r.person FROM organization o JOIN position p ON p.organization = o.number
                 JOIN record r ON r.number = p.record WHERE o.key = ? LIMIT ?""",
            (key, MAX_HEADCOUNT + 1),
        ).fetchall()
        if len(rows) <= MAX_HEADCOUNT:
            colleagues.update(other for (other,) in rows)
    pairs = [(person, other) for other in sorted(colleagues - known - {person})]
    known |= {other for (_, other), tie in zip(pairs, ties(db, pairs, today), strict=True) if tie.evidence}
    for _, one, other, value in statements.overrides(db):
        if other is not None and person in (one, other):
            (known.discard if value == "dont-ask" else known.add)(other if one == person else one)
    return len(known - {person})


def of_source(db: sqlite3.Connection, source: int) -> Iterator[TieRecord]:
    """A source's ties as they were read."""
    from graphfind.model import TieRecord

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


def _observed(
    db: sqlite3.Connection, pairs: Sequence[tuple[int, int]], records: Mapping[int, Sequence[int]]
) -> dict[tuple[int, int], list[Evidence]]:
    """What was observed of each pair; thousands of pairs cost one query, not one each."""
    rows: dict[tuple[int, int], list[tuple[Any, ...]]] = defaultdict(list)
    both_ways = [*pairs, *((b, a) for a, b in pairs)]
    wanted = sorted({(x, y) for a, b in both_ways for x in records[a] for y in records[b]})
    for start in range(0, len(wanted), _PAIRS_AT_ONCE):
        values = ",".join(f"({x},{y})" for x, y in wanted[start : start + _PAIRS_AT_ONCE])
        for x, y, *row in db.execute(
            f"""WITH pair (a, b) AS (VALUES {values})
                SELECT e.a, e.b, e.kind, e.outgoing, e.incoming, e.first, e.last, s.id, m.name, e.line, e.strength,
                       e.relation
                  FROM pair CROSS JOIN evidence e ON e.a = pair.a AND e.b = pair.b
                  JOIN member m ON m.number = e.member JOIN source s ON s.number = m.source"""
        ):
            rows[x, y].append(tuple(row))
    return {
        (a, b): [
            _evidence(row, turned=turned)
            for one, other, turned in ((a, b, False), (b, a, True))
            for x in records[one]
            for y in records[other]
            for row in rows.get((x, y), ())
        ]
        for a, b in pairs
    }


def _evidence(row: tuple[Any, ...], *, turned: bool) -> Evidence:
    kind, outgoing, incoming, first, last, source, member, line, strength, relation = row
    if turned:
        outgoing, incoming = incoming, outgoing
    return Evidence(
        KINDS[kind], outgoing, incoming, _day(first), _day(last), source, member, line, strength, relation or ""
    )


def _employers(db: sqlite3.Connection, persons: Sequence[int]) -> dict[int, set[str]]:
    """The normalized names of all organizations at which each person has a position."""
    found: dict[int, set[str]] = defaultdict(set)
    for person, key in people.of_persons(
        db,
        """SELECT r.person, o.key FROM record r JOIN position p ON p.record = r.number
             JOIN organization o ON o.number = p.organization""",
        persons,
    ):
        if key:
            found[person].add(key)
    return found


def _guessed(
    db: sqlite3.Connection, pairs: Sequence[tuple[int, int]], at: Mapping[int, set[str]], today: date
) -> dict[tuple[int, int], tuple[Evidence, ...]]:
    """What follows from the positions of those who have one at the same organization."""
    together = [(a, b) for a, b in pairs if not at[a].isdisjoint(at[b])]
    if not together:
        return {}
    from graphfind.inference import Headcounts, shared  # few pairs are of one organization, and most answers hold none

    records = people.records_of(db, {person for pair in together for person in pair})
    positions = {person: [p for one in said for p in dated(one.record)] for person, said in records.items()}
    headcounts = Headcounts(lambda key: _headcount(db, key))
    return {(a, b): shared(positions[a], positions[b], headcounts, today) for a, b in together}


def _headcount(db: sqlite3.Connection, key: str) -> int:
    """How many persons are known at an organization, by its normalized name."""
    (count,) = db.execute(
        """SELECT count(DISTINCT r.person) FROM organization o JOIN position p ON p.organization = o.number
             JOIN record r ON r.number = p.record WHERE o.key = ?""",
        (organization_key(key),),
    ).fetchone()
    return int(count)


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
