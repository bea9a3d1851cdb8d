"""Rows of a table that stand one after another, one by one or as columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphfind.model import RowError
from graphfind.values import value

Row = tuple[int, list[str]]
"""The first line of a row, counted from 1 in the file, and its fields."""

COLUMNS = 512
TOO_WIDE = f"more than {COLUMNS} columns"


@value
class Block:
    """Lines among which there is no quote, so that csv would find what splitting finds: each is a row, or blank.

    `first` is the number of the first one, counted from 1 in the file. The lines stand here without their ends.
    """

    first: int
    lines: list[str]
    delimiter: str
    member: str

    @classmethod
    def of(cls, text: str, first: int, delimiter: str, member: str) -> Block:
        """A block of whole lines, of which the last one may lack its end."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        if not lines[-1]:
            lines.pop()
        return cls(first, lines, delimiter, member)

    def numbers(self) -> Sequence[int]:
        """The number of each line."""
        return range(self.first, self.first + len(self.lines))

    def rows(self) -> Iterator[Row | RowError]:
        """The rows one by one, without blank lines; one of too many fields is a RowError."""
        delimiter = self.delimiter
        for number, line in enumerate(self.lines, self.first):
            if line:
                fields = line.split(delimiter)
                yield (number, fields) if len(fields) <= COLUMNS else RowError(self.member, number, TOO_WIDE)

    def columns(self, width: int) -> list[Sequence[str]] | None:
        """The fields column by column, an item for each line; None where a line has not this many, 2 or more."""
        n, apart = len(self.lines), self.delimiter
        fields = f"{apart}\n{apart}".join(self.lines).split(apart)
        if width < 2 or len(fields) != n * (width + 1) - 1 or fields[width :: width + 1].count("\n") != n - 1:
            return None
        return [fields[column :: width + 1] for column in range(width)]

    def below(self, line: int) -> Block | None:
        """The lines that stand below one of them, if there are any."""
        rest = self.lines[line + 1 - self.first :]
        return Block(line + 1, rest, self.delimiter, self.member) if rest else None


@value
class Run:
    """Rows that csv has read; it gives what a block does."""

    read: list[Row]

    def numbers(self) -> Sequence[int]:
        """The first line of each row."""
        return [number for number, _ in self.read]

    def rows(self) -> Iterator[Row]:
        """The rows one by one."""
        return iter(self.read)

    def columns(self, width: int) -> list[Sequence[str]] | None:
        """The fields column by column; None where a row has not this many, 2 or more."""
        rows = [fields for _, fields in self.read]
        return list(zip(*rows, strict=True)) if width > 1 and set(map(len, rows)) == {width} else None

    def below(self, line: int) -> Run | None:
        """The rows that begin below a line, if there are any."""
        rest = [row for row in self.read if row[0] > line]
        return Run(rest) if rest else None
