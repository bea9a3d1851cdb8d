"""Which profile is the owner's: the one that takes part in every message and every invitation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import islice

from graphfind.normalize import name_key, names_compatible, profile_key
from importers.linkedin.directory import is_deleted, split_urls
from importers.linkedin.members import Found, ShapedMember

_MOST_ROWS = 20_000
"""How much of a member is read where nobody gets far ahead, as with one conversation of years."""

_LEAD = 25
"""So far ahead of everybody else, no later row is needed."""

Participant = tuple[str, str]
"""A profile URL and the name that stands beside it, "" where it cannot be told."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Who takes part in one message or invitation; `tells` says that the owner must be among them, `alone` that the
    row itself says who the owner is."""

    participants: list[Participant]
    tells: bool = True
    alone: bool = False


@dataclass(frozen=True, slots=True)
class OwnerProfile:
    """The owner's profile as canonical key and as written, and the names it is called by; empty where unknown."""

    profile: str = ""
    url: str = ""
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class _Seen:
    """In how many rows a profile stands, in how many as the owner's, how it is written, and what it is called."""

    url: str
    rows: int = 0
    owned: int = 0
    names: dict[str, None] = field(default_factory=dict)


def find_owner_profile(found: Found, name: str) -> OwnerProfile:
    """The profile in most rows; among equals the one that is called `name`.

    Reads no further than it takes for one profile to be far ahead. Rows that name one side only (files
    without recipients' profiles) do not tell who the owner is: there, the name decides. Without a
    name, a single conversation does not tell which of the two is the owner. Where the owner's own
    profile is blank in the rows, a correspondent's is not taken for it.
    """
    seen: dict[str, _Seen] = {}
    keys: dict[str, str] = {"": ""}
    without: Counter[str] = Counter()
    total = 0
    for row in _rows(found):
        profiles = set()
        for url, called in row.participants:
            if url not in keys:
                keys[url] = profile_key(url)
            if profile := keys[url]:
                profiles.add(profile)
                names = seen.setdefault(profile, _Seen(url)).names
                if called:
                    names[called] = None
            elif called and not is_deleted(called):
                without[called] += row.tells
        if row.tells and profiles:
            total += 1
            for profile in profiles:
                seen[profile].rows += 1
                seen[profile].owned += row.alone
            if total % _LEAD == 0 and _is_far_ahead(seen):
                break
    most = max((one.rows for one in seen.values()), default=0)
    if most * 2 < total:
        return OwnerProfile()
    first = [profile for profile, one in seen.items() if one.rows == most]
    if len(first) > 1 or not total:
        key = name_key(name)
        first = [profile for profile in first if key and key in map(name_key, seen[profile].names)]
    if len(first) != 1 or _is_another(seen[first[0]], name, without):
        return OwnerProfile()
    owner = seen[first[0]]
    return OwnerProfile(first[0], owner.url, tuple(owner.names))


def _is_another(one: _Seen, name: str, without: Mapping[str, int]) -> bool:
    """Whether a profile may be a correspondent's instead of the owner's, since it bears another name than the owner.

    `without` counts in how many rows a name stands without a profile: the owner's name does, or some name wherever
    the profile does, which may be the owner's, too. Who keeps the given name is the owner, who is called otherwise now.
    """
    if one.owned or (name and not one.names) or (name and any(names_compatible(name, called) for called in one.names)):
        return False
    if name and any(names_compatible(name, called) for called in without):
        return True
    given = name_key(name).split()[:1]
    keeps_given = bool(given) and any(name_key(called).split()[:1] == given for called in one.names)
    return max(without.values(), default=0) >= one.rows and not keeps_given


def _is_far_ahead(seen: Mapping[str, _Seen]) -> bool:
    most, *others = nlargest(2, (one.rows for one in seen.values()))
    return most - max(others, default=0) >= _LEAD


def _rows(found: Found) -> Iterator[_Row]:
    for member in found.of("invitations"):
        yield from islice(_of_invitations(member), _MOST_ROWS)
    for member in found.of("messages"):
        yield from islice(_of_messages(member), _MOST_ROWS)


def _of_invitations(member: ShapedMember) -> Iterator[_Row]:
    """The owner alone where the direction tells, else both."""
    for row in member.records("direction", "from", "from_url", "to", "to_url"):
        if isinstance(row, tuple):
            direction, sender, sender_url, to, to_url = row[1]
            inviter, invitee = (sender_url, sender), (to_url, to)
            if direction:
                yield _Row([inviter if direction.casefold().startswith("out") else invitee], alone=True)
            else:
                yield _Row([inviter, invitee])


def _of_messages(member: ShapedMember) -> Iterator[_Row]:
    for row in member.records("from", "from_url", "to", "to_urls"):
        if isinstance(row, tuple):
            sender, sender_url, to, to_urls = row[1]
            recipients = split_urls(to_urls)
            called = to if len(recipients) < 2 else ""
            sides = [(url, called) for url in recipients or ("",)]
            yield _Row([(sender_url, sender), *sides], tells=bool(recipients))
