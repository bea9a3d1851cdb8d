"""How long importing takes beside reading the same rows with csv.reader, and loading a large graph.

    python -m benchmarks.imports [linkedin] [tables] [large] [find]

Each prints lines of a table; ratios are of medians within this run.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import exports
from benchmarks.measuring import Measured, process

READ = """
import csv, sys
for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            pass
"""

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
    """graphfind find as a whole process on 10,000 people, beside importing networkx."""
    people, ties = exports.tables(folder / "find", 10_000, 100_000)
    store = folder / "find.db"
    command = [sys.executable, "-m", "graphfind", "--store", str(store), "-q"]
    process([*command, "import", str(people), str(ties)], runs=1, warm_up=0)
    process([*command, "me", "Me Bench", "--email", _first_email(people)], runs=1, warm_up=0)
    process([*command, "find", "product manager"], runs=1, warm_up=0)
    peer = process([sys.executable, "-c", "import networkx"], runs=15)
    yield _line("python -c 'import networkx'", peer)
    for form in ("--json", "--csv", ""):
        found = process([*command, "find", "product manager", *filter(None, [form])], runs=15)
        yield _line(f"graphfind find {form}: {found.seconds / peer.seconds:.2f} ×", found)
    click = process([sys.executable, "-c", "import click"], runs=15)
    shown = process([sys.executable, "-m", "graphfind", "--help"], runs=15)
    yield _line("python -c 'import click'", click)
    yield _line(f"graphfind --help: {shown.seconds / click.seconds:.2f} ×", shown)


def _import(store: Path, arguments: list[str], *, runs: int, warm_up: int = 1) -> Measured:
    files = [str(store), f"{store}-wal", f"{store}-shm"]
    command = [sys.executable, "-m", "graphfind", "--store", str(store), "-q", "import", *arguments]
    return process(command, runs=runs, warm_up=warm_up, before=["rm", "-f", *files])


def _first_email(people: Path) -> str:
    with people.open(encoding="utf-8") as file:
        next(file)
        return next(file).split(",")[2]


def _line(what: str, measured: Measured) -> str:
    return f"| {what} | {measured.seconds:.2f} | {measured.megabytes:.0f} | {measured.runs} |"


def main(wanted: list[str]) -> None:
    """Run the benchmarks named, or all but the large one."""
    known = {"linkedin": linkedin, "tables": tables, "large": large, "find": find}
    print("| what | seconds | peak MB | runs |\n|---|---|---|---|")
    for name in wanted or ("linkedin", "tables", "find"):
        with tempfile.TemporaryDirectory() as folder:
            for line in known[name](Path(folder)):
                print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
