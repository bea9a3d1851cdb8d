"""The tables of an export: which members are one, where the header stands, and what its columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath
from typing import NoReturn

from graphfind.errors import ImportRefused, MappingNeeded
from graphfind.escaping import from_csv_cell
from graphfind.importer import (
    Block,
    Export,
    ImportOptions,
    Member,
    Row,
    Run,
    head_rows,
    head_text,
    is_binary,
    is_foreign,
    read_rows,
    read_table,
)
from graphfind.importer.naming import shown
from graphfind.model import RowError, Warned
from importers.tables.aliases import aliases, fold
from importers.tables.columns import (
    PERSON_FIELDS,
    TIE_FIELDS,
    Columns,
    Header,
    NobodyNamed,
    assign,
    header_score,
    quoted,
)

HEADER_ROWS = 50
SAMPLE_ROWS = 200
"""How many rows below the header are looked at to tell what columns hold."""

_NAMED = 40
_NUMBER = re.compile(r"\s*(?:column\s*)?#?([0-9]{1,4})\s*", re.IGNORECASE)
_TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_TEXT_SUFFIXES = frozenset({".txt", ""})


@dataclass(frozen=True, slots=True)
class Layout:
    """A member that is a table, its header, and what its columns hold."""

    member: Member
    header: tuple[str, ...]
    columns: Columns
    sample: Sequence[Sequence[str]]

    def rows_expected(self) -> int:
        """About how many rows there are, as far as the first ones tell."""
        cells = sum(len(cell) + 1 for row in self.sample for cell in row)
        return self.member.size * len(self.sample) // cells if cells else 0

    def blocks(self) -> Iterator[Block | Run | RowError | Warned]:
        """What stands below the header, as it was read."""
        header = list(self.header)
        table = read_table(self.member, lambda cells: cells == header, within=2 * HEADER_ROWS)
        return iter(()) if table is None else table.blocks

    def rows(self) -> Iterator[Row | RowError | Warned]:
        """The rows below the header, as `even` makes them."""
        return chain.from_iterable(map(self.even, self.blocks()))

    def even(self, found: Block | Run | RowError | Warned) -> Iterator[Row | RowError | Warned]:
        """Rows as wide as the header and with one empty cell more, at index -1, without a spreadsheet's marks of text.

        A row with more cells than that is a RowError.
        """
        width = len(self.header)
        for row in found.rows() if isinstance(found, Block | Run) else (found,):
            if isinstance(row, tuple):
                cells = row[1]
                if len(cells) == width:
                    cells.append("")
                elif len(cells) < width:
                    cells.extend([""] * (width + 1 - len(cells)))
                elif any(map(str.strip, cells[width:])):
                    yield RowError(self.member.name, row[0], f"{len(cells)} cells under {width} headings")
                    continue
                else:
                    cells[width:] = ("",)
                if "\n'" in "\n" + "\n".join(cells):
                    cells[:] = map(from_csv_cell, cells)
            yield row

    def even_columns(self, block: Block | Run) -> list[Sequence[str]] | None:
        """What `even` makes of a block, column by column; None where that is not the block as it stands."""
        columns = block.columns(len(self.header))
        if columns is None or any("\n'" in "\n" + "\n".join(column) for column in columns):
            return None
        return [*columns, [""] * len(columns[0])]


class UnusedColumns:
    """The columns that are in nobody's service and yet hold data."""

    def __init__(self, layout: Layout) -> None:
        self.pending = list(layout.columns.unused)
        self._layout = layout
        self._holding: list[int] = []

    def look_at(self, cells: Sequence[str]) -> None:
        """Take note of a row."""
        for column in [column for column in self.pending if cells[column] and not cells[column].isspace()]:
            self.pending.remove(column)
            self._holding.append(column)

    def look_at_columns(self, columns: Sequence[Sequence[str]]) -> None:
        """Take note of several rows, given column by column."""
        for column in [column for column in self.pending if any(map(str.strip, columns[column]))]:
            self.pending.remove(column)
            self._holding.append(column)

    def warnings(self) -> Iterator[Warned]:
        """Name them."""
        if self._holding:
            names = (self._layout.header[column].strip() or f"column {column + 1}" for column in sorted(self._holding))
            yield Warned(f"columns left out: {quoted(names, most=_NAMED)}", self._layout.member.name)


def is_table(member: Member, mapping: Mapping[str, str]) -> bool:
    """Whether a member looks like a table of people or ties; any text that is called CSV does."""
    suffix = PurePosixPath(member.name).suffix.casefold()
    if suffix not in _TABLE_SUFFIXES | _TEXT_SUFFIXES or not _is_plain_text(member):
        return False
    if suffix in _TABLE_SUFFIXES or mapping:
        return True
    try:
        layout = _lay_out(member, mapping)
    except ImportRefused as refused:
        return isinstance(refused, MappingNeeded) and not isinstance(refused, NobodyNamed)
    # Prose has lines such as "Contact", too.
    return len(layout.columns.fields) > 1 and bool(layout.sample)


def lay_out(export: Export) -> tuple[list[Layout], list[Warned]]:
    """The tables of an export, and what is to be said of the members that are none.

    Raises ImportRefused where there is no table, MappingNeeded where columns could not be told for sure.
    """
    mapping = _fields(export.options)
    layouts: list[Layout] = []
    refusals: dict[str, ImportRefused] = {}
    for member in export.members:
        try:
            layouts.append(_lay_out(member, mapping))
        except ImportRefused as refused:
            if isinstance(refused, MappingNeeded) and not isinstance(refused, NobodyNamed):
                if len(export.members) == 1:
                    _refuse_unknown_columns(mapping, [_columns_of(refused)])
                raise
            refusals[member.name] = refused
    if not layouts:
        _refuse_unknown_columns(mapping, [_columns_of(refused) for refused in refusals.values()])
        raise next(iter(refusals.values()), ImportRefused(f"{shown(export.path)}: no table of people or ties in it"))
    _refuse_unknown_columns(mapping, [layout.header for layout in layouts])
    reasons = {name: str(refused).removeprefix(f"{shown(name)}: ") for name, refused in refusals.items()}
    return layouts, [Warned(f"not read: {reason}", name) for name, reason in reasons.items()]


