"""Whom a request asks for: the holders of the role, and those of them whom the filters leave."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np

from graphfind import ranking
from graphfind.errors import UsageError
from graphfind.graph import Snapshot
from graphfind.model import PathPerson, Person, Position, RoleMatch
from graphfind.query.matching import matched
from graphfind.query.request import Request, Stats
from graphfind.roles import Lexicon, TargetRole, matcher
from graphfind.search import Limits, best_paths

if TYPE_CHECKING:
    from graphfind.organizations import OrganizationMatcher
    from graphfind.stores.base import Store
    from graphfind.stores.graph import Graph


class Target(NamedTuple):
    """A position by which somebody is a target; `location` only where places were asked for.

    The match of a title may not say why yet: `Sought.told` does.
    """

    position: Position
    match: RoleMatch | None
    location: str = ""


class Sought(NamedTuple):
    """A request set out on a part of a graph: from whom, to whom, within which limits.

    `held` are all holders of the role by the store's numbers, `targets` those whom the filters leave, each by the
    first of their positions that passes. `egos`, `nodes` (of the targets) and what `limits` names are nodes of the
    snapshot. `lexicon` is there where a role was asked for.
    """

    request: Request
    graph: Graph
    snapshot: Snapshot
    egos: tuple[int, ...]
    held: Mapping[int, Sequence[Target]]
    targets: Mapping[int, Target]
    nodes: tuple[int, ...]
    limits: Limits
    lexicon: Lexicon | None = None

    def told(self, target: Target) -> RoleMatch | None:
        """How a target fits the role, and why."""
        match, role = target.match, self.request.role
        if match is None or match.why or role is None or self.lexicon is None:
            return match
        return matcher(role, self.lexicon).match(target.position.title)

    def on(self, cut: Cut) -> Sought:
        """The same request on another part of the graph."""
        egos = tuple(self.numbers(self.egos))
        other = _set_out(self.request, self.graph, egos, self.held, self.targets, cut)
        return other._replace(lexicon=self.lexicon)

    def found(self, targets: Collection[int], limits: Limits) -> set[int]:
        """Whom of these a search within other limits finds; both by the store's numbers."""
        egos, wanted = self.numbers(self.egos), sorted(targets)
        part = self.graph.best(egos, wanted, limits, 0)
        paths = best_paths(part, nodes_of(part, egos), nodes_of(part, wanted), _placed(limits, part))
        return set(part.people[paths.target].tolist())

    def numbers(self, nodes: Iterable[int]) -> list[int]:
        """The store's numbers of these nodes."""
        return [int(self.snapshot.people[node]) for node in nodes]


Cut = Callable[["Graph", Sequence[int], Sequence[int], Limits], Snapshot]
"""Takes the part of the graph that a question needs, from its egos, targets and limits as the store's numbers."""


def best(shown: int | None) -> Cut:
    """The part for the best path to every target, and for alternatives to the best of so many; None for all."""
    return lambda graph, egos, targets, limits: graph.best(
        egos, targets, limits, len(targets) if shown is None else shown
    )


def ways(graph: Graph, egos: Sequence[int], targets: Sequence[int], limits: Limits) -> Snapshot:
    """The part with every path to every target."""
    return graph.ways(egos, targets, limits)


def sought(store: Store, request: Request, lexicon: Lexicon, today: date, cut: Cut) -> Sought:
    """Set out a request on a part of the store's graph as of a day.

    Raises UsageError where neither a role nor an organization is given, nobody is named to start from, nobody else
    is there, or people are named who exclude each other.
    """
    if request.role is None and not request.organizations:
        raise UsageError("say a role to look for, or an organization with --company")
    graph = store.graph(today)
    egos = _start(store, request, graph.people)
    held = {n: held for n, held in holders(store, request, lexicon).items() if n not in egos}
    request = _naming(store, request)
    return _set_out(request, graph, egos, held, filtered(store, held, request), cut)._replace(lexicon=lexicon)


def sought_person(store: Store, request: Request, person: int, today: date, cut: Cut) -> Sought:
    """The same for one person, whatever they do; raises UsageError, too, where that is who is searching."""
    graph = store.graph(today)
    egos = _start(store, request, graph.people)
    if person in egos:
        raise UsageError("that is whoever is searching; paths lead from there to somebody else")
    target = Target(store.persons([person])[person].position, None)
    return _set_out(_naming(store, request), graph, egos, {person: [target]}, {person: target}, cut)


