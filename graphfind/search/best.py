"""The best paths from egos to each of many targets, each through another connector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from graphfind.graph import Snapshot
from graphfind.search.answers import Reached, answers, best_first
from graphfind.search.beginnings import contacts
from graphfind.search.engine import Engine, engine_for
from graphfind.search.layers import Layers, best_labels
from graphfind.search.question import Limits
from graphfind.search.terrain import Terrain, distinct, terrain

if TYPE_CHECKING:
    from graphfind.search.arrays import Ints


def best_paths(
    snapshot: Snapshot,
    egos: Sequence[int],
    targets: Sequence[int] | Ints,
    limits: Limits,
    *,
    engine: Engine | None = None,
) -> Reached:
    """For every target that can be reached within the limits, the best path and the best alternatives to it.

    Exact: no simple path within the limits is better than the best, nor than an alternative through its
    connector; all of a target's paths have different connectors. They start at whichever ego is nearest
    and touch no other ego; targets that are egos or avoided are left out, as is `via`. Of equally good
    paths, the one whose nodes come first wins: where they first differ, the smaller node. The result is
    ordered like paths are, then by target; its rows are made as they are asked for. Without an `engine`,
    `engine_for` says which. Raises `UsageError` where no ego is in the graph, or `via` is one.
    """
    ground = terrain(snapshot, egos, limits)
    wanted = distinct(np.asarray(targets, np.int64))
    wanted = wanted[~ground.closed[wanted]]
    engine = engine or engine_for(snapshot, limits).engine
    if limits.via is not None:
        from graphfind.search.via import paths_via  # most searches name nobody

        return paths_via(engine, ground, wanted, limits, limits.via)
    return _paths(engine, ground, wanted, limits)


def _paths(engine: Engine, ground: Terrain, targets: Ints, limits: Limits) -> Reached:
    wanted, by_hops = limits.alternatives + 1, limits.rank == "hops"
    begun = contacts(ground, limits.ceiling)
    answered = None if by_hops else engine.surveyed(ground, targets, limits.max_hops, wanted, limits.ceiling, begun)
    if answered is None:
        layers = Layers(engine, ground, wanted, limits.ceiling, begun)
        found = best_labels(layers, targets, wanted, limits.max_hops, by_hops=by_hops)
        answered = answers(found, begun.roots, targets)
    return best_first(answered, by_hops=by_hops)
