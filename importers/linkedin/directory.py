"""Who has been named in an archive, and to which of its people a later mention belongs.

A profile URL tells for certain, however it is spelled. Where a mention has none, or no connection has one (exports
until May 2022), a full name tells if exactly one connection bears it, or one at the mentioned company.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from graphfind.model import PersonRecord, Position
from graphfind.normalize import name_key, organization_key, profile_key
from importers.linkedin.recognition import fold

_BETWEEN_URLS = re.compile(r"[\s,;|]+")

_DELETED = frozenset(
    {"linkedin member", "linkedin-mitglied", "membre linkedin", "membre de linkedin", "miembro de linkedin"}
    | {"utente linkedin", "membro linkedin", "membro do linkedin", "usuário do linkedin", "linkedin-lid"}
)
"""What stands for the name of somebody who has left LinkedIn."""


class Mention(NamedTuple):
    """How a row names somebody."""

    name: str
    url: str = ""
    company: str = ""
    title: str = ""


class Unknown(Enum):
    """Why a mention leads to no connection; the value is the reason its row is skipped for."""

    OWNER = "the owner"
    DELETED = "deleted member"
    NAMELESS = "no name"
    SEVERAL = "ambiguous name"
    NO_PERSON = "not a person's profile"
    STRANGER = "not a connection"


class _Connection(NamedTuple):
    name: str
    company: str
    key: str
    has_profile: bool


_Name = tuple[str, str, bool]
"""A name's key, a company's or "" for any, and whether connections with a profile count, too."""


class Directory:
    """The people of one archive by profile and by name, and the keys of their records."""

    def __init__(self, owner_profile: str) -> None:
        """`owner_profile` is the owner's canonical profile, "" where unknown."""
        self._owner_profile = owner_profile
        self._keys: set[str] = set()
        self._profiles: set[str] = set()
        self._connections: list[_Connection] = []
        self._some_lack_profile = False
        self._numbers: dict[str, int] = {}
        self._by_name: dict[_Name, str | Unknown] = {}

    def new_key(self, *candidates: str) -> str:
        """The first candidate that no record bears yet, else the last with a number; it is taken from now on."""
        key = candidates[0]
        if key in self._keys:
            key = next((candidate for candidate in candidates if candidate not in self._keys), "")
        while not key:
            number = self._numbers.get(candidates[-1], 1) + 1
            self._numbers[candidates[-1]] = number
            numbered = f"{candidates[-1]}#{number}"
            key = "" if numbered in self._keys else numbered
        self._keys.add(key)
        return key

    def knows(self, key: str) -> bool:
        """Whether a record bears a key already."""
        return key in self._keys

    def add_connection(self, key: str, profile: str, name: str, company: str) -> None:
        """Enter a connection under its record's key; `profile` is canonical or ""."""
        if profile:
            self._profiles.add(profile)
        else:
            self._some_lack_profile = True
        self._connections.append(_Connection(name, company, key, bool(profile)))
        self._by_name.clear()

    def find(self, mention: Mention) -> str | Unknown:
        """The key of the connection a mention means, or why there is none."""
        profile = profile_key(mention.url) if mention.url else ""
        if profile:
            if profile == self._owner_profile:
                return Unknown.OWNER
            if profile in self._profiles:
                return profile
            found = self._named(mention, with_profile=False) if self._some_lack_profile else Unknown.STRANGER
            return Unknown.STRANGER if found is Unknown.SEVERAL else found
        if is_deleted(mention.name):
            return Unknown.DELETED
        if mention.url and not mention.url.startswith("urn:"):
            return Unknown.NO_PERSON
        return self._named(mention, with_profile=True) if mention.name else Unknown.NAMELESS

    def meet(self, mention: Mention, member: str, line: int) -> tuple[str, PersonRecord | None] | Unknown:
        """The key of whom a mention means, and a record of them where this is the first that is heard of them.

        Somebody who is no connection is a person of their own: one with a profile by it, one without by name
        and company.
        """
        found = self.find(mention)
        if found is not Unknown.STRANGER:
            return (found, None) if isinstance(found, str) else found
        if not mention.name:
            return Unknown.NAMELESS
        key = profile_key(mention.url) or name_only_key(mention.name, mention.company)
        if key in self._keys:
            return key, None
        self._keys.add(key)
        position = Position(mention.title, mention.company)
        return key, PersonRecord(
            key,
            name=mention.name,
            profile_urls=(mention.url,) if profile_key(mention.url) else (),
            positions=(position,) if mention.title or mention.company else (),
            member=member,
            line=line,
        )

    def _named(self, mention: Mention, *, with_profile: bool) -> str | Unknown:
        """The only connection of a name, else the only one of them at the mentioned company."""
        name = name_key(mention.name)
        index = self._index()
        found = index.get((name, "", with_profile), Unknown.STRANGER) if name else Unknown.STRANGER
        if found is Unknown.SEVERAL and mention.company:
            return index.get((name, _company_key(mention.company), with_profile), found)
        return found

    def _index(self) -> dict[_Name, str | Unknown]:
        # Most archives never ask for a name, and keys of 30,000 names take a while: built when first needed.
        if not self._by_name:
            for connection in self._connections:
                name, company = name_key(connection.name), _company_key(connection.company)
                for at in {"", company}:
                    for with_profile in (True,) if connection.has_profile else (True, False):
                        entry = (name, at, with_profile)
                        self._by_name[entry] = Unknown.SEVERAL if entry in self._by_name else connection.key
        return self._by_name


def is_deleted(name: str) -> bool:
    """Whether a name is what stands for that of somebody who has left LinkedIn."""
    return name.casefold() in _DELETED


def name_only_key(name: str, *details: str) -> str:
    """The key of somebody known by name only; `details` tell namesakes apart."""
    return "|".join(("name:" + (name_key(name) or fold(name) or name), *(fold(d) for d in details if d)))


def _company_key(company: str) -> str:
    # A placeholder ("Independent") names no organization, yet tells namesakes apart.
    return organization_key(company) or fold(company)


def split_urls(cell: str) -> tuple[str, ...]:
    """The URLs in one cell, be they parted by commas, semicolons or blanks."""
    return tuple(filter(None, _BETWEEN_URLS.split(cell)))
