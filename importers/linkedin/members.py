"""The members of an export whose shape is known, and their rows by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import cast

from graphfind.importer import Block, Export, Member, Row, Run, Table, head_rows, read_table
from graphfind.model import RowError, Warned
from importers.linkedin.recognition import find_shape, is_table, named_shape
from importers.linkedin.shapes import Columns, Shape


@dataclass(frozen=True, slots=True)
class ShapedMember:
    """A member, what kind it is, and where its fields stand."""

    member: Member
    shape: Shape
    header: tuple[str, ...]
    columns: Columns

    @property
    def name(self) -> str:
        """The member's path inside the export."""
        return self.member.name

    @property
    def folder(self) -> str:
        """Where in the export it stands."""
        return self.name.rpartition("/")[0]

    @property
    def kind(self) -> str:
        """The name of its shape."""
        return self.shape.kind

    def rows(self) -> Iterator[Row | RowError | Warned]:
        """The rows below the header as the reading layer gives them, of any width."""
        table = self._table()
        return table.rows if table else iter(())

    def by_column(self) -> Iterator[tuple[Sequence[int], list[Sequence[str]]] | RowError | Warned]:
        """Many rows at once: the line of each, and their cells column by column, as many as the header has."""
        table = self._table()
        for found in table.blocks if table else ():
            if not isinstance(found, Block | Run):
                yield found
                continue
            if columns := found.columns(len(self.header)):
                yield found.numbers(), columns
                continue
            fitted = (self.fitted(row) if isinstance(row, tuple) else row for row in found.rows())
            for are_rows, run in groupby(fitted, lambda row: isinstance(row, tuple)):
                if are_rows:
                    numbers, rows = zip(*cast("Iterator[Row]", run), strict=True)
                    yield numbers, list(zip(*rows, strict=True))
                else:
                    yield from cast("Iterator[RowError]", run)

    def _table(self) -> Table | None:
        header = list(self.header)
        return read_table(self.member, lambda row: row == header)

    def fitted(self, row: Row) -> Row | RowError:
        """A row with one cell for each column, and an empty one behind them for the fields that have no column."""
        line, cells = row
        width = len(self.header)
        if len(cells) > width:
            if any(map(str.strip, cells[width:])):
                return RowError(self.name, line, f"{len(cells)} fields under {width} headings")
            del cells[width:]
        cells.extend([""] * (width + 1 - len(cells)))
        return row

    def picker(self, *fields: str) -> Callable[[Sequence[str]], tuple[str, ...]]:
        """What takes several fields out of a fitted row; a field without column is ""."""
        return itemgetter(*(self.columns.get(name, len(self.header)) for name in fields))

    def records(self, *fields: str) -> Iterator[tuple[int, list[str]] | RowError | Warned]:
        """Each row's line and the text of several fields."""
        pick = self.picker(*fields)
        for row in self.rows():
            fitted = self.fitted(row) if isinstance(row, tuple) else row
            yield (fitted[0], [*map(str.strip, pick(fitted[1]))]) if isinstance(fitted, tuple) else fitted

    def texts(self, name: str) -> Iterator[str]:
        """The texts of one field, as far as the rows can be read."""
        at = self.columns.get(name)
        if at is not None:
            for row in self.rows():
                if isinstance(row, tuple) and at < len(row[1]):
                    yield row[1][at]


@dataclass(frozen=True, slots=True)
class Found:
    """What an export holds: its members of known shape by kind, and what is to be said of the others."""

    members: tuple[ShapedMember, ...]
    headless: tuple[Member, ...] = ()
    warnings: tuple[Warned, ...] = ()

    def of(self, *kinds: str) -> Iterator[ShapedMember]:
        """The members of some kinds, kind by kind."""
        for kind in kinds:
            yield from (member for member in self.members if member.kind == kind)


def find_members(export: Export) -> Found:
    """Tell the kinds of an export's members from their names and heads.

    A member whose content another member of its kind repeats is left out with a warning, as is one that
    bears a known name over unknown columns; connections without a header are `headless`.
    """
    members: list[ShapedMember] = []
    headless: list[Member] = []
    warnings: list[Warned] = []
    for member in export.members:
        if not is_table(member.name):
            continue
        shaped = _shaped(member)
        if shaped is None:
            named = named_shape(member.name)
            if named is not None and named.kind == "connections":
                headless.append(member)
            elif named is not None and member.size:
                warnings.append(
                    Warned("bears a LinkedIn file's name, but not its columns; it was not read", member.name)
                )
            continue
        copied = next((m for m in members if m.kind == shaped.kind and _is_copy(m.member, member)), None)
        if copied is not None:
            warnings.append(Warned(f"a copy of {copied.name}; it was not read", member.name))
            continue
        members.append(shaped)
    return Found(tuple(members), tuple(headless), tuple(warnings))


def _shaped(member: Member) -> ShapedMember | None:
    rows = [cells for _, cells in head_rows(member)]
    found = find_shape(member.name, rows)
    if found is None:
        return None
    shape, columns, at = found
    return ShapedMember(member, shape, tuple(rows[at]), columns)


def _is_copy(one: Member, other: Member) -> bool:
    return one.size == other.size and one.head() == other.head()
