"""Who is one person, as the user says it: pairs to review, merges, and merges taken apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Literal

from graphfind.errors import UsageError
from graphfind.identity import VERDICT, Match, Verdict, resolve
from graphfind.lookup import PERSON_ID, describe, find_person
from graphfind.model import Person
from graphfind.normalize import email_key, identifiers, name_key, profile_key
from graphfind.stores.base import RecordLine, Store, Writing

MOST_PAIRS = 10_000
"""A verdict stands in the log once for every pair of records; of more than this nobody means each."""

_BY_LIKELIHOOD = ("name and organization", "owner", "email", "phone", "look-alike")
"""The rules of suggestions, that first which is right most often."""

Ground = tuple[str, str]
"""A rule of identity and what two records share by it."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two people who may be one, and why."""

    one: Person
    other: Person
    why: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Pairs to review, the likeliest first, and how many there are in all."""

    pairs: tuple[Duplicate, ...]
    in_all: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A record of a person, and the rule by which it is one with another of theirs.

    `onto` is the place of that other one, counted from 0; None for the record that others joined.
    """

    rid: str
    line: RecordLine
    onto: int | None = None
    rule: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Now:
    """A person after a verdict, with the numbers of their ties and records."""

    person: Person
    ties: int
    records: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a verdict: the persons whom it was about, by id, and what the user should know of them."""

    people: tuple[Now, ...]
    warnings: tuple[str, ...] = ()


def find_duplicates(store: Store, words: Sequence[str] = (), count: int | None = None) -> Duplicates:
    """The people who may be one and of whom the user has not said so, at most `count` pairs.

    With words, those pairs of whom one person has them all in names, titles and organizations.
    """
    suggestions = store.suggestions()
    person_of = store.persons_with({rid for one in suggestions for rid in (one.a, one.b)})
    why: dict[tuple[int, int], list[Ground]] = {}
    for suggestion in suggestions:
        a, b = sorted((person_of[suggestion.a], person_of[suggestion.b]))
        if a != b:
            why.setdefault((a, b), []).append((suggestion.rule, suggestion.value))
    if words:
        fitting = set(store.search_people(words, _size(store)))
        why = {pair: reasons for pair, reasons in why.items() if not fitting.isdisjoint(pair)}
    persons = store.persons({number for pair in why for number in pair})
    found = []
    for pair, reasons in why.items():
        one, other = sorted((persons[number] for number in pair), key=lambda person: person.id)
        found.append(Duplicate(one, other, tuple(sorted(reasons, key=_likelihood))))
    found.sort(key=lambda pair: (-len(pair.why), _likelihood(pair.why[0])[0], name_key(pair.one.name), pair.one.id))
    return Duplicates(tuple(found[:count]), len(found))


def pieces(store: Store, number: int) -> tuple[Piece, ...]:
    """The records of a person in a fixed order, each with why it is one with another."""
    lines = _lines(store, number)
    places = {rid: place for place, rid in enumerate(lines)}
    near: dict[int, list[tuple[int, Match]]] = {place: [] for place in places.values()}
    for match in store.matches_of(number):
        a, b = places[match.a], places[match.b]
        near[a].append((b, match))
        near[b].append((a, match))
    onto: dict[int, tuple[int, Match] | None] = {}
    for start in places.values():
        reached: list[tuple[int, tuple[int, Match] | None]] = [(start, None)]
        for place, why in reached:  # grows meanwhile
            if place not in onto:
                onto[place] = why
                reached += [(other, (place, match)) for other, match in sorted(near[place], key=lambda end: end[0])]
    return tuple(_piece(rid, line, onto[places[rid]]) for rid, line in lines.items())


def merge(store: Store, one: str, other: str, today: date, *, force: bool = False) -> Settled:
    """Say that two people, named as `find_person` takes them, are one.

    Raises UsageError for people who are not known or are one already, and for two whom the user said never to be
    one, unless `force` takes that back. Other than that the user's word wins over every rule.
    """
    with store.writing(today) as writing:
        first, second = find_person(store, one), find_person(store, other)
        persons = store.persons([first, second])
        if first == second:
            raise UsageError(f"merge: both are {describe(persons[first])} already")
        ours, theirs = list(_lines(store, first)), list(_lines(store, second))
        firm = [verdict for verdict in _last_words(writing, ours, theirs) if verdict.kind == "never"]
        if firm and not force:
            names = _named_apart(store, firm[-1])
            raise UsageError(f"merge: you said on {firm[-1].on} that {names} are never one; --force takes that back")
        warnings = _warn(store, persons[first], persons[second], first, second)
        _say(writing, "merge", ours, theirs, today)
        if len(set(store.persons_with([*ours, *theirs]).values())) > 1:
            raise UsageError(
                f"merge: {describe(persons[first])} and {describe(persons[second])} stay apart: what you said of others"
                " of their records stands against it; see 'graphfind person' of both"
            )
    return _settled(store, [*ours, *theirs], today, warnings)


def unmerge(store: Store, who: str, today: date, records: Iterable[int] = ()) -> Settled:
    """Take a merge apart, and keep it so whatever rules say.

    `records` are the places, counted from 1 in the order of `pieces`, of the records to take out. Without them the
    user's latest merge of the person is undone; where there is none, the only two records are taken apart. Raises
    UsageError for a person of one record, for records that there are not, and where it must be said which.
    """
    with store.writing(today) as writing:
        number = find_person(store, who)
        whole = pieces(store, number)
        person = store.persons([number])[number]
        if len(whole) == 1:
            raise UsageError(f"unmerge: {describe(person)} is made of one record; there is nothing to take apart")
        rids = [piece.rid for piece in whole]
        out = _chosen(rids, records, person)
        if not out and len(whole) == 2:
            out = {rids[1]}
        if not out:
            out = _last_merge(rids, store.matches_of(number), writing.verdicts())
        if not out:
            raise UsageError(
                f"unmerge: {describe(person)} is made of {len(whole)} records, none of them merged by you;"
                f" say which to take out, from 1 to {len(whole)}, as in: graphfind unmerge {person.id} --record 1"
            )
        _say(writing, "unmerge", [rid for rid in rids if rid in out], [rid for rid in rids if rid not in out], today)
    return _settled(store, rids, today)


def never_merge(store: Store, one: str, other: str, today: date) -> Settled:
    """Say that two people are never one, whatever rules say; where they are one now, that is taken apart.

    Both may then be names or addresses of the one person whom they are. Raises UsageError for people who are not
    known, and where it cannot be told which records are whose.
    """
    with store.writing(today) as writing:
        first, second = find_person(store, one), find_person(store, other)
        if first == second:
            ours, theirs = _told_apart(store, first, one, other)
        else:
            ours, theirs = list(_lines(store, first)), list(_lines(store, second))
        _say(writing, "never", ours, theirs, today)
    return _settled(store, [*ours, *theirs], today)


def _size(store: Store) -> int:
    """No fewer than there are people."""
    return sum(stored.source.people for stored in store.sources()) or 1


def _likelihood(ground: Ground) -> tuple[int, str]:
    rule, shared = ground
    return _BY_LIKELIHOOD.index(rule) if rule in _BY_LIKELIHOOD else len(_BY_LIKELIHOOD), shared


def _lines(store: Store, number: int) -> dict[str, RecordLine]:
    """A person's records by their content ids."""
    lineages = {stored.source.id: stored.lineage for stored in store.sources()}
    return {f"{lineages[line.source]}#{line.record.key}": line for line in store.records_of(number)}


