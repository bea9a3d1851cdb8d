"""What an importer yields, taken in: records made ready, ties gathered, and every row accounted for."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import fields, replace
from typing import Any

from graphfind.errors import GraphfindError, ImportRefused
from graphfind.escaping import encodable, terminal
from graphfind.gathering import KINDS, GatheredTies, RowCount
from graphfind.identity import anchor, forgotten_by, person_id
from graphfind.importer import ColumnImporter, Columns, Export, Importer, PersonColumns, TieColumns
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
from graphfind.normalize import has_mixed_scripts, identifiers, name_key
from graphfind.preparing import is_storable, prepare
from graphfind.report import MemberReport, Rows
from graphfind.sentences import some
from graphfind.stores.base import EvidenceRows, PreparedPeople, PreparedRecord

BATCH = 5_000
REASON_CHARS = 200
"""No reason for which a row was rejected is longer."""

_FORGOTTEN = "asked to be forgotten"
"""The reason for which a row is skipped that speaks of somebody who was forgotten."""


class Intake:
    """Takes the readings of one export in, once; `lineage` makes its records' content ids.

    `write` receives the records in batches as they come, or `write_people` those that came as columns;
    `is_forgotten` is asked of each one's identifiers and content id. Ties stay in memory until the end.
    """

    def __init__(
        self,
        lineage: str,
        region: str,
        write: Callable[[list[PreparedRecord]], None],
        is_forgotten: Callable[[list[str]], bool] | None,
        progress: Callable[[int], None] | None = None,
        write_people: Callable[[PreparedPeople], None] | None = None,
    ) -> None:
        self.faults: list[RowError] = []
        self.warnings: list[str] = []
        self._lineage = lineage
        self._region = region
        self._write = write
        self._write_people = write_people
        self._is_forgotten = is_forgotten
        self._progress = progress
        self._path = self._reader = ""
        self._batch: list[PreparedRecord] = []
        self._numbers: dict[str, int] = {}
        self._records = 0
        self._keys: list[str] = []  # in the order in which the importer yielded them
        self._by_place = array("i")
        self._ties = GatheredTies(self._numbers, self._by_place)
        self._rows: defaultdict[str, RowCount] = defaultdict(RowCount)
        self._tallies: dict[str, Tally] = {}
        self._evidence = GatheredTies({}, self._by_place).finish()
        self._members: tuple[MemberReport, ...] = ()
        self._mixed: set[str] = set()

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
            self.warnings += _warn_of_mixed(self._mixed)
        except (AttributeError, IndexError, TypeError, ValueError, OverflowError) as error:
            raise ImportRefused(
                f"{self._reader} yielded what cannot be kept ({type(error).__name__}); nothing was imported"
            ) from error

    def _add(self, reading: Reading | Columns) -> None:
        if isinstance(reading, TieRecord):
            self._add_tie(reading)
        elif isinstance(reading, PersonColumns):
            if not self._add_plain(reading):
                for record in reading.records():
                    self._add(record)
        elif isinstance(reading, TieColumns):
            if not self._ties.add_plain(reading, self._rows[reading.member]):
                for tie in reading.records(self._keys):
                    self._add_tie(tie)
        elif isinstance(reading, PersonRecord):
            self._add_person(reading)
            self._keys.append(reading.key)
            self._by_place.append(self._numbers[reading.key])
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
        name = name_key(record.name)
        if self._is_forgotten and self._is_forgotten([rid, *(forgotten_by(k, n) for k in known for n in ("", name))]):
            self._numbers[key] = self._numbers[record.key] = -1
            count.forgotten += count.is_new(record.line)
            return
        count.imported += count.is_new(record.line)
        self._mixed.update(filter(has_mixed_scripts, (record.name,)))
        self._numbers[key] = self._numbers[record.key] = self._records
        self._records += 1
        self._batch.append(PreparedRecord(record, name, known, person_id(anchor(known, rid))))
        if len(self._batch) >= BATCH:
            self._flush()

    def _add_plain(self, people: PersonColumns) -> bool:
        """Add many people at once, each with their tie, unless something is to be said of one; whether it did."""
        n, numbers = len(people.key), self._numbers
        if not n or not self._write_people or self._is_forgotten or not people.are_even() or not len(people.line):
            return False
        owner = numbers.get(OWNER, -1)
        if people.contact is not None and (owner < 0 or people.contact not in KINDS):
            return False
        if len(set(people.key)) < n or not numbers.keys().isdisjoint(people.key) or not is_storable(people):
            return False
        if not self._rows[people.member].are_new(array("i", people.line)):
            return False
        prepared = prepare(people, self._lineage, self._region)
        self._flush()
        first = self._records
        self._write_people(prepared)
        self._records += n
        if not "".join(people.name).isascii():
            self._mixed.update(filter(has_mixed_scripts, people.name))
        numbers.update(zip(people.key, range(first, self._records), strict=True))
        self._keys += people.key
        self._by_place.extend(range(first, self._records))
        if people.contact is not None:
            self._ties.add_contacts(owner, first, people)
        if self._progress:
            self._progress(self._records)
        return True

    def _add_tie(self, tie: TieRecord) -> None:
        try:
            a, b = self._numbers[tie.a], self._numbers[tie.b]
        except KeyError:
            if OWNER in (tie.a, tie.b) and OWNER not in self._numbers:
                raise ImportRefused(f"{self._path}: whose contacts are these? say --mine, or --owner NAME") from None
            raise ImportRefused(f"{self._reader} yielded a tie of somebody before any record of them") from None
        kind = KINDS.get(tie.kind)
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


def _warn_of_mixed(names: Collection[str]) -> list[str]:
    if not names:
        return []
    what = "1 name mixes" if len(names) == 1 else f"{len(names)} names mix"
    listed = some(sorted(names))
    return [f"{what} letters of different alphabets that look alike: {listed}"]


def _guarded(importer: Importer, export: Export) -> Iterator[Reading | Columns]:
    try:
        yield from importer.read_columns(export) if isinstance(importer, ColumnImporter) else importer.read(export)
    except (GraphfindError, MemoryError):
        raise
    except (Exception, SystemExit) as error:
        raise ImportRefused(
            f"{export.path}: the importer {importer.name!r} failed ({type(error).__name__}); nothing was imported"
        ) from error


def storable(record: PersonRecord) -> PersonRecord:
    """What can be stored of a record: a lone surrogate becomes the replacement character, and what stands on several
    lines of one address or tag is several. Raises TypeError for what is no text."""
    texts = [
        record.key, record.name, record.given_name, record.family_name, record.location, record.roster, record.member,
        *record.emails, *record.phones, *record.profile_urls, *record.tags,
    ]  # fmt: skip
    for position in record.positions:
        texts += (position.title, position.organization, position.location)
    for interest in record.interests:
        texts.append(interest.organization)
    text = "".join(texts)
    if "\n" in text or "" in record.emails + record.phones + record.profile_urls + record.tags:
        record = replace(
            record,
            emails=_parted(record.emails),
            phones=_parted(record.phones),
            profile_urls=_parted(record.profile_urls),
            tags=_parted(record.tags),
        )
    if not text.isascii() and encodable(text) is not text:
        replaced: PersonRecord = _encodable(record)
        return replaced
    return record


def _parted(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for text in texts for line in text.split("\n") if (part := line.strip()))


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, tuple):
        return tuple(map(_encodable, value))
    if isinstance(value, PersonRecord | Position | Interest):
        return replace(value, **{field.name: _encodable(getattr(value, field.name)) for field in fields(value)})
    return value
