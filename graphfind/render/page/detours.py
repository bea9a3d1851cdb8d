"""Room in a column that is already settled: the nearest place where nothing stands."""

from __future__ import annotations

from bisect import bisect_left, insort


class Column:
    """What is taken of a column, as spans of heights."""

    __slots__ = ("_spans", "_tallest")

    def __init__(self) -> None:
        self._spans: list[tuple[float, float]] = []
        self._tallest = 0.0

    def take(self, middle: float, height: float) -> None:
        """Take so much around a middle."""
        insort(self._spans, (middle - height / 2, middle + height / 2))
        self._tallest = max(self._tallest, height)

    def nearest(self, wish: float, height: float, gap: float) -> int:
        """The middle nearest to the wish around which so much is free, with a gap to all that is taken."""
        room = height / 2 + gap
        up, down = self._walk(wish, room, -1), self._walk(wish, room, 1)
        return round(up if wish - up <= down - wish else down)

    def _walk(self, middle: float, room: float, way: int) -> float:
        """The first free middle from here upwards (−1) or downwards (1)."""
        spans = self._spans
        at = (
            bisect_left(spans, (middle - room - self._tallest,))
            if way > 0
            else bisect_left(spans, (middle + room,)) - 1
        )
        while 0 <= at < len(spans):
            top, bottom = spans[at]
            if (top - room >= middle) if way > 0 else (top + self._tallest + room <= middle):
                break
            if top - room < middle < bottom + room:
                middle = bottom + room if way > 0 else top - room
            at += way
        return middle
