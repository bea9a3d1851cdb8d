"""The stores that the tests of queries ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graphfind.roles import Lexicon, load_lexicon
from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.query.world import fill


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as store:
        fill(store, tmp_path)
        yield store


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same store for all tests that only read."""
    folder = tmp_path_factory.mktemp("query")
    with open_store(folder / "store.db") as store:
        fill(store, folder)
        yield store
