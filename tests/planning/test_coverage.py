"""The chances of several paths that share ties, against all outcomes of all ties."""

from __future__ import annotations

import time
from itertools import product
from math import prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.planning.coverage import Growing, Tie, Ties, distribution, reached, ties_of

TIES: tuple[Tie, ...] = tuple((at, at + 1) for at in range(7))
paths = st.lists(st.frozensets(st.sampled_from(TIES), min_size=1, max_size=4), max_size=5)
chances = st.fixed_dictionaries({tie: st.floats(0.01, 0.99) for tie in TIES})


def all_outcomes(paths: list[Ties], chance: dict[Tie, float]) -> list[float]:
    """The same by going through every outcome of every tie."""
    total = [0.0] * (len(paths) + 1)
    for outcome in product((True, False), repeat=len(TIES)):
        holds = {tie for tie, held in zip(TIES, outcome, strict=True) if held}
        likely = prod(chance[tie] if tie in holds else 1 - chance[tie] for tie in TIES)
        total[sum(path <= holds for path in paths)] += likely
    return total


@given(paths, chances)
def test_every_count_of_paths_that_work(paths: list[Ties], chance: dict[Tie, float]) -> None:
    assert distribution(paths, chance) == pytest.approx(all_outcomes(paths, chance), abs=1e-12)


@given(paths, chances)
def test_at_least_one_works(paths: list[Ties], chance: dict[Tie, float]) -> None:
    assert reached(paths, chance) == pytest.approx(1 - all_outcomes(paths, chance)[0], abs=1e-12)
    assert reached([], chance) == 0


@given(paths, chances)
def test_that_none_works_is_one_of_the_counts_to_the_last_digit(paths: list[Ties], chance: dict[Tie, float]) -> None:
    assert reached(paths, chance) == 1 - distribution(paths, chance)[0]


@given(paths, chances)
def test_paths_that_become_more_reach_as_much_to_the_last_digit(paths: list[Ties], chance: dict[Tie, float]) -> None:
    growing = Growing(chance)
    for count, path in enumerate(paths):
        assert growing.reached_with(path) == reached(paths[: count + 1], chance)
        growing.add(path)


@given(paths, st.sampled_from(TIES), chances)
def test_a_further_path_adds_something_and_the_less_the_more_there_are(
    paths: list[Ties], tie: Tie, chance: dict[Tie, float]
) -> None:
    """Monotone and submodular: what greedy planning rests on."""
    new = frozenset({tie, TIES[0]})
    for count in range(len(paths)):
        few, more = paths[:count], paths
        adds_to_few = reached([*few, new], chance) - reached(few, chance)
        adds_to_more = reached([*more, new], chance) - reached(more, chance)
        assert -1e-12 <= adds_to_more <= adds_to_few + 1e-12


def test_the_numbers_that_nodes_bear_do_not_matter_to_the_last_digit() -> None:
    random = Random(4)
    for _ in range(50):
        path = random.sample(range(9), 7)
        chance = {tie: random.random() for tie in sorted(ties_of(path))}
        other = {(7 * a + 3, 7 * b + 3): value for (a, b), value in chance.items()}
        assert reached([ties_of([7 * node + 3 for node in path])], other) == reached([ties_of(path)], chance)


def test_a_shared_tie_counts_once() -> None:
    chance = {(0, 1): 0.5, (0, 2): 0.5, (1, 3): 0.8, (2, 3): 0.8, (3, 4): 0.5}
    apart = [ties_of([0, 1, 3]), ties_of([0, 2, 3])]
    assert reached(apart, chance) == pytest.approx(1 - 0.6 * 0.6)
    together = [ties_of([0, 1, 3, 4]), ties_of([0, 2, 3, 4])]
    assert reached(together, chance) == pytest.approx(0.5 * (1 - 0.6 * 0.6))


def test_many_paths_that_run_together_are_no_trouble() -> None:
    """A hundred connectors, ten people between, one target: outcomes are not counted one by one."""
    paths = [ties_of([0, 1 + at, 200 + at % 10, 300]) for at in range(100)]
    chance = {tie: 0.3 for path in paths for tie in path}
    one = 0.3 * (1 - (1 - 0.09) ** 10)
    assert reached(paths, chance) == pytest.approx(1 - (1 - one) ** 10)


def test_many_paths_that_share_nothing_take_linear_time() -> None:
    """What one more of so many adds is asked again and again: a plan of 400 asks took twelve seconds."""
    paths = [ties_of([0, 1 + at, 9_999]) for at in range(3_000)]
    chance = {tie: 0.01 for path in paths for tie in path}
    began = time.process_time()
    assert reached(paths, chance) == pytest.approx(1 - (1 - 0.0001) ** 3_000)
    assert time.process_time() - began < 1
