"""Searches are exact, deterministic, and the same whichever way they go about it.

GRAPHFIND_QUESTIONS says how many random questions are compared with brute force (5,000 if unset), of which
every third names somebody to go through; GRAPHFIND_REQUIRE_FAST=1 lets tests fail that would be skipped
without numba.
"""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import exp, log
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import synthetic
from graphfind import graph
from graphfind.errors import UsageError
from graphfind.graph import Snapshot
from graphfind.search import Engine, Limits, TargetPaths, best_paths, engine, plain, reach, survey, terrain, top_paths
from tests.brute_force import (
    Question,
    best_of,
    brute_force,
    ordered_paths,
    random_question,
    random_snapshot,
    snapshot_of,
    top_of,
)

QUESTIONS = int(os.environ.get("GRAPHFIND_QUESTIONS", "5000"))
BLOCKS = 10
"""So many tests share the questions."""

PUBLISHED = Path(__file__).parents[2] / "shared" / "data" / "paths"
published = pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published answers are not there")


@pytest.fixture(params=["numpy", "numba"])
def steps(request: pytest.FixtureRequest) -> Engine:
    """Each engine."""
    if request.param == "numpy":
        return plain  # type: ignore[return-value]
    choice = engine.fast_or_plain()
    if choice.engine is plain:
        why = choice.remark or "numba is not installed"
        if os.environ.get("GRAPHFIND_REQUIRE_FAST") == "1":
            pytest.fail(f"{why}, and GRAPHFIND_REQUIRE_FAST=1 asks for it")
        pytest.skip(why)
    return choice.engine


def question_of(seed: int) -> Question:
    return random_question(Random(seed), via=seed % 3 == 2)


def answer(question: Question, engine: Engine | None = None) -> list[TargetPaths]:
    return list(best_paths(question.snapshot, question.egos, question.targets, question.limits, engine=engine))


def paths(snapshot: Snapshot, target: int, *, egos: tuple[int, ...] = (0,), **limits: object) -> list[tuple[int, ...]]:
    """The paths to one target, the best first."""
    found = best_paths(snapshot, egos, [target], Limits(**limits))  # type: ignore[arg-type]
    return [path for one in found for path in one.paths]


def top(
    snapshot: Snapshot, target: int, k: int, *, egos: tuple[int, ...] = (0,), **limits: object
) -> list[tuple[int, ...]]:
    """The k best paths to one target, whoever the connectors."""
    return list(top_paths(snapshot, egos, target, k, Limits(**limits)).paths)  # type: ignore[arg-type]


LINE = snapshot_of(5, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 4, 1.0)])
"""0 – 1 – 2 – 3 – 4."""

DIAMOND = snapshot_of(5, [(0, 1, 1.0), (0, 2, 1.0), (0, 3, 0.5), (1, 4, 1.0), (2, 4, 1.0), (3, 4, 4.0)])
"""From 0 to 4 through 1, 2 or 3; equally well through 1 and 2."""


class TestAgainstBruteForce:
    @pytest.mark.parametrize("block", range(BLOCKS))
    def test_best_paths(self, block: int, steps: Engine) -> None:
        for seed in range(block, QUESTIONS, BLOCKS):
            question = question_of(seed)
            assert answer(question, steps) == brute_force(question), f"seed {seed}"

    @pytest.mark.parametrize("block", range(BLOCKS))
    def test_top_paths(self, block: int) -> None:
        for seed in range(block, QUESTIONS, BLOCKS):
            question = question_of(seed)
            expected = ordered_paths(question)
            k = Random(seed).choice([1, 2, 5, 10, 100])
            for target in question.targets[:4]:
                found = top_paths(question.snapshot, question.egos, target, k, question.limits)
                assert found == top_of(expected, target, k), f"seed {seed}"

    def test_questions_are_of_every_kind(self) -> None:
        questions = [question_of(seed) for seed in range(1000)]
        ordered = [ordered_paths(question) for question in questions]
        answers = [best_of(question, paths) for question, paths in zip(questions, ordered, strict=True)]
        assert {question.limits.max_hops for question in questions} == {1, 2, 3, 4, 5, 6}
        assert sum(len(question.egos) > 1 for question in questions) > 50
        assert sum(bool(question.limits.avoid) for question in questions) > 50
        assert sum(not question.limits.inferred for question in questions) > 50
        assert sum(question.snapshot.muted.any() for question in questions) > 50
        assert sum(bool(set(question.egos) & set(question.targets)) for question in questions) > 50
        assert (
            sum(
                question.limits.via is not None and bool(given)
                for question, given in zip(questions, answers, strict=True)
            )
            > 50
        )
        assert Counter(len(found.paths) for given in answers for found in given).keys() == {1, 2, 3, 4, 5}
        assert sum(any(len(paths) > 20 for paths in found.values()) for found in ordered) > 50
        assert sum(not given for given in answers) > 20
        # Cost alone often does not settle which path is better.
        tied = [set(found.costs) for given in answers for found in given if len(found.costs) > len(set(found.costs))]
        assert len(tied) > 20


