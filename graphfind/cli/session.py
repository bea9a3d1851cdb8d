"""What every command shares: where the store is, what day it is, and how results are printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console, RenderableType

    from graphfind.render.columns import Paper, Style
    from graphfind.stores.base import Store

_F = TypeVar("_F", bound=Callable[..., Any])


_LEAST_COLUMNS = 40
"""In fewer, a table would be a letter wide; a terminal that narrow breaks its lines."""


class Session(NamedTuple):
    """One run of a command; `given` are the options that say where and when, for another command line."""

    location: str
    today: date
    quiet: bool
    given: str = ""

    @contextmanager
    def store(self, *, create: bool = False) -> Iterator[Store]:
        """The store, closed at the end; raises UsageError where there is none, unless it may be created."""
        if not create:
            self._check_there()
        with self._opened() as store:
            yield store

    def _check_there(self) -> None:
        if "://" in self.location or is_there(self.location):
            return
        from graphfind.errors import UsageError

        path = os.path.expanduser(self.location)
        named = "" if self.location == default_store() else ", or name another store"
        what = f"import your contacts first: {self.again('import FILE --mine')}"
        raise UsageError(f"there is no store at {path}; {what}{named}")

    def _opened(self) -> Store:
        from graphfind.stores import is_server, open_store

        if not is_server(self.location):
            return open_store(self.location)
        from graphfind.cli.credentials import credentials
        from graphfind.stores.address import parse

        address = parse(self.location, os.environ.get("NEO4J_DATABASE", ""))
        if address.warning:
            self.remark(f"warning: {address.warning}")
        who = credentials(address)
        return open_store(str(address), who.user, who.password)

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The store as it is now, whoever writes to it meanwhile."""
        with self.store() as store, store.reading():
            yield store

    def note_copy(self, store: Store, path: Path, kind: str) -> None:
        """Let the store remember a file with people's data, for `forget` to name; one that may only be read cannot."""
        from graphfind.errors import StoreError
        from graphfind.escaping import encodable

        try:
            store.note_copy(encodable(str(path.absolute())), kind, self.today)
        except StoreError as error:
            self.remark(f"warning: 'graphfind forget' will not know of {path}: {error}")

    def again(self, words: str) -> str:
        """A command for the user to run next, on the store and as of the day that this one was told."""
        from graphfind.render.words import command

        return command(words, self.given)

    def check_output(self, path: Path) -> None:
        """Refuse to write a result over the store in use, or over what is kept beside it; raises UsageError."""
        from graphfind.errors import UsageError
        from graphfind.stores import is_of_store

        if is_of_store(path, self.location):
            raise UsageError(f"{path}: is the store in use, or a part of it; name another file")

    def remark(self, text: str) -> None:
        """Say something beside the result, on standard error."""
        if not self.quiet:
            from graphfind.escaping import terminal_text

            with suppress(OSError):  # whoever closed standard error wants no remarks, and what was done is done
                click.echo(terminal_text(text), err=True)

    def show(self, *parts: RenderableType) -> None:
        """Print a table or text on standard output; a text that is not to be broken goes on where the terminal ends."""
        console = stdout_console()
        for part in parts:
            console.print(part, soft_wrap=bool(getattr(part, "no_wrap", False)))

    def show_lines(self, lines: Iterable[str]) -> None:
        """Print lines made for `paper` on standard output."""
        click.echo("\n".join(lines))

    def paper(self) -> Paper:
        """What standard output is to `render.columns`: bold and dim on a terminal that knows them."""
        from graphfind.render.columns import Paper

        styled = sys.stdout.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")
        return Paper(
            max(_columns() or _terminal_columns(), _LEAST_COLUMNS),
            _painted if styled else lambda text, style: text,
            "─" if sys.stdout.encoding.lower().startswith("utf") else "-",
        )

    def show_json(self, value: Any) -> None:
        """Print one JSON document on standard output: for eyes on a terminal, for programs elsewhere."""
        from graphfind.render.records import to_json

        write(to_json(value, indent=sys.stdout.isatty()) + "\n", is_json=True)

    def show_json_lines(self, values: Iterable[Any]) -> int:
        """Print JSON documents on standard output, one a line; returns the exit code of a command that did it."""
        from graphfind.render.records import to_json

        for value in values:
            write(to_json(value, indent=False) + "\n")
        return 0


