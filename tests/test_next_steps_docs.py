"""docs/next-steps.md: its tables and constants are the program's, and its example comes out as it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from graphfind import inference
from graphfind.planning import leads, openings
from graphfind.planning.coverage import reached, ties_of
from graphfind.query import WhyNone

DOCS = Path(__file__).parents[1] / "docs"
DOCUMENT = " ".join((DOCS / "next-steps.md").read_text(encoding="utf-8").split())


def test_the_example_of_a_shared_tie() -> None:
    me, ada, eve, cy, bo = range(5)
    chance = {(me, ada): 0.8, (me, eve): 0.8, (ada, cy): 0.9, (eve, cy): 0.9, (cy, bo): 0.5}
    ways = [ties_of([me, friend, cy, bo]) for friend in (ada, eve)]

    def said(line: str) -> float:
        found = re.search(rf"{line} .*?= (0\.\d+)", DOCUMENT)
        assert found, line
        return float(found[1])

    one, both = reached(ways[:1], chance), reached(ways, chance)
    assert said("through one of them") == round(one, 2)
    assert said("as if they were apart") == round(1 - (1 - one) ** 2, 2)
    assert said("through both, as it is") == round(both, 2)
    assert f"asking Eve after Ada adds {both - one:.2f}" in DOCUMENT


def test_every_reason_of_a_lead_with_its_points() -> None:
    rows = re.findall(r"\| `(\w+)` \| [^|]+ \| (\d) \|", DOCUMENT)
    assert {why: int(count) for why, count in rows} == leads.POINTS
    assert [why for why, _ in rows] == list(leads.POINTS) == list(get_args(leads.Why))
    assert leads.SEVERAL == 2


@pytest.mark.parametrize("reason", get_args(WhyNone))
def test_every_reason_why_nothing_was_found(reason: str) -> None:
    assert f"| `{reason}` |" in DOCUMENT


def test_how_much_circles_count() -> None:
    assert f"{openings.BASES['work']:.2f} for an employer of two, {openings.BASES['tag']:.2f} for a school" in DOCUMENT
    assert openings.BASES["study"] == openings.BASES["tag"]
    half = inference.HALF_HEADCOUNT
    assert f"times {half} / ({half} + *n* − 2)" in DOCUMENT
    assert f"leads from you: {openings.NEAR:.2f}" in DOCUMENT


def test_nothing_promises_that_anybody_is_hired() -> None:
    """Where the documentation speaks of being hired, it says that graphfind does not."""
    pages = [DOCS.parent / "README.md", DOCS.parent / "CHANGELOG.md", *sorted(DOCS.glob("*.md"))]
    spoken = 0
    for page in pages:
        for sentence in re.split(r"(?<=[.:])\s", page.read_text(encoding="utf-8")):
            if re.search(r"\bhir(e|ed|es|ing)\b|job offer", sentence, re.IGNORECASE):
                assert re.search(r"\b(never|not|no)\b", sentence), f"{page.name}: {sentence}"
                spoken += 1
    assert spoken
