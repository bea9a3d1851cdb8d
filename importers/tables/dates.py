"""The dates of one table, remembered as far as memory allows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from importers.dates import Dates

_OLDEST = 1900
_REMEMBERED = 50_000


class TableDates(Dates):
    """The days that cells name, by their text; times of day make almost every text another one."""

    def __init__(self, today: date, columns: Sequence[int], sample: Iterable[Sequence[str]]) -> None:
        """The sample's cells in these columns tell whether the day or the month stands first."""
        super().__init__(today, [row[c] for row in sample for c in columns if c < len(row)], since=_OLDEST)

    def __setitem__(self, text: str, day: date | None) -> None:
        if len(self) >= _REMEMBERED:
            self.clear()
            super().__setitem__("", None)
        super().__setitem__(text, day)
