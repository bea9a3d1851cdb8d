"""How much new ground a tie opens: an inverted U in the number of mutual contacts.

Who knows the same people as I do hears of the same jobs; who knows none of them hardly passes anything on. Between
the two, moderately weak ties moved most people to new jobs, those with about ten mutual contacts (Rajkumar, Saint-
Jacques, Bojinov, Brynjolfsson & Aral 2022, on 20 million people).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from graphfind.graph import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEST_MUTUAL: Final = 10
"""The number of mutual contacts at which a tie opens most new ground."""


def new_ground(mutual: int) -> float:
    """How much new ground a tie with so many mutual contacts opens, in (0, 1].

    2x / (1 + x²) with x = (mutual + 1) / 11: 1 at ten mutual contacts, and the same at twice the (mutual + 1) as at
    half of it. Where the curve peaks is Rajkumar et al.'s; that it falls alike to both sides is a judgement.
    """
    share = (mutual + 1) / (BEST_MUTUAL + 1)
    return 2.0 * share / (1.0 + share * share)


def mutual_contacts(snapshot: Snapshot, ego: int, others: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many people are known to know both ego and each of these nodes; ties that nobody observed do not count."""
    mine = np.zeros(snapshot.n, np.int64)
    mine[_observed(snapshot, ego)] = 1
    return np.array([mine[_observed(snapshot, int(other))].sum() for other in others], np.int64)


def _observed(snapshot: Snapshot, node: int) -> NDArray[np.int32]:
    arcs = slice(int(snapshot.indptr[node]), int(snapshot.indptr[node + 1]))
    return snapshot.neighbors[arcs][~snapshot.inferred[arcs]]
