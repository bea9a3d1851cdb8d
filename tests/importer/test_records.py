"""Rows survive their neighbours: round trips, and quotes that are never closed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.importer.blocks import COLUMNS, Row
from graphfind.importer.records import FIELD_CHARS, RECORD_LINES, Dialect, read_records
from graphfind.importer.text import split_lines
from graphfind.model import RowError
from tests.counting import calls_of

# Every character that means something to CSV, a few that mean something to careless line splitting, and text.
FIELDS = st.text(st.sampled_from('ab",\n\r;\t \x0b\x1c\x85\u2028é田'), max_size=6)
PLAIN_FIELDS = st.text(st.sampled_from("ab éß田-"), min_size=1, max_size=4)


@st.composite
def tables(draw: st.DrawFn, fields: st.SearchStrategy[str] = FIELDS, least: int = 1) -> list[list[str]]:
    width = draw(st.integers(least, 4))
    return draw(st.lists(st.lists(fields, min_size=width, max_size=width), min_size=1, max_size=8))


def written(rows: Sequence[Sequence[str]], quoting: int = csv.QUOTE_MINIMAL, end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue()


def read(text: str, width: int = 0, batch: int = 10**6, delimiter: str = ",") -> list[Row | RowError]:
    lines = split_lines(text)
    chunks = ["".join(lines[at : at + batch]) for at in range(0, len(lines), batch)]
    return list(read_records(chunks, Dialect(delimiter, width), "m"))


def fields_of(rows: Sequence[Row | RowError]) -> list[list[str]]:
    return [row[1] for row in rows if isinstance(row, tuple)]


def faults_of(rows: Sequence[Row | RowError]) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in rows if isinstance(row, RowError)]


@settings(max_examples=400, deadline=None)
@given(tables(), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.booleans(), st.integers(1, 20))
def test_what_csv_writes_is_read_back(rows: list[list[str]], quoting: int, known: bool, batch: int) -> None:
    text = written(rows, quoting)

    found = read(text, len(rows[0]) if known else 0, batch)

    assert fields_of(found) == rows
    assert not faults_of(found)


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(1, 20))
def test_lines_are_counted_in_the_file(rows: list[list[str]], batch: int) -> None:
    expected, line = [], 1
    for row in rows:
        expected.append(line)
        line += len(split_lines(written([row])))

    assert [row[0] for row in read(written(rows), len(rows[0]), batch) if isinstance(row, tuple)] == expected


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("ab,;\n\r\t \x0b\x1c\x85\u2028\0é")), st.sampled_from(",;\t"), st.integers(1, 20))
def test_lines_without_quotes_are_read_as_csv_reads_them(text: str, delimiter: str, batch: int) -> None:
    lines = split_lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    expected = [(line, fields) for line, fields in enumerate(reader, 1) if fields]

    assert read(text, batch=batch, delimiter=delimiter) == expected


@settings(max_examples=600, deadline=None)
@given(
    tables(least=2),
    st.data(),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.integers(1, 20),
)
def test_a_quote_never_closed_loses_its_own_row_only(
    rows: list[list[str]], data: st.DataObject, quoting: int, batch: int
) -> None:
    width = len(rows[0])
    broken = data.draw(st.lists(PLAIN_FIELDS, min_size=width, max_size=width), "broken")
    at = data.draw(st.integers(0, len(rows)), "at")
    column = data.draw(st.integers(0, width - 1), "column")
    broken[column] = '"' + broken[column]
    above, below = written(rows[:at], quoting), written(rows[at:], quoting)

    found = read(above + ",".join(broken) + "\r\n" + below, width, batch)

    assert fields_of(found) == rows
    assert faults_of(found) == [(1 + len(split_lines(above)), "quote never closed")]


@pytest.mark.parametrize("batch", [1, 3, 10**6])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Ann,Lee\r\n", [['"\r,\n', ",a"], ["b", "c"]]),
        ("", [["", '"\n,'], ["\na", "b"], ["c", "d"]]),
        ("", [["\n,\nb\n", ",-"], ["c", "d"]]),
        ("", [["\r-,", "\r-b"]]),
    ],
    ids=["a doubled quote", "a row later", "a field of lines", "the last row"],
)
def test_rows_that_make_sense_only_below_a_quote_never_closed(above: str, below: list[list[str]], batch: int) -> None:
    found = read(f'{above}Kim,"Doe\r\n{written(below)}', 2, batch)

    line = len(split_lines(above)) + 1
    assert faults_of(found) == [(line, "quote never closed")]
    assert fields_of(found) == fields_of(read(above)) + below


def test_a_row_of_several_lines_outlives_a_fault_below_it() -> None:
    found = read('a,b,c\n1,"2\nx,y,z\n",3\n4,"5,6\n7,8,9\n', 3)

    assert fields_of(found) == [["a", "b", "c"], ["1", "2\nx,y,z\n", "3"], ["7", "8", "9"]]
    assert faults_of(found) == [(5, "quote never closed")]


def test_every_row_of_a_file_may_lose_its_quote() -> None:
    rows = [["First Name", "Last Name", "Note"]]
    rows += [
        [f"Ann{n}", "Lee, PhD" if n % 3 else "Lee", ["short", "two\nlines", 'says "hi"'][n % 3]] for n in range(60)
    ]

    for at in range(len(rows)):
        above, below = written(rows[:at]), written(rows[at + 1 :])
        found = read(f'{above}Kim,"Doe,never closed\r\n{below}', 3, batch=7)

        assert fields_of(found) == rows[:at] + rows[at + 1 :]
        assert faults_of(found) == [(1 + len(split_lines(above)), "quote never closed")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b,c\n"1,2,3\n4,5,6\n7,8,9"\n', [["a", "b", "c"], ["4", "5", "6"], ["7", "8", '9"']]),
        ('a,b,c\n1,2,"3\n4,5,6\n7,",8\n', [["a", "b", "c"], ["4", "5", "6"]]),
        ('a,b,c\n1,"2,3\n4,"5,6\n7,8,9\n', [["a", "b", "c"], ["7", "8", "9"]]),
    ],
    ids=["a stray quote closes it", "another one closes it", "another one does not"],
)
def test_two_faults_lose_no_third_row(text: str, expected: list[list[str]]) -> None:
    assert fields_of(read(text, 3)) == expected


@pytest.mark.parametrize("width", [0, 2])
def test_a_quote_inside_a_field_is_read_leniently(width: int) -> None:
    assert fields_of(read('name,org\n"Ann "AJ" Lee",Acme\n5" pipe,x\n', width)) == [
        ["name", "org"],
        ['Ann AJ" Lee"', "Acme"],
        ['5" pipe', "x"],
    ]


def test_a_quote_that_hides_a_delimiter_rejects_its_row() -> None:
    found = read('name,mail,org\n"Ann,"a@example.org","Acme"\nBob,b@example.org,Acme\n', 3)

    assert fields_of(found) == [["name", "mail", "org"], ["Bob", "b@example.org", "Acme"]]
    assert faults_of(found) == [(2, "a quote in the wrong place")]


def test_blank_lines_are_no_rows_but_count_as_lines() -> None:
    assert read("\na\n\r\n\n,\n") == [(2, ["a"]), (5, ["", ""])]


@pytest.mark.parametrize("batch", [1, 400, 10**6])
def test_a_record_may_have_a_thousand_lines_and_no_more(batch: int) -> None:
    fits = 'x,"' + "line\n" * (RECORD_LINES - 1) + '"\n'
    assert read(fits + "a,b\n", 2, batch) == [(1, ["x", "line\n" * (RECORD_LINES - 1)]), (RECORD_LINES + 1, ["a", "b"])]

    found = read('x,"' + "line\n" * RECORD_LINES + '"\na,b\n', 2, batch)

    assert faults_of(found)[0] == (1, "quote never closed")
    assert found[-1] == (RECORD_LINES + 2, ["a", "b"])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x" * (FIELD_CHARS + 1), "a field longer than 1 MiB"),
        ('"' + "x" * (FIELD_CHARS + 1) + '"', "a field longer than 1 MiB"),
        ("," * COLUMNS, "more than 512 columns"),
        ('"",' * 600 + '"\n"', "quote never closed"),
        (",".join(["x" * FIELD_CHARS] * 9), "a line longer than 8 MiB"),
    ],
    ids=["field", "quoted field", "columns", "columns over lines", "line"],
)
def test_a_limit_costs_its_own_row(row: str, reason: str) -> None:
    found = read(f"a,b\n{row}\nc,d\n", 2)

    assert faults_of(found)[0] == (2, reason)
    assert found[0] == (1, ["a", "b"])
    assert found[-1][1] == ["c", "d"] if isinstance(found[-1], tuple) else False


def test_the_limits_themselves_are_read() -> None:
    longest, widest = ["x" * FIELD_CHARS, "y"], ["z"] * COLUMNS

    assert fields_of(read(written([longest, widest]))) == [longest, widest]


def test_a_limit_of_ours_holds_where_the_host_allows_more() -> None:
    before = csv.field_size_limit(10 * FIELD_CHARS)
    try:
        assert faults_of(read("x" * (FIELD_CHARS + 1) + "\n")) == [(1, "a field longer than 1 MiB")]
        assert csv.field_size_limit() == 10 * FIELD_CHARS
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize("line", ['x",y,"z\n', '"\n', '"""\n', 'a,b,"c\n', ',"\n', '",\n', '"",\n', 'x",y,"z,",y,"\n'])
def test_the_search_for_closing_quotes_ends(line: str) -> None:
    def read_all() -> None:
        for _ in read_records([line * 1_000] * 100, Dialect(",", 3), "m"):
            pass

    # Searching a thousand lines below each one would take hundreds of calls for each.
    assert calls_of(read_all) < 20 * 100_000