def _start(store: Store, request: Request, people: int) -> tuple[int, ...]:
    """From whom the search starts."""
    egos = request.egos or tuple(store.egos())
    if not egos:
        empty = "" if people else "the store is empty; "
        raise UsageError(
            f'{empty}say who is searching first: graphfind me "Your Name", or import your own export with --mine'
        )
    if people <= len(egos):
        raise UsageError(
            "there is nobody in the store but you; import your contacts first: graphfind import FILE --mine"
        )
    if request.via is not None and request.via in request.avoid:
        raise UsageError("--via and --avoid name the same person; leave one of them out")
    if set(egos) <= set(request.avoid):
        raise UsageError("--avoid names whoever is searching; leave that out, or start from somebody else with --from")
    return egos


def shown(person: Person, position: Position) -> PathPerson:
    """A person as a path shows them, by one of their positions."""
    return PathPerson(
        id=person.id,
        name=person.shown_name,
        title=position.title,
        organization=position.organization,
        location=position.location or person.location,
        as_of=position.as_of,
    )


def _naming(store: Store, request: Request) -> Request:
    """A request that knows whom its numbers name."""
    numbers = {*request.egos, *request.avoid, *([] if request.via is None else [request.via])}
    if not numbers:
        return request
    persons = store.persons(numbers)
    return request._replace(named={n: shown(persons[n], persons[n].position) for n in numbers if n in persons})


def _set_out(
    request: Request,
    graph: Graph,
    egos: tuple[int, ...],
    held: Mapping[int, Sequence[Target]],
    targets: Mapping[int, Target],
    cut: Cut,
) -> Sought:
    limits = limits_of(request)
    snapshot = cut(graph, egos, sorted(targets), limits)
    nodes = nodes_of(snapshot, sorted(targets))
    return Sought(request, graph, snapshot, nodes_of(snapshot, egos), held, targets, nodes, _placed(limits, snapshot))


def limits_of(request: Request) -> Limits:
    """Over which paths a request asks, people as the store's numbers.

    Raises UsageError for an order that is none, for less than one introduction, and for other values out of range.
    """
    if request.rank not in get_args(ranking.Order):
        raise UsageError(
            f"rank: there is no order {request.rank!r}; choose one of {', '.join(get_args(ranking.Order))}"
        )
    if request.top < 1:
        raise UsageError(f"the number of introductions is 1 or more, not {request.top}")
    return Limits(
        max_hops=request.max_hops,
        rank="hops" if request.rank == "hops" else "warmth",
        alternatives=request.alternatives,
        min_probability=request.min_warmth,
        avoid=request.avoid,
        via=request.via,
        inferred=request.inferred,
    )


def _placed(limits: Limits, snapshot: Snapshot) -> Limits:
    """The same limits, people as nodes."""
    via = next(iter(nodes_of(snapshot, [] if limits.via is None else [limits.via])), None)
    return replace(limits, avoid=nodes_of(snapshot, limits.avoid), via=via)


def nodes_of(snapshot: Snapshot, numbers: Sequence[int]) -> tuple[int, ...]:
    """The nodes of the persons with these numbers; unknown ones are left out."""
    return tuple(int(node) for node in snapshot.nodes(np.asarray(numbers, dtype=np.int64)))


def stats(store: Store, asked: Sought, reached: int) -> Stats:
    """What was searched."""
    return Stats(asked.graph.people, asked.graph.ties, len(asked.targets), reached, store.warnings())


def holders(store: Store, request: Request, lexicon: Lexicon) -> dict[int, list[Target]]:
    """Everybody in the role now (or as allowed), by all that puts them there; employers and places come later."""
    if request.role is None:
        from graphfind.organizations import OrganizationMatcher

        found = store.positions(_workers(store, OrganizationMatcher(request.organizations)))
        held = {n: [Target(p, None) for p in positions if p.current] for n, positions in found.items()}
    else:
        holding = matched(store, matcher(request.role, lexicon))
        found = store.positions(store.holders(holding))
        held = {n: _matches(positions, holding, request.role) for n, positions in found.items()}
    if request.levels or request.excluded:
        held = _gated(held, request, lexicon)
    held = {n: targets for n, targets in held.items() if targets}
    return _located(store, held) if places(request) else held


