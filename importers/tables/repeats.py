"""A set of hashes in an array: 13 to 26 bytes for each, where a set of numbers takes 70."""

from __future__ import annotations

from array import array

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
        slots, mask = self._slots, self._mask
        at = row & mask
        while found := slots[at]:
            if found == row:
                return True
            at = (at + 1) & mask
        slots[at] = row
        self._room -= 1
        if not self._room:
            self._resize(2 * len(slots))
            for old in slots:
                if old:
                    self.add(old)
        return False

    def _resize(self, size: int) -> None:
        self._slots = array("q", [0]) * size
        self._mask = size - 1
        self._room = size * 5 // 8
