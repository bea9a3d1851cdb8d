"""Introductions as a table for a terminal: whom, how likely, through whom and why; what data holds steers nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphfind.escaping import terminal
from graphfind.render.columns import Column, Line, Paper, table, wrapped
from graphfind.sentences import counted

if TYPE_CHECKING:
    from graphfind.model import Introduction
    from graphfind.query import Answer
    from graphfind.query.paths import Paths

_COLUMNS = (
    Column("#", to_the_right=True),
    Column("Target", share=3),
    Column("Chance"),
    Column("Path and reasons", share=5),
)


def introductions(answer: Answer, paper: Paper) -> Iterator[str]:
    """The lines of an answer: introductions, the best first, each with its path, its reasons and what else there is."""
    ground, several = answer.request.rank == "new-ground", len(answer.request.egos) > 1
    rows = [
        ([Line(str(rank))], [*_target(one)], [*_chance(one, ground=ground)], [*_path(one, several=several)])
        for rank, one in enumerate(answer.introductions, 1)
    ]
    yield from table(_COLUMNS, rows, paper)
    yield ""
    stats = answer.stats
    yield from wrapped(
        f"{counted(stats.targets, 'person', 'people')} in the role, {stats.reached:,} within reach; "
        f"{len(answer.introductions)} shown. "
        f"Searched {counted(stats.people, 'person', 'people')} and {counted(stats.ties, 'tie')}.",
        paper.width,
    )


def paths(found: Paths, paper: Paper) -> Iterator[str]:
    """The lines of the paths to one person, the best first, each with its reasons."""
    rows = [
        ([Line(str(rank))], [*_chance(one, ground=False)], [*_path(one)]) for rank, one in enumerate(found.paths, 1)
    ]
    yield ""
    yield from table((_COLUMNS[0], *_COLUMNS[2:]), rows, paper)


def _target(one: Introduction) -> Iterator[Line]:
    target, match = one.target, one.role_match
    yield Line(terminal(target.name), "bold")
    if doing := " · ".join(text for text in (target.title, target.organization) if text):
        yield Line(terminal(doing))
    if match is not None and match.grade != "exact":
        yield Line(f"({match.grade})")


def _chance(one: Introduction, *, ground: bool) -> Iterator[Line]:
    yield Line(f"{one.probability:.0%}", "bold")
    yield Line(f"{one.low:.0%}–{one.high:.0%}")
    if ground:
        yield Line("new ground")
        yield Line(f"{one.new_ground:.0%}", "bold")
        yield Line(f"{one.mutual_contacts:,} mutual", "dim")


def _path(one: Introduction, *, several: bool = False) -> Iterator[Line]:
    """The people on a path with the reasons; where `several` search, from whom it starts."""
    if several:
        yield Line(f"from {terminal(one.path[0].name)}", "bold")
    for place, (known, hop) in enumerate(zip(one.path[1:], one.hops, strict=True)):
        weakest = place == one.weakest_hop and len(one.hops) > 1
        yield Line(f"→ {terminal(known.name)}{' (inferred)' if hop.tie.inferred else ''}", "bold")
        yield Line(f"{terminal(hop.reason)}{' (weakest)' if weakest else ''}", indent=2)
    if one.alternatives:
        yield Line(f"or {', '.join(map(_otherwise, one.alternatives))}", "dim")


def _otherwise(one: Introduction) -> str:
    way = "directly" if len(one.hops) == 1 else f"through {terminal(one.path[1].name)}"
    return f"{way} {one.probability:.0%}"
