"""From a target role to introductions: the one way outward through store, search and ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from graphfind import ranking
from graphfind.errors import UsageError
from graphfind.graph import Snapshot
from graphfind.model import Introduction, PathPerson, Person, Position, RoleMatch, Tie
from graphfind.roles import Lexicon, TargetRole, matcher
from graphfind.search import Limits, Rank, TargetPaths, best_paths, reach

if TYPE_CHECKING:
    from graphfind.stores.base import Store

WhyNone = Literal["nobody_in_role", "filtered", "beyond_bound", "unconnected", "avoided"]


@dataclass(frozen=True, slots=True)
class Request:
    """What to look for. `role` may be None where organizations are named.

    Persons are the store's numbers; without `egos` it is me. `top` bounds how many introductions
    are given, `alternatives` how many further paths each has. `min_warmth` is a path's probability.
    """

    role: TargetRole | None = None
    organizations: tuple[str, ...] = ()
    exclude_organizations: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    egos: tuple[int, ...] = ()
    max_hops: int = 3
    top: int = 25
    alternatives: int = 2
    rank: Rank = "warmth"
    via: int | None = None
    avoid: tuple[int, ...] = ()
    inferred: bool = True
    min_warmth: float = 0.0


class Reason(NamedTuple):
    """Why nothing was found, as a stable word and as a sentence."""

    reason: WhyNone
    text: str


class Stats(NamedTuple):
    """What was searched: all holders of the role after filters, and those with a path within the bound."""

    people: int
    ties: int
    targets: int
    reached: int
    import_warnings: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Introductions, the best first; where there are none, why."""

    request: Request
    introductions: tuple[Introduction, ...]
    stats: Stats
    why_none: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()


class _Target(NamedTuple):
    """A position by which somebody is a target; `location` only where places were asked for."""

    position: Position
    match: RoleMatch | None
    location: str = ""


def find_introductions(store: Store, request: Request, lexicon: Lexicon, today: date) -> Answer:
    """The best introductions to everybody whom the request asks for.

    Raises UsageError where nobody is named to start from, or neither a role nor an organization is given.
    """
    if request.role is None and not request.organizations:
        raise UsageError("say a role to look for, or an organization with --company")
    egos = request.egos or tuple(store.egos())
    if not egos:
        raise UsageError('say who is searching first: graphfind me "Your Name", or import your own export with --mine')
    snapshot = store.snapshot(today)
    held = {n: held for n, held in _holders(store, request, lexicon).items() if n not in egos}
    targets = _filtered(held, request)
    limits = Limits(
        max_hops=request.max_hops,
        rank=request.rank,
        alternatives=request.alternatives,
        min_probability=request.min_warmth,
        avoid=_nodes(snapshot, request.avoid),
        via=next(iter(_nodes(snapshot, [request.via] if request.via is not None else [])), None),
        inferred=request.inferred,
    )
    ego_nodes, target_nodes = _nodes(snapshot, egos), _nodes(snapshot, sorted(targets))
    reached = best_paths(snapshot, ego_nodes, target_nodes, limits)
    introductions = _introductions(store, snapshot, reached[: request.top], targets, today)
    stats = Stats(
        people=snapshot.n,
        ties=snapshot.ties,
        targets=len(targets),
        reached=len(reached),
        import_warnings=store.warnings(),
    )
    why = () if introductions else (_why_none(held, snapshot, ego_nodes, target_nodes, limits, request),)
    return Answer(request, ranking.order(introductions, request.rank), stats, why, _notes(request, targets))


