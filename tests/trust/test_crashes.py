"""Killed at any moment, out of disk, or beside others that write: a store is as it was before, or complete."""

from __future__ import annotations

import hashlib
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.exports import adas, loose, mine
from tests.command_line import SAMPLE, CommandLine, ended, one_line

resource = pytest.importorskip("resource", reason="signals and limits of POSIX")

SAMPLES = [next(SAMPLE.glob(pattern)) for pattern in ("mara*.zip", "tomas*.zip", "Complete*.zip", "megumi*.zip")]


def picture(graphfind: CommandLine, store: Path) -> str:
    """All that a store holds; doctor must find nothing wrong with it."""
    assert graphfind("--store", store, "doctor", "--json").json["faults"] == []
    return graphfind("--store", store, "export", "jsonl").out


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_leaves_all_or_nothing(graphfind: CommandLine, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    graphfind("import", SAMPLES[0], "--mine")
    before = picture(graphfind, graphfind.store)
    complete = tmp_path / "complete.db"
    graphfind("backup", complete)
    graphfind("--store", complete, "import", SAMPLES[2])
    after = picture(graphfind, complete)
    process = graphfind.start("import", SAMPLES[2])
    log = Path(f"{graphfind.store}-wal")
    while not log.exists() and process.poll() is None:  # the store is open
        time.sleep(0.001)
    time.sleep(dice.uniform(0, 0.5))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    left = picture(graphfind, graphfind.store)
    assert left in (before, after)
    graphfind("import", SAMPLES[2])
    assert picture(graphfind, graphfind.store) == after


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_while_a_store_is_made_leaves_one_that_can_be_used(
    graphfind: CommandLine, tmp_path: Path, seed: int
) -> None:
    dice = random.Random(seed)
    process = graphfind.start("me", "Mara Lind")
    while not graphfind.store.exists() and process.poll() is None:
        time.sleep(0.0005)
    time.sleep(dice.uniform(0, 0.02))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert graphfind("people", code=None).code in (0, 1)
    graphfind("import", mine(tmp_path), "--mine")
    assert "Mara Lind" in picture(graphfind, graphfind.store)


def limited(size: int) -> Callable[[], None]:
    """For `preexec_fn`: no file grows beyond a size, as on a full disk."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("command", ["import", "forget", "backup", "export", "page"])
def test_a_full_disk_changes_nothing(graphfind: CommandLine, tmp_path: Path, command: str) -> None:
    graphfind("import", SAMPLES[3], "--mine")
    before = picture(graphfind, graphfind.store)
    files = sorted(tmp_path.iterdir())
    arguments = {
        "import": ["import", str(SAMPLES[2])],
        "forget": ["forget", "Priya Raghunathan", "--yes"],
        "backup": ["backup", "copy.db"],
        "export": ["export", "jsonl", "--output", "copy.jsonl"],
        "page": ["graph", "--html", "page.html"],
    }[command]
    size = 100_000 if command == "import" else 40_000
    done = graphfind.process(*arguments, code=2, preexec_fn=limited(size))
    assert one_line(done.err)
    assert picture(graphfind, graphfind.store) == before
    assert sorted(tmp_path.iterdir()) == files


@pytest.mark.parametrize("size", [0, 4_096, 20_000, 100_000])
def test_a_disk_too_full_for_a_new_store(graphfind: CommandLine, tmp_path: Path, size: int) -> None:
    done = graphfind.process("import", mine(tmp_path), "--mine", code=2, preexec_fn=limited(size))
    assert one_line(done.err)
    graphfind("import", mine(tmp_path), "--mine")
    assert "Bo Quist" in picture(graphfind, graphfind.store)


@pytest.mark.parametrize("room", [0, 4, 8, 16, 32, 40])
def test_a_disk_without_room_is_said_to_be_full(graphfind: CommandLine, tmp_path: Path, room: int) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48k", "none", disk], capture_output=True).returncode:
        pytest.skip("a disk can be mounted by root only")
    try:
        (disk / "other").write_bytes(bytes((48 - room) * 1024))
        done = graphfind("--store", disk / "store.db", "import", mine(tmp_path), "--mine", code=2)
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)
    assert "the disk is full; nothing was changed, free some space" in one_line(done.err)


def test_writers_at_once_all_commit(graphfind: CommandLine, tmp_path: Path) -> None:
    """Into a store that is not there yet."""
    commands: list[list[object]] = [
        ["import", SAMPLES[0], "--mine"], *(["import", path] for path in SAMPLES[1:]),
        ["import", loose(tmp_path / "ada"), "--owner", "Ada Ferro", "--json"],
    ]  # fmt: skip
    processes = [graphfind.start(*command) for command in commands]
    for command, process in zip(commands, processes, strict=True):
        done = ended(command, process, code=None)
        assert done.code in (0, 1), done
    one_by_one = tmp_path / "one-by-one.db"
    for command in commands:
        graphfind("--store", one_by_one, *command, code=None)
    for question in (["find", "product manager", "--json"], ["export", "csv"], ["people", "manager", "--json"]):
        assert graphfind(*question).out == graphfind("--store", one_by_one, *question).out
    assert graphfind("doctor", "--json").json["faults"] == []


def test_the_same_at_once_is_imported_once(graphfind: CommandLine, tmp_path: Path) -> None:
    command = ["import", SAMPLES[0], "--mine", "--json"]
    processes = [graphfind.start(*command) for _ in range(3)]
    status = [ended(command, process).json["sources"][0]["status"] for process in processes]
    assert sorted(status) == ["imported", "unchanged", "unchanged"]
    assert graphfind("doctor", "--json").json["faults"] == []


def test_readers_beside_a_writer_see_one_state(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    question = ["find", "data scientist", "--json"]
    before = graphfind(*question, code=1).out
    copy = tmp_path / "copy.db"
    graphfind("backup", copy)
    graphfind("--store", copy, "import", adas(tmp_path))
    after = graphfind("--store", copy, *question).out
    writer = graphfind.start("import", adas(tmp_path))
    seen = set()
    while writer.poll() is None:
        seen.add(graphfind(*question, code=None).out)
    ended(["import"], writer)
    seen.add(graphfind(*question).out)
    assert seen <= {before, after}
    assert after in seen


def test_a_store_that_is_held_says_so(graphfind: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    monkeypatch.setattr("graphfind.stores.sqlite.connection.BUSY_MS", 50)
    code = f"""if True:
        import sqlite3, sys
        db = sqlite3.connect({str(graphfind.store)!r}, isolation_level=None)
        db.execute("BEGIN IMMEDIATE")
        print("held", flush=True)
        sys.stdin.read()"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        before = hashlib.sha256(graphfind.store.read_bytes()).hexdigest()
        line = one_line(graphfind("import", adas(tmp_path), code=2).err)
        assert line == f"{graphfind.store}: another graphfind is writing to it; try again when it is done"
        assert "Bo Quist" in graphfind("find", "product manager").out
        assert json.loads(graphfind("find", "product manager", "--today", "2027-09-09", "--json").out)
        assert hashlib.sha256(graphfind.store.read_bytes()).hexdigest() == before
        holder.communicate()
