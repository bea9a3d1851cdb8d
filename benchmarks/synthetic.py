"""Synthetic networks for the benchmarks: people and ties as in a professional network, seeded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphfind import graph
from graphfind.graph import Snapshot

ME = 0
MY_CONTACTS = 2_000
TARGET_SHARE = 0.01
INFERRED_SHARE = 0.1

EXPONENT = 2.5
"""Of the power law of how many contacts people have."""

MOST_CONTACTS = 5_000
"""About how many the best connected person has."""


@dataclass(frozen=True, slots=True)
class Network:
    """Ties as columns of equal length: the ends `a` < `b`, strength, and whether inferred; `n` people, me being 0."""

    n: int
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    strength: NDArray[np.float64]
    inferred: NDArray[np.bool_]

    def snapshot(self) -> Snapshot:
        """The network as a store hands it to a search."""
        muted = np.zeros(self.n, np.bool_)
        return graph.build(np.arange(1, self.n + 1), self.a, self.b, -np.log(self.strength), self.inferred, muted)


def network(n: int, m: int, seed: int = 0) -> Network:
    """A network of `n` people and `m` ties, `MY_CONTACTS` of them mine; the same for the same seed.

    The ends of ties are drawn by weights that follow a power law (Chung and Lu 2002), those of mine
    too: who knows many is likelier to know me. Most strengths are low, few are high.
    """
    random = np.random.default_rng(seed)
    mine = np.empty(0, np.int64)
    while len(mine) < min(MY_CONTACTS, n - 1):
        mine = np.union1d(mine, _drawn(random, n, m, MY_CONTACTS))
    mine = random.permutation(mine)[:MY_CONTACTS]
    others = np.empty(0, np.int64)
    while len(others) < m - len(mine):
        a, b = (_drawn(random, n, m, m + m // 8) for _ in "ab")
        others = np.unique(np.concatenate([others, np.where(a < b, a * n + b, b * n + a)[a != b]]))
    others = random.choice(others, m - len(mine), replace=False)
    ranks = np.concatenate([mine, others])  # as me · n + rank and rank · n + rank
    person = np.concatenate([[ME], 1 + random.permutation(n - 1)])  # whoever is well connected may stand anywhere
    a, b = person[ranks // n], person[ranks % n]
    return Network(
        n=n,
        a=np.minimum(a, b).astype(np.int32),
        b=np.maximum(a, b).astype(np.int32),
        strength=np.clip(random.beta(1.5, 4.0, m), 0.01, 0.95),
        inferred=random.random(m) < INFERRED_SHARE,
    )


def targets(n: int, seed: int = 0) -> NDArray[np.int64]:
    """The nodes of `TARGET_SHARE` of the people, in order, never me."""
    random = np.random.default_rng(seed + 1)
    return np.sort(1 + random.choice(n - 1, round(n * TARGET_SHARE), replace=False))


def _drawn(random: np.random.Generator, n: int, m: int, count: int) -> NDArray[np.int64]:
    """Ranks 1 … n − 1 of people, drawn by the weights (rank + shift)^(−1 / (EXPONENT − 1))."""
    power = 1 - 1 / (EXPONENT - 1)
    # With this shift the first of them has about MOST_CONTACTS contacts: 2m times its share of all weights.
    shift = (2 * m * power / (MOST_CONTACTS * n**power)) ** (1 / (1 - power))
    low, high = (1 + shift) ** power, (n + shift) ** power
    ranks: NDArray[np.int64] = ((low + random.random(count) * (high - low)) ** (1 / power) - shift).astype(np.int64)
    return ranks.clip(1, n - 1)
