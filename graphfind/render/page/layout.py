"""Where people stand and where ties run: columns by hop, few crossings, no tie beneath a stranger's box."""

from __future__ import annotations

from bisect import bisect, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

BOX = 196
"""How wide a person's box is, in the drawing's units."""

PITCH = 316
"""From one column's middle to the next."""

GAP = 14
"""Between two boxes of a column, at least."""

LANE = -2
"""What a lane, in which a tie passes a column, takes beside its gap: less than nothing, so that lanes stand closer."""

SWEEPS = 12
SETTLINGS = 6

Point = tuple[int, int]
_Spot = str | tuple[str, str, int]  # a person, or the lane in which a tie passes a column


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes and lines. `columns` and `places` are middles, of columns and of people's boxes.

    `routes` maps two tied people, the left one first, to the points from the right edge of its box
    to the left edge of the other's: straight across a column, free between two. Where both stand in
    one column, it is their two right edges.
    """

    columns: tuple[int, ...]
    places: Mapping[str, Point]
    routes: Mapping[tuple[str, str], tuple[Point, ...]]

    def route(self, one: str, other: str) -> tuple[str, str]:
        """The key in `routes` of two people's tie."""
        return (one, other) if (one, other) in self.routes else (other, one)


def layered(paths: Sequence[Sequence[str]], heights: Mapping[str, int]) -> Layout:
    """The layout of all people on the paths, with boxes of these heights.

    Whoever begins a path stands left, whoever ends one right, everybody else in the column of their
    fewest hops from the left. Columns are ordered in sweeps by the mean place of those to whom one
    is tied (Sugiyama, Tagawa & Toda 1981); the order with the fewest crossings is kept.
    """
    column = _columns(paths)
    spots: list[list[_Spot]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for person, at in column.items():
        spots[at].append(person)
    chains: dict[tuple[str, str], list[_Spot]] = {}
    for one, other in (pair for path in paths for pair in pairwise(path)):
        a, b = sorted((one, other), key=lambda person: (column[person], person))
        if (a, b) not in chains:
            lanes: list[_Spot] = [(a, b, at) for at in range(column[a] + 1, column[b])]
            chains[a, b] = [a, *lanes, b]
            for at, lane in enumerate(lanes, column[a] + 1):
                spots[at].append(lane)
    left, right = _neighbours(chain for (a, b), chain in chains.items() if column[a] != column[b])
    spots = _ordered(spots, left, right)
    y = _settled(spots, left, right, heights)
    edge = BOX // 2
    routes = {
        (a, b): (
            (column[a] * PITCH + edge, y[a]),
            *(
                (lane[2] * PITCH + side, y[lane])
                for lane in chain[1:-1]
                if isinstance(lane, tuple)
                for side in (-edge, edge)
            ),
            (column[b] * PITCH + (edge if column[a] == column[b] else -edge), y[b]),
        )
        for (a, b), chain in chains.items()
    }
    places = {person: (at * PITCH, y[person]) for person, at in column.items()}
    return Layout(tuple(at * PITCH for at in range(len(spots))), places, routes)


def _columns(paths: Sequence[Sequence[str]]) -> dict[str, int]:
    ends = {path[-1] for path in paths}
    hops: dict[str, int] = {}
    for path in paths:
        for at, person in enumerate(path):
            hops[person] = min(at, hops.get(person, at))
    last = max((at for person, at in hops.items() if person not in ends), default=0) + 1
    return {person: last if person in ends else at for person, at in hops.items()}


_Neighbours = Mapping[_Spot, Sequence[_Spot]]


def _neighbours(chains: Iterable[Sequence[_Spot]]) -> tuple[_Neighbours, _Neighbours]:
    left: defaultdict[_Spot, list[_Spot]] = defaultdict(list)
    right: defaultdict[_Spot, list[_Spot]] = defaultdict(list)
    for chain in chains:
        for one, other in pairwise(chain):
            right[one].append(other)
            left[other].append(one)
    return dict(left), dict(right)


def _ordered(columns: list[list[_Spot]], left: _Neighbours, right: _Neighbours) -> list[list[_Spot]]:
    """The order with the fewest crossings that the sweeps, rightwards and leftwards in turn, come upon."""
    best, fewest = columns, crossings(columns, right)
    for sweep in range(SWEEPS):
        columns = [list(column) for column in columns]
        rows = {spot: row for column in columns for row, spot in enumerate(column)}
        for column in columns if sweep % 2 == 0 else reversed(columns):
            near = left if sweep % 2 == 0 else right
            wishes = {spot: _mean([rows[other] for other in near.get(spot, [spot])]) for spot in column}
            column.sort(key=wishes.__getitem__)
            rows.update((spot, row) for row, spot in enumerate(column))
        count = crossings(columns, right)
        if count < fewest:
            best, fewest = columns, count
    return best


def crossings(columns: Sequence[Sequence[_Spot]], right: _Neighbours) -> int:
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


def _settled(
    columns: Sequence[Sequence[_Spot]], left: _Neighbours, right: _Neighbours, heights: Mapping[str, int]
) -> dict[_Spot, int]:
    """Each spot's height: as near to its neighbours' as the order and the gaps of its column let it be."""
    tall = {spot: heights[spot] if isinstance(spot, str) else LANE for column in columns for spot in column}
    y: dict[_Spot, float] = {}
    for column in columns:
        y.update(_spread(column, tall, dict.fromkeys(column, 0.0)))
    for settling in range(SETTLINGS):
        for column in reversed(columns) if settling % 2 == 0 else columns:
            wishes = {s: _mean([y[o] for o in (*left.get(s, ()), *right.get(s, ()))] or [y[s]]) for s in column}
            y.update(_spread(column, tall, wishes))
    return {spot: round(height) for spot, height in y.items()}


def _spread(
    column: Sequence[_Spot], tall: Mapping[_Spot, int], wishes: Mapping[_Spot, float]
) -> Iterable[tuple[_Spot, float]]:
    """Least squares from the wishes, in order and without overlap (pooling adjacent violators)."""
    offsets = [0.0]
    for above, below in pairwise(column):
        offsets.append(offsets[-1] + (tall[above] + tall[below]) / 2 + GAP)
    pools: list[tuple[float, int]] = []  # sums and counts of those that stand as close as they may
    for spot, offset in zip(column, offsets, strict=False):
        total, count = wishes[spot] - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            total, count = total + pools[-1][0], count + pools[-1][1]
            pools.pop()
        pools.append((total, count))
    starts = (total / count for total, count in pools for _ in range(count))
    return [(spot, start + offset) for spot, start, offset in zip(column, starts, offsets, strict=False)]


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
