"""Whatever a table holds: every row is accounted for, every refusal is one of ours, on one line."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.errors import ImportRefused
from graphfind.escaping import terminal
from graphfind.importer import read_rows
from graphfind.model import PersonRecord, RowError, TieRecord
from importers.tables import Tables
from importers.tables.layout import lay_out
from tests.importers.tables.tables_export import Read, written

SHARED = Path(__file__).parents[4] / "shared" / "data"
SPECTRUM = SHARED / "csv-spectrum" / "csvs"
STRINGS = SHARED / "strings"

HEADERS = ["id", "name", "first name", "last name", "email", "phone", "linkedin", "title", "company", "city"]
HEADERS += ["tags", "updated", "manager", "notes"]
CELLS = (
    st.text(max_size=12)
    | st.sampled_from(["Ann", "Ann Lee", "1", "2", "ann@lee.example", "linkedin.com/in/ann-lee-test", "+49 30 1234567"])
    | st.sampled_from(["2024-01-05", "0.5", "2", "'=1", '"', ",", "\n", "\0", "\ud800", " ::: ", "* x", "@owner"])
)


def check(members: dict[str, bytes]) -> None:
    """Read them; whatever comes of it, it adds up."""
    with tempfile.TemporaryDirectory() as folder:
        export = written(Path(folder), members)
        Tables().identify(export)
        refusal = ""
        try:
            read = Read(export)
        except ImportRefused as refused:
            refusal = str(refused)
        assert terminal(refusal) == refusal
        if refusal:
            return
        counted = read.rows()
        for layout in lay_out(export)[0]:
            rows = [row for row in read_rows(layout.member) if isinstance(row, (tuple, RowError))]
            at = next(n for n, row in enumerate(rows) if isinstance(row, tuple) and row[1] == list(layout.header))
            above = sum(isinstance(row, RowError) for row in rows[:at])
            assert counted[layout.member.name] == len(rows) - at - 1 + above
        keys = set()
        for reading in read.all:
            if isinstance(reading, PersonRecord):
                assert reading.key not in keys
                assert reading.name or reading.emails or reading.profile_urls
                keys.add(reading.key)
            elif isinstance(reading, TieRecord):
                assert {reading.a, reading.b} <= keys
            elif isinstance(reading, RowError):
                assert len(reading.reason) <= 200
                assert reading.reason.isprintable()


def as_csv(header: list[str], rows: list[list[str]]) -> bytes:
    """Rows as CSV, every cell quoted."""
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [header, *rows]]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_cells_under_known_headers(data: st.DataObject) -> None:
    header = data.draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=6))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=1, max_size=len(header) + 1), max_size=6))
    ties = data.draw(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6))
    check({"people.csv": as_csv(header, rows), "ties.csv": as_csv(["source", "target", "strength", "evidence"], ties)})


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_content(content: str | bytes) -> None:
    check({"a.csv": content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")})


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_below_a_header(content: bytes) -> None:
    check({"a.csv": b"name,email,company,updated\n" + content})


@pytest.mark.skipif(not SPECTRUM.is_dir(), reason="the shared data are not here")
@pytest.mark.parametrize("number", range(12))
def test_csv_spectrum(number: int) -> None:
    path = sorted(SPECTRUM.glob("*.csv"))[number]
    check({path.name: path.read_bytes()})


@pytest.mark.skipif(not STRINGS.is_dir(), reason="the shared data are not here")
def test_hostile_strings_are_kept_as_they_are(tmp_path: Path) -> None:
    strings = [text for text in json.loads((STRINGS / "blns.json").read_text(encoding="utf-8")) if text.strip()]
    rows = [[f"Ann {n}", text, text] for n, text in enumerate(strings)]
    read = Read(written(tmp_path, {"people.csv": as_csv(["name", "title", "company"], rows)}))
    assert len(read.people) == len(strings)
    for person, text in zip(read.people, strings, strict=True):
        (position,) = person.positions
        kept = text.replace("\0", "").strip()
        assert position.title in (kept, kept[1:] if kept.startswith("'") else kept)


@pytest.mark.skipif(not STRINGS.is_dir(), reason="the shared data are not here")
def test_hostile_strings_as_everything() -> None:
    strings = [text for text in json.loads((STRINGS / "blns.json").read_text(encoding="utf-8")) if text.strip()]
    rows = [[text] * len(HEADERS) for text in strings]
    check({"people.csv": as_csv(HEADERS, rows), "ties.csv": as_csv(["a", "b"], [[a, "x@y.example"] for a in strings])})
