"""What the user says themselves: who they are, how well people know each other, and whom to forget."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Literal

from graphfind.errors import UsageError
from graphfind.identity import anchor, person_id, resolve
from graphfind.intake import storable
from graphfind.lookup import find_people, find_person
from graphfind.model import OWNER, PersonRecord, TieOverride
from graphfind.normalize import email_key, identifiers, name_key, profile_key
from graphfind.ownership import Lineage
from graphfind.stores.base import NewSource, PreparedRecord, Store

KeptOut = Literal["address", "name", "row"]
"""By what imports know somebody forgotten: an address, one that others have with their name, or the row alone."""

ME = "me"
"""The importer of the one source that the user speaks."""


def name_me(store: Store, name: str, emails: Sequence[str], profiles: Sequence[str], today: date) -> None:
    """Say who is searching; said again, it takes the place of what was said before.

    In place of the name an e-mail address or a profile may stand, that of one known person. Raises UsageError for an
    address that is none, and for one in place of the name that is nobody's or several people's.
    """
    if email_key(name) or profile_key(name):
        if not find_people(store, name):
            what = 'me: nobody with that address is known; give your name: graphfind me "Mara Lindqvist" --email …'
            raise UsageError(what)
        number = find_person(store, name)
        emails, profiles = ((*emails, name), profiles) if email_key(name) else (emails, (*profiles, name))
        name = store.persons([number])[number].name
    if not name_key(name):
        raise UsageError('me: give your name, as in: graphfind me "Mara Lindqvist"')
    for email in emails:
        if not email_key(email):
            raise UsageError("--email: is not an e-mail address")
    for profile in profiles:
        if not profile_key(profile):
            raise UsageError("--profile: is not a LinkedIn profile URL (linkedin.com/in/…)")
    record = storable(PersonRecord(OWNER, name, emails=tuple(emails), profile_urls=tuple(profiles), as_of=today))
    known = identifiers(record, "")
    lineage = str(Lineage(ME, ME, "", ""))
    said = hashlib.sha256(repr((name, known)).encode("utf-8", "replace")).hexdigest()
    with store.writing(today) as writing:
        for older in store.sources():
            if older.source.importer == ME:
                writing.remove_source(older.number)
        number = writing.begin_source(NewSource(ME, lineage, said, "", ME, record.name, "stated", True, today))
        prepared = PreparedRecord(record, name_key(name), known, person_id(anchor(known, f"{lineage}#{OWNER}")))
        writing.add_records(number, [prepared])
        writing.settle(resolve(writing.candidates(), writing.verdicts()), today)


def set_tie(store: Store, who: int, other: int | None, value: TieOverride, today: date) -> None:
    """Say how well two persons know each other; without the other it is my own tie to them.

    "dont-ask" said of one person means that they are never asked for an introduction, by anybody; another word takes
    that back. Raises UsageError where it is not known who I am, or where both are the same person.
    """
    if value == "dont-ask" and other is None:
        pair: tuple[int, int | None] = (who, None)
    elif other is None:
        egos = store.egos()
        if not egos:
            raise UsageError('say who you are first: graphfind me "Your Name"')
        pair = (egos[0], who)
    else:
        pair = (who, other)
    _check_two(*pair)
    with store.writing(today) as writing:
        if other is None:
            writing.drop_overrides(who, None)
        writing.set_override(*pair, value, today)


def forget_tie(store: Store, who: int, other: int | None, today: date) -> bool:
    """Take back what was said of two persons; without the other, of one as such and of my own tie to them.

    Returns whether anything was. Raises UsageError where both are the same person.
    """
    pairs: list[tuple[int, int | None]] = [(who, other)]
    if other is None:
        pairs += [(ego, who) for ego in store.egos()]
    for pair in pairs:
        _check_two(*pair)
    with store.writing(today) as writing:
        return sum(writing.drop_overrides(*pair) for pair in pairs) > 0


def _check_two(who: int, other: int | None) -> None:
    if who == other:
        raise UsageError("a tie needs two different people")


def forget(store: Store, who: int, today: date) -> KeptOut:
    """Erase a person for good; imports leave them out from then on, as far as they can be told. Returns by what.

    Raises UsageError for me and for the owner of a source: withdraw that first.
    """
    if who in store.egos():
        raise UsageError("that is you; delete the store's file to forget everything")
    owned = [s.source.id for s in store.sources() if who in store.owners(s.number)]
    if owned:
        raise UsageError(f"their own export is in the store; first run: graphfind withdraw {owned[0]}")
    told = _told_by(store, who)
    with store.writing(today) as writing:
        writing.forget(who)
        writing.settle(resolve(writing.candidates(), writing.verdicts()), today)
    store.scrub()
    return told


def _told_by(store: Store, who: int) -> KeptOut:
    known = {("phone", phone) for phone in store.persons([who])[who].phones}
    for line in store.records_of(who):
        known |= {*identifiers(line.record)}
    if any(store.identified(*identifier) == [who] for identifier in known):
        return "address"
    return "name" if known else "row"
