"""Where people stand and where ties run: columns by hop, few crossings, no tie beneath a stranger's box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graphfind.render.page.detours import Column
from graphfind.render.page.ordering import Neighbours, neighbours, ordered

BOX = 184
"""How wide a person's box is, in the drawing's units."""

PITCH = 276
"""From one column's middle to the next."""

GAP = 14
"""Between two boxes of a column, at least."""

LANE = -2
"""What a lane, in which a tie passes a column, takes beside its gap: less than nothing, so that lanes stand closer."""

SETTLINGS = 6

Point = tuple[int, int]
Pair = tuple[str, str]
_Spot = str | tuple[str, str, int]  # a person, or the lane in which a tie passes a column


@dataclass(frozen=True, slots=True)
class Layout:
    """Boxes and lines.

    `width` counts the columns; `column` and `y` say where each person's box stands, by its middle.
    `lanes` maps two tied people, the left one first, to the heights at which their tie passes the
    columns between, from left to right.
    """

    width: int
    column: Mapping[str, int]
    y: Mapping[str, int]
    lanes: Mapping[Pair, tuple[int, ...]]

    @property
    def places(self) -> dict[str, Point]:
        """The middles of people's boxes."""
        return {person: (at * PITCH, self.y[person]) for person, at in self.column.items()}

    def pair(self, one: str, other: str) -> Pair:
        """The key in `lanes` of two people's tie."""
        return (one, other) if (one, other) in self.lanes else (other, one)

    def route(self, one: str, other: str) -> tuple[Point, ...]:
        """The points of a tie, from the right edge of the left box to the left edge of the other.

        Straight across a column, free between two. Where both stand in one column, it is their two right edges.
        """
        a, b = self.pair(one, other)
        edge = BOX // 2
        first, last = self.column[a], self.column[b]
        between = (
            ((first + at) * PITCH + side, y) for at, y in enumerate(self.lanes[a, b], 1) for side in (-edge, edge)
        )
        end = last * PITCH + (edge if first == last else -edge)
        return ((first * PITCH + edge, self.y[a]), *between, (end, self.y[b]))


def layered(
    paths: Sequence[Sequence[str]], heights: Mapping[str, int], detours: Sequence[Sequence[str]] = ()
) -> Layout:
    """The layout of all people on the paths, with boxes of these heights, and of those on detours.

    Whoever begins a path stands left, whoever ends one right, everybody else in the column of their
    fewest hops from the left. Detours, shown only when asked for, move nobody: whoever stands on
    them alone, and their ties, find room among what the paths leave.
    """
    column, width = _columns(paths, detours)
    main = {person for path in paths for person in path}
    spots: list[list[_Spot]] = [[] for _ in range(width)]
    for person, at in column.items():
        if person in main:
            spots[at].append(person)
    chains: dict[Pair, list[_Spot]] = {}
    for a, b in _pairs(paths, column):
        lanes: list[_Spot] = [(a, b, at) for at in range(column[a] + 1, column[b])]
        chains[a, b] = [a, *lanes, b]
        for at, lane in enumerate(lanes, column[a] + 1):
            spots[at].append(lane)
    left, right = neighbours(chain for (a, b), chain in chains.items() if column[a] != column[b])
    spots = _upright(ordered(spots, left, right), paths)
    y = _settled(spots, left, right, heights)
    found = {pair: tuple(y[lane] for lane in chain[1:-1]) for pair, chain in chains.items()}
    stand = {person: y[person] for person in column if person in main}
    _place_detours(detours, column, heights, stand, found, width)
    return Layout(width, column, stand, found)


def _columns(paths: Sequence[Sequence[str]], detours: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Everybody's column, and how many there are."""
    ends = {path[-1] for path in paths}
    hops: dict[str, int] = {}
    for path in paths:
        for at, person in enumerate(path):
            hops[person] = min(at, hops.get(person, at))
    aside: dict[str, int] = {}
    for path in detours:
        for at, person in enumerate(path):
            if person not in hops:
                aside[person] = min(at, aside.get(person, at))
    hops |= aside
    last = max((at for person, at in hops.items() if person not in ends), default=-1) + 1
    return {person: last if person in ends else at for person, at in hops.items()}, last + 1 if paths else 0


def _pairs(paths: Iterable[Sequence[str]], column: Mapping[str, int]) -> list[Pair]:
    """The ties of paths, each once, the left person first."""
    pairs = (sorted(pair, key=lambda who: (column[who], who)) for path in paths for pair in pairwise(path))
    return list(dict.fromkeys((a, b) for a, b in pairs))


def _upright(columns: list[list[_Spot]], paths: Sequence[Sequence[str]]) -> list[list[_Spot]]:
    """The columns, turned upside down where that brings the best targets up."""
    rank = {path[-1]: at for at, path in reversed(list(enumerate(paths)))}
    targets = [rank[spot] for spot in columns[-1] if isinstance(spot, str)] if columns else []
    middle = (len(targets) - 1) / 2
    falling = sum((at - middle) * place for at, place in enumerate(targets))
    return columns if falling >= 0 else [column[::-1] for column in columns]


def _place_detours(
    detours: Sequence[Sequence[str]],
    column: Mapping[str, int],
    heights: Mapping[str, int],
    y: dict[str, int],
    lanes: dict[Pair, tuple[int, ...]],
    width: int,
) -> None:
    """Find room for whom only detours pass, and for their ties, near to whom they are tied to."""
    rooms = [Column() for _ in range(width)]
    for person, middle in y.items():
        rooms[column[person]].take(middle, heights[person])
    for (a, _), passed in lanes.items():
        for at, middle in enumerate(passed, column[a] + 1):
            rooms[at].take(middle, 0)
    near: dict[str, list[str]] = {}
    for path in detours:
        for one, other in pairwise(path):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    for person in near:
        if person not in y:
            wish = _mean([y[other] for other in near[person] if other in y] or [0])
            y[person] = rooms[column[person]].nearest(wish, heights[person], GAP)
            rooms[column[person]].take(y[person], heights[person])
    for a, b in _pairs(detours, column):
        if (a, b) not in lanes:
            between = range(column[a] + 1, column[b])
            step = (y[b] - y[a]) / max(1, column[b] - column[a])
            lanes[a, b] = tuple(rooms[at].nearest(y[a] + step * (at - column[a]), 0, GAP // 2) for at in between)


def _settled(
    columns: Sequence[Sequence[_Spot]], left: Neighbours[_Spot], right: Neighbours[_Spot], heights: Mapping[str, int]
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
