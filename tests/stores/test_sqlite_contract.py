"""The embedded store keeps the contract of stores."""

from __future__ import annotations

from pathlib import Path

from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.stores.contract import StoreContract
from tests.stores.leaving import LeavingContract
from tests.stores.succeeding import SucceedingContract


class TestSQLite(StoreContract, LeavingContract, SucceedingContract):
    worlds = 12

    def open(self, folder: Path) -> Store:
        return open_store(folder / "store.db")
