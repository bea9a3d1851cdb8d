"""One person with their ties and the records behind them, for showing where each fact is from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graphfind.identity import Match
from graphfind.model import Hop, Person
from graphfind.reasons import reason
from graphfind.stores.base import RecordLine, Store


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
    )
