"""The help: an example for every command, one line for every usage error, and nothing loaded that it does not need."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from graphfind.cli.main import COMMANDS
from graphfind.cli.main import graphfind as group
from graphfind.cli.session import config_folder, data_folder
from tests.cli.exports import adas, mine
from tests.command_line import CommandLine, one_line

HEAVY = {"neo4j", "networkx", "numpy", "phonenumbers", "platformdirs", "pyvis", "rich", "sqlite3"}
UNUSED = {
    *("IPython", "bz2", "configparser", "csv", "hashlib", "importers", "importlib.metadata", "importlib.resources"),
    *("neo4j", "networkx", "numpy.typing", "pathlib", "phonenumbers", "platformdirs", "pyvis", "random", "rich"),
    *("shutil", "subprocess", "tempfile", "tomllib", "graphfind.assembly", "graphfind.dump", "graphfind.identity"),
    *("graphfind.importer", "graphfind.intake", "graphfind.loading", "graphfind.lookup", "graphfind.readings"),
    *("graphfind.render.page", "graphfind.render.table", "graphfind.roles.compiling", "graphfind.roles.sources"),
    *("graphfind.roles.suggest", "graphfind.search.survey", "graphfind.stores.base"),
    *("graphfind.stores.sqlite.maintenance", "graphfind.stores.sqlite.writing", "graphfind.normalize.addresses"),
}
"""What a search has no use for: each costs a part of the time in which it answers."""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(graphfind: CommandLine, command: str) -> None:
    done = graphfind(command, "--help")
    assert done.out.startswith(f"Usage: graphfind {command} ")
    assert done.err == ""
    example = " ".join(done.out.partition("Example: ")[2].split())
    commands = re.findall(r"graphfind [^&)]+", example)
    assert commands
    for line in commands:
        check_example(shlex.split(line))
    assert max(map(len, done.out.splitlines())) <= 80


def check_example(words: list[str]) -> None:
    """An example is understood as it stands, whether or not what it names is there."""
    assert words[0] == "graphfind"
    context = click.Context(group)
    command = group.get_command(context, words[1])
    assert command is not None
    command.make_context(words[1], words[2:], parent=context)


def test_the_whole_help_lists_every_command(graphfind: CommandLine) -> None:
    done = graphfind("--help")
    listed = re.findall(r"^  ([a-z-]+)  +\S", done.out.partition("Commands:")[2], re.MULTILINE)
    assert listed == list(COMMANDS)
    assert max(map(len, done.out.splitlines())) <= 80
    assert graphfind().out == done.out
    assert graphfind("-h").out == done.out


@pytest.mark.parametrize(
    ("arguments", "command", "says"),
    [
        ("bogus", "graphfind", "bogus"),
        ("--bogus", "graphfind", "--bogus"),
        ("import", "graphfind import", "PATH"),
        ("import x.csv --bogus", "graphfind import", "--bogus"),
        ("import x.csv --map name", "graphfind import", "FIELD=COLUMN"),
        ("find", "graphfind find", "--company"),
        ("find nurse --max-hops 0", "graphfind find", "--max-hops"),
        ("find nurse --max-hops 7", "graphfind find", "--max-hops"),
        ("find nurse --max-hops two", "graphfind find", "--max-hops"),
        ("find nurse --top 0", "graphfind find", "--top"),
        ("find nurse --min-warmth 1.5", "graphfind find", "--min-warmth"),
        ("find nurse --rank best", "graphfind find", "best"),
        ("find nurse --json --csv", "graphfind find", "exclude each other"),
        ("find nurse --open", "graphfind find", "--html"),
        ("find nurse --today tomorrow", "graphfind find", "YYYY-MM-DD"),
        ("export xml", "graphfind export", "xml"),
        ("person", "graphfind person", "WHO"),
        ("tie", "graphfind tie", "WHO"),
        ("tie Ada", "graphfind tie", "--close"),
        ("tie Ada Bo Cy --close", "graphfind tie", "two"),
        ("graph", "graphfind graph", "--html"),
        ("me --email a@example.org", "graphfind me", "name"),
        ("completion tcsh", "graphfind completion", "tcsh"),
        ("withdraw", "graphfind withdraw", "SOURCE"),
    ],
)
def test_a_usage_error_is_one_line_that_names_the_help(
    graphfind: CommandLine, arguments: str, command: str, says: str
) -> None:
    done = graphfind(*shlex.split(arguments), code=2)
    line = one_line(done.err)
    assert line.endswith(f"; see '{command} --help'")
    assert says in line
    assert done.out == ""
    assert not graphfind.store.exists() or command == "graphfind me"


def test_help_loads_nothing_heavy(graphfind: CommandLine) -> None:
    for arguments in (["--help"], ["--version"], ["bogus"]):
        assert loaded(arguments).isdisjoint(HEAVY), arguments
    for command in COMMANDS:
        assert loaded([command, "--help"]).isdisjoint(HEAVY), command


def test_find_loads_only_what_it_uses(graphfind: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What numpy and click load by themselves is theirs to choose."""
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path), "--owner", "Ada Ferro")
    theirs = modules("import click, numpy, sqlite3")
    assert loaded(["find", "data scientist"]) >= {"graphfind.render.introductions", "numpy", "sqlite3"}
    for form, more in (([], set()), (["--json"], set()), (["--csv"], {"csv"})):
        assert loaded(["find", "data scientist", *form]) & UNUSED <= theirs | more
    os.makedirs(data_folder())
    graphfind.store.rename(Path(data_folder(), "graphfind.db"))
    monkeypatch.delenv("GRAPHFIND_STORE")
    assert loaded(["find", "data scientist"]) & UNUSED <= theirs


@pytest.mark.parametrize("stated", [None, "", "/var/data", "relative", "~/data", "/with/a/../turn", " "])
@pytest.mark.parametrize("home", ["/home/mara", "/", "relative", None])
def test_the_folders_are_where_platformdirs_says(
    monkeypatch: pytest.MonkeyPatch, stated: str | None, home: str | None
) -> None:
    from platformdirs import user_config_path, user_data_path

    for name, value in (("XDG_DATA_HOME", stated), ("XDG_CONFIG_HOME", stated), ("HOME", home)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert Path(data_folder()) == user_data_path("graphfind", appauthor=False)
    assert Path(config_folder()) == user_config_path("graphfind", appauthor=False)


def loaded(arguments: list[str]) -> set[str]:
    """The modules that a run of the command line has loaded at its end."""
    return modules(f"from graphfind.cli.main import run; run({arguments!r})")


def modules(code: str) -> set[str]:
    """The modules that a process has loaded after some code."""
    report = "import json, sys; sys.stdout.flush(); print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; {report}"], capture_output=True, text=True, timeout=60, check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))
