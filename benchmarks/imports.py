"""How long importing takes beside reading the same rows with csv.reader, and loading a large graph.

    python -m benchmarks.imports [linkedin] [tables] [large] [find]

Each prints lines of a table; ratios are of medians within this run; `find` counts the processor's time.
"""

from __future__ import annotations

import compileall
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import graphfind
import importers
from benchmarks import exports
from benchmarks.measuring import Measured, by_turns, process

READ = """
import csv, sys
for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            pass
"""

FLOOR = """
import gc, os
gc.disable()
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import click, numpy, sqlite3
gc.freeze()
"""
"""What a search loads that is not graphfind's, as graphfind loads it."""

LOAD = """
import sys, time, datetime
from graphfind.stores import open_store
started = time.perf_counter()
store = open_store(sys.argv[1])
snapshot = store.snapshot(datetime.date.today())
print(f"{time.perf_counter() - started:.3f} s for {snapshot.n:,} people and {snapshot.ties:,} ties", file=sys.stderr)
"""


def linkedin(folder: Path) -> Iterator[str]:
    """30,000 connections and 200,000 messages."""
    source = exports.linkedin(folder / "linkedin")
    files = [str(source / name) for name in ("Connections.csv", "messages.csv")]
    reading = process([sys.executable, "-c", READ, *files])
    importing = _import(folder / "linkedin.db", [str(source), "--mine"], runs=5)
    yield _line("csv.reader over 30,000 connections + 200,000 messages", reading)
    yield _line(f"graphfind import of the same: {importing.seconds / reading.seconds:.1f} ×", importing)


def tables(folder: Path) -> Iterator[str]:
    """100,000 people and 1,000,000 ties."""
    paths = exports.tables(folder / "tables", 100_000, 1_000_000)
    reading = process([sys.executable, "-c", READ, *map(str, paths)], runs=3)
    importing = _import(folder / "tables.db", list(map(str, paths)), runs=3)
    yield _line("csv.reader over 100,000 people + 1,000,000 ties", reading)
    yield _line(f"graphfind import of the same: {importing.seconds / reading.seconds:.1f} ×", importing)


def large(folder: Path) -> Iterator[str]:
    """1,000,000 people and 9,600,000 ties, then opening the store and loading its graph."""
    paths = exports.tables(folder / "large", 1_000_000, 9_600_000)
    store = folder / "large.db"
    importing = _import(store, list(map(str, paths)), runs=1, warm_up=0)
    yield _line("graphfind import of 1,000,000 people + 9,600,000 ties", importing)
    yield _line("a process that loads their graph from its cache", process([sys.executable, "-c", LOAD, str(store)]))


def find(folder: Path) -> Iterator[str]:
    """graphfind find as a whole process on 10,000 people and 100,000 ties, beside importing networkx; by turns.

    Runs what is installed beside the interpreter, in a folder of its own and with the store where it is by default.
    """
    people, ties = exports.tables(folder / "find", 10_000, 100_000)
    environment = {"XDG_DATA_HOME": str(folder), "GRAPHFIND_STORE": ""}
    graphfind = str(Path(sys.executable).with_name("graphfind"))
    name, email = _first_person(people)
    for command in (["-q", "import", str(people), str(ties)], ["me", name, "--email", email]):
        by_turns([[graphfind, *command]], runs=1, warm_up=0, folder=folder, environment=environment)
    search = [graphfind, "find", "product manager"]
    commands = {
        "python -c 'import networkx'": [sys.executable, "-c", "import networkx"],
        "python -c 'import click, numpy, sqlite3', the floor": [sys.executable, "-c", FLOOR],
        "graphfind find --json": [*search, "--json"],
        "graphfind find": search,
        "python -c 'import click'": [sys.executable, "-c", "import click"],
        "graphfind --help": [graphfind, "--help"],
    }
    measured = by_turns(list(commands.values()), folder=folder, environment=environment)
    networkx, click = measured[0], measured[-2]
    for what, took in zip(commands, measured, strict=True):
        peer = click if what.endswith("click'") or "--help" in what else networkx
        ratio, fastest = took.seconds / peer.seconds, took.fastest / peer.fastest
        yield _line(f"{what}: {ratio:.2f} × (the fastest {fastest:.2f} ×)", took)


def _import(store: Path, arguments: list[str], *, runs: int, warm_up: int = 1) -> Measured:
    files = [str(store), f"{store}-wal", f"{store}-shm"]
    command = [sys.executable, "-m", "graphfind", "--store", str(store), "-q", "import", *arguments]
    return process(command, runs=runs, warm_up=warm_up, before=["rm", "-f", *files])


def _first_person(people: Path) -> tuple[str, str]:
    with people.open(encoding="utf-8") as file:
        next(file)
        _, name, email, *_ = next(file).split(",")
        return name, email


def _line(what: str, measured: Measured) -> str:
    peak = f"{measured.megabytes:.0f}" if measured.megabytes else ""
    return f"| {what} | {measured.seconds:.3f} | {peak} | {measured.runs} |"


def main(wanted: list[str]) -> None:
    """Run the benchmarks named, or all but the large one; as pip does, what is measured is compiled beforehand."""
    for package in (graphfind, importers):
        compileall.compile_dir(str(Path(package.__file__).parent), quiet=1)
    known = {"linkedin": linkedin, "tables": tables, "large": large, "find": find}
    print("| what | seconds | peak MB | runs |\n|---|---|---|---|")
    for name in wanted or ("linkedin", "tables", "find"):
        with tempfile.TemporaryDirectory() as folder:
            for line in known[name](Path(folder)):
                print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
