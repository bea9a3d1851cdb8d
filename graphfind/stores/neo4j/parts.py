"""Ties that were found on the server, and the part of the graph that they make."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from graphfind.graph import Snapshot
from graphfind.stores.neo4j.deriving import Ties, of_ties, ordered

Tie = tuple[int, int, float, bool]
"""Two persons, what the tie costs, and whether nobody observed it."""

Found = dict[tuple[int, int], tuple[float, bool]]
"""Ties by their ends, the lower number first."""


def by_pair(ties: Iterable[Tie]) -> Found:
    """Each tie once."""
    return {(min(a, b), max(a, b)): (cost, inferred) for a, b, cost, inferred in ties}


def order(number: int) -> int:
    """What persons are ordered by, as by their ids."""
    return number % (1 << 64)


def snapshot(named: Iterable[int], ties: Found, muted: Collection[int]) -> Snapshot:
    """These ties and the people at their ends, and those who are named."""
    everyone = ordered(np.array(sorted(set(named).union(*ties)), np.int64))
    pairs = sorted(ties)
    columns = Ties(
        np.array([a for a, _ in pairs], np.int64),
        np.array([b for _, b in pairs], np.int64),
        np.array([ties[pair][0] for pair in pairs], np.float64),
        np.array([ties[pair][1] for pair in pairs], bool),
    )
    return of_ties(everyone, columns, np.array(sorted(muted), np.int64))
