"""The rows of a table of people: a record each, and whom they name as their manager, assistant and the like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from graphfind.importer import Columns, ImportOptions, PersonColumns
from graphfind.model import EvidenceKind, Reading, RowError, Tally, TieRecord, Warned
from importers.phones import Phones
from importers.tables.aliases import aliases, fold
from importers.tables.columns import Reference
from importers.tables.content import EMAIL, is_email, is_url
from importers.tables.dates import TableDates
from importers.tables.ends import Ends
from importers.tables.layout import Layout, UnusedColumns
from importers.tables.register import NoKey, Register

_SINGLE = (
    "id", "name", "given_name", "middle_name", "family_name", "nickname", "title", "organization",
    "location", "city", "region", "country", "as_of", "status",
)  # fmt: skip
_SEPARATORS = re.compile(r"\s*(?::::|[;,|\n])\s*")
_FEWEST_DIGITS = 3
_AT_ONCE = 1_000
_LOST = "that cannot be read; it is left out"


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody whom a row names beside its own person: the word for their tie, and where it stands."""

    key: str
    end: str
    relation: str
    member: str
    line: int


def read_people(
    layout: Layout, options: ImportOptions, register: Register, mentions: list[Mention]
) -> Iterator[Reading | Columns]:
    """Yield whoever a row tells of, and that they are a contact where the user named an owner.

    Whom else the rows name is added to `mentions`. A row that names nobody is skipped, as is one whose status
    says that the person declined or was deleted; one that repeats another is merged.
    """
    register.begin_member()
    member, columns = layout.member.name, layout.columns
    pick = itemgetter(*map(columns.one, _SINGLE))
    emails_at, phones_at, profiles_at, tags_at = map(columns.all, ("email", "phone", "profile", "tags"))
    dates = TableDates(options.today, layout, "as_of")
    left_out = aliases().values["left_out"]
    heading = layout.header[0]
    unused = UnusedColumns(layout)
    numbers = Phones(options.region)
    imported = merged = 0
    skipped: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    people = _Gathered(member, EvidenceKind.CONTACT if options.owned else None)
    for row in layout.rows():
        if not isinstance(row, tuple):
            yield from people.given()
            yield row
            continue
        line, cells = row
        (
            own_id, name, given, middle, family, nickname, title, organization,
            location, city, region, country, updated, status,
        ) = map(str.strip, pick(cells))  # fmt: skip
        if unused.pending:
            unused.look_at(cells)
        name = name or " ".join(filter(None, (given, middle, family))) or nickname
        emails = _emails(cells, emails_at, lost) if emails_at else ()
        profiles = _profiles(cells, profiles_at, lost) if profiles_at else ()
        if "@" in name and is_email(name):
            emails, name = tuple(dict.fromkeys((*emails, name))), ""
        if not (name or emails or profiles):
            skipped["no name" if any(map(str.strip, cells)) else "blank"] += 1
            continue
        if status and fold(status) in left_out:
            skipped["declined or deleted"] += 1
            continue
        if cells[0] == heading and cells[:-1] == list(layout.header):
            skipped["the header again"] += 1
            continue
        phones = _phones(cells, phones_at, lost) if phones_at else ()
        tags = _tags(cells, tags_at) if tags_at else ()
        location = location or ", ".join(filter(None, (city, region, country)))
        as_of = dates[updated]
        key = register.enter(
            own_id, profiles, emails, name,
            (name, given, family, emails, phones, profiles, title, organization, location, tags, as_of),
        )  # fmt: skip
        if isinstance(key, NoKey):
            if key is NoKey.REPEATED:
                merged += 1
            else:
                yield from people.given()
                yield RowError(member, line, "its id stands in an earlier row that says something else")
            continue
        imported += 1
        if phones:
            numbers.look_at(phones)
        people.rows.append(
            (key, name, given, family, emails, phones, profiles, title, organization, location, tags, as_of, line)
        )
        if len(people.rows) == _AT_ONCE:
            yield from people.given()
        if columns.references:
            mentions += _mentions(cells, columns.references, key, member, line)
    yield from people.given()
    yield Tally(member, imported, merged, tuple(sorted(skipped.items())))
    yield from unused.warnings()
    yield from (Warned(f"{count} × {what} {_LOST}", member) for what, count in sorted(lost.items()))
    yield from numbers.warnings(member)
    yield from dates.warnings(member)


