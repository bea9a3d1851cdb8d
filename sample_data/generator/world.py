"""The whole of the sample data before it is written: the story's people, set among many others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from .correspondence import LINKEDIN_BEGINNING, Correspondence
from .dice import Dice
from .model import Contact, Owner, Person
from .people import Populace
from .vocabulary import Name, Vocabulary

SHARED = 0.07
"""The share of an owner's contacts who are in an earlier owner's list, too."""

SHOWS_EMAIL = 0.04
"""Real exports of recent years give an address in 3 to 5 of 100 rows."""

NAMESAKES = 0.009
"""Makes about 1.8 % of people share their name with another one, as seen in real exports."""


@dataclass(frozen=True, slots=True)
class World:
    """The story's people by key, the owners in the story's order, and where more people come from."""

    people: Mapping[str, Person]
    owners: tuple[Owner, ...]
    populace: Populace


def build_world(story: Mapping[str, Any], vocabulary: Vocabulary, seed: str) -> World:
    """Put the story's people and everybody else into the owners' archives."""
    told = [*story["owner"], *story["person"]]
    populace = Populace(vocabulary, Dice(f"{seed}/people"), {entry["name"].replace("|", " ") for entry in told})
    people = {entry["key"]: _planted(populace, entry) for entry in told}
    owners = tuple(Owner(o["key"], people[o["key"]], o["exported"], o) for o in story["owner"])
    world = World(people, owners, populace)
    letters = Correspondence(vocabulary.phrases, Dice(f"{seed}/story"))
    for link in story["link"]:
        _connect_owners(world, letters, link)
    for entry in story["person"]:
        _place(world, letters, entry)
    for group in story["group"]:
        owner = _owner(world, group["owner"])
        members = [owner.person, *(people[key] for key in group["people"])]
        owner.messages.extend(letters.group(members, group["title"], group["messages"], group["last"]))
    for owner in owners:
        _surround(world, owner, vocabulary, Dice(f"{seed}/{owner.key}"))
    return world


def _planted(populace: Populace, entry: Mapping[str, Any]) -> Person:
    given, family = (Name.parse(part) for part in entry["name"].split("|"))
    work = (entry["title"], entry["organization"], entry["place"])
    person = populace.planted(given, family, *work, slug=entry.get("slug", ""), email=entry.get("email", ""))
    shown_given, _, shown_family = entry.get("shown", f"{person.given}|{person.family}").partition("|")
    before = entry.get("before")
    return replace(
        person, shown_given=shown_given, shown_family=shown_family, before=(before[0], before[1]) if before else None
    )


def _owner(world: World, key: str) -> Owner:
    return next(owner for owner in world.owners if owner.key == key)


def _connect_owners(world: World, letters: Correspondence, link: Mapping[str, Any]) -> None:
    """Everything between two owners stands in both archives, each from its owner's side."""
    a, b = (_owner(world, key) for key in link["owners"])
    out, back, last = link["messages"]
    talk = letters.exchange(a.person, b.person, (out, back), link["since"], last)
    given, received = link["endorsements"]
    endorsed = letters.endorsements(b.person, given, link["since"], last, given=True)
    endorsed += letters.endorsements(b.person, received, link["since"], last, given=False)
    asked = letters.invitation(b.person, link["since"], outgoing=True)
    for owner, other in ((a, b), (b, a)):
        # Only the first owner's list shows the address: the other one's export may lack the profile.
        owner.contacts.append(Contact(other.person, link["since"], owner is a and link.get("shows_email", False)))
        owner.messages.extend(m for m in talk if m.at.date() < owner.exported)
        owner.invitations.append(replace(asked, person=other.person, outgoing=owner is a))
        owner.endorsements.extend(replace(e, person=other.person, given=e.given is (owner is a)) for e in endorsed)
    if "recommendation" in link:
        author = _owner(world, link["recommendation"])
        subject = b if author is a else a
        words = letters.recommendation(subject.person, link["since"], last, given=True)
        author.recommendations.append(words)
        subject.recommendations.append(replace(words, person=author.person, given=False))


def _place(world: World, letters: Correspondence, entry: Mapping[str, Any]) -> None:
    """Put a person of the story into the archives that have them."""
    person = world.people[entry["key"]]
    for key, since in entry.get("connected", {}).items():
        owner = _owner(world, key)
        shows_email, outdated = key in entry.get("shows_email", ()), bool(person.before) and owner.profile.get("basic")
        owner.contacts.append(Contact(person, since, shows_email, bool(outdated)))
        if key in entry.get("messages", {}):
            out, back, last = entry["messages"][key]
            owner.messages.extend(letters.exchange(owner.person, person, (out, back), since, last))
        given, received = entry.get("endorsements", {}).get(key, (0, 0))
        owner.endorsements.extend(letters.endorsements(person, given, since, owner.exported, given=True))
        owner.endorsements.extend(letters.endorsements(person, received, since, owner.exported, given=False))
        if key in entry.get("recommendations", {}):
            given_one = entry["recommendations"][key] == "given"
            owner.recommendations.append(letters.recommendation(person, since, owner.exported, given=given_one))


