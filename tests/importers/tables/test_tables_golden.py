"""Every shape of table, read exactly as the JSON beside it says; UPDATE_GOLDEN=1 writes that anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from graphfind.importer import read_rows
from graphfind.model import PersonRecord, RowError, TieRecord
from importers.tables import Tables
from importers.tables.layout import lay_out
from tests.importers.tables.tables_export import Read, opened, plain

GOLDEN = Path(__file__).parent / "golden"
SHAPES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())


@pytest.mark.parametrize("shape", SHAPES)
def test_reads_as_expected(shape: str) -> None:
    export = opened(GOLDEN / shape)
    assert Tables().identify(export)
    text = json.dumps([plain(reading) for reading in Read(export).all], ensure_ascii=False, indent=1) + "\n"
    expected = GOLDEN / f"{shape}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("shape", SHAPES)
def test_records_come_before_the_ties_that_name_them(shape: str) -> None:
    keys = set()
    for reading in Tables().read(opened(GOLDEN / shape)):
        if isinstance(reading, PersonRecord):
            assert reading.key not in keys
            keys.add(reading.key)
        elif isinstance(reading, TieRecord):
            assert {reading.a, reading.b} <= keys
            assert reading.a != reading.b


@pytest.mark.parametrize("shape", SHAPES)
def test_every_row_is_counted_once(shape: str) -> None:
    export = opened(GOLDEN / shape)
    headers = {layout.member.name: list(layout.header) for layout in lay_out(export)[0]}
    counted = Read(export).rows()
    assert counted.keys() == headers.keys()
    for member in export.members:
        if member.name in headers:
            rows = [row if isinstance(row, RowError) else row[1] for row in read_rows(member) if _is_row(row)]
            below = rows[rows.index(headers[member.name]) + 1 :]
            assert counted[member.name] == len(below), member.name


def _is_row(row: object) -> bool:
    return isinstance(row, (tuple, RowError))
