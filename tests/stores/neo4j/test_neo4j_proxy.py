"""Behind a proxy that cuts and stalls connections nothing is lost or doubled, and an end comes within ten seconds."""

from __future__ import annotations

import gc
import os
import random
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from graphfind import dump
from graphfind.errors import StoreError
from graphfind.loading import ImportSettings, withdraw
from graphfind.model import PersonRecord
from graphfind.query import Request, find_introductions
from graphfind.roles import load_lexicon, understand
from graphfind.stores import open_store
from graphfind.stores.base import Store
from graphfind.stores.neo4j import connection, turn
from tests.stores.contract import ADA, ADAS, ME, MINE
from tests.stores.neo4j.conftest import opened
from tests.stores.neo4j.proxy import Harm, Proxy, proxied
from tests.stores.neo4j.server import Server
from tests.worlds import TODAY, contacts, load, person

CUTS = int(os.environ.get("GRAPHFIND_NEO4J_CUTS", "96"))
STALLS = int(os.environ.get("GRAPHFIND_NEO4J_STALLS", "6"))
"""A stall takes as long as anybody waits; all but the last are waited for less long than in earnest."""

SHORT = 2.0

LONGEST = 10.0
OTHER = PersonRecord("@owner", "Zed Nym")
THEIRS = contacts(*(person(f"k{n}", f"Person {n}", "Nurse", f"Clinic {n % 5}") for n in range(12)))
Picture = tuple[tuple[str, ...], tuple[object, ...]]


def picture(store: Store) -> Picture:
    """All that was said and who follows from it; what a stalled client was about to finish may come meanwhile."""
    with store.reading():
        return tuple(dump.lines(store)), tuple(person for _, person in store.everyone())


def act(store: Store, what: str, folder: Path) -> object:
    """Import, withdraw or find."""
    if what == "import":
        report = load(store, folder, THEIRS, OTHER, file="zed.scripted")
        if report.refusal is not None:
            raise report.refusal
        return report.status
    if what == "withdraw":
        found = [s for s in store.sources() if s.source.owner == "Zed Nym"]
        for source in found:
            withdraw(store, source, TODAY)
        return len(found)
    with store.reading():
        lexicon = load_lexicon()
        return find_introductions(store, Request(role=understand("product manager", lexicon)), lexicon, TODAY)


def measured(server: Server, proxy: Proxy, what: str, folder: Path) -> int:
    """How many bytes an action takes undisturbed, its opening included."""
    before = proxy.sent + proxy.received
    with open_store(f"bolt://127.0.0.1:{proxy.port}", "neo4j", server.password) as store:
        act(store, what, folder)
    return proxy.sent + proxy.received - before


def let_go() -> None:
    """Wait for those who still waited for a stalled server, and drop here what they held."""
    until = time.monotonic() + 10
    while time.monotonic() < until and any(t.name == "graphfind-neo4j" for t in threading.enumerate()):
        time.sleep(0.1)
    for _ in range(3):
        gc.collect()


# A session that waits for a stalled server cannot be closed without waiting, and is left behind.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_cuts_and_stalls(
    empty: Server, tmp_path: Path, record_property: pytest.RecordProperty, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience = connection.PATIENCE
    monkeypatch.setattr(turn, "LEASE", 1_500)  # milliseconds until a client that is stalled has lost its turn
    monkeypatch.setattr(turn, "BEAT", 0.3)
    rng = random.Random(7)
    outcomes: Counter[str] = Counter()
    longest = 0.0
    with opened(empty) as straight, proxied(empty.port) as proxy:
        load(straight, tmp_path, MINE, ME, ImportSettings(TODAY, mine=True))
        load(straight, tmp_path, ADAS, ADA, file="ada.scripted")
        without = picture(straight)
        answer = act(straight, "find", tmp_path)
        sizes = {what: measured(empty, proxy, what, tmp_path) for what in ("find", "import", "withdraw")}
        act(straight, "import", tmp_path)
        with_it = picture(straight)
        act(straight, "withdraw", tmp_path)
        assert picture(straight) == without

        harms: list[Harm] = ["cut"] * CUTS + ["stall"] * STALLS
        for number, harm in enumerate(harms):
            what = ("import", "withdraw", "find")[number % 3]
            short = harm == "stall" and number < len(harms) - 1
            monkeypatch.setattr(connection, "PATIENCE", SHORT if short else patience)
            proxy.harm(harm, rng.randrange(1, sizes[what]))
            begun = time.monotonic()
            try:
                with open_store(f"bolt://127.0.0.1:{proxy.port}", "neo4j", empty.password) as store:
                    done = act(store, what, tmp_path)
                outcome = "success"
                assert what != "find" or done == answer
            except StoreError:
                outcome = "error"
            longest = max(longest, time.monotonic() - begun)
            outcomes[f"{what} {harm} {outcome}"] += 1
            proxy.heal()
            monkeypatch.setattr(connection, "PATIENCE", patience)
            now = picture(straight)
            assert now in (without, with_it), f"{number}: half of it is there"
            if outcome == "success" and what != "find":
                assert now == (with_it if what == "import" else without), f"{number}: lost"
            if what == "import" and now == without:
                act(straight, "import", tmp_path)  # tried again, as anybody would
                assert picture(straight) == with_it
            if what == "withdraw" and now == with_it:
                act(straight, "withdraw", tmp_path)
                assert picture(straight) == without
        assert straight.examine(TODAY) in ([], ["an import had broken off; what it left behind was removed"])
        assert straight.examine(TODAY) == []
    let_go()
    record_property("outcomes", dict(outcomes))
    record_property("longest", longest)
    print(sum(outcomes.values()), "places:", dict(sorted(outcomes.items())), f"longest {longest:.1f} s")
    assert longest < LONGEST
    assert any(name.endswith("error") for name in outcomes)
    assert any(name.endswith("success") for name in outcomes)
