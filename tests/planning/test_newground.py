"""New ground: an inverted U in mutual contacts, which are counted as they are."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from graphfind.planning.newground import BEST_MUTUAL, mutual_contacts, new_ground
from tests.brute_force import random_snapshot, snapshot_of


def test_ten_mutual_contacts_open_most() -> None:
    curve = [new_ground(mutual) for mutual in range(200)]
    assert BEST_MUTUAL == 10
    assert curve[BEST_MUTUAL] == max(curve) == 1
    assert curve[: BEST_MUTUAL + 1] == sorted(curve[: BEST_MUTUAL + 1])
    assert curve[BEST_MUTUAL:] == sorted(curve[BEST_MUTUAL:], reverse=True)
    assert all(0 < value <= 1 for value in curve)


def test_twice_as_many_are_as_good_as_half_as_many() -> None:
    assert new_ground(21) == pytest.approx(0.8)
    assert (new_ground(0), new_ground(32)) == (pytest.approx(0.18, abs=0.005), pytest.approx(0.6))


def test_mutual_contacts_are_counted() -> None:
    for seed in range(100):
        random = Random(seed)
        n = random.randint(2, 9)
        graph = random_snapshot(random, n, 3 * n)
        known = [
            {int(other) for at in range(graph.indptr[node], graph.indptr[node + 1])
             if not graph.inferred[at] and (other := graph.neighbors[at]) >= 0}
            for node in range(n)
        ]  # fmt: skip
        others = np.arange(1, n)
        assert mutual_contacts(graph, 0, others).tolist() == [len(known[0] & known[other]) for other in range(1, n)]


def test_a_tie_that_nobody_observed_makes_no_mutual_contact() -> None:
    graph = snapshot_of(3, [(0, 1, 1.0), (0, 2, 1.0), (1, 2, 1.0)], [False, False, True])
    assert mutual_contacts(graph, 0, np.array([1])).tolist() == [0]
