"""The Neo4j store keeps the contract of stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphfind.stores.base import Store
from tests.stores.contract import StoreContract
from tests.stores.leaving import LeavingContract
from tests.stores.neo4j.conftest import opened, wipe
from tests.stores.neo4j.server import Server


class TestNeo4j(StoreContract, LeavingContract):
    """One server has one database: a folder that was not seen before means that it is emptied."""

    rounds = 3

    @pytest.fixture(autouse=True)
    def _server(self, server: Server) -> None:
        self.server = server
        self.folder: Path | None = None

    def open(self, folder: Path) -> Store:
        if folder != self.folder:
            wipe(self.server)
            self.folder = folder
        return opened(self.server)
