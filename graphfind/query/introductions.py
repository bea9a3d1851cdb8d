"""From a target role to introductions: the one way outward through store, search and ranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from graphfind import ranking
from graphfind.model import Introduction, Person, RoleMatch, Tie
from graphfind.planning.newground import new_ground
from graphfind.query.ordering import by_new_ground, first
from graphfind.query.request import Answer, NextStep, Request
from graphfind.query.targets import Sought, Target, best, nodes_of, notes, shown, sought, stats
from graphfind.roles import Lexicon
from graphfind.search import Reached, TargetPaths, best_paths, engine_for

if TYPE_CHECKING:
    from graphfind.stores.base import Store

FEW = 3
"""Fewer introductions than this are few: leads are shown beside them."""

LEADS_SHOWN = 5


def find_introductions(store: Store, request: Request, lexicon: Lexicon, today: date) -> Answer:
    """The best introductions to everybody whom the request asks for, and what there is to know beside them.

    By "new-ground", the paths are the same ones, the best by warmth and its alternatives; each target's stand in the
    order of the new ground that they open, and so do the targets. Raises UsageError where nobody is named to start
    from, or neither a role nor an organization is given.
    """
    by_ground = request.rank == "new-ground"
    asked = sought(store, request, lexicon, today, best(None if by_ground else request.top))
    choice = engine_for(asked.snapshot, asked.limits)
    reached = best_paths(asked.snapshot, asked.egos, asked.nodes, asked.limits, engine=choice.engine)
    near, rows = (asked, reached) if by_ground else _first(asked, reached, request.top)
    mutual = mutual_of(near, [one.paths for one in rows])
    if by_ground:
        rows = by_new_ground(asked, reached, mutual, request.top)
    answer = Answer(
        asked.request,
        tuple(introductions_along(store, near, [one.paths for one in rows], mutual, today)),
        stats(store, asked, len(reached)),
        notes=notes(request, asked.targets),
        next_step=_next_step(store, asked, reached),
        slower=choice.remark,
    )
    if len(reached) == len(asked.targets) and len(reached) >= FEW:
        return answer
    from graphfind.query.beside import beside  # only where something is missing

    found = asked.numbers(reached.target)
    return beside(store, asked, found, answer, lexicon, today)


def introductions_along(
    store: Store,
    asked: Sought,
    paths: Sequence[Sequence[Sequence[int]]],
    mutual: Mapping[tuple[int, int], int],
    today: date,
) -> list[Introduction]:
    """The introductions along paths of nodes, several to each target, the best first.

    `mutual` says how many mutual contacts an ego and a connector have.
    """
    numbers = [[asked.numbers(path) for path in several] for several in paths]
    everyone = store.persons({number for several in numbers for path in several for number in path})
    pairs = sorted({pair for several in numbers for path in several for pair in pairwise(path)})
    ties = dict(zip(pairs, store.ties(pairs, today), strict=True))
    made = []
    for several, nodes in zip(numbers, paths, strict=True):
        target = asked.targets[several[0][-1]]
        match = asked.told(target)
        first, *others = zip(several, (mutual[way[0], way[1]] for way in nodes), strict=True)
        alternatives = [_introduction(*other, everyone, ties, target, match, today) for other in others]
        made.append(_introduction(*first, everyone, ties, target, match, today, alternatives))
    return made


def _introduction(
    path: Sequence[int],
    mutual: int,
    everyone: Mapping[int, Person],
    ties: Mapping[tuple[int, int], Tie],
    target: Target,
    match: RoleMatch | None,
    today: date,
    alternatives: Sequence[Introduction] = (),
) -> Introduction:
    people = [
        *(shown(everyone[number], everyone[number].position) for number in path[:-1]),
        shown(everyone[path[-1]], target.position),
    ]
    along = [ties[pair] for pair in pairwise(path)]
    return ranking.introduction(people, along, match, today, alternatives, mutual, new_ground(mutual))


def mutual_of(asked: Sought, paths: Iterable[Iterable[Sequence[int]]]) -> dict[tuple[int, int], int]:
    """How many mutual contacts an ego and a connector have, for those of these paths."""
    connectors: dict[int, set[int]] = {}
    for several in paths:
        for path in several:
            connectors.setdefault(path[0], set()).add(path[1])
    found: dict[tuple[int, int], int] = {}
    for ego, others in connectors.items():
        ordered = sorted(others)
        counts = asked.graph.mutual(asked.numbers([ego])[0], asked.numbers(ordered))
        found |= {(ego, other): count for other, count in zip(ordered, counts, strict=True)}
    return found


def _first(asked: Sought, reached: Reached, top: int) -> tuple[Sought, Sequence[TargetPaths]]:
    """The best rows in their order, and what they are rows of: a part with alternatives to all of them."""
    places = first(asked, reached, top)
    if max(places, default=0) >= top:
        chosen = asked.numbers(reached.target[places])
        other = asked.on(lambda graph, egos, _, limits: graph.best(egos, chosen, limits, len(chosen)))
        if other.snapshot is not asked.snapshot:
            nodes = nodes_of(other.snapshot, chosen)
            rows = {one.target: one for one in best_paths(other.snapshot, other.egos, nodes, other.limits)}
            return other, [rows[node] for node in nodes]
    return asked, [reached[place] for place in places]


def _next_step(store: Store, asked: Sought, reached: Reached) -> NextStep | None:
    """The connector on the best paths to most targets; nobody where none is on several, or who is a target only."""
    begins = Counter(reached.connectors().tolist())
    if asked.limits.via is not None:
        begins.pop(asked.limits.via, None)  # who was named needs no naming
    node = min(begins, key=lambda node: (-begins[node], node), default=None)
    if node is None or begins[node] < 2:
        return None
    (number,) = asked.numbers([node])
    person = store.persons([number])[number]
    return NextStep(shown(person, person.position), begins[node])
