"""Tables are read whatever their delimiter, encoding and preamble, and without being held in memory."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.importer import HEAD_BYTES, Dialect, Row, head_rows, read_rows, read_table, sniff
from graphfind.model import RowError, Warned
from tests.importer.memory_member import MemoryMember

SPECTRUM = Path(__file__).parents[3] / "shared/data/csv-spectrum"

CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the addresses are missing; see ""Help""."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ann,Lee,https://www.example.com/in/ann,,Acme,"Engineer, Platform",05 Jan 2024
"""


def rows_of(data: bytes | str, delimiter: str = "") -> list[list[str]]:
    return [row[1] for row in everything(data, delimiter) if isinstance(row, tuple)]


def everything(data: bytes | str, delimiter: str = "") -> list[Row | RowError | Warned]:
    return list(read_rows(MemoryMember(data.encode() if isinstance(data, str) else data), delimiter=delimiter))


@pytest.mark.skipif(not SPECTRUM.is_dir(), reason="the csv-spectrum corpus is not here")
@pytest.mark.parametrize("name", [path.stem for path in sorted(SPECTRUM.glob("csvs/*.csv"))])
def test_csv_spectrum(name: str) -> None:
    data = (SPECTRUM / "csvs" / f"{name}.csv").read_bytes()
    expected = json.loads((SPECTRUM / "json" / f"{name}.json").read_text("utf-8"))

    header, *rows = rows_of(data)

    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert [comparable(row) for row in found] == [
        comparable(row) for row in ([expected] if isinstance(expected, dict) else expected)
    ]


def comparable(row: dict[str, str]) -> dict[str, str]:
    # A checkout may change line ends, and one answer of the corpus has another phone number than its question.
    return {k: v.replace("\r\n", "\n") for k, v in row.items() if k != "Contact Phone Number"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_delimiters_and_encodings(delimiter: str, encoding: str) -> None:
    rows = [["Vorname", "Nachname", "Firma"], ["José", "Müller", "Acme, Inc; | \t Ltd"], ["Zoë", "", "Straße"]]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)

    assert rows_of(out.getvalue().encode(encoding)) == rows


FIELDS = st.text(st.characters(exclude_characters="\0\ufeff", exclude_categories=("Cs",)), max_size=8)


@settings(max_examples=300, deadline=None)
@given(
    st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(FIELDS, min_size=width, max_size=width), min_size=1)),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_csv_writes_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    header = [f"column {n}" for n in range(len(rows[0]))]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([header, *rows])

    assert [row[1] if isinstance(row, tuple) else row for row in everything(out.getvalue())] == [header, *rows]
    assert everything(out.getvalue(), delimiter) == everything(out.getvalue())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Dialect(",", 0)),
        ("name\nAnn Lee\nBob Roe\n", Dialect(",", 0)),
        ("name;org\nLee, Ann;Acme\nRoe, Bob;Acme\n", Dialect(";", 2)),
        ("name,tags\nAnn,a|b|c|d|e\nBob,f|g|h|i|j\n", Dialect(",", 2)),
        ("name\torg\nAnn\tAcme, Inc\nBob\tRoe, Ltd, LLC\n", Dialect("\t", 2)),
        ("sep=;\nname;org;mail\nAnn;Acme;a@example.org\n", Dialect(";", 3)),
        ('a;b;c\n"1;2;3\n4;5;6\n', Dialect(";", 3)),
        ('"a;b","c"\n"1,5;x","2"\n', Dialect(",", 2)),
        (CONNECTIONS, Dialect(",", 7)),
    ],
)
def test_the_delimiter_is_the_one_that_makes_a_table(text: str, expected: Dialect) -> None:
    assert sniff(MemoryMember(text.encode())) == expected


def is_header(fields: list[str]) -> bool:
    return "First Name" in fields


