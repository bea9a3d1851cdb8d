"""The built-in lexicon, loaded once."""

from __future__ import annotations

import pytest

from graphfind.roles import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()
