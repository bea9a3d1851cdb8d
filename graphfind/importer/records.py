"""Lines of CSV as rows, each fault costing its own row only.

A quote that is never closed swallows the rows below it, and csv often takes the result for a row. What tells:
quotes come in pairs, so that the quote that seems to close it is one of another row's pair; the row has another
width than the table, while the lines below it are rows by themselves; or the rows below make more sense without it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphfind.importer.blocks import COLUMNS, TOO_WIDE, Block, Row, Run
from graphfind.importer.text import LINE_CHARS, split_lines
from graphfind.model import RowError
from graphfind.values import value

if TYPE_CHECKING:
    from _csv import Reader

_ROWS_BELOW = 64
"""How many rows two readings of one record are compared over before csv's own is taken."""

FIELD_CHARS = 1024 * 1024
RECORD_LINES = 1_000
RECORD_CHARS = LINE_CHARS

_PATIENCE_CHARS = 64 * 1024 * 1024
"""How much may be read in vain in search of closing quotes; from then on every line is taken for a row.

A hostile file could have each of its lines open a quote that runs on for a thousand lines.
"""


@value
class Dialect:
    """How a table is written: its delimiter, and how many fields its widest row near the top has (0: unknown)."""

    delimiter: str = ","
    width: int = 0


def read_records(chunks: Iterable[str], dialect: Dialect, member: str) -> Iterator[Row | RowError]:
    """The rows of a text that comes in pieces of whole lines; blank lines are no rows.

    Where csv refuses a record, or one is found to be broken, its first line is read by itself and the
    next line begins anew.
    """
    for found in read_blocks(chunks, dialect, member):
        if isinstance(found, RowError):
            yield found
        else:
            yield from found.rows()


def read_blocks(chunks: Iterable[str], dialect: Dialect, member: str) -> Iterator[Block | Run | RowError]:
    """As `read_records`, with many rows at once: a block where lines take no care, else a run of them."""
    csv.field_size_limit(max(csv.field_size_limit(), FIELD_CHARS))
    lines: list[str] = []  # those at hand; the first of them is line `first` of the file
    line = 1
    patience = _Patience()
    needed = 0
    for chunk, last in _marking_last(chunks):
        if not lines and '"' not in chunk and len(chunk) <= FIELD_CHARS:
            block = Block.of(chunk, line, dialect.delimiter, member)
            yield block
            line += len(block.lines)
            continue
        lines += split_lines(chunk)
        size = sum(map(len, lines))
        if size < needed and not last:
            continue
        first = line
        run: list[Row] = []
        usual = COLUMNS if size <= FIELD_CHARS else 0  # in a large batch every row is looked at closely
        while line < first + len(lines):
            base = line
            ends = len(lines) if patience.chars > 0 else line - first + 1
            try:
                reader = _reader(lines, base - first, ends, dialect)
                for fields in reader:
                    end = base + reader.line_num
                    if end - line > 1 or len(fields) > usual:
                        if _is_broken(fields, lines, line - first, end - first, dialect, last, patience):
                            break
                    elif not fields:
                        line = end
                        continue
                    run.append((line, fields))
                    line = end
                else:
                    continue
            except csv.Error as error:
                end = base + reader.line_num
                runs_on = isinstance(error, _RunsOn) or (end - first == len(lines) and end - line <= RECORD_LINES)
                if runs_on and not last and _bearable(lines[line - first :]):
                    break
            patience.chars -= sum(map(len, lines[line - first : end - first]))
            row = read_alone(lines[line - first], line, dialect, member)
            if isinstance(row, tuple):
                run.append(row)
            else:
                if run:
                    yield Run(run)
                    run = []
                yield row
            line += 1
        if run:
            yield Run(run)
        del lines[: line - first]
        needed = 2 * sum(map(len, lines))


def read_alone(line: str, number: int, dialect: Dialect, member: str) -> Row | RowError:
    """A line read by itself, leniently."""
    reader = csv.reader((line, ""), delimiter=dialect.delimiter)
    try:
        fields = next(reader)
    except csv.Error:
        return RowError(member, number, f"a field longer than {FIELD_CHARS >> 20} MiB")
    if len(line) > RECORD_CHARS:
        reason = f"a line longer than {RECORD_CHARS >> 20} MiB"
    elif reader.line_num > 1:
        reason = "quote never closed"
    elif any(len(field) > FIELD_CHARS for field in fields):
        reason = f"a field longer than {FIELD_CHARS >> 20} MiB"
    elif len(fields) > COLUMNS:
        reason = TOO_WIDE
    elif len(fields) < dialect.width:
        reason = "a quote in the wrong place"
    else:
        return number, fields
    return RowError(member, number, reason)