def test_a_preamble_is_left_out() -> None:
    table = read_table(MemoryMember(CONNECTIONS.encode(), "Connections.csv"), is_header)

    assert table is not None
    assert (table.member, table.header_line, table.header[0], table.header[-1]) == (
        "Connections.csv",
        4,
        "First Name",
        "Connected On",
    )
    assert [row for row in table.rows if isinstance(row, tuple)] == [
        (5, ["Ann", "Lee", "https://www.example.com/in/ann", "", "Acme", "Engineer, Platform", "05 Jan 2024"])
    ]


def test_a_fault_above_the_header_is_not_lost() -> None:
    table = read_table(MemoryMember(b'"Notes:\n\nFirst Name,Last Name\nAnn,Lee\n'), is_header)

    assert table is not None
    assert list(table.rows) == [RowError("table.csv", 1, "quote never closed"), (4, ["Ann", "Lee"])]


@pytest.mark.parametrize(("above", "found"), [(49, True), (50, False)])
def test_the_header_is_searched_in_fifty_rows(above: int, found: bool) -> None:
    member = MemoryMember(b"note\n\n" * above + b"First Name,Last Name\nAnn,Lee\n")

    assert (read_table(member, is_header) is not None) is found
    assert any(is_header(fields) for _, fields in head_rows(member)) is found


def test_a_delimiter_that_is_given_is_taken() -> None:
    assert rows_of("a;b,c\n", ";") == [["a", "b,c"]]


def test_nul_and_strange_bytes_are_reported_once() -> None:
    data = b"name,org\nAnn\0,Acme\0\n" + "Zoë,Müller\n".encode() * 3 + b"Jos\xe9,x\n"

    assert everything(data)[-3:] == [
        (6, ["José", "x"]),
        Warned("2 NUL characters were left out", "table.csv"),
        Warned(
            "some bytes are not UTF-8 and were read as Windows-1252; "
            "if names look wrong, save it as UTF-8 and import it again",
            "table.csv",
        ),
    ]


def test_the_head_alone_gives_the_first_rows() -> None:
    data = b"name,org\n" + b'Ann,"two\nlines"\n' * HEAD_BYTES

    rows = head_rows(MemoryMember(data), most=1_000_000)

    assert rows[:3] == [(1, ["name", "org"]), (2, ["Ann", "two\nlines"]), (4, ["Ann", "two\nlines"])]
    assert 4_000 < len(rows) < 4_100
    assert head_rows(MemoryMember(data), most=2) == rows[:2]


@dataclass(frozen=True, slots=True)
class Endless:
    """A member whose bytes are made as they are read."""

    line: bytes
    size: int
    name: str = "large.csv"

    def head(self) -> bytes:
        return self.line * (HEAD_BYTES // len(self.line))

    def open(self) -> BinaryIO:
        return io.BufferedReader(_Repeating(self.line, self.size))


class _Repeating(io.RawIOBase):
    def __init__(self, line: bytes, size: int) -> None:
        self._line = line
        self._left = size // len(line)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        lines = min(self._left, len(buffer) // len(self._line))
        self._left -= lines
        buffer[: lines * len(self._line)] = self._line * lines
        return lines * len(self._line)


@pytest.mark.parametrize("field", [b"x" * 200, b'"' + b"two\nlines" * 20 + b'"'], ids=["one line", "several lines"])
def test_a_table_is_never_held_as_a_whole(field: bytes) -> None:
    def peak(size: int) -> int:
        tracemalloc.start()
        try:
            for _ in read_rows(Endless(b"Ann Lee," + field + b"\n", size)):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(2_000_000) < 1.2 * peak(500_000)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([b'"', b",", b"\n", b"\r", b";", b"\0", b"\xe9", b"a", b"\xff\xfe", b"\xef\xbb\xbf"])))
def test_any_bytes_give_rows_and_faults_in_order(parts: list[bytes]) -> None:
    found = [row for row in everything(b"".join(parts)) if not isinstance(row, Warned)]

    lines = [row.line if isinstance(row, RowError) else row[0] for row in found]
    assert lines == sorted(set(lines))
    assert all(row.reason.isprintable() for row in found if isinstance(row, RowError))
