"""Introductions on a terminal: all that matters is said, 80 columns hold it, and no data steers the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from rich.cells import cell_len

from graphfind.ranking import with_alternatives
from graphfind.render.columns import Paper
from graphfind.render.introductions import introductions
from tests.render.page_answers import answer, filled, path, person, random_answer
from tests.render.test_table import HOSTILE, words

BEST = with_alternatives(
    path("ego", "friend", person("target", "Priya Rao", "Product Manager", "Works B"), strengths=(0.5, 0.25)),
    [path("ego", "other", "target", strengths=(0.4, 0.3)), path("ego", "target", strengths=(0.1,))],
)


def printed(found: Any, width: int = 80) -> str:
    return "\n".join(introductions(found, Paper(width)))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_80_columns_hold_everything_and_nothing_steers(hostile: str) -> None:
    text = printed(filled(HOSTILE[hostile]))
    assert text.strip()
    assert max(cell_len(line) for line in text.splitlines()) <= 80
    assert not set(text) & set("\x1b\x07\x9b\r\u202e\u2028")
    if hostile == "markup":
        assert "[red]" in text


@pytest.mark.parametrize("width", [40, 80, 100, 200])
def test_an_answer_of_any_size_fits(width: int) -> None:
    text = printed(random_answer(40), width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_an_introduction_says_whom_through_whom_how_likely_and_why() -> None:
    text = words(printed(answer(BEST), 200))
    assert "1 Priya Rao 12% → Name friend" in text
    assert "Product Manager · Works B" in text
    assert f"{BEST.low:.0%}–{BEST.high:.0%}" in text
    assert BEST.hops[0].reason in text
    assert f"{BEST.hops[1].reason} (weakest)" in text
    assert "→ Priya Rao (inferred)" in text
    assert "or through Name other 12%, directly 10%" in text
    assert "13 people in the role, 1 within reach; 1 shown. Searched 2,481 people and 7,312 ties." in text


def test_large_numbers_are_written_alike() -> None:
    many = answer(BEST)._replace(stats=answer(BEST).stats._replace(targets=4_002, reached=4_002))
    assert "4,002 people in the role, 4,002 within reach;" in words(printed(many, 200))


def test_where_several_search_it_is_said_from_whom_a_path_starts() -> None:
    asked = answer(BEST)
    assert "from Name ego" not in printed(asked)
    several = answer(BEST, egos=(1, 2))
    assert "from Name ego" in printed(several, 200)


def test_names_and_chances_are_bold_and_alternatives_dim() -> None:
    shown = set()
    paper = Paper(200, lambda text, style: shown.add((style, text)) or text)
    list(introductions(answer(BEST), paper))
    assert shown >= {("bold", "Priya Rao"), ("bold", "12%"), ("bold", "→ Name friend"), ("bold", "Target")}
    assert {text for style, text in shown if style == "dim"} == {"or through Name other 12%, directly 10%"}


def test_only_a_path_with_several_hops_has_a_weakest_one() -> None:
    assert "(weakest)" not in printed(answer(path("ego", "target")))


@pytest.mark.parametrize(("grade", "shown"), [("exact", False), ("family", True), ("near", True), ("related", True)])
def test_a_grade_is_shown_where_it_is_not_exact(grade: Any, shown: bool) -> None:
    assert BEST.role_match is not None
    found = answer(replace(BEST, role_match=replace(BEST.role_match, grade=grade)))
    assert (f"({grade})" in printed(found)) is shown
