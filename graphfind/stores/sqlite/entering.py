"""Records into the tables that hold them, one by one or as columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import compress

from graphfind.model import Position
from graphfind.normalize import organization_key
from graphfind.stores.base import PreparedPeople, PreparedRecord
from graphfind.stores.sqlite import bulk, titles


class Records:
    """Writes records within a transaction; what is written here stands under the numbers that the caller gives."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._titles = _Texts(connection, "title")
        self._organizations = _Texts(connection, "organization")

    def forget_texts(self) -> None:
        """Titles or organizations are gone: no number given so far holds."""
        self._titles.clear()
        self._organizations.clear()

    def add(self, source: int, first: int, members: Mapping[str, int], records: Sequence[PreparedRecord]) -> None:
        """Write records under numbers from `first` upwards; `members` are those of the source by name."""
        rows: list[tuple[object, ...]] = []
        identifiers: list[tuple[object, ...]] = []
        positions: list[tuple[object, ...]] = []
        interests: list[tuple[object, ...]] = []
        for number, prepared in enumerate(records, first):
            record = prepared.record
            rows.append((
                number, source, record.key, record.name, prepared.name_key,
                record.given_name or None, record.family_name or None,
                _lines(record.emails), _lines(record.phones), _lines(record.profile_urls),
                record.location or None, _lines(record.tags), _ordinal(record.as_of), record.roster or None,
                members[record.member], record.line, number,
            ))  # fmt: skip
            identifiers += [(number, kind, value) for kind, value in prepared.identifiers]
            for seq, position in enumerate(record.positions):
                positions.append((number, seq, *self._position(position, record.as_of)))
            interests += [(number, i.organization, _ordinal(i.since)) for i in record.interests]
        self._flush()
        bulk.insert(self._db, "record", rows)
        bulk.insert(self._db, "identifier", identifiers)
        bulk.insert(self._db, "position", positions)
        self._db.executemany("INSERT OR IGNORE INTO interest VALUES (?,?,?)", interests)

    def add_people(self, source: int, first: int, member: int, prepared: PreparedPeople) -> None:
        """Write many people of one member under numbers from `first` upwards."""
        people = prepared.people
        numbers = range(first, first + len(people.key))
        as_of = _days(people.as_of)
        jobs, employers = (column or [""] * len(numbers) for column in (people.title, people.organization))
        employed = [bool(job or employer) for job, employer in zip(jobs, employers, strict=True)]
        titles, organizations = self._titles.numbers(jobs), self._organizations.numbers(employers)
        self._flush()
        bulk.insert_columns(
            self._db,
            "record",
            (
                numbers,
                source,
                people.key,
                people.name,
                prepared.name_key,
                people.given_name or None,
                people.family_name or None,
                _joined(people.emails),
                _joined(people.phones),
                _joined(people.profile_urls),
                people.location or None,
                _joined(people.tags),
                as_of,
                [people.roster] * len(numbers) if people.roster else None,
                member,
                people.line or 0,
                numbers,
            ),
            "({},{},{},{},{},nullif({},''),nullif({},''),{},{},{},nullif({},''),{},{},{},{},{},{})",
        )
        identifiers = [
            (n, kind, value) for n, known in zip(numbers, prepared.identifiers, strict=True) for kind, value in known
        ]
        bulk.insert(self._db, "identifier", identifiers)
        bulk.insert_columns(
            self._db,
            "position",
            (
                tuple(compress(numbers, employed)),
                0,
                tuple(compress(titles, employed)),
                tuple(compress(organizations, employed)),
                None,
                None,
                None,
                tuple(compress(as_of, employed)) if isinstance(as_of, list) else as_of,
                0,
            ),
            "({},{},{},{},{},{},{},{},{})",
        )

    def _flush(self) -> None:
        self._titles.flush()
        self._organizations.flush()

    def _position(self, position: Position, as_of: date | None) -> tuple[object, ...]:
        return (
            self._titles.number(position.title),
            self._organizations.number(position.organization),
            position.location or None,
            _ordinal(position.started),
            _ordinal(position.ended),
            _ordinal(position.as_of or as_of),
            position.study,
        )


class _Texts:
    """Numbers for the distinct texts of one table, the new ones written in batches."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._db = connection
        self._table = table
        self.clear()

    def clear(self) -> None:
        self._known: dict[str, int] = {}
        self._new: list[tuple[object, ...]] = []
        (last,) = self._db.execute(f"SELECT ifnull(max(number), 0) FROM {self._table}").fetchone()
        self._last: int = last
        self._was_empty = last == 0

    def numbers(self, texts: Sequence[str]) -> list[int | None]:
        known = self._known
        for text in dict.fromkeys(texts):
            if text not in known:
                self.number(text)
        return list(map(known.get, texts))

    def number(self, text: str) -> int | None:
        if not text:
            return None
        number = self._known.get(text)
        if number is None:
            number = None if self._was_empty else self._stored(text)
            if number is None:
                self._last += 1
                number = self._last
                extra = (organization_key(text),) if self._table == "organization" else ()
                self._new.append((number, text, *extra))
            self._known[text] = number
        return number

    def _stored(self, text: str) -> int | None:
        found = self._db.execute(f"SELECT number FROM {self._table} WHERE text = ?", (text,)).fetchone()
        return int(found[0]) if found else None

    def flush(self) -> None:
        if self._new:
            if self._table == "title":
                titles.outdate(self._db)
            bulk.insert(self._db, self._table, self._new)
            self._new.clear()


def _lines(texts: tuple[str, ...]) -> str | None:
    return "\n".join(texts) or None


def _joined(several: Sequence[tuple[str, ...]]) -> list[str | None] | None:
    """A column of texts, several to one; None where there is none at all."""
    return list(map(_lines, several)) if any(several) else None


def _days(days: Sequence[date | None]) -> list[int | None] | int | None:
    """A column of days, or the one day that all of it is."""
    if len(distinct := set(days)) < 2:
        return _ordinal(next(iter(distinct), None))
    return list(map(_ordinal, days))


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
