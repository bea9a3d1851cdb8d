"""Whose the member numbers are that some invitations (2024) bear where others bear profiles.

A number is for certain one person's, a name is not: a number goes to whom its rows name only where one person alone
in the whole archive bears that name, and one number alone stands beside it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from graphfind.normalize import member_urn, name_key, profile_key
from importers.dates import Dates
from importers.linkedin.directory import split_urls
from importers.linkedin.members import Found, ShapedMember
from importers.linkedin.recognition import fold

_CLOCKS = timedelta(days=1)
"""How far two days of one archive may differ for one moment: some are of the owner's time zone, some are UTC's."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The owner's number, "" where unknown, and those of connections by the keys of their names.

    With each stands the day of its last invitation.
    """

    owner: str = ""
    _by_name: Mapping[str, tuple[str, date | None]] = field(default_factory=dict)

    def of(self, name: str, since: date | None) -> str:
        """The number of the connection of this name, "" where unknown; nobody invites whom they know already."""
        if not self._by_name:
            return ""
        number, invited = self._by_name.get(name_key(name), ("", None))
        return "" if invited and since and since < invited - _CLOCKS else number


@dataclass(slots=True)
class _Invited:
    numbers: set[str] = field(default_factory=set)
    last: date | None = None


def find_numbers(found: Found, today: date) -> Numbers:
    """The numbers that an archive tells of; reads more than the invitations only where these bear numbers."""
    members = [member for member in found.of("invitations") if _bears_numbers(member)]
    if not members:
        return Numbers()
    owners: set[str] = set()
    invited: defaultdict[str, _Invited] = defaultdict(_Invited)
    for member in members:
        dates = Dates(today, member.texts("date"))
        for row in member.records("from", "from_url", "to", "to_url", "direction", "date"):
            if not isinstance(row, tuple):
                continue
            sender, sender_number, to, to_number, direction, sent = row[1]
            if not direction:
                continue
            ours, name, theirs = sender_number, to, to_number
            if not direction.casefold().startswith("out"):
                ours, name, theirs = to_number, sender, sender_number
            owners.add(member_urn(ours))
            one = invited[name_key(name)]
            one.numbers.add(member_urn(theirs))
            day = dates[sent]
            one.last = max(filter(None, (one.last, day)), default=None)
    owner = owners.pop() if len(owners) == 1 else ""
    bearers = _bearers(found, invited)
    told = {
        name: (number, one.last)
        for name, one in invited.items()
        if name and len(one.numbers) == len(bearers[name]) == 1 and (number := min(one.numbers)) and number != owner
    }
    borne = Counter(number for number, _ in told.values())
    return Numbers(owner, {name: of for name, of in told.items() if borne[of[0]] == 1})


def _bears_numbers(member: ShapedMember) -> bool:
    at = [member.columns[name] for name in ("from_url", "to_url") if name in member.columns]
    return any(fold(member.header[column]).endswith("urn") for column in at)


def _bearers(found: Found, names: Collection[str]) -> Mapping[str, set[str]]:
    """Who bears each of these names: profiles, and rows of connections that have none."""
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    seen: set[tuple[str, str]] = set()
    for name, url, row in _named(found):
        if (name, url or row) in seen:
            continue
        seen.add((name, url or row))
        if (key := name_key(name)) in names and (bearer := profile_key(url) or row):
            bearers[key].add(bearer)
    return bearers


def _named(found: Found) -> Iterator[tuple[str, str, str]]:
    """Name and profile URL of everybody whom a row names with one, and the row where it is a connection's."""
    for member in found.of("connections"):
        for row in member.records("first", "middle", "last", "url"):
            if isinstance(row, tuple):
                yield " ".join(row[1][:3]), row[1][3], f"{member.name}:{row[0]}"
    for member in found.of("messages"):
        for row in member.records("from", "from_url", "to", "to_urls"):
            if isinstance(row, tuple):
                sender, sender_url, to, to_urls = row[1]
                yield sender, sender_url, ""
                if len(split_urls(to_urls)) == 1:
                    yield to, to_urls, ""
    for member in found.of("endorsements given", "endorsements received"):
        for row in member.records("first", "last", "url"):
            if isinstance(row, tuple):
                yield " ".join(row[1][:2]), row[1][2], ""
