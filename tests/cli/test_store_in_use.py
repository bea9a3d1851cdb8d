"""The store that a command reads is never what it writes its result over, however that is spelled."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.command_line import CommandLine, one_line

COMMANDS = [
    ["find", "nurse", "--force", "--html"],
    ["graph", "--force", "--html"],
    ["export", "csv", "--force", "--output"],
    ["export", "jsonl", "--output"],
    ["backup"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_store_in_use_is_not_overwritten(filled: CommandLine, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "linked.db").symlink_to("store.db")
    os.link(filled.store, tmp_path / "hard.db")
    (tmp_path / "folder").mkdir()
    before = filled.store.read_bytes()
    spelled = ["store.db", filled.store, "folder/../store.db", "linked.db", "hard.db"]
    for path in [*spelled, "store.db-wal", "store.db-shm", filled.folder / "store.db-journal"]:
        line = one_line(filled(*command, path, code=2).err)
        assert line == f"{path}: is the store in use, or a part of it; name another file"
    assert filled.store.read_bytes() == before


def test_its_parts_are_known_where_the_store_is_named_by_a_link(filled: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "linked.db").symlink_to("store.db")
    for path in ("store.db", "store.db-wal"):
        refused = filled("--store", "linked.db", "export", "csv", "--force", "--output", path, code=2)
        assert "is the store in use" in one_line(refused.err)


def test_the_store_of_the_demo_is_not_overwritten(graphfind: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "home" / ".local" / "share" / "graphfind" / "demo.db"
    assert "is the store in use" in one_line(graphfind("demo", "--html", path, code=2).err)


@pytest.mark.parametrize("target", ["store.db", "./store.db", "linked.db", "hard.db", "store.db-wal", "whole"])
def test_a_store_is_not_moved_into_itself(filled: CommandLine, tmp_path: Path, target: str) -> None:
    (tmp_path / "linked.db").symlink_to("store.db")
    os.link(filled.store, tmp_path / "hard.db")
    to = filled.store if target == "whole" else target
    assert "FROM and TO are the same store" in one_line(filled("move", "store.db", to, code=2).err)


def test_a_server_is_not_moved_into_itself(filled: CommandLine) -> None:
    refused = filled("move", "bolt://127.0.0.1", "neo4j://127.0.0.1:7687", code=2)
    assert "FROM and TO are the same store" in one_line(refused.err)
