"""Why targets are not reached: one reason each, and each of the reasons."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from graphfind.planning.absence import Absence, absences
from graphfind.search import Limits, best_paths
from tests.brute_force import Question, brute_force, random_question, snapshot_of

# 0 – 1 – 2 – 3 – 4 – 5; 6 – 7 apart; the tie 0 – 8 is inferred.
TIES = [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 4, 1.0), (4, 5, 1.0), (6, 7, 1.0), (0, 8, 1.0)]
GRAPH = snapshot_of(9, TIES, [False] * 6 + [True])


def why(target: int, muted: tuple[int, ...] = (), **limits: object) -> Absence:
    graph = snapshot_of(9, TIES, [False] * 6 + [True], muted)
    (one,) = absences(graph, [0], [target], Limits(**limits))  # type: ignore[arg-type]
    return one


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (why(4), Absence(4, "beyond_bound", 4, first=1)),
        (why(5), Absence(5, "beyond_bound", 5, first=1)),
        (why(2, max_hops=1), Absence(2, "beyond_bound", 2, first=1)),
        (why(2, min_probability=0.5), Absence(2, "filtered", 2)),
        (why(2, via=8), Absence(2, "filtered", 2)),
        (why(8, inferred=False), Absence(8, "uninferred", 1)),
        (why(2, avoid=(1,)), Absence(2, "avoided", 2, (1,))),
        (why(2, muted=(1,)), Absence(2, "avoided", 2, (1,))),
        (why(5, muted=(1, 3), avoid=(4,)), Absence(5, "avoided", 5, (1, 3, 4))),
        (why(2, avoid=(2,)), Absence(2, "avoided", 2, (2,))),
        (why(2, muted=(2,), avoid=(1,)), Absence(2, "avoided", 2, (1,))),
        (why(8, inferred=False, avoid=(8,)), Absence(8, "avoided", 1, (8,))),
        (why(7), Absence(7, "unconnected")),
    ],
)
def test_each_reason(found: Absence, expected: Absence) -> None:
    assert found == expected


def test_the_way_to_somebody_far_begins_with_nobody_who_is_not_to_be_asked() -> None:
    ties = [(0, 1, 1.0), (0, 2, 1.0), (1, 3, 1.0), (2, 3, 1.0)]
    (one,) = absences(snapshot_of(4, ties, muted=(1,)), [0], [3], Limits(max_hops=1))
    assert one == Absence(3, "beyond_bound", 2, first=2)


def test_reasons_keep_the_order_of_the_targets() -> None:
    assert [one.target for one in absences(GRAPH, [0], [7, 4, 5], Limits())] == [7, 4, 5]


def reachable(question: Question, **limits: object) -> set[int]:
    wider = replace(question, limits=replace(question.limits, alternatives=0, rank="warmth", **limits))  # type: ignore[arg-type]
    return {one.target for one in brute_force(wider)}


@pytest.mark.parametrize("block", range(3))
def test_what_each_reason_says_is_so(block: int) -> None:
    """Against searches with the limit lifted that the reason blames."""
    seen = set()
    for seed in range(block * 200, (block + 1) * 200):
        question = random_question(Random(seed), via=seed % 3 == 0)
        limits = replace(question.limits, max_hops=min(question.limits.max_hops, 3))
        question = replace(question, limits=limits)
        reached = {one.target for one in best_paths(question.snapshot, question.egos, question.targets, limits)}
        missing = [target for target in question.targets if target not in reached and target not in question.egos]
        free = {"via": None, "min_probability": 0.0}
        far, guessed = reachable(question, **free, max_hops=6), reachable(question, **free, max_hops=6, inferred=True)
        for one in absences(question.snapshot, question.egos, missing, limits):
            seen.add(one.cause)
            if one.cause == "filtered":
                assert one.target in reachable(question, **free)
            elif one.cause == "beyond_bound":
                assert one.hops > limits.max_hops
                assert one.target not in reachable(question, **free)
                if one.hops <= 6:
                    assert one.target in reachable(question, **free, max_hops=one.hops)
                    assert one.target not in reachable(question, **free, max_hops=one.hops - 1)
            elif one.cause == "uninferred":
                assert not limits.inferred
                assert one.target not in far
                assert one.hops > 6 or one.target in guessed
            elif one.cause == "avoided":
                assert one.target not in guessed
                blocked = {*limits.avoid, *question.snapshot.muted.nonzero()[0].tolist()}
                assert blocked.issuperset(one.in_the_way)
                assert one.in_the_way
            else:
                assert one.target not in guessed
    assert seen == {"filtered", "beyond_bound", "uninferred", "avoided", "unconnected"}
