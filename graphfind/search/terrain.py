"""The part of a snapshot that a search may use, and its arcs in portions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphfind.errors import UsageError
from graphfind.graph import Snapshot
from graphfind.search.question import Limits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphfind.search.arrays import Ints

PORTION = 1 << 15
"""About how many arcs are looked at together: their columns then stay in the processor's cache."""


class Arcs(NamedTuple):
    """The arcs out of some nodes, by their `position` in the snapshot: `counts[i]` of them for `nodes[i]`."""

    nodes: Ints
    position: Ints
    counts: Ints

    @property
    def origin(self) -> Ints:
        """The node of each arc."""
        return np.repeat(self.nodes, self.counts)


class Terrain(NamedTuple):
    """A snapshot, the egos, and who is `closed`: the egos and the avoided, whom no path enters."""

    snapshot: Snapshot
    egos: Ints
    closed: NDArray[np.bool_]
    inferred: bool

    @property
    def blocked(self) -> NDArray[np.bool_]:
        """Who is never passed: the closed and the muted."""
        return self.closed | self.snapshot.muted

    def closing(self, node: int) -> Terrain:
        """The same, with one more node closed."""
        closed = self.closed.copy()
        closed[node] = True
        return self._replace(closed=closed)

    def degree(self, nodes: Ints) -> int:
        """How many arcs leave these nodes."""
        return int(self.degrees(nodes).sum())

    def degrees(self, nodes: Ints) -> Ints:
        """How many arcs leave each of these nodes."""
        indptr = self.snapshot.indptr
        return indptr[nodes + 1] - indptr[nodes]

    def arcs(self, nodes: Ints) -> Iterator[Arcs]:
        """The usable arcs out of these nodes, in portions of whole nodes."""
        indptr = self.snapshot.indptr
        counts = indptr[nodes + 1] - indptr[nodes]
        ends = np.cumsum(counts)
        begin = 0
        while begin < len(nodes):
            done = ends[begin - 1] if begin else 0
            end = max(begin + 1, int(np.searchsorted(ends, done + PORTION, side="right")))
            here, count, until = nodes[begin:end], counts[begin:end], ends[begin:end]
            position = np.arange(until[-1] - done)
            position += np.repeat(indptr[here] - (until - count) + done, count)
            if not self.inferred:
                observed = ~self.snapshot.inferred[position]
                count = np.bincount(np.repeat(np.arange(len(here)), count)[observed], minlength=len(here))
                position = position[observed]
            yield Arcs(here, position, count)
            begin = end


def distinct(numbers: Ints) -> Ints:
    """The different numbers, ascending; np.unique would load masked arrays, for as long as a search takes."""
    ordered: Ints = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


def terrain(snapshot: Snapshot, egos: Sequence[int], limits: Limits) -> Terrain:
    """What a search from these egos may use.

    Raises `UsageError` where no ego is in the graph, or where the person to go through is one.
    """
    starts = distinct(np.array([ego for ego in egos if ego not in limits.avoid], np.int64))
    if not len(starts) or starts[0] < 0 or starts[-1] >= snapshot.n:
        raise UsageError("the search starts from nobody in the graph; say who you are with: graphfind me NAME")
    if limits.via in starts:
        raise UsageError("the person to go through is the one the search starts from; name somebody in between")
    closed = np.zeros(snapshot.n, np.bool_)
    closed[list(limits.avoid)] = True
    closed[starts] = True
    return Terrain(snapshot, starts, closed, limits.inferred)
