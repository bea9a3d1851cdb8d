"""The best path by way of one person, for every pair of a connector and a target.

Such a path has two arms, which meet in that person and nowhere else. All arms are known from one search from that
person outwards, so the cheapest two for every pair are known at once; mostly they share nobody, and are the answer.
Where both come by a node x, the path that is looked for avoids x on its first arm or on its second one: pairs with the
same x are asked again both ways. Closing x changes few arms: those that came by it, which then ask their neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from graphfind.search.terrain import Terrain, distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphfind.search.arrays import Costs, Ints

CHUNK: Final = 1 << 17
"""So many pairs are looked at together."""

_NOBODY: Final = -1


@dataclass(frozen=True, slots=True)
class Ends:
    """What arms to some nodes cost, how many ties they have, and whom they pass: by the ties allowed and the node.

    `passed` are the nodes of an arm without the one that it comes from; `_NOBODY` fills the rest.
    """

    cost: Costs
    hops: NDArray[np.int8]
    passed: NDArray[np.int32]


def crossings(
    ground: Terrain, via: int, contacts: Ints, targets: Ints, max_hops: int, most: Costs
) -> tuple[Costs, NDArray[np.int8]]:
    """What the best path from each contact by way of `via` to each target costs, and its ties from an ego on.

    A path has at most `max_hops` ties with that from ego to contact, and may cost less than `most` for each contact;
    infinite where there is none. A contact may be `via` herself; nobody who is closed or muted is passed.
    """
    return _Crossings(ground, via, contacts, targets, max_hops, most).found()


class _Crossings:
    def __init__(self, ground: Terrain, via: int, contacts: Ints, targets: Ints, max_hops: int, most: Costs) -> None:
        self.contacts, self.targets, self.most, self.left = contacts, targets, most, max_hops - 1
        self.first, self.second = _Arms(ground, via, self.left - 1), _Arms(ground, via, self.left)
        shape = len(contacts), len(targets)
        self.cost, self.hops = np.full(shape, np.inf), np.zeros(shape, np.int8)

    def found(self) -> tuple[Costs, NDArray[np.int8]]:
        """The costs and hops, a row for each contact."""
        nobody: frozenset[int] = frozenset()
        every = max(1, CHUNK // max(1, len(self.targets)))
        again: dict[int, list[tuple[Ints, Ints]]] = {}
        for begin in range(0, len(self.contacts), every):
            rows: Ints = np.arange(begin, min(begin + every, len(self.contacts)))
            columns: Ints = np.arange(len(self.targets))
            every_row, every_column = np.repeat(rows, len(columns)), np.tile(columns, len(rows))
            for node, row, column in self._ask(nobody, nobody, every_row, every_column):
                again.setdefault(node, []).append((row, column))
        todo: list[tuple[frozenset[int], frozenset[int], int, Ints, Ints]] = []
        for node, parts in again.items():
            rows, columns = (np.concatenate(part) for part in zip(*parts, strict=True))
            todo.append((nobody, nobody, node, rows, columns))
        while todo:
            closed_first, closed_second, node, row, column = todo.pop()
            for one, other in ((closed_first | {node}, closed_second), (closed_first, closed_second | {node})):
                todo += [(one, other, *rest) for rest in self._ask(one, other, row, column)]
        return self.cost, self.hops

    def _ask(
        self, closed_first: frozenset[int], closed_second: frozenset[int], row: Ints, column: Ints
    ) -> Iterator[tuple[int, Ints, Ints]]:
        """Look at pairs with these nodes closed on either arm; gives those whose arms share a node, node by node."""
        rows, columns = distinct(row), distinct(column)
        first = self.first.ends(self.contacts[rows], closed_first)
        second = self.second.ends(self.targets[columns], closed_second)
        at, to = np.searchsorted(rows, row), np.searchsorted(columns, column)
        cost, hops = np.full(len(row), np.inf), np.zeros(len(row), np.int8)
        ties = np.zeros(len(row), np.int8)  # of the first arm, at most
        for here in range(self.left):
            total = first.cost[here, at] + second.cost[self.left - here, to]
            long = first.hops[here, at] + second.hops[self.left - here, to] + np.int8(1)
            better = np.flatnonzero((total < cost) | ((total == cost) & (long < hops)))
            cost[better], hops[better], ties[better] = total[better], long[better], here
        best, best_hops = self.cost[row, column], self.hops[row, column]
        some = np.flatnonzero((cost < self.most[row]) & ((cost < best) | ((cost == best) & (hops < best_hops))))
        passed = first.passed[ties[some], at[some]]
        shared = (passed[:, :, np.newaxis] == second.passed[self.left - ties[some], to[some]][:, np.newaxis]).any(
            axis=2
        )
        shared &= passed != _NOBODY
        crossing = shared.any(axis=1)
        good = some[~crossing]
        self.cost[row[good], column[good]], self.hops[row[good], column[good]] = cost[good], hops[good]
        node = passed[crossing, shared[crossing].argmax(axis=1)]
        which = some[crossing]
        order = np.argsort(node, kind="stable")
        node, which = node[order], which[order]
        begin = np.flatnonzero(np.diff(node, prepend=_NOBODY))
        for part in np.split(np.arange(len(node)), begin[1:]):
            if len(part):
                yield int(node[part[0]]), row[which[part]], column[which[part]]


class _Arms:
    """The cheapest arms of at most 0, 1, … ties from one node to all others; blocked nodes end an arm.

    `cost[i][v]` is what the arm to v costs, `parent[i][v]` the node before v; nobody where fewer ties are no dearer.
    """

    def __init__(self, ground: Terrain, source: int, ties: int) -> None:
        self.ground, self.source, n = ground, source, ground.snapshot.n
        start = np.full(n, np.inf)
        start[source] = 0.0
        self.cost, self.parent = [start], [np.full(n, _NOBODY, np.int32)]
        self.by: list[tuple[Ints, Ints]] = [(np.empty(0, np.int64), np.empty(0, np.int64))]
        """The parents of a layer in order, and whose they are."""
        frontier: Ints = np.array([source])
        for _ in range(ties):
            now, parent = self.cost[-1].copy(), np.full(n, _NOBODY, np.int32)
            for arcs in ground.arcs(frontier):
                node = ground.snapshot.neighbors[arcs.position]
                cost = np.repeat(self.cost[-1][arcs.nodes], arcs.counts) + ground.snapshot.cost[arcs.position]
                some = np.flatnonzero((cost < now[node]) & ~ground.closed[node])
                node, cost, origin = node[some], cost[some], arcs.origin[some]
                np.minimum.at(now, node, cost)
                best = now[node] == cost
                parent[node[best]] = origin[best]
            changed = np.flatnonzero(parent != _NOBODY)
            order = np.argsort(parent[changed], kind="stable")
            self.by.append((parent[changed][order].astype(np.int64), changed[order]))
            frontier = changed[~ground.snapshot.muted[changed]]
            self.cost.append(now)
            self.parent.append(parent)

    def ends(self, nodes: Ints, closed: frozenset[int]) -> Ends:
        """The arms to these nodes, where the closed ones are not there."""
        with self._without(closed):
            shape = len(self.cost), len(nodes)
            hops, passed = np.zeros(shape, np.int8), np.full((*shape, len(self.cost)), _NOBODY, np.int32)
            for ties in range(len(self.cost)):
                at = nodes
                passed[ties, :, 0] = np.where(at == self.source, _NOBODY, at)
                for left in range(ties, 0, -1):
                    parent = self.parent[left][at]
                    moved = np.flatnonzero(parent != _NOBODY)
                    hops[ties, moved] += 1
                    at = np.where(parent == _NOBODY, at, parent)
                    on = moved[at[moved] != self.source]
                    passed[ties, on, hops[ties, on]] = at[on]
            return Ends(np.array([cost[nodes] for cost in self.cost]), hops, passed)

    @contextmanager
    def _without(self, closed: frozenset[int]) -> Iterator[None]:
        """Close nodes for as long as it takes to ask."""
        gone, before = np.array(sorted(closed), np.int64), []
        changing: Ints = gone
        for ties in range(1, len(self.cost) if closed else 0):
            cost, parent = self.cost[ties], self.parent[ties]
            parents, children = self.by[ties]
            begin, end = (np.searchsorted(parents, changing, side) for side in ("left", "right"))
            born = [children[b:e] for b, e in zip(begin.tolist(), end.tolist(), strict=True)]
            changing = distinct(np.concatenate([gone, changing[parent[changing] == _NOBODY], *born]))
            before.append((ties, changing, cost[changing], parent[changing]))
            cost[changing], parent[changing] = self.cost[ties - 1][changing], _NOBODY
            self._ask(ties, changing[~np.isin(changing, gone)])
            cost[gone] = np.inf
        try:
            yield
        finally:
            for ties, nodes, cost, parent in reversed(before):
                self.cost[ties][nodes], self.parent[ties][nodes] = cost, parent

    def _ask(self, ties: int, nodes: Ints) -> None:
        """Let nodes ask their neighbours for the arms of one tie less."""
        snapshot, cost, parent = self.ground.snapshot, self.cost[ties], self.parent[ties]
        for arcs in self.ground.arcs(nodes):
            near, origin = snapshot.neighbors[arcs.position], arcs.origin
            offered = self.cost[ties - 1][near] + snapshot.cost[arcs.position]
            offered[snapshot.muted[near] & (near != self.source)] = np.inf
            some = np.flatnonzero(offered < cost[origin])
            near, origin, offered = near[some], origin[some], offered[some]
            np.minimum.at(cost, origin, offered)
            best = cost[origin] == offered
            parent[origin[best]] = near[best]