@dataclass(slots=True)
class _Gathered:
    """People of one table until they are given as columns; `contact` says how the owner knows them."""

    member: str
    contact: EvidenceKind | None
    rows: list[tuple[Any, ...]] = field(default_factory=list)

    def given(self) -> Iterator[PersonColumns]:
        """The people so far, who are not given again; nothing where there are none."""
        if self.rows:
            (
                keys, names, given, family, emails, phones, profiles, titles, organizations, locations, tags, as_of,
                line,
            ) = zip(*self.rows, strict=True)  # fmt: skip
            self.rows.clear()
            yield PersonColumns(
                keys, names, given, family, emails, phones, profiles, titles, organizations, locations, tags, as_of,
                line=line, contact=self.contact, member=self.member,
            )  # fmt: skip


def read_mentions(mentions: Iterable[Mention], ends: Ends) -> Iterator[Reading]:
    """Yield a tie for each mention that fits exactly one person of the tables."""
    unknown: Counter[tuple[str, str]] = Counter()
    for mention in mentions:
        key = ends.find_known(mention.end)
        if not key:
            unknown[mention.member, mention.relation] += 1
        elif key != mention.key:
            yield TieRecord(
                mention.key,
                key,
                EvidenceKind.RELATION,
                relation=mention.relation,
                member=mention.member,
                line=mention.line,
            )
    for (member, relation), count in sorted(unknown.items()):
        yield Warned(f"{count} × {relation} fits nobody in the tables, or two people; no tie came of it", member)


def _emails(cells: Sequence[str], columns: Sequence[int], lost: Counter[str]) -> tuple[str, ...]:
    found: list[str] = []
    for column in columns:
        if cell := cells[column]:
            addresses = EMAIL.findall(cell)
            found += addresses
            if not addresses and not cell.isspace():
                lost["an e-mail address"] += 1
    return tuple(dict.fromkeys(found))


def _profiles(cells: Sequence[str], columns: Sequence[int], lost: Counter[str]) -> tuple[str, ...]:
    found: list[str] = []
    for column in columns:
        if cell := cells[column].strip():
            urls = [piece for piece in re.split(r"[\s;,|]+", cell) if is_url(piece)]
            found += urls
            if not urls:
                lost["a profile URL"] += 1
    return tuple(dict.fromkeys(found))


def _phones(cells: Sequence[str], columns: Sequence[int], lost: Counter[str]) -> tuple[str, ...]:
    found: list[str] = []
    for column in columns:
        if cell := cells[column].strip():
            pieces = _SEPARATORS.split(cell)
            numbers = [piece for piece in pieces if sum(map(str.isdigit, piece)) >= _FEWEST_DIGITS]
            found += numbers
            if not numbers:
                lost["a phone number"] += 1
    return tuple(dict.fromkeys(found))


def _tags(cells: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    everybody = aliases().values["everybody"]
    pieces = [piece.lstrip("* ") for column in columns if cells[column] for piece in _SEPARATORS.split(cells[column])]
    return tuple(dict.fromkeys(tag for piece in pieces if (tag := piece.strip()) and fold(tag) not in everybody))


def _mentions(
    cells: Sequence[str], references: Sequence[Reference], key: str, member: str, line: int
) -> Iterator[Mention]:
    for reference in references:
        if end := cells[reference.column].strip():
            word = cells[reference.relation_column].lstrip("* ").strip() if reference.relation_column >= 0 else ""
            yield Mention(key, end, word or reference.relation, member, line)
