"""What an importer yields, gathered: records made ready, ties as columns, and every row accounted for."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

import numpy as np

from graphfind.errors import GraphfindError, ImportRefused
from graphfind.escaping import encodable, terminal
from graphfind.identity import anchor, person_id
from graphfind.importer import Export, Importer
from graphfind.model import (
    OWNER,
    EvidenceKind,
    Interest,
    PersonRecord,
    Position,
    Reading,
    RowError,
    Tally,
    TieRecord,
    Warned,
)
from graphfind.normalize import identifiers, name_key
from graphfind.report import MemberReport, Rows
from graphfind.stores.base import EvidenceRows, PreparedRecord

BATCH = 5_000
REASON_CHARS = 200
"""No reason for which a row was rejected is longer."""

_UNKNOWN = float("nan")
_KINDS = {kind: code for code, kind in enumerate(EvidenceKind)}
_FORGOTTEN = "asked to be forgotten"
"""The reason for which a row is skipped that speaks of somebody who was forgotten."""


class Intake:
    """Takes the readings of one export in, once; `lineage` makes its records' content ids.

    `write` receives the records in batches as they come; `is_forgotten` is asked of each one's
    identifiers and content id. Ties stay in memory as columns, about 45 bytes each.
    """

    def __init__(
        self,
        lineage: str,
        region: str,
        write: Callable[[list[PreparedRecord]], None],
        is_forgotten: Callable[[list[str]], bool] | None,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self.faults: list[RowError] = []
        self.warnings: list[str] = []
        self._lineage = lineage
        self._region = region
        self._write = write
        self._is_forgotten = is_forgotten
        self._progress = progress
        self._path = self._reader = ""
        self._batch: list[PreparedRecord] = []
        self._numbers: dict[str, int] = {}
        self._records = 0
        self._ties = _TieColumns()
        self._rows: defaultdict[str, _RowCount] = defaultdict(_RowCount)
        self._tallies: dict[str, Tally] = {}
        self._evidence = self._ties.finish()
        self._members: tuple[MemberReport, ...] = ()

    def take(self, owner: PersonRecord | None, importer: Importer, export: Export) -> None:
        """Read everything. What a plug-in raises, or yields that is no reading, becomes one line that names it."""
        self._path = str(export.path)
        self._reader = f"{export.path}: the importer {importer.name!r}"
        try:
            if owner is not None:
                self._add_person(replace(owner, key=OWNER))
            for reading in _guarded(importer, export):
                self._add(reading)
            self._flush()
            self._evidence, self._members = self._ties.finish(), self._accounts()
        except (AttributeError, TypeError, ValueError, OverflowError) as error:
            raise ImportRefused(
                f"{self._reader} yielded what cannot be kept ({type(error).__name__}); nothing was imported"
            ) from error

    def _add(self, reading: Reading) -> None:
        if isinstance(reading, TieRecord):
            self._add_tie(reading)
        elif isinstance(reading, PersonRecord):
            self._add_person(reading)
        elif isinstance(reading, RowError):
            reason = terminal(reading.reason)[:REASON_CHARS]
            self.faults.append(replace(reading, member=encodable(reading.member), reason=reason))
        elif isinstance(reading, Tally):
            self._tallies[encodable(reading.member)] = reading
        elif isinstance(reading, Warned):
            self.warnings.append(f"{reading.member}: {reading.text}" if reading.member else reading.text)
        else:
            raise TypeError

    @property
    def people(self) -> int:
        """How many persons were read, the owner left out."""
        return self._records - (OWNER in self._numbers)

    def evidence(self) -> EvidenceRows:
        """The ties; the ends are places among the records."""
        return self._evidence

    def members(self) -> tuple[MemberReport, ...]:
        """Every member's rows, by name."""
        return self._members

    def _accounts(self) -> tuple[MemberReport, ...]:
        rejected = Counter(fault.member for fault in self.faults)
        names = sorted(self._rows.keys() | self._tallies.keys() | rejected.keys())
        return tuple(self._member(name, rejected[name]) for name in names if name)

    def _member(self, name: str, rejected: int) -> MemberReport:
        tally = self._tallies.get(name)
        counted = self._rows[name]
        forgotten = counted.forgotten
        if tally is None:
            imported, merged, why = counted.imported, counted.merged, Counter[str]()
        else:
            forgotten = min(forgotten, tally.imported)
            imported, merged, why = tally.imported - forgotten, tally.merged, Counter(dict(tally.skipped))
        if forgotten:
            why[_FORGOTTEN] += forgotten
        return MemberReport(name, Rows(imported, merged, sum(why.values()), rejected), tuple(sorted(why.items())))

    def _add_person(self, record: PersonRecord) -> None:
        key, record = record.key, storable(record)
        count = self._rows[record.member]
        if record.key in self._numbers:
            self._numbers[key] = self._numbers[record.key]
            count.merged += count.is_new(record.line)
            return
        known = identifiers(record, self._region)
        rid = f"{self._lineage}#{record.key}"
        if self._is_forgotten and self._is_forgotten([rid, *(f"{kind}:{value}" for kind, value in known)]):
            self._numbers[key] = self._numbers[record.key] = -1
            count.forgotten += count.is_new(record.line)
            return
        count.imported += count.is_new(record.line)
        self._numbers[key] = self._numbers[record.key] = self._records
        self._records += 1
        self._batch.append(PreparedRecord(record, name_key(record.name), known, person_id(anchor(known, rid))))
        if len(self._batch) >= BATCH:
            self._flush()

    def _add_tie(self, tie: TieRecord) -> None:
        try:
            a, b = self._numbers[tie.a], self._numbers[tie.b]
        except KeyError:
            if OWNER in (tie.a, tie.b) and OWNER not in self._numbers:
                raise ImportRefused(f"{self._path}: whose contacts are these? say --mine, or --owner NAME") from None
            raise ImportRefused(f"{self._reader} yielded a tie of somebody before any record of them") from None
        kind = _KINDS.get(tie.kind)
        if kind is None:
            raise ImportRefused(
                f"{self._reader} yielded a tie of a kind there is not; there are {', '.join(EvidenceKind)}"
            )
        count = self._rows[tie.member]
        if a < 0 or b < 0:
            count.forgotten += count.is_new(tie.line)
            return
        if a == b:
            count.merged += count.is_new(tie.line)
            return
        if tie.strength is not None and not 0 < tie.strength <= 1:
            raise ValueError
        count.imported += count.is_new(tie.line)
        self._ties.add(a, b, kind, tie)

    def _flush(self) -> None:
        if self._batch:
            self._write(self._batch)
            self._batch = []
            if self._progress:
                self._progress(self._records)


