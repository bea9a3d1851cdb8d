"""Lines without a quote give the same rows one by one, by column, and in any two parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphfind.importer.blocks import COLUMNS, Block
from graphfind.importer.text import split_lines
from graphfind.model import RowError

TEXTS = st.text(st.sampled_from("ab,\n\r\x0b\x85\u2028é"), min_size=1)


def block(text: str, first: int = 1) -> Block:
    return Block.of(text, first, ",", "m")


@given(TEXTS)
def test_each_line_is_a_row_or_blank(text: str) -> None:
    lines = [line.rstrip("\r\n") for line in split_lines(text)]

    assert list(block(text, 7).rows()) == [(at, line.split(",")) for at, line in enumerate(lines, 7) if line]
    assert list(block(text, 7).numbers()) == [at for at, _ in enumerate(lines, 7)]


@given(TEXTS, st.integers(2, 4))
def test_columns_hold_what_rows_do(text: str, width: int) -> None:
    rows = [line.rstrip("\r\n").split(",") for line in split_lines(text)]
    even = all(len(row) == width for row in rows)

    assert block(text).columns(width) == ([list(column) for column in zip(*rows, strict=True)] if even else None)


@given(TEXTS, st.data())
def test_what_stands_below_a_line_keeps_its_number(text: str, data: st.DataObject) -> None:
    whole = block(text, 5)
    line = data.draw(st.integers(5, 4 + len(whole.numbers())))

    below = whole.below(line)

    assert list(below.rows() if below else ()) == [row for row in whole.rows() if row[0] > line]  # type: ignore[index]


def test_a_row_of_too_many_fields_costs_itself_only() -> None:
    widest, wider = ",".join("z" * COLUMNS), "," * COLUMNS

    assert list(block(f"{widest}\n{wider}\na\n").rows()) == [
        (1, ["z"] * COLUMNS),
        RowError("m", 2, "more than 512 columns"),
        (3, ["a"]),
    ]
