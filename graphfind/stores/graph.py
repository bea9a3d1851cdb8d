"""What search asks of a store: of the graph as of a month the parts that matter, however they are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

if TYPE_CHECKING:
    from graphfind.graph import Snapshot
    from graphfind.search import Limits


class Counts(NamedTuple):
    """How many persons and ties a store holds."""

    people: int
    ties: int


class Graph(Protocol):
    """The graph as of a month; persons are named by the store's own numbers, also in `Limits`.

    A part of it is a snapshot that is handed over: the ties that a question takes, all ties of the egos, and everybody
    whom the question names. What is asked of a part is then answered as of the whole graph.
    """

    @property
    def people(self) -> int:
        """How many persons there are."""

    @property
    def ties(self) -> int:
        """How many ties."""

    def best(self, egos: Sequence[int], targets: Sequence[int], limits: Limits, shown: int) -> Snapshot:
        """The part with the best path to every target, and with alternatives to the `shown` best ones."""

    def ways(self, egos: Sequence[int], targets: Sequence[int], limits: Limits) -> Snapshot:
        """The part with every path to every target: what opening doors, planning, and many paths to one person take."""

    def nearest(self, egos: Sequence[int], targets: Sequence[int], limits: Limits) -> Snapshot:
        """The part by which `planning.absence` tells why a search does not reach targets.

        It has the shortest way to each, of however many ties, and all ties of those whom no way leads to.
        """

    def strongest(self, person: int, limit: int) -> tuple[list[int], int]:
        """To whom somebody's strongest ties lead, at most so many, the strongest first; and how many ties there are."""

    def mutual(self, person: int, others: Sequence[int]) -> list[int]:
        """How many people are known to know this person and each of the others; ties nobody observed do not count."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole graph at hand, which is any part of itself."""

    snapshot: Snapshot

    @property
    def people(self) -> int:
        """How many persons there are."""
        return self.snapshot.n

    @property
    def ties(self) -> int:
        """How many ties."""
        return self.snapshot.ties

    def best(self, egos: Sequence[int], targets: Sequence[int], limits: Limits, shown: int) -> Snapshot:
        """All of it."""
        return self.snapshot

    def ways(self, egos: Sequence[int], targets: Sequence[int], limits: Limits) -> Snapshot:
        """All of it."""
        return self.snapshot

    def nearest(self, egos: Sequence[int], targets: Sequence[int], limits: Limits) -> Snapshot:
        """All of it."""
        return self.snapshot

    def strongest(self, person: int, limit: int) -> tuple[list[int], int]:
        """Of equally strong ties, those to the smaller ids come first."""
        snapshot = self.snapshot
        (node,) = snapshot.nodes(np.array([person])).tolist()
        arcs = slice(int(snapshot.indptr[node]), int(snapshot.indptr[node + 1]))
        known, cost = snapshot.neighbors[arcs], snapshot.cost[arcs]
        first = known[np.lexsort((known, cost))][:limit]
        return snapshot.people[first].tolist(), len(known)

    def mutual(self, person: int, others: Sequence[int]) -> list[int]:
        """Counted over the arrays."""
        from graphfind.planning.newground import mutual_contacts

        ego, *nodes = self.snapshot.nodes(np.array([person, *others], np.int64)).tolist()
        counts: list[int] = mutual_contacts(self.snapshot, ego, np.array(nodes, np.int64)).tolist()
        return counts
