"""The best paths to one person, whoever the connectors are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graphfind.model import Introduction, PathPerson
from graphfind.query.absence import absent
from graphfind.query.introductions import introductions_along, mutual_of
from graphfind.query.request import Reason, Request
from graphfind.query.targets import Sought, shown, sought_person, ways
from graphfind.search import top_paths
from graphfind.search.question import MOST_HOPS

if TYPE_CHECKING:
    from graphfind.stores.base import Store


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths to a person, the best first; `why_none` says why there is none."""

    request: Request
    person: PathPerson
    paths: tuple[Introduction, ...]
    why_none: tuple[Reason, ...] = ()


def find_paths(store: Store, person: int, count: int, request: Request, today: date) -> Paths:
    """The `count` best paths to the person with this number; several may begin with the same connector.

    Of the request, what says over which paths counts: `egos`, `max_hops`, `rank`, `via`, `avoid`, `inferred` and
    `min_warmth`. Raises UsageError where the person is whoever is searching, and as `find_introductions` does.
    """
    asked = sought_person(store, request, person, today, ways)
    (node,) = asked.nodes
    found = [[path] for path in top_paths(asked.snapshot, asked.egos, node, count, asked.limits).paths]
    one = store.persons([person])[person]
    return Paths(
        asked.request,
        shown(one, one.position),
        tuple(introductions_along(store, asked, found, mutual_of(asked, found), today)),
        () if found else (_why(store, asked, one.shown_name),),
    )


def _why(store: Store, asked: Sought, name: str) -> Reason:
    """Why no path leads to a person."""
    asked, (absence,) = absent(asked, ())
    hops = absence.hops if absence.hops > 0 else None
    match absence.cause:
        case "beyond_bound":
            further = f"see further with --max-hops {hops}"
            if hops is None or hops > MOST_HOPS:
                further = f"a search sees {MOST_HOPS} ties far"
            return Reason("beyond_bound", f"{name} is {hops} ties away; {further}", 1, hops, named=(name,))
        case "avoided":
            numbers = asked.numbers(absence.in_the_way)
            persons = store.persons(numbers)
            names = tuple(persons[number].shown_name for number in numbers)
            text = f"{name} is reached only through people to be avoided or not to be asked: {' and '.join(names)}"
            return Reason("avoided", text, 1, hops, named=(name, *names))
        case "unconnected":
            return Reason("unconnected", f"no known tie leads to {name}", 1, named=(name,))
        case _:
            return Reason("filtered", f"no path to {name} passes the filters", 1, hops, named=(name,))
