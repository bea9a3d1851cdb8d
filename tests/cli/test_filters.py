"""The options that say whom to look for: what fits them, and what they do not go with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.exports import adas, mine
from tests.command_line import CommandLine, one_line


@pytest.fixture
def filled(graphfind: CommandLine, tmp_path: Path) -> CommandLine:
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path), "--owner", "Ada Ferro")
    return graphfind


@pytest.mark.parametrize("command", ["find", "connectors", "plan", "leads"])
def test_levels_and_words_count_without_a_role(filled: CommandLine, command: str) -> None:
    there = ["--company", "Baker Works", "--company", "Cable Works"]
    assert 'no level "nosuch"' in one_line(filled(command, *there, "--level", "nosuch", code=2).err)
    if command != "leads":
        assert "Bo Quist" in filled(command, *there, "--level", "mid").out
        assert filled(command, *there, "--level", "director", code=1).out == ""
        assert "Bo Quist" not in filled(command, *there, "--exclude", "manager").out


@pytest.mark.parametrize(
    "options", [["--include", "x"], ["--allow", "former"], ["--as", "x"], ["--level-slack", "0"], ["--show-near"]]
)
@pytest.mark.parametrize("command", ["find", "connectors", "plan", "leads"])
def test_what_reads_a_role_is_refused_without_one(filled: CommandLine, command: str, options: list[str]) -> None:
    if options != ["--show-near"] or command == "find":
        line = one_line(filled(command, "--company", "Baker Works", *options, code=2).err)
        assert line.startswith(f"{options[0]}: ")
        assert "say a role, too" in line


def test_levels_without_a_role_are_repeated_and_told(filled: CommandLine) -> None:
    found = filled("find", "--company", "Baker Works", "--level", "mid", "--exclude", "x", "--json").json["target_role"]
    assert (found["levels"], found["excluded"]) == (["mid"], ["x"])
