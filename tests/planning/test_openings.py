"""Whose contacts would help: those who share most with most of the people not reached, the smaller the circle."""

from __future__ import annotations

import pytest

from graphfind.planning.openings import BASES, NEAR, Circle, openings

ACME: Circle = ("work", "acme")
BIG: Circle = ("work", "big")
SCHOOL: Circle = ("study", "school")
CLUB: Circle = ("tag", "club")
SIZES = {ACME: 2, BIG: 200, SCHOOL: 2}


def order(people: dict[int, set[Circle]], targets: dict[int, set[Circle]], near: dict[int, set[int]]) -> list[int]:
    return [one.person for one in openings(people, targets, SIZES, near)]


def test_whoever_shares_a_circle_with_a_target_may_know_them() -> None:
    (one,) = openings({1: {ACME, CLUB}, 2: {SCHOOL}}, {7: {ACME}, 8: {ACME, CLUB}, 9: {BIG}}, SIZES, {})
    assert (one.person, one.targets, one.near) == (1, {7, 8}, frozenset())
    assert one.shared == ((ACME, 2), (CLUB, 1))
    both = 1 - (1 - BASES["work"]) * (1 - BASES["tag"])
    assert one.expected == pytest.approx(BASES["work"] + both)


def test_small_circles_count_for_more_and_many_targets_too() -> None:
    targets = {7: {ACME}, 8: {BIG}, 9: {SCHOOL}}
    assert order({1: {BIG}, 2: {ACME}, 3: {SCHOOL}}, targets, {}) == [2, 3, 1]
    assert order({1: {ACME}, 2: {ACME, SCHOOL}}, targets, {}) == [2, 1]


def test_standing_near_somebody_counts_for_little() -> None:
    (one,) = openings({1: set()}, {7: {ACME}}, SIZES, {1: {7}})
    assert (one.expected, one.near, one.shared) == (pytest.approx(NEAR), {7}, ())
    assert order({1: set(), 2: {ACME}}, {7: {ACME}}, {1: {7}}) == [2, 1]


def test_nobody_opens_a_door_to_themselves_and_equals_come_by_number() -> None:
    assert order({7: {ACME}}, {7: {ACME}}, {7: {7}}) == []
    assert order({5: {ACME}, 3: {ACME}}, {7: {ACME}}, {}) == [3, 5]
    assert openings({}, {}, {}, {}) == []
