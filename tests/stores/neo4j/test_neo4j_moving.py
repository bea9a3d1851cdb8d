"""Stores move between a file and a Neo4j server without loss."""

from __future__ import annotations

from pathlib import Path

from graphfind import dump
from graphfind.moving import move
from graphfind.stores import open_store
from tests.stores.neo4j.conftest import opened
from tests.stores.neo4j.server import Server
from tests.test_moving import fill, same
from tests.worlds import TODAY


def test_to_a_server_and_back(empty: Server, tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "a.db") as one,
        opened(empty) as server,
        open_store(tmp_path / "b.db") as back,
    ):
        fill(one, tmp_path)
        there = move(one, server, TODAY)
        assert same(one, server)
        assert move(server, back, TODAY) == there
        assert list(dump.lines(back)) == list(dump.lines(one))
        assert server.examine(TODAY) == []
