"""Choices that come out the same on every machine and Python version, for one seed.

Only `random.Random.random` promises that; `shuffle`, `sample` and the like may change, so they are made from it here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of choices; give every part of the work its own, so that a change in one leaves the others alone."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed).random

    def chance(self, probability: float) -> bool:
        """True in that share of calls."""
        return self._random() < probability

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound` - 1."""
        return int(self._random() * bound)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices, all equally likely."""
        return choices[self.below(len(choices))]

    def weighted(self, choices: Sequence[T], weights: Sequence[float]) -> T:
        """One of the choices, as likely as its weight says."""
        left = self._random() * sum(weights)
        for choice, weight in zip(choices, weights, strict=True):
            left -= weight
            if left < 0:
                return choice
        return choices[-1]

    def sample(self, choices: Sequence[T], count: int) -> list[T]:
        """That many different places of the sequence, in random order; all of them where there are fewer."""
        pool = list(choices)
        count = min(count, len(pool))
        for i in range(count):
            j = i + self.below(len(pool) - i)
            pool[i], pool[j] = pool[j], pool[i]
        return pool[:count]

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included."""
        return first + timedelta(days=self.below(max((last - first).days, 0) + 1))

    def moment(self, day: date) -> datetime:
        """A waking moment of that day."""
        return datetime.combine(day, time(self.between(6, 22), self.below(60), self.below(60)))
