"""The Neo4j store keeps the contract of stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphfind.lookup import find_person
from graphfind.model import OWNER, PersonRecord
from graphfind.statements import forget
from graphfind.stores.base import Store
from graphfind.stores.neo4j import statements
from graphfind.stores.neo4j.view import View
from tests.stores.contract import StoreContract
from tests.stores.leaving import LeavingContract
from tests.stores.neo4j.conftest import opened, wipe
from tests.stores.neo4j.server import Server
from tests.stores.succeeding import SucceedingContract
from tests.worlds import TODAY, contacts, load, person


class TestNeo4j(StoreContract, LeavingContract, SucceedingContract):
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

    def test_who_was_forgotten_is_asked_once_an_import(
        self, filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        forget(filled, find_person(filled, "Cy Dahl"), TODAY)
        asked: list[str] = []
        rows = View.rows
        monkeypatch.setattr(View, "rows", lambda view, text, **values: asked.append(text) or rows(view, text, **values))
        many = contacts(*(person(f"n{n}", f"Name {n}", emails=(f"n{n}@example.org",)) for n in range(40)))
        owner = PersonRecord(OWNER, "Other One")
        report = load(filled, tmp_path, [*many, person("cy", "Cy Dahl")], owner, file="many.scripted")
        assert report.status == "imported"
        assert asked.count(statements.FORGOTTEN) == 1