def _piece(rid: str, line: RecordLine, why: tuple[int, Match] | None) -> Piece:
    return Piece(rid, line, why[0], why[1].rule, why[1].value) if why else Piece(rid, line)


def _last_words(writing: Writing, ours: Iterable[str], theirs: Iterable[str]) -> list[Verdict]:
    """The verdicts that hold between records of two persons, the latest last."""
    wanted = {frozenset(pair) for pair in product(ours, theirs)}
    return [verdict for verdict in _holding(writing.verdicts()) if frozenset((verdict.a, verdict.b)) in wanted]


def _holding(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Of several verdicts on a pair the last, in the order said."""
    last: dict[frozenset[str], Verdict] = {}
    for verdict in sorted(verdicts, key=lambda verdict: verdict.on):
        pair = frozenset((verdict.a, verdict.b))
        last.pop(pair, None)
        last[pair] = verdict
    return list(last.values())


def _say(
    writing: Writing,
    kind: Literal["merge", "unmerge", "never"],
    ours: Sequence[str],
    theirs: Sequence[str],
    today: date,
) -> None:
    """Enter a verdict for every pair of records, so that it holds whichever of them are there, and derive persons.

    It is of the day of what it takes back, if that is said to be later: a word counts by its day.
    """
    if len(ours) * len(theirs) > MOST_PAIRS:
        command = "never-merge" if kind == "never" else kind
        raise UsageError(
            f"{command}: these are people of {len(ours):,} and {len(theirs):,} records, too many for one word;"
            " look at them with 'graphfind person'"
        )
    on = max([today, *(verdict.on for verdict in _last_words(writing, ours, theirs))])
    for pair in product(ours, theirs):
        writing.add_verdict(Verdict(kind, min(pair), max(pair), on))
    writing.settle(resolve(writing.candidates(), writing.verdicts()), today)


def _settled(store: Store, rids: Iterable[str], today: date, warnings: tuple[str, ...] = ()) -> Settled:
    with store.reading():
        numbers = sorted(set(store.persons_with(rids).values()))
        persons = store.persons(numbers)
        people = [Now(persons[n], store.degree(n, today), len(store.records_of(n))) for n in numbers]
        return Settled(tuple(sorted(people, key=lambda now: now.person.id)), warnings)


def _warn(store: Store, one: Person, other: Person, first: int, second: int) -> tuple[str, ...]:
    """What rules would have held against a merge, and what it means for whose contacts are whose."""
    warnings = []
    profiles = dict.fromkeys((*one.profile_urls, *other.profile_urls))
    if one.profile_urls and other.profile_urls and len(profiles) > 1:
        warnings.append(f"they have different profiles: {', '.join(profiles)}")
    if rosters := _rosters(store, first) & _rosters(store, second):
        warnings.append(f"both stand on one list of {min(rosters)[0]}")
    egos = store.egos()
    if (first in egos) != (second in egos):
        warnings.append(f"{(one if second in egos else other).shown_name} is you now, and their ties are yours")
    return tuple(warnings)


def _rosters(store: Store, number: int) -> set[tuple[str, str]]:
    """The lists, by source, on which a person stands and in which every row is another person."""
    return {(line.source, line.record.roster) for line in store.records_of(number) if line.record.roster}


def _named_apart(store: Store, verdict: Verdict) -> str:
    """The two whom a verdict keeps apart, as their records call them."""
    person_of = store.persons_with([verdict.a, verdict.b])
    called = [_lines(store, person_of[rid])[rid].record.name for rid in (verdict.a, verdict.b)]
    return " and ".join(called)


def _chosen(rids: Sequence[str], records: Iterable[int], person: Person) -> set[str]:
    wanted = set(records)
    if beyond := sorted(place for place in wanted if not 1 <= place <= len(rids)):
        raise UsageError(f"unmerge: there is no record {beyond[0]}; {describe(person)} is made of {len(rids)}")
    if len(wanted) == len(rids):
        raise UsageError("unmerge: these are all records; name those to take out of the person")
    return {rids[place - 1] for place in wanted}


def _last_merge(rids: Sequence[str], matches: Sequence[Match], verdicts: Sequence[Verdict]) -> set[str]:
    """The records on one side of the user's latest merge among these; none where rules alone join them.

    What rules join was one before any merge; the merges after that, in the order said, tell the last that was one.
    """
    groups = {rid: {rid} for rid in rids}
    out: set[str] = set()

    def join(a: str, b: str) -> set[str]:
        one, other = groups[a], groups[b]
        groups.update(dict.fromkeys(one | other, one | other))
        return other if one is not other else set()

    for match in matches:
        if match.rule != VERDICT:
            join(match.a, match.b)
    for verdict in _holding(verdicts):
        if verdict.kind == "merge" and verdict.a in groups and verdict.b in groups:
            out = join(verdict.a, verdict.b) or out
    return out


def _told_apart(store: Store, number: int, one: str, other: str) -> tuple[list[str], list[str]]:
    """The records of a person who was named in two ways, as those of two."""
    whole = pieces(store, number)
    ours, theirs = ({piece.rid for piece in whole if is_named(piece)} for is_named in (_names(one), _names(other)))
    if not ours or not theirs or ours & theirs:
        person = store.persons([number])[number]
        apart = f"take them apart with 'graphfind unmerge {person.id}'" if len(whole) > 1 else "name two people"
        raise UsageError(f"never-merge: both are {describe(person)}; {apart}")
    rids = [piece.rid for piece in whole]
    out = _grown(rids, store.matches_of(number), ours, theirs)
    return [rid for rid in rids if rid in out], [rid for rid in rids if rid not in out]


def _grown(rids: Iterable[str], matches: Iterable[Match], ours: set[str], theirs: set[str]) -> set[str]:
    """Of a person's records those that go with `ours` and not with `theirs`, by rules before the user's word."""
    groups = {rid: {rid} for rid in rids}

    def join(a: str, b: str) -> None:
        both = groups[a] | groups[b]
        if both.isdisjoint(ours) or both.isdisjoint(theirs):
            groups.update(dict.fromkeys(both, both))

    for side in (sorted(ours), sorted(theirs)):
        for rid in side[1:]:
            join(side[0], rid)
    for match in sorted(matches, key=lambda match: match.rule == VERDICT):
        join(match.a, match.b)
    return set().union(*(groups[rid] for rid in ours))


def _names(who: str) -> Callable[[Piece], bool]:
    """Whether a record is named by what the user gave."""
    who = who.strip()
    if PERSON_ID.fullmatch(who):
        return lambda piece: True
    address = {("profile", profile_key(who)), ("email", email_key(who))}
    if any(value for _, value in address):
        return lambda piece: not address.isdisjoint(identifiers(piece.line.record, ""))
    return lambda piece: name_key(piece.line.record.name) == name_key(who)
