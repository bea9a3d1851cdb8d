"""Where documented commands and examples are run: a folder with the sample data, far from the user's own store."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from graphfind.cli.main import run
from tests.docs.documents import ROOT

HOME = "/home/you"
"""What stands in the documentation for the home of whoever reads it."""

_SHELL = frozenset("();<>|&")


class Sandbox:
    """Runs what a page documents, one block after another, and gives what it prints."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._home = folder / "home"
        self._work = self._home / "graphfind"
        self._patch = patch
        self._names: dict[str, Any] = {"__name__": "__docs__"}
        (self._work / "sample_data").mkdir(parents=True)
        for file in (*(ROOT / "sample_data").glob("*.zip"), *(ROOT / "sample_data").glob("*.csv")):
            shutil.copy(file, self._work / "sample_data")
        programs = folder / "bin"
        programs.mkdir()
        program = programs / "graphfind"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m graphfind "$@"\n')
        program.chmod(0o755)
        for name in [name for name in os.environ if name.startswith(("GRAPHFIND_", "XDG_"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(self._home))
        patch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
        patch.setenv("PYTHONPATH", os.pathsep.join((str(ROOT), str(self._work))))
        patch.setenv("COLUMNS", "80")
        patch.setenv("LC_ALL", "C.UTF-8")
        patch.chdir(self._work)

    @property
    def folder(self) -> Path:
        """The folder in which commands are run."""
        return self._work

    def search_here(self) -> None:
        """Let Python find modules and installed projects in the folder, too."""
        self._patch.syspath_prepend(self._work)

    def write(self, name: str, text: str) -> None:
        """Write a file that a page shows."""
        (self._work / name).write_text(text, encoding="utf-8")

    def commands(self, lines: Sequence[str]) -> list[str]:
        """Run the commands of a block; gives the lines printed, on standard output and error as they come."""
        printed: list[str] = []
        for command in "\n".join(lines).replace("\\\n", " ").split("\n"):
            if command.strip():
                printed += self._command(command)
        return tidied(printed)

    def python(self, code: str) -> list[str]:
        """Run Python; names last from one block to the next."""
        with self._captured() as out:
            exec(compile(code, "example", "exec"), self._names)
        return tidied(self._lines(out))

    def _command(self, command: str) -> list[str]:
        words = shlex.split(command, comments=True)
        if not words or words[0] == "source":  # the virtual environment is active already
            return []
        if words[0] == "export":
            for word in words[1:]:
                name, _, value = word.partition("=")
                self._patch.setenv(name, value)
            return []
        if words[0] == "graphfind" and not self._needs_shell(command):
            with self._captured() as out:
                code = run(words[1:])
            lines = self._lines(out)
        else:
            done = subprocess.run(
                ["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False
            )
            code, lines = done.returncode, self._lines(io.BytesIO(done.stdout))
        refused = any(line.startswith("graphfind: ") for line in lines)
        assert (code == 2) == refused, f"{command}\nexit code {code}\n" + "\n".join(lines)
        assert code in (0, 1, 2), command
        assert not any("fault in graphfind itself" in line for line in lines), f"{command}\n" + "\n".join(lines)
        return lines

    @staticmethod
    def _needs_shell(command: str) -> bool:
        lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        return any(_SHELL.issuperset(token) for token in lexer) or "$" in command or "*" in command

    @contextmanager
    def _captured(self) -> Iterator[io.BytesIO]:
        out = io.BytesIO()
        stream = io.TextIOWrapper(out, "utf-8", write_through=True)
        with redirect_stdout(stream), redirect_stderr(stream):
            yield out
        stream.detach()

    def _lines(self, out: io.BytesIO) -> list[str]:
        return out.getvalue().decode().replace(str(self._home), HOME).splitlines()


def tidied(lines: Sequence[str]) -> list[str]:
    """Lines without blanks at their ends, and without empty ones around them."""
    return "\n".join(line.rstrip() for line in lines).strip("\n").split("\n") if any(lines) else []
