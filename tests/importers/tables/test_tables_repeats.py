"""The set of hashes in an array against Python's own set."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from importers.tables.repeats import Repeats


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-5, 5) | st.integers(0, 9).map(lambda n: n << 40)))
def test_tells_what_was_added_before(rows: list[int]) -> None:
    repeats, known = Repeats(), set()
    for row in rows:
        # 0 is the free slot, so that it and 1 are one and the same.
        assert repeats.add(row) is ((row or 1) in known)
        known.add(row or 1)


def test_grows() -> None:
    repeats = Repeats()
    assert not any(repeats.add(hash((n,))) for n in range(20_000))
    assert all(repeats.add(hash((n,))) for n in range(20_000))


@given(st.lists(st.lists(st.integers(-3, 3) | st.integers(0, 9).map(lambda n: n << 40) | st.integers(0, 2**63 - 1))))
def test_many_at_once_are_told_as_one_by_one(batches: list[list[int]]) -> None:
    together, apart = Repeats(), Repeats()
    for batch in batches:
        assert together.add_all(batch).tolist() == [apart.add(row) for row in batch]
        assert [together.add(row) for row in batch] == [apart.add(row) for row in batch]


def test_grows_by_batches() -> None:
    repeats = Repeats()
    rows = [hash((n,)) for n in range(20_000)]
    for start in range(0, len(rows), 7_000):
        assert not repeats.add_all(rows[start : start + 7_000]).any()
    assert repeats.add_all(rows).all()
