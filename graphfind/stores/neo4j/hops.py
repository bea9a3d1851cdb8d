"""Who is how many ties away, found on the server layer by layer; of people, only their numbers are handed over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

from graphfind.stores.neo4j.parts import Tie
from graphfind.stores.neo4j.records import portions
from graphfind.stores.neo4j.schema import person_id
from graphfind.stores.neo4j.view import View

ASKING = 2_000
"""So many persons name their neighbours in one query."""

STEP = """UNWIND $nodes AS node MATCH (:Person {number: node})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred) AND k.cost <= $most
RETURN collect(DISTINCT q.number)"""
NEAR = """UNWIND $nodes AS node MATCH (:Person {number: node})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred) AND k.cost <= $most
RETURN node, collect(q.number), collect(k.cost), collect(k.inferred)"""
TOWARDS = """UNWIND $nodes AS node MATCH (:Person {number: node})-[k:KNOWS]-(q:Person)
WHERE k.since <= $at AND (k.until IS NULL OR k.until > $at) AND ($inferred OR NOT k.inferred) AND k.cost <= $most
AND $there[q.id] RETURN node, collect(q.number), collect(k.cost), collect(k.inferred)"""
ANY = 1e6
"""More than any tie costs."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Over which ties paths may lead, and past whom: nobody who is closed is entered, nobody impassable is passed."""

    view: View
    closed: frozenset[int]
    impassable: frozenset[int]
    inferred: bool
    most: float = ANY

    def around(self, nodes: Iterable[int]) -> set[int]:
        """The neighbours of some people."""
        values = ({"nodes": part} for part in portions(sorted(nodes), ASKING))
        found: set[int] = set()
        for (near,) in self.view.each(STEP, values, inferred=self.inferred, most=self.most):
            found.update(near)
        return found

    def ties(self, nodes: Iterable[int], there: Iterable[int] | None = None) -> Iterator[Tie]:
        """The ties of some people, or only those that lead to some others."""
        values = ({"nodes": part} for part in portions(sorted(nodes), ASKING))
        rows: Iterator[list[Any]]
        if there is None:
            rows = self.view.each(NEAR, values, inferred=self.inferred, most=self.most)
        else:
            ids = {person_id(node): True for node in there}
            rows = self.view.each(TOWARDS, values, there=ids, inferred=self.inferred, most=self.most)
        for node, *columns in rows:
            for near, cost, guess in zip(*columns, strict=True):
                yield node, near, cost, guess


class Hops:
    """The fewest ties from any of some people, as far as it was grown."""

    def __init__(self, ground: Ground, sources: Collection[int]) -> None:
        self.ground, self.depth = ground, 0
        self.away: dict[int, int] = dict.fromkeys(sources, 0)
        self.frontier: Set[int] = set(sources)
        """Whose neighbours are not known yet."""

    def grow(self) -> None:
        """Find out who is one tie further away; where nobody is, that costs nothing."""
        self.depth += 1
        new = self.ground.around(self.frontier) - self.away.keys() - self.ground.closed
        self.away |= dict.fromkeys(new, self.depth)
        self.frontier = new - self.ground.impassable


class Islands:
    """Who hangs together with some people, grown from them, until all of an island is found or it is met from outside.

    An island is met where somebody on it knows an ego, or is known to be so many ties away from one.
    """

    def __init__(self, ground: Ground, egos: Collection[int], sources: Collection[int]) -> None:
        self.ground, self._egos = ground, egos
        self._next: dict[int, int] = {node: node for node in sources}
        """From everybody to somebody of the same island, at last to the one who stands for it."""
        self._met: set[int] = set()
        self.near: dict[int, set[int]] = {}
        """The neighbours of those who were asked, past whom paths may lead."""
        self.frontier: set[int] = set(sources)
        """Whose neighbours are not known yet, on islands that were not met."""

    def grow(self) -> None:
        """Find the neighbours of those at the edge."""
        edge, self.frontier = self.frontier, set()
        for node, near, _, _ in self.ground.ties(edge):
            if near in self._egos:
                self._met.add(node)
            elif near not in self.ground.closed and near not in self.ground.impassable:
                if near not in self._next:
                    self._next[near] = near
                    self.frontier.add(near)
                self._next[self._island(near)] = self._island(node)
                self.near.setdefault(node, set()).add(near)

    def meet(self, away: Collection[int]) -> None:
        """Let islands be met by these people; those grow no more."""
        self._met |= self._next.keys() & away
        met = {self._island(node) for node in self._met}
        self.frontier = {node for node in self.frontier if self._island(node) not in met}

    def all_apart(self, nodes: Iterable[int]) -> bool:
        """Whether the islands of these people are all there, and nobody met them."""
        others = {self._island(node) for node in self._met | self.frontier}
        return all(self._island(node) not in others for node in nodes)

    def _island(self, node: int) -> int:
        while (after := self._next[node]) != node:
            self._next[node] = self._next[after]
            node = after
        return node
