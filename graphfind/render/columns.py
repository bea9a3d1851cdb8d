"""Columns of text for a terminal: words are wrapped, and wide characters count as two.

What a search answers is laid out here, because rich takes as long to load and to lay it out as the
search takes; all other tables are rich's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Literal, NamedTuple

Style = Literal["", "bold", "dim"]

_GAP = "   "
_NARROWEST = 8
"""Cells for each column that shares, however narrow the terminal."""


class Line(NamedTuple):
    """Text that begins a line of a cell; where it is wrapped it goes on as far in as it began."""

    text: str
    style: Style = ""
    indent: int = 0


class Column(NamedTuple):
    """A column as wide as its widest line, or with a `share` of what the others leave of the width."""

    title: str
    share: int = 0
    to_the_right: bool = False


class Paper(NamedTuple):
    """What is printed on: its width, how it shows a style, and what it draws lines with."""

    width: int = 80
    paint: Callable[[str, Style], str] = lambda text, style: text
    rule: str = "─"


def table(columns: Sequence[Column], rows: Sequence[Sequence[Sequence[Line]]], paper: Paper) -> Iterator[str]:
    """The lines of a table with its titles above and an empty line between rows; every row has a cell for each column.

    No line is wider than the paper, unless that is too narrow for anything.
    """
    heads = [[Line(column.title, "bold")] for column in columns]
    widths = _widths(columns, [heads, *rows], paper.width)
    yield from _row(columns, heads, widths, paper)
    yield paper.rule * max(paper.width, sum(widths) + len(_GAP) * (len(widths) - 1))
    for number, row in enumerate(rows):
        if number:
            yield ""
        yield from _row(columns, row, widths, paper)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many cells; a word that is longer is cut."""
    if text.isascii() and len(text) <= width:
        return [" ".join(text.split())]
    lines, line, room = [], "", 0
    for word in text.split():
        if line and cells(word) < room:
            line, room = f"{line} {word}", room - cells(word) - 1
            continue
        lines += [line] if line else []
        *full, line = _chopped(word, width)
        lines += full
        room = width - cells(line)
    return [*lines, line]


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: none for marks, two for wide characters and emoji in one."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, ["", *text], text))


def _cells(before: str, character: str) -> int:
    if before == "\u200d" or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _chopped(word: str, width: int) -> Iterator[str]:
    """The word in parts of at most so many cells; what belongs to a character stays with it."""
    part, size = "", 0
    for before, character in zip(["", *word], word, strict=False):
        more = _cells(before, character)
        if part and size + more > width:
            yield part
            part, size = "", 0
        part, size = part + character, size + more
    yield part


def _widths(columns: Sequence[Column], rows: Iterable[Sequence[Sequence[Line]]], width: int) -> list[int]:
    widths = [
        0 if column.share else max(line.indent + cells(line.text) for cell in cells_ for line in cell)
        for column, cells_ in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    shares = sum(column.share for column in columns)
    left = max(width - sum(widths) - len(_GAP) * (len(columns) - 1), _NARROWEST * widths.count(0))
    for at, column in enumerate(columns):
        if column.share:
            widths[at] = left * column.share // shares
            left, shares = left - widths[at], shares - column.share
    return widths


def _row(
    columns: Sequence[Column], row: Sequence[Sequence[Line]], widths: Sequence[int], paper: Paper
) -> Iterator[str]:
    fitted = [
        [(" " * line.indent, part, line.style) for line in cell for part in wrapped(line.text, width - line.indent)]
        for cell, width in zip(row, widths, strict=True)
    ]
    for parts in zip_longest(*fitted, fillvalue=("", "", "")):
        shown = ""
        for column, width, (indent, text, style) in zip(columns, widths, parts, strict=True):
            free = " " * (width - len(indent) - cells(text))
            painted = paper.paint(text, style) if text and style else text
            shown += (free + indent + painted if column.to_the_right else indent + painted + free) + _GAP
        yield shown.rstrip()