class TestReached:
    def test_rows_are_made_as_they_are_asked_for(self) -> None:
        found = best_paths(DIAMOND, [0], [2, 4], Limits(max_hops=2))
        rows = [TargetPaths(2, ((0, 2),), (1.0,)), TargetPaths(4, ((0, 1, 4), (0, 2, 4), (0, 3, 4)), (2.0, 2.0, 4.5))]
        assert (len(found), list(found), found[0], found[-1]) == (2, rows, *rows)
        assert list(found[1:]) == rows[1:]
        assert list(reversed(found)) == rows[::-1]
        with pytest.raises(IndexError):
            found[2]

    def test_connectors_stand_between(self) -> None:
        assert best_paths(DIAMOND, [0], [2, 4], Limits()).connectors().tolist() == [1]
        assert best_paths(DIAMOND, [0], [2], Limits()).connectors().tolist() == []
        assert best_paths(DIAMOND, [0], [], Limits()).connectors().tolist() == []
        assert best_paths(LINE, [0], [2], Limits(via=1)).connectors().tolist() == [1]
        assert best_paths(LINE, [0], [1], Limits(via=3)).connectors().tolist() == []


class TestEveryWayIsTheSame:
    """Pruning, and the choice between telling and asking, change the work only."""

    @pytest.fixture(scope="class")
    @staticmethod
    def network() -> Snapshot:
        """4,000 people, few distinct strengths, some muted: many equal costs, everybody within a few hops."""
        made = synthetic.network(4_000, 24_000)
        strength = np.array([0.05, 0.1, 0.2, 0.4, 0.8])[np.arange(len(made.a)) % 5]
        muted = np.arange(made.n) % 17 == 3
        return graph.build(np.arange(made.n), made.a, made.b, -np.log(strength), made.inferred, muted)

    @pytest.mark.parametrize("rank", ["warmth", "hops"])
    @pytest.mark.parametrize("max_hops", [3, 4, 5])
    @pytest.mark.parametrize("alternatives", [0, 3])
    def test_in_a_larger_network(
        self,
        network: Snapshot,
        monkeypatch: pytest.MonkeyPatch,
        steps: Engine,
        rank: str,
        max_hops: int,
        alternatives: int,
    ) -> None:
        limits = Limits(max_hops=max_hops, rank=rank, alternatives=alternatives)  # type: ignore[arg-type]
        targets = synthetic.targets(network.n)
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(plain, "HOPES_GAIN", 0)  # which leaves surveys out
            expected = list(best_paths(network, [0, 7], targets, limits, engine=plain))
        assert len(expected) > 0.9 * len(targets)
        assert list(best_paths(network, [0, 7], targets, limits, engine=steps)) == expected
        for hopes_gain, asking_gain, portion, balance in [
            (0, 0, 1 << 16, 0.0),
            (0, 1 << 30, 1000, 0.0),
            (1 << 30, 0, 1000, 0.0),
            (1 << 30, 3, 7, 3.0),
            (1 << 30, 3, 1 << 16, 1e9),
        ]:
            monkeypatch.setattr(steps, "HOPES_GAIN", hopes_gain)
            monkeypatch.setattr(steps, "ASKING_GAIN", asking_gain)
            monkeypatch.setattr(steps, "PORTION", portion)
            monkeypatch.setattr(terrain, "PORTION", max(portion, 500))
            monkeypatch.setattr(survey if steps is plain else steps, "BALANCE", balance)
            assert list(best_paths(network, [0, 7], targets, limits, engine=steps)) == expected

    @pytest.mark.parametrize("rank", ["warmth", "hops"])
    @pytest.mark.parametrize("max_hops", [3, 4, 5])
    def test_going_through_somebody(self, network: Snapshot, steps: Engine, rank: str, max_hops: int) -> None:
        """Of very many paths to few targets, the best by each connector is the best of all paths in their order."""
        degree = np.diff(network.indptr) * ~network.muted
        via = int(degree[8:].argmax()) + 8
        limits = Limits(max_hops=max_hops, rank=rank, alternatives=1, via=via)  # type: ignore[arg-type]
        targets = synthetic.targets(network.n)
        found = best_paths(network, [0, 7], targets, limits, engine=steps)
        assert len(found) > 3
        for one in found[:: len(found) // 4]:
            best = {path[1]: path for path in reversed(top_paths(network, [0, 7], one.target, 200, limits).paths)}
            assert set(one.paths[:1]) <= set(best.values())
            assert all(best.get(path[1], path) == path for path in one.paths)

    @pytest.fixture(scope="class")
    @staticmethod
    def dense() -> Snapshot:
        """10,000 people with 200,000 arcs, some muted: more than are looked at together."""
        made = synthetic.network(10_000, 100_000)
        muted = np.arange(made.n) % 13 == 5
        return graph.build(np.arange(made.n), made.a, made.b, -np.log(made.strength), made.inferred, muted)

    @pytest.mark.parametrize("hops", [3, 4])
    @pytest.mark.parametrize("alternatives", [0, 1, 4])
    @pytest.mark.parametrize(
        "filters",
        [{}, {"inferred": False}, {"min_probability": 0.1}, {"avoid": tuple(range(1, 3_000, 3))}],
        ids=["all", "observed", "likely", "avoiding"],
    )
    def test_surveys_of_many_arcs(
        self,
        dense: Snapshot,
        monkeypatch: pytest.MonkeyPatch,
        steps: Engine,
        hops: int,
        alternatives: int,
        filters: dict[str, object],
    ) -> None:
        limits = Limits(max_hops=hops, alternatives=alternatives, **filters)  # type: ignore[arg-type]
        targets = np.concatenate([np.flatnonzero(dense.muted)[:50], dense.neighbors[:50], synthetic.targets(dense.n)])
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(plain, "HOPES_GAIN", 0)  # which leaves surveys out
            expected = list(best_paths(dense, [0, 4_000], targets, limits, engine=plain))
        assert len(expected) > 100
        for balance in (0.0, 3.0, 1e9):
            monkeypatch.setattr(survey if steps is plain else steps, "BALANCE", balance)
            assert list(best_paths(dense, [0, 4_000], targets, limits, engine=steps)) == expected

    def test_whatever_the_order_of_ties_and_targets(self) -> None:
        for seed in range(100):
            random = Random(seed)
            question = random_question(random)
            expected = answer(question, plain)
            snapshot = question.snapshot
            ties = [
                (*random.sample((int(a), int(b)), 2), float(cost), bool(inferred))
                for a in range(snapshot.n)
                for b, cost, inferred in zip(*_arcs(snapshot, a), strict=True)
                if a < b
            ]
            random.shuffle(ties)
            shuffled = snapshot_of(
                snapshot.n, [tie[:3] for tie in ties], [tie[3] for tie in ties], np.flatnonzero(snapshot.muted).tolist()
            )
            targets = random.sample(question.targets, len(question.targets)) * 2
            assert list(best_paths(shuffled, question.egos[::-1], targets, question.limits)) == expected


class TestBestPaths:
    def test_fewer_hops_settle_equal_costs(self) -> None:
        snapshot = snapshot_of(4, [(0, 1, 1.0), (1, 3, 1.0), (0, 2, 2.0), (2, 3, 1.0), (0, 3, 2.0)])
        assert paths(snapshot, 3) == [(0, 3), (0, 1, 3), (0, 2, 3)]

    def test_the_smaller_node_settles_what_is_still_equal(self) -> None:
        assert paths(DIAMOND, 4) == [(0, 1, 4), (0, 2, 4), (0, 3, 4)]
        assert paths(DIAMOND, 4, alternatives=0) == [(0, 1, 4)]

    def test_paths_are_compared_from_the_ego_on(self) -> None:
        ties = [(0, 1, 1.0), (1, 2, 1.0), (1, 3, 1.0), (2, 5, 1.0), (3, 4, 1.0), (4, 6, 1.0), (5, 6, 1.0)]
        assert paths(snapshot_of(7, ties), 6, max_hops=4) == [(0, 1, 2, 5, 6)]

    def test_by_hops_a_short_path_comes_before_a_warm_one(self) -> None:
        snapshot = snapshot_of(4, [(0, 1, 0.1), (1, 2, 0.1), (2, 3, 0.1), (0, 3, 3.0)])
        assert paths(snapshot, 3) == [(0, 1, 2, 3), (0, 3)]
        assert paths(snapshot, 3, rank="hops") == [(0, 3), (0, 1, 2, 3)]

    def test_the_bound_holds_for_the_best_path_too(self) -> None:
        assert paths(LINE, 3) == [(0, 1, 2, 3)]
        assert paths(LINE, 4) == []
        assert paths(LINE, 4, max_hops=4) == [(0, 1, 2, 3, 4)]

    def test_a_cheap_detour_does_not_hide_the_short_way(self) -> None:
        # To 2 it is warmer by way of 1, but only without that is 4 near enough.
        ties = [(0, 1, 0.1), (1, 2, 0.1), (0, 2, 1.0), (2, 3, 0.1), (3, 4, 0.1)]
        assert paths(snapshot_of(5, ties), 4) == [(0, 2, 3, 4)]

    def test_a_contact_is_its_own_connector(self) -> None:
        snapshot = snapshot_of(3, [(0, 1, 2.0), (0, 2, 0.5), (2, 1, 0.5)])
        assert paths(snapshot, 1) == [(0, 2, 1), (0, 1)]

    def test_alternatives_have_different_connectors(self) -> None:
        ties = [(0, 1, 0.1), (1, 2, 0.1), (1, 3, 0.1), (2, 4, 0.1), (3, 4, 0.1), (0, 5, 3.0), (5, 4, 3.0)]
        assert paths(snapshot_of(6, ties), 4) == [(0, 1, 2, 4), (0, 5, 4)]

    def test_a_team_starts_from_whoever_is_nearest_and_goes_through_none_of_its_own(self) -> None:
        assert paths(LINE, 3, egos=(0, 1)) == [(1, 2, 3)]
        assert paths(LINE, 0, egos=(2, 4)) == [(2, 1, 0)]
        assert paths(LINE, 4, egos=(0, 2), max_hops=2) == [(2, 3, 4)]

    def test_egos_are_no_targets(self) -> None:
        found = best_paths(LINE, [0, 2], [0, 1, 2, 3], Limits())
        assert [one.target for one in found] == [1, 3]

    def test_the_muted_are_reached_but_not_passed(self) -> None:
        snapshot = replace(LINE, muted=np.array([False, False, True, False, False]))
        assert paths(snapshot, 2) == [(0, 1, 2)]
        assert paths(snapshot, 3) == []
        assert paths(snapshot, 3, egos=(2,)) == [(2, 3)]

    def test_the_avoided_are_not_there(self) -> None:
        assert paths(DIAMOND, 4, avoid=(1,)) == [(0, 2, 4), (0, 3, 4)]
        assert paths(DIAMOND, 1, avoid=(1,)) == []

    def test_inferred_ties_can_be_left_out(self) -> None:
        snapshot = snapshot_of(3, [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 3.0)], inferred=[False, True, False])
        assert paths(snapshot, 2) == [(0, 1, 2), (0, 2)]
        assert paths(snapshot, 2, inferred=False) == [(0, 2)]

    @pytest.mark.parametrize("strength", [0.5, 0.1, 0.3, 0.7, 0.95, 1 / 3])
    @pytest.mark.parametrize("hops", [1, 2, 3, 4, 5, 6])
    def test_a_probability_just_as_asked_is_enough(self, strength: float, hops: int) -> None:
        snapshot = snapshot_of(7, [(node, node + 1, -log(strength)) for node in range(6)])
        asked = strength**hops
        assert paths(snapshot, hops, max_hops=6, min_probability=asked)
        assert not paths(snapshot, hops, max_hops=6, min_probability=min(1.0, asked * (1 + 1e-9)))

    def test_costs_are_those_of_the_paths(self) -> None:
        snapshot = random_snapshot(Random(5), 30, 90)
        for found in best_paths(snapshot, [0], range(30), Limits(max_hops=5)):
            for path, cost in zip(found.paths, found.costs, strict=True):
                assert cost == sum(_cost(snapshot, a, b) for a, b in pairwise(path))

    def test_targets_are_ordered_like_their_paths(self) -> None:
        snapshot = random_snapshot(Random(6), 40, 80)
        by_warmth = list(best_paths(snapshot, [0], range(40), Limits(max_hops=5)))
        assert by_warmth == sorted(by_warmth, key=lambda one: (one.costs[0], len(one.paths[0]), one.target))
        by_hops = list(best_paths(snapshot, [0], range(40), Limits(max_hops=5, rank="hops")))
        assert by_hops == sorted(by_hops, key=lambda one: (len(one.paths[0]), one.costs[0], one.target))
        assert {one.target for one in by_hops} == {one.target for one in by_warmth}

    def test_isolated_and_no_targets(self) -> None:
        snapshot = snapshot_of(3, [(0, 1, 1.0)])
        assert list(best_paths(snapshot, [0], [2], Limits())) == []
        assert list(best_paths(snapshot, [0], [], Limits())) == []
        assert list(best_paths(snapshot, [2], [0, 1], Limits())) == []
        assert list(best_paths(snapshot_of(1, []), [0], [0], Limits())) == []

    def test_arrays_are_left_alone(self) -> None:
        snapshot = random_snapshot(Random(7), 20, 50)
        for name in Snapshot.__slots__:
            getattr(snapshot, name).flags.writeable = False
        for limits in (Limits(), Limits(rank="hops"), Limits(via=3), Limits(inferred=False)):
            best_paths(snapshot, [0], range(20), limits)


