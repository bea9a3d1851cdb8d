"""The types of the columns that a search works on, for who reads the code: searching loads none of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Costs = NDArray[np.float64]
