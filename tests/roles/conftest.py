"""The built-in lexicon, loaded once, and indexes that take long to make."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphfind.roles import Lexicon, load_lexicon
from graphfind.roles.taxonomy import TaxonomyIndex, build_index, read_taxonomy

REAL = Path(__file__).parents[3] / "shared" / "data" / "taxonomy"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def families_alone(lexicon: Lexicon) -> TaxonomyIndex:
    """The index of the families without a taxonomy; tests that share it are of one group, and so run in one process."""
    return build_index(None, lexicon)


@pytest.fixture(scope="session")
def real(lexicon: Lexicon) -> TaxonomyIndex:
    """The index of O*NET and ESCO as their makers publish them, where they are at hand."""
    if not REAL.is_dir():
        pytest.skip("O*NET and ESCO are not at hand")
    return build_index(read_taxonomy(REAL), lexicon)
