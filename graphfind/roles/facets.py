"""What many titles say, kept once for all that say the same, so that a role is set against few things.

A title's facets are what its segments say, their wording left out: standing, level, function, families, and the phrase
that named the role. A hundred thousand titles have some thousands of facets.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphfind.roles.match import GRADES, RoleMatcher
from graphfind.roles.parse import ParsedTitle, Segment

UNREAD = -1
"""The saying of a title that was not read yet."""
NOT_HELD = len(GRADES)
"""The grade, as a number, of what does not hold a role; grades that hold it are their places in `GRADES`."""
ALL = ""
"""Stands for all families, and for levels alone."""


_NO_PLACES: NDArray[np.int8] = np.empty(0, np.int8)


class Facets(NamedTuple):
    """What the titles at hand say, as far as they were read.

    `saying` is for each title the number of what it says, or `UNREAD`. Saying s is made of the segments
    `facets[f]` for each f in `said[starts[s]:starts[s + 1]]`, in order; companies are left out. All titles that may
    name one of the families in `whole` were read. `places` says of the words of titles in which segment they stand,
    see `graphfind.roles.places`; it is empty where that is known of none.
    """

    saying: NDArray[np.int32]
    facets: Sequence[Segment]
    starts: NDArray[np.int32]
    said: NDArray[np.int32]
    whole: frozenset[str] = frozenset()
    places: NDArray[np.int8] = _NO_PLACES

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which titles were read."""
        known: NDArray[np.bool_] = self.saying != UNREAD
        return known

    def is_whole(self, families: frozenset[str]) -> bool:
        """Whether nothing is unread that may name one of these families."""
        return ALL in self.whole or families <= self.whole

    def graded(self, made: RoleMatcher, number: int) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
        """Each saying's grade by one alternative of a role, its further words aside, and the facet that gives it."""
        grades = np.full(len(self.facets), NOT_HELD, np.int8)
        for facet, segment in enumerate(self.facets):
            grade = made.facet_grade(number, segment)
            if grade is not None:
                grades[facet] = GRADES.index(grade)
        count = len(self.starts) - 1
        if not len(self.said):
            return np.full(count, NOT_HELD, np.int8), np.zeros(count, np.int32)
        # The first of the best segments counts: its grade above, its place below, in one number.
        ranked = grades[self.said].astype(np.int64) << 32 | np.arange(len(self.said))
        filled = np.diff(self.starts) > 0
        best = np.full(count, NOT_HELD << 32, np.int64)
        best[filled] = np.minimum.reduceat(ranked, self.starts[:-1][filled])
        return (best >> 32).astype(np.int8), self.said[best & 0xFFFFFFFF]


def unread(count: int) -> Facets:
    """Nothing known of so many titles."""
    return Facets(np.full(count, UNREAD, np.int32), (), np.zeros(1, np.int32), np.empty(0, np.int32))


def with_read(known: Facets, read: Iterable[tuple[int, ParsedTitle]], whole: frozenset[str]) -> Facets:
    """The same with some titles read, after which all is known of these families too."""
    saying = known.saying.copy()
    facets = {segment[1:]: number for number, segment in enumerate(known.facets)}
    said = known.said.tolist()
    ends = known.starts[1:].tolist()
    sayings = {
        tuple(said[begin:end]): number for number, (begin, end) in enumerate(zip([0, *ends], ends, strict=False))
    }
    for row, parsed in read:
        one = tuple([
            facets.setdefault(segment[1:], len(facets))
            for segment in parsed.segments
            if segment.status != "company"
        ])  # fmt: skip
        number = sayings.get(one)
        if number is None:
            number = sayings[one] = len(ends)
            said += one
            ends.append(len(said))
        saying[row] = number
    everything = {ALL} if (saying != UNREAD).all() else set()
    return Facets(
        saying,
        tuple([Segment("", *facet) for facet in facets]),
        np.array([0, *ends], np.int32),
        np.array(said, np.int32),
        known.whole | whole | everything,
        known.places,
    )
