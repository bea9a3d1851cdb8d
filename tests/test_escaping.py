"""What stored text may do to a terminal, a spreadsheet and a stream of UTF-8: nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphfind.escaping import csv_cell, encodable, from_csv_cell, terminal

JOINERS = "\u200c\u200d"
FORMULAS = "=+-@\t\r\n＝＋－＠"
anything = st.text(st.characters() | st.sampled_from(FORMULAS + "'\0\x1b\u202e\ud800\udc00" + JOINERS))


@given(anything)
@example("\x1b]0;title\x07\x1b[2J\r\u202eexe\u2066\u2028\u2029\x85\x9b31m")
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    shown = terminal(text)
    assert not {c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}} - set(JOINERS)
    assert terminal(shown) == shown


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))))
@example("नमस्‍ते 👩‍⚕️ می‌خواهم")
def test_everything_else_is_left_as_it_is(text: str) -> None:
    assert terminal(text) == text


def test_what_breaks_lines_becomes_a_space() -> None:
    assert terminal("a\tb\r\nc\u2028d\u2029e\x85f\x07g\u202eh") == "a b  c d e fgh"


@given(anything)
@example("'=1+1")
@example("''")
@example("'")
def test_a_cell_reads_back(text: str) -> None:
    assert from_csv_cell(csv_cell(text)) == text.replace("\0", "")


@given(anything)
@example("\0=1+1")
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = csv_cell(text)
    assert cell[:1] not in FORMULAS or not cell
    assert "\0" not in cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
def test_a_formula_is_quoted(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Mara", "O'Brien", "'tis", "a=b", "1-2"])
def test_plain_text_stands_as_it_is(text: str) -> None:
    assert csv_cell(text) == from_csv_cell(text) == text


@given(anything)
def test_what_utf_8_cannot_hold_is_replaced_alone(text: str) -> None:
    found = encodable(text)
    found.encode()
    paired = re.sub("[\ud800-\udbff][\udc00-\udfff]", "😀", text)
    assert re.sub("[\U00010000-\U0010ffff]", "😀", found) == re.sub(
        "[\U00010000-\U0010ffff]", "😀", re.sub("[\ud800-\udfff]", "\ufffd", paired)
    )


@given(st.text())
@example("\ufeffMara")
def test_what_utf_8_can_hold_stays(text: str) -> None:
    assert encodable(text) == text
