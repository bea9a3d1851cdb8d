"""How long it takes to find all doors, and to plan asks, beside one search from every contact.

    python -m benchmarks.planning [small] [medium] [large]

On synthetic networks: me with 2,000 contacts, 1,000 people in the role (100 in the small one); also where all paths
pass the person who knows most. Times are processor time, medians of several runs; a search from every contact is
measured from a few of them, times their number.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from benchmarks import synthetic
from graphfind.graph import Snapshot
from graphfind.planning.asks import Ask, Network, plan
from graphfind.planning.connectors import Doors, contacts, doors
from graphfind.planning.routes import Routes
from graphfind.search import Limits, best_paths
from graphfind.search.arrays import Ints
from graphfind.search.terrain import terrain

SIZES = {"small": (10_000, 100_000), "medium": (100_000, 1_000_000), "large": (1_000_000, 9_600_000)}
HOPS = (2, 3, 4, 5, 6)
HOPS_VIA = (3, 4, 5)
TARGETS = 1_000
ASKS = 20
RUNS = 3
SAMPLE = 20
HEAD = """
| people | ties | hops | doors | doors, seconds | MB | plan, seconds | search from each contact, seconds | ratio |
|---|---|---|---|---|---|---|---|---|"""


def main(names: list[str]) -> None:
    """Print a table of networks of these sizes."""
    print(HEAD)
    for name in names:
        snapshot = synthetic.network(*SIZES[name]).snapshot()
        targets = synthetic.targets(snapshot.n)[:TARGETS]
        for hops in HOPS:
            print(row(snapshot, targets, str(hops), Limits(max_hops=hops)), flush=True)
        via = 1 + int(np.argmax(np.diff(snapshot.indptr)[1:]))
        for hops in HOPS_VIA:
            print(row(snapshot, targets, f"{hops}, via the best known", Limits(max_hops=hops, via=via)), flush=True)


def row(snapshot: Snapshot, targets: Ints, hops: str, limits: Limits) -> str:
    """One network and bound, measured."""
    found = doors(snapshot, [synthetic.ME], targets, limits)
    seconds = statistics.median(_took(lambda: doors(snapshot, [synthetic.ME], targets, limits)) for _ in range(RUNS))
    tracemalloc.start()
    doors(snapshot, [synthetic.ME], targets, limits)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    asking = statistics.median(_took(lambda: _plan(snapshot, found, limits)) for _ in range(RUNS))
    one_by_one = _from_each_contact(snapshot, targets, limits)
    cells = (
        f"{snapshot.n:,}", f"{snapshot.ties:,}", hops, f"{len(found):,}", f"{seconds:.2f}", f"{peak / 1e6:.0f}",
        f"{asking:.2f}", f"{one_by_one:.1f}", f"{one_by_one / seconds:.0f} ×",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _plan(snapshot: Snapshot, found: Doors, limits: Limits) -> list[Ask]:
    routes = Routes(snapshot, [synthetic.ME], limits)
    return plan(Network(found, routes.path, routes.chance), ASKS, per_connector=3)


def _from_each_contact(snapshot: Snapshot, targets: Ints, limits: Limits) -> float:
    rest = replace(limits, max_hops=limits.max_hops - 1, alternatives=0, avoid=(synthetic.ME,))
    known = contacts(terrain(snapshot, [synthetic.ME], limits)).node
    known = known[known != limits.via] if limits.via is not None else known
    some = known[:: max(1, len(known) // SAMPLE)].tolist()
    took = [_took(lambda contact=contact: best_paths(snapshot, [contact], targets, rest)) for contact in some]
    return statistics.mean(took) * len(known)


def _took(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main(sys.argv[1:] or ["small", "medium"])