def _nodes(snapshot: Snapshot, numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(int(node) for node in snapshot.nodes(np.asarray(numbers, dtype=np.int64)))


def _holders(store: Store, request: Request, lexicon: Lexicon) -> dict[int, list[_Target]]:
    """Everybody in the role now (or as allowed), by all that puts them there; employers and places come later."""
    if request.role is None:
        from graphfind.organizations import OrganizationMatcher

        wanted = OrganizationMatcher(request.organizations)
        keys = {key for text, key in store.organizations().items() if wanted.matches(text)}
        found = store.positions(store.workers(keys))
        held = {n: [_Target(p, None) for p in positions if p.current] for n, positions in found.items()}
    else:
        matched = matcher(request.role, lexicon).match_all(store.title_texts())
        found = store.positions(store.holders(matched))
        held = {n: _matches(positions, matched, request.role) for n, positions in found.items()}
    held = {n: targets for n, targets in held.items() if targets}
    return _located(store, held) if _places(request) else held


def _matches(positions: Iterable[Position], matched: Mapping[str, RoleMatch], role: TargetRole) -> list[_Target]:
    """A person's positions that fit the role, the closest first."""
    former = "former" in role.allow
    held = [
        _Target(p, matched[p.title])
        for p in positions
        if p.title in matched and (p.current or (former and not p.study))
    ]
    return sorted(held, key=lambda target: ranking.GRADES.index(matched[target.position.title].grade))


def _located(store: Store, held: Mapping[int, Sequence[_Target]]) -> dict[int, list[_Target]]:
    """The same with the places of the positions, or else of the people."""
    persons = store.persons(held)
    return {
        n: [target._replace(location=target.position.location or persons[n].location) for target in targets]
        for n, targets in held.items()
    }


def _places(request: Request) -> tuple[str, ...]:
    return (*request.locations, *(request.role.places if request.role else ()))


def _filtered(held: Mapping[int, Sequence[_Target]], request: Request) -> dict[int, _Target]:
    """Those whom the filters leave, by the first of their positions that passes."""
    passes = _filter(request)
    passing = {number: next(filter(passes, targets), None) for number, targets in held.items()}
    return {number: target for number, target in passing.items() if target is not None}


def _filter(request: Request) -> Callable[[_Target], bool]:
    """Whether a position passes; most requests let all pass, and need nothing known of organizations and places."""
    employers = (*request.organizations, *(request.role.organizations if request.role else ()))
    places = _places(request)
    if not (employers or request.exclude_organizations or places):
        return lambda target: True
    from graphfind.organizations import OrganizationMatcher, location_matches

    wanted, unwanted = OrganizationMatcher(employers), OrganizationMatcher(request.exclude_organizations)

    def passes(target: _Target) -> bool:
        employer = target.position.organization
        return (
            (not wanted.wanted or wanted.matches(employer))
            and not unwanted.matches(employer)
            and (not places or any(location_matches(place, target.location) is not False for place in places))
        )

    return passes


def _notes(request: Request, targets: Mapping[int, _Target]) -> tuple[str, ...]:
    """What the user should know of how the query was read."""
    role = request.role
    notes = []
    if role and role.organizations:
        notes.append(f"only people at {' or '.join(role.organizations)}")
    if role and role.places:
        notes.append(f"only people in {' or '.join(role.places)}")
    if role and role.industries:
        notes.append(f"contacts' industries are not known, so {' or '.join(role.industries)} was left aside")
    unknown = sum(not target.location for target in targets.values()) if _places(request) else 0
    if unknown:
        notes.append(f"of {len(targets):,} people found, {unknown:,} have no known location and were kept")
    return tuple(notes)


def _introductions(
    store: Store, snapshot: Snapshot, reached: Sequence[TargetPaths], targets: Mapping[int, _Target], today: date
) -> list[Introduction]:
    numbers = snapshot.people
    paths = [[[int(numbers[node]) for node in path] for path in target.paths] for target in reached]
    everyone = store.persons({number for several in paths for path in several for number in path})
    pairs = sorted({pair for several in paths for path in several for pair in pairwise(path)})
    ties = dict(zip(pairs, store.ties(pairs, today), strict=True))
    return [_introduction(several, everyone, ties, targets[several[0][-1]], today) for several in paths]


def _introduction(
    paths: Sequence[Sequence[int]],
    everyone: Mapping[int, Person],
    ties: Mapping[tuple[int, int], Tie],
    target: _Target,
    today: date,
) -> Introduction:
    made = [
        ranking.introduction(
            [
                *(_shown(everyone[n], everyone[n].position) for n in path[:-1]),
                _shown(everyone[path[-1]], target.position),
            ],
            [ties[pair] for pair in pairwise(path)],
            target.match,
            today,
        )
        for path in paths
    ]
    return ranking.with_alternatives(made[0], made[1:])


def _shown(person: Person, position: Position) -> PathPerson:
    return PathPerson(
        id=person.id,
        name=person.shown_name,
        title=position.title,
        organization=position.organization,
        location=position.location or person.location,
        as_of=position.as_of,
    )


def _why_none(
    held: Mapping[int, Sequence[_Target]],
    snapshot: Snapshot,
    egos: Sequence[int],
    targets: Sequence[int],
    limits: Limits,
    request: Request,
) -> Reason:
    what = f'in the role "{request.role.text}"' if request.role else "at the organizations named"
    if not held:
        return Reason("nobody_in_role", f"nobody in the store is {what} now")
    if not targets:
        return Reason("filtered", f"{_people(len(held))} {what}, but the filters leave none of them")
    hops = reach(snapshot, egos, targets, limits)
    if hops is not None and hops > limits.max_hops:
        return Reason("beyond_bound", f"the nearest person {what} is {hops} ties away; see further with --max-hops")
    if hops is not None:
        return Reason("filtered", f"{_people(len(targets))} {what}, but no path to them passes the filters")
    if reach(snapshot, egos, targets, replace(limits, inferred=True)) is not None:
        return Reason("filtered", f"{_people(len(targets))} {what}, but only over inferred ties")
    if reach(snapshot, egos, targets, limits, anybody=True) is not None:
        return Reason(
            "avoided", f"{_people(len(targets))} {what}, but only through people to be avoided or not to be asked"
        )
    return Reason("unconnected", f"{_people(len(targets))} {what}, but no known tie leads to them")


def _people(count: int) -> str:
    return "1 person is" if count == 1 else f"{count:,} people are"
