"""Every shape of LinkedIn's files, read exactly as the JSON beside it says; UPDATE_GOLDEN=1 writes that anew."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from graphfind.model import OWNER, PersonRecord, TieRecord
from importers.linkedin import LinkedIn
from tests.importers.linkedin.linkedin_export import Read, opened, plain

GOLDEN = Path(__file__).parent / "golden"
SHAPES = sorted(path.name for path in GOLDEN.iterdir() if path.is_dir())


@pytest.mark.parametrize("shape", SHAPES)
def test_reads_as_expected(shape: str) -> None:
    export = opened(GOLDEN / shape)
    assert LinkedIn().identify(export)
    read = Read(export)
    got = {"owner": plain(read.owner) if read.owner else None, "readings": [plain(reading) for reading in read.all]}
    text = json.dumps(got, ensure_ascii=False, indent=1) + "\n"
    expected = GOLDEN / f"{shape}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(text, encoding="utf-8")
    assert text == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("shape", SHAPES)
def test_records_come_before_the_ties_that_name_them(shape: str) -> None:
    keys = {OWNER}
    for reading in LinkedIn().read(opened(GOLDEN / shape)):
        if isinstance(reading, PersonRecord):
            assert reading.key not in keys
            keys.add(reading.key)
        elif isinstance(reading, TieRecord):
            assert {reading.a, reading.b} <= keys


@pytest.mark.parametrize("shape", sorted(set(SHAPES) - {"faulty_rows", "copies"}))
def test_every_row_is_counted_once(shape: str) -> None:
    export = opened(GOLDEN / shape)
    for member, counted in Read(export).rows().items():
        with open(
            GOLDEN / shape / member, encoding="cp1252" if "semicolon" in shape else "utf-8-sig", newline=""
        ) as file:
            rows = [row for row in csv.reader(file, delimiter=";" if "semicolon" in shape else ",") if row]
        preamble = 2 if rows[0] == ["Notes:"] else 0
        assert counted == len(rows) - preamble - 1, member


@pytest.mark.parametrize("shape", SHAPES)
def test_keeps_no_text_of_messages_and_nothing_private(shape: str) -> None:
    read = Read(opened(GOLDEN / shape))
    said = repr(read.all) + repr(read.owner)
    for secret in ("SECRET", "192.0.2", "hello", "lines, with a comma"):
        assert secret not in said