class TestVia:
    def test_the_person_stands_strictly_between(self) -> None:
        assert paths(DIAMOND, 4, via=2) == [(0, 2, 4)]
        assert paths(DIAMOND, 1, via=4) == [(0, 2, 4, 1), (0, 3, 4, 1)]
        assert paths(DIAMOND, 2, via=2) == []

    def test_the_way_there_and_on_share_nobody(self) -> None:
        # 2 can be visited from 1 and left again only to 1.
        snapshot = snapshot_of(4, [(0, 1, 1.0), (1, 2, 1.0), (1, 3, 1.0)])
        assert paths(snapshot, 3, via=2, max_hops=6) == []
        assert paths(snapshot, 3, via=1) == [(0, 1, 3)]

    def test_a_dearer_way_that_is_free_is_taken(self) -> None:
        # The cheapest ways from 0 to 3 and from 3 to 5 both lead through 1.
        ties = [(0, 1, 0.1), (1, 3, 0.1), (1, 5, 0.1), (0, 2, 1.0), (2, 3, 1.0), (3, 4, 2.0), (4, 5, 2.0)]
        snapshot = snapshot_of(6, ties)
        assert paths(snapshot, 5, via=3, max_hops=6) == [(0, 2, 3, 1, 5), (0, 1, 3, 4, 5)]
        assert paths(snapshot, 5, via=3, max_hops=3) == []

    def test_equal_costs_are_settled_from_the_ego_on(self) -> None:
        # Seen from the target, the way through 4 and 3 comes first; seen from ego, the one through 2 and 5.
        ties = [(0, 1, 1.0), (1, 2, 1.0), (1, 3, 1.0), (3, 4, 1.0), (2, 5, 1.0), (4, 6, 1.0), (5, 6, 1.0)]
        assert paths(snapshot_of(7, ties), 6, via=1, max_hops=4) == [(0, 1, 2, 5, 6)]

    def test_nobody_is_passed_who_is_muted_or_avoided(self) -> None:
        assert paths(replace(DIAMOND, muted=np.arange(5) == 2), 4, via=2) == []
        assert paths(DIAMOND, 4, via=2, avoid=(2,)) == []

    def test_an_ego_cannot_be_in_between(self) -> None:
        with pytest.raises(UsageError, match="starts from"):
            best_paths(LINE, [0, 2], [3], Limits(via=2))


