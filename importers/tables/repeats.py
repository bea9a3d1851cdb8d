"""A set of hashes in an array: 13 to 26 bytes for each, where a set of numbers takes 70."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SMALLEST = 1 << 12


class Repeats:
    """Tells whether a row has been seen, from hashes of 64 bits; one table of ten million rows in 400,000 errs.

    The slots are searched one after another from the place that a hash's lowest bits name; 0 is a free one.
    """

    def __init__(self, expected: int = 0) -> None:
        """Room for some rows; it grows for more, which takes time."""
        size = _SMALLEST
        while size * 5 // 8 < expected:
            size *= 2
        self._resize(size)

    def add(self, row: int) -> bool:
        """Add a row by its hash; whether it was there before."""
        row = row or 1
        self._make_room(1)
        slots, mask = self._slots, self._mask
        at = row & mask
        while found := slots[at]:
            if found == row:
                return True
            at = (at + 1) & mask
        slots[at] = row
        self._room -= 1
        return False

    def add_all(self, rows: Sequence[int]) -> NDArray[np.bool_]:
        """Add rows by their hashes, in order; for each, whether it was there before."""
        hashes = np.array(rows, np.int64)
        hashes[hashes == 0] = 1
        self._make_room(len(hashes))
        known = np.ones(len(hashes), np.bool_)
        pending, place = np.unique(hashes, return_index=True)
        known[place] = False
        slots = np.frombuffer(self._slots, np.int64)
        at = pending & self._mask
        while len(pending):
            found = slots[at]
            known[place[found == pending]] = True
            free = found == 0
            slots[at[free]] = pending[free]  # of several that want one slot, the last gets it
            self._room -= int(np.count_nonzero(slots[at[free]] == pending[free]))
            apart = slots[at] != pending
            pending, place, at = pending[apart], place[apart], (at[apart] + 1) & self._mask
        return known

    def _make_room(self, rows: int) -> None:
        while self._room < rows:
            old = np.frombuffer(self._slots, np.int64)
            self._resize(2 * len(old))
            for part in np.array_split(old, max(1, len(old) // _SMALLEST)):
                self.add_all(part[part != 0].tolist())

    def _resize(self, size: int) -> None:
        self._slots = array("q", [0]) * size
        self._mask = size - 1
        self._room = size * 5 // 8
