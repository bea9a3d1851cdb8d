"""How long searches take, beside general graph libraries on the same graph in the same run.

    python -m benchmarks.search [small] [medium] [large] [--peers] [--curve] [--write]

On synthetic networks: me with 2,000 contacts, one person in a hundred a target. `--peers` compares with
the libraries of the extra `bench`, `--curve` shows how the work grows with the graph and with the hops;
without either it does both. Times are processor time, medians of several runs that take turns, and contain
everything from nodes to finished paths, as columns of nodes and costs, without collecting garbage, as in the command;
memory is the peak of what a search allocates. `--write` puts the tables into docs/benchmarks.md.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeVar
from unittest import mock

import numpy as np

from benchmarks import synthetic
from benchmarks.peers import PEERS, Costs
from graphfind.graph import Snapshot
from graphfind.search import Engine, Limits, TargetPaths, best_paths, plain, top_paths
from graphfind.search.arrays import Ints
from graphfind.search.engine import fast_or_plain
from graphfind.search.terrain import Arcs, Terrain

Result = TypeVar("Result")

SIZES = {"small": (10_000, 100_000), "medium": (100_000, 1_000_000), "large": (1_000_000, 9_600_000)}
LIMITS = Limits(max_hops=4, alternatives=2)
COMPARED = {"best": replace(LIMITS, alternatives=0), "k = 3": LIMITS}
"""What is compared: the best path to every target, and the best ones through three connectors."""

RUNS, PATIENCE = 7, 10.0
"""How often something is run, unless it has taken this many seconds."""

SAMPLE = 3
"""From so many targets a library's search is timed, to tell how long one from each would take."""

CLOSE = 1e-6
"""Costs that differ by less are the same: libraries add in other orders."""

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- benchmarks.search {} begins -->\n", "<!-- benchmarks.search {} ends -->\n"


def main(arguments: Sequence[str]) -> None:
    """Print the tables for the networks of these sizes, and write them down if asked to."""
    gc.disable()  # as the command does; what libraries hold would be gone through again and again
    names = [name for name in arguments if name in SIZES] or ["small", "medium"]
    both = not {"--peers", "--curve"} & set(arguments)
    tables = {"--peers": peers, "--curve": curve}
    networks = {name: synthetic.network(*SIZES[name]).snapshot() for name in names}
    for option, table in tables.items():
        if both or option in arguments:
            lines = []
            for line in table(networks):
                print(line, flush=True)
                lines.append(line)
            if "--write" in arguments:
                write(option.strip("-"), lines)


