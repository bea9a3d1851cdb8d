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
from typing import TYPE_CHECKING, cast

import numpy as np

from benchmarks.synthetic import MY_CONTACTS, Network, network, targets
from graphfind.identity import anchor, person_id, resolve
from graphfind.model import OWNER, PersonRecord, Position
from graphfind.normalize import name_key
from graphfind.stores import open_store
from graphfind.stores.base import EvidenceRows, NewSource, PreparedRecord, Store
from tests.stores.neo4j.proxy import proxied
from tests.stores.neo4j.server import PASSWORD, running

if TYPE_CHECKING:
    from graphfind.query import Order, Request
    from graphfind.roles import Lexicon

TODAY = date(2026, 11, 1)
PEOPLE, TIES = 100_000, 1_000_000
TARGET = "Product Manager"
TIMES = 5
GOALS = {3: 2.0, 4: 5.0}
"""Seconds for introductions of so many hops, on a machine with nothing else to do."""

QUESTIONS = (
    ("warmth", 3), ("warmth", 4), ("warmth", 2), ("warmth", 1), ("new-ground", 3), ("leads", 3),
    ("connectors", 3), ("plan", 3), ("paths", 4), ("connectors", 4),
)  # fmt: skip
"""What is asked: introductions in an order, or another command, and of how many hops. Of one and two hops, most of the
targets are not reached."""


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


def ask(uri: str, what: str, hops: int, process: int) -> None:
    """One question, and what it took: seconds, processor time of both, and the most memory the client ever had."""
    from graphfind.query import Request
    from graphfind.roles import load_lexicon, understand

    lexicon = load_lexicon()
    with open_store(uri, "neo4j", PASSWORD) as store:
        for _ in range(TIMES):
            begun = time.perf_counter(), time.process_time(), worked(process)
            with store.reading():
                told = answered(store, Request(role=understand(TARGET, lexicon), max_hops=hops), lexicon, what)
            spent, client = time.perf_counter() - begun[0], time.process_time() - begun[1]
            print(f"{spent:.2f} {client:.2f} {worked(process) - begun[2]:.2f} {_peak():.0f} {told}")


def answered(store: Store, request: Request, lexicon: Lexicon, what: str) -> str:
    """What the answer to a question holds, in few words."""
    from graphfind.query import find_introductions
    from graphfind.query.connectors import find_connectors
    from graphfind.query.leads import find_leads
    from graphfind.query.paths import find_paths
    from graphfind.query.plan import plan_asks

    if what == "connectors":
        return f"{find_connectors(store, request, lexicon, TODAY).in_all} connectors"
    if what == "plan":
        return f"{plan_asks(store, request, lexicon, TODAY, 5).possible} asks possible"
    if what == "leads":
        return f"{find_leads(store, request, lexicon, TODAY).in_all} leads"
    if what == "paths":
        return f"{len(find_paths(store, min(store.holders([TARGET])), 10, request, TODAY).paths)} paths"
    answer = find_introductions(store, request._replace(rank=cast("Order", what)), lexicon, TODAY)
    return f"{len(answer.introductions)} shown of {answer.stats.reached} reached"


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
        both = time.process_time() - begun, worked(server.process)
        print(f"{people:,} people, {ties:,} ties, {MY_CONTACTS:,} of them mine")
        print(f"write people: {spent[0]:.1f} s, {people / spent[0]:,.0f} a second")
        print(f"write ties: {spent[1]:.1f} s, {ties / spent[1]:,.0f} a second (goal 15,000)")
        print(f"processor time of both: client {both[0]:.0f} s, server {both[1]:.0f} s", flush=True)
        with proxied(server.port) as proxy:
            for what, hops in QUESTIONS:
                before = proxy.received
                uri = f"bolt://127.0.0.1:{proxy.port}"
                command = [sys.executable, "-m", "benchmarks.neo4j", "ask", uri, what, str(hops), str(server.process)]
                lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
                runs = [line.split(maxsplit=4) for line in lines if line]
                received = (proxy.received - before) / TIMES / 1e6
                best, client, busy = (min(float(run[at]) for run in runs) for at in range(3))
                goals = f" (goals {GOALS[hops]} s, 20 MB, client 200 MB)" if what == "warmth" and hops in GOALS else ""
                print(
                    f"{what}, {hops} hops: {', '.join(run[0] for run in runs)} s, best {best:.2f}; "
                    f"processor time: client {client:.2f} s, server {busy:.2f} s; "
                    f"{received:.1f} MB received, client {runs[-1][3]} MB{goals}; {runs[-1][4]}",
                    flush=True,
                )


if __name__ == "__main__":
    if sys.argv[1:2] == ["ask"]:
        ask(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))
    else:
        main()
