"""Why people in the role were not found, in words, and which filter keeps how many of them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from graphfind.planning.absence import Absence, absences
from graphfind.query.request import Lifted, Reason, Request
from graphfind.query.targets import Sought, filtered, former, holders, limits_of, nodes_of
from graphfind.roles import Lexicon, TargetRole
from graphfind.search import Limits
from graphfind.search.question import MOST_HOPS
from graphfind.sentences import short

if TYPE_CHECKING:
    from graphfind.stores.base import Store

NAMED = 3
"""How many people, titles or filters a sentence names."""


MOST_SAID = 200
"""So much of a role's own words is repeated."""


class Missing(NamedTuple):
    """Why targets were not reached, on the part of the graph that tells it; `absences` are of its nodes."""

    asked: Sought
    absences: Sequence[Absence]


def absent(asked: Sought, reached: Collection[int]) -> Missing:
    """Why each of the targets was not reached but these, by the store's numbers."""
    missing = sorted(asked.targets.keys() - reached)
    if not missing:
        return Missing(asked, [])
    near = asked.on(lambda graph, egos, _, limits: graph.nearest(egos, missing, limits))
    return Missing(near, absences(near.snapshot, near.egos, nodes_of(near.snapshot, missing), near.limits))


def why_none(store: Store, asked: Sought, lexicon: Lexicon, missing: Missing | None = None) -> tuple[Reason, ...]:
    """Why nobody was found: every holder of the role has one reason; that of the nearest comes first."""
    reasons = [*why_not(store, missing or absent(asked, ())), *_kept_out(store, asked, lexicon)]
    return tuple(reasons) or (_nobody(store, asked, lexicon),)


def why_not(store: Store, missing: Missing) -> Iterator[Reason]:
    """Why targets were not reached, a reason for all who share it."""
    asked = missing.asked
    causes: dict[str, list[Absence]] = {}
    for one in missing.absences:
        causes.setdefault(one.cause, []).append(one)
    what = _what(asked.request)
    if far := causes.get("beyond_bound"):
        yield _beyond(what, far)
    if near := causes.get("filtered"):
        filters, named = _lifted(store, asked, [one.target for one in near])
        if filters:
            text = f"{_people(len(near))} {what}, but no path to them passes the filters{_without(filters)}"
            yield Reason("filtered", text, len(near), min(one.hops for one in near), filters, named=named)
        else:  # an ask begins with them, which a path to them does not
            text, named = _not_to_be_asked(store, asked, what, near)
            yield Reason("avoided", text, len(near), min(one.hops for one in near), named=named)
    if guessed := causes.get("uninferred"):
        filters, named = _lifted(store, asked, [one.target for one in guessed])
        text = f"{_people(len(guessed))} {what}, but only over inferred ties{_without(filters)}"
        yield Reason("filtered", text, len(guessed), min(one.hops for one in guessed), filters, named=named)
    if barred := causes.get("avoided"):
        hops = min(one.hops for one in barred)
        text, named = _barred(store, asked, what, barred)
        yield Reason("avoided", text, len(barred), hops, named=named)
    if apart := causes.get("unconnected"):
        text = f"{_people(len(apart))} {what}, but no known tie leads to them"
        yield Reason("unconnected", text, len(apart))


def _nobody(store: Store, asked: Sought, lexicon: Lexicon) -> Reason:
    request = asked.request
    mine = holders(store, request, lexicon).keys() & set(asked.numbers(asked.egos))
    text = f"{_only(len(mine), asked) if mine else 'nobody in the store is'} {_what(request)} now"
    if gone := _before(store, request, lexicon) - set(asked.numbers(asked.egos)):
        were = "1 person was" if len(gone) == 1 else f"{len(gone):,} people were"
        when = "before; let them in with --allow former" if request.role else "there before"
        return Reason("nobody_in_role", f"{text}; {were} {when}")
    if request.role is None:
        close = [] if mine else _like(store, request.organizations)
        return Reason("nobody_in_role", f"{text}; did you mean {' or '.join(close)}?" if close else text)
    from graphfind.roles.suggest import nearest

    text += _beside(request.role)
    near = nearest(request.role, store.titles(), lexicon)
    if near:
        text += f"; nearest: {', '.join(f'{one.title} ({one.people:,})' for one in near[:NAMED])}"
    return Reason("nobody_in_role", text, nearest=near)


