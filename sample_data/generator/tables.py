"""The people table and the ties table: who else there is, and who knows whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from .archive import profile_url, table
from .dice import Dice
from .model import Person, TableRow, TableTie
from .vocabulary import Vocabulary
from .world import World

PEOPLE, TIES, NEWCOMERS = 400, 380, 45
"""Rows of the two tables, and how many people only the ties table names."""

BY_PROFILE, BY_EMAIL = 50, 35
"""How many of the people table's rows are somebody from an archive, and what tells so."""

UNTIL = date(2026, 10, 25)

PEOPLE_HEADER = ("id", "name", "email", "profile", "title", "organization", "location", "tags")
TIES_HEADER = ("source", "target", "relation", "since", "last", "strength", "evidence")


def people_rows(story: Mapping[str, Any], world: World, vocabulary: Vocabulary, seed: str) -> dict[str, TableRow]:
    """The rows of the people table by slug, in the table's order."""
    dice = Dice(f"{seed}/people table")
    told = [_told(entry, world) for entry in story["person"] if "table" in entry]
    me = world.people[story["owner"][0]["key"]]
    told.append(TableRow("", me, me.name, me.email, "", (dice.pick(vocabulary.phrases["tags"]),)))
    rows = told + _known(world, vocabulary, dice)
    while len(rows) < PEOPLE:
        person = world.populace.somebody()
        email = person.email if dice.chance(0.8) else ""
        profile = _spelling(person, dice) if dice.chance(0.3) else ""
        rows.append(TableRow("", person, person.name, email, profile, _tags(vocabulary, dice)))
    rows = dice.sample(rows, len(rows))
    return {
        row.person.slug: TableRow(f"P{number:04d}", row.person, row.name, row.email, row.profile, row.tags)
        for number, row in enumerate(rows, start=1)
    }


def people_csv(rows: Iterable[TableRow]) -> str:
    """The people table as a file."""
    return table(
        PEOPLE_HEADER,
        (
            [r.id, r.name, r.email, r.profile, r.person.title, r.person.organization, r.person.place, "; ".join(r.tags)]
            for r in rows
        ),
    )


def ties_csv(
    story: Mapping[str, Any], world: World, rows: Mapping[str, TableRow], vocabulary: Vocabulary, seed: str
) -> str:
    """The ties table as a file: the story's ties and rejected rows among many others."""
    dice = Dice(f"{seed}/ties table")
    told = [
        TableTie(
            *(_end(world.people[key], rows, kind) for key, kind in zip(t["between"], t["ends"], strict=True)),
            *t["cells"],
        )
        for t in story["tie"]
    ]
    told += [
        TableTie(*(_end(world.people[who], rows, kind) if kind else who for who, kind in t["ends"]), *t["cells"])
        for t in story["rejected"]
    ]
    ties = told + _others(world, rows, vocabulary, dice, TIES - len(told))
    return table(
        TIES_HEADER,
        (
            [t.source, t.target, t.relation, t.since, t.last, t.strength, t.evidence]
            for t in dice.sample(ties, len(ties))
        ),
    )


def _told(entry: Mapping[str, Any], world: World) -> TableRow:
    person = world.people[entry["key"]]
    email = person.email if entry["table"] in ("email", "both") else ""
    profile = profile_url(person, encoded=True) if entry["table"] in ("profile", "both") else ""
    return TableRow("", person, entry.get("table_name", person.name), email, profile, tuple(entry["tags"]))


def _known(world: World, vocabulary: Vocabulary, dice: Dice) -> list[TableRow]:
    """People of the archives whom the table lists too, told by profile or by address."""
    told = {person.slug for person in world.people.values()}
    contacts = {c.person.slug: c for o in world.owners for c in o.contacts if not c.outdated}
    others = [contact for slug, contact in contacts.items() if slug not in told]
    listed = [c.person for c in dice.sample([c for c in others if not c.shows_email], BY_PROFILE)]
    mailed = [c.person for c in dice.sample([c for c in others if c.shows_email], BY_EMAIL)]
    return [TableRow("", p, p.name, "", _spelling(p, dice), _tags(vocabulary, dice)) for p in listed] + [
        TableRow("", p, p.name, p.email, "", _tags(vocabulary, dice)) for p in mailed
    ]


