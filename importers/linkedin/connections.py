"""Connections: one person and one tie a row, in every shape the file has had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from graphfind.importer import PersonColumns
from graphfind.model import EvidenceKind, Reading
from graphfind.normalize import profile_key
from importers.dates import Dates
from importers.linkedin.counting import RowCount
from importers.linkedin.directory import Directory, name_only_key
from importers.linkedin.members import ShapedMember
from importers.linkedin.numbers import Numbers

ROSTER = "connections"
"""Names the list: its rows that differ are different people."""

_FIELDS = ("first", "middle", "last", "url", "company", "position", "connected")
_EMAILS = ("email", "email2", "email3")
_PHONES = ("phone", "phone2", "phone3")

_Connection = tuple[str, str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...], str, str, date | None, int]
"""Key, name, given and family name, e-mail addresses, phones, profile URLs, title, company, since when, line."""


def read_connections(
    member: ShapedMember,
    directory: Directory,
    today: date,
    as_of: date | None,
    contents: set[int],
    numbers: Numbers,
) -> Iterator[Reading | PersonColumns]:
    """Yield the people and their ties to the owner, and enter each into the directory.

    A row that repeats another is merged; `contents` stands for the rows of all members of the kind. One that
    differs but bears the same profile is one more record of that person, outside the roster so that identity may
    join the two.
    """
    dates = Dates(today, member.texts("connected"))
    count = RowCount()
    for found in member.by_column():
        if not isinstance(found, tuple):
            yield found
            continue
        lines, columns = found
        texts = [_column(member, columns, name) for name in _FIELDS]
        addresses = [_parts(member, columns, names, len(lines)) for names in (_EMAILS, _PHONES)]
        people: list[_Connection] = []
        for line, first, middle, last, url, company, title, connected, emails, phones in zip(
            lines, *texts, *addresses, strict=True
        ):
            profile = profile_key(url) if url else ""
            if not (first or last or profile or emails):
                count.skip("no name" if url or company or title else "blank")
                continue
            content = hash((first, middle, last, profile or url, company, title, connected, emails, phones))
            if content in contents:
                count.merged += 1
                continue
            contents.add(content)
            name = " ".join(f"{first} {middle} {last}".split())
            since = dates[connected]
            known = directory.knows(profile)
            key = _key(directory, profile, name or "".join(emails[:1]), company, since)
            number = numbers.of(name, since)
            urls = (url,) if profile and not number else tuple(filter(None, (url if profile else "", number)))
            count.imported += 1
            person = (key, name, first, last, emails, phones, urls, title, company, since, line)
            if known:
                yield from _as_columns(people, as_of, member.name, ROSTER, EvidenceKind.CONNECTION)
                yield from _as_columns([person], as_of, member.name)
                people.clear()
            else:
                directory.add_connection(key, profile, name, company)
                people.append(person)
        yield from _as_columns(people, as_of, member.name, ROSTER, EvidenceKind.CONNECTION)
    yield count.tally(member.name)
    yield from dates.warnings(member.name)


def _column(member: ShapedMember, columns: Sequence[Sequence[str]], name: str) -> Sequence[str]:
    """The texts of a field, empty where it has no column."""
    at = member.columns.get(name)
    return [""] * len(columns[0]) if at is None else list(map(str.strip, columns[at]))


def _parts(
    member: ShapedMember, columns: Sequence[Sequence[str]], names: Iterable[str], rows: int
) -> Sequence[tuple[str, ...]]:
    """The texts of several fields for each row, without empty ones."""
    parts = [_column(member, columns, name) for name in names if name in member.columns]
    if not any(map(any, parts)):
        return [()] * rows
    return [tuple(filter(None, texts)) for texts in zip(*parts, strict=True)]


def _as_columns(
    people: Sequence[_Connection],
    as_of: date | None,
    member: str,
    roster: str = "",
    contact: EvidenceKind | None = None,
) -> Iterator[PersonColumns]:
    """The people as one reading, in the order of its fields; nothing where there is nobody."""
    if people:
        key, name, first, last, emails, phones, urls, title, company, since, line = zip(*people, strict=True)
        yield PersonColumns(
            key, name, first, last, emails, phones, urls, title, company, as_of=[as_of] * len(key),
            since=since, line=line, contact=contact, roster=roster, member=member,
        )  # fmt: skip


def _key(directory: Directory, profile: str, name: str, company: str, since: date | None) -> str:
    """What a newer export will call the same person: the profile, else name and day, which outlast a job."""
    if profile:
        return directory.new_key(profile)
    day = since.isoformat() if since else ""
    return directory.new_key(name_only_key(name, day or company), name_only_key(name, company, day))
