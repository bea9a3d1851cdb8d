"""What planning found, as tabs of the page: connectors, the asks of a plan, leads.

The parameters say what is needed of each, so that this module depends on no other way of finding them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from graphfind.model import Hop, Introduction, PathPerson
from graphfind.render.page.boxes import job
from graphfind.render.page.entries import ask, named
from graphfind.render.page.tabs import Cell, Row, Tab
from graphfind.render.words import percent
from graphfind.sentences import counted

MOST_DOORS = 3
"""So many of the people whom a connector leads to are named."""


class Door(Protocol):
    """Somebody in the role whom a connector leads to, and how likely."""

    @property
    def target(self) -> PathPerson: ...
    @property
    def probability(self) -> float: ...


class Connector(Protocol):
    """A contact with the doors that they open, the likeliest first, and the sum of their probabilities."""

    @property
    def person(self) -> PathPerson: ...
    @property
    def hop(self) -> Hop: ...
    @property
    def expected(self) -> float: ...
    @property
    def doors(self) -> Sequence[Door]: ...


class Asked(Protocol):
    """An ask of a plan: along which path, what it adds, and what all asks so far are expected to reach."""

    @property
    def introduction(self) -> Introduction: ...
    @property
    def adds(self) -> float: ...
    @property
    def total(self) -> float: ...


class Reason(Protocol):
    """Why somebody is a lead."""

    @property
    def text(self) -> str: ...


class Lead(Protocol):
    """A contact who may know somebody in the role: why, how well I know them, and what to ask."""

    @property
    def person(self) -> PathPerson: ...
    @property
    def reasons(self) -> Sequence[Reason]: ...
    @property
    def hop(self) -> Hop: ...
    @property
    def ask(self) -> str: ...


def connectors_tab(found: Iterable[Connector], shown: Sequence[Introduction]) -> Tab:
    """Who opens most doors; `shown` are the page's introductions."""
    through = _by_connector(shown)
    rows = []
    for one in found:
        doors = [f"{named(door.target)} {percent(door.probability)}" for door in one.doors[:MOST_DOORS]]
        rest = len(one.doors) - len(doors)
        note = f"to {', '.join(doors)}{f' and {rest:,} more' if rest else ''}" if doors else ""
        strength = one.hop.tie.strength
        cells = (Cell(f"{one.expected:.1f}"), Cell(f"{len(one.doors):,}"), Cell(percent(strength), strength))
        rows.append(
            _row(
                one.person,
                cells,
                f"{note}; {one.hop.reason}",
                through.get(one.person.id, ()),
                [door.target for door in one.doors[:MOST_DOORS]],
            )
        )
    return Tab(
        "connectors",
        "Connectors",
        "Your contacts by the doors they open: how many introductions to people in the role are expected through each.",
        ("Expected", "People", "Your tie"),
        tuple(rows),
        "None of your contacts leads to somebody in the role.",
    )


def plan_tab(asks: Sequence[Asked], shown: Sequence[Introduction]) -> Tab:
    """The asks to make, in order; `shown` are the page's introductions."""
    known = {path.id: path.id for one in shown for path in (one, *one.alternatives)}
    rows = []
    for one in asks:
        path = one.introduction
        cells = (
            Cell(named(path.target)),
            Cell(percent(path.probability), path.probability),
            Cell(f"+{one.adds:.2f}"),
            Cell(f"{one.total:.2f}"),
        )
        links = (known[path.id],) if path.id in known else ()
        rows.append(_row(path.path[1], cells, ask(path), links, path.path[2:]))
    return Tab(
        "plan",
        "Plan",
        f"The {counted(len(asks), 'ask')} that together reach most people in the role, the one to begin with first.",
        ("For", "Chance", "Adds", "Expected by then"),
        tuple(rows),
        "There is nobody to ask.",
    )


def leads_tab(found: Iterable[Lead]) -> Tab:
    """Who may know somebody, without a known path."""
    rows = []
    for one in found:
        strength = one.hop.tie.strength
        why = "; ".join(reason.text for reason in one.reasons)
        cells = (Cell(one.ask), Cell(percent(strength), strength))
        rows.append(_row(one.person, cells, why))
    return Tab(
        "leads",
        "Leads",
        "Contacts who are placed to know whom you look for, though no path is known.",
        ("What to ask", "Your tie"),
        tuple(rows),
        "No contact is placed to know whom you look for.",
    )


def _row(
    person: PathPerson,
    cells: tuple[Cell, ...],
    note: str,
    introductions: tuple[str, ...] = (),
    others: Iterable[PathPerson] = (),
) -> Row:
    return Row(person.id, named(person), job(person), cells, note, introductions, tuple(one.id for one in others))


def _by_connector(shown: Sequence[Introduction]) -> Mapping[str, tuple[str, ...]]:
    """The page's paths by their connector, those with the best chance first."""
    found: dict[str, list[Introduction]] = {}
    for path in (path for one in shown for path in (one, *one.alternatives)):
        found.setdefault(path.path[1].id, []).append(path)
    return {
        who: tuple(path.id for path in sorted(paths, key=lambda path: -path.probability))
        for who, paths in found.items()
    }
