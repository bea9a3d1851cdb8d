"""The asks that reach most targets: whom to ask for an introduction to whom, and in which order.

An ask is to one connector for an introduction to one target, along the best path through that connector. A set of asks
is worth the expected number of targets reached at least once: for each target the probability that one of its paths
works, each tie being one event however many paths use it. Every further ask adds something, and the less the more
there are: so taking always the ask that adds most comes within 1 − 1/e of the best set (Nemhauser, Wolsey & Fisher
1978). Where a connector may be asked a few times only, that would promise half of the best; exchanging asks then by a
value that also counts second chances restores 1 − 1/e (Filmus & Ward 2012).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from math import e

import numpy as np

from graphfind.planning.connectors import Doors
from graphfind.planning.coverage import Growing, Tie, Ties, distribution, reached, ties_of

Path = tuple[int, ...]
Door = int
"""A position in `Doors`: one connector and one target."""

_ENOUGH = 1e-9
"""What an exchange must gain, lest rounding make it go in circles."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the connector `path[1]` for an introduction to `path[-1]`; nodes from the ego on.

    `probability` is the path's own, `adds` what it adds to the expected number of targets reached by the asks before
    it, `total` that number with it.
    """

    path: Path
    probability: float
    adds: float
    total: float


class Network:
    """The paths behind the doors, looked up when needed, and the chances of their ties."""

    def __init__(self, doors: Doors, path: Callable[[int, int], Path], chance: Callable[[Tie], float]) -> None:
        """`path` gives the best path through a connector to a target, `chance` a tie's strength."""
        self.doors = doors
        self.probability = doors.probability
        self._path, self._chance = path, chance
        self.paths: dict[Door, Path] = {}
        self.chances: dict[Tie, float] = {}

    def target(self, door: Door) -> int:
        """The target's node."""
        return int(self.doors.target[door])

    def connector(self, door: Door) -> int:
        """The connector's node."""
        return int(self.doors.connector[door])

    def path(self, door: Door) -> Path:
        """The nodes from the ego to the target."""
        if door not in self.paths:
            self.paths[door] = self._path(self.connector(door), self.target(door))
            for tie in ties_of(self.paths[door]):
                self.chances.setdefault(tie, self._chance(tie))
        return self.paths[door]

    def ties(self, doors: Iterable[Door]) -> list[Ties]:
        """The ties of the paths behind these doors."""
        return [ties_of(self.path(door)) for door in doors]


@dataclass(slots=True)
class _Chosen:
    """The asks taken so far: by target, what each target's are worth, and how often each connector is asked."""

    network: Network
    by_target: dict[int, Growing]
    value: dict[int, float]
    asked: Counter[int]

    def gain(self, door: Door) -> float:
        """What an ask adds to those taken."""
        target = self.network.target(door)
        if target not in self.value:
            return float(self.network.probability[door])
        return self.by_target[target].reached_with(ties_of(self.network.path(door))) - self.value[target]

    def bound(self, door: Door) -> float:
        """At least what an ask adds: that a path works makes it no likelier that all others to its target fail."""
        return float(self.network.probability[door]) * (1.0 - self.value.get(self.network.target(door), 0.0))

    def take(self, door: Door, gain: float) -> None:
        target = self.network.target(door)
        path = ties_of(self.network.path(door))
        self.by_target.setdefault(target, Growing(self.network.chances)).add(path)
        self.value[target] = self.value.get(target, 0.0) + gain
        self.asked[self.network.connector(door)] += 1


def plan(network: Network, asks: int, per_connector: int | None = None) -> list[Ask]:
    """At most `asks` asks, at most `per_connector` to one connector, that reach most targets; the first to make first.

    Their total is at least 1 − 1/e of the best possible, in practice nearly all of it. Without `per_connector` the plan
    with fewer asks is the beginning of the plan with more. Of asks that add the same, the likelier comes first, then
    the one whose connector and target are lower nodes.
    """
    order = np.argsort(network.doors.cost, kind="stable").tolist()
    taken, barred = _greedy(network, order, asks, per_connector)
    if barred and per_connector is not None:
        doors = [door for door, _ in taken]
        exchanged = frozenset(_exchanged(network, order, doors, per_connector))
        if _value(network, exchanged) > _value(network, doors) + _ENOUGH:
            taken, _ = _greedy(network, [door for door in order if door in exchanged], asks, per_connector)
    made, total = [], 0.0
    for door, gain in taken:
        total += gain
        made.append(Ask(network.path(door), float(network.probability[door]), gain, total))
    return made


