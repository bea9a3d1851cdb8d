"""Further views of a page beside its introductions, as plain tables: connectors, a plan, leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cell:
    """A text; `share` is a probability in [0, 1] that is shown as a bar beside it."""

    text: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody with what they do, why they are listed, and the values of the further columns.

    `person` is the person's id, `others` are those of whoever else the row names. `introductions` are the ids of those
    on the page that the row is about, the best first.
    """

    person: str
    name: str
    job: str
    cells: tuple[Cell, ...]
    note: str = ""
    introductions: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tab:
    """A table of people. `columns` heads the rows' cells; `lead` says what it is, `empty` why there is nothing.

    `more` is how many rows further there would be.
    """

    id: Literal["connectors", "plan", "leads"]
    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: str = ""
    more: int = 0
