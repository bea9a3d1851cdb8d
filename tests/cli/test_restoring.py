"""Reading a dump back: it is one's own store, whole, or it is refused and nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graphfind.stores import open_store
from tests.cli.exports import ADAS, MINE, adas, mine
from tests.command_line import CommandLine, one_line
from tests.worlds import linkedin


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


@pytest.fixture
def dumped(graphfind: CommandLine, tmp_path: Path) -> list[str]:
    """The lines of a dump of two exports, of words on people, and of somebody forgotten."""
    there = ["--store", tmp_path / "there.db"]
    graphfind(*there, "import", mine(tmp_path), "--mine")
    graphfind(*there, "import", adas(tmp_path))
    graphfind(*there, "tie", "Bo Quist", "--dont-ask")
    graphfind(*there, "forget", "Flo Papp", "--yes")
    return graphfind(*there, "export", "jsonl").out.splitlines(keepends=True)


def write(folder: Path, lines: list[str]) -> Path:
    path = folder / "dump.jsonl"
    path.write_text("".join(lines), encoding="utf-8", newline="")
    return path


def refused(graphfind: CommandLine, folder: Path, lines: list[str], *options: str) -> str:
    """The one line that refuses a dump, which changes nothing."""
    with open_store(graphfind.store):
        pass  # there is one, if an empty one
    before = graphfind("export", "jsonl").out
    line = one_line(graphfind("import", write(folder, lines), *options, code=2).err)
    assert graphfind("export", "jsonl").out == before
    return line


def test_what_i_said_of_myself_before_can_be_read_back(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("me", "Mara Lind")
    before = graphfind("export", "jsonl").out
    graphfind("me", "Mara Lind", "--email", "mara@example.org")
    (source,) = graphfind("import", write(tmp_path, [before]), "--json").json["sources"]
    assert (source["id"], source["status"]) == ("me", "replaced")
    assert graphfind("export", "jsonl").out == before


def test_a_dump_that_breaks_off_is_refused(graphfind: CommandLine, tmp_path: Path, dumped: list[str]) -> None:
    for kept in range(1, len(dumped)):
        assert f"dump.jsonl: breaks off after line {kept}" in refused(graphfind, tmp_path, dumped[:kept])
    assert "is no JSON" in refused(graphfind, tmp_path, [*dumped[:-1], dumped[-1][:4]])
    graphfind("import", write(tmp_path, dumped))
    assert graphfind("export", "jsonl").out == "".join(dumped)


def counted(lines: list[str]) -> list[str]:
    """The lines before the last, and one that counts them."""
    return [*lines[:-1], f'{{"end": {len(lines) - 1}}}\n']


DAMAGE: dict[str, Callable[[list[str]], list[str]]] = {
    "a line that says nothing known": lambda lines: counted([*lines[:3], '{"bogus": 1}\n', *lines[3:]]),
    "a line less": lambda lines: [*lines[:5], *lines[6:]],
    "a line twice": lambda lines: [*lines[:5], lines[5], *lines[5:]],
    "a second head": lambda lines: counted([*lines[:1], *lines]),
    "something after the end": lambda lines: [*lines, lines[2]],
    "a record outside of sources": lambda lines: counted([lines[0], *lines[2:]]),
    "a word that is none": lambda lines: [line.replace('"dont-ask"', '"dont-know"') for line in lines],
    "a number for a name": lambda lines: [line.replace('"name": "Gia Rask"', '"name": 7') for line in lines],
    "a tie of nobody": lambda lines: [line.replace('"tie": {"a": "@owner"', '"tie": {"a": "nobody"') for line in lines],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_of_a_damaged_dump_nothing_is_taken(
    graphfind: CommandLine, tmp_path: Path, dumped: list[str], damage: str
) -> None:
    damaged = DAMAGE[damage](dumped)
    assert damaged != dumped
    assert "dump.jsonl" in refused(graphfind, tmp_path, damaged)


def test_a_dump_is_taken_whole_or_not(graphfind: CommandLine, tmp_path: Path, dumped: list[str]) -> None:
    """One of its exports is older than what is there: neither the other nor what was said is taken."""
    newer = linkedin(tmp_path / "ada.zip", ("Ada", "Ferro"), ADAS, "ada-ferro", "05 Jan 2025")
    graphfind("import", newer)
    line = refused(graphfind, tmp_path, dumped)
    assert "is of 2024-01-05, older than the export of 2025-01-05" in line
    graphfind("import", write(tmp_path, dumped), "--force")
    assert graphfind("export", "jsonl").out == "".join(dumped)


def test_dumps_of_the_format_before_are_read(graphfind: CommandLine, tmp_path: Path, dumped: list[str]) -> None:
    """They had no line at their end."""
    assert json.loads(dumped[0]) == {"graphfind": 2}
    assert json.loads(dumped[-1]) == {"end": len(dumped) - 1}
    graphfind("import", write(tmp_path, ['{"graphfind": 1}\n', *dumped[1:-1]]))
    assert graphfind("export", "jsonl").out == "".join(dumped)


def test_dumps_of_a_format_to_come_are_refused(graphfind: CommandLine, tmp_path: Path, dumped: list[str]) -> None:
    line = refused(graphfind, tmp_path, ['{"graphfind": 3}\n', *dumped[1:]])
    assert line.endswith("dump.jsonl:1: was written by a newer graphfind; upgrade to read it")