def _is_plain_text(member: Member) -> bool:
    head = head_text(member)
    start = head.lstrip()
    if not start or start.startswith(("{", "[", "<", "%PDF")):
        return False
    return not is_binary(head) and not is_foreign(member)


def _fields(options: ImportOptions) -> dict[str, str]:
    """The user's mapping with the fields' own names; raises ImportRefused for a field there is not."""
    known = [*PERSON_FIELDS, *TIE_FIELDS, *dict.fromkeys(aliases().references.values())]
    folded = {fold(name): name for name in known}
    for name in options.mapping:
        if fold(name) not in folded:
            raise ImportRefused(f"--map {shown(name)}: no such field; there are {', '.join(known)}")
    return {folded[fold(name)]: column for name, column in options.mapping.items()}


def _lay_out(member: Member, mapping: Mapping[str, str]) -> Layout:
    rows = head_rows(member, most=HEADER_ROWS + SAMPLE_ROWS)
    if not rows:
        _refuse_rowless(member)
    scores = [header_score(cells, filter(_is_name, mapping.values())) for _, cells in rows[:HEADER_ROWS]]
    at = max(range(len(scores)), key=lambda row: (scores[row], sum(map(bool, rows[row][1])) * bool(scores[row]), -row))
    if not scores[at]:
        at = _numbered_header(rows[:HEADER_ROWS], mapping)
        if at < 0:
            _refuse_headless(member, rows)
    names = rows[at][1]
    sample = [cells for _, cells in rows[at + 1 : at + 1 + SAMPLE_ROWS]]
    header = Header(
        member.name,
        tuple(name.strip() or f"column {column}" for column, name in enumerate(names, 1)),
        sample,
        {name: column for name, wanted in mapping.items() if (column := _column(names, name, wanted, sample)) >= 0},
    )
    return Layout(member, tuple(names), assign(header), header.sample)


def _is_name(wanted: str) -> bool:
    """Whether the user's column is no number, which many a cell holds."""
    return not _NUMBER.fullmatch(wanted)


def _numbered_header(rows: Sequence[Row], mapping: Mapping[str, str]) -> int:
    """The first row that has the columns of which the user gave the number, -1 where none does or it holds data."""
    numbers = [int(match[1]) for wanted in mapping.values() if (match := _NUMBER.fullmatch(wanted))]
    for at, (_, cells) in enumerate(rows):
        if numbers and len(cells) >= max(numbers):
            return -1 if any("@" in cell for cell in cells) else at
    return -1


def _column(names: Sequence[str], field: str, wanted: str, sample: Sequence[Sequence[str]]) -> int:
    """Where the user's column stands, -1 where nowhere; raises ImportRefused where several bear its name."""
    found = _columns(names, wanted)
    if len(found) > 1:
        filled = [c for c in found if any(row[c].strip() for row in sample if c < len(row))]
        found = filled or found[:1]
    if len(found) > 1:
        numbers = " or ".join(str(column + 1) for column in found)
        raise ImportRefused(
            f"--map {field}={shown(wanted)}: {len(found)} columns are called so; "
            f"say which by number, --map {field}={numbers}"
        )
    return found[0] if found else -1


def _columns(names: Sequence[str], wanted: str) -> list[int]:
    """The columns of that name, or else the one of that number, counted from 1."""
    for plain in (lambda name: name.strip().casefold(), fold):
        if plain(wanted) and (found := [at for at, name in enumerate(names) if plain(name) == plain(wanted)]):
            return found
    match = _NUMBER.fullmatch(wanted)
    return [int(match[1]) - 1] if match and 0 < int(match[1]) <= len(names) else []


def _refuse_rowless(member: Member) -> NoReturn:
    fault = next((row for row in read_rows(member) if isinstance(row, RowError)), None)
    if fault:
        raise ImportRefused(
            f"{shown(member.name)}:{fault.line}: {fault.reason}, and no row that can be read near the top: "
            "export the people alone, or fewer columns"
        )
    raise ImportRefused(f"{shown(member.name)}: no rows at all; export it again")


def _refuse_headless(member: Member, rows: Sequence[Row]) -> NoReturn:
    line, cells = max(rows[:HEADER_ROWS], key=lambda row: (len(row[1]) > 1, -row[0]))
    if any("@" in cell for cell in cells):
        raise ImportRefused(
            f"{shown(member.name)}: no row names the columns; line {line} already holds an e-mail address: "
            "put a row such as name,email above it"
        )
    raise NobodyNamed(
        f"{shown(member.name)}: no column tells people's names ({quoted(cells)} on line {line}): "
        "say which does with --map name=COLUMN",
        tuple((cell, "") for cell in cells),
    )


def _columns_of(refused: ImportRefused) -> tuple[str, ...]:
    """The columns of a table that was refused, as far as it has any."""
    return tuple(name for name, _ in refused.mapping) if isinstance(refused, MappingNeeded) else ()


def _refuse_unknown_columns(mapping: Mapping[str, str], headers: Sequence[Sequence[str]]) -> None:
    for name, column in mapping.items():
        if any(headers) and not any(_columns(header, column) for header in headers):
            names = quoted(name for header in headers for name in header if name.strip())
            raise ImportRefused(f"--map {name}={shown(column)}: no such column; there are {names}")
