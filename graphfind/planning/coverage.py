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
    return 1.0 - distribution(paths, chance)[0]


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
        works = prod(chance[tie] for tie in sorted(group[0]))  # an order that roundings keep
        return [1.0 - works, works]
    shared = _most_shared(group)
    holds = distribution([path - {shared} for path in group], chance)
    fails = distribution([path for path in group if shared not in path], chance)
    fails += [0.0] * (len(holds) - len(fails))
    p = chance[shared]
    return [p * one + (1.0 - p) * other for one, other in zip(holds, fails, strict=True)]


def _most_shared(group: Sequence[Ties]) -> Tie:
    count: dict[Tie, int] = {}
    for path in group:
        for tie in path:
            count[tie] = count.get(tie, 0) + 1
    return min(count, key=lambda tie: (-count[tie], tie))


def _apart(paths: Collection[Ties]) -> Iterator[list[Ties]]:
    """Groups of paths of which no two have a tie in common."""
    groups: list[tuple[set[Tie], list[Ties]]] = []
    for path in paths:
        ties, members = set(path), [path]
        apart = []
        for group in groups:
            if group[0].isdisjoint(path):
                apart.append(group)
            else:
                ties |= group[0]
                members = group[1] + members
        groups = [*apart, (ties, members)]
    return (members for _, members in groups)


def _together(a: Sequence[float], b: Sequence[float]) -> list[float]:
    """The distribution of the sum of two independent counts."""
    total = [0.0] * (len(a) + len(b) - 1)
    for i, p in enumerate(a):
        for j, q in enumerate(b):
            total[i + j] += p * q
    return total
