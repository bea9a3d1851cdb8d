"""What a search must find, by looking at every simple path; and small random graphs to ask about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log
from random import Random

import numpy as np

from graphfind import graph
from graphfind.graph import Snapshot
from graphfind.search import Limits, TargetPaths

Path = tuple[int, ...]

COSTS: Sequence[Sequence[float]] = (
    (1.0,),
    (0.25, 0.5, 0.75, 1.0),
    (0.5, 1.0, 2.0, 4.0),
    (0.1, 0.2, 0.3, 0.7),
    tuple(-log(strength) for strength in (0.9, 0.5, 0.25, 0.1)),
    tuple(0.05 + number / 7 for number in range(30)),
)
"""Few values, so that paths of equal cost are many: also of equal cost and different lengths."""


@dataclass(frozen=True, slots=True)
class Question:
    snapshot: Snapshot
    egos: tuple[int, ...]
    targets: tuple[int, ...]
    limits: Limits


def snapshot_of(
    n: int, ties: Sequence[tuple[int, int, float]], inferred: Sequence[bool] = (), muted: Sequence[int] = ()
) -> Snapshot:
    """A snapshot from ties as (node, node, cost); `inferred` goes with the ties, `muted` are nodes."""
    flags = np.zeros(n, np.bool_)
    flags[list(muted)] = True
    return graph.build(
        np.arange(n) * 3 + 7,
        np.array([a for a, _, _ in ties], np.int32),
        np.array([b for _, b, _ in ties], np.int32),
        np.array([cost for _, _, cost in ties], np.float64),
        np.array(inferred or [False] * len(ties), np.bool_),
        flags,
    )


def random_snapshot(random: Random, n: int, ties: int) -> Snapshot:
    """So many people and at most so many ties, in random order, from either end."""
    pairs = sorted({tuple(sorted(random.sample(range(n), 2))) for _ in range(ties if n > 1 else 0)})
    random.shuffle(pairs)
    costs = random.choice(COSTS)
    return snapshot_of(
        n,
        [(*random.sample(pair, 2), random.choice(costs)) for pair in pairs],
        [random.random() < 0.2 for _ in pairs],
        [node for node in range(n) if random.random() < 0.08],
    )


def random_question(random: Random, *, via: bool = False) -> Question:
    """A question about a small graph: everybody is a target, or only a few in a larger and thinner one."""
    if random.random() < 0.6:
        n = random.choice([2, 3, 4, 6, 7, 8, 9])
        snapshot = random_snapshot(random, n, round(n * random.choice([0.7, 1.5, 2.5, 4.0, 8.0])))
        targets: Sequence[int] = range(n)
    else:
        n = random.randint(10, 30)
        snapshot = random_snapshot(random, n, round(n * random.choice([1.0, 1.5, 2.0, 3.0])))
        targets = random.sample(range(n), random.randint(1, 4))
    egos = random.sample(range(n), min(n, random.choice([1, 1, 1, 1, 2, 3])))
    others = [node for node in range(n) if node not in egos]
    return Question(
        snapshot,
        tuple(egos),
        tuple(targets),
        Limits(
            max_hops=random.randint(1, 6),
            rank=random.choice(["warmth", "hops"]),
            alternatives=random.choice([0, 1, 2, 2, 3, 4]),
            min_probability=random.choice([0.0, 0.0, 0.0, 0.0, 0.001, 0.01, 0.1, 0.25]),
            avoid=tuple(node for node in others if random.random() < 0.03),
            via=random.choice(others) if via and others else None,
            inferred=random.random() < 0.7,
        ),
    )


Merit = tuple[float, float, Path]


def ordered_paths(question: Question) -> dict[int, list[tuple[Merit, float]]]:
    """All paths within the limits by their targets, the best first: what orders each, its path last, and its cost."""
    limits = question.limits
    found: dict[int, list[tuple[Merit, float]]] = {target: [] for target in question.targets}
    for path, cost in _simple_paths(question):
        # A probability that falls short by roundings only is let through.
        likely = exp(-cost) >= limits.min_probability * (1 - 1e-11)
        if path[-1] in found and likely and (limits.via is None or limits.via in path[1:-1]):
            merit = (len(path), cost, path) if limits.rank == "hops" else (cost, len(path), path)
            found[path[-1]].append((merit, cost))
    return {target: sorted(paths) for target, paths in found.items() if paths}


def best_of(question: Question, ordered: dict[int, list[tuple[Merit, float]]]) -> list[TargetPaths]:
    """What `best_paths` must answer: of each connector's paths the first."""
    answers = []
    for target, paths in ordered.items():
        through: dict[int, tuple[Merit, float]] = {}
        for merit, cost in paths:
            through.setdefault(merit[2][1], (merit, cost))
        answers.append((target, list(through.values())[: question.limits.alternatives + 1]))
    answers.sort(key=lambda one: (one[1][0][0][:2], one[0]))
    return [_answer(target, paths) for target, paths in answers]


def top_of(ordered: dict[int, list[tuple[Merit, float]]], target: int, k: int) -> TargetPaths:
    """What `top_paths` must answer."""
    return _answer(target, ordered.get(target, [])[:k])


def brute_force(question: Question) -> list[TargetPaths]:
    """What `best_paths` must answer."""
    return best_of(question, ordered_paths(question))


def _answer(target: int, paths: Sequence[tuple[Merit, float]]) -> TargetPaths:
    return TargetPaths(target, tuple(merit[2] for merit, _ in paths), tuple(cost for _, cost in paths))


def _simple_paths(question: Question) -> Iterator[tuple[Path, float]]:
    """Every path from an ego, of at most the allowed ties, to anybody; with its cost."""
    snapshot, limits = question.snapshot, question.limits
    arcs = [
        [
            (node, cost)
            for node, cost, inferred in zip(*(column[span].tolist() for column in columns), strict=True)
            if limits.inferred or not inferred
        ]
        for columns in [(snapshot.neighbors, snapshot.cost, snapshot.inferred)]
        for span in map(slice, snapshot.indptr[:-1], snapshot.indptr[1:])
    ]
    closed = {*question.egos, *limits.avoid}
    begun: list[tuple[Path, float]] = [((ego,), 0.0) for ego in question.egos]
    while begun:
        path, cost = begun.pop()
        if len(path) > 1:
            yield path, cost
        if len(path) > limits.max_hops or (len(path) > 1 and snapshot.muted[path[-1]]):
            continue
        for node, tie in arcs[path[-1]]:
            if node not in closed and node not in path:
                begun.append(((*path, node), cost + tie))
