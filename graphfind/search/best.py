"""The best paths from egos to each of many targets, each through another connector."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, inf, log

import numpy as np

from graphfind.errors import UsageError
from graphfind.graph import COST_UNIT, Snapshot
from graphfind.search.labels import Labels
from graphfind.search.layers import Layers
from graphfind.search.question import MOST_HOPS, Limits, TargetPaths
from graphfind.search.terrain import Ints, distinct, terrain
from graphfind.search.via import paths_via

NONE = -1


def best_paths(
    snapshot: Snapshot, egos: Sequence[int], targets: Sequence[int] | Ints, limits: Limits
) -> list[TargetPaths]:
    """For every target that can be reached within the limits, the best path and the best alternatives to it.

    Exact: no simple path within the limits is better than the best, nor than an alternative through its
    connector. Paths start at whichever ego is nearest and touch no other ego; targets that are egos or
    avoided are left out, as is `via`. Of equally good paths, the one whose nodes come first wins: where
    they first differ, the smaller node. The result is ordered like paths are, then by target.
    Raises `UsageError` where no ego is in the graph, or `via` is one.
    """
    ground = terrain(snapshot, egos, limits)
    wanted = distinct(np.asarray(targets, np.int64))
    wanted = wanted[~ground.closed[wanted]]
    ceiling = cost_ceiling(limits.min_probability)
    if limits.via is None:
        found = _paths(Layers(ground, limits.alternatives + 1, ceiling), wanted, limits)
    elif limits.via in ground.egos:
        raise UsageError("the person to go through is the one the search starts from; name somebody in between")
    else:
        found = paths_via(ground, wanted, limits, limits.via, ceiling)
    if limits.rank == "hops":
        return sorted(found, key=lambda one: (len(one.paths[0]), one.costs[0], one.target))
    return sorted(found, key=lambda one: (one.costs[0], len(one.paths[0]), one.target))


def cost_ceiling(min_probability: float) -> float:
    """The cost below which a path's probability counts as at least this much.

    Each tie's cost is rounded by half a unit at most: a path that falls short by no more than such
    roundings, which is less than one part in 10^11, is let through.
    """
    if min_probability <= 0.0:
        return inf
    return (ceil(-log(min_probability) / COST_UNIT) + MOST_HOPS) * COST_UNIT


def _paths(layers: Layers, targets: Ints, limits: Limits) -> list[TargetPaths]:
    labels = layers.labels
    found = np.full((len(targets), labels.k), NONE, np.int64)
    by_hops = limits.rank == "hops"
    for left in reversed(range(limits.max_hops - 1)):
        if by_hops:
            # Whatever path comes later has more hops than those found so far.
            _add_labels(found, targets, labels)
        open_targets = targets[found[:, -1] == NONE]
        layers.deepen(open_targets, left, content=by_hops)
    _add_labels(found, targets, labels)
    reached = np.flatnonzero(found[:, 0] != NONE)
    label = found[found != NONE]
    paths, costs = labels.walk_back(label), labels.made.cost[label].tolist()
    ends = np.cumsum(np.count_nonzero(found[reached] != NONE, axis=1)).tolist()
    spans = zip([0, *ends], ends, strict=False)
    return [
        TargetPaths(target, tuple(paths[begin:end]), tuple(costs[begin:end]))
        for target, (begin, end) in zip(targets[reached].tolist(), spans, strict=True)
    ]


def _add_labels(found: Ints, targets: Ints, labels: Labels) -> None:
    """Add the targets' labels in their order, where there is room and the connector is new."""
    first, count = labels.first[targets], labels.count[targets]
    connector = np.append(labels.made.connector, NONE)  # the last for NONE
    for slot in range(labels.k):
        label = np.where(slot < count, first + slot, NONE)
        known = (connector[found] == connector[label][:, np.newaxis]).any(axis=1)
        room = np.count_nonzero(found != NONE, axis=1)
        new = np.flatnonzero(~known & (label != NONE) & (room < labels.k))
        found[new, room[new]] = label[new]
