"""The fewest asks that reach most people in the role: whom to ask for whom, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphfind.errors import UsageError
from graphfind.model import Introduction
from graphfind.planning.asks import Network
from graphfind.planning.asks import plan as best_asks
from graphfind.planning.connectors import doors
from graphfind.planning.routes import Routes
from graphfind.query.introductions import introductions_along, mutual_of
from graphfind.query.request import Reason, Request, Stats
from graphfind.query.targets import notes, sought, stats, ways
from graphfind.roles import Lexicon

if TYPE_CHECKING:
    from graphfind.stores.base import Store


@dataclass(frozen=True, slots=True)
class PlannedAsk:
    """Ask the second person of the introduction's path for an introduction to the last, who may be the same.

    `adds` is what that adds to the expected number of targets reached by the asks before, `total` that number with it.
    """

    introduction: Introduction
    adds: float
    total: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Asks in the order in which to make them; `expected` is the number of targets they are expected to reach.

    `possible` is how many asks there are to choose from: pairs of a connector and a target.
    """

    request: Request
    asks: tuple[PlannedAsk, ...]
    expected: float
    possible: int
    stats: Stats
    why_none: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()


def plan_asks(
    store: Store, request: Request, lexicon: Lexicon, today: date, asks: int, per_connector: int | None = None
) -> Plan:
    """The `asks` asks, at most `per_connector` to one connector, that reach most targets; fewer where no more help.

    See `graphfind.planning.asks` for what an ask is and how good a plan is. `rank`, `top` and `alternatives` of the
    request do not matter. Raises UsageError as `find_introductions` does, and for less than one ask.
    """
    if asks < 1 or (per_connector is not None and per_connector < 1):
        raise UsageError("a plan has at least one ask, and at least one to each connector")
    asked = sought(store, request, lexicon, today, ways)
    found = doors(asked.snapshot, asked.egos, asked.nodes, asked.limits)
    routes = Routes(asked.snapshot, asked.egos, asked.limits)
    chosen = best_asks(Network(found, routes.path, routes.chance), asks, per_connector)
    paths = [[ask.path] for ask in chosen]
    introductions = introductions_along(store, asked, paths, mutual_of(asked, paths), today)
    why: tuple[Reason, ...] = ()
    if not chosen:
        from graphfind.query.absence import why_none

        why = why_none(store, asked, lexicon)
    return Plan(
        asked.request,
        tuple(PlannedAsk(one, ask.adds, ask.total) for one, ask in zip(introductions, chosen, strict=True)),
        chosen[-1].total if chosen else 0.0,
        len(found),
        stats(store, asked, len(set(found.target.tolist()))),
        why,
        notes(request, asked.targets),
    )
