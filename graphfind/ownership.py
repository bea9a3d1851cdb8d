"""Whose contacts an export lists, and which older export of theirs it replaces."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Literal

from graphfind.errors import GraphfindError, ImportRefused
from graphfind.importer import Claim
from graphfind.lookup import PERSON_ID, SHOWN, describe, find_people, find_person
from graphfind.model import OWNER, Person, PersonRecord
from graphfind.normalize import email_key, identifiers, name_key, names_compatible, profile_key
from graphfind.sentences import some
from graphfind.stores.base import Store, StoredSource
from graphfind.values import value

_COPY = re.compile(r"( ?\(\d+\)|_\d{1,2})$")
"""What a browser or an archive adds to the name of a second file."""

_COPY_OF_ANY = re.compile(r" ?\(\d+\)$")
"""What only a browser adds: a table called list_2 or guests_2025 is another one than list_1 or guests_2024."""

_CONTAINER = "archive"


@value
class Lineage:
    """What two exports of the same contacts share; its text names the source of a record for good.

    `shape` tells the files of one owner apart: "archive" for a whole one, else the files' names.
    """

    importer: str
    shape: str
    owner: str
    profile: str

    def __str__(self) -> str:
        return "|".join((self.importer, self.shape, self.owner, self.profile))

    @classmethod
    def parse(cls, text: str) -> Lineage:
        """The lineage of a stored source."""
        parts = [*text.split("|"), "", "", ""]
        return cls(*parts[:4])

    def succeeds(self, older: Lineage) -> bool:
        """Whether an export of this lineage takes the place of one of the older lineage.

        A whole archive takes the place of loose files, too. An owner's profile may be known to one
        of the two only: a small export does not tell it.
        """
        return self.shape in (older.shape, _CONTAINER) and self._is_of_the_same(older)

    def overlaps(self, older: Lineage) -> bool:
        """Whether an export of this lineage holds a file again that one of the older lineage came with."""
        both = self.shape, older.shape
        return (
            _CONTAINER not in both and not _files(both[0]).isdisjoint(_files(both[1])) and self._is_of_the_same(older)
        )

    def _is_of_the_same(self, older: Lineage) -> bool:
        return (
            self.importer == older.importer
            and self.owner == older.owner
            and (self.profile == older.profile or not (self.profile and older.profile))
        )


@value
class Ownership:
    """The owner's record, if there is one, and how it is known: "named" by the export or "stated" by the user."""

    record: PersonRecord | None
    kind: Literal["", "named", "stated"]
    lineage: Lineage
    warnings: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The owner's name, or else the address by which they are told."""
        return (
            next(filter(None, (self.record.name, *self.record.emails, *self.record.profile_urls)), "")
            if self.record
            else ""
        )


def settle(store: Store, claim: Claim, *, mine: bool, owner: str, region: str) -> Ownership:
    """Decide who the owner is; raises ImportRefused where that contradicts what is known."""
    named = _named_by(claim)
    record = named
    warnings: tuple[str, ...] = ()
    kind: Literal["", "named", "stated"] = "named" if named else "stated" if mine or owner else ""
    if mine:
        record = _mine(store, claim, named, region)
    elif owner:
        stated, warnings = _stated(store, owner)
        if named is None:
            record = stated
        elif _contradict(named, stated) or _is_of_others(store, named, stated):
            warnings = (f"the export itself says that it is {named.name}'s: --owner was left aside",)
        else:
            record, kind = _both(named, stated), "stated"
            warnings = () if identifiers(record) else warnings
    if record is not None:
        record = replace(record, key=OWNER)
    return Ownership(record, kind, _lineage(claim, record), warnings)


def older_exports(known: Sequence[StoredSource], owned: Ownership) -> list[StoredSource]:
    """The sources that the new one takes the place of, also in part, as the same table with another beside it."""
    lineages = [(stored, Lineage.parse(stored.lineage)) for stored in known]
    return [s for s, older in lineages if owned.lineage.succeeds(older) or owned.lineage.overlaps(older)]


def same_exports(known: Sequence[StoredSource], owned: Ownership) -> list[StoredSource]:
    """The sources of the very same files that the new one takes the place of, as when a store is read back."""
    return [stored for stored in known if owned.lineage.succeeds(Lineage.parse(stored.lineage))]


def refuse_part(path: str, older: Sequence[StoredSource], owned: Ownership) -> None:
    """Raise ImportRefused where an export lacks files that an older one came with, in whose place it would be."""
    shapes = [Lineage.parse(stored.lineage).shape for stored in older if owned.lineage.shape != _CONTAINER]
    lacking = sorted(set().union(*map(_files, shapes)) - _files(owned.lineage.shape))
    if lacking:
        listed = some([f"“{name}”" for name in lacking])
        raise ImportRefused(
            f"{path}: was imported together with {listed} and would replace that, too; give all these files in one "
            "call, import it with --force if the others are to go, or under another file name if it is another list"
        )


def source_id(claim: Claim, owned: Ownership, digest: str) -> str:
    """A readable id that follows from the content: importer, owner or file, and a piece of the digest."""
    text = owned.called or PurePosixPath(claim.export.path.name).stem
    words = re.sub(r"[^\w]+", "-", name_key(text) or text.casefold()).strip("-")[:20].strip("-")
    return f"{claim.importer.name}-{words or 'source'}-{digest[:6]}"


