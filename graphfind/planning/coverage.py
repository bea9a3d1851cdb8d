"""How many of several paths to one person work, where each tie either holds or does not, whatever paths use it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from math import prod

Tie = tuple[int, int]
"""Two nodes, the lower first."""

Ties = frozenset[Tie]


def ties_of(path: Sequence[int]) -> Ties:
    """The ties of a path of nodes."""
    return frozenset((min(a, b), max(a, b)) for a, b in pairwise(path))


def reached(paths: Collection[Ties], chance: Mapping[Tie, float]) -> float:
    """The probability that at least one of the paths works; 0 without any."""
    return 1.0 - _none(paths, chance)


class Growing:
    """Paths to one person that become more: what a further one adds is found without looking at all again.

    `chance` may learn of further ties meanwhile.
    """

    def __init__(self, chance: Mapping[Tie, float]) -> None:
        self._chance = chance
        self._groups = _Groups()
        self._none: dict[int, float] = {}

    def reached_with(self, path: Ties) -> float:
        """As `reached`, with this path beside those that were added."""
        touched, members = self._groups.joined(path)
        apart = prod(none for number, none in self._none.items() if number not in touched)
        return 1.0 - apart * _none_of(members, self._chance)

    def add(self, path: Ties) -> None:
        """Add a path."""
        touched, members = self._groups.joined(path)
        for number in touched:
            del self._none[number]
        self._none[self._groups.add(path)] = _none_of(members, self._chance)


class _Groups:
    """Groups of paths of which no two have a tie in common, in the order of the last path of each."""

    def __init__(self) -> None:
        self._groups: dict[int, tuple[set[Tie], list[Ties]]] = {}
        self._group_of: dict[Tie, int] = {}
        self._count = 0

    def joined(self, path: Ties) -> tuple[list[int], list[Ties]]:
        """The groups that a path has a tie in common with, and the paths that are one group together with it."""
        touched, members = sorted({self._group_of[tie] for tie in path if tie in self._group_of}), [path]
        for number in touched:
            members = self._groups[number][1] + members
        return touched, members

    def add(self, path: Ties) -> int:
        """Make one group of a path and of those that it has a tie in common with; returns its number."""
        touched, members = self.joined(path)
        ties = set(path).union(*(self._groups.pop(number)[0] for number in touched))
        number, self._count = self._count, self._count + 1
        self._groups[number] = ties, members
        self._group_of.update(dict.fromkeys(ties, number))
        return number

    def all(self) -> Iterator[list[Ties]]:
        """The paths of each group."""
        return (members for _, members in self._groups.values())


def _none(paths: Collection[Ties], chance: Mapping[Tie, float]) -> float:
    """The probability that none works, as `distribution` finds it; without the rest, which takes quadratic time."""
    return prod((_none_of(group, chance) for group in _apart(paths)), start=1.0)


def _none_of(group: Sequence[Ties], chance: Mapping[Tie, float]) -> float:
    if len(group) == 1:
        return 1.0 - _works(group[0], chance)
    shared, holds, fails = _split(group)
    p = chance[shared]
    return p * _none(holds, chance) + (1.0 - p) * _none(fails, chance)


def distribution(paths: Collection[Ties], chance: Mapping[Tie, float]) -> list[float]:
    """The probabilities that exactly 0, 1, … all of the paths work, each tie holding by its chance and by itself.

    Exact. Paths without a tie in common are independent; where several share one, both outcomes of the tie that most
    of them share are looked at. Paths to one person run together towards them, like a tree: so few outcomes suffice.
    """
    total = [1.0]
    for group in _apart(paths):
        total = _together(total, _of_group(group, chance))
    return total


def _of_group(group: Sequence[Ties], chance: Mapping[Tie, float]) -> list[float]:
    if len(group) == 1:
        works = _works(group[0], chance)
        return [1.0 - works, works]
    shared, *outcomes = _split(group)
    holds, fails = (distribution(paths, chance) for paths in outcomes)
    fails += [0.0] * (len(holds) - len(fails))
    p = chance[shared]
    return [p * one + (1.0 - p) * other for one, other in zip(holds, fails, strict=True)]


def _works(path: Ties, chance: Mapping[Tie, float]) -> float:
    return prod(chance[tie] for tie in sorted(path))  # an order that roundings keep


def _split(group: Sequence[Ties]) -> tuple[Tie, list[Ties], list[Ties]]:
    """The tie that most of the paths share, and the paths that are left where it holds, and where it fails."""
    shared = _most_shared(group)
    return shared, [path - {shared} for path in group], [path for path in group if shared not in path]


def _most_shared(group: Sequence[Ties]) -> Tie:
    count: dict[Tie, int] = {}
    for path in group:
        for tie in path:
            count[tie] = count.get(tie, 0) + 1
    return min(count, key=lambda tie: (-count[tie], tie))


def _apart(paths: Collection[Ties]) -> Iterator[list[Ties]]:
    groups = _Groups()
    for path in paths:
        groups.add(path)
    return groups.all()


def _together(a: Sequence[float], b: Sequence[float]) -> list[float]:
    """The distribution of the sum of two independent counts."""
    total = [0.0] * (len(a) + len(b) - 1)
    for i, p in enumerate(a):
        for j, q in enumerate(b):
            total[i + j] += p * q
    return total
