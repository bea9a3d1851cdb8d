"""The whole of a surveyed search in one compiled function: between its many small steps nothing waits for Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graphfind.search import compiled, compiled_links, compiled_survey, compiled_third, compiling
from graphfind.search.compiled_links import (
    first_links,
    labels_along,
    last_links,
    look_through,
    settle,
    walk_back,
)
from graphfind.search.compiled_survey import (
    LINK,
    NEVER,
    NO_WAY,
    NOWHERE,
    SCALE,
    Graph,
    best_of_two,
    give_slots,
    look_ahead,
    look_around,
    lower,
    pays,
    tell_second,
)
from graphfind.search.compiled_third import (
    HIGHEST,
    third_links,
)
from graphfind.search.compiling import (
    F64,
    FLAG,
    FLOAT,
    I32,
    I64,
    INDEX,
    U32,
    UNSIGNED,
    WHOLE,
    Flags,
    as_compiled,
    read,
    read_flags,
    read_floats,
    read_i32,
    read_i64,
    several,
    stamp_of,
    write,
)


def _kept_by(stamp: int) -> Callable[..., tuple[bool, Any, Any]]:
    """The function `surveyed`, which numba keeps by this number, too."""

    @as_compiled(
        *(read_i64, read_i64, read_i32, read_floats, read_i32),
        *(read_i64, read(UNSIGNED), read_floats, read_flags, FLAG, read_flags, read_flags, read_i64),
        *(WHOLE, WHOLE, FLOAT, FLOAT, FLOAT),
        several(FLAG, write(INDEX, 3), write(FLOAT, 2)),
    )
    def surveyed(
        targets: I64,
        egos: I64,
        contacts: I32,
        paid: F64,
        parent: I32,
        indptr: I64,
        neighbors: U32,
        cost: F64,
        inferred: Flags,
        all_ties: bool,
        muted: Flags,
        blocked: Flags,
        never_passed: I64,
        hops: int,
        k: int,
        ceiling: float,
        gain: float,
        balance: float,
    ) -> tuple[bool, Any, Any]:
        """Whether a survey pays; the nodes and costs of paths of 3 or 4 ties at most to the targets, as in `Reached`.

        The targets and the contacts are in order; for these so much is paid, and their labels have these parents.
        Of the targets' arcs, `gain` may come on each that leads on from the second layer.
        """
        assert stamp is not None  # so that it is one of what numba tells apart
        graph = Graph(indptr, neighbors, cost, inferred, all_ties)
        second = np.full(len(muted), NO_WAY, np.int64)
        tell_second(contacts, paid, muted, graph, second)
        second[never_passed] = NO_WAY
        if not pays(targets, graph, second, gain):
            return False, np.empty((0, k, 1), np.int32), np.empty((0, k))

        slot = np.full(len(muted), NOWHERE, np.int32)
        marks, heights = np.empty(len(muted), np.uint8), np.empty(HIGHEST + 1, np.float64)
        nodes = give_slots(targets, never_passed, graph, marks, slot)
        ends = look_around(targets, graph, blocked, slot)
        best = best_of_two(contacts, paid, muted, slot, nodes, second, k)
        wanted = np.full(len(targets), int(min(float(NEVER), np.ceil(ceiling * SCALE))), np.int64)
        limit = np.empty(len(nodes), np.int32)
        top = np.empty(k, np.int64)
        lower(targets, contacts, paid, ends, best, k, wanted, top)
        look_ahead(targets, ends, slot, wanted, best, k, limit)
        third = np.empty(0, LINK)
        if hops > 3:
            third = third_links(
                targets, contacts, paid, graph, slot, nodes, ends, second, marks, heights, limit, wanted, best, top,
                k, balance,
            )  # fmt: skip
        last = last_links(targets, graph, ends, slot, wanted, best, k)

        # From the last layer backwards; then the labels are made in the order of the layers.
        nodes = settle(third, contacts, slot, nodes)
        through = look_through(targets, slot, nodes, second, wanted, third, limit)
        early = first_links(contacts, paid, muted, graph, slot, nodes, marks, heights, through)
        made, first, count = labels_along(
            targets, contacts, paid, parent, slot, nodes, early, third, last, through, limit, wanted, hops, ceiling, k
        )
        paths, costs = walk_back(made, egos, targets, slot, first, count, hops, k)
        return True, paths, costs

    return surveyed


surveyed = _kept_by(stamp_of(compiled, compiled_links, compiled_survey, compiled_third, compiling))
