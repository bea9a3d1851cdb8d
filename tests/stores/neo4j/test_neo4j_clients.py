"""Several clients of one Neo4j store, and clients that die: a source is visible as a whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from graphfind import dump
from graphfind.cli.main import COMMANDS
from graphfind.errors import StoreError
from graphfind.loading import ImportSettings, withdraw
from graphfind.model import OWNER, PersonRecord, Reading
from graphfind.stores import open_store
from graphfind.stores.base import Store
from graphfind.stores.neo4j import turn
from tests.stores.contract import ADA, ADAS, ME, MINE
from tests.stores.neo4j.conftest import opened
from tests.stores.neo4j.server import Server
from tests.worlds import TODAY, contacts, load, person

ROOT = Path(__file__).parents[3]
LEFT_BEHIND = """MATCH (s:Graphfind) CALL (s) {
  MATCH ()-[r]->() WHERE r.since > s.epoch OR r.until IS NOT NULL RETURN count(*) AS n
  UNION ALL MATCH (n) WHERE n.since > s.epoch OR n.until IS NOT NULL RETURN count(*) AS n
  UNION ALL MATCH (n:Record) WHERE NOT EXISTS { (n)-[:OF]->() } RETURN count(*) AS n
  UNION ALL MATCH (n:Person) WHERE NOT EXISTS { (n)<-[:OF]-() } RETURN count(*) AS n
  UNION ALL MATCH (n:Position) WHERE NOT EXISTS { (n)<-[:HELD]-() } RETURN count(*) AS n
} RETURN sum(n), s.dirty, s.writer"""


@pytest.fixture
def driver(empty: Server) -> Iterator[Driver]:
    with GraphDatabase.driver(empty.uri, auth=("neo4j", empty.password)) as driver:
        yield driver


def many(count: int) -> list[Reading]:
    return contacts(*(person(f"k{n}", f"Person {n}", "Nurse", f"Clinic {n % 40}") for n in range(count)))


def lines(store: Store) -> list[str]:
    return list(dump.lines(store))


def left_behind(driver: Driver) -> list[Any]:
    return list(driver.execute_query(LEFT_BEHIND).records[0])


def started(server: Server, folder: Path, count: int) -> subprocess.Popen[bytes]:
    """An import of many contacts by a process of its own."""
    table = folder / "many.csv"
    table.write_text("name,title,company\n" + "".join(f"Person N{n},Nurse,Clinic {n % 40}\n" for n in range(count)))
    environment = os.environ | {
        "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": server.password, "GRAPHFIND_STORE": server.uri,
        "PYTHONPATH": str(ROOT), "GRAPHFIND_TODAY": str(TODAY),
    }  # fmt: skip
    command = [sys.executable, "-m", "graphfind", "import", str(table), "--owner", "Zed Nym"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_in_the_middle(server: Server, driver: Driver, folder: Path) -> None:
    process = started(server, folder, 4_000)
    try:
        while process.poll() is None:
            if driver.execute_query("MATCH (r:Record) WHERE r.key STARTS WITH 'people' OR true RETURN count(r)"):
                staged = driver.execute_query("MATCH (s:Graphfind) MATCH (n:Source) WHERE n.since > s.epoch RETURN 1")
                if staged.records:
                    break
            time.sleep(0.05)
        assert process.poll() is None, "it was done before it could be killed"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def test_what_a_dead_client_left_is_not_seen_and_the_next_one_removes_it(
    empty: Server, driver: Driver, tmp_path: Path
) -> None:
    with opened(empty) as store:
        load(store, tmp_path, MINE, ME, ImportSettings(TODAY, mine=True))
        before = lines(store)
        kill_in_the_middle(empty, driver, tmp_path)
        assert lines(store) == before
        assert left_behind(driver)[0] > 0
        assert load(store, tmp_path, ADAS, ADA, file="ada.scripted").status == "imported"
        assert left_behind(driver) == [0, False, None]
        assert len(store.sources()) == 2
        assert store.examine(TODAY) == []


def test_the_doctor_removes_it_too(empty: Server, driver: Driver, tmp_path: Path) -> None:
    with opened(empty) as store:
        load(store, tmp_path, MINE, ME, ImportSettings(TODAY, mine=True))
        kill_in_the_middle(empty, driver, tmp_path)
        assert store.examine(TODAY) == ["an import had broken off; what it left behind was removed"]
        assert left_behind(driver) == [0, False, None]
        assert store.examine(TODAY) == []
    assert "doctor" in COMMANDS


def test_two_clients_import_at_once(empty: Server, tmp_path: Path) -> None:
    calls: list[tuple[list[Reading], PersonRecord, ImportSettings, str]] = [
        (MINE, ME, ImportSettings(TODAY, mine=True), "mine.scripted"),
        (ADAS, ADA, ImportSettings(TODAY), "ada.scripted"),
        (many(30), PersonRecord(OWNER, "Zed Nym"), ImportSettings(TODAY), "zed.scripted"),
    ]

    def run(call: tuple[list[Reading], PersonRecord, ImportSettings, str]) -> str:
        readings, owner, settings, file = call
        with opened(empty) as store:
            return load(store, tmp_path, readings, owner, settings, file).status

    with opened(empty), ThreadPoolExecutor(3) as clients:
        assert list(clients.map(run, calls)) == ["imported"] * 3
    with opened(empty) as store, open_store(tmp_path / "same.db") as embedded:
        for readings, owner, settings, file in calls:
            load(embedded, tmp_path, readings, owner, settings, file)
        assert [p for _, p in store.everyone()] == [p for _, p in embedded.everyone()]
        assert store.counts(TODAY) == embedded.counts(TODAY)
        assert store.examine(TODAY) == []


def test_the_same_export_by_two_clients_at_once_stands_once(empty: Server, tmp_path: Path) -> None:
    def run(client: int) -> str:
        folder = tmp_path / str(client)
        folder.mkdir()
        with opened(empty) as store:
            return load(store, folder, MINE, ME, ImportSettings(TODAY, mine=True)).status

    with opened(empty), ThreadPoolExecutor(3) as clients:
        assert sorted(clients.map(run, range(3))) == ["imported", "unchanged", "unchanged"]


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(empty: Server, driver: Driver, tmp_path: Path) -> None:
    with opened(empty) as writer, opened(empty) as reader:
        load(writer, tmp_path, MINE, ME, ImportSettings(TODAY, mine=True))
        load(writer, tmp_path, ADAS, ADA, file="ada.scripted")
        with reader.reading():
            before = lines(reader), reader.counts(TODAY), [p for _, p in reader.everyone()]
            withdraw(writer, writer.sources()[0], TODAY)
            assert len(writer.sources()) == 1
            assert (lines(reader), reader.counts(TODAY), [p for _, p in reader.everyone()]) == before
            assert reader.snapshot(TODAY).ties == before[1].ties
        assert len(reader.sources()) == 1
        assert lines(reader) == lines(writer)
        withdraw(writer, writer.sources()[0], TODAY)
        assert left_behind(driver) == [0, False, None]
        assert driver.execute_query("MATCH (n) WHERE NOT n:Graphfind RETURN count(n)").records[0][0] == 0


def test_whoever_lost_the_turn_changes_nothing(empty: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "BEAT", 3600.0)  # the client gives no sign of life
    monkeypatch.setattr(turn, "LEASE", 500)
    with opened(empty) as sleeper, opened(empty) as other:
        load(other, tmp_path, MINE, ME, ImportSettings(TODAY, mine=True))
        with suppress(StoreError), sleeper.writing(TODAY) as writing:
            writing.remove_source(sleeper.sources()[0].number)
            time.sleep(0.6)
            assert load(other, tmp_path, ADAS, ADA, file="ada.scripted").status == "imported"
            with pytest.raises(StoreError, match="another graphfind writes now"):
                writing.note_warnings(1, 7)
            raise StoreError
        assert [s.warnings for s in other.sources()] == [0, 0]
        assert other.examine(TODAY) == []