def _beside(role: TargetRole) -> str:
    """Which words a title must hold beside those of the role, if any: a place or an employer may have been meant."""
    words = dict.fromkeys(word for each in role.alternatives if each.families for word in each.words)
    said = short(" ".join(words))
    return f' with "{said}" in the title; a place is named with "in", an employer with "at"' if said else ""


def _only(count: int, asked: Sought) -> str:
    """That nobody else is in the role than whoever is searching."""
    if asked.request.egos:
        return "only whoever is searching is"
    return "only you are" if count == 1 else "only those who are searching are"


def _before(store: Store, request: Request, lexicon: Lexicon) -> set[int]:
    """Who was in the role, or at the organizations, before."""
    role = request.role
    if role is None:
        return former(store, request.organizations)
    if "former" in role.allow:
        return set()
    wider = request._replace(role=role._replace(allow=(*role.allow, "former")))
    return {*filtered(store, holders(store, wider, lexicon), wider)}


def _like(store: Store, wanted: Sequence[str]) -> list[str]:
    """Organizations called nearly like those that were named, without these."""
    from difflib import get_close_matches

    from graphfind.organizations import OrganizationMatcher

    asked = OrganizationMatcher(wanted)
    names = {name.casefold(): name for name in store.organizations() if not asked.matches(name)}
    close = (name for one in wanted for name in get_close_matches(one.casefold(), names, NAMED))
    return [names[name] for name in dict.fromkeys(close)]


def _beyond(what: str, far: Sequence[Absence]) -> Reason:
    hops = min(one.hops for one in far)
    text = f"the nearest person {what} is {hops} ties away"
    if len(far) > 1:
        text = f"the nearest of {len(far):,} people {what} is {hops} ties away"
    text += f"; see further with --max-hops {hops}" if hops <= MOST_HOPS else f"; a search sees {MOST_HOPS} ties far"
    return Reason("beyond_bound", text, len(far), hops)


def _barred(store: Store, asked: Sought, what: str, barred: Sequence[Absence]) -> tuple[str, tuple[str, ...]]:
    """The sentence, and the names in it."""
    themselves = sum(one.target in one.in_the_way for one in barred)
    count = Counter(node for one in barred for node in one.in_the_way)
    most = sorted(count, key=lambda node: (-count[node], node))[:NAMED]
    numbers = asked.numbers(most)
    persons = store.persons(numbers)
    avoided = frozenset(asked.limits.avoid)
    names = tuple(persons[number].shown_name for number in numbers)
    listed = " or ".join(
        f"{name} ({'--avoid' if node in avoided else 'not to be asked'})"
        for node, name in zip(most, names, strict=True)
    )
    how = "to be avoided" if themselves == len(barred) else "only through people to be avoided or not to be asked"
    return f"{_people(len(barred))} {what}, but {how}: {listed}", names


def _not_to_be_asked(store: Store, asked: Sought, what: str, near: Sequence[Absence]) -> tuple[str, tuple[str, ...]]:
    """The sentence on contacts who are in the role themselves and not to be asked, and the names in it."""
    numbers = asked.numbers([one.target for one in near[:NAMED]])
    persons = store.persons(numbers)
    names = tuple(persons[number].shown_name for number in numbers)
    return f"{_people(len(near))} {what}, but not to be asked: {' or '.join(names)}", names


