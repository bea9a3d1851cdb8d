"""Connections: one person and one tie a row, in every shape the file has had."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graphfind.model import OWNER, EvidenceKind, PersonRecord, Position, Reading, TieRecord
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


def read_connections(
    member: ShapedMember,
    directory: Directory,
    today: date,
    as_of: date | None,
    contents: set[int],
    numbers: Numbers,
) -> Iterator[Reading]:
    """Yield the people and their ties to the owner, and enter each into the directory.

    A row that repeats another is merged; `contents` stands for the rows of all members of the kind. One that
    differs but bears the same profile is one more record of that person, outside the roster so that identity may
    join the two.
    """
    dates = Dates(today, member.texts("connected"))
    count = RowCount()
    for row in member.records(*_FIELDS, *_EMAILS, *_PHONES):
        if not isinstance(row, tuple):
            yield row
            continue
        line, (first, middle, last, url, company, title, connected, *addresses) = row
        emails = tuple(filter(None, addresses[: len(_EMAILS)]))
        profile = profile_key(url) if url else ""
        if not (first or last or profile or emails):
            count.skip("no name" if url or company or title else "blank")
            continue
        content = hash((first, middle, last, profile or url, company, title, connected, *addresses))
        if content in contents:
            count.merged += 1
            continue
        contents.add(content)
        name = " ".join(f"{first} {middle} {last}".split())
        since = dates[connected]
        known = directory.knows(profile)
        key = _key(directory, profile, name or "".join(emails[:1]), company, since)
        yield PersonRecord(
            key,
            name=name,
            given_name=first,
            family_name=last,
            emails=emails,
            phones=tuple(filter(None, addresses[len(_EMAILS) :])),
            profile_urls=tuple(filter(None, (url if profile else "", numbers.of(name, since)))),
            positions=(Position(title, company, as_of=as_of),) if title or company else (),
            as_of=as_of,
            roster="" if known else ROSTER,
            member=member.name,
            line=line,
        )
        if not known:
            directory.add_connection(key, profile, name, company)
            yield TieRecord(OWNER, key, EvidenceKind.CONNECTION, first=since, member=member.name, line=line)
        count.imported += 1
    yield count.tally(member.name)
    yield from dates.warnings(member.name)


def _key(directory: Directory, profile: str, name: str, company: str, since: date | None) -> str:
    """What a newer export will call the same person: the profile, else name and day, which outlast a job."""
    if profile:
        return directory.new_key(profile)
    day = since.isoformat() if since else ""
    return directory.new_key(name_only_key(name, day or company), name_only_key(name, company, day))
