"""Which organizations have a mark: those of several people, each with a letter of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graphfind.render.page.marks import MOST, marks


def test_only_where_several_are_there_is_a_mark() -> None:
    found = marks(["Acme", "Bolt", "Acme Inc.", "Cord", ""])
    assert found.companies == ("Acme", "Bolt", "Cord")
    assert found.letters == ("A",)
    assert dict(found.organizations) == {"Acme": 0, "Acme Inc.": 0, "Bolt": 1, "Cord": 2}


def test_letters_are_of_the_name_where_they_are_free() -> None:
    assert marks([name for name in ("Acme", "Axa", "AAA", "高橋", "…") for _ in "ab"]).letters == (
        "A",
        "X",
        "B",
        "高",
        "C",
    )


@given(st.lists(st.text(max_size=8), max_size=60))
def test_marks_are_few_and_distinct(names: list[str]) -> None:
    found = marks([*names, *names])
    assert len(found.letters) == len(set(found.letters)) <= MOST
    assert {name for name, _ in found.organizations} == set(filter(None, names))
    assert all(0 <= place < len(found.companies) for _, place in found.organizations)