def refuse_another_me(store: Store, path: Path, mine: Sequence[PersonRecord]) -> None:
    """Raise ImportRefused where a dump has somebody else for me than the store; `mine` are its records of me."""
    theirs = {identifier for record in mine for identifier in identifiers(record, "")}
    names = [record.name for record in mine if record.name]
    for me in store.persons(store.egos()).values():
        ours = {*identifiers(_as_record(me), "")}
        if ours & theirs or not mine:
            continue
        fitting = any(names_compatible(one, other) for one in names for other in (me.name, *me.other_names))
        if (names and not fitting) or all(any(kind == "profile" for kind, _ in known) for known in (ours, theirs)):
            raise ImportRefused(
                f"{path}: is the store of {names[0] if names else 'somebody else'}, but you are {me.name}; "
                "read it into a store of its own with --store, or import the exports from which it was made"
            )


def _named_by(claim: Claim) -> PersonRecord | None:
    try:
        return claim.importer.owner(claim.export)
    except (GraphfindError, MemoryError):
        raise
    except (Exception, SystemExit) as error:
        raise ImportRefused(
            f"{claim.export.path}: the importer {claim.importer.name!r} failed ({type(error).__name__}); "
            "nothing was imported"
        ) from error


def _mine(store: Store, claim: Claim, named: PersonRecord | None, region: str) -> PersonRecord:
    if named is None:
        names = [known.source.owner for known in store.sources() if known.source.mine]
        if not names:
            raise ImportRefused(
                f'{claim.export.path}: does not say whose it is; say who you are first: graphfind me "Your Name"'
            )
        return PersonRecord(OWNER, name=names[0])
    known = dict(identifiers(named, region))
    for person in store.persons(store.egos()).values():
        ours = {profile_key(url) for url in person.profile_urls}
        shared = known.get("profile") in ours or known.get("email") in person.emails
        called = (person.name, *person.other_names)
        other = bool(ours and known.get("profile")) or not any(names_compatible(named.name, name) for name in called)
        if other and not shared:
            raise ImportRefused(
                f"{claim.export.path}: is the export of {named.name}, but you are {person.name}; "
                "import it without --mine, or say who you are with 'graphfind me'"
            )
    return named


def _stated(store: Store, who: str) -> tuple[PersonRecord, tuple[str, ...]]:
    """The owner by what the user calls them and nothing else, lest it matter what was imported before."""
    if PERSON_ID.fullmatch(who):
        number = find_person(store, who)
        return _as_record(store.persons([number])[number]), ()
    if profile_key(who):
        return PersonRecord(OWNER, profile_urls=(who,)), ()
    if email_key(who):
        return PersonRecord(OWNER, emails=(who,)), ()
    if not name_key(who):
        raise ImportRefused("--owner: give a name, an e-mail address or a profile URL")
    found = sorted(store.persons(find_people(store, who)).values(), key=lambda person: person.id)
    listed = "; ".join(map(describe, found[:SHOWN]))
    doubt = f"{len(found)} people are called {who}: {listed}; withdraw this source and give --owner their profile or id"
    return PersonRecord(OWNER, name=who), (doubt,) * (len(found) > 1)


def _is_of_others(store: Store, named: PersonRecord, stated: PersonRecord) -> bool:
    """Whether the address that the user tells is known to be somebody else's."""
    owners = {number for kind, value in identifiers(stated) for number in store.identified(kind, value)}
    return bool(owners) and all(_contradict(named, _as_record(one)) for one in store.persons(owners).values())


def _as_record(person: Person) -> PersonRecord:
    return PersonRecord(OWNER, name=person.name, emails=person.emails, profile_urls=person.profile_urls)


def _contradict(named: PersonRecord, stated: PersonRecord) -> bool:
    """Whether the two cannot be one: they share no address, and differ in name or profile."""
    ours, theirs = identifiers(named), identifiers(stated)
    profiles = [any(kind == "profile" for kind, _ in known) for known in (ours, theirs)]
    differ = bool(named.name and stated.name) and not names_compatible(named.name, stated.name)
    return not {*ours} & {*theirs} and (differ or all(profiles))


def _both(named: PersonRecord, stated: PersonRecord) -> PersonRecord:
    """What the export says of its owner, with the addresses by which the user tells them."""
    return replace(
        named,
        name=named.name or stated.name,
        emails=tuple(dict.fromkeys((*named.emails, *stated.emails))),
        profile_urls=tuple(dict.fromkeys((*named.profile_urls, *stated.profile_urls))),
    )


def _lineage(claim: Claim, owner: PersonRecord | None) -> Lineage:
    export = claim.export
    loose = claim.importer.fallback or any(member.name == export.path.name for member in export.members)
    shape = _CONTAINER
    if loose:
        copy = _COPY_OF_ANY if claim.importer.fallback else _COPY
        shape = shape_of(*(copy.sub("", PurePosixPath(member.name).stem).casefold() for member in export.members))
    profile = dict(identifiers(owner, "")).get("profile", "") if owner else ""
    key = name_key(owner.name) or next((v for _, v in identifiers(owner, "")), "") if owner else ""
    return Lineage(claim.importer.name, shape, key.replace("|", "/"), profile.replace("|", "/"))


def shape_of(*names: str) -> str:
    """What tells the files of these names from others of the same owner; of many, a digest."""
    shape = "+".join(sorted(name.replace("+", "&").replace("|", "/") for name in names))
    return shape if len(shape) <= 80 else hashlib.sha256(shape.encode("utf-8", "replace")).hexdigest()[:16]


def _files(shape: str) -> frozenset[str]:
    return frozenset(shape.split("+"))
