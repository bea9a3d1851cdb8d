"""Distinct values of arrays, against numpy's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.arrays import distinct


@pytest.mark.parametrize("kind", [np.int32, np.int64, np.float64, np.bool_])
@given(values=st.lists(st.integers(-3, 40), max_size=60))
def test_each_value_once_and_in_order(kind: type[np.generic], values: list[int]) -> None:
    row = np.array(values, kind)
    before = row.copy()
    found = distinct(row)
    assert found.dtype == row.dtype
    assert found.tolist() == np.unique(row).tolist()
    assert (row == before).all()
