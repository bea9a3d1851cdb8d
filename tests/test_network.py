"""The whole network as knots and links: everybody, or organizations where people are too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

import numpy as np
import pytest

from graphfind import network as module
from graphfind.graph import Snapshot, build
from graphfind.model import Person, Position
from graphfind.network import Knot, Network, network

TODAY = date(2026, 11, 1)
Ties = Sequence[tuple[int, int, float, bool]]


class SmallStore:
    """As much of a store as a network is made of; persons are numbered from 100."""

    def __init__(self, people: Sequence[Person], ties: Ties, egos: Sequence[int] = (0,)) -> None:
        self.people, self.ties, self._egos = people, ties, egos

    def snapshot(self, today: date) -> Snapshot:
        columns = [*zip(*self.ties, strict=True)] or [(), (), (), ()]
        return build(
            np.arange(len(self.people)) + 100,
            np.asarray(columns[0], np.int32),
            np.asarray(columns[1], np.int32),
            -np.log(np.asarray(columns[2], np.float64)),
            np.asarray(columns[3], np.bool_),
            np.zeros(len(self.people), np.bool_),
        )

    def everyone(self) -> Iterator[tuple[int, Person]]:
        return ((number, person) for number, person in enumerate(self.people, 100))

    def egos(self) -> list[int]:
        return [ego + 100 for ego in self._egos]


def made(employers: Sequence[str], ties: Ties, **options: Any) -> Network:
    """The network of p0, p1, … who work at these organizations."""
    people = [
        Person(f"p{at}", f"Name {at}", positions=(Position("Nurse", employer),))
        for at, employer in enumerate(employers)
    ]
    return network(cast("Any", SmallStore(people, ties, **options)), TODAY)


def test_few_people_stand_for_themselves() -> None:
    found = made(["Acme", "", "Acme"], [(0, 1, 0.5, False), (1, 2, 0.2, True)])
    assert found.knots == (
        Knot("p0", "Name 0", "Nurse · Acme", 1, True),
        Knot("p1", "Name 1", "Nurse", 1, False),
        Knot("p2", "Name 2", "Nurse · Acme", 1, False),
    )
    assert [(link.a, link.b, link.count, link.inferred) for link in found.links] == [
        ("p0", "p1", 1, False),
        ("p1", "p2", 1, True),
    ]
    assert [link.strength for link in found.links] == pytest.approx([0.5, 0.2])
    assert (found.people, found.aggregated) == (3, False)


def test_nobody_is_a_network_too() -> None:
    assert made([], [], egos=()) == Network((), (), 0, False)


def test_somebody_without_a_name_is_shown() -> None:
    store = SmallStore([Person("p0", "")], [])
    assert network(cast("Any", store), TODAY).knots[0].name == "no name"


@pytest.mark.parametrize(("people", "aggregated"), [(4, False), (5, True)])
def test_organizations_stand_for_people_only_where_there_are_too_many(
    people: int, aggregated: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_PEOPLE", 4)
    assert made(["Acme"] * people, []).aggregated is aggregated


def test_organizations_stand_for_people_and_i_for_myself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_PEOPLE", 1)
    monkeypatch.setattr(module, "MOST_ORGANIZATIONS", 2)
    ties: Ties = [
        (0, 1, 0.4, True),  # me and Acme, inferred
        (0, 2, 0.8, False),  # me and Acme, observed
        (1, 2, 0.9, False),  # within Acme
        (2, 3, 0.3, True),  # Acme and Brill, only inferred
        (4, 5, 0.5, False),  # Brill and the rest
    ]
    found = made(["Acme", "Acme", "ACME Inc.", "Brill", "Brill", "Cole", ""], ties)
    assert [(knot.name, knot.detail, knot.size, knot.me) for knot in found.knots] == [
        ("Name 0", "Nurse · Acme", 1, True),
        ("Everybody else", "2 people", 2, False),
        ("Acme", "2 people", 2, False),
        ("Brill", "2 people", 2, False),
    ]
    names = {knot.id: knot.name for knot in found.knots}
    assert [
        (names[link.a], names[link.b], round(link.strength, 6), link.count, link.inferred) for link in found.links
    ] == [
        ("Name 0", "Acme", 0.6, 2, False),
        ("Everybody else", "Brill", 0.5, 1, False),
        ("Acme", "Brill", 0.3, 1, True),
    ]
    assert (found.people, found.aggregated) == (7, True)
