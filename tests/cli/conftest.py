"""A command line of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.exports import adas, mine
from tests.command_line import CommandLine


@pytest.fixture
def graphfind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Runs commands on an empty store."""
    return CommandLine(tmp_path, monkeypatch)


@pytest.fixture
def filled(graphfind: CommandLine, tmp_path: Path) -> CommandLine:
    """Runs commands on a store in which Mara, who I am, knows Ada, and Ada knows Cy."""
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path), "--owner", "Ada Ferro")
    return graphfind