class TestTopPaths:
    def test_connectors_may_come_again(self) -> None:
        ties = [(0, 1, 0.1), (1, 2, 0.1), (1, 3, 0.2), (2, 4, 0.1), (3, 4, 0.1), (0, 5, 3.0), (5, 4, 3.0)]
        snapshot = snapshot_of(6, ties)
        assert top(snapshot, 4, 9) == [(0, 1, 2, 4), (0, 1, 3, 4), (0, 5, 4)]
        assert top(snapshot, 4, 1) == [(0, 1, 2, 4)]
        assert top(snapshot, 4, 9, rank="hops") == [(0, 5, 4), (0, 1, 2, 4), (0, 1, 3, 4)]
        assert top(snapshot, 4, 9, max_hops=2) == [(0, 5, 4)]
        assert top(snapshot, 4, 9, via=3) == [(0, 1, 3, 4)]
        assert top(snapshot, 4, 9, avoid=(1,)) == [(0, 5, 4)]

    def test_each_ego_has_paths_of_its_own(self) -> None:
        snapshot = snapshot_of(4, [(0, 2, 1.0), (1, 2, 0.5), (2, 3, 1.0), (0, 1, 0.1)])
        assert top(snapshot, 3, 9, egos=(0, 1)) == [(1, 2, 3), (0, 2, 3)]

    def test_no_path_is_no_error(self) -> None:
        assert top_paths(LINE, [0], 4, 3, Limits()) == TargetPaths(4, (), ())
        assert top(LINE, 0, 3) == []
        assert top(LINE, 3, 3, avoid=(3,)) == []
        assert top(LINE, 3, 3, via=3) == []
        assert top(LINE, 3, 3, via=4, max_hops=6) == []

    def test_of_equal_paths_as_many_as_asked_for(self) -> None:
        """In a complete graph of equal ties, thousands of paths cost the same: only those asked for are made."""
        n = 60
        snapshot = snapshot_of(n, [(a, b, 1.0) for a in range(n) for b in range(a)])
        found = top(snapshot, n - 1, 100, max_hops=6)
        assert found[0] == (0, n - 1)
        assert found[1:59] == [(0, node, n - 1) for node in range(1, n - 1)]
        assert found[59:] == [(0, 1, node, n - 1) for node in range(2, 43)]
        assert top(snapshot, n - 1, 2, max_hops=6, via=30) == [(0, 30, n - 1), (0, 1, 30, n - 1)]

    def test_what_is_refused(self) -> None:
        with pytest.raises(UsageError, match="1 or more, not 0"):
            top_paths(LINE, [0], 1, 0, Limits())
        with pytest.raises(UsageError, match="starts from"):
            top_paths(LINE, [0], 1, 1, Limits(via=0))
        with pytest.raises(UsageError, match="graphfind me"):
            top_paths(LINE, [9], 1, 1, Limits())