def _tags(vocabulary: Vocabulary, dice: Dice) -> tuple[str, ...]:
    return tuple(dice.sample(vocabulary.phrases["tags"], dice.weighted((0, 1, 2), (2, 6, 2))))


def _spelling(person: Person, dice: Dice) -> str:
    """One of the ways in which people copy the address of a profile."""
    slug = quote(person.slug, safe="")
    return dice.pick(
        (
            f"https://www.linkedin.com/in/{slug}",
            f"https://www.linkedin.com/in/{slug}/",
            f"linkedin.com/in/{person.slug}",
            f"https://se.linkedin.com/in/{slug}?trk=people-guest",
            f"www.linkedin.com/in/{slug}/en",
        )
    )


def _end(person: Person, rows: Mapping[str, TableRow], kind: str) -> str:
    """How a tie names one of its ends."""
    match kind:
        case "id":
            return rows[person.slug].id
        case "name":
            return person.name
        case "email":
            return person.email
    return profile_url(person, encoded=True)


def _others(
    world: World, rows: Mapping[str, TableRow], vocabulary: Vocabulary, dice: Dice, count: int
) -> list[TableTie]:
    """Ties among everybody whom the story does not name."""
    told = {person.slug for person in world.people.values()}
    listed = [row.person for slug, row in rows.items() if slug not in told]
    archived = [c.person for o in world.owners for c in o.contacts if c.person.slug not in told | rows.keys()]
    newcomers = [world.populace.somebody() for _ in range(NEWCOMERS)]
    by_tag = {tag: [p for p in listed if tag in rows[p.slug].tags] for tag in vocabulary.phrases["tags"]}
    names = Counter(row.name for row in rows.values())
    pairs: dict[frozenset[str], tuple[Person, Person]] = {}
    while len(pairs) < count:
        if newcomers:
            other = newcomers.pop()
        else:
            other = dice.pick(by_tag[dice.pick(vocabulary.phrases["tags"])] if dice.chance(0.7) else archived)
        shared = rows[other.slug].tags if other.slug in rows else ()
        one = dice.pick(by_tag[dice.pick(shared)] if shared and dice.chance(0.8) else listed)
        if one is not other:
            pairs.setdefault(frozenset((one.slug, other.slug)), (one, other))
    return [_tie(dice.sample(pair, 2), rows, names, vocabulary, dice) for pair in pairs.values()]


def _tie(
    pair: Sequence[Person], rows: Mapping[str, TableRow], names: Counter[str], vocabulary: Vocabulary, dice: Dice
) -> TableTie:
    since = dice.day(date(2008, 1, 1), date(2026, 3, 1))
    last = dice.day(since, UNTIL)
    source, target = (_some_end(person, rows, names, dice) for person in pair)
    strength = f"{dice.between(1, 18) / 20:g}" if dice.chance(0.3) else ""
    return TableTie(
        source,
        target,
        dice.pick(vocabulary.phrases["relations"]),
        since.isoformat() if dice.chance(0.8) else "",
        last.isoformat() if dice.chance(0.7) else "",
        strength,
        dice.pick(vocabulary.phrases["evidence"]) if dice.chance(0.6) else "",
    )


def _some_end(person: Person, rows: Mapping[str, TableRow], names: Counter[str], dice: Dice) -> str:
    row = rows.get(person.slug)
    if row is None:
        return _end(person, rows, dice.pick(("email", "profile")))
    kinds = ["id"] * 5 + ["email"] * 2 * bool(row.email) + ["profile"] * bool(row.profile)
    # Part of the names stand twice in the people table: those would fit two.
    kinds += ["name"] * 2 * (names[row.name] == 1)
    return _end(person, rows, dice.pick(kinds))
