"""Strength: what the design promises of it, and the same numbers from a second, plain computation."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind import strength
from graphfind.model import INFERRED, Evidence, EvidenceKind
from graphfind.strength import (
    HALF_SPAN,
    KIND_TABLE,
    KINDS,
    MAX_INFERRED,
    MAX_STRENGTH,
    MIN_STRENGTH,
    OVERRIDES,
    EvidenceColumns,
    inferred_only,
    override_strength,
    strengths,
    tie_strength,
)

TODAY = date(2026, 6, 10)
OBSERVED = [kind for kind in EvidenceKind if kind not in INFERRED]
ROUNDING = 1e-12

days = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))
counts = st.integers(0, 3) | st.integers(0, 5000)
bases = st.none() | st.floats(0.01, 1.0)


@st.composite
def pieces(draw: st.DrawFn) -> Evidence:
    kind = draw(st.sampled_from(KINDS))
    base = draw(bases) if kind in INFERRED else None
    return Evidence(kind, draw(counts), draw(counts), draw(days), draw(days), strength=base)


def columns(ties: Sequence[Sequence[Evidence]]) -> EvidenceColumns:
    rows = [(tie, e) for tie, evidence in enumerate(ties) for e in evidence]
    return EvidenceColumns(
        np.array([tie for tie, _ in rows], np.int64),
        np.array([KINDS.index(e.kind) for _, e in rows], np.int8),
        np.array([e.outgoing for _, e in rows], np.int32),
        np.array([e.incoming for _, e in rows], np.int32),
        np.array([e.first.toordinal() if e.first else 0 for _, e in rows], np.int32),
        np.array([e.last.toordinal() if e.last else 0 for _, e in rows], np.int32),
        np.array([math.nan if e.strength is None else e.strength for _, e in rows], np.float64),
    )


def months_before(day: date, today: date) -> int:
    return min(max(0, 12 * (today.year - day.year) + today.month - day.month), 1200)


def by_hand(evidence: Sequence[Evidence], today: date) -> float:
    """The definition, one tie and one number at a time."""
    kinds = defaultdict(list)
    for e in evidence:
        kinds[e.kind].append(e)
    doubt = {True: 1.0, False: 1.0}
    for kind, rows in kinds.items():
        constants = KIND_TABLE[KINDS.index(kind)]
        ages, firsts = [], []
        for e in rows:
            known = [months_before(day, today) for day in (e.first, e.last) if day]
            ages.append(min(known if e.last else [*known, constants.undated]))
            firsts.append(months_before(e.first, today) if e.first else 0)
        age, span = min(ages), max(0, max(firsts) - min(ages))
        outgoing, incoming = max(e.outgoing for e in rows), max(e.incoming for e in rows)
        volume = max(1, outgoing + incoming)
        p = constants.best
        if kind in INFERRED:
            p = min(constants.best, max(e.strength or 0.0 for e in rows))
        p *= constants.floor + (1 - constants.floor) * 0.5 ** (age / constants.half_life)
        p *= 1 - (1 - constants.brief) * 0.5 ** (span / HALF_SPAN)
        p *= volume / (volume + constants.half_volume)
        p *= 1.0 if outgoing and incoming else constants.one_sided
        doubt[kind in INFERRED] *= 1 - p
    together = 1 - doubt[False] * max(doubt[True], 1 - MAX_INFERRED)
    return min(max(together, MIN_STRENGTH), MAX_STRENGTH)


# The table of constants


def test_table_has_a_sane_row_for_each_kind() -> None:
    assert tuple(row.kind for row in KIND_TABLE) == KINDS
    for row in KIND_TABLE:
        assert 0 < row.best < MAX_STRENGTH
        assert 0 < row.one_sided <= 1
        assert 0 < row.floor < 1
        assert 0 < row.brief <= 1
        assert row.half_volume >= 0
        assert row.half_life > 0
        assert row.undated > 0
        assert len(row.reason) > 30


# The numbers themselves


@settings(max_examples=200)
@given(st.lists(pieces(), max_size=8))
def test_equals_the_definition(evidence: list[Evidence]) -> None:
    assert tie_strength(evidence, TODAY) == pytest.approx(by_hand(evidence, TODAY), abs=ROUNDING)


@given(st.lists(st.lists(pieces(), max_size=5), max_size=6), st.integers(0, 99))
def test_many_ties_at_once_are_the_same_numbers(ties: list[list[Evidence]], seed: int) -> None:
    evidence = columns(ties)
    order = np.random.default_rng(seed).permutation(len(evidence.tie))
    shuffled = EvidenceColumns(*(column[order] for column in evidence))
    assert strengths(shuffled, len(ties), TODAY).tolist() == [tie_strength(tie, TODAY) for tie in ties]


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(7)
    n, ties = 5000, 1000
    evidence = EvidenceColumns(
        tie=random.integers(0, ties, n),
        kind=random.integers(0, len(KINDS), n).astype(np.int8),
        outgoing=random.integers(0, 9, n, dtype=np.int32),
        incoming=random.integers(0, 9, n, dtype=np.int32),
        first=random.integers(0, 740_000, n, dtype=np.int32),
        last=random.integers(0, 740_000, n, dtype=np.int32),
        strength=np.where(random.random(n) < 0.7, np.nan, random.random(n)),
    )
    for column in EvidenceColumns._fields:
        getattr(evidence, column).flags.writeable = False
    whole = strengths(evidence, ties, TODAY)
    monkeypatch.setattr(strength, "_BLOCK", 7)
    assert (strengths(evidence, ties, TODAY) == whole).all()
    monkeypatch.setattr(strength, "_MAX_BLOCKS", 1000)
    assert (strengths(evidence, ties, TODAY) == whole).all()


def test_no_evidence_is_the_least_strength() -> None:
    assert tie_strength([], TODAY) == MIN_STRENGTH
    assert strengths(columns([]), 3, TODAY).tolist() == [MIN_STRENGTH] * 3


@given(st.lists(pieces(), max_size=8), st.dates(date(1995, 1, 1), date(2035, 1, 1)))
def test_stays_within_bounds(evidence: list[Evidence], today: date) -> None:
    assert MIN_STRENGTH <= tie_strength(evidence, today) <= MAX_STRENGTH


def test_the_strongest_evidence_reaches_the_upper_bound() -> None:
    everything = [Evidence(kind, 500, 500, date(2010, 1, 1), TODAY) for kind in OBSERVED]
    assert tie_strength(everything, TODAY) == MAX_STRENGTH


# What a job seeker would expect


def connected(on: date | None = date(2019, 1, 5)) -> Evidence:
    return Evidence(EvidenceKind.CONNECTION, first=on, last=on)


def test_a_bare_connection_is_weak() -> None:
    assert 0.19 < tie_strength([connected(date(1999, 1, 1))], TODAY) < tie_strength([connected(TODAY)], TODAY) < 0.3


@pytest.mark.parametrize("kind", [EvidenceKind.MESSAGE, EvidenceKind.EMAIL])
@pytest.mark.parametrize("volume", [1, 5, 50])
def test_an_answered_conversation_is_worth_several_unanswered_ones(kind: EvidenceKind, volume: int) -> None:
    answered = tie_strength([Evidence(kind, volume, volume, last=TODAY)], TODAY)
    for outgoing, incoming in [(2 * volume, 0), (0, 2 * volume)]:
        assert answered > 4 * tie_strength([Evidence(kind, outgoing, incoming, last=TODAY)], TODAY)


def test_recommendations_and_stated_relations_are_strong() -> None:
    recommended = tie_strength([connected(), Evidence(EvidenceKind.RECOMMENDATION, 0, 1, last=date(2021, 3, 1))], TODAY)
    stated = tie_strength([Evidence(EvidenceKind.RELATION, relation="manager")], TODAY)
    endorsed = tie_strength([connected(), Evidence(EvidenceKind.ENDORSEMENT, 0, 1, last=date(2021, 3, 1))], TODAY)
    assert endorsed < 0.3 < recommended
    assert recommended > 0.5 < stated


@pytest.mark.parametrize("kind", OBSERVED)
def test_an_old_tie_is_never_hidden(kind: EvidenceKind) -> None:
    new = tie_strength([Evidence(kind, 6, 6, last=TODAY)], TODAY)
    old = tie_strength([Evidence(kind, 6, 6, last=date(1926, 6, 10))], TODAY)
    assert MIN_STRENGTH < 0.3 * new < old < new


def test_inferred_evidence_alone_stays_under_its_cap() -> None:
    evidence = [Evidence(kind, first=TODAY, last=TODAY, strength=1.0) for kind in sorted(INFERRED)]
    assert tie_strength(evidence[:1], TODAY) <= MAX_INFERRED
    assert tie_strength(evidence, TODAY) == MAX_INFERRED
    assert tie_strength([*evidence, connected()], TODAY) > MAX_INFERRED


def test_inferred_evidence_without_a_base_says_nothing() -> None:
    assert tie_strength([Evidence(EvidenceKind.COLLEAGUE)], TODAY) == MIN_STRENGTH


# More, newer or answered evidence never lowers strength

evidence_lists = st.lists(pieces(), min_size=1, max_size=6)


def never_lower(more: Sequence[Evidence], less: Sequence[Evidence]) -> None:
    assert tie_strength(more, TODAY) >= tie_strength(less, TODAY) - ROUNDING


@settings(max_examples=200)
@given(st.lists(pieces(), max_size=6), pieces())
def test_another_row_never_lowers(evidence: list[Evidence], another: Evidence) -> None:
    never_lower([*evidence, another], evidence)


@settings(max_examples=200)
@given(evidence_lists, counts, counts)
def test_more_exchanges_never_lower(evidence: list[Evidence], outgoing: int, incoming: int) -> None:
    first, *rest = evidence
    more = replace(first, outgoing=first.outgoing + outgoing, incoming=first.incoming + incoming)
    never_lower([more, *rest], evidence)


some_day = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@settings(max_examples=200)
@given(evidence_lists, some_day, st.integers(0, 9000))
def test_a_newer_contact_never_lowers(evidence: list[Evidence], last: date, later: int) -> None:
    first, *rest = evidence
    never_lower([replace(first, last=last + timedelta(later)), *rest], [replace(first, last=last), *rest])


@settings(max_examples=200)
@given(evidence_lists, some_day, st.integers(0, 9000), st.integers(0, 9000))
def test_a_longer_acquaintance_never_lowers(evidence: list[Evidence], met: date, lasted: int, earlier: int) -> None:
    first, *rest = evidence
    less = replace(first, first=met, last=met + timedelta(lasted))
    never_lower([replace(less, first=met - timedelta(earlier)), *rest], [less, *rest])


@given(evidence_lists)
def test_an_answer_never_lowers(evidence: list[Evidence]) -> None:
    first, *rest = evidence
    never_lower([replace(first, outgoing=max(1, first.outgoing), incoming=max(1, first.incoming)), *rest], evidence)


@given(evidence_lists, st.floats(0.01, 1.0))
def test_a_better_base_never_lowers(evidence: list[Evidence], base: float) -> None:
    inferred = Evidence(EvidenceKind.COLLEAGUE, strength=base / 2)
    never_lower([*evidence, replace(inferred, strength=base)], [*evidence, inferred])


# One exchange told by several sources counts once


@given(evidence_lists)
def test_saying_it_twice_changes_nothing(evidence: list[Evidence]) -> None:
    assert tie_strength([*evidence, *evidence], TODAY) == tie_strength(evidence, TODAY)


@given(evidence_lists)
def test_it_is_the_same_from_either_side(evidence: list[Evidence]) -> None:
    turned = [replace(e, outgoing=e.incoming, incoming=e.outgoing) for e in evidence]
    assert tie_strength(turned, TODAY) == tie_strength(evidence, TODAY)


@given(evidence_lists.flatmap(lambda evidence: st.tuples(st.just(evidence), st.permutations(evidence))))
def test_the_order_of_evidence_does_not_matter(orders: tuple[list[Evidence], list[Evidence]]) -> None:
    assert tie_strength(orders[0], TODAY) == tie_strength(orders[1], TODAY)


def test_sources_complete_each_other() -> None:
    mine = Evidence(EvidenceKind.MESSAGE, 9, 0, date(2020, 1, 1), date(2022, 1, 1), source="mine")
    theirs = Evidence(EvidenceKind.MESSAGE, 4, 3, date(2021, 1, 1), date(2026, 1, 1), source="theirs")
    both = Evidence(EvidenceKind.MESSAGE, 9, 3, date(2020, 1, 1), date(2026, 1, 1))
    assert tie_strength([mine, theirs], TODAY) == tie_strength([both], TODAY)


# Time


@given(evidence_lists)
def test_an_answer_holds_for_the_month(evidence: list[Evidence]) -> None:
    assert len({tie_strength(evidence, date(2026, 2, day)) for day in (1, 14, 28)}) == 1


def test_a_month_older_is_weaker() -> None:
    evidence = [Evidence(EvidenceKind.MESSAGE, 3, 3, last=date(2026, 5, 31))]
    by_month = [tie_strength(evidence, date(2026, month, 1)) for month in range(5, 13)]
    assert by_month == sorted(by_month, reverse=True)
    assert len(set(by_month)) == len(by_month)


@pytest.mark.parametrize("kind", OBSERVED)
def test_future_counts_as_today_and_unknown_as_the_stated_age(kind: EvidenceKind) -> None:
    undated = KIND_TABLE[KINDS.index(kind)].undated
    months = 12 * TODAY.year + TODAY.month - 1 - undated
    stated = date(months // 12, months % 12 + 1, 1)
    today, future, unknown, dated = (
        tie_strength([Evidence(kind, 2, 2, last=day)], TODAY) for day in (TODAY, date(2999, 1, 1), None, stated)
    )
    assert future == today
    assert unknown == dated < today


def test_dates_in_the_wrong_order_do_no_harm() -> None:
    turned = Evidence(EvidenceKind.MESSAGE, 2, 2, first=date(2026, 1, 1), last=date(2020, 1, 1))
    assert tie_strength([turned], TODAY) == tie_strength([replace(turned, last=turned.first)], TODAY)


# What somebody said counts as said


def stated(value: float, on: date | None) -> Evidence:
    return Evidence(EvidenceKind.RELATION, last=on, strength=value)


@pytest.mark.parametrize(("value", "taken"), [(0.4, 0.4), (1.0, MAX_STRENGTH), (0.001, MIN_STRENGTH)])
def test_an_explicit_strength_is_taken_as_it_is(value: float, taken: float) -> None:
    everything = [Evidence(kind, 500, 500, date(2010, 1, 1), TODAY, strength=None) for kind in KINDS]
    assert tie_strength([*everything, stated(value, None)], TODAY) == taken


def test_of_several_explicit_strengths_the_newest_counts_then_the_larger() -> None:
    old, new, equal = stated(0.9, date(2020, 1, 1)), stated(0.2, date(2024, 1, 1)), stated(0.3, date(2024, 1, 1))
    assert tie_strength([old, stated(0.8, None)], TODAY) == 0.9
    assert tie_strength([old, new], TODAY) == tie_strength([new, old], TODAY) == 0.2
    assert tie_strength([old, equal, new], TODAY) == tie_strength([new, equal, old], TODAY) == 0.3


def test_an_explicit_strength_stays_with_its_tie() -> None:
    both = strengths(columns([[connected()], [connected(), stated(0.6, None)]]), 2, TODAY)
    assert both.tolist() == [tie_strength([connected()], TODAY), 0.6]


@given(st.lists(pieces(), max_size=4))
def test_the_users_word_wins(evidence: list[Evidence]) -> None:
    assert tie_strength(evidence, TODAY, "close") == override_strength("close") == OVERRIDES["close"]
    assert tie_strength(evidence, TODAY, "knows") == OVERRIDES["knows"]
    assert tie_strength(evidence, TODAY, "barely") == OVERRIDES["barely"]
    assert tie_strength(evidence, TODAY, "dont-ask") == tie_strength(evidence, TODAY)


def test_the_users_words_are_in_order() -> None:
    assert MIN_STRENGTH < OVERRIDES["barely"] < OVERRIDES["knows"] < OVERRIDES["close"] <= MAX_STRENGTH


# Observed or inferred


def test_inferred_only_needs_evidence_that_nobody_observed() -> None:
    colleague = Evidence(EvidenceKind.COLLEAGUE, strength=0.2)
    schoolmate = Evidence(EvidenceKind.SCHOOLMATE, strength=0.1)
    ties = [[colleague], [connected()], [connected(), colleague], [], [colleague, schoolmate]]
    assert inferred_only(columns(ties), len(ties)).tolist() == [True, False, False, False, True]
