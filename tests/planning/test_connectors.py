"""Doors are those that all paths together show: every connector, every target, the best way between."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from benchmarks import synthetic
from graphfind import graph
from graphfind.errors import UsageError
from graphfind.planning import backwards, connectors
from graphfind.planning.connectors import Doors, doors
from graphfind.planning.routes import Routes
from graphfind.search import Limits, best_paths
from tests.brute_force import Question, brute_force, random_question, snapshot_of

Found = dict[tuple[int, int], tuple[float, int]]


def found(opened: Doors) -> Found:
    """Cost and hops by connector and target."""
    columns = (opened.connector, opened.target, opened.cost, opened.hops)
    return {(int(c), int(t)): (float(cost), int(hops)) for c, t, cost, hops in zip(*columns, strict=True)}


def expected(question: Question) -> Found:
    every = replace(question, limits=replace(question.limits, alternatives=99, rank="warmth"))
    return {
        (path[1], one.target): (cost, len(path) - 1)
        for one in brute_force(every)
        for path, cost in zip(one.paths, one.costs, strict=True)
        if not question.snapshot.muted[path[1]]
    }


@pytest.mark.parametrize("block", range(4))
@pytest.mark.parametrize("via", [False, True])
def test_all_doors(block: int, via: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    some = 0
    for seed in range(block * 250, (block + 1) * 250):
        random = Random(seed)
        monkeypatch.setattr(connectors, "BLOCK", random.choice([1, 30, 1 << 23]))
        monkeypatch.setattr(connectors, "GATHERING_GAIN", random.choice([0, 12, 10**9]))
        monkeypatch.setattr(connectors, "MOST_IN_BLOCKS", random.choice([0, 6]))
        monkeypatch.setattr(backwards, "ASKING_GAIN", random.choice([0, 4, 10**9]))
        question = random_question(random, via=via)
        opened = doors(question.snapshot, question.egos, question.targets, question.limits)
        assert found(opened) == expected(question), f"seed {seed}"
        some += len(opened)
    assert some > 300


def test_doors_are_ordered() -> None:
    for seed in range(50):
        question = random_question(Random(seed))
        keys = list(found(doors(question.snapshot, question.egos, question.targets, question.limits)))
        assert keys == sorted(keys)


@pytest.mark.parametrize("max_hops", [3, 4, 5])
def test_every_way_of_counting_is_the_same(max_hops: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However wide the blocks, and whether nodes tell or are asked."""
    snapshot, limits = synthetic.network(4_000, 24_000).snapshot(), Limits(max_hops=max_hops)
    targets = synthetic.targets(snapshot.n)
    usual = doors(snapshot, [synthetic.ME], targets, limits)
    for block, gain, hops in ((7 * snapshot.n, 12, 6), (1 << 23, 0, 6), (1 << 23, 10**9, 6), (1, 1, 0), (1, 10**9, 0)):
        monkeypatch.setattr(connectors, "MOST_IN_BLOCKS", hops)
        monkeypatch.setattr(backwards, "ASKING_GAIN", gain)
        monkeypatch.setattr(connectors, "BLOCK", block)
        monkeypatch.setattr(connectors, "GATHERING_GAIN", gain)
        other = doors(snapshot, [synthetic.ME], targets, limits)
        for name in Doors.__slots__:
            assert np.array_equal(getattr(other, name), getattr(usual, name))


def test_whoever_is_not_to_be_asked_opens_no_door_not_even_their_own() -> None:
    small = snapshot_of(4, [(0, 1, 1.0), (1, 2, 1.0), (0, 3, 1.0), (3, 2, 2.0)], muted=[1])
    assert found(doors(small, [0], [1, 2], Limits())) == {(3, 2): (3.0, 2), (3, 1): (4.0, 3)}


@pytest.mark.parametrize("max_hops", [1, 4, 6])
def test_where_there_are_no_ties_nobody_opens_a_door(max_hops: int) -> None:
    assert found(doors(snapshot_of(2, []), [0], [1], Limits(max_hops=max_hops))) == {}


def test_an_ego_is_needed() -> None:
    with pytest.raises(UsageError, match="starts from nobody"):
        doors(snapshot_of(2, [(0, 1, 1.0)]), [], [1], Limits())


@pytest.mark.parametrize("max_hops", [2, 3, 4, 5])
def test_all_doors_by_way_of_somebody_in_a_larger_network(max_hops: int) -> None:
    """Few distinct strengths, so that many paths cost the same; the arms of many meet on the way."""
    made = synthetic.network(600, 2_400)
    strength = np.array([0.1, 0.2, 0.4, 0.8])[np.arange(len(made.a)) % 4]
    network = graph.build(np.arange(600), made.a, made.b, -np.log(strength), made.inferred, np.arange(600) % 17 == 3)
    for via in (int(np.argmax(np.diff(network.indptr) * ~network.muted)), 40, 41):
        limits = Limits(max_hops=max_hops, via=via, inferred=via != 41)
        targets = range(5, 600, 37)
        every = best_paths(network, [7, 8], targets, replace(limits, alternatives=599))
        assert found(doors(network, [7, 8], targets, limits)) == {
            (path[1], one.target): (cost, len(path) - 1)
            for one in every
            for path, cost in zip(one.paths, one.costs, strict=True)
            if not network.muted[path[1]]
        }


@pytest.mark.parametrize("via", [False, True])
def test_routes_are_the_paths_behind_the_doors(via: bool) -> None:
    some = 0
    for seed in range(300):
        question = random_question(Random(seed), via=via)
        limits = replace(question.limits, alternatives=99, rank="warmth")
        best = {
            (path[1], one.target): path
            for one in brute_force(replace(question, limits=limits))
            for path in one.paths
            if not question.snapshot.muted[path[1]]
        }
        routes = Routes(question.snapshot, question.egos, limits)
        for door in found(doors(question.snapshot, question.egos, question.targets, limits)):
            assert routes.path(*door) == best[door], f"seed {seed}"
            some += 1
    assert some > 300
