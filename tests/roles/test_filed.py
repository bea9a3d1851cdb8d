"""Tables in a file: what was written is found, what was not is not, and other files are refused."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphfind.roles.filed import FileTable, read_tables, write_tables

TEXTS = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), max_size=9)
TABLES = st.dictionaries(TEXTS, TEXTS, max_size=40)


def read(data: bytes, tables: int) -> tuple[str, list[FileTable[object]]]:
    with TemporaryDirectory() as folder:
        path = Path(folder, "tables.bin")
        path.write_bytes(data)
        text, found = read_tables(str(path), {str(number): bytes.decode for number in range(tables)})
        return text, list(found.values())


@given(st.text(st.characters(exclude_categories=["Cs"])), st.lists(TABLES, max_size=3), TEXTS)
@example("", [{"": "", "a": "b"}], "a\tb")
@example("", [{"a": "b"}], "a\tb\n")
def test_what_was_written_is_found_and_nothing_else(text: str, tables: list[dict[str, str]], other: str) -> None:
    said, found = read(write_tables(text, {str(n): table for n, table in enumerate(tables)}), len(tables))
    assert said == text
    assert [dict(table) for table in found] == tables
    for table, known in zip(found, tables, strict=True):
        assert len(table) == len(known)
        assert (other in table) is (other in known)
        assert table.get(other) == known.get(other)
        assert table.get(other, "nothing") == known.get(other, "nothing")


def test_a_key_that_is_not_there_is_an_error() -> None:
    _, (table,) = read(write_tables("", {"one": {"a": "b"}}), 1)
    with pytest.raises(KeyError, match="lone"):
        table["lone \udcff"]


@pytest.mark.parametrize("pair", [("a\tb", ""), ("", "a\tb"), ("a\n", ""), ("", "\n")])
def test_tabs_and_lines_cannot_be_kept(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="cannot be kept"):
        write_tables("", {"one": dict([pair])})


@pytest.mark.parametrize("data", [b"", b"{}", b"graphfind tables 1\n", write_tables("", {}), write_tables("", {})[:-1]])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"tables|empty"):
        read(data, 1)


def test_the_same_content_makes_the_same_file() -> None:
    pairs = [(f"key {number}", str(number)) for number in range(100)]
    assert write_tables("x", {"one": dict(pairs)}) == write_tables("x", {"one": dict(reversed(pairs))})
