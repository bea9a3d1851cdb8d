"""A member as a table: its dialect told from its head, its header found, its rows streamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from graphfind.importer.blocks import Block, Row, Run
from graphfind.importer.protocol import HEAD_BYTES, Member
from graphfind.importer.records import Dialect, read_blocks, read_records
from graphfind.importer.text import head_text, open_text, split_lines
from graphfind.model import RowError, Warned
from graphfind.values import value

HEADER_ROWS = 50
"""How far down a header is searched for."""

DELIMITERS = ",\t;|"
"""In the order of preference where a head speaks for several."""


@value
class Table:
    """A table whose header was found; `blocks` are the rows below it, and the faults among all rows.

    A row may have fewer or more fields than the header.
    """

    member: str
    header: list[str]
    header_line: int
    blocks: Iterator[Block | Run | RowError | Warned]

    @property
    def rows(self) -> Iterator[Row | RowError | Warned]:
        """What `blocks` holds, row by row; either may be gone through once."""
        return _one_by_one(self.blocks)


def read_table(
    member: Member, is_header: Callable[[list[str]], bool], *, delimiter: str = "", within: int = HEADER_ROWS
) -> Table | None:
    """Find the first row that is the header among the first rows; None where there is none.

    What stands above it is preamble and left out. The delimiter is found out where none is given.
    """
    blocks = _read_blocks(member, delimiter)
    above: list[RowError | Warned] = []
    seen = 0
    for found in blocks:
        for row in found.rows() if isinstance(found, Block | Run) else (found,):
            if not isinstance(row, tuple):
                above.append(row)
            elif is_header(row[1]):
                rest = found.below(row[0]) if isinstance(found, Block | Run) else None
                return Table(member.name, row[1], row[0], chain(above, [rest] if rest else [], blocks))
            seen += 1
            if seen == within:
                return None
    return None


def read_rows(member: Member, *, delimiter: str = "") -> Iterator[Row | RowError | Warned]:
    """Every row of a member in order, blank lines left out; a row that cannot be read is a RowError.

    What had to be left out or guessed in the text is a Warned at the end. The delimiter is found out
    where none is given.
    """
    return _one_by_one(_read_blocks(member, delimiter))


def _read_blocks(member: Member, delimiter: str) -> Iterator[Block | Run | RowError | Warned]:
    dialect = sniff(member, delimiter or DELIMITERS)
    with open_text(member) as text:
        yield from read_blocks(text.chunks(), dialect, member.name)
        for repair in text.repairs():
            yield Warned(repair, member.name)


def _one_by_one(blocks: Iterable[Block | Run | RowError | Warned]) -> Iterator[Row | RowError | Warned]:
    for found in blocks:
        if isinstance(found, Block | Run):
            yield from found.rows()
        else:
            yield found


def head_rows(member: Member, *, delimiter: str = "", most: int = HEADER_ROWS) -> list[Row]:
    """The first rows, as far as the member's head reaches, without faulty ones: for `identify`."""
    dialect = sniff(member, delimiter or DELIMITERS)
    return list(islice(_sound_rows(_head_text(member), dialect), most))


def sniff(member: Member, delimiters: str = DELIMITERS) -> Dialect:
    """The dialect that a member's head speaks for.

    The delimiter wins under which most fields stand in rows of one width; the first of those rows,
    the header, should hold none of the other delimiters.
    """
    text = _head_text(member)
    best, most = Dialect(delimiters[0]), 0.0
    for delimiter in delimiters:
        rows = [fields for _, fields in islice(_sound_rows(text, Dialect(delimiter)), HEADER_ROWS)]
        widths = Counter(len(fields) for fields in rows if len(fields) > 1)
        if not widths:
            continue
        width = max(widths, key=lambda width: widths[width] * (width - 1))
        fields: float = widths[width] * (width - 1)
        header = next(row for row in rows if len(row) == width)
        if any(other in label for label in header for other in DELIMITERS if other != delimiter):
            fields /= 10
        if fields > most:
            best, most = Dialect(delimiter, max(widths)), fields
    return best


def _head_text(member: Member) -> str:
    text = head_text(member)
    lines = split_lines(text) if member.size > HEAD_BYTES else []
    return "".join(lines[:-1]) if len(lines) > 1 else text


def _sound_rows(text: str, dialect: Dialect) -> Iterator[Row]:
    return (row for row in read_records([text], dialect, "") if isinstance(row, tuple))
