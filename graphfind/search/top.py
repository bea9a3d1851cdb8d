"""The best paths from egos to one target, whoever the connectors are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from graphfind.errors import UsageError
from graphfind.graph import Snapshot
from graphfind.search.question import Limits, TargetPaths
from graphfind.search.terrain import terrain


def top_paths(snapshot: Snapshot, egos: Sequence[int], target: int, k: int, limits: Limits) -> TargetPaths:
    """The k best paths to a target within the limits, the best first; fewer, or none, where there are no more.

    Exact: no other simple path comes before the last of them. They start at any ego, touch no other,
    and may have the same connector; `limits.alternatives` does not matter. They are ordered as those of
    `best_paths`. Raises `UsageError` where k is less than 1, no ego is in the graph, or `via` is one.
    """
    from graphfind.search.ordered import Ordered  # most searches are not for one target

    if k < 1:
        raise UsageError(f"the number of paths is 1 or more, not {k}")
    ground = terrain(snapshot, egos, limits)
    via = limits.via
    if ground.closed[target] or (via is not None and (via == target or ground.blocked[via])):
        return TargetPaths(target, (), ())
    found = list(islice(Ordered(ground, target, limits).paths(), k))
    return TargetPaths(target, tuple(path for _, path in found), tuple(cost for cost, _ in found))
