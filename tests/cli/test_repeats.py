"""An option that may be given once is refused when it is given again, rather than forgotten."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from graphfind.cli.main import graphfind as group
from tests.command_line import CommandLine, one_line


def _single(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every option of a command, and of those below it, that takes one value."""
    for param in command.params:
        if isinstance(param, click.Option) and not (param.multiple or param.is_flag):
            yield (*path, param.opts[0])
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from _single(below, (*path, name))


OPTIONS = list(_single(group, ()))


@pytest.mark.parametrize("words", OPTIONS, ids=" ".join)
def test_a_second_value_is_refused(graphfind: CommandLine, words: tuple[str, ...]) -> None:
    *command, option = words
    line = one_line(graphfind(*command, option, "1", option, "2", code=2).err)
    assert line.startswith(f"{option}: is given 2 times; give it once; see 'graphfind")


def test_every_way_through_somebody_is_among_them() -> None:
    assert {("find", "--via"), ("connectors", "--via"), ("plan", "--via")} <= set(OPTIONS)


def test_what_repeats_is_not_refused(filled: CommandLine) -> None:
    arguments = ["--avoid", "Bo Quist", "--avoid", "Flo Papp", "--json", "--json"]
    assert filled("find", "data scientist", *arguments).json["introductions"]
