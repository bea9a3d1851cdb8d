"""What words mean among the titles that are ranked: by whom they are held, how often, and in how long a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.roles import Lexicon
from graphfind.roles.taxonomy import TaxonomyIndex, rank
from graphfind.roles.taxonomy.likeness import Likeness
from graphfind.roles.taxonomy.usage import MANY, USAGE, as_used, usage


def titles(pieces: Sequence[Mapping[str, float]], occupations: Sequence[int | None]) -> Likeness:
    """Titles of these pieces, each of which votes for one occupation or none."""
    none = np.empty(0, np.int64)
    voted = [each is not None for each in occupations]
    return Likeness(
        votes_from=np.cumsum([0, *voted]),
        occupations=np.array([each for each in occupations if each is not None], np.int32),
        votes=np.ones(sum(voted), np.float32),
        grams_from=np.zeros(len(pieces) + 1, np.int64),
        grams=none,
        weights=none.astype(np.float64),
        pieces=pieces,
    )


def row(known: Likeness, number: int) -> dict[int, float]:
    part = slice(int(known.votes_from[number]), int(known.votes_from[number + 1]))
    return dict(zip(known.occupations[part].tolist(), known.votes[part].tolist(), strict=True))


@pytest.mark.xdist_group("taxonomy")
def test_what_no_name_holds_is_known_by_its_neighbours(families_alone: TaxonomyIndex, lexicon: Lexicon) -> None:
    held = ["Nurse Zibbo", "Krankenschwester Zibbo", "Zibbo", "Gardener Quaffy", "Gärtner Quaffy", "Quaffy"]
    order = [one.title for one in rank("enfermera", held, families_alone, lexicon)]
    assert order.index("Zibbo") < order.index("Quaffy")
    assert [one.title for one in rank("jardinero", held, families_alone, lexicon)].index("Quaffy") < 3


def test_a_piece_means_the_mean_of_its_holders_as_loud_as_each_says_it() -> None:
    use = usage(titles([{"a": 1.0}, {"a": 0.5}, {"a": 0.5, "b": 1.0}], [3, 7, None]))
    part = slice(int(use.begin[use.numbers["a"]]), int(use.begin[use.numbers["a"] + 1]))
    assert use.occupations[part].tolist() == [3, 7]
    assert use.shares[part].tolist() == [0.5, 0.25]
    assert use.begin[use.numbers["b"] + 1] == use.begin[use.numbers["b"]]


def test_rare_pieces_are_heard_before_common_ones() -> None:
    known = titles([{"common": 1.0}] * 9 + [{"rare": 1.0}], [1] * 9 + [2])
    found = row(as_used(titles([{"common": 1.0, "rare": 1.0}], [None]), usage(known)), 0)
    assert found[2] > found[1] > 0


def test_what_no_title_holds_leaves_the_rest_weaker() -> None:
    use = usage(titles([{"a": 1.0}, {"a": 1.0}], [1, 1]))
    one, other = (row(as_used(titles([each], [5]), use), 0) for each in ({"a": 1.0}, {"a": 1.0, "unheard": 1.0}))
    assert one[1] > other[1] > 0


@pytest.mark.parametrize("count", [1, 10, MANY, 5 * MANY])
def test_a_long_list_tells_more_of_its_words(count: int) -> None:
    known = titles([{"a": 1.0}] * count, [1] * count)
    found = row(as_used(titles([{"a": 1.0}], [2]), usage(known)), 0)
    assert found[1] / found[2] == pytest.approx(USAGE * count / (count + MANY), rel=1e-5)


@given(st.lists(st.integers(0, 5), max_size=8))
def test_pieces_that_no_other_title_holds_change_nothing(occupations: list[int]) -> None:
    known = titles([{str(number): 1.0} for number in range(len(occupations))], occupations)
    found = as_used(known, usage(known))
    assert found.occupations.tolist() == known.occupations.tolist()
    assert found.votes == pytest.approx(known.votes)


@given(st.data())
def test_rows_stay_in_order_and_of_length_one(data: st.DataObject) -> None:
    piece = st.dictionaries(st.sampled_from("abcd"), st.sampled_from([0.3, 1.0]), max_size=3)
    pieces = data.draw(st.lists(piece, max_size=7))
    known = titles(pieces, [data.draw(st.none() | st.integers(0, 4)) for _ in pieces])
    found = as_used(known, usage(known))
    for number in range(len(pieces)):
        votes = row(found, number)
        assert list(votes) == sorted(votes)
        assert votes.keys() >= row(known, number).keys()
        assert not votes or np.linalg.norm(list(votes.values())) == pytest.approx(1, abs=1e-5)
