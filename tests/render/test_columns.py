"""Columns of text: as rich lays them out, which is the judge of what a terminal shows."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graphfind.render.columns import Column, Line, Paper, cells, table, wrapped

WORDS = st.text(st.sampled_from("abcé–·高橋ひら가나ไทย्ن́"), min_size=1, max_size=30)
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)
PLAIN = st.lists(st.text("abcdefg.,→–·高橋é", min_size=1, max_size=14), min_size=1, max_size=9).map(" ".join)
COLUMNS = (Column("#", to_the_right=True), Column("Whom", share=3), Column("Chance"), Column("Why", share=5))


@given(TEXTS)
@example("e\u0301 \u200b👩\u200d💻 💻")
def test_cells_are_those_that_rich_counts(text: str) -> None:
    assert cells(text) == cell_len(text)


@given(TEXTS, st.integers(2, 40))
@example("a" * 80, 40)
@example("高" * 7, 3)
@example("", 5)
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert lines
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(
    st.lists(st.tuples(PLAIN, PLAIN, st.sampled_from(["7%", "100%"])), min_size=1, max_size=4),
    st.integers(50, 120),
)
def test_a_table_looks_as_rich_would_print_it(rows: list[tuple[str, str, str]], width: int) -> None:
    numbered = [(str(number), whom, chance, why) for number, (whom, why, chance) in enumerate(rows, 8)]
    lines = list(table(COLUMNS, [[[Line(text)] for text in row] for row in numbered], Paper(width)))
    peer = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True, leading=1)
    for column in COLUMNS:
        justify = "right" if column.to_the_right else "left"
        peer.add_column(column.title, justify=justify, ratio=column.share or None, no_wrap=not column.share)
    for row in numbered:
        peer.add_row(*(Text(text, overflow="fold") for text in row))
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False).print(peer)
    assert lines == [line.rstrip() for line in out.getvalue().splitlines()]


def test_lines_of_a_cell_stand_below_each_other_and_go_on_as_far_in() -> None:
    rows = [[[Line("to an old friend", indent=2), Line("or")], [Line("1")]], [[Line("b")], [Line("12")]]]
    assert list(table((Column("Way", share=1), Column("N", to_the_right=True)), rows, Paper(16, rule="-"))) == [
        "Way            N",
        "-" * 16,
        "  to an old    1",
        "  friend",
        "or",
        "",
        "b             12",
    ]


def test_styles_are_painted_and_take_no_room() -> None:
    paper = Paper(20, lambda text, style: f"<{style}>{text}</>")
    *_, line = table((Column("A", share=1), Column("B")), [[[Line("x", "bold")], [Line("y", "dim")]]], paper)
    assert line == f"<bold>x</>{' ' * 18}<dim>y</>"


@pytest.mark.parametrize("width", [1, 5, 20])
def test_a_narrow_paper_is_overrun_rather_than_refused(width: int) -> None:
    lines = list(table(COLUMNS, [[[Line("1")], [Line("somebody")], [Line("7%")], [Line("because")]]], Paper(width)))
    assert "somebody" in "".join(line[4:10] for line in lines[2:]).replace(" ", "")
