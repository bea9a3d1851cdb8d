"""My contacts by the doors they open: who in the role is reached through whom, and how likely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from graphfind.model import Hop, PathPerson, RoleMatch
from graphfind.planning.connectors import Doors, contacts, doors
from graphfind.query.request import Reason, Request, Stats
from graphfind.query.targets import Sought, notes, shown, sought, stats, ways
from graphfind.reasons import YOU, reason
from graphfind.roles import Lexicon
from graphfind.search.terrain import terrain

if TYPE_CHECKING:
    from graphfind.stores.base import Store


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody in the role whom a connector leads to: the probability and the ties of the best path through them."""

    target: PathPerson
    role_match: RoleMatch | None
    probability: float
    hops: int


@dataclass(frozen=True, slots=True)
class Connector:
    """A contact and the doors they open, the likeliest first; their own where they are in the role themselves.

    `expected` is the expected number of introductions: the sum of the doors' probabilities.
    """

    person: PathPerson
    hop: Hop
    expected: float
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class Connectors:
    """The first `top` connectors of a request, by expected introductions, and how many there are."""

    request: Request
    connectors: tuple[Connector, ...]
    in_all: int
    stats: Stats
    why_none: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()


def find_connectors(store: Store, request: Request, lexicon: Lexicon, today: date) -> Connectors:
    """All contacts through whom somebody in the role is reached, the most expected introductions first.

    Exact: for every target the best path through every connector counts, not only through the best few. `rank` and
    `alternatives` of the request do not matter. Raises UsageError as `find_introductions` does.
    """
    asked = sought(store, request, lexicon, today, ways)
    found = doors(asked.snapshot, asked.egos, asked.nodes, asked.limits)
    first = np.flatnonzero(np.diff(found.connector, prepend=-1))
    count = np.diff(first, append=len(found))
    expected = np.add.reduceat(found.probability, first) if len(first) else np.empty(0)
    order = np.lexsort((found.connector[first], -count, -expected))[: request.top].tolist()
    reached = len(set(found.target.tolist()))
    why: tuple[Reason, ...] = ()
    if not reached:
        from graphfind.query.absence import why_none

        why = why_none(store, asked, lexicon)
    return Connectors(
        asked.request,
        _connectors(store, asked, found, [(int(first[at]), int(first[at] + count[at])) for at in order], today),
        len(first),
        stats(store, asked, reached),
        why,
        notes(request, asked.targets),
    )


def _connectors(
    store: Store, asked: Sought, found: Doors, spans: Sequence[tuple[int, int]], today: date
) -> tuple[Connector, ...]:
    """The connectors whose doors stand at these spans."""
    known = contacts(terrain(asked.snapshot, asked.egos, asked.limits))
    ego_of = dict(zip(known.node.tolist(), known.ego.tolist(), strict=True))
    nodes = [int(found.connector[begin]) for begin, _ in spans]
    numbers, egos = asked.numbers(nodes), asked.numbers(ego_of[node] for node in nodes)
    targets = {int(node) for begin, end in spans for node in found.target[begin:end]}
    persons = store.persons({*numbers, *asked.numbers(targets)})
    ties = store.ties(list(zip(egos, numbers, strict=True)), today)
    probability = found.probability
    made = []
    for (begin, end), number, tie in zip(spans, numbers, ties, strict=True):
        opened = []
        for at in sorted(range(begin, end), key=lambda at: (-probability[at], at)):
            (target,) = asked.numbers([found.target[at]])
            one = asked.targets[target]
            opened.append(
                Door(shown(persons[target], one.position), asked.told(one), float(probability[at]), int(found.hops[at]))
            )
        person = persons[number]
        hop = Hop(tie, reason(tie, today, YOU, person.shown_name))
        expected = sum(door.probability for door in opened)
        made.append(Connector(shown(person, person.position), hop, expected, tuple(opened)))
    return tuple(made)
