"""The Neo4j store: how fast it is written, and how fast and with how much received it is searched.

    python -m benchmarks.neo4j [PEOPLE TIES]

A server is started as the tests start theirs. Seconds are those that somebody waits, on a machine that client and
server share; processor time, of the client and of the server, is less moved by whatever else runs there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.synthetic import MY_CONTACTS, Network, network, targets
from graphfind.identity import anchor, person_id, resolve
from graphfind.model import OWNER, PersonRecord, Position
from graphfind.normalize import name_key
from graphfind.stores import open_store
from graphfind.stores.base import EvidenceRows, NewSource, PreparedRecord
from tests.stores.neo4j.proxy import proxied
from tests.stores.neo4j.server import PASSWORD, running

TODAY = date(2026, 11, 1)
PEOPLE, TIES = 100_000, 1_000_000
TARGET = "Product Manager"
TIMES = 5
GOALS = {3: 2.0, 4: 5.0}
"""Seconds for a question of so many hops, on a machine with nothing else to do."""


def records(net: Network) -> Iterator[PreparedRecord]:
    """The people, of whom one is me and some hold the role that is looked for."""
    sought = set(targets(net.n).tolist())
    for node in range(net.n):
        key = OWNER if node == 0 else f"k{node}"
        title = TARGET if node in sought else f"Clerk {node % 5_000}"
        record = PersonRecord(key, f"Person {node}", positions=(Position(title),), as_of=TODAY)
        yield PreparedRecord(record, name_key(record.name), (), person_id(anchor((), f"bench#{key}")))


def evidence(net: Network) -> EvidenceRows:
    """The ties, each with its strength as somebody stated it."""
    zeros = np.zeros(len(net.a), np.int32)
    relation = np.full(len(net.a), 6, np.int8)
    return EvidenceRows(
        net.a, net.b, relation, zeros, zeros, zeros, zeros, net.strength, zeros, zeros, zeros, ("",), ("bench",)
    )


def write(uri: str, net: Network) -> tuple[float, float]:
    """Seconds for people, and for ties with all that follows from them."""
    source = NewSource("bench", "bench", "bench", "bench", "bench", "Me", "stated", True, TODAY)
    with open_store(uri, "neo4j", PASSWORD) as store:
        begun = time.perf_counter()
        with store.writing(TODAY) as writing:
            number = writing.begin_source(source)
            batch: list[PreparedRecord] = []
            for record in records(net):
                batch.append(record)
                if len(batch) == 5_000:
                    writing.add_records(number, batch)
                    batch = []
            writing.add_records(number, batch)
            people = time.perf_counter()
            writing.add_evidence(number, evidence(net))
            writing.settle(resolve(writing.candidates(), writing.verdicts()), TODAY)
        return people - begun, time.perf_counter() - people


def ask(uri: str, hops: int, process: int) -> None:
    """One question, and what it took: seconds, processor time of both, and the most memory the client ever had."""
    from graphfind.query import Request, find_introductions
    from graphfind.roles import load_lexicon, understand

    lexicon = load_lexicon()
    with open_store(uri, "neo4j", PASSWORD) as store:
        for _ in range(TIMES):
            begun = time.perf_counter(), time.process_time(), worked(process)
            with store.reading():
                request = Request(role=understand(TARGET, lexicon), max_hops=hops)
                answer = find_introductions(store, request, lexicon, TODAY)
            spent, client = time.perf_counter() - begun[0], time.process_time() - begun[1]
            server = worked(process) - begun[2]
            facts = _peak(), len(answer.introductions), answer.stats.reached
            print(f"{spent:.2f} {client:.2f} {server:.2f} {facts[0]:.0f} {facts[1]} {facts[2]}")


def worked(process: int) -> float:
    """The seconds that a process has kept processors busy."""
    facts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


def _peak() -> float:
    """The most memory this process had, in megabytes; what getrusage tells may be that of whoever started it."""
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1000


def main() -> None:
    """Print what was measured."""
    people, ties = (int(text) for text in sys.argv[1:3]) if len(sys.argv) > 2 else (PEOPLE, TIES)
    net = network(people, ties)
    with tempfile.TemporaryDirectory() as home, running(Path(home), memory="2g", pages="512m", options=()) as server:
        begun = time.process_time()
        spent = write(server.uri, net)
        busy = time.process_time() - begun, worked(server.process)
        print(f"{people:,} people, {ties:,} ties, {MY_CONTACTS:,} of them mine")
        print(f"write people: {spent[0]:.1f} s, {people / spent[0]:,.0f} a second")
        print(f"write ties: {spent[1]:.1f} s, {ties / spent[1]:,.0f} a second (goal 15,000)")
        print(f"processor time of both: client {busy[0]:.0f} s, server {busy[1]:.0f} s", flush=True)
        with proxied(server.port) as proxy:
            for hops, goal in GOALS.items():
                before = proxy.received
                uri = f"bolt://127.0.0.1:{proxy.port}"
                command = [sys.executable, "-m", "benchmarks.neo4j", "ask", uri, str(hops), str(server.process)]
                lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
                runs = [line.split() for line in lines if line]
                received = (proxy.received - before) / TIMES / 1e6
                best = min(float(run[0]) for run in runs)
                print(
                    f"{hops} hops: {', '.join(run[0] for run in runs)} s, best {best:.2f} (goal {goal}); "
                    f"processor time: client {min(float(run[1]) for run in runs):.2f} s, "
                    f"server {min(float(run[2]) for run in runs):.2f} s; "
                    f"{received:.1f} MB received (goal 20), client {runs[-1][3]} MB (goal 200); "
                    f"{runs[-1][4]} shown of {runs[-1][5]} reached",
                    flush=True,
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["ask"]:
        ask(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
