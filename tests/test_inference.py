"""Inferred ties: who was somewhere at the same time, against a plain computation over all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graphfind import inference
from graphfind.inference import (
    COLLEAGUE_BASE,
    HALF_GAP,
    HALF_HEADCOUNT,
    MAX_HEADCOUNT,
    MAX_SPELLS,
    MIN_INFERRED,
    SCHOOLMATE_BASE,
    PositionColumns,
    headcounts,
    overlaps,
    shared,
)
from graphfind.model import Evidence, EvidenceKind, Position
from graphfind.normalize import organization_key
from graphfind.strength import KINDS, MAX_INFERRED

TODAY = date(2026, 6, 10)
END_OF_MONTH = date(2026, 6, 30)

Held = tuple[int, int, Position]
"""A person, an organization (negative for none), and the position there."""

days = st.none() | st.dates(date(2015, 1, 1), date(2027, 1, 1))
positions = st.builds(Position, started=days, ended=days, as_of=days, study=st.booleans())
helds = st.lists(st.tuples(st.integers(0, 5), st.integers(-1, 2), positions), max_size=40)


def columns(held: Sequence[Held]) -> PositionColumns:
    def ordinals(dates: Sequence[date | None]) -> NDArray[np.int32]:
        return np.array([day.toordinal() if day else 0 for day in dates], np.int32)

    return PositionColumns(
        person=np.array([person for person, _, _ in held], np.int32),
        organization=np.array([organization for _, organization, _ in held], np.int32),
        started=ordinals([p.started for _, _, p in held]),
        ended=ordinals([p.ended for _, _, p in held]),
        as_of=ordinals([p.as_of for _, _, p in held]),
        study=np.array([p.study for _, _, p in held], np.bool_),
    )


Row = tuple[int, int, int, EvidenceKind, date, date, Any]


def rows(held: Sequence[Held]) -> list[Row]:
    found = overlaps(columns(held), TODAY)
    lists = (getattr(found, column.name).tolist() for column in fields(found))
    return sorted(
        (organization, a, b, KINDS[kind], date.fromordinal(first), date.fromordinal(last), strength)
        for a, b, kind, first, last, strength, organization in zip(*lists, strict=True)
    )


def stay(position: Position) -> tuple[date, date] | None:
    started, ended, as_of = (
        day and min(day, END_OF_MONTH) for day in (position.started, position.ended, position.as_of)
    )
    known = [day for day in (ended, as_of) if day]
    if not started and not known:
        return None
    start = started or min(known)
    return start, max(start, known[0]) if known else start


def united(stays: list[tuple[date, date]]) -> list[tuple[date, date]]:
    result: list[tuple[date, date]] = []
    for start, end in sorted(stays):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result[-MAX_SPELLS:]


def by_hand(held: Sequence[Held]) -> list[Row]:
    """The definition, one pair of people at a time."""
    people = defaultdict(set)
    stays = defaultdict(list)
    for person, organization, position in held:
        people[organization].add(person)
        if known := stay(position):
            stays[organization, position.study, person].append(known)
    found = []
    for organization, there in people.items():
        if organization < 0 or not 2 <= len(there) <= MAX_HEADCOUNT:
            continue
        for a, b in combinations(sorted(there), 2):
            for study in (False, True):
                best = None
                for ours in united(stays[organization, study, a]):
                    for theirs in united(stays[organization, study, b]):
                        begin, end = max(ours[0], theirs[0]), min(ours[1], theirs[1])
                        months = max(0, (begin - end).days) // 30
                        candidate = (-months, end, -begin.toordinal(), min(begin, end))
                        best = max(best, candidate) if best else candidate
                if best is None:
                    continue
                strength = SCHOOLMATE_BASE if study else COLLEAGUE_BASE
                strength *= 0.5 ** (-best[0] / HALF_GAP) * HALF_HEADCOUNT / (HALF_HEADCOUNT + len(there) - 2)
                if strength >= MIN_INFERRED:
                    kind = EvidenceKind.SCHOOLMATE if study else EvidenceKind.COLLEAGUE
                    found.append((organization, a, b, kind, best[3], best[1], pytest.approx(strength)))
    return sorted(found, key=lambda row: row[:4])


@settings(max_examples=300)
@given(helds)
def test_equals_the_definition(held: list[Held]) -> None:
    assert rows(held) == by_hand(held)


@given(helds.flatmap(lambda held: st.tuples(st.just(held), st.permutations(held))))
def test_the_order_of_positions_does_not_matter(orders: tuple[list[Held], list[Held]]) -> None:
    one, other = (overlaps(columns(held), TODAY) for held in orders)
    for column in fields(one):
        assert (getattr(one, column.name) == getattr(other, column.name)).all()


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(3)
    n = 3000
    started = random.integers(733_000, 738_000, n, dtype=np.int32)
    many = PositionColumns(
        person=random.integers(0, 500, n),
        organization=random.integers(0, 150, n, dtype=np.int32),
        started=started,
        ended=started + random.integers(0, 900, n, dtype=np.int32),
        as_of=np.zeros(n, np.int32),
        study=random.random(n) < 0.2,
    )
    whole = overlaps(many, TODAY)
    assert len(whole.a) > 5_000
    monkeypatch.setattr(inference, "_PAIRS_AT_ONCE", 50)
    parts = overlaps(many, TODAY)
    for column in fields(whole):
        assert (getattr(whole, column.name) == getattr(parts, column.name)).all()


# One pair explained


@settings(max_examples=200)
@given(helds)
def test_one_pair_is_told_the_same(held: list[Held]) -> None:
    names = {-1: "", 0: "Acme Corp", 1: "Globex", 2: "Initech"}
    counts = dict(zip(names.values(), [0, *headcounts(columns(held)).tolist()], strict=False))
    by_key = {organization_key(name): count for name, count in counts.items()}
    told = defaultdict(list)
    for person, organization, position in held:
        told[person].append(
            Position("", names[organization], "", position.started, position.ended, position.as_of, position.study)
        )
    expected = defaultdict(set)
    for organization, a, b, kind, first, last, strength in rows(held):
        expected[a, b].add(Evidence(kind, 0, 0, first, last, strength=strength, relation=names[organization]))
    for a, b in combinations(sorted(told), 2):
        evidence = shared(told[a], told[b], by_key, TODAY)
        assert set(evidence) == expected[a, b]
        assert evidence == shared(told[b], told[a], by_key, TODAY)
        strengths = [e.strength or 0.0 for e in evidence]
        assert strengths == sorted(strengths, reverse=True)


def test_spellings_of_one_organization_meet() -> None:
    ours = [Position("Engineer", "  ACME ", started=date(2019, 1, 1), ended=date(2021, 1, 1))]
    theirs = [Position("Designer", "Acme", as_of=date(2020, 5, 1))]
    [evidence] = shared(ours, theirs, {organization_key("Acme"): 2}, TODAY)
    assert evidence.relation == "Acme"
    assert (evidence.first, evidence.last) == (date(2020, 5, 1), date(2020, 5, 1))
    assert evidence.strength == COLLEAGUE_BASE


def test_a_large_organization_says_nothing_of_a_pair() -> None:
    ours, key = [Position("", "Acme", as_of=TODAY)], organization_key("Acme")
    assert shared(ours, ours, {key: MAX_HEADCOUNT}, TODAY)
    assert shared(ours, ours, {key: MAX_HEADCOUNT + 1}, TODAY) == ()


def test_people_without_a_common_organization_share_nothing() -> None:
    assert shared([Position("", "Acme", as_of=TODAY)], [Position("", "Globex", as_of=TODAY)], {}, TODAY) == ()
    assert shared([Position("", "", as_of=TODAY)], [Position("", "", as_of=TODAY)], {}, TODAY) == ()
    assert shared([], [], {}, TODAY) == ()


# What it means


def known(person: int, year: int, organization: int = 0, *, study: bool = False) -> Held:
    """Somebody of whom one day at the organization is known."""
    return person, organization, Position(as_of=date(year, 3, 1), study=study)


def test_nothing_gives_nothing() -> None:
    assert rows([]) == []
    assert rows([(0, 0, Position(started=TODAY))]) == []


def test_strength_falls_with_the_headcount_until_it_says_nothing() -> None:
    by_size = [rows([known(person, 2020) for person in range(size)]) for size in range(2, MAX_HEADCOUNT + 2)]
    strengths = [found[0][-1] for found in by_size[:-1]]
    assert strengths[0] == COLLEAGUE_BASE <= MAX_INFERRED
    assert strengths == sorted(set(strengths), reverse=True)
    assert len(by_size[-2]) == MAX_HEADCOUNT * (MAX_HEADCOUNT - 1) // 2
    assert by_size[-1] == []


def test_somebody_without_dates_counts_among_the_people_but_meets_nobody() -> None:
    found = rows([known(0, 2020), known(1, 2020), (2, 0, Position())])
    assert [row[1:3] for row in found] == [(0, 1)]
    assert found[0][-1] < COLLEAGUE_BASE


def test_strength_falls_with_the_gap_until_there_is_no_tie() -> None:
    by_gap = [rows([known(0, 2010), known(1, 2010 + years)]) for years in range(8)]
    strengths = [found[0][-1] for found in by_gap if found]
    assert strengths == sorted(set(strengths), reverse=True)
    assert strengths[2] == pytest.approx(COLLEAGUE_BASE / 2)
    assert 3 < len(strengths) < 8
    assert by_gap[-1] == []


def test_a_stay_without_an_end_lasts_to_the_day_it_was_told() -> None:
    veteran = (0, 0, Position(started=date(2010, 1, 1), as_of=date(2025, 1, 1)))
    [(*_, first, last, strength)] = rows([veteran, known(1, 2020)])
    assert (first, last, strength) == (date(2020, 3, 1), date(2020, 3, 1), COLLEAGUE_BASE)


def test_the_years_in_common_are_told() -> None:
    one = (0, 0, Position(started=date(2015, 1, 1), ended=date(2021, 1, 1)))
    other = (1, 0, Position(started=date(2019, 1, 1), ended=date(2024, 1, 1)))
    [(*_, first, last, _)] = rows([one, other])
    assert (first, last) == (date(2019, 1, 1), date(2021, 1, 1))


def test_school_is_told_apart_from_work() -> None:
    assert rows([known(0, 2020, study=True), known(1, 2020)]) == []
    [(*_, kind, _, _, strength)] = rows([known(0, 2020, study=True), known(1, 2020, study=True)])
    assert (kind, strength) == (EvidenceKind.SCHOOLMATE, SCHOOLMATE_BASE)


def test_nothing_happens_in_the_future() -> None:
    [(*_, last, strength)] = rows([known(0, 2090), (1, 0, Position(started=date(2020, 1, 1), as_of=TODAY))])
    assert last == TODAY
    assert strength == COLLEAGUE_BASE


def test_each_organization_gives_a_row_of_its_own() -> None:
    found = rows([known(0, 2020, 0), known(1, 2020, 0), known(0, 2022, 1), known(1, 2023, 1)])
    assert [row[0] for row in found] == [0, 1]


def test_a_stay_told_by_several_sources_is_one() -> None:
    once = [known(0, 2020), (1, 0, Position(started=date(2018, 1, 1), ended=date(2021, 1, 1)))]
    again = [(1, 0, Position(started=date(2018, 2, 1), ended=date(2021, 1, 1))), known(0, 2020), known(1, 2019)]
    assert rows([*once, *again]) == rows(once)


def test_only_the_newest_stays_count() -> None:
    often = [known(0, year) for year in range(1960, 1960 + 10 * (MAX_SPELLS + 1), 10)]
    assert rows([*often, known(1, 1960)]) == []
    [(*_, last, strength)] = rows([*often, known(1, 1970)])
    assert (last, strength) == (date(1970, 3, 1), COLLEAGUE_BASE)
