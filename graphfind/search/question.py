"""What a search is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graphfind.errors import UsageError

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


@dataclass(frozen=True, slots=True)
class TargetPaths:
    """The paths to one target, the best first: each is the nodes from ego to target, with its cost.

    Every path has another connector than the ones before it, and is the best through its own.
    exp(−cost) is the product of the strengths of a path's ties, up to the rounding of costs.
    """

    target: int
    paths: tuple[tuple[int, ...], ...]
    costs: tuple[float, ...]