def _gated(held: Mapping[int, Sequence[Target]], request: Request, lexicon: Lexicon) -> dict[int, list[Target]]:
    """The same without positions whose titles do not count."""
    from graphfind.roles.gate import gate

    passes = cache(gate(request.levels, request.excluded, lexicon).passes)
    return {n: [target for target in targets if passes(target.position.title)] for n, targets in held.items()}


def _matches(positions: Iterable[Position], holding: Mapping[str, RoleMatch], role: TargetRole) -> list[Target]:
    """A person's positions that fit the role, the closest first."""
    former = "former" in role.allow
    held = [
        Target(p, holding[p.title]) for p in positions if p.title in holding and (p.current or (former and not p.study))
    ]
    return sorted(held, key=lambda target: ranking.GRADES.index(holding[target.position.title].grade))


def _located(store: Store, held: Mapping[int, Sequence[Target]]) -> dict[int, list[Target]]:
    """The same with the places of the positions, or else of the people."""
    persons = store.persons(held)
    return {
        n: [target._replace(location=target.position.location or persons[n].location) for target in targets]
        for n, targets in held.items()
    }


def organizations(request: Request) -> tuple[str, ...]:
    """All organizations that a request names as wanted."""
    return (*request.organizations, *(request.role.organizations if request.role else ()))


def places(request: Request) -> tuple[str, ...]:
    """All places that a request names."""
    return (*request.locations, *(request.role.places if request.role else ()))


def filtered(store: Store, held: Mapping[int, Sequence[Target]], request: Request) -> dict[int, Target]:
    """Those whom the filters leave, by the first of their positions that passes."""
    passes = _filter(request)
    kept = held.keys() - _there_now(store, held, request.exclude_organizations)
    passing = {number: next(filter(passes, targets), None) for number, targets in held.items() if number in kept}
    return {number: target for number, target in passing.items() if target is not None}


def _filter(request: Request) -> Callable[[Target], bool]:
    """Whether a position passes; most requests let all pass, and need nothing known of organizations and places."""
    employers, asked = organizations(request), places(request)
    if not (employers or asked):
        return lambda target: True
    from graphfind.organizations import OrganizationMatcher, location_matches

    wanted = OrganizationMatcher(employers)

    def passes(target: Target) -> bool:
        return (not wanted.wanted or wanted.matches(target.position.organization)) and (
            not asked or any(location_matches(place, target.location) is not False for place in asked)
        )

    return passes


def _there_now(store: Store, held: Collection[int], names: Sequence[str]) -> set[int]:
    """Who of these works at one of the organizations now, by any position."""
    if not names:
        return set()
    from graphfind.organizations import OrganizationMatcher

    unwanted = OrganizationMatcher(names)
    found = store.positions([number for number in _workers(store, unwanted) if number in held])
    return {
        n for n, positions in found.items() if any(p.current and unwanted.matches(p.organization) for p in positions)
    }


def former(store: Store, names: Sequence[str]) -> set[int]:
    """Who worked at one of the organizations before, and does not now."""
    from graphfind.organizations import OrganizationMatcher

    wanted = OrganizationMatcher(names)
    found = store.positions(_workers(store, wanted))
    work = {n: [p for p in several if wanted.matches(p.organization) and not p.study] for n, several in found.items()}
    return {n for n, positions in work.items() if positions and not any(p.current for p in positions)}


def _workers(store: Store, wanted: OrganizationMatcher) -> list[int]:
    """Everybody with a position at the organizations, now or before."""
    return store.workers({key for text, key in store.organizations().items() if wanted.matches(text)})


def notes(request: Request, targets: Mapping[int, Target]) -> tuple[str, ...]:
    """What the user should know of how the query was read."""
    role = request.role
    said = []
    if role and role.organizations:
        said.append(f"only people at {' or '.join(role.organizations)}")
    if role and role.places:
        said.append(f"only people in {' or '.join(role.places)}")
    if role and role.industries:
        said.append(f"contacts' industries are not known, so {' or '.join(role.industries)} was left aside")
    unknown = sum(not target.location for target in targets.values()) if places(request) else 0
    if unknown:
        said.append(f"of {len(targets):,} people found, {unknown:,} have no known location and were kept")
    return tuple(said)
