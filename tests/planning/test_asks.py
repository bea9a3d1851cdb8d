"""Plans against all sets of asks: never under 1 − 1/e of the best, and what each ask adds is what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import e, exp, log
from random import Random

import numpy as np
import pytest

from graphfind.graph import Snapshot
from graphfind.planning.asks import Ask, Network, plan
from graphfind.planning.connectors import Doors, doors
from graphfind.planning.coverage import Ties, reached, ties_of
from graphfind.planning.routes import Routes
from graphfind.search import Limits
from tests.brute_force import random_question, snapshot_of

GOOD = 1 - 1 / e


def network(snapshot: Snapshot, egos: Sequence[int], targets: Sequence[int], limits: Limits) -> Network:
    routes = Routes(snapshot, egos, limits)
    return Network(doors(snapshot, egos, targets, limits), routes.path, routes.chance)


def value(paths: Iterable[Sequence[int]], chance: dict[tuple[int, int], float]) -> float:
    by_target: dict[int, list[Ties]] = {}
    for path in paths:
        by_target.setdefault(path[-1], []).append(ties_of(path))
    return sum(reached(ties, chance) for ties in by_target.values())


def best(made: Network, asks: int, per_connector: int | None) -> float:
    """The value of the best set of so many asks, of all that there are."""
    every = [made.path(door) for door in range(len(made.doors))]
    found = 0.0
    for size in range(1, min(asks, len(every)) + 1):
        for chosen in combinations(every, size):
            if per_connector is None or max(Counter(path[1] for path in chosen).values()) <= per_connector:
                found = max(found, value(chosen, made.chances))
    return found


@pytest.mark.parametrize("block", range(4))
def test_against_all_sets_of_asks(block: int) -> None:
    compared = 0
    for seed in range(block * 400, (block + 1) * 400):
        random = Random(seed)
        question = random_question(random, via=random.random() < 0.1)
        made = network(question.snapshot, question.egos, question.targets, question.limits)
        if not 2 <= len(made.doors) <= 12:
            continue
        asks, per_connector = random.randint(1, 4), random.choice([None, 1, 1, 2])
        found = plan(made, asks, per_connector)
        compared += 1
        check(found, made, asks, per_connector)
        assert GOOD * best(made, asks, per_connector) <= found[-1].total + 1e-9, f"seed {seed}"
    assert compared > 80


def check(found: Sequence[Ask], made: Network, asks: int, per_connector: int | None) -> None:
    """What must hold of every plan."""
    assert 0 < len(found) <= asks
    assert len({(ask.path[1], ask.path[-1]) for ask in found}) == len(found)
    if per_connector is not None:
        assert max(Counter(ask.path[1] for ask in found).values()) <= per_connector
    total = 0.0
    for at, ask in enumerate(found):
        total += ask.adds
        assert ask.total == pytest.approx(total)
        assert ask.total == pytest.approx(value((one.path for one in found[: at + 1]), made.chances))
        assert 0 < ask.adds <= ask.probability + 1e-9
        assert ask.probability == pytest.approx(exp(-sum(-log(made.chances[tie]) for tie in ties_of(ask.path))))
    assert [ask.adds for ask in found] == pytest.approx(sorted((ask.adds for ask in found), reverse=True))


def test_paths_are_those_behind_the_doors() -> None:
    for seed in range(300):
        question = random_question(Random(seed), via=seed % 10 == 0)
        made = network(question.snapshot, question.egos, question.targets, question.limits)
        for door in range(len(made.doors)):
            path = made.path(door)
            assert (path[1], path[-1]) == (made.doors.connector[door], made.doors.target[door])
            assert len(path) == made.doors.hops[door] + 1
            assert sum(-log(made.chances[tie]) for tie in ties_of(path)) == pytest.approx(made.doors.cost[door])


def test_fewer_asks_are_the_beginning_of_more() -> None:
    for seed in range(100):
        question = random_question(Random(seed))
        made = network(question.snapshot, question.egos, question.targets, question.limits)
        longest = plan(made, 8)
        for asks in range(1, 8):
            assert plan(made, asks) == longest[:asks]


# Two connectors, both near to 1; only the first knows 2. What adds most first takes the first connector's only ask.
TEMPTING = [(0, 3, 0.05), (0, 4, 0.05), (3, 1, 0.05), (4, 1, 0.06), (3, 2, 0.06)]


def test_a_budget_does_not_tempt_a_plan_into_half_of_the_best() -> None:
    made = network(snapshot_of(5, TEMPTING), [0], [1, 2], Limits())
    found = plan(made, 2, per_connector=1)
    assert {(ask.path[1], ask.path[-1]) for ask in found} == {(3, 2), (4, 1)}
    assert found[-1].total == pytest.approx(best(made, 2, 1))
    greedy = exp(-0.1) + (1 - exp(-0.1)) * exp(-0.11)
    assert greedy < GOOD * found[-1].total


@pytest.mark.parametrize("seed", range(150))
def test_budgets_in_adversarial_networks(seed: int) -> None:
    """Strong ties, few connectors, one ask each: where taking what adds most goes wrong."""
    random = Random(seed)
    targets, connectors = range(1, 4), range(4, 4 + random.choice([2, 3, 3]))
    ties = [(0, node, random.choice([0.05, 0.06, 0.1])) for node in connectors]
    ties += [
        (c, t, random.choice([0.05, 0.06, 0.07, 2.0])) for c in connectors for t in targets if random.random() < 0.8
    ]
    made = network(snapshot_of(7, ties), [0], list(targets), Limits(max_hops=2))
    asks = random.randint(1, 4)
    found = plan(made, asks, per_connector=1)
    if found:
        check(found, made, asks, 1)
        assert found[-1].total >= GOOD * best(made, asks, 1) - 1e-9


def test_nobody_who_is_not_to_be_asked_is_asked() -> None:
    ties = [(0, 1, 0.1), (1, 2, 0.1), (0, 3, 1.0), (3, 2, 1.0)]
    for muted, expected in (([], (0, 1, 2)), ([1], (0, 3, 2))):
        made = network(snapshot_of(4, ties, muted=muted), [0], [2], Limits())
        assert plan(made, 1)[0].path == expected


def test_asking_again_for_the_same_person_adds_what_is_left() -> None:
    half = log(2)
    made = network(snapshot_of(4, [(0, 1, half), (0, 2, half), (1, 3, half), (2, 3, half)]), [0], [3], Limits())
    first, second = plan(made, 5)[:2]
    assert (first.adds, second.adds) == (pytest.approx(0.25), pytest.approx(0.75 * 0.25))


def test_nothing_to_ask_is_no_plan() -> None:
    empty = Doors(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0), np.empty(0, np.int8))
    assert plan(Network(empty, lambda connector, target: (), lambda tie: 0.0), 3) == []
