"""Contacts who may know somebody in the role, where no path is known: whom to ask, and for what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from math import exp
from typing import TYPE_CHECKING

from graphfind.model import Hop, PathPerson
from graphfind.normalize import organization_key
from graphfind.planning.connectors import contacts
from graphfind.planning.leads import Placement, Reader, points, request_for
from graphfind.query.absence import absent
from graphfind.query.exports import helpful_exports
from graphfind.query.request import HelpfulExport, Request
from graphfind.query.targets import Sought, best, notes, organizations, places, shown, sought
from graphfind.reasons import YOU, reason
from graphfind.roles import Lexicon
from graphfind.search import best_paths
from graphfind.search.terrain import terrain

if TYPE_CHECKING:
    from graphfind.stores.base import Store


@dataclass(frozen=True, slots=True)
class Lead:
    """A contact who may know somebody in the role: why, how well I know them, and what to ask for.

    It is no path, and has no probability. `points` say how well the reasons place them; leads are ordered by points
    times the strength of the tie.
    """

    person: PathPerson
    reasons: tuple[Placement, ...]
    points: int
    hop: Hop
    ask: str


@dataclass(frozen=True, slots=True)
class Leads:
    """The first `top` leads of a request, the best first, and how many there are.

    `helpful_exports` are people whose own export would connect most of those whom a search does not reach.
    """

    request: Request
    leads: tuple[Lead, ...]
    in_all: int
    notes: tuple[str, ...] = ()
    helpful_exports: tuple[HelpfulExport, ...] = ()


def find_leads(store: Store, request: Request, lexicon: Lexicon, today: date) -> Leads:
    """The contacts placed to know somebody whom the request asks for, without being so themselves.

    Nobody who is avoided or not to be asked is a lead, nor anybody whom only inferred ties make a contact. Raises
    UsageError as `find_introductions` does.
    """
    asked = sought(store, request, lexicon, today, best(0))
    found, in_all = leads_of(store, asked, lexicon, request.top, today)
    reached = best_paths(asked.snapshot, asked.egos, asked.nodes, asked.limits)
    exports = helpful_exports(store, absent(asked, asked.numbers(reached.target)))
    return Leads(asked.request, found, in_all, notes(request, asked.targets), exports)


def leads_of(store: Store, asked: Sought, lexicon: Lexicon, top: int, today: date) -> tuple[tuple[Lead, ...], int]:
    """The best leads, and how many there are."""
    request = asked.request
    known = contacts(terrain(asked.snapshot, asked.egos, replace(asked.limits, via=None, inferred=False)))
    numbers = asked.numbers(known.node)
    positions = store.positions(numbers)
    named = organizations(request)
    in_role = (p for number in numbers if number in asked.held for p in {t.position for t in asked.held[number]})
    at = Counter(organization_key(position.organization) for position in in_role if position.current)
    del at[""]
    reader = Reader(request.role, lexicon, named, at)
    ranked = []
    for number, node, cost, ego in zip(numbers, known.node.tolist(), known.cost.tolist(), known.ego, strict=True):
        if number not in asked.targets and number in positions:
            placed = reader.placements(positions[number], peer=number in asked.held)
            if placed:
                ranked.append((-points(placed) * exp(-cost), node, number, int(asked.snapshot.people[ego]), placed))
    ranked.sort()
    chosen = ranked[:top]
    persons = store.persons([number for _, _, number, _, _ in chosen])
    ties = store.ties([(ego, number) for _, _, number, ego, _ in chosen], today)
    leads = []
    for (_, _, number, _, placed), tie in zip(chosen, ties, strict=True):
        person = persons[number]
        ask = request_for(request.role, lexicon, named, places(request), placed[0])
        hop = Hop(tie, reason(tie, today, YOU, person.shown_name))
        leads.append(Lead(shown(person, person.position), placed, points(placed), hop, ask))
    return tuple(leads), len(ranked)
