"""From labels to the paths that a search answers with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from graphfind.search.question import TargetPaths
from graphfind.search.ways import NONE, Found, Path, walk_back

if TYPE_CHECKING:
    from graphfind.search.arrays import Ints

_NEW: Callable[[tuple[int, tuple[Path, ...], tuple[float, ...]]], TargetPaths] = partial(tuple.__new__, TargetPaths)
"""What `TargetPaths` is made by, without a call of its own."""


def answers(found: Found, roots: Sequence[Path], targets: Ints, *, by_hops: bool) -> list[TargetPaths]:
    """The paths of the labels found, for each target that has any: the target with the best path first."""
    made, labels = found
    reached = np.flatnonzero(labels[:, 0] != NONE)
    targets, labels = targets[reached], labels[reached]
    cost, hops = made.cost[labels[:, 0]], made.hops[labels[:, 0]]
    order = np.lexsort((targets, cost, hops) if by_hops else (targets, hops, cost))
    targets, labels = targets[order], labels[order]
    label = labels[labels != NONE]
    paths, costs = tuple(walk_back(made, roots, label)), tuple(made.cost[label].tolist())
    each: Iterable[tuple[int, tuple[Path, ...], tuple[float, ...]]]
    if len(label) == labels.size:  # as it mostly is
        k = labels.shape[1]
        groups = (zip(*[iter(column)] * k, strict=True) for column in (paths, costs))
        each = zip(targets.tolist(), *groups, strict=True)
    else:
        ends = np.cumsum(np.count_nonzero(labels != NONE, axis=1)).tolist()
        spans = list(map(slice, [0, *ends], ends))
        each = zip(targets.tolist(), map(paths.__getitem__, spans), map(costs.__getitem__, spans), strict=True)
    return list(map(_NEW, each))
