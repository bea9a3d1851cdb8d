"""Lines of a table that hold no quote, as rows or as columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphfind.model import RowError

Row = tuple[int, list[str]]
"""The first line of a row, counted from 1 in the file, and its fields."""

COLUMNS = 512
TOO_WIDE = f"more than {COLUMNS} columns"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines among which there is no quote, so that csv would find what splitting finds: each is a row, or blank.

    `first` is the number of the first one, counted from 1 in the file. In `text` each line ends with LF,
    however it was written.
    """

    first: int
    text: str
    delimiter: str
    member: str

    @classmethod
    def of(cls, text: str, first: int, delimiter: str, member: str) -> Block:
        """A block of whole lines, of which the last one may lack its end."""
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return cls(first, text if text.endswith("\n") else f"{text}\n", delimiter, member)

    def lines(self) -> int:
        """How many lines there are."""
        return self.text.count("\n")

    def rows(self) -> Iterator[Row | RowError]:
        """The rows one by one, without blank lines; one of too many fields is a RowError."""
        delimiter = self.delimiter
        for number, line in enumerate(self.text.split("\n"), self.first):
            if line:
                fields = line.split(delimiter)
                yield (number, fields) if len(fields) <= COLUMNS else RowError(self.member, number, TOO_WIDE)

    def columns(self, width: int) -> list[list[str]] | None:
        """The fields column by column, an item for each line; None where a line has not this many, 2 or more."""
        n, apart = self.lines(), self.delimiter
        fields = self.text.replace("\n", f"{apart}\n{apart}").split(apart)
        if width < 2 or len(fields) != n * (width + 1) + 1 or fields[width :: width + 1].count("\n") != n:
            return None
        return [fields[column : -1 : width + 1] for column in range(width)]

    def below(self, line: int) -> Block | None:
        """The lines that stand below one of them, if there are any."""
        at = 0
        for _ in range(line + 1 - self.first):
            at = self.text.index("\n", at) + 1
        return Block(line + 1, self.text[at:], self.delimiter, self.member) if at < len(self.text) else None
