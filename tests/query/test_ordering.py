"""Which introductions come first, and that those are the same however many are asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graphfind.roles import Lexicon
from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.query import ties


@pytest.fixture(scope="module")
def equals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("equals")
    with open_store(folder / "store.db") as store:
        ties.fill(store, folder)
        yield store


@pytest.mark.parametrize("rank", ["warmth", "hops", "new-ground"])
def test_fewer_introductions_are_the_first_of_more(equals: Store, lexicon: Lexicon, rank: str) -> None:
    ties.check_heads(equals, lexicon, rank)
