"""People and ties as columns: what an importer may yield in place of a record for each, where there are many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import repeat
from typing import Any, Protocol, runtime_checkable

from graphfind.importer.protocol import Export, Importer
from graphfind.model import OWNER, EvidenceKind, PersonRecord, Position, Reading, TieRecord
from graphfind.values import value

_DEFAULTS = {"outgoing": 0, "incoming": 0, "first": None, "last": None, "strength": None, "relation": "", "line": 0}


@value
class TieColumns:
    """Many ties of one member, field by field; they are taken in about four times as fast as `TieRecord`s.

    Row by row the columns say what a `TieRecord` does, and have one length. One that is left empty
    gives every tie what a `TieRecord` has by default. The ends are keys, or else places: the
    importer's first `PersonRecord` stands at 0, the next one at 1.
    """

    a: Sequence[str] | Sequence[int]
    b: Sequence[str] | Sequence[int]
    kind: Sequence[EvidenceKind]
    outgoing: Sequence[int] = ()
    incoming: Sequence[int] = ()
    first: Sequence[date | None] = ()
    last: Sequence[date | None] = ()
    strength: Sequence[float | None] = ()
    relation: Sequence[str] = ()
    line: Sequence[int] = ()
    member: str = ""

    def filled(self) -> TieColumns:
        """The same without empty columns; raises ValueError where two differ in length."""
        n = len(self.a)
        empty: dict[str, Any] = {
            name: (value,) * n for name, value in _DEFAULTS.items() if not len(getattr(self, name))
        }
        whole = replace(self, **empty)
        if any(len(getattr(whole, name)) != n for name in ("b", "kind", *_DEFAULTS)):
            raise ValueError("the columns of ties differ in length")
        return whole

    def records(self, keys: Sequence[str]) -> Iterator[TieRecord]:
        """The same ties one by one; `keys` are those of the people so far, by their places.

        Raises IndexError for a place where nobody stands.
        """
        whole = self.filled()
        said = zip(
            whole.a, whole.b, whole.kind, whole.outgoing, whole.incoming, whole.first, whole.last, whole.strength,
            whole.relation, whole.line, strict=True,
        )  # fmt: skip
        for a, b, kind, outgoing, incoming, first, last, strength, relation, line in said:
            a, b = _key(a, keys), _key(b, keys)
            yield TieRecord(a, b, kind, outgoing, incoming, first, last, strength, relation, self.member, line)


def _key(end: str | int, keys: Sequence[str]) -> str:
    if isinstance(end, str):
        return end
    if end < 0:
        raise IndexError("a place below 0")
    return keys[end]


@value
class PersonColumns:
    """Many people of one member and one roster, field by field; they are taken in about twice as fast as records.

    Row by row the columns say what a `PersonRecord` does with one position at most, and have one length; one that
    is left empty gives everybody what a `PersonRecord` has by default. Where `contact` is given, everybody is known
    to the owner by evidence of that kind, `since` a day.
    """

    key: Sequence[str]
    name: Sequence[str]
    given_name: Sequence[str] = ()
    family_name: Sequence[str] = ()
    emails: Sequence[tuple[str, ...]] = ()
    phones: Sequence[tuple[str, ...]] = ()
    profile_urls: Sequence[tuple[str, ...]] = ()
    title: Sequence[str] = ()
    organization: Sequence[str] = ()
    location: Sequence[str] = ()
    tags: Sequence[tuple[str, ...]] = ()
    as_of: Sequence[date | None] = ()
    since: Sequence[date | None] = ()
    line: Sequence[int] = ()
    contact: EvidenceKind | None = None
    roster: str = ""
    member: str = ""

    def are_even(self) -> bool:
        """Whether the columns have one length, but for those left empty."""
        n = len(self.key)
        return len(self.name) == n and all(len(column) in (0, n) for column in self._others())

    def records(self) -> Iterator[PersonRecord | TieRecord]:
        """The same people one by one, each with their tie; raises ValueError where two columns differ in length."""
        if not self.are_even():
            raise ValueError("the columns of people differ in length")
        nothing = ("", "", (), (), (), "", "", "", (), None, None, 0)
        others = [column or repeat(default) for column, default in zip(self._others(), nothing, strict=True)]
        for (
            key, name, given, family, emails, phones, urls, title, organization, location, tags, as_of, since, line,
        ) in zip(self.key, self.name, *others, strict=False):  # fmt: skip
            positions = (Position(title, organization, as_of=as_of),) if title or organization else ()
            yield PersonRecord(
                key, name, given, family, emails, phones, urls, positions, location, tags,
                as_of=as_of, roster=self.roster, member=self.member, line=line,
            )  # fmt: skip
            if self.contact is not None:
                yield TieRecord(OWNER, key, self.contact, first=since, member=self.member, line=line)

    def _others(self) -> tuple[Sequence[Any], ...]:
        return (
            self.given_name, self.family_name, self.emails, self.phones, self.profile_urls, self.title,
            self.organization, self.location, self.tags, self.as_of, self.since, self.line,
        )  # fmt: skip


Columns = PersonColumns | TieColumns
"""What may stand for many records."""


@runtime_checkable
class ColumnImporter(Importer, Protocol):
    """An importer that can give columns; it is asked for these, and `read` gives the same one by one."""

    def read_columns(self, export: Export) -> Iterator[Reading | Columns]:
        """What `read` yields, in the same order, with columns for many people or ties."""


def one_by_one(readings: Iterable[Reading | Columns]) -> Iterator[Reading]:
    """The readings with a record for each person and tie: what `read` makes of `read_columns`."""
    keys: list[str] = []
    for reading in readings:
        if isinstance(reading, TieColumns):
            yield from reading.records(keys)
            continue
        if isinstance(reading, PersonColumns):
            keys += reading.key
            yield from reading.records()
            continue
        if isinstance(reading, PersonRecord):
            keys.append(reading.key)
        yield reading