class TestLimits:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"max_hops": 0},
            {"max_hops": 7},
            {"alternatives": -1},
            {"min_probability": -0.1},
            {"min_probability": 1.1},
            {"min_probability": float("nan")},
        ],
    )
    def test_values_out_of_range_are_refused(self, wrong: dict[str, float]) -> None:
        with pytest.raises(UsageError):
            Limits(**wrong)  # type: ignore[arg-type]

    @pytest.mark.parametrize("egos", [[], [5], [-1], [0, 99]])
    def test_a_search_starts_from_somebody(self, egos: list[int]) -> None:
        with pytest.raises(UsageError, match="graphfind me"):
            best_paths(LINE, egos, [1], Limits())
        with pytest.raises(UsageError):
            reach(LINE, egos, [1], Limits())

    def test_an_avoided_ego_is_none(self) -> None:
        assert paths(LINE, 2, egos=(0, 4), avoid=(0,)) == [(4, 3, 2)]
        with pytest.raises(UsageError):
            paths(LINE, 2, avoid=(0,))


class TestReach:
    def test_equals_the_fewest_hops_of_all_paths(self) -> None:
        for seed in range(300):
            question = random_question(Random(seed))
            unbounded = replace(question.limits, max_hops=6, min_probability=0.0, rank="hops")
            found = brute_force(replace(question, limits=unbounded))
            nearest = reach(question.snapshot, question.egos, question.targets, question.limits)
            if found:
                assert nearest == len(found[0].paths[0]) - 1, f"seed {seed}"
            else:
                assert nearest is None or nearest > 6, f"seed {seed}"

    def test_looks_beyond_the_bound(self) -> None:
        snapshot = snapshot_of(12, [(node, node + 1, 1.0) for node in range(11)])
        assert reach(snapshot, [0], [11, 9], Limits(max_hops=2)) == 9

    def test_tells_avoided_from_unconnected(self) -> None:
        muted = replace(LINE, muted=np.arange(5) == 1)
        for snapshot, limits in [(muted, Limits()), (LINE, Limits(avoid=(1,))), (LINE, Limits(avoid=(3,)))]:
            assert reach(snapshot, [0], [3], limits) is None
            assert reach(snapshot, [0], [3], limits, anybody=True) == 3
        assert reach(snapshot_of(3, [(0, 1, 1.0)]), [0], [2], Limits(), anybody=True) is None
        assert reach(LINE, [0], [0], Limits()) is None

    def test_inferred_ties_count_as_told(self) -> None:
        snapshot = snapshot_of(2, [(0, 1, 1.0)], inferred=[True])
        assert reach(snapshot, [0], [1], Limits()) == 1
        assert reach(snapshot, [0], [1], Limits(inferred=False), anybody=True) is None


