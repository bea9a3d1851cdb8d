"""The command reference names every command with its real help, and no page speaks of one that is not there."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from graphfind.cli.main import COMMANDS, graphfind
from tests.docs.documents import PAGES, ROOT, blocks, inline_code
from tests.docs.sandbox import Sandbox

REFERENCE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
SET_UP = (
    "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/graphfind demo",
    "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest -n auto",
)


def options(command: click.Command | None) -> set[str]:
    """The options of a command, and of those below it."""
    assert command is not None
    own = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*map(options, below))


def command_of(name: str) -> click.Command | None:
    return graphfind.get_command(click.Context(graphfind), name)


GENERAL = options(graphfind) | {"--help", "-h"}
ALL = GENERAL.union(*(options(command_of(name)) for name in COMMANDS))


def test_every_command_has_its_help_and_heading() -> None:
    helps = [block.text.strip() for block in blocks(REFERENCE) if block.text.rstrip().endswith("--help")]
    assert helps == ["graphfind --help", *(f"graphfind {name} --help" for name in COMMANDS)]
    assert re.findall(r"^## `graphfind ([\w-]+)`$", REFERENCE, re.MULTILINE) == list(COMMANDS)


def test_every_command_has_an_example() -> None:
    run = [line.split() for block in blocks(REFERENCE) if block.language == "sh" for line in block.lines]
    shown = {words[1] for words in run if words[0] == "graphfind" and "--help" not in words}
    assert set(COMMANDS) - shown <= {"completion"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_prose(page: Path) -> None:
    for code in inline_code(page.read_text(encoding="utf-8")):
        for wrong in unknown(code):
            pytest.fail(f"{page.name}: `{code}`: there is no {wrong}")


def unknown(code: str) -> Iterator[str]:
    """The commands and options in a piece of inline code that graphfind does not have."""
    if code.startswith("--"):
        yield from {code.split()[0].partition("=")[0]} - ALL
    elif code.startswith("graphfind "):
        words = shlex.split(code)[1:]
        name = next((word for word in words if word in COMMANDS), None)
        if name is None:
            yield from {word for word in words[:1] if word not in GENERAL}
            return
        known = GENERAL | options(command_of(name))
        yield from {word.partition("=")[0] for word in words if word.startswith("--")} - known


@pytest.mark.parametrize("code", ["graphfind fynd x", "graphfind find --mine", "--nothing", "graphfind --json"])
def test_what_is_not_there_is_found(code: str) -> None:
    assert list(unknown(code))


def test_every_field_of_the_json_documents(sandbox: Sandbox) -> None:
    archive = next((sandbox.folder / "sample_data").glob("mara-*.zip"))
    of_import, of_duplicates, of_merge, of_find, *of_others = (
        block.text for block in blocks(REFERENCE) if block.language == "json"
    )
    of_connectors, of_plan, of_leads = of_others
    with_leads = of_find + of_leads
    general = "--today 2026-11-01 --store x.db --json"
    for documented, command in [
        (of_import, f"graphfind import {archive} --mine {general}"),
        (of_find, f'graphfind find "product manager" {general}'),
        (with_leads, f'graphfind find "product owner" {general}'),
        (with_leads, f'graphfind find "product manager" --max-hops 1 --company "Steppewind Media" {general}'),
        (of_connectors, f'graphfind connectors "product manager" {general}'),
        (of_plan + of_find, f'graphfind plan "product manager" {general}'),
        (with_leads, f'graphfind leads "product manager" {general}'),
        (of_merge, f'graphfind merge "Signe Ravndal" "Wanjiru Kiptanui" {general}'),
        (of_merge, f'graphfind unmerge "Signe Ravndal" {general}'),
        (of_merge, f'graphfind never-merge "Signe Ravndal" "Wanjiru Kiptanui" {general}'),
        (of_duplicates + of_merge, f"graphfind duplicates {general}"),
    ]:
        document = json.loads("\n".join(sandbox.commands([command])))
        assert set(fields(document)) <= set(re.findall(r'"(\w+)"', documented))


def fields(document: object) -> Iterator[str]:
    """The names of the fields of a document, but for those that the data or the role decide."""
    if isinstance(document, dict):
        for name, value in document.items():
            yield name
            if name not in ("skipped_why", "target_role"):
                yield from fields(value)
    elif isinstance(document, list):
        for value in document:
            yield from fields(value)


@pytest.mark.parametrize("command", SET_UP)
def test_readme_sets_up_in_one_command(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert command in {line for block in blocks(readme) if block.language == "bash" for line in block.lines}
