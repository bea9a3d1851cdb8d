"""Introductions: their probability and range, ids that last, and the order they come in."""

from __future__ import annotations

import math
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.model import Evidence, EvidenceKind, Grade, Introduction, PathPerson, RoleMatch, Tie, TieOverride
from graphfind.ranking import (
    GRADES,
    HIGH_PASS_ON,
    LEAST_WIDTH,
    LOW_PASS_ON,
    PASS_ON,
    introduction,
    introduction_id,
    with_alternatives,
)

TODAY = date(2026, 6, 10)
INFERRED = (Evidence(EvidenceKind.COLLEAGUE, strength=0.2, relation="Acme"),)
CONNECTED = (Evidence(EvidenceKind.CONNECTION, last=date(2020, 1, 1)),)
WRITES = (Evidence(EvidenceKind.MESSAGE, 60, 60, last=date(2026, 1, 1)),)


def people(count: int, prefix: str = "p") -> list[PathPerson]:
    return [PathPerson(f"{prefix}{number}", f"Person {number}") for number in range(count)]


def path(*strengths: float, evidence: tuple[Evidence, ...] = CONNECTED, prefix: str = "p") -> Introduction:
    ties = [Tie(strength, False, evidence) for strength in strengths]
    return introduction(people(len(ties) + 1, prefix), ties, None, TODAY)


def graded(grade: Grade | None, prefix: str, *strengths: float) -> Introduction:
    match = RoleMatch(grade, "", "") if grade else None
    ties = [Tie(strength, False, CONNECTED) for strength in strengths]
    return introduction(people(len(ties) + 1, prefix), ties, match, TODAY)


strengths = st.floats(0.01, 0.95)
ties = st.builds(
    Tie,
    strengths,
    st.booleans(),
    st.sampled_from([INFERRED, CONNECTED, WRITES, ()]),
    st.sampled_from([None, "close", "knows", "barely", "dont-ask"]),
)


@given(st.lists(ties, min_size=1, max_size=6))
def test_probability_is_the_product_within_its_range(hops: list[Tie]) -> None:
    made = introduction(people(len(hops) + 1), hops, None, TODAY)
    assert made.probability == math.prod(tie.strength for tie in hops)
    assert 0 < made.low <= made.probability <= made.high < 1
    assert hops[made.weakest_hop].strength == min(tie.strength for tie in hops)


def test_an_unobserved_hop_has_the_whole_range() -> None:
    made = path(0.3, evidence=INFERRED)
    assert made.low == pytest.approx(0.3 * LOW_PASS_ON / PASS_ON)
    assert made.high == pytest.approx(0.3 * HIGH_PASS_ON / PASS_ON)


def test_observed_evidence_narrows_the_range_but_never_closes_it() -> None:
    def width(*evidence: Evidence, override: TieOverride | None = None) -> float:
        made = introduction(people(2), [Tie(0.3, False, evidence, override)], None, TODAY)
        return made.high - made.low

    messages = [Evidence(EvidenceKind.MESSAGE, count, count) for count in (1, 5, 50, 10**6)]
    widths = [width(*INFERRED), width(*CONNECTED), *(width(*CONNECTED, message) for message in messages)]
    assert widths == sorted(set(widths), reverse=True)
    assert widths[-1] > LEAST_WIDTH * widths[0]
    assert width(messages[1], messages[1]) == width(messages[1])
    assert width(*CONNECTED, override="close") < width(*CONNECTED) == width(*CONNECTED, override="dont-ask")


@given(strengths, strengths, st.integers(0, 500), st.integers(0, 500))
def test_ranges_rise_with_strength_and_close_with_evidence(one: float, other: float, few: int, more: int) -> None:
    weak, strong = sorted((one, other))
    few, more = sorted((few, more))

    def ends(strength: float, exchanges: int) -> tuple[float, float]:
        evidence = (Evidence(EvidenceKind.MESSAGE, exchanges, exchanges),) if exchanges else INFERRED
        made = introduction(people(2), [Tie(strength, False, evidence)], None, TODAY)
        return made.low, made.high

    for exchanges in (few, more):
        assert ends(weak, exchanges) <= ends(strong, exchanges)
        assert ends(weak, exchanges)[1] <= ends(strong, exchanges)[1]
    assert ends(weak, few)[0] <= ends(weak, more)[0]
    assert ends(weak, more)[1] <= ends(weak, few)[1]
    assert weak * LOW_PASS_ON / PASS_ON <= ends(weak, few)[0] + 1e-12
    assert ends(weak, few)[1] <= weak * HIGH_PASS_ON / PASS_ON + 1e-12


@given(st.lists(ties, min_size=2, max_size=6))
def test_every_further_hop_lowers_the_whole_range(hops: list[Tie]) -> None:
    longer = introduction(people(len(hops) + 1), hops, None, TODAY)
    shorter = introduction(people(len(hops)), hops[:-1], None, TODAY)
    assert longer.low < shorter.low
    assert longer.probability < shorter.probability
    assert longer.high < shorter.high


def test_a_strong_tie_stays_under_certainty() -> None:
    made = path(0.95, evidence=INFERRED)
    assert made.probability < made.high < 1


def test_the_first_of_equally_weak_hops_is_named() -> None:
    assert path(0.5, 0.2, 0.2).weakest_hop == 1


def test_reasons_know_who_is_reading() -> None:
    hop = Tie(0.5, False, (Evidence(EvidenceKind.RECOMMENDATION, 0, 1, last=date(2021, 1, 1)),))
    made = introduction(people(3), [hop, hop], None, TODAY)
    assert [hop.reason for hop in made.hops] == [
        "recommended you in 2021",
        "Person 2 recommended Person 1 in 2021",
    ]


def test_a_path_that_does_not_fit_its_ties_is_refused() -> None:
    with pytest.raises(ValueError, match="one person more"):
        introduction(people(2), [], None, TODAY)
    with pytest.raises(ValueError, match="one person more"):
        introduction(people(1), [], None, TODAY)


def test_ids_last() -> None:
    assert path(0.5, 0.5).id == introduction_id(["p0", "p1", "p2"]) == "i70300a70310a7032"


@given(st.lists(st.lists(st.text("abc", min_size=1), min_size=2), min_size=2, max_size=6, unique_by=tuple))
def test_ids_tell_paths_apart(paths: list[list[str]]) -> None:
    ids = {introduction_id(path) for path in paths}
    assert len(ids) == len(paths)
    assert all(len(one) == 17 and one.startswith("i") and one.isascii() and one.isalnum() for one in ids)


def test_alternatives_have_none_of_their_own() -> None:
    best, second, third = path(0.5, prefix="a"), path(0.4, prefix="b"), path(0.3, prefix="c")
    nested = with_alternatives(second, [third])
    made = with_alternatives(best, [nested, third])
    assert made.alternatives == (second, third)
    assert (made.id, made.probability) == (best.id, best.probability)
    assert introduction(people(2), [Tie(0.5, False, CONNECTED)], None, TODAY, [second]).alternatives == (second,)


def test_grades_are_all_known() -> None:
    assert get_args(Grade) == GRADES


def test_the_target_stands_at_the_end() -> None:
    assert path(0.5, 0.5).target.id == "p2"
