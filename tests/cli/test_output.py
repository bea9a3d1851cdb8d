"""Results stand on standard output and all else on standard error; colour and progress are for terminals only."""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.command_line import SAMPLE, CommandLine, on_a_terminal

ESCAPE = "\x1b"
COLOUR = re.compile(r"\x1b\[[\d;]*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8)[\d;]*m")


RESULTS = {
    "me": "Mara Lind",
    "sources": "linkedin-mara-lind",
    "people works": "Cy Dahl",
    "person 'Cy Dahl'": "Data Scientist",
    "find 'data scientist'": "Cy Dahl",
    "find --company 'Cable Works' --csv": "Cy Dahl",
    "export csv": "Cy Dahl",
    "export ties": "connection",
    "doctor": "people",
    "importers": "linkedin",
}
REMARKS = {
    "tie 'Ada Ferro' --close": "noted",
    "backup copy.db": "copy.db",
    "export csv --output copy.csv": "copy.csv",
    "graph --html copy.html": "copy.html",
    "people nobody-at-all": "nobody",
    "withdraw linkedin-ada": "withdrew",
    "forget 'Bo Quist' --yes": "forgotten",
    "find 'lighthouse keeper'": "nothing found",
}


@pytest.mark.parametrize("command", RESULTS)
def test_results_stand_on_standard_output(filled: CommandLine, command: str) -> None:
    done = filled(*shlex.split(command))
    assert RESULTS[command] in done.out
    assert RESULTS[command] not in done.err
    assert ESCAPE not in done.out + done.err
    if "--csv" not in command and "export" not in command:
        assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("command", REMARKS)
def test_remarks_stand_on_standard_error_unless_quiet(
    filled: CommandLine, command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = 1 if command.startswith(("people", "find")) else 0
    shutil.copy(filled.store, tmp_path / "again.db")
    done = filled(*shlex.split(command), code=code)
    assert done.out == ""
    assert REMARKS[command] in done.err
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    quiet = filled("--store", tmp_path / "again.db", "--quiet", *shlex.split(command), code=code)
    assert (quiet.out, quiet.err) == ("", "")


def test_quiet_keeps_results_and_errors(filled: CommandLine) -> None:
    assert filled("--quiet", "people", "works").out == filled("people", "works", "--quiet").out != ""
    assert filled("--quiet", "person", "Nobody", code=2).err.startswith("graphfind: ")


@pytest.mark.parametrize("columns", ["80", "100", "40", "20", "1", "0", "many"])
def test_tables_fit_the_columns(graphfind: CommandLine, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    width = max(int(columns), 40) if columns.isdigit() and int(columns) else 80
    report = graphfind("import", next(SAMPLE.glob("mara*.zip")), "--mine").out
    for text in (
        report,
        graphfind("find", "product manager").out,
        graphfind("person", "Adaeze Okonkwo-Bauer").out,
        graphfind("people", "manager").out,
        graphfind("sources").out,
    ):
        assert min(width, 41) <= max(map(cell_len, text.splitlines())) <= width


def test_csv_is_a_table(filled: CommandLine) -> None:
    rows = list(csv.DictReader(io.StringIO(filled("find", "data scientist", "--csv").out, newline="")))
    assert [(row["rank"], row["target"], row["hops"]) for row in rows] == [("1", "Cy Dahl", "2")]


def test_progress_and_styles_are_for_terminals(filled: CommandLine, tmp_path: Path) -> None:
    seen = on_a_terminal(filled, "import", next(SAMPLE.glob("mara*.zip")), "--owner", "Mara Lindqvist")
    assert "reading" in seen
    assert ESCAPE in seen
    assert ESCAPE in on_a_terminal(filled, "find", "data scientist")
    assert "\n" in on_a_terminal(filled, "find", "data scientist", "--json").partition("{")[2][:3]


def test_no_colour_where_it_is_unwanted(filled: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert not COLOUR.search(on_a_terminal(filled, "find", "data scientist"))
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert ESCAPE not in on_a_terminal(filled, "find", "data scientist")


def test_letters_that_a_terminal_lacks_are_replaced(graphfind: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    graphfind("me", "Åsa Łąka")
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert "?sa ??ka" in graphfind.process("me").out
    assert graphfind.process("me", "--json").json["me"][0]["name"] == "Åsa Łąka"
