"""The dates of one table, remembered as far as memory allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from graphfind.importer import Block, Run
from importers.dates import Dates
from importers.tables.layout import Layout

_OLDEST = 1900
_REMEMBERED = 50_000


class TableDates(Dates):
    """The days that cells name, by their text; times of day make almost every text another one."""

    def __init__(self, today: date, layout: Layout, *fields: str) -> None:
        """The columns of these fields tell, as far down as it takes, whether the day or the month stands first."""
        columns = [column for name in fields for column in layout.columns.all(name)]
        super().__init__(today, _cells(layout, columns), since=_OLDEST)

    def __setitem__(self, text: str, day: date | None) -> None:
        if len(self) >= _REMEMBERED:
            self.clear()
            super().__setitem__("", None)
        super().__setitem__(text, day)


def _cells(layout: Layout, columns: Sequence[int]) -> Iterator[str]:
    """What stands in these columns, row by row; nothing is read where there are none."""
    for found in layout.blocks() if columns else ():
        if not isinstance(found, Block | Run):
            continue
        if table := layout.even_columns(found):
            yield from chain.from_iterable(zip(*(table[column] for column in columns), strict=True))
        else:
            rows = (row[1] for row in layout.even(found) if isinstance(row, tuple))
            yield from (cells[column] for cells in rows for column in columns)
