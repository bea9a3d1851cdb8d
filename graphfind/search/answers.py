"""What a search answers with: columns, since most searches come to more people than anybody reads about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, overload

import numpy as np

from graphfind.search.question import TargetPaths
from graphfind.search.ways import NONE, Found, paths_of, rows_of, walk_back

if TYPE_CHECKING:
    from graphfind.search.arrays import Costs, Ints


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Reached(Sequence[TargetPaths]):
    """Paths to targets, as columns of which rows are made as they are asked for.

    `nodes[i, j]` are the nodes of the j-th best path to `target[i]`, from ego to target and then `NONE`, and
    `cost[i, j]` is its cost. After a target's last path all nodes are `NONE`, and the cost is infinite.
    """

    target: Ints
    nodes: Ints
    cost: Costs

    def __len__(self) -> int:
        return len(self.target)

    def __iter__(self) -> Iterator[TargetPaths]:
        return map(_row, self.target.tolist(), self.nodes.tolist(), self.cost.tolist())

    @overload
    def __getitem__(self, which: int) -> TargetPaths: ...

    @overload
    def __getitem__(self, which: slice) -> Reached: ...

    def __getitem__(self, which: int | slice) -> TargetPaths | Reached:
        if isinstance(which, slice):
            return Reached(self.target[which], self.nodes[which], self.cost[which])
        return _row(int(self.target[which]), self.nodes[which].tolist(), self.cost[which].tolist())

    def connectors(self) -> Ints:
        """Who comes after the ego on each target's best path, where that is not the target."""
        best = self.nodes[:, 0]
        connector: Ints = best[np.count_nonzero(best != NONE, axis=1) > 2, 1]
        return connector


def answers(found: Found, roots: Ints, targets: Ints) -> Reached:
    """The paths of the labels found for these targets, in their order, whether reached or not."""
    made, labels = found
    there = labels != NONE
    label = labels[there]
    paths = walk_back(made, roots, label)
    nodes, cost = np.full((*labels.shape, paths.shape[1]), NONE, np.int32), np.full(labels.shape, inf)
    nodes[there], cost[there] = paths, made.cost[label]
    return Reached(targets, nodes, cost)


def best_first(answered: Reached, *, by_hops: bool) -> Reached:
    """The targets that are reached, that with the best path first."""
    target, cost = answered.target, answered.cost[:, 0]
    hops = np.count_nonzero(answered.nodes[:, 0] != NONE, axis=1)
    order = np.lexsort((target, cost, hops) if by_hops else (target, hops, cost))
    order = order[cost[order] < inf]
    return Reached(target[order], answered.nodes[order], answered.cost[order])


def gathered(rows: Sequence[TargetPaths]) -> Reached:
    """These rows, in their order, as columns."""
    count = np.array([len(row.paths) for row in rows], np.int64)
    there = np.arange(count.max(initial=1)) < count[:, np.newaxis]
    paths = rows_of([path for row in rows for path in row.paths])
    nodes, cost = np.full((*there.shape, paths.shape[1]), NONE, np.int32), np.full(there.shape, inf)
    nodes[there], cost[there] = paths, [one for row in rows for one in row.costs]
    return Reached(np.array([row.target for row in rows], np.int64), nodes, cost)


def _row(target: int, nodes: list[list[int]], cost: list[float]) -> TargetPaths:
    return TargetPaths(target, tuple(paths_of(nodes)), tuple(cost[: cost.index(inf)] if cost[-1] == inf else cost))
