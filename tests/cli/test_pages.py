"""Pages from the command line: written or refused whole, with initials where asked for, and for nothing found, too."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import pytest

from tests.cli.exports import adas, mine, table
from tests.command_line import CommandLine


@pytest.fixture
def filled(graphfind: CommandLine, tmp_path: Path) -> CommandLine:
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path), "--owner", "Ada Ferro")
    return graphfind


def test_a_page_is_for_me_alone_and_the_same_each_time(filled: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    filled("find", "data scientist", "--html", page)
    first = page.read_bytes()
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    filled("find", "data scientist", "--html", page)
    assert page.read_bytes() == first
    assert b"Cy Dahl" in first


@pytest.mark.parametrize("command", [["find", "data scientist"], ["graph"]])
def test_initials_for_every_name_but_mine(filled: CommandLine, tmp_path: Path, command: list[str]) -> None:
    page = tmp_path / "page.html"
    filled(*command, "--html", page, "--redact")
    text = page.read_text(encoding="utf-8")
    for name in ("Dahl", "Ferro", "dahl", "ferro"):
        assert name not in text
    assert "Mara Lind" in text
    assert "C. D." in text
    assert "Cable Works" in text


@pytest.mark.parametrize("command", [["find", "data scientist"], ["graph"]])
def test_what_cannot_be_written_is_refused_in_a_line_and_left_alone(
    filled: CommandLine, tmp_path: Path, command: list[str]
) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    for path, why in ((mine, "exists already"), (tmp_path, "is a folder"), (tmp_path / "no" / "p.html", "no folder")):
        done = filled(*command, "--html", path, code=2)
        assert why in done.err
        assert len(done.err.splitlines()) == 1
        assert done.out == ""
    assert mine.read_text(encoding="utf-8") == "mine"
    filled(*command, "--html", mine, "--force")
    assert mine.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".graphfind-")]


def test_nothing_found_is_a_page_that_says_why(filled: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    filled("find", "lighthouse keeper", "--html", page, code=1)
    text = page.read_text(encoding="utf-8")
    assert "No introduction was found" in text
    assert "Name the role in other words" in text


def test_what_to_do_next_stands_in_further_tabs(filled: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    filled("find", "data scientist or architect", "--html", page)
    text = page.read_text(encoding="utf-8")
    assert "Your contacts by the doors they open" in text
    assert "the one to begin with first" in text
    assert "though no path is known" not in text  # nobody is a lead
    filled("find", "lighthouse keeper", "--html", page, code=1)
    assert "Your contacts by the doors they open" not in page.read_text(encoding="utf-8")


def test_names_of_those_in_the_way_are_initials_too(filled: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    filled("find", "data scientist", "--avoid", "Ada Ferro", "--html", page, "--redact", code=1)
    text = page.read_text(encoding="utf-8")
    assert "A. F. (--avoid)" in text
    assert "Ferro" not in text


def test_no_name_is_left_in_any_tab(graphfind: CommandLine, tmp_path: Path) -> None:
    people = [
        ("id", "name", "title", "organization", "email"),
        ("m", "Madonna", "Singer", "Warner", "m@x.org"),
        ("l", "李小龙", "Nurse", "Clinic Works", "l@x.org"),
        ("e", "Eva Fox, PhD", "Painter", "Zed Young Studio", "e@x.org"),
        ("s", "Bo Quist", "Chief of staff to Eva Fox", "Clinic Works", "s@x.org"),
        ("n", "Cy Dahl", "Nurse of Rex Sol", "Clinic Works", "n@x.org"),
        ("d", "Dana Moe", "Recruiter of nurses for Zed Young", "Dock Works", "d@x.org"),
        ("z", "Zed Young", "Hermit", "", "z@x.org"),
        ("r", "Rex Sol", "Hermit", "", "r@x.org"),
    ]
    ties = [
        ("source", "target", "relation"),
        ("m", "l", "introduced to each other by Rex Sol"),
        ("m", "n", "sings"),
        ("s", "n", "works with Eva Fox and Rex Sol"),
        ("e", "n", "paints"),
    ]
    graphfind("me", "Mara Lind")
    known = [row for row in people if row[0] in ("id", "m", "s", "e", "d")]
    graphfind("import", table(tmp_path / "mine.csv", known), "--mine")
    graphfind("import", table(tmp_path / "people.csv", people), table(tmp_path / "ties.csv", ties))
    page = tmp_path / "page.html"
    names = ("Madonna", "李小龙", "小龙", "Eva", "Fox", "Quist", "Dahl", "Moe", "Zed", "Young", "Rex", "Sol")
    graphfind("find", "nurse", "--html", page)
    text = page.read_text(encoding="utf-8")
    for name in ("Madonna", "李小龙", "Zed", "Rex"):
        assert name in text
    for command in (["find", "nurse"], ["find", "singer"], ["graph"]):
        graphfind(*command, "--html", page, "--redact", "--force")
        text = page.read_text(encoding="utf-8")
        assert [name for name in names if re.search(rf"(?<![a-z]){name}(?![a-z])", text)] == []
        assert "Mara Lind" in text


def test_redact_goes_with_a_page(filled: CommandLine) -> None:
    assert "go with --html FILE" in filled("find", "nurse", "--redact", code=2).err