def _lifted(store: Store, asked: Sought, targets: Sequence[int]) -> tuple[tuple[Lifted, ...], tuple[str, ...]]:
    """The filters on paths, each with how many of the targets a search without it alone would find; names in them."""
    limits = replace(limits_of(asked.request), rank="warmth", alternatives=0)
    ways: list[tuple[str, Limits]] = []
    names: tuple[str, ...] = ()
    if limits.via is not None:
        names = (store.persons([limits.via])[limits.via].shown_name,)
        ways.append((_options("--via", names), replace(limits, via=None)))
    if limits.min_probability > 0:
        ways.append((f"--min-warmth {limits.min_probability:g}", replace(limits, min_probability=0.0)))
    if not limits.inferred:
        ways.append(("--no-inferred", replace(limits, inferred=True)))
    numbers = asked.numbers(targets)
    return tuple(Lifted(name, len(asked.found(numbers, wider))) for name, wider in ways), names


def _kept_out(store: Store, asked: Sought, lexicon: Lexicon) -> Iterator[Reason]:
    """That filters on what people do and where keep holders of the role out, where they do."""
    request, egos = asked.request, set(asked.numbers(asked.egos))
    ways = _filters(request)
    if not ways:
        return
    out = holders(store, _unfiltered(request), lexicon).keys() - asked.targets.keys() - egos
    if not out:
        return
    back = {
        name: filtered(store, holders(store, wider, lexicon), wider).keys() - asked.targets.keys() - egos
        for name, wider in ways.items()
    }
    limits = replace(limits_of(request), rank="warmth", alternatives=0)
    found = asked.found(set().union(*back.values()), limits)
    filters = tuple(Lifted(name, len(found & numbers)) for name, numbers in back.items())
    what = _what(request)
    if asked.targets:
        text = f"{len(out):,} more {what}, but left out by the filters{_without(filters)}"
    else:
        text = f"{_people(len(out))} {what}, but the filters leave none of them{_without(filters)}"
    yield Reason("filtered", text, len(out), filters=filters)


def _filters(request: Request) -> Mapping[str, Request]:
    """The filters on what people do and where, as the user wrote them, each with the request without it."""
    role, ways = request.role, {}
    if role and (request.organizations or role.organizations):
        name = _options("--company", request.organizations) or f"at {' or '.join(role.organizations)}"
        ways[name] = request._replace(organizations=(), role=role._replace(organizations=()))
    if request.exclude_organizations:
        ways[_options("--exclude-company", request.exclude_organizations)] = request._replace(exclude_organizations=())
    if request.locations or (role and role.places):
        name = _options("--location", request.locations) or f"in {' or '.join(role.places if role else ())}"
        ways[name] = request._replace(locations=(), role=role and role._replace(places=()))
    if levels := (*(role.levels if role else ()), *request.levels):
        ways[_options("--level", levels)] = request._replace(levels=(), role=role and role._replace(levels=()))
    if excluded := (*(role.excluded if role else ()), *request.excluded):
        ways[_options("--exclude", excluded)] = request._replace(excluded=(), role=role and role._replace(excluded=()))
    return ways


def _unfiltered(request: Request) -> Request:
    role = request.role
    if role is not None:
        role = role._replace(organizations=(), places=(), levels=(), excluded=())
    organizations = () if role else request.organizations
    return request._replace(
        role=role, organizations=organizations, exclude_organizations=(), locations=(), levels=(), excluded=()
    )


def _options(name: str, values: Sequence[str]) -> str:
    return " ".join(f'{name} "{value}"' if " " in value else f"{name} {value}" for value in map(short, values))


def _without(filters: Sequence[Lifted]) -> str:
    """How many would be found without each filter, the most first."""
    most = sorted((one for one in filters if one.people), key=lambda one: -one.people)[:NAMED]
    if not most:
        return "; to leave out one of them would not help" if len(filters) > 1 else ""
    return ": " + ", ".join(f"without {one.filter} {one.people:,} would be found" for one in most)


def _what(request: Request) -> str:
    """Who is looked for, after "is"."""
    if request.role is None:
        return f"at {' or '.join(map(short, request.organizations))}"
    named = [each.text for each in request.role.alternatives if not each.occupation] or [request.role.text]
    return f'in the role "{short(" or ".join(named), MOST_SAID)}"'


def _people(count: int) -> str:
    return "1 person is" if count == 1 else f"{count:,} people are"
