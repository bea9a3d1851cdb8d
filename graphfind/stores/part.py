"""What a store hands over to a search: how much there is, and the part of the graph that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from graphfind.graph import Snapshot


class Counts(NamedTuple):
    """How many persons and ties a store holds."""

    people: int
    ties: int


class Part(NamedTuple):
    """As much of the graph as a search needs to be exact.

    `snapshot` holds every tie that may lie on the best path to any target, or on one of the alternatives to those
    that were to be shown; the observed ties by which egos and the connectors on these have mutual contacts; and all
    people whom the question names. `people` and `ties` count those of the whole graph.
    """

    snapshot: Snapshot
    people: int
    ties: int