def _surround(world: World, owner: Owner, vocabulary: Vocabulary, dice: Dice) -> None:
    """Give an owner everybody whom the story does not name, and what they exchanged."""
    letters = Correspondence(vocabulary.phrases, dice)
    told = {person.slug for person in world.people.values()}
    others = [c for o in world.owners[: world.owners.index(owner)] for c in o.contacts if c.person.slug not in told]
    known = dice.sample(others, int(owner.profile["contacts"] * SHARED))
    fresh: list[Contact] = [_seen_earlier(world, contact, owner, dice) for contact in known]
    while len(owner.contacts) + len(fresh) < owner.profile["contacts"]:
        namesake = dice.chance(NAMESAKES) and fresh
        person = world.populace.namesake(dice.pick(fresh).person) if namesake else world.populace.somebody()
        fresh.append(Contact(person, _recently(dice, owner.exported), dice.chance(SHOWS_EMAIL)))
    owner.contacts.extend(fresh)
    owner.contacts.sort(key=lambda c: (c.since, c.person.slug), reverse=True)
    strangers = [world.populace.somebody() for _ in range(12)]
    _write_letters(owner, fresh, strangers, letters, dice)
    _praise(owner, fresh, strangers, letters, dice)
    owner.address_book.extend(c.person for c in dice.sample(fresh, owner.profile["address_book"] // 3))
    while len(owner.address_book) < owner.profile["address_book"]:
        owner.address_book.append(world.populace.somebody())
    some = dice.sample(world.populace.organizations, 8)
    names = [*owner.profile["follows"], *(organization.name for organization in some)]
    owner.follows.extend((name, _recently(dice, owner.exported)) for name in names)


def _seen_earlier(world: World, contact: Contact, owner: Owner, dice: Dice) -> Contact:
    """Somebody of an earlier owner's list; an older export may still show their last position."""
    since = _recently(dice, owner.exported)
    if owner.profile.get("basic") and dice.chance(0.4):
        person = replace(contact.person, before=world.populace.new_position(contact.person))
        return Contact(person, since, outdated=True)
    return Contact(contact.person, since)


def _write_letters(
    owner: Owner, fresh: list[Contact], strangers: list[Person], letters: Correspondence, dice: Dice
) -> None:
    for contact in dice.sample(fresh, owner.profile["partners"]):
        last = dice.day(contact.since, owner.exported - timedelta(days=1))
        talk = letters.exchange(owner.person, contact.person, letters.counts(), contact.since, last)
        owner.messages.extend(talk)
    if owner.profile["partners"]:
        owner.messages.extend(letters.oddities(owner, strangers))
        for person in strangers[8:10]:
            last = _recently(dice, owner.exported)
            owner.messages.extend(letters.exchange(owner.person, person, (1, 2), last, last, "ARCHIVE"))
    for contact in dice.sample([c for c in owner.contacts if c.since > date(2019, 1, 1)], 22):
        if all(contact.person is not invitation.person for invitation in owner.invitations):
            outgoing = dice.chance(0.45)
            owner.invitations.append(letters.invitation(contact.person, contact.since, outgoing=outgoing))
    for person in strangers[:8]:
        day = _recently(dice, owner.exported)
        owner.invitations.append(letters.invitation(person, day, outgoing=dice.chance(0.5)))


def _praise(owner: Owner, fresh: list[Contact], strangers: list[Person], letters: Correspondence, dice: Dice) -> None:
    for contact in dice.sample(fresh, 17):
        given, count = dice.chance(0.4), dice.between(1, 3)
        owner.endorsements.extend(
            letters.endorsements(contact.person, count, contact.since, owner.exported, given=given)
        )
    for person in strangers[10:]:
        day = _recently(dice, owner.exported)
        owner.endorsements.extend(letters.endorsements(person, 1, day, owner.exported, given=False))
        owner.recommendations.append(letters.recommendation(person, day, owner.exported, given=False))
    for contact in dice.sample([c for c in fresh if c.person.organization and not c.outdated], 2):
        owner.recommendations.append(
            letters.recommendation(contact.person, contact.since, owner.exported, given=dice.chance(0.5))
        )


def _recently(dice: Dice, until: date) -> date:
    """A day before `until`, the nearer the likelier."""
    span = (until - LINKEDIN_BEGINNING).days
    return until - timedelta(days=1 + int(span * (dice.below(10_000) / 10_000) ** 1.7))
