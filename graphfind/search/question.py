"""What a search is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, inf, log
from typing import Literal, NamedTuple

from graphfind.errors import UsageError
from graphfind.graph import COST_UNIT

Rank = Literal["warmth", "hops"]
"""Which path is better: of lower cost (then fewer hops), or of fewer hops (then lower cost)."""

MOST_HOPS = 6


@dataclass(frozen=True, slots=True)
class Limits:
    """Which paths count, and how many are wanted; nodes are those of the snapshot.

    A path has at most `max_hops` ties (1 … 6) and a probability of at least `min_probability`; it
    touches nobody in `avoid`, and where `via` is given, that person stands strictly between ego and
    target. `inferred` says whether ties that nobody observed may be used. `alternatives` is how many
    paths are wanted beside the best. Raises `UsageError` for a value out of range.
    """

    max_hops: int = 3
    rank: Rank = "warmth"
    alternatives: int = 2
    min_probability: float = 0.0
    avoid: tuple[int, ...] = ()
    via: int | None = None
    inferred: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.max_hops <= MOST_HOPS:
            raise UsageError(f"a path has between 1 and {MOST_HOPS} hops, not {self.max_hops}")
        if self.alternatives < 0:
            raise UsageError(f"the number of alternatives is 0 or more, not {self.alternatives}")
        if not 0.0 <= self.min_probability <= 1.0:
            raise UsageError(f"a probability is between 0 and 1, not {self.min_probability}")

    @property
    def ceiling(self) -> float:
        """The cost below which a path's probability counts as at least `min_probability`.

        Each tie's cost is rounded by half a unit at most: a path that falls short by no more than such
        roundings, which is less than one part in 10^11, is let through.
        """
        if self.min_probability <= 0.0:
            return inf
        return (ceil(-log(self.min_probability) / COST_UNIT) + MOST_HOPS) * COST_UNIT

    def merit(self, path: tuple[int, ...], cost: float) -> tuple[float, float, tuple[int, ...]]:
        """What paths are ordered by: the better one is less."""
        return (len(path), cost, path) if self.rank == "hops" else (cost, len(path), path)


class TargetPaths(NamedTuple):
    """The paths to one target, the best first: each is the nodes from ego to target, with its cost.

    exp(−cost) is the product of the strengths of a path's ties, up to the rounding of costs.
    """

    target: int
    paths: tuple[tuple[int, ...], ...]
    costs: tuple[float, ...]
