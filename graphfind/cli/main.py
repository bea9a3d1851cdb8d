"""The `graphfind` command: its families of commands, and the one place where errors become a line."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from graphfind import __version__
from graphfind.cli.commands import Group
from graphfind.errors import GraphfindError

COMMANDS = {
    "demo": "demo",
    "import": "imports",
    "sources": "imports",
    "withdraw": "imports",
    "me": "people",
    "people": "people",
    "person": "people",
    "duplicates": "merging",
    "merge": "merging",
    "unmerge": "merging",
    "never-merge": "merging",
    "tie": "people",
    "forget": "people",
    "roles": "roles",
    "find": "find",
    "connectors": "asking",
    "plan": "asking",
    "leads": "asking",
    "graph": "find",
    "export": "store",
    "backup": "store",
    "move": "store",
    "doctor": "store",
    "importers": "imports",
    "completion": "completion",
}
"""Each command's module, in the order in which the help lists them; a module is loaded when it is needed."""


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class _Commands(Group):
    """Loads a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        name = f"{cmd_name.replace('-', '_')}_command"
        command: click.Command = getattr(import_module(f"graphfind.cli.{module}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="graphfind", message="%(prog)s %(version)s")
@click.option("--store", metavar="PATH", help="The store to use [env: GRAPHFIND_STORE].")
@click.option("-q", "--quiet", is_flag=True, help="Only results and errors: no progress, no remarks.")
@click.pass_context
def graphfind(ctx: click.Context, store: str | None, quiet: bool) -> None:
    """Find who can introduce you to people in your target role.

    Start with 'graphfind demo', then import your own contacts:

    \b
      graphfind import my-linkedin-export.zip --mine
      graphfind import friends-export.zip --owner "Ada Friend"
      graphfind find "product manager"
    """
    ctx.obj = {"store": store, "quiet": quiet}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 partly done or nothing found, 2 refused."""
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # numpy starts threads for linear algebra, of which there is none
    _replace_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a name's letters shows the others
    code = run(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever read it has gone
            stream.flush()
    os._exit(code)  # all is closed by now; the interpreter would take everything apart, object by object, first


def _replace_closed() -> None:
    """Python has no object for a standard stream that was closed before it began."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def run(arguments: Sequence[str]) -> int:
    """Run the command line; returns the exit code."""
    try:
        code: Any = graphfind.main(list(arguments) or ["--help"], prog_name="graphfind", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "graphfind"
        return _say(f"{_one_line(error.format_message())}; see '{path} --help'", 2)
    except click.ClickException as error:
        return _say(_one_line(error.format_message()), 2)
    except GraphfindError as error:
        return _say(_one_line(str(error)), 2)
    except (click.Abort, KeyboardInterrupt):
        return _say("stopped; what was finished is kept, the rest is as it was", 1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = error.filename or "the output"
        what = "make room for it" if error.errno in _FULL else "check that it is there and may be used"
        return _say(_one_line(f"{where}: {error.strerror or error}; {what}"), 2)
    except Exception as error:
        if os.environ.get("GRAPHFIND_DEBUG"):
            raise
        what = f"{type(error).__name__} in {_where(error)}"
        return _say(f"a fault in graphfind itself ({what}); please report it; GRAPHFIND_DEBUG=1 shows more", 2)
    return code if isinstance(code, int) else 0


def _say(line: str, code: int) -> int:
    with suppress(OSError):
        click.echo(f"graphfind: {line}", err=True)
    return code


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame.f_globals.get("__name__", "") if trace else ""


def _one_line(text: str) -> str:
    from graphfind.escaping import terminal

    return terminal(" ".join(text.split())).rstrip(".")