@given(st.integers(0, 2**32), st.integers(1, 5), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_more_hops_and_more_alternatives_only_add(seed: int, max_hops: int, alternatives: int) -> None:
    snapshot = random_snapshot(Random(seed), 25, 60)
    limits = Limits(max_hops=max_hops, alternatives=alternatives)
    found = {one.target: one for one in best_paths(snapshot, [0], range(25), limits)}
    wider = {one.target: one for one in best_paths(snapshot, [0], range(25), replace(limits, max_hops=max_hops + 1))}
    longer = {
        one.target: one for one in best_paths(snapshot, [0], range(25), replace(limits, alternatives=alternatives + 1))
    }
    assert found.keys() <= wider.keys()
    assert all(wider[target].costs[0] <= one.costs[0] for target, one in found.items())
    assert {target: one.paths[: alternatives + 1] for target, one in longer.items()} == {
        target: one.paths for target, one in found.items()
    }


@given(st.integers(0, 2**32), st.sampled_from([0.01, 0.05, 0.2, 0.5]))
@settings(max_examples=50, deadline=None)
def test_what_the_least_probability_leaves_is_unchanged(seed: int, least: float) -> None:
    snapshot = random_snapshot(Random(seed), 25, 60)
    every = best_paths(snapshot, [0], range(25), Limits(max_hops=5))
    some = best_paths(snapshot, [0], range(25), Limits(max_hops=5, min_probability=least))
    likely = [(one.target, [c for c in one.costs if exp(-c) >= least * (1 - 1e-11)]) for one in every]
    assert [(one.target, list(one.costs)) for one in some] == [(target, costs) for target, costs in likely if costs]


@published
class TestPublishedAnswers:
    """Undirected graphs of LDBC Graphalytics and of a graph database, with their answers."""

    @pytest.mark.parametrize(
        ("name", "suffix", "source"), [("bfs__undir", "", 1), ("example__example-undirected", "BFS", 2)]
    )
    def test_breadth_first_search(self, name: str, suffix: str, source: int) -> None:
        folder = PUBLISHED / "graphalytics"
        if suffix:
            rows = _rows(folder / f"{name}.e")
            pairs = {tuple(sorted((int(a), int(b)))) for a, b, *_ in rows}
            expected = _rows(folder / f"{name}-{suffix}")
        else:
            rows = _rows(folder / f"{name}-input")
            pairs = {tuple(sorted((int(row[0]), int(other)))) for row in rows for other in row[1:]}
            expected = _rows(folder / f"{name}-output")
        snapshot = snapshot_of(12, [(a, b, 1.0) for a, b in pairs])
        hops = {int(node): int(h) for node, h in expected if h != "0"}
        found = best_paths(snapshot, [source], list(hops), Limits(max_hops=6, rank="hops"))
        assert {one.target: len(one.paths[0]) - 1 for one in found} == {n: h for n, h in hops.items() if h < 2**62}
        for node, h in hops.items():
            assert reach(snapshot, [source], [node], Limits()) == (h if h < 2**62 else None)

    @pytest.mark.parametrize(
        ("ties", "answers", "source"),
        [
            ("sssp__undir-input.e", "sssp__undir-output", 1),
            ("example__example-undirected.e", "example__example-undirected-SSSP", 2),
        ],
    )
    def test_single_source_shortest_paths(self, ties: str, answers: str, source: int) -> None:
        rows = _rows(PUBLISHED / "graphalytics" / ties)
        snapshot = snapshot_of(13, [(int(a), int(b), float(cost)) for a, b, cost in rows])
        expected = {int(node): float(cost) for node, cost in _rows(PUBLISHED / "graphalytics" / answers)}
        found = best_paths(snapshot, [source], list(expected), Limits(max_hops=6))
        costs = {one.target: one.costs[0] for one in found}
        assert costs == pytest.approx({n: c for n, c in expected.items() if 0 < c < float("inf")}, abs=1e-9)

    def test_weighted_shortest_paths(self) -> None:
        rows = [line.split(",") for line in (PUBLISHED / "weighted" / "e.csv").read_text().split()]
        nodes = "ABCDEF"
        snapshot = snapshot_of(6, [(nodes.index(row[0]), nodes.index(row[1]), float(row[2])) for row in rows])
        text = (PUBLISHED / "weighted" / "all_weighted_shortest.test").read_text()
        checked = 0
        for block in text.split("-STATEMENT "):
            if "]-(b)" not in block or "CREATE" in block:
                continue
            expected: dict[tuple[str, str], tuple[float, list[str]]] = {}
            for line in block.splitlines()[2:]:
                if line.count("|") == 4:
                    a, b, cost, through, _ = line.split("|")
                    expected.setdefault((a, b), (float(cost), []))[1].append(through.strip("[]").replace(",", ""))
            for (a, b), (cost, all_best) in expected.items():
                (found,) = best_paths(snapshot, [nodes.index(a)], [nodes.index(b)], Limits(max_hops=6))
                assert found.costs[0] == cost
                assert "".join(nodes[node] for node in found.paths[0]) == min(all_best, key=lambda p: (len(p), p))
                every = top_paths(snapshot, [nodes.index(a)], nodes.index(b), len(all_best) + 1, Limits(max_hops=6))
                assert every.costs[: len(all_best)] == (cost,) * len(all_best)
                assert ["".join(nodes[node] for node in path) for path in every.paths[: len(all_best)]] == sorted(
                    all_best, key=lambda p: (len(p), p)
                )
                assert every.costs[len(all_best) :] == () or every.costs[-1] > cost
                checked += 1
        assert checked == 10


def _rows(path: Path) -> list[list[str]]:
    return [line.split() for line in path.read_text().splitlines() if line.strip()]


def _arcs(snapshot: Snapshot, node: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    span = slice(snapshot.indptr[node], snapshot.indptr[node + 1])
    return snapshot.neighbors[span], snapshot.cost[span], snapshot.inferred[span]


def _cost(snapshot: Snapshot, a: int, b: int) -> float:
    neighbors, cost, _ = _arcs(snapshot, a)
    return float(cost[neighbors == b][0])
