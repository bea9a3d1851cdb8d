"""The command line as tests run it, in this process or as one of its own, far from the user's store."""

from __future__ import annotations

import ctypes
import gc
import io
import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graphfind.cli.main import run
from tests.worlds import TODAY

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_data"

_CAPBSET_DROP, _DAC_OVERRIDE, _DAC_READ_SEARCH = 24, 1, 2


@dataclass(frozen=True, slots=True)
class Done:
    """What a command came to: its exit code, and what it printed on standard output and on standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document that it must be."""
        return json.loads(self.out)


class CommandLine:
    """Runs graphfind with a home, a store and a working folder of its own, as of TODAY."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.store = folder / "store.db"
        home = folder / "home"
        home.mkdir()
        for name in list(os.environ):
            if name.startswith(("GRAPHFIND_", "XDG_")) or name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
                patch.delenv(name)
        patch.setenv("HOME", str(home))
        patch.setenv("GRAPHFIND_STORE", str(self.store))
        patch.setenv("GRAPHFIND_TODAY", str(TODAY))
        patch.setenv("COLUMNS", "80")
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setattr(sys, "stdin", io.StringIO())
        patch.chdir(folder)

    def __call__(self, *arguments: object, code: int | None = 0) -> Done:
        """Run a command in this process; it must end with this exit code (None: any), and with no fault of its own."""
        out, err = _stream(), _stream()
        with redirect_stdout(out), redirect_stderr(err), _collecting():
            found = run(list(map(str, arguments)))
        return _checked(arguments, Done(found, _text(out), _text(err)), found if code is None else code)

    def process(self, *arguments: object, code: int = 0, **options: Any) -> Done:
        """Run a command as a process."""
        done = subprocess.run(self.command(*arguments), capture_output=True, timeout=60, check=False, **options)
        return _checked(arguments, Done(done.returncode, done.stdout.decode(), done.stderr.decode()), code)

    def start(self, *arguments: object, **options: Any) -> subprocess.Popen[bytes]:
        """Begin a command as a process."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(self.command(*arguments), **pipes | options)

    def command(self, *arguments: object) -> list[str]:
        """What a process is started with."""
        return [sys.executable, "-m", "graphfind", *map(str, arguments)]


def plug_in(folder: Path, name: str, code: str) -> Path:
    """Install an importer: the class `Plugin` that the code defines, beside the imports that it needs.

    Returns the folder to put where Python looks for modules.
    """
    site = folder / "site"
    information = site / f"{name}-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    entry = f"[graphfind.importers]\n{name} = {name}:Plugin\n"
    (information / "entry_points.txt").write_text(entry, encoding="utf-8")
    (site / f"{name}.py").write_text(PLUG_IN + code, encoding="utf-8")
    return site


PLUG_IN = """
import time
from datetime import date
from pathlib import Path
from graphfind.model import *

class Base:
    title = "of a test"
    fallback = False
    def identify(self, export):
        return all(member.name.endswith("." + self.name) for member in export.members)
    def owner(self, export):
        return None
    def read(self, export):
        return iter(())

"""
"""The imports of a plug-in's code, and a class for it to inherit from."""


def ended(arguments: Sequence[object], process: subprocess.Popen[bytes], code: int | None = 0) -> Done:
    """Wait for a process that was begun; None stands for any exit code."""
    out, err = process.communicate(timeout=60)
    done = Done(process.returncode, (out or b"").decode(), err.decode())
    return _checked(arguments, done, done.code if code is None else code)


def on_a_terminal(graphfind: CommandLine, *arguments: object) -> str:
    """What a command prints where standard output and error are a terminal."""
    ours, theirs = pytest.importorskip("pty", reason="terminals of POSIX").openpty()
    process = graphfind.start(*arguments, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            piece = os.read(ours, 65_536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        seen += piece
    process.wait(30)
    os.close(ours)
    return seen.decode()


def one_line(text: str) -> str:
    """The one line that a refusal is, without its end."""
    assert text.startswith("graphfind: "), text
    assert text.endswith("\n"), text
    assert text.count("\n") == 1, text
    return text[len("graphfind: ") : -1]


def without_privileges() -> None:
    """For `preexec_fn`: let permissions bind root, too; they bind everybody else anyhow."""
    if os.geteuid() == 0:
        prctl = ctypes.CDLL(None).prctl
        for capability in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
            prctl(_CAPBSET_DROP, capability, 0, 0, 0)


def permissions_bind(folder: Path) -> bool:
    """Whether a process without privileges is kept from reading a file by its permissions."""
    file = folder / "locked"
    file.touch(mode=0)
    reading = [sys.executable, "-c", f"open({str(file)!r})"]
    done = subprocess.run(reading, preexec_fn=without_privileges, stderr=subprocess.DEVNULL, check=False)
    file.unlink()
    return done.returncode != 0


def _checked(arguments: Sequence[object], done: Done, code: int) -> Done:
    assert "Traceback" not in done.err, done.err
    assert "fault in graphfind itself" not in done.err, done.err
    assert done.code == code, (*arguments, done)
    return done


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8", newline="", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    raw = stream.detach()
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()


@contextmanager
def _collecting() -> Iterator[None]:
    """An import turns the collector of garbage off for the process that it has to itself otherwise."""
    try:
        yield
    finally:
        gc.enable()
