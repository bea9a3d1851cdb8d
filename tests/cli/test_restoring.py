"""Reading a dump back: it is one's own store, whole, or it is refused and nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.exports import MINE, adas, mine
from tests.command_line import CommandLine, one_line


def store_of(graphfind: CommandLine, name: str, *arguments: object) -> Path:
    """The dump of a store of its own into which one import went."""
    there = ["--store", graphfind.folder / f"{name}.db"]
    graphfind(*there, "import", *arguments)
    graphfind(*there, "export", "jsonl", "--output", f"{name}.jsonl")
    return graphfind.folder / f"{name}.jsonl"


def test_somebody_else_s_store_does_not_make_them_me(graphfind: CommandLine, tmp_path: Path) -> None:
    adas_dump = store_of(graphfind, "adas", adas(tmp_path), "--mine")
    graphfind("import", mine(tmp_path), "--mine")
    before = graphfind("export", "jsonl").out
    line = one_line(graphfind("import", adas_dump, code=2).err)
    assert line.startswith(f"{adas_dump}: is the store of Ada Ferro, but you are Mara Lind; ")
    assert "--store" in line
    assert graphfind("export", "jsonl").out == before


def test_nor_does_what_they_said_of_themselves(graphfind: CommandLine, tmp_path: Path) -> None:
    there = ["--store", tmp_path / "adas.db"]
    graphfind(*there, "me", "Ada Ferro", "--email", "ada@example.org")
    graphfind(*there, "export", "jsonl", "--output", "adas.jsonl")
    graphfind("me", "Mara Lind")
    assert "is the store of Ada Ferro, but you are Mara Lind" in graphfind("import", "adas.jsonl", code=2).err
    assert "Ada" not in graphfind("me").out


def test_my_own_store_comes_back_to_me(graphfind: CommandLine, tmp_path: Path) -> None:
    """Also where I am known there by less, or by another of my names and addresses."""
    dump = store_of(graphfind, "mine", mine(tmp_path), "--mine")
    graphfind("me", "Mara Lind", "--email", "mara@example.org")
    graphfind("import", dump)
    assert len(graphfind("people", "lind", "--json").json["people"]) == 1
    there = ["--store", tmp_path / "married.db"]
    graphfind(*there, "me", "Mara Oak", "--profile", "linkedin.com/in/mara-lind")
    graphfind(*there, "import", dump)
    assert len(graphfind(*there, "people", "lind", "--json").json["people"]) == 1


@pytest.mark.parametrize(
    "options",
    [["--mine"], ["--owner", "Ada Ferro"], ["--map", "name=Name"], ["--region", "DE"], ["--importer", "tables"]],
    ids=lambda options: options[0],
)
def test_what_a_dump_says_itself_is_not_said_again(graphfind: CommandLine, tmp_path: Path, options: list[str]) -> None:
    dump = store_of(graphfind, "mine", mine(tmp_path, MINE), "--mine")
    line = one_line(graphfind("import", dump, *options, code=2).err)
    assert f"{dump}: is a dump of a store, which says itself whose contacts it holds and how they are read" in line
    assert f"leave out {options[0]}" in line
    assert graphfind("sources", "--json").json["sources"] == []