def write(name: str, lines: Sequence[str]) -> None:
    """Put a table between its marks in the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN.format(name))
    _, end, after = rest.partition(END.format(name))
    if not (begin and end):
        raise ValueError(f"{DOCUMENT} has no marks for the table of {name}")
    DOCUMENT.write_text(before + begin + "\n" + "\n".join(lines) + "\n\n" + end + after, encoding="utf-8")


def peers(networks: dict[str, Snapshot]) -> Iterator[str]:
    """Each library beside us: how many times longer each of its questions takes than ours; whether they agree."""
    names = [f"{engine.NAME}, {paths}" for engine in _engines() for paths in COMPARED]
    engines = [engine.NAME for engine in _engines()]
    columns = [
        "people", "ties", "who", "load, ms", "costs, ms", *(f"than {name}" for name in names),
        "and paths, ms", *(f"than {name}, best" for name in engines),
        "three connectors, s", *(f"than {name}, k = 3" for name in engines), "same cost",
    ]  # fmt: skip
    yield f"| {' | '.join(columns)} |"
    yield "|---" * len(columns) + "|"
    for snapshot in networks.values():
        size = [f"{snapshot.n:,}", f"{snapshot.ties:,}"]
        targets = synthetic.targets(snapshot.n)
        searches = [_search(snapshot, limits, engine) for engine in _engines() for limits in COMPARED.values()]
        found = searches[0]()
        for name, search in zip(names, searches, strict=True):
            yield _cells([*size, f"graphfind, {name}", "–", _ms(_median(search))], len(columns))
        for peer in PEERS:
            if snapshot.ties > peer.most_ties:
                yield _cells([*size, peer.name, "not tried"], len(columns))
                continue
            loading, graph = _timed(partial(peer.load, snapshot))
            ask = partial(peer.costs, graph, synthetic.ME)
            # Theirs and ours take turns, so that all meet the same neighbours on the machine.
            turns: list[list[float]] = []
            while len(turns) < RUNS and sum(turn[0] for turn in turns) < PATIENCE:
                turns.append([_timed(run)[0] for run in (ask, *searches)])
            costs, *ours = map(statistics.median, zip(*turns, strict=True))
            best, three = ours[::2], ours[1::2]
            follow = partial(peer.paths, graph, synthetic.ME, targets.tolist())
            walking = _median(follow)
            from_targets = [_timed(partial(peer.costs, graph, int(target)))[0] for target in targets[:SAMPLE]]
            connectors = statistics.mean(from_targets) * min(len(targets), synthetic.MY_CONTACTS)
            yield _cells(
                [
                    *size, peer.name, _ms(loading), _ms(costs), *(_times(costs, one) for one in ours),
                    _ms(walking), *(_times(walking, one) for one in best),
                    f"{connectors:,.1f}", *(_times(connectors, one) for one in three),
                    agreement(found, targets, ask(), follow()),
                ],
                len(columns),
            )  # fmt: skip
            del graph, ask, follow
            gc.collect()


def _cells(cells: Sequence[str], columns: int) -> str:
    return f"| {' | '.join(cells)} |{' |' * (columns - len(cells))}"


def _times(theirs: float, ours: float) -> str:
    return f"{theirs / ours:,.1f} ×" if theirs < 100 * ours else f"{theirs / ours:,.0f} ×"


def agreement(found: Sequence[TargetPaths], targets: Ints, costs: Costs, paths: Sequence[Sequence[int]]) -> str:
    """How many targets cost the same over paths of any length, of those we found.

    Raises where a library's path has few enough ties and yet does not cost what ours does, where one of any length
    costs more than ours, or where it finds no path although we do.
    """
    if len(found) > np.isfinite(costs[targets]).sum():
        raise AssertionError("a library finds no path where there is one")
    ours = {one.target: one.costs[0] for one in found}
    same = 0
    for target, path in zip(targets.tolist(), paths, strict=True):
        cost, short = float(costs[target]), 0 < len(path) <= LIMITS.max_hops + 1
        if cost > ours.get(target, np.inf) + CLOSE:
            raise AssertionError("a path of any length cannot cost more than one of few ties")
        alike = abs(cost - ours.get(target, np.inf)) <= CLOSE
        if short and not alike:
            raise AssertionError("a library's path has few enough ties, and costs less than ours")
        same += alike
    return f"{same / len(found):.0%}"


def curve(networks: dict[str, Snapshot]) -> Iterator[str]:
    """How the work grows."""
    yield (
        "| people | ties | question | found | arcs looked at | numpy, ms | ns per arc | numba, ms | MB | "
        "graph, MB |\n|---|---|---|---|---|---|---|---|---|---|"
    )
    for snapshot in networks.values():
        via = 1 + int(np.argmax(np.diff(snapshot.indptr)[1:]))
        for hops in range(2, 7):
            yield row(snapshot, f"{hops} hops", Limits(max_hops=hops, alternatives=2))
        yield row(snapshot, "4 hops, by hops", replace(LIMITS, rank="hops"))
        yield row(snapshot, "4 hops, best path only", replace(LIMITS, alternatives=0))
        for hops in (3, 4, 5):
            yield row(snapshot, f"{hops} hops, via the best known", replace(LIMITS, max_hops=hops, via=via))
        yield top_row(snapshot)


def row(snapshot: Snapshot, question: str, limits: Limits) -> str:
    """One question on one network, measured."""
    searches = [_search(snapshot, limits, engine) for engine in _engines()]
    found, arcs = len(searches[0]()), _arcs_looked_at(searches[0])
    medians = [_median(search) for search in searches]
    peak = max(map(_peak, searches))
    return _row(snapshot, question, found, arcs, medians, peak)


def top_row(snapshot: Snapshot) -> str:
    """The ten best paths to one target, whoever the connectors; the median of many targets."""
    turn = count()
    targets = synthetic.targets(snapshot.n)

    def search() -> TargetPaths:
        return top_paths(snapshot, [synthetic.ME], int(targets[next(turn) % len(targets)]), 10, LIMITS)

    return _row(snapshot, "top 10 to one, 4 hops", 10, _arcs_looked_at(search), [_median(search, 30)], _peak(search))


def _row(snapshot: Snapshot, question: str, found: int, arcs: int, medians: Sequence[float], peak: int) -> str:
    arrays = sum(getattr(snapshot, name).nbytes for name in Snapshot.__slots__)
    cells = (
        f"{snapshot.n:,}", f"{snapshot.ties:,}", question, f"{found:,}", f"{arcs:,}", _ms(medians[0]),
        f"{medians[0] / arcs * 1e9:.0f}", _ms(medians[1]) if len(medians) > 1 else "–",
        f"{peak / 1e6:.1f}", f"{arrays / 1e6:.1f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _engines() -> list[Engine]:
    fast = fast_or_plain().engine
    return [plain] if fast is plain else [plain, fast]  # type: ignore[list-item]


def _search(snapshot: Snapshot, limits: Limits, engine: Engine) -> Callable[[], list[TargetPaths]]:
    targets = synthetic.targets(snapshot.n)
    return lambda: best_paths(snapshot, [synthetic.ME], targets, limits, engine=engine)


def _timed(run: Callable[[], Result]) -> tuple[float, Result]:
    started = time.process_time()
    result = run()
    return time.process_time() - started, result


def _median(run: Callable[[], object], runs: int = RUNS) -> float:
    seconds: list[float] = []
    while len(seconds) < runs and sum(seconds) < PATIENCE:
        seconds.append(_timed(run)[0])
    return statistics.median(seconds)


def _peak(run: Callable[[], object]) -> int:
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:,.1f}" if seconds < 0.1 else f"{seconds * 1e3:,.0f}"


def _arcs_looked_at(search: Callable[[], object]) -> int:
    """How many arcs a search looks at, counted where numpy gets them from."""
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
    main(sys.argv[1:])
