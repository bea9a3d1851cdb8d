"""Whose own contacts would connect most of the people that a search does not reach: a guess, with its reasons.

Nobody knows whom somebody knows before they say so. But people of one employer, school or club often know each other,
the likelier the smaller it is; and the people at the end of what is known are nearer to the unreached than others.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from math import prod
from typing import Final, Literal

from graphfind.inference import COLLEAGUE_BASE, HALF_HEADCOUNT, SCHOOLMATE_BASE

Circle = tuple[Literal["work", "study", "tag"], str]
"""People who may know each other: all at one employer, at one school, or under one tag; by a normalized name."""

BASES: Final[Mapping[str, float]] = {"work": COLLEAGUE_BASE, "study": SCHOOLMATE_BASE, "tag": SCHOOLMATE_BASE}
"""How likely two of a circle of two know each other; what inferred ties start from."""

NEAR: Final = 0.05
"""How likely somebody known to stand near a target brings it closer: little, but better than nothing."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody whose contacts would help: to which targets, and how many of them are expected to be connected.

    `shared` are the circles shared with targets, with how many of them, the most first; `near` are the
    targets that this person is known to stand near.
    """

    person: int
    targets: frozenset[int]
    expected: float
    shared: tuple[tuple[Circle, int], ...]
    near: frozenset[int]


def openings(
    people: Mapping[int, Set[Circle]],
    targets: Mapping[int, Set[Circle]],
    sizes: Mapping[Circle, int],
    near: Mapping[int, Set[int]],
) -> list[Opening]:
    """The people whose contacts would connect any of the targets, those first who are expected to connect most.

    `people` and `targets` give everybody's circles, `sizes` how many are known to be in each; `near` the targets near
    which a person stands. Of equals the lower number comes first.
    """
    members: dict[Circle, set[int]] = {}
    for target, circles in targets.items():
        for circle in circles:
            members.setdefault(circle, set()).add(target)
    found = []
    for person, circles in people.items():
        shared = {circle: members[circle] - {person} for circle in circles if circle in members}
        beside = frozenset(near.get(person, ())) - {person}
        reached = beside.union(*shared.values())
        if reached:
            count = {circle: len(those) for circle, those in shared.items() if those}
            found.append(
                Opening(
                    person,
                    reached,
                    sum(_brought(target, shared, sizes, beside) for target in sorted(reached)),
                    tuple(sorted(count.items(), key=lambda one: (-one[1], one[0]))),
                    beside,
                )
            )
    return sorted(found, key=lambda one: (-one.expected, -len(one.targets), one.person))


def _brought(target: int, shared: Mapping[Circle, Set[int]], sizes: Mapping[Circle, int], near: Set[int]) -> float:
    fails = [1.0 - _close(circle, sizes.get(circle, 2)) for circle, those in shared.items() if target in those]
    return 1.0 - prod(fails) * (1.0 - NEAR * (target in near))


def _close(circle: Circle, size: int) -> float:
    return BASES[circle[0]] * HALF_HEADCOUNT / (HALF_HEADCOUNT + max(size, 2) - 2)