class FilePath(click.Path):
    """A file or folder that the user names, as a `Path`; pathlib is loaded where one is named.

    An empty text, as a shell makes of a variable that is not set, is not the folder one stands in.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("is empty; name it, or leave it out", param, ctx)
        return super().convert(value, param, ctx)

    def coerce_path_result(self, value: Any) -> Path:
        from pathlib import Path

        return Path(os.fsdecode(value))


def session_options(command: _F) -> _F:
    """Give a command the options that all share; it receives a `Session` as its first argument."""

    @click.option("--store", metavar="PATH", help="The store to use [env: GRAPHFIND_STORE].")
    @click.option(
        "--today",
        metavar="DATE",
        help="Answer as of this day, YYYY-MM-DD [env: GRAPHFIND_TODAY; default: today].",
    )
    @quiet_option
    @wraps(command)
    def wrapped(*args: Any, store: str | None, today: str | None, quiet: bool, **options: Any) -> Any:
        store = store or (click.get_current_context().find_root().obj or {}).get("store")
        session = Session(
            location=store_location(store),
            today=_day(today, "--today") if today else _day(os.environ.get("GRAPHFIND_TODAY", ""), "GRAPHFIND_TODAY"),
            quiet=quiet,
            given=" ".join(f"{name} {quoted(said)}" for name, said in (("--store", store), ("--today", today)) if said),
        )
        return command(session, *args, **{name: readable(value) for name, value in options.items()})

    return wrapped  # type: ignore[return-value]


def quiet_option(command: _F) -> _F:
    """Give a command `--quiet`, which it receives as `quiet`; said before the command, it counts too."""

    @click.option("-q", "--quiet", is_flag=True, help="Only results and errors: no progress, no remarks.")
    @wraps(command)
    def wrapped(*args: Any, quiet: bool, **options: Any) -> Any:
        given = click.get_current_context().find_root().obj or {}
        return command(*args, quiet=quiet or given.get("quiet", False), **options)

    return wrapped  # type: ignore[return-value]


def quoted(text: str) -> str:
    """A word for a shell, in the quotes that people write."""
    from shlex import quote

    plain = quote(text)
    return f'"{text}"' if plain != text and not {*'"$`\\!'} & {*text} else plain


def store_location(given: str | None) -> str:
    """The store that is given, else that of the environment, else the user's own."""
    return given or os.environ.get("GRAPHFIND_STORE") or default_store()


def is_there(location: str) -> bool:
    """Whether there is a store's file, or anything else but an empty one, of which a store may be made."""
    path = os.path.expanduser(location)
    if not os.path.isfile(path):
        return os.path.exists(path)
    return os.path.getsize(path) > 0 or os.path.exists(f"{path}-wal")


def data_folder() -> str:
    """The user's data folder for graphfind; raises UsageError where the system knows of no home."""
    return _folder("data", "XDG_DATA_HOME", "~/.local/share")


def config_folder() -> str:
    """The user's configuration folder for graphfind; raises UsageError where the system knows of no home."""
    return _folder("config", "XDG_CONFIG_HOME", "~/.config")


def _folder(kind: str, variable: str, usual: str) -> str:
    """A folder where platformdirs says; on Linux that is known without loading it, which takes as long as a search."""
    folder = os.environ.get(variable) or os.path.expanduser(usual)
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ and os.path.isabs(folder):
        return os.path.join(folder, "graphfind")
    import platformdirs

    place = platformdirs.user_config_path if kind == "config" else platformdirs.user_data_path
    try:
        return str(place("graphfind", appauthor=False).expanduser())
    except RuntimeError as error:
        what = "there is no home folder to keep a store in; name one with --store PATH, or set HOME"
        raise click.UsageError(what) from error


def default_store() -> str:
    """Where the store is unless the user says otherwise."""
    return os.path.join(data_folder(), "graphfind.db")


def stdout_console() -> Console:
    """A console for results: coloured on a terminal only, and never interpreting what names hold."""
    from rich.console import Console

    console = Console(markup=False, highlight=False, emoji=False, soft_wrap=False, width=_columns())
    console.width = max(console.width, _LEAST_COLUMNS)
    return console


def _columns() -> int | None:
    """How wide results are where a terminal does not tell."""
    if sys.stdout.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and int(columns) else 80


def _terminal_columns() -> int:
    from shutil import get_terminal_size  # nobody waits for it where a program reads

    return get_terminal_size().columns


def _painted(text: str, style: Style) -> str:
    return click.style(text, bold=style == "bold" or None, dim=style == "dim" or None)


def write(text: str, *, is_json: bool = False) -> None:
    """Write a result in UTF-8 whatever the locale: to a file or pipe as it is, to a terminal without what would act."""
    if sys.stdout.isatty():
        from graphfind.escaping import terminal_json, terminal_text

        text = terminal_json(text) if is_json else terminal_text(text)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def readable(value: Any) -> Any:
    """What the shell hands over as it stands in the user's files may be no text; a path stays as it is."""
    from graphfind.escaping import encodable

    if type(value) is tuple:  # of an option that may be repeated; a named one is no text of the user's
        return tuple(map(readable, value))
    return encodable(value) if isinstance(value, str) else value


def _day(text: str, said_with: str) -> date:
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{said_with}: is no date; write it as YYYY-MM-DD") from None
