"""The best paths on which a given person stands between ego and target.

Such a path has two arms that meet in that person and nowhere else. The first arms are found as paths
to a target are; then the search goes on from that person with all of them at once, as from contacts.
What it finds is best among the paths whose second arm avoids their connector. Where these repeat no
node, they are the answer. Where one comes back to a node x of its first arm, the target's paths are
those whose first arm avoids x and those whose second arm does: both are searched for, for all targets
with that x together, and the best of both are the answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graphfind.search.answers import Reached, answers, gathered
from graphfind.search.beginnings import Beginnings, contacts
from graphfind.search.engine import Engine
from graphfind.search.layers import Layers, best_labels
from graphfind.search.question import Limits, TargetPaths
from graphfind.search.terrain import Terrain
from graphfind.search.ways import Path, paths_of, rows_of, walk_back

if TYPE_CHECKING:
    from graphfind.search.arrays import Ints


def paths_via(engine: Engine, terrain: Terrain, targets: Ints, limits: Limits, via: int) -> Reached:
    """For every target, the best path by way of `via` and the best through each of the next connectors.

    `via` itself, who cannot stand before herself, gets none.
    """
    if terrain.blocked[via] or limits.max_hops < 2:
        return gathered([])
    crossing = _Crossing(engine, limits, via, terrain, terrain.closing(via))
    found = crossing.paths(targets[targets != via]).values()
    return gathered(sorted(found, key=lambda one: (*limits.merit(one.paths[0], one.costs[0])[:2], one.target)))


@dataclass(frozen=True, slots=True)
class _Crossing:
    """A search by way of `via`, with one terrain for first arms and one for second arms."""

    engine: Engine
    limits: Limits
    via: int
    first: Terrain
    second: Terrain

    def paths(self, targets: Ints) -> dict[int, TargetPaths]:
        """The answer for each target that has one."""
        wanted, max_hops, by_hops = self.limits.alternatives + 1, self.limits.max_hops, self.limits.rank == "hops"
        # Each node that a second arm of at most max_hops − 2 ties comes to may be a connector, to whom her own
        # first arm is of no use: of k labels that go on, k − 1 are sure to arrive.
        k = wanted + max_hops - 2
        arms = self._first_arms(k)
        layers = Layers(self.engine, self.second, k, self.limits.ceiling, arms)
        labels = best_labels(layers, targets, wanted, max_hops, by_hops=by_hops)
        done: dict[int, TargetPaths] = {}
        repeating = defaultdict(list)
        for one in answers(labels, arms.roots, targets):
            if not one.paths:
                continue
            node = next((node for node in map(_repeated, one.paths) if node is not None), None)
            if node is None:
                done[one.target] = one
            else:
                repeating[node].append(one.target)
        for node, some in repeating.items():
            either = replace(self, first=self.first.closing(node)), replace(self, second=self.second.closing(node))
            several = [crossing.paths(np.array(some)) for crossing in either]
            for target in some:
                if both := [found[target] for found in several if target in found]:
                    done[target] = self._best_of(both)
        return done

    def _first_arms(self, k: int) -> Beginnings:
        """The k best paths to `via` by different connectors, within 1, 2, … ties, as ways by which paths begin."""
        limits, node = self.limits, np.array([self.via])
        layers = Layers(self.engine, self.first, k, limits.ceiling, contacts(self.first, limits.ceiling))
        labels = layers.labels
        held = [labels.held(node)]
        for left in reversed(range(limits.max_hops - 2)):
            layers.deepen(node, left, content=False)
            held.append(labels.held(node))
        arms = [paths_of(walk_back(labels.made, labels.roots, which).tolist()) for which in held]
        every = sorted({arm for some in arms for arm in some})
        number = {arm: place for place, arm in enumerate(every)}
        ways = []
        for hops, (which, some) in enumerate(zip(held, arms, strict=True), start=1):
            new = labels.made.take(which if (labels.made.hops[which] == hops).any() else which[:0])
            root = np.array([-1 - number[arm] for arm in some[: len(new)]], np.int32)
            ways.append(replace(new, parent=root))
        return Beginnings(rows_of([arm[:-1] for arm in every]), ways)

    def _best_of(self, several: Iterable[TargetPaths]) -> TargetPaths:
        """The best paths of all, each by another connector."""
        pairs = [pair for one in several for pair in zip(one.paths, one.costs, strict=True)]
        best: dict[int, tuple[Path, float]] = {}
        for path, cost in sorted(pairs, key=lambda pair: self.limits.merit(*pair)):
            best.setdefault(path[1], (path, cost))
        paths, costs = zip(*list(best.values())[: self.limits.alternatives + 1], strict=True)
        return TargetPaths(paths[0][-1], paths, costs)


def _repeated(path: Path) -> int | None:
    """The first node that stands in a path twice."""
    return next((node for place, node in enumerate(path) if node in path[place + 1 :]), None)
