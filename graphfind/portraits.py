"""One person with their ties and the records behind them, for showing where each fact is from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graphfind.identity import Match
from graphfind.model import Hop, Person
from graphfind.reasons import reason
from graphfind.stores.base import RecordLine, Store
from graphfind.stores.said import Mark, meant, side_of


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody whom a person knows, and how."""

    person: Person
    hop: Hop


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person, their strongest ties of `ties_in_all`, their records and why these are one person."""

    person: Person
    ties: tuple[Acquaintance, ...]
    ties_in_all: int
    records: tuple[RecordLine, ...]
    matches: tuple[Match, ...]
    unasked: tuple[Person, ...] = ()
    """Between whom and the person the user wants no introduction, so that no tie is there."""


def portrait(store: Store, number: int, limit: int, today: date) -> Portrait:
    """The portrait of a person with at most `limit` ties, the strongest first."""
    strongest, ties_in_all = store.graph(today).strongest(number, limit)
    persons = store.persons([number, *strongest])
    ties = store.ties([(number, other) for other in strongest], today)
    return Portrait(
        person=persons[number],
        ties=tuple(
            Acquaintance(persons[other], Hop(tie, reason(tie, today)))
            for other, tie in zip(strongest, ties, strict=True)
        ),
        ties_in_all=ties_in_all,
        records=tuple(store.records_of(number)),
        matches=tuple(store.matches_of(number)),
        unasked=_unasked(store, number),
    )


def _unasked(store: Store, number: int) -> tuple[Person, ...]:
    """With whom the user said "don't ask" of a person, by name."""
    said = [one["ends"] for one in store.statements() if one.get("tie") == "dont-ask"]
    two_sided = ((side_of(ends, 0), side_of(ends, 1)) for ends in said)
    pairs = [sides for sides in two_sided if all(sides)]  # without the other side it is said of one person as such
    if not pairs:
        return ()
    known = store.persons_with({text for sides in pairs for side in sides for kind, text in side if kind == "rid"})
    found: set[int] = set()
    for one, other in ((_meant(store, known, a), _meant(store, known, b)) for a, b in pairs):
        found |= ({*other} if number in one else set()) | ({*one} if number in other else set())
    return tuple(sorted(store.persons(found - {number}).values(), key=lambda person: (person.name, person.id)))


def _meant(store: Store, known: Mapping[str, int], side: Sequence[Mark]) -> list[int]:
    """The persons whom one side of a word means, as the search takes it."""
    by_records = [known[text] for kind, text in side if kind == "rid" and text in known]
    marks = [] if by_records else [mark for mark in side if mark[0] != "rid"]
    by_identifiers = [number for kind, text in marks for number in store.identified(kind, text)]
    persons = store.persons({*by_records, *by_identifiers})
    return meant(*([(persons[n].id, n) for n in numbers] for numbers in (by_records, by_identifiers)))
