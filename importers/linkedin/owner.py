"""Whose archive it is: their profile, addresses, positions and interests, and which profile URL is theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeVar

from graphfind.model import OWNER, Interest, PersonRecord, Position, Reading
from graphfind.normalize import email_key, name_key
from importers.dates import Dates, parse_date
from importers.linkedin.counting import RowCount
from importers.linkedin.members import Found, ShapedMember
from importers.linkedin.owner_profile import find_owner_profile

Fact = TypeVar("Fact")

_OLDEST_CAREER = 1900
"""No date of a living person's work or study is older."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner as far as the archive tells.

    `record` is None where nothing does; `profile` is canonical or "", `names` and `emails` are keys.
    `readings` account for the rows of the members that speak of the owner.
    """

    record: PersonRecord | None
    profile: str
    names: frozenset[str]
    emails: frozenset[str]
    readings: tuple[Reading, ...]


def read_owner(found: Found, today: date, as_of: date | None, number: str) -> Owner:
    """Gather the owner from the small members, and from the top of the lists of messages and invitations.

    `number` is the owner's member number, "" where unknown.
    """

    def position(texts: list[str], dates: Dates) -> Position | None:
        title, company, location, start, end = texts
        if not (title or company):
            return None
        return Position(title, company, location, dates[start], _ended(end, today), as_of)

    def study(texts: list[str], dates: Dates) -> Position | None:
        degree, school, start, end = texts
        if not school:
            return None
        return Position(degree, school, "", dates[start], _ended(end, today), as_of, study=True)

    readings: list[Reading] = []

    def gather(kind: str, fields: str, fact: Callable[[list[str], Dates], Fact | None]) -> list[Fact]:
        return _gathered(found.of(kind), fields.split(), fact, today, readings)

    profiles = gather("profile", "first last location", _names_and_place)
    addresses = gather("email addresses", "email primary", _email)
    phones = gather("phone numbers", "extension number", _phone)
    positions = gather("positions", "title company location start end", position)
    studies = gather("education", "degree school start end", study)
    interests = gather("company follows", "company date", _interest)
    first, last, location = profiles[0] if profiles else ("", "", "")
    name = f"{first} {last}".strip()
    seen = find_owner_profile(found, name)
    record = PersonRecord(
        OWNER,
        name=name or next(iter(seen.names), ""),
        given_name=first,
        family_name=last,
        emails=tuple(email for email, primary in sorted(addresses, key=lambda address: not address[1])),
        phones=tuple(phones),
        profile_urls=tuple(filter(None, (seen.url, number))),
        positions=(*positions, *studies),
        location=location,
        interests=_earliest(interests),
        as_of=as_of,
    )
    return Owner(
        record if record.name or record.emails or record.profile_urls else None,
        seen.profile,
        frozenset(filter(None, map(name_key, (name, *seen.names)))),
        frozenset(filter(None, (email_key(email) for email, _ in addresses))),
        tuple(readings),
    )


def _gathered(
    members: Iterable[ShapedMember],
    fields: list[str],
    fact: Callable[[list[str], Dates], Fact | None],
    today: date,
    readings: list[Reading],
) -> list[Fact]:
    """One fact a row, each once; how the rows came out is appended to `readings`."""
    facts: dict[Fact, None] = {}
    for member in members:
        dates = Dates(today, chain(member.texts("start"), member.texts("date")), since=_OLDEST_CAREER)
        count = RowCount()
        for row in member.records(*fields):
            if not isinstance(row, tuple):
                readings.append(row)
                continue
            value = fact(row[1], dates)
            if value is None:
                count.skip("blank")
            elif value in facts:
                count.merged += 1
            else:
                facts[value] = None
                count.imported += 1
        readings.extend((count.tally(member.name), *dates.warnings(member.name)))
    return list(facts)


def _names_and_place(texts: list[str], _: Dates) -> tuple[str, str, str] | None:
    first, last, location = texts
    return (first, last, location) if first or last else None


def _email(texts: list[str], _: Dates) -> tuple[str, bool] | None:
    email, primary = texts
    return (email, primary.casefold() in ("yes", "true")) if email else None


def _phone(texts: list[str], _: Dates) -> str | None:
    extension, number = texts
    return f"{extension} {number}".strip() if number else None


def _interest(texts: list[str], dates: Dates) -> Interest | None:
    company, since = texts
    return Interest(company, dates[since]) if company else None


def _earliest(interests: list[Interest]) -> tuple[Interest, ...]:
    """Each organization once, as of the first time it was followed."""
    first: dict[str, Interest] = {}
    for interest in interests:
        known = first.get(interest.organization)
        if known is None or (interest.since and (known.since is None or interest.since < known.since)):
            first[interest.organization] = interest
    return tuple(first.values())


def _ended(text: str, today: date) -> date | None:
    """An end that lies ahead, as that of a course, is none yet."""
    day = parse_date(text)
    return day if day and day <= today else None
