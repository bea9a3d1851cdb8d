"""Reading people out of the embedded store: records as they were given, and the persons they make."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from graphfind.model import OWNER, Interest, Person, PersonRecord, Position
from graphfind.persons import Sourced, compose

if TYPE_CHECKING:
    from graphfind.stores.base import Listed

_T = TypeVar("_T")

PARAMETERS = 30_000
"""How many values one statement may name; SQLite's own bound is 32,766."""

_POSITION = "t.text, o.text, p.location, p.started, p.ended, p.as_of, p.study"
_TEXTS = "LEFT JOIN title t ON t.number = p.title LEFT JOIN organization o ON o.number = p.organization"
_RECORDS = """SELECT r.number, r.person, r.key, r.name, r.given_name, r.family_name, r.emails, r.phones, r.profile_urls,
    r.location, r.tags, r.as_of, r.roster, m.name, r.line, s.id, s.imported_on
  FROM record r JOIN source s ON s.number = r.source LEFT JOIN member m ON m.number = r.member"""


def persons(db: sqlite3.Connection, numbers: Iterable[int], silent: Container[int]) -> dict[int, Person]:
    """The persons of these numbers; `silent` are those never to be asked."""
    wanted = sorted(set(numbers))
    ids = grouped(db, "SELECT number, id FROM person WHERE number IN ({})", wanted)
    return {
        number: compose(ids[number][0][0], records, dont_ask=number in silent)
        for number, records in records_of(db, wanted).items()
    }


def positions(db: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, tuple[Position, ...]]:
    """The `Person.positions` of these persons.

    What somebody's only position is, nothing else can say; of several, all records decide what is believed.
    """
    found: dict[int, tuple[Position, ...]] = {}
    several: set[int] = set()
    query = f"SELECT r.person, r.as_of, {_POSITION} FROM record r JOIN position p ON p.record = r.number {_TEXTS}"
    for person, said, title, organization, location, started, ended, as_of, study in of_persons(db, query, numbers):
        if person in found:
            several.add(person)
        else:
            found[person] = (_position(title, organization, location, started, ended, as_of or said, study),)
    found.update((person, one.positions) for person, one in persons(db, several, silent=()).items())
    return found


def records_of(db: sqlite3.Connection, persons: Iterable[int]) -> dict[int, list[Sourced]]:
    """The records of these persons with their sources."""
    rows = of_persons(db, _RECORDS, persons)
    found: dict[int, list[Sourced]] = defaultdict(list)
    for person, sourced in zip((row[1] for row in rows), _sourced(db, rows), strict=True):
        found[person].append(sourced)
    return found


def of_persons(db: sqlite3.Connection, query: str, persons: Iterable[int]) -> list[tuple[Any, ...]]:
    """The rows of a query over records `r` without a condition, for the records of these persons."""
    rows: list[tuple[Any, ...]] = []
    for part in _parts(sorted(set(persons))):
        marks = ",".join("?" * len(part))
        rows += db.execute(
            f"{query} WHERE r.number IN ({marks})"
            f" UNION ALL {query} WHERE r.person IN ({marks}) AND r.person <> r.number",
            [*part, *part],
        )
    return rows


def records_of_source(db: sqlite3.Connection, source: int) -> Iterator[Sourced]:
    """A source's records in their order."""
    first, last = db.execute("SELECT first_record, last_record FROM source WHERE number = ?", (source,)).fetchone()
    for start in range(first, last + 1, PARAMETERS):
        query = f"{_RECORDS} WHERE r.number BETWEEN ? AND ? ORDER BY r.number"
        rows = db.execute(query, (start, min(start + PARAMETERS - 1, last))).fetchall()
        yield from _sourced(db, rows)


def listed(db: sqlite3.Connection, source: int) -> list[Listed]:
    """What comparing two exports needs of a source's records, without its owner's."""
    from graphfind.stores.base import Listed

    rows = db.execute(
        """SELECT r.key, r.name, r.name_key, ifnull(t.text, ''), ifnull(o.text, ''), r.as_of
             FROM source s JOIN record r ON r.number BETWEEN s.first_record AND s.last_record
             LEFT JOIN position p ON p.record = r.number AND p.seq = 0
             LEFT JOIN title t ON t.number = p.title LEFT JOIN organization o ON o.number = p.organization
            WHERE s.number = ? AND r.key <> ?""",
        (source, OWNER),
    )
    (lineage,) = db.execute("SELECT lineage FROM source WHERE number = ?", (source,)).fetchone()
    return [
        Listed(key, name, name_key, Position(title, organization), _day(as_of), lineage)
        for key, name, name_key, title, organization, as_of in rows
    ]


