"""The address book the owner once uploaded: people with the e-mail addresses and phones that connections lack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphfind.importer import ImportOptions
from graphfind.model import OWNER, EvidenceKind, PersonRecord, Position, Reading, TieRecord
from graphfind.normalize import email_key, profile_key
from importers.dates import Dates
from importers.linkedin.counting import RowCount
from importers.linkedin.directory import Directory, name_only_key, split_urls
from importers.linkedin.members import ShapedMember
from importers.linkedin.owner import Owner
from importers.phones import Phones

_FIELDS = ("full", "first", "middle", "last", "company", "position", "emails", "phones", "date", "location", "profiles")
_BETWEEN_EMAILS = re.compile(r"[\s,;|]+")
_BETWEEN_PHONES = re.compile(r"\s*[,;|\n]\s*")


def read_contacts(
    member: ShapedMember, directory: Directory, owner: Owner, options: ImportOptions, seen: set[tuple[str, ...]]
) -> Iterator[Reading]:
    """Yield a person and a tie for each entry; which entries are connections is for identity to find out.

    An entry that repeats another is merged; `seen` holds those of all members of the kind.
    """
    numbers = Phones(options.region)
    dates = Dates(options.today, member.texts("date"))
    count = RowCount()
    for row in member.records(*_FIELDS):
        if not isinstance(row, tuple):
            yield row
            continue
        line, texts = row
        full, first, middle, last, company, title, emails_text, phones_text, created, location, profiles = texts
        name = full or " ".join(f"{first} {middle} {last}".split())
        emails = _parts(_BETWEEN_EMAILS, emails_text)
        phones = _parts(_BETWEEN_PHONES, phones_text)
        urls = tuple(url for url in split_urls(profiles) if profile_key(url))
        if not (name or emails or phones or urls):
            count.skip("blank")
            continue
        if not owner.emails.isdisjoint(map(email_key, emails)) or owner.profile in map(profile_key, urls):
            count.skip("the owner")
            continue
        if tuple(texts) in seen:
            count.merged += 1
            continue
        seen.add(tuple(texts))
        numbers.look_at(phones)
        key = directory.new_key(_key(name, emails, phones))
        yield PersonRecord(
            key,
            name=name,
            given_name=first,
            family_name=last,
            emails=emails,
            phones=phones,
            profile_urls=urls,
            positions=(Position(title, company),) if title or company else (),
            location=location,
            member=member.name,
            line=line,
        )
        yield TieRecord(OWNER, key, EvidenceKind.CONTACT, first=dates[created], member=member.name, line=line)
        count.imported += 1
    yield count.tally(member.name)
    yield from numbers.warnings(member.name)
    yield from dates.warnings(member.name)


def _parts(between: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, between.split(text.strip()))))


def _key(name: str, emails: tuple[str, ...], phones: tuple[str, ...]) -> str:
    """What a newer export will call the same entry."""
    email = next(filter(None, map(email_key, emails)), "")
    return f"contact:{email}" if email else f"contact:{name_only_key(name, *phones[:1])}"
