"""The keys of an export's people, and which of its rows repeat each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from hashlib import blake2b

from graphfind.normalize import email_key, profile_key

ID_PREFIX = "id:"
"""Stands before the id in the key of a row that has one, so that no id is taken for another key."""

_NAME_SHIFT, _MEMBER_SHIFT = 30, 54
_FACT_MASK, _NAME_MASK, _SAID_MASK = (1 << 30) - 1, (1 << 24) - 1, (1 << _MEMBER_SHIFT) - 1
_NAMELESS = hash("") & _NAME_MASK

_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


class NoKey(Enum):
    """Why a row gets no key."""

    REPEATED = auto()
    ID_TAKEN = auto()


class Register:
    """Gives each person of an export a key that stays the same from export to export.

    It keeps some 150 bytes a person: the key with a mark of 60 bits, which holds hashes of what the row
    says and of its name, and the table it stands in. Marks are compared only between rows that claim one key.
    """

    def __init__(self) -> None:
        self.marks: dict[str, int] = {}
        self.ambiguous_ids: set[str] = set()
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
        mark |= self._member << _MEMBER_SHIFT
        for key in self._by_id(own_id, mark) if own_id else _by_content(profiles, emails, facts):
            known = self.marks.get(key)
            if known is None:
                self.marks[key] = mark
                return key
            if not (known ^ mark) & _SAID_MASK:
                return NoKey.REPEATED
        return NoKey.ID_TAKEN

    def named_alike(self, key: str, other: str) -> bool:
        """Whether two people bear one name, as far as both bear one."""
        a, b = (self.marks[k] >> _NAME_SHIFT & _NAME_MASK for k in (key, other))
        return a == b or _NAMELESS in (a, b)

    def _by_id(self, own_id: str, mark: int) -> Iterator[str]:
        key = ID_PREFIX + own_id
        yield key
        known = self.marks[key]
        if (known ^ mark) >> _MEMBER_SHIFT:
            if (known ^ mark) >> _NAME_SHIFT & _NAME_MASK:
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