def _sourced(db: sqlite3.Connection, rows: Sequence[tuple[Any, ...]]) -> Iterator[Sourced]:
    numbers = [row[0] for row in rows]
    identifiers = grouped(db, "SELECT record, kind, value FROM identifier WHERE record IN ({})", numbers)
    positions = grouped(
        db,
        f"SELECT p.record, {_POSITION} FROM position p {_TEXTS} WHERE p.record IN ({{}}) ORDER BY p.record, p.seq",
        numbers,
    )
    interests = grouped(db, "SELECT record, organization, since FROM interest WHERE record IN ({})", numbers)
    for row in rows:
        (
            number,
            _,
            key,
            name,
            given,
            family,
            emails,
            phones,
            urls,
            location,
            tags,
            as_of,
            roster,
            member,
            line,
            *source,
        ) = row
        said = _day(as_of)
        yield Sourced(
            source=source[0],
            record=PersonRecord(
                key=key,
                name=name,
                given_name=given or "",
                family_name=family or "",
                emails=_texts(emails),
                phones=_texts(phones),
                profile_urls=_texts(urls),
                positions=tuple(_position(*values) for values in positions[number]),
                location=location or "",
                tags=_texts(tags),
                interests=tuple(Interest(organization, _day(since)) for organization, since in interests[number]),
                as_of=said,
                roster=roster or "",
                member=member or "",
                line=line or 0,
            ),
            identifiers=tuple(identifiers[number]),
            imported_on=date.fromordinal(source[1]),
        )


def grouped(db: sqlite3.Connection, query: str, numbers: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """A query's rows by their first column; `{}` in it takes the numbers' marks."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for part in _parts(numbers):
        for number, *values in db.execute(query.format(",".join("?" * len(part))), part):
            found[number].append(tuple(values))
    return found


def numbers_of(db: sqlite3.Connection, persons: Iterable[int]) -> dict[int, list[int]]:
    """The numbers of each person's records."""
    found: dict[int, list[int]] = defaultdict(list)
    for person, number in sorted(of_persons(db, "SELECT r.person, r.number FROM record r", persons)):
        found[person].append(number)
    return found


def name_keys(db: sqlite3.Connection, person: int) -> list[str]:
    """The names of a person's records, made comparable."""
    return sorted({key for _, key in of_persons(db, "SELECT r.person, r.name_key FROM record r", [person]) if key})


def identified(db: sqlite3.Connection, kind: str, value: str) -> list[tuple[int, str]]:
    """The persons, as number and id, with a record of this identifier."""
    return db.execute(
        """SELECT DISTINCT p.number, p.id FROM identifier i JOIN record r ON r.number = i.record
             JOIN person p ON p.number = r.person WHERE i.value = ? AND i.kind = ? ORDER BY p.id""",
        (value, kind),
    ).fetchall()


def by_rids(db: sqlite3.Connection, rids: Iterable[str]) -> dict[str, tuple[int, int, str]]:
    """The record, person and person's id for each of these content ids that there is; one look at each source for all.

    The id is "" while persons are derived.
    """
    wanted = set(rids)
    found: dict[str, tuple[int, int, str]] = {}
    if not wanted:
        return found
    for lineage, first, last in db.execute("SELECT lineage, first_record, last_record FROM source").fetchall():
        keys = sorted(rid[len(lineage) + 1 :] for rid in wanted if rid.startswith(f"{lineage}#"))
        for part in _parts(keys):
            query = f"""SELECT r.key, r.number, r.person, ifnull(p.id, '') FROM record r
                          LEFT JOIN person p ON p.number = r.person
                         WHERE r.number BETWEEN ? AND ? AND r.key IN ({",".join("?" * len(part))})"""
            for key, number, person, person_id in db.execute(query, [first, last, *part]):
                found[f"{lineage}#{key}"] = number, person, person_id
    return found


def _parts(numbers: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(numbers), PARAMETERS // 2):
        yield numbers[start : start + PARAMETERS // 2]


def _position(
    title: str | None, organization: str | None, location: str | None,
    started: int | None, ended: int | None, as_of: int | None, study: int,
) -> Position:  # fmt: skip
    return Position(
        title or "", organization or "", location or "", _day(started), _day(ended), _day(as_of), bool(study)
    )


def _texts(text: str | None) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
