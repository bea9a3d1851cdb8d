"""Which introductions come first: those of the best paths, and of equally good ones the closer matches of the role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from graphfind import ranking
from graphfind.planning.newground import new_ground
from graphfind.query.targets import Sought
from graphfind.search import Reached, TargetPaths
from graphfind.search.ways import NONE

if TYPE_CHECKING:
    from graphfind.search.arrays import Ints


def first(asked: Sought, reached: Reached, top: int) -> list[int]:
    """The places among `reached`, the best first, of the `top` best.

    By warmth, that is the likelier path, then that of fewer hops; by hops the other way round; then the closer role
    match, then the path whose people's ids come first.
    """
    if not len(reached):
        return []
    some = reached[: _level(asked, reached, min(top, len(reached)))]
    cost, hops = some.cost[:, 0], _hops(some)
    merit = (hops, cost) if asked.limits.rank == "hops" else (cost, hops)
    keys = (*merit, _grades(asked, some.target), *some.nodes[:, 0].T)
    order: list[int] = np.lexsort(keys[::-1])[:top].tolist()
    return order


def by_new_ground(
    asked: Sought, reached: Reached, mutual: Mapping[tuple[int, int], int], top: int
) -> list[TargetPaths]:
    """The `top` rows whose paths open most new ground, each one's paths in that order; then as by warmth."""

    def opens(path: Sequence[int]) -> float:
        return -new_ground(mutual[path[0], path[1]])

    ordered = []
    for one, grade in zip(reached, _grades(asked, reached.target).tolist(), strict=True):
        ways = sorted(zip(one.paths, one.costs, strict=True), key=lambda way: opens(way[0]))
        paths, costs = zip(*ways, strict=True)
        merit = (opens(paths[0]), costs[0], len(paths[0]), grade, paths[0])
        ordered.append((merit, TargetPaths(one.target, paths, costs)))
    return [row for _, row in sorted(ordered, key=lambda one: one[0])[:top]]


def _level(asked: Sought, reached: Reached, top: int) -> int:
    """How many rows have paths as good as that of the `top`-th, or better ones."""
    cost, hops = reached.cost[:, 0], _hops(reached)
    same = cost == cost[top - 1]
    if asked.limits.rank == "hops":
        same &= hops == hops[top - 1]
    return int(np.flatnonzero(same)[-1]) + 1


def _hops(reached: Reached) -> Ints:
    hops: Ints = np.count_nonzero(reached.nodes[:, 0] != NONE, axis=1)
    return hops


def _grades(asked: Sought, nodes: Ints) -> Ints:
    """How far each target's role match is from exact."""
    matches = (asked.targets[number].match for number in asked.numbers(nodes))
    grades = (ranking.GRADES.index(match.grade) if match else len(ranking.GRADES) for match in matches)
    return np.fromiter(grades, np.int64, len(nodes))