@dataclass(slots=True)
class _Patience:
    """What is left of `_PATIENCE_CHARS`."""

    chars: int = _PATIENCE_CHARS


class _RunsOn(csv.Error):
    """Whether a row is broken depends on lines that are not at hand yet."""


def _is_broken(
    fields: list[str], lines: list[str], start: int, end: int, dialect: Dialect, last: bool, patience: _Patience
) -> bool:
    """Whether a record that csv accepts passes a limit or has swallowed other rows."""
    record = "".join(lines[start:end])
    if len(record) > FIELD_CHARS and (len(record) > RECORD_CHARS or any(len(field) > FIELD_CHARS for field in fields)):
        return True
    if len(fields) > COLUMNS or end - start > RECORD_LINES:
        return True
    if end - start == 1:
        return False
    if record.count('"') % 2 or 1 < dialect.width < len(fields):
        return True
    if len(fields) < dialect.width and any(_is_row(line, dialect) for line in lines[start + 1 : end]):
        return True
    quote = lines[end - 1].find('"')
    if dialect.width < 2 or (quote and lines[end - 1][quote - 1] != dialect.delimiter):
        return False  # the quote on the last line closes a field, as it should; it could not open one
    try:
        return _swallows(fields, lines, start, end, dialect, last, patience)
    except _RunsOn:
        if _bearable(lines[start:]):
            raise
        return len(fields) < dialect.width


def _swallows(
    fields: list[str], lines: list[str], start: int, end: int, dialect: Dialect, last: bool, patience: _Patience
) -> bool:
    """Whether the first line of a record is better read as broken than the record as one row.

    Both readings go on below until they agree on where a row begins, or one of them meets a fault: the one
    with fewer faults is true. Where both have one, a quote never closed is likelier than a stray one below it.
    """
    short = len(fields) < dialect.width
    one, apart = end, start + 1
    for _ in range(_ROWS_BELOW):
        if one == apart:
            break
        behind = min(one, apart)
        below, sound = _read_row(lines, behind, dialect, last)
        patience.chars -= sum(map(len, lines[max(behind, end) : below]))
        if not sound:
            return behind == one
        if behind == one:
            one = below
        else:
            apart = below
    return short


def _read_row(lines: list[str], start: int, dialect: Dialect, last: bool) -> tuple[int, bool]:
    """How far the row that begins at `start` was read, and whether it is flawless and as wide as the table.

    Below the last row the text itself ends, without a fault.
    """
    reader = _reader(lines, start, min(len(lines), start + RECORD_LINES), dialect)
    try:
        fields: list[str] = next(filter(None, reader), [])
    except csv.Error as error:
        if start + reader.line_num == len(lines) and not last:
            raise _RunsOn from error
        return start + reader.line_num, False
    end = start + reader.line_num
    if not fields:
        if not last:
            raise _RunsOn
        return end, True
    odd = sum(line.count('"') for line in lines[start:end]) % 2
    return end, len(fields) == dialect.width and not odd


def _is_row(line: str, dialect: Dialect) -> bool:
    """Whether a line is a row of the table by itself."""
    if line.count(dialect.delimiter) < dialect.width - 1:
        return False
    row = read_alone(line, 0, dialect, "")
    return isinstance(row, tuple) and len(row[1]) == dialect.width


def _bearable(lines: list[str]) -> bool:
    """Whether so much may be held back until more is read: a record and the one below it."""
    return len(lines) <= 2 * RECORD_LINES and sum(map(len, lines)) <= 2 * RECORD_CHARS


def _reader(lines: list[str], start: int, end: int, dialect: Dialect) -> Reader:
    return csv.reader(map(lines.__getitem__, range(start, end)), delimiter=dialect.delimiter, strict=True)


def _marking_last(chunks: Iterable[str]) -> Iterator[tuple[str, bool]]:
    held: str | None = None
    for chunk in chunks:
        if held is not None:
            yield held, False
        held = chunk
    if held is not None:
        yield held, True
