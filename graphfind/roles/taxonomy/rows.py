"""Many short rows of numbers in a few long arrays: where each row begins, its keys in order, and their values."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graphfind.roles.taxonomy.grams import Floats, Ints

_Value = TypeVar("_Value", bound=np.generic)


def followed(begin: Ints, values: NDArray[_Value], rows: Ints) -> tuple[NDArray[_Value], Ints]:
    """The values of some rows in a line, and how many each row has."""
    count = begin[rows + 1] - begin[rows]
    end = np.cumsum(count)
    at = np.arange(end[-1] if len(end) else 0)
    at += np.repeat(begin[rows] - (end - count), count)
    return values[at], count


def summed(place: Ints, values: Floats, count: int) -> NDArray[np.float64]:
    """The sum of the values of each place."""
    return np.bincount(place, values, count).astype(np.float64, copy=False)


def unit(values: Floats) -> Floats:
    """A row as long as one, as a vector."""
    found: Floats = values / max(float(np.sqrt((values**2).sum())), 1e-12)
    return found


def strongest(keys: Ints, values: Floats, count: int) -> tuple[Ints, Floats]:
    """The so many greatest values of a row, in the order of their keys.

    Of those that are about equal the first are kept, whatever their last digits say.
    """
    if len(keys) <= count:
        return keys, values
    kept = np.sort(np.argsort(-values.astype(np.float32), kind="stable")[:count])
    return keys[kept], values[kept]


def products(keys: Ints, values: Floats, wanted: Ints, weights: Floats) -> Floats:
    """The products of the values and those weights whose keys are equal; `wanted` is in order."""
    if not len(wanted):
        return np.zeros(len(keys))
    at = np.minimum(np.searchsorted(wanted, keys), len(wanted) - 1)
    found: Floats = np.where(wanted[at] == keys, values * weights[at], 0.0)
    return found


def cosines(begin: Ints, keys: Ints, values: Floats, wanted: Ints, weights: Floats) -> Floats:
    """The sum of these products, row by row."""
    total = np.concatenate([[0.0], np.cumsum(products(keys, values, wanted, weights), dtype=np.float64)])
    found: Floats = total[begin[1:]] - total[begin[:-1]]
    return found
