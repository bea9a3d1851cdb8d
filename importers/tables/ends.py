"""Whom the end of a tie means: somebody in the tables, or somebody new who is named by an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from graphfind.model import PersonRecord
from graphfind.normalize import name_key
from importers.tables.content import EMAIL, is_url
from importers.tables.register import ID_PREFIX, Register, address_keys

_TWO = ""
"""Stands in the place of a key where two people fit."""

_RECENT = 1 << 16


class Ends:
    """Finds the key of whoever an end means: by id, e-mail address, URL or full name, an id before the others.

    Ids are those of the register. Addresses are indexed when the first end asks for one, names when the first
    asks for a name, by reading the people again: ties between ids take no memory. Two records that share an
    address count as one person if they share the name as well, or if the address is a LinkedIn profile.
    `newcomers` are whoever an address named that nobody has, until they are admitted or dismissed.
    """

    def __init__(self, register: Register, people: Callable[[], Iterable[PersonRecord]]) -> None:
        """`people` gives all people of the register, from the start each time it is called."""
        self.reason = ""
        self._register = register
        self._people = people
        self._addresses: dict[str, str] | None = None
        self._names: dict[str, str] | None = None
        self._recent: dict[str, str] = {}
        self.newcomers: dict[str, PersonRecord] = {}

    @property
    def plain_places(self) -> Mapping[str, int]:
        """The places that ids lead to at once, after their prefix; none where some id means two people."""
        return self._register.places if not self._register.ambiguous_ids else {}

    def find_place(self, end: str) -> int:
        """The place of whom an end means, -1 where `find` finds nobody; the next ones are those of newcomers."""
        key = self.find(end)
        if not key:
            return -1
        places = self._register.places
        return places[key] if key in places else len(places) + list(self.newcomers).index(key)

    def find(self, end: str) -> str:
        """The key of whom an end means; "" where that is nobody or two, and then `reason` tells which.

        Somebody new, named by an address, waits to be admitted or dismissed.
        """
        return self._recent.get(end) or self._find(end)

    def find_known(self, end: str) -> str:
        """As `find`, but nobody new is found."""
        key = self.find(end)
        if key in self.newcomers:
            self.dismiss()
            return ""
        return key

    def admit(self, member: str, line: int) -> Iterator[PersonRecord]:
        """Take in those who are new since the last call; a row stands for them."""
        for key, record in self.newcomers.items():
            self._by_address()[key] = key
            self._register.enter_newcomer(key)
            yield replace(record, member=member, line=line)
        self.newcomers.clear()

    def dismiss(self) -> None:
        """Forget those who are new since the last call."""
        self.newcomers.clear()

    def _find(self, end: str) -> str:
        key: str | None = ID_PREFIX + end
        if key in self._register.ambiguous_ids:
            key = _TWO
        elif key not in self._register.places:
            # Most ends are e-mail addresses in their canonical spelling, or names.
            key = self._by_address().get(f"email:{end}")
            if key is None and (newcomer := _somebody_at(end)):
                key = self._by_address().get(newcomer.key)
                if key is None:
                    self.newcomers[newcomer.key] = newcomer
                    return newcomer.key
            elif key is None:
                key = self._by_name().get(name_key(end))
        if key:
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            self._recent[end] = key
            return key
        self.reason = "fits nobody in the tables, and is no address" if key is None else "fits two people"
        return ""

    def _by_address(self) -> dict[str, str]:
        if self._addresses is None:
            self._addresses = {}
            for record in self._people():
                for address in address_keys(record.profile_urls, record.emails):
                    known = self._addresses.setdefault(address, record.key)
                    certain = known == record.key or not address.startswith(("email:", "url:"))
                    if not certain and (known == _TWO or not self._register.named_alike(known, record.key)):
                        self._addresses[address] = _TWO
        return self._addresses

    def _by_name(self) -> dict[str, str]:
        if self._names is None:
            self._names = {}
            addresses = self._by_address()
            for record in self._people():
                if name := name_key(record.name):
                    known = self._names.setdefault(name, record.key)
                    if known != record.key and not any(
                        known and addresses.get(address) == known
                        for address in address_keys(record.profile_urls, record.emails)
                    ):
                        self._names[name] = _TWO
        return self._names


def _somebody_at(end: str) -> PersonRecord | None:
    """A record of whoever has the address that an end is ("Ann Lee <ann@lee.example>"), under the address's key."""
    name, emails, profiles = "", tuple[str, ...](), tuple[str, ...]()
    if found := EMAIL.search(end) if "@" in end else None:
        emails = (found[0],)
        if end.endswith(">"):
            name = end[: found.start()].rstrip("< ").strip("\"' ")
    elif is_url(end):
        profiles = (end,)
    key = next(address_keys(profiles, emails), "")
    return PersonRecord(key, name=name, emails=emails, profile_urls=profiles) if key else None
