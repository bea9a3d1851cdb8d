"""The embedded store keeps the contract of stores."""

from __future__ import annotations

from pathlib import Path

from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.stores.contract import StoreContract
from tests.stores.leaving import LeavingContract


class TestSQLite(StoreContract, LeavingContract):
    worlds = 12

    def open(self, folder: Path) -> Store:
        return open_store(folder / "store.db")
