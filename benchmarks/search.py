"""How long a search takes, how many arcs it looks at, and how much memory it needs beside the graph.

    python -m benchmarks.search [small] [medium] [large]

On synthetic networks: me with 2,000 contacts, one person in a hundred a target. Times are medians and
contain everything from nodes to finished paths; memory is the peak of what a search allocates.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from unittest import mock

from benchmarks import synthetic
from graphfind.graph import Snapshot
from graphfind.search import Limits, TargetPaths, best_paths
from graphfind.search.terrain import Arcs, Ints, Terrain

SIZES = {"small": (10_000, 100_000), "medium": (100_000, 1_000_000), "large": (1_000_000, 9_600_000)}
RUNS = 7
QUESTIONS = [
    *(Limits(max_hops=hops, alternatives=2) for hops in range(2, 7)),
    Limits(max_hops=4, alternatives=0),
    Limits(max_hops=4, alternatives=3),
    Limits(max_hops=4, alternatives=3, rank="hops"),
]
HEAD = """
| people | ties | hops | alternatives | by | targets reached | arcs looked at | ms | ns per arc | MB | graph, MB |
|---|---|---|---|---|---|---|---|---|---|---|"""


def main(names: list[str]) -> None:
    """Print a table of all questions on the networks of these sizes."""
    print(HEAD)
    for name in names:
        snapshot = synthetic.network(*SIZES[name]).snapshot()
        for limits in QUESTIONS:
            print(row(snapshot, limits), flush=True)


def row(snapshot: Snapshot, limits: Limits) -> str:
    """One question on one network, measured."""
    targets = synthetic.targets(snapshot.n)

    def search() -> list[TargetPaths]:
        return best_paths(snapshot, [synthetic.ME], targets, limits)

    reached, arcs = search(), _arcs_looked_at(search)
    seconds = []
    for _ in range(RUNS):
        started = time.perf_counter()
        search()
        seconds.append(time.perf_counter() - started)
    tracemalloc.start()
    search()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    arrays = sum(getattr(snapshot, name).nbytes for name in Snapshot.__slots__)
    median = statistics.median(seconds)
    cells = (
        f"{snapshot.n:,}", f"{snapshot.ties:,}", limits.max_hops, limits.alternatives, limits.rank, f"{len(reached):,}",
        f"{arcs:,}", f"{median * 1e3:.1f}", f"{median / arcs * 1e9:.0f}", f"{peak / 1e6:.0f}", f"{arrays / 1e6:.0f}",
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _arcs_looked_at(search: Callable[[], object]) -> int:
    """How many arcs a search looks at, counted where it gets them from."""
    looked, arcs_of = 0, Terrain.arcs

    def counting(terrain: Terrain, nodes: Ints) -> Iterator[Arcs]:
        nonlocal looked
        for arcs in arcs_of(terrain, nodes):
            looked += len(arcs.position)
            yield arcs

    with mock.patch.object(Terrain, "arcs", counting):
        search()
    return looked


if __name__ == "__main__":
    main(sys.argv[1:] or ["small", "medium"])
