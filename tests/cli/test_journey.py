"""Every command as a process of its own, in the order in which a job seeker comes by it."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from pathlib import Path

import pytest

from graphfind import __version__
from graphfind.cli.main import COMMANDS
from tests.cli.exports import adas, mine
from tests.command_line import CommandLine, one_line


def test_every_command_does_what_it_is_for(graphfind: CommandLine, tmp_path: Path) -> None:
    run = graphfind.process
    assert run("--version").out == f"graphfind {__version__}\n"

    done = run("import", mine(tmp_path), "--mine")
    assert "5 new people" in done.out
    assert done.err == ""
    assert "Mara Lind" in run("me").out
    assert "2 new people, 1 known" in run("import", adas(tmp_path), "--owner", "Ada Ferro").out
    sources = {source["owner"]: source for source in run("sources", "--json").json["sources"]}
    assert sources["Mara Lind"]["mine"]

    found = run("find", "data scientist").out
    assert "Cy Dahl" in found
    assert "→ Ada Ferro" in found

    assert "Cy Dahl" in run("people", "cable").out
    assert "Cable Works" in run("person", "Cy Dahl").out
    assert "noted for Ada Ferro: close" in run("tie", "Ada Ferro", "--close").err

    page = tmp_path / "network.html"
    assert str(page) in run("graph", "--html", page).err
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert run("export", "jsonl", "--output", tmp_path / "all.jsonl").out == ""
    backup = tmp_path / "backup.db"
    assert run("backup", backup).out == ""
    assert "no faults" in run("doctor").err

    copies = run("forget", "Cy Dahl", "--yes").err
    assert all(str(path) in copies for path in (page, tmp_path / "all.jsonl", backup))
    run("withdraw", sources["Ada Ferro"]["id"])
    assert run("sources", "--json").json["sources"][1:] == []
    assert "linkedin" in run("importers").out
    assert "_GRAPHFIND_COMPLETE" in run("completion", "bash").out


def test_the_demo_runs_in_a_store_of_its_own(graphfind: CommandLine, tmp_path: Path) -> None:
    done = graphfind.process("demo")
    assert "Product Manager" in done.out
    assert "rejected" in done.err
    page = tmp_path / "graphfind-demo.html"
    assert page.name in done.err
    assert not graphfind.store.exists()
    document = graphfind("demo", "--json", "--quiet")
    assert {introduction["hops"] for introduction in document.json["introductions"]} >= {1, 2, 3}
    assert document.err == ""
    if os.name == "posix":
        assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_a_demo_without_sample_data_says_how_to_get_it(
    graphfind: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "graphfind.sample_data", None)  # as in a checkout that is not installed
    done = graphfind("demo", code=2)
    assert "pip install -e ." in one_line(done.err)
    assert not list(tmp_path.glob("*.html"))


def test_what_the_demo_tells_to_type_can_be_typed(
    graphfind: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a home, it's odd").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path / "a home, it's odd"))
    told = graphfind("demo").err
    settings, command = told.split("Look further: ")[1].split(";")
    export, *variables = shlex.split(settings)
    assert export == "export"
    for variable in variables:
        monkeypatch.setenv(*variable.split("=", 1))
    following = next(line for line in told.splitlines() if line.startswith("next: "))
    for program, *arguments in (shlex.split(command), shlex.split(following[following.index("graphfind plan") :])):
        assert program == "graphfind"
        assert ("nurse" if "nurse" in arguments else "expect to reach") in graphfind(*arguments).out.casefold()


def test_the_shell_completes_commands_and_options(graphfind: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_GRAPHFIND_COMPLETE", "bash_complete")
    for words, wanted in (("graphfind imp", {"import", "importers"}), ("graphfind find --via", {"--via"})):
        monkeypatch.setenv("COMP_WORDS", words)
        monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
        offered = {line.partition(",")[2] for line in graphfind.process().out.splitlines()}
        assert wanted <= offered
    assert offered.isdisjoint(COMMANDS)
