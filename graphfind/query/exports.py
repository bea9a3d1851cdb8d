"""Whose own export would connect most of those whom a search does not reach, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graphfind.normalize import organization_key
from graphfind.planning.absence import Absence
from graphfind.planning.connectors import contacts
from graphfind.planning.openings import Circle, Opening, openings
from graphfind.query.absence import Missing
from graphfind.query.request import HelpfulExport
from graphfind.query.targets import Sought, shown
from graphfind.search.terrain import terrain

if TYPE_CHECKING:
    from graphfind.stores.base import Store

EXPORTS_SHOWN = 3
"""How many people are named whose export would help."""


def helpful_exports(store: Store, missing: Missing) -> tuple[HelpfulExport, ...]:
    """The people whose own export would connect most of those whom a search does not reach, the first of them.

    They are contacts, or tied to people whom no tie leads to; never anybody whose export is there. See
    `graphfind.planning.openings` for how much their standing near somebody counts.
    """
    asked, absences = missing
    if not absences:
        return ()
    here = {number for source in store.sources() for number in store.owners(source.number)}
    known = contacts(terrain(asked.snapshot, asked.egos, replace(asked.limits, via=None))).node.tolist()
    near = _near(asked, absences)
    numbers = asked.snapshot.people
    people = [node for node in dict.fromkeys((*known, *sorted(near))) if int(numbers[node]) not in here]
    unreached = [one.target for one in absences]
    circles = _circles(store, asked, unreached, people)
    wanted = {node: circles.get(node, {}) for node in unreached}
    labels = {circle: label for those in wanted.values() for circle, label in those.items()}
    sizes = {circle: len(store.workers([circle[1]])) for circle in labels if circle[0] != "tag"}
    found = openings(
        {node: circles.get(node, {}).keys() for node in people},
        {node: those.keys() for node, those in wanted.items()},
        sizes,
        near,
    )[:EXPORTS_SHOWN]
    persons = store.persons(asked.numbers(one.person for one in found))
    mine = frozenset(known)
    return tuple(
        HelpfulExport(
            shown(person, person.position),
            len(one.targets),
            _because(one, labels, len(absences), contact=one.person in mine),
        )
        for one in found
        for person in [persons[int(numbers[one.person])]]
    )


def _near(asked: Sought, missing: Sequence[Absence]) -> dict[int, set[int]]:
    """Who stands near which of the people not reached: at the beginning of the known way, or tied to them."""
    snapshot, near = asked.snapshot, dict[int, set[int]]()
    unreached = {one.target for one in missing}
    for one in missing:
        if one.first is not None:
            near.setdefault(one.first, set()).add(one.target)
        elif one.cause == "unconnected":
            arcs = slice(int(snapshot.indptr[one.target]), int(snapshot.indptr[one.target + 1]))
            for node in snapshot.neighbors[arcs].tolist():
                if node not in unreached:
                    near.setdefault(node, set()).add(one.target)
    return near


def _circles(
    store: Store, asked: Sought, targets: Sequence[int], people: Sequence[int]
) -> dict[int, dict[Circle, str]]:
    """The employers, schools and tags of people and targets, by their names as written; tags if targets have some."""
    numbers = asked.snapshot.people
    found: dict[int, dict[Circle, str]] = {}
    nodes = {int(numbers[node]): node for node in (*targets, *people)}
    for number, positions in store.positions(nodes).items():
        for position in positions:
            if key := organization_key(position.organization):
                circle: Circle = ("study" if position.study else "work", key)
                found.setdefault(nodes[number], {}).setdefault(circle, position.organization)
    tagged = any(person.tags for person in store.persons(asked.numbers(targets)).values())
    for number, person in (store.persons(nodes) if tagged else {}).items():
        for tag in person.tags:
            found.setdefault(nodes[number], {}).setdefault(("tag", tag.casefold()), tag)
    return found


def _because(one: Opening, labels: Mapping[Circle, str], of: int, *, contact: bool) -> str:
    def them(count: int) -> str:
        return "them" if of == 1 else f"{count:,} of them"

    parts = [_WORDS[circle[0]].format(labels[circle], them(count)) for circle, count in one.shared[:2]]
    if one.near and contact:
        parts.append(f"the shortest way to {them(len(one.near))} begins here")
    elif one.near:
        parts.append(f"knows {them(len(one.near))}, but nothing ties you to either")
    return "; ".join(parts)


_WORDS = {"work": "at {} like {}", "study": "studied at {} like {}", "tag": 'tagged "{}" like {}'}
