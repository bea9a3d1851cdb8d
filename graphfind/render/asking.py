"""Connectors, plans and leads as tables for a terminal; what data holds steers nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graphfind.escaping import terminal
from graphfind.render.columns import Column, Line, Paper, table, wrapped
from graphfind.sentences import counted

if TYPE_CHECKING:
    from graphfind.model import PathPerson
    from graphfind.query.connectors import Connector, Connectors
    from graphfind.query.leads import Lead, Leads
    from graphfind.query.plan import Plan, PlannedAsk

_DOORS = 4
"""How many of a connector's targets are named."""

_OFTEN = 3
"""More asks than this to one connector are pointed out."""


def connectors(found: Connectors, paper: Paper) -> Iterator[str]:
    """The lines of connectors: whom to ask, how many doors they open, how many introductions to expect, to whom."""
    columns = (
        Column("#", to_the_right=True),
        Column("Ask", share=2),
        Column("Doors", to_the_right=True),
        Column("Expect", to_the_right=True),
        Column("Who they lead to", share=3),
    )
    rows = [
        (
            [Line(str(rank))],
            [*_person(one.person)],
            [Line(f"{len(one.doors):,}")],
            [Line(f"{one.expected:.2f}", "bold")],
            [Line(text) for text in _doors(one)],
        )
        for rank, one in enumerate(found.connectors, 1)
    ]
    yield from table(columns, rows, paper)
    yield ""
    stats = found.stats
    yield from wrapped(
        f"{counted(found.in_all, 'contact')} {'opens' if found.in_all == 1 else 'open'} a door to "
        f"{stats.reached:,} of {counted(stats.targets, 'person', 'people')} in the role; "
        f"{len(found.connectors)} shown. Expect: introductions, if you asked for all of them.",
        paper.width,
    )


def plan(made: Plan, paper: Paper) -> Iterator[str]:
    """The lines of a plan: the asks in their order, each with what it adds."""
    columns = (
        Column("#", to_the_right=True),
        Column("Ask", share=1),
        Column("to reach", share=1),
        Column("Chance", to_the_right=True),
        Column("Adds", to_the_right=True),
        Column("Total", to_the_right=True),
    )
    rows = []
    told: set[str] = set()
    for place, ask in enumerate(made.asks, 1):
        rows.append(
            (
                [Line(str(place))],
                [*_whom(ask, known=ask.introduction.path[1].id in told, several=len(made.request.egos) > 1)],
                [*_reached(ask)],
                [Line(f"{ask.introduction.probability:.0%}")],
                [Line(f"+{ask.adds:.2f}")],
                [Line(f"{ask.total:.2f}", "bold")],
            )
        )
        told.add(ask.introduction.path[1].id)
    yield from table(columns, rows, paper)
    yield ""
    count, reached = counted(len(made.asks), "ask"), counted(made.stats.reached, "person", "people")
    yield from wrapped(
        f"With {count} of {made.possible:,} possible, expect to reach {made.expected:.1f} of {reached} within reach.",
        paper.width,
    )
    if often := _asked_often(made.asks):
        name, times = often
        yield from wrapped(f"{terminal(name)} is asked {times} times; --per-connector 2 spreads the asks.", paper.width)


def leads(found: Leads, paper: Paper) -> Iterator[str]:
    """The lines of leads: whom to ask, how well you know them, why they may know somebody, and what to ask for."""
    columns = (
        Column("#", to_the_right=True),
        Column("Whom", share=2),
        Column("Tie", to_the_right=True),
        Column("Why, and what to ask for", share=3),
    )
    rows = [
        ([Line(str(rank))], [*_person(one.person)], [Line(f"{one.hop.tie.strength:.2f}")], [*_why(one)])
        for rank, one in enumerate(found.leads, 1)
    ]
    yield from table(columns, rows, paper)
    yield ""
    yield from wrapped(
        f"{counted(found.in_all, 'lead')}; {len(found.leads)} shown. Leads are no introductions: "
        "that they know somebody is a guess.",
        paper.width,
    )


def _person(one: PathPerson) -> Iterator[Line]:
    yield Line(terminal(one.name), "bold")
    if doing := _job(one):
        yield Line(doing)


def _job(one: PathPerson) -> str:
    return terminal(" · ".join(text for text in (one.title, one.organization) if text))


def _doors(one: Connector) -> Iterator[str]:
    named = [door for door in one.doors if door.target.id != one.person.id]
    own = next((door for door in one.doors if door.target.id == one.person.id), None)
    if own is not None:
        yield f"in the role, {own.probability:.0%}"
    for door in named[:_DOORS]:
        yield f"{terminal(door.target.name)} {door.probability:.0%}"
    if len(named) > _DOORS:
        yield f"and {len(named) - _DOORS:,} more"


def _whom(ask: PlannedAsk, *, known: bool, several: bool) -> Iterator[Line]:
    """The connector, and the first time why you may ask them; where `several` search, who asks."""
    path = ask.introduction.path
    yield Line(terminal(path[1].name), "bold")
    if several:
        yield Line(f"asked by {terminal(path[0].name)}")
    if len(path) == 2:
        yield Line("directly")
    if not known:
        yield Line(terminal(ask.introduction.hops[0].reason))


def _reached(ask: PlannedAsk) -> Iterator[Line]:
    path = ask.introduction.path
    if len(path) > 2:
        yield Line(terminal(path[-1].name), "bold")
    yield Line(_job(path[-1]))
    if len(path) > 3:
        yield Line(f"through {', '.join(terminal(person.name) for person in path[2:-1])}", "dim")


def _asked_often(asks: Sequence[PlannedAsk]) -> tuple[str, int] | None:
    count = Counter(ask.introduction.path[1].id for ask in asks)
    names = {ask.introduction.path[1].id: ask.introduction.path[1].name for ask in asks}
    most = max(count, key=lambda one: count[one], default="")
    return (names[most], count[most]) if count[most] > _OFTEN else None


def _why(one: Lead) -> Iterator[Line]:
    yield Line(terminal("; ".join(placed.text for placed in one.reasons)))
    yield Line(terminal(f"“{one.ask}”"), "bold")
    yield Line(terminal(one.hop.reason), "dim")
