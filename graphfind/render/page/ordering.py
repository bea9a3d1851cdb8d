"""The order in which spots stand in their columns, so that few lines cross."""

from __future__ import annotations

from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

SWEEPS = 12
"""How often the columns are put in order, rightwards and leftwards in turn."""

EXCHANGES = 4
"""How often at most neighbours change places after that."""

Spot = TypeVar("Spot", bound=Hashable)
Neighbours = Mapping[Spot, Sequence[Spot]]


def neighbours(chains: Iterable[Sequence[Spot]]) -> tuple[Neighbours[Spot], Neighbours[Spot]]:
    """Whom each spot has a line to in the column to its left, and to its right."""
    left: defaultdict[Spot, list[Spot]] = defaultdict(list)
    right: defaultdict[Spot, list[Spot]] = defaultdict(list)
    for chain in chains:
        for one, other in pairwise(chain):
            right[one].append(other)
            left[other].append(one)
    return dict(left), dict(right)


def ordered(columns: list[list[Spot]], left: Neighbours[Spot], right: Neighbours[Spot]) -> list[list[Spot]]:
    """The order with the fewest crossings that is come upon.

    Sweeps sort each column by the mean place of its neighbours (Sugiyama, Tagawa & Toda 1981); then
    neighbours change places as long as that takes crossings away (Gansner et al. 1993).
    """
    best, fewest = columns, crossings(columns, right)
    for sweep in range(SWEEPS):
        if not fewest:
            return best
        columns = [list(column) for column in columns]
        rows = {spot: row for column in columns for row, spot in enumerate(column)}
        for column in columns if sweep % 2 == 0 else reversed(columns):
            near = left if sweep % 2 == 0 else right
            wishes = {spot: _mean_row(near.get(spot, [spot]), rows) for spot in column}
            column.sort(key=wishes.__getitem__)
            rows.update((spot, row) for row, spot in enumerate(column))
        count = crossings(columns, right)
        if count < fewest:
            best, fewest = columns, count
    return _exchanged(best, left, right)


def crossings(columns: Sequence[Sequence[Spot]], right: Neighbours[Spot]) -> int:
    """How many pairs of lines between neighbouring columns cross."""
    count = 0
    for column, following in pairwise(columns):
        rows = {spot: row for row, spot in enumerate(following)}
        passed: list[int] = []
        for spot in column:
            ends = sorted(rows[other] for other in right.get(spot, ()))
            count += sum(len(passed) - bisect(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return count


def _exchanged(columns: list[list[Spot]], left: Neighbours[Spot], right: Neighbours[Spot]) -> list[list[Spot]]:
    columns = [list(column) for column in columns]
    rows = {spot: row for column in columns for row, spot in enumerate(column)}
    for _ in range(EXCHANGES):
        changed = False
        for column in columns:
            for at in range(len(column) - 1):
                above, below = column[at], column[at + 1]
                gain = 0
                for near in (left, right):
                    ups, downs = ([rows[one] for one in near.get(spot, ())] for spot in (above, below))
                    gain += sum((up > down) - (up < down) for up in ups for down in downs)
                if gain > 0:
                    column[at], column[at + 1] = below, above
                    rows[above], rows[below] = at + 1, at
                    changed = True
        if not changed:
            break
    return columns


def _mean_row(spots: Sequence[Spot], rows: Mapping[Spot, int]) -> float:
    return sum(rows[spot] for spot in spots) / len(spots)
