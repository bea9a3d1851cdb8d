"""A command line of its own for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import CommandLine


@pytest.fixture
def graphfind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Runs commands on an empty store."""
    return CommandLine(tmp_path, monkeypatch)
