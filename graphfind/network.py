"""The whole network as something to draw: people one by one, or organizations where they are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from graphfind.graph import Snapshot
from graphfind.model import Person
from graphfind.normalize import organization_key
from graphfind.stores.base import Store

MOST_PEOPLE = 3_000
"""Up to so many people are drawn one by one."""

MOST_ORGANIZATIONS = 300
"""The largest organizations stand for themselves; people of the rest, and of none, are drawn together."""

_OTHERS = ""


@dataclass(frozen=True, slots=True)
class Knot:
    """A person, or an organization with `size` people; `me` is where I stand."""

    id: str
    name: str
    detail: str
    size: int
    me: bool


@dataclass(frozen=True, slots=True)
class Link:
    """What ties two knots: `count` ties of this mean strength, `inferred` where none of them was observed."""

    a: str
    b: str
    strength: float
    count: int
    inferred: bool


@dataclass(frozen=True, slots=True)
class Network:
    """Knots and links in a fixed order, and how many people they stand for."""

    knots: tuple[Knot, ...]
    links: tuple[Link, ...]
    people: int
    aggregated: bool


def network(store: Store, today: date) -> Network:
    """The network of all persons; above `MOST_PEOPLE` by organization, I alone standing for myself."""
    snapshot = store.snapshot(today)
    persons = dict(store.everyone())
    people = [persons[number] for number in snapshot.people.tolist()]
    mine = set(store.egos())
    me = [number in mine for number in snapshot.people.tolist()]
    aggregated = snapshot.n > MOST_PEOPLE
    if aggregated:
        knots, standing = _by_organization(people, me)
    else:
        knots = [_person(person, is_me) for person, is_me in zip(people, me, strict=True)]
        standing = np.arange(snapshot.n)
    return Network(tuple(knots), tuple(_links(snapshot, knots, standing)), snapshot.n, aggregated)


def _person(person: Person, is_me: bool) -> Knot:
    job = " · ".join(text for text in (person.position.title, person.position.organization) if text)
    return Knot(person.id, person.name or "no name", job, 1, is_me)


def _by_organization(people: Sequence[Person], me: Sequence[bool]) -> tuple[list[Knot], NDArray[np.int64]]:
    """The knots, the largest first, and each person's place among them."""
    names = {_OTHERS: "Everybody else"}
    keys = []
    for person in people:
        key = organization_key(person.position.organization)
        names.setdefault(key, person.position.organization)
        keys.append(key)
    counted = Counter(key for key, is_me in zip(keys, me, strict=True) if key != _OTHERS and not is_me)
    largest = {key for key, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:MOST_ORGANIZATIONS]}
    knots = [_person(person, True) for person, is_me in zip(people, me, strict=True) if is_me]
    places = {person.id: place for place, person in enumerate(knots)}
    sizes = Counter(key if key in largest else _OTHERS for key, is_me in zip(keys, me, strict=True) if not is_me)
    for key, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        places[f"organization {key}"] = len(knots)
        knots.append(
            Knot(f"organization {key}", names[key], "1 person" if size == 1 else f"{size:,} people", size, False)
        )
    standing = [
        places[person.id if is_me else f"organization {key if key in largest else _OTHERS}"]
        for person, key, is_me in zip(people, keys, me, strict=True)
    ]
    return knots, np.asarray(standing, np.int64)


def _links(snapshot: Snapshot, knots: Sequence[Knot], standing: NDArray[np.int64]) -> list[Link]:
    """The ties between different knots, each pair once, in the order of the knots."""
    source = np.repeat(np.arange(snapshot.n), np.diff(snapshot.indptr))
    a, b = standing[source], standing[snapshot.neighbors]
    apart = a < b  # each tie stands as two arcs, so that this takes it once and leaves out ties within a knot
    pairs, which, counts = np.unique(a[apart] * len(knots) + b[apart], return_inverse=True, return_counts=True)
    strengths = np.bincount(which, np.exp(-snapshot.cost[apart])) / counts
    observed = np.bincount(which, ~snapshot.inferred[apart]) > 0
    columns = (pairs // max(1, len(knots)), pairs % max(1, len(knots)), strengths, counts, ~observed)
    return [
        Link(knots[a].id, knots[b].id, strength, count, inferred)
        for a, b, strength, count, inferred in zip(*(column.tolist() for column in columns), strict=True)
    ]
