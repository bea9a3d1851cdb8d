"""Slips in long words: what they make, and that titles with one are read as if there were none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.normalize.folding import fold
from graphfind.roles import Lexicon, parse, understand
from graphfind.roles.misspelling import misspellings
from graphfind.roles.sources import by_language, read_sources


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=16))
def test_one_slip_within_a_word_keeps_its_ends(word: str) -> None:
    wrong = set(misspellings(word))
    assert word not in wrong
    assert all((each[0], each[-1]) == (word[0], word[-1]) for each in wrong)
    assert all(abs(len(each) - len(word)) <= 1 for each in wrong)


def test_the_usual_slips_are_among_them() -> None:
    assert {"manger", "manaager", "maneger", "maanger"} <= set(misspellings("manager"))
    assert {"specalist", "speciallist", "spesialist", "spceialist"} <= set(misspellings("specialist"))


@pytest.mark.parametrize(
    ("title", "family", "level"),
    [
        ("Sr. Project Manger", "project-manager", "senior"),
        ("Sofware Enginer", "software-engineer", "mid"),
        ("Accountent", "accountant", "mid"),
        ("Business Anaylst", "business-analyst", "mid"),
        ("Executive Assisant", "executive-assistant", "mid"),
        ("Event Co-ordinator", "event-manager", "mid"),
        ("Co-Foudner", "founder", "founder"),
        ("Liason Oficer, Operations", "", "mid"),
        ("Entreprenuer", "owner", "owner"),
        ("Vice Presdient, Sales", "sales-leadership", "vp"),
        ("Geschäftsfüher", "chief-executive", "c_suite"),
        ("Krankenschwster", "nurse", "mid"),
        ("Responasble RH", "people-leadership", "head"),
        ("Funder", "", "mid"),
        ("Ingenier@ civil", "civil-engineer", "mid"),
    ],
)
def test_titles_with_a_slip(title: str, family: str, level: str, lexicon: Lexicon) -> None:
    segment = parse(title, lexicon).segments[0]
    assert segment.families[:1] == ((family,) if family else ())
    assert segment.level == level


def test_a_role_may_be_asked_for_with_a_slip(lexicon: Lexicon) -> None:
    (asked,) = understand("sofware enginer", lexicon).alternatives
    assert asked.families == ("software-engineer",)


def test_a_slip_never_takes_the_place_of_a_word(lexicon: Lexicon) -> None:
    _, words, _ = read_sources()
    for _, phrase in by_language(words["misspelt"]):
        word = fold(phrase)
        for wrong in misspellings(word):
            if lexicon.canon.get(wrong) == lexicon.canon.get(word, word):
                assert lexicon.meaning(wrong) is None, wrong
