"""Answers for the tests of the page: made by hand, of any size, with any text in every field."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple, cast

from graphfind.model import Evidence, EvidenceKind, Introduction, PathPerson, RoleMatch, Tie
from graphfind.query import Answer, Reason, Request, Stats, WhyNone
from graphfind.ranking import introduction, with_alternatives

TODAY = date(2026, 11, 1)
GIVEN = [
    "Chen",
    "Pia",
    "Hana",
    "Eli",
    "Yan",
    "Oz",
    "Jun",
    "Xi",
    "Vik",
    "Dara",
    "Mo",
    "Ines",
    "Tomás",
    "Wanjirũ",
    "Łukasz",
    "محمد",
    "美咲",
    "Maximiliana",
]
FAMILY = [
    "Weiss",
    "Silva",
    "Okafor",
    "Park",
    "Haddad",
    "Iribarren-Vega",
    "Nakamura",
    "العربي",
    "高橋",
    "Featherstonehaugh",
    "Ó’Brien",
    "Szabó",
]
WRITES = (
    Evidence(EvidenceKind.CONNECTION, first=date(2018, 3, 1), source="linkedin-me-1a2b"),
    Evidence(EvidenceKind.MESSAGE, 12, 9, date(2019, 4, 2), date(2026, 5, 11), source="linkedin-me-1a2b"),
)
COLLEAGUES = (Evidence(EvidenceKind.COLLEAGUE, strength=0.2, relation="Acme"),)


class Role(NamedTuple):
    """As much of a target role as a page looks at."""

    text: str

    @property
    def called(self) -> str:
        return self.text


def answer(*found: Introduction, role: str = "product manager", **request: Any) -> Answer:
    """An answer with these introductions, the best first."""
    asked = Request(role=cast("Any", Role(role)) if role else None, **request)
    ordered = sorted(found, key=lambda one: (-one.probability, len(one.hops), [person.id for person in one.path]))
    return Answer(asked, tuple(ordered), Stats(2481, 7312, len(found) + 12, len(found), 0))


def nothing(reason: WhyNone, text: str) -> Answer:
    """An answer without introductions."""
    return Answer(Request(role=cast("Any", Role("nurse"))), (), Stats(3, 2, 0, 0, 0), (Reason(reason, text),))


def person(who: str, name: str | None = None, title: str = "Engineer", organization: str = "Acme") -> PathPerson:
    """A person of this id."""
    return PathPerson(who, f"Name {who}" if name is None else name, title, organization, as_of=date(2026, 10, 1))


def path(*people: PathPerson | str, strengths: tuple[float, ...] = (), why: str = "the title says so") -> Introduction:
    """An introduction along these people; ties below 0.3 are inferred, and 0.5 is usual."""
    walked = [one if isinstance(one, PathPerson) else person(one) for one in people]
    known = strengths or (0.5,) * (len(walked) - 1)
    ties = [Tie(strength, strength < 0.3, COLLEAGUES if strength < 0.3 else WRITES) for strength in known]
    return introduction(walked, ties, RoleMatch("exact", "senior", why), TODAY)


def random_answer(targets: int, seed: int = 1) -> Answer:
    """Introductions of one to three hops with their alternatives, as an import of four friends gives them."""
    dice = random.Random(seed)

    def crowd(prefix: str, count: int, title: str) -> list[PathPerson]:
        names = [f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}" for _ in range(count)]
        return [person(f"{prefix}{at}", name, title, dice.choice(FAMILY)) for at, name in enumerate(names)]

    ego = person("ego", "Mara Lindqvist")
    friends = crowd("friend", targets // 2 + 4, "Engineer")
    others = crowd("other", targets // 2 + 2, "Director of engineering")
    wanted = crowd("target", targets, "Group Product Manager, Payments")
    strengths: dict[frozenset[str], float] = {}

    def walk(target: PathPerson, friend: PathPerson, hops: int) -> Introduction:
        between = [one for one in (*others, *friends, *wanted) if one not in (friend, target)]
        people = [ego, friend, dice.choice(between), target] if hops == 3 else [ego, friend, target][-hops - 1 :]
        people = [ego, target] if hops == 1 else people
        known = [strengths.setdefault(frozenset((a.id, b.id)), dice.uniform(0.1, 0.9)) for a, b in pairwise(people)]
        return path(*people, strengths=tuple(known))

    found = []
    for target in wanted:
        first, *rest = dice.sample(friends, 3)
        best = walk(target, first, dice.choice((1, 2, 2, 3)))
        found.append(with_alternatives(best, [walk(target, friend, dice.choice((2, 3))) for friend in rest]))
    return answer(*found)


def filled(text: Callable[[str], str], prefix: str = "") -> Answer:
    """One introduction with an alternative, in which every field holds what `text` makes of the field's name."""

    def anyone(who: str) -> PathPerson:
        return PathPerson(prefix + who, text(f"{who} name"), text(f"{who} title"), text(f"{who} organization"))

    def tie(strength: float) -> Tie:
        evidence = Evidence(EvidenceKind.RELATION, source=text("source"), relation=text("relation"))
        return Tie(strength, False, (evidence,))

    match = RoleMatch("exact", "senior", text("why"))
    ego, one, other, target = map(anyone, ("ego", "one", "other", "target"))
    best = introduction([ego, one, target], [tie(0.8), tie(0.6)], match, TODAY)
    second = introduction([ego, other, target], [tie(0.7), tie(0.5)], match, TODAY)
    return answer(with_alternatives(best, [second]), role=text("role"), organizations=(text("asked organization"),))