def _greedy(
    network: Network, order: Sequence[Door], asks: int, per_connector: int | None
) -> tuple[list[tuple[Door, float]], bool]:
    """The asks taken one by one with what each adds, and whether any was left out for its connector's sake.

    Lazy (Minoux 1978): what an ask adds only ever shrinks, so an ask is looked at when what it last added is the most.
    """
    chosen = _Chosen(network, {}, {}, Counter())
    taken: list[tuple[Door, float]] = []
    heap: list[tuple[float, int, Door]] = []
    fed, barred = 0, False
    while len(taken) < asks:
        while fed < len(order) and (not heap or network.probability[order[fed]] >= -heap[0][0]):
            heappush(heap, (-float(network.probability[order[fed]]), fed, order[fed]))
            fed += 1
        if not heap:
            break
        _, place, door = heappop(heap)
        if per_connector is not None and chosen.asked[network.connector(door)] >= per_connector:
            barred = True
            continue
        most = max(-heap[0][0] if heap else 0.0, float(network.probability[order[fed]]) if fed < len(order) else 0.0)
        gain = chosen.bound(door)
        if gain >= most:
            gain = chosen.gain(door)
        if gain >= most:
            chosen.take(door, gain)
            taken.append((door, gain))
        else:
            heappush(heap, (-gain, place, door))
    return taken, barred


def _value(network: Network, doors: Iterable[Door]) -> float:
    by_target = _grouped(network, doors)
    return sum(reached(network.ties(each), network.chances) for each in by_target.values())


def _grouped(network: Network, doors: Iterable[Door]) -> dict[int, list[Door]]:
    by_target: dict[int, list[Door]] = {}
    for door in doors:
        by_target.setdefault(network.target(door), []).append(door)
    return by_target


# Exchanging asks ------------------------------------------------------------------------------------------------


def _exchanged(network: Network, order: Sequence[Door], doors: Sequence[Door], per_connector: int) -> list[Door]:
    """The asks after exchanging one for another as long as that is worth it, second chances counted.

    All asks stand in their order, the likeliest first.
    """
    held = list(doors)
    worth = _Worth(network)
    while True:
        best: tuple[float, Door, Door] | None = None
        asked = Counter(map(network.connector, held))
        for leaving in held:
            groups = _grouped(network, [door for door in held if door != leaving])
            loss = worth.adds(groups.get(network.target(leaving), []), leaving)
            free = asked - Counter([network.connector(leaving)])
            known: dict[int, float] = {}
            for coming in order:
                least = loss + max(_ENOUGH, best[0] if best else 0.0)
                if network.probability[coming] <= least:
                    break
                if free[network.connector(coming)] >= per_connector or coming in held:
                    continue
                target = network.target(coming)
                others = groups.get(target, [])
                if target not in known:
                    known[target] = reached(network.ties(others), network.chances)
                if worth.most(coming, known[target]) <= least:
                    continue
                gain = worth.adds(others, coming) - loss
                if best is None or gain > best[0]:
                    best = gain, leaving, coming
        if best is None or best[0] <= _ENOUGH:
            return held
        held = [best[2] if door == best[1] else door for door in held]


class _Worth:
    """What asks are worth where a target reached in several ways counts for a little more: Σ β(number of paths)."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def adds(self, doors: Sequence[Door], door: Door) -> float:
        """What one more ask adds to others to the same target; at most its probability, and just that to none."""
        if not doors:
            return float(self._network.probability[door])
        return self._of([*doors, door]) - self._of(doors)

    def most(self, door: Door, reached: float) -> float:
        """At least what one more ask adds where others reach the target with this probability.

        That its path works makes it no less likely that others do (Harris 1960): they only ever share ties.
        """
        return float(self._network.probability[door]) * (1.0 - (1.0 - _step(1)) * reached)

    def _of(self, doors: Sequence[Door]) -> float:
        ties = self._network.ties(doors)
        worth, total = 0.0, 0.0
        for count, probability in enumerate(distribution(ties, self._network.chances)):
            total += probability * worth
            worth += _step(count)
        return total


@lru_cache(maxsize=1024)
def _step(count: int) -> float:
    """What the next path that works is worth after so many: 1 for the first, 0.42 for the second, 0.25, …

    Filmus & Ward's α(i + 1) − α(i) by α(1), as the series Σ i! / (i + k)! over k ≥ 1, divided by e − 1.
    """
    total, term, k = 0.0, 1.0, 1
    while term > 1e-18:
        term /= count + k
        total += term
        k += 1
    return total / (e - 1.0)