class _RowCount:
    """The rows of a member, for importers that keep no tally: a row's readings come one after another."""

    __slots__ = ("_last", "forgotten", "imported", "merged")

    def __init__(self) -> None:
        self.imported = self.merged = self.forgotten = 0
        self._last = 0

    def is_new(self, line: int) -> bool:
        """Whether a line has not been counted yet."""
        fresh = line != self._last
        self._last = line
        return fresh and line > 0


class _TieColumns:
    """Ties as growing columns: ten numbers and a strength each."""

    def __init__(self) -> None:
        self._numbers = array("i")
        self._strengths = array("d")
        self._relations: dict[str, int] = {"": 0}
        self._members: dict[str, int] = {}

    def add(self, a: int, b: int, kind: int, tie: TieRecord) -> None:
        first, last, strength = tie.first, tie.last, tie.strength
        relations, members = self._relations, self._members
        self._numbers.extend((
            a,
            b,
            kind,
            tie.outgoing,
            tie.incoming,
            first.toordinal() if first else 0,
            last.toordinal() if last else 0,
            relations.setdefault(tie.relation, len(relations)),
            members.setdefault(tie.member, len(members)),
            tie.line,
        ))  # fmt: skip
        self._strengths.append(_UNKNOWN if strength is None else strength)

    def finish(self) -> EvidenceRows:
        numbers = np.frombuffer(self._numbers or b"", np.int32).reshape(-1, 10)
        if numbers.min(initial=0) < 0:
            raise ValueError
        a, b, kind, outgoing, incoming, first, last, relation, member, line = numbers.T
        return EvidenceRows(
            a=a,
            b=b,
            kind=kind.astype(np.int8),
            outgoing=outgoing,
            incoming=incoming,
            first=first,
            last=last,
            strength=np.array(self._strengths, np.float64),
            relation=relation,
            member=member,
            line=line,
            relations=tuple(map(encodable, self._relations)),
            members=tuple(map(encodable, self._members)),
        )


def _guarded(importer: Importer, export: Export) -> Iterator[Reading]:
    try:
        yield from importer.read(export)
    except (GraphfindError, MemoryError):
        raise
    except (Exception, SystemExit) as error:
        raise ImportRefused(
            f"{export.path}: the importer {importer.name!r} failed ({type(error).__name__}); nothing was imported"
        ) from error


def storable(record: PersonRecord) -> PersonRecord:
    """A lone surrogate cannot be stored: it becomes the replacement character. Raises TypeError for what is no text."""
    try:
        "".join(_texts(record)).encode()
    except UnicodeEncodeError:
        replaced: PersonRecord = _encodable(record)
        return replaced
    return record


def _texts(record: PersonRecord) -> Iterator[str]:
    yield from (record.key, record.name, record.given_name, record.family_name, record.location, record.roster)
    yield record.member
    yield from (*record.emails, *record.phones, *record.profile_urls, *record.tags)
    for position in record.positions:
        yield from (position.title, position.organization, position.location)
    for interest in record.interests:
        yield interest.organization


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, tuple):
        return tuple(map(_encodable, value))
    if isinstance(value, PersonRecord | Position | Interest):
        return replace(value, **{field.name: _encodable(getattr(value, field.name)) for field in fields(value)})
    return value
