"""The keys of an export's people, and which of its rows repeat each other."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from enum import Enum, auto
from hashlib import blake2b

from graphfind.normalize import email_key, profile_key

ID_PREFIX = "id:"
"""Stands before the id in the key of a row that has one, so that no id is taken for another key."""

_NAME_SHIFT = 30
_FACT_MASK, _NAME_MASK = (1 << 30) - 1, (1 << 24) - 1
_NAMELESS = hash("") & _NAME_MASK

_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


class NoKey(Enum):
    """Why a row gets no key."""

    REPEATED = auto()
    ID_TAKEN = auto()


class Register:
    """Gives each person of an export a key that stays the same from export to export.

    It keeps some 150 bytes a person: the key with its place, which counts the people from 0, a mark that holds
    hashes of what the row says and of its name, and the table it stands in. Marks are compared only between rows
    that claim one key.
    """

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.ambiguous_ids: set[str] = set()
        self._marks = array("q")
        self._members = array("i")
        self._member = 0

    def begin_member(self) -> None:
        """Say that the rows that follow are another table's."""
        self._member += 1

    def enter(
        self, own_id: str, profiles: tuple[str, ...], emails: tuple[str, ...], name: str, facts: tuple[object, ...]
    ) -> str | NoKey:
        """The key of a row that says `facts`: its id, else one of its addresses, else a digest of the facts.

        An id names one person of a table; another table's row with the same id and name is that person's, too.
        """
        mark = hash(facts) & _FACT_MASK | (hash(name.casefold()) & _NAME_MASK) << _NAME_SHIFT
        for key in self._by_id(own_id, mark) if own_id else _by_content(profiles, emails, facts):
            known = self.places.get(key)
            if known is None:
                self._add(key, mark)
                return key
            if self._marks[known] == mark:
                return NoKey.REPEATED
        return NoKey.ID_TAKEN

    def enter_newcomer(self, key: str) -> None:
        """Take in somebody whom no row of people tells of, under a key that nobody bears."""
        self._add(key, _NAMELESS << _NAME_SHIFT)

    def named_alike(self, key: str, other: str) -> bool:
        """Whether two people bear one name, as far as both bear one."""
        a, b = (self._marks[self.places[k]] >> _NAME_SHIFT for k in (key, other))
        return a == b or _NAMELESS in (a, b)

    def _add(self, key: str, mark: int) -> None:
        self.places[key] = len(self.places)
        self._marks.append(mark)
        self._members.append(self._member)

    def _by_id(self, own_id: str, mark: int) -> Iterator[str]:
        key = ID_PREFIX + own_id
        yield key
        known = self.places[key]
        if self._members[known] != self._member:
            if (self._marks[known] ^ mark) >> _NAME_SHIFT:
                self.ambiguous_ids.add(key)
            yield f"id#{self._member}:{own_id}"


def address_keys(profiles: tuple[str, ...], emails: tuple[str, ...]) -> Iterator[str]:
    """The canonical spellings of somebody's addresses: LinkedIn profiles, e-mail addresses, other URLs."""
    for profile in profiles:
        if key := profile_key(profile):
            yield key
    for email in emails:
        if key := email_key(email):
            yield f"email:{key}"
    for profile in profiles:
        if key := _url_key(profile):
            yield key


def _by_content(profiles: tuple[str, ...], emails: tuple[str, ...], facts: tuple[object, ...]) -> Iterator[str]:
    yield from address_keys(profiles, emails)
    yield "row:" + blake2b(ascii(facts).encode(), digest_size=12).hexdigest()


def _url_key(url: str) -> str:
    """A URL without what may differ between spellings; "" for LinkedIn's, which are profiles or nobody's."""
    rest = _SCHEME.sub("", url.strip()).casefold().partition("#")[0].partition("?")[0].rstrip("/")
    host = rest.partition("/")[0]
    return "" if not host or host == "linkedin.com" or host.endswith(".linkedin.com") else f"url:{rest}"
