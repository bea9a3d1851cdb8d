"""What a shell does to a command: it closes the pipe, interrupts, and lets it read only."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.exports import adas, mine
from tests.command_line import ROOT, CommandLine, ended, one_line, permissions_bind, plug_in, without_privileges

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and permissions of POSIX")

SLOW = """
class Plugin(Base):
    name = "slow"
    def read(self, export):
        for n in range(6_000):
            yield PersonRecord(str(n), f"Nr{n} Person", member="people.slow", line=n + 1)
            yield TieRecord(OWNER, str(n), EvidenceKind.CONNECTION, member="people.slow", line=n + 1)
        Path("begun").touch()
        time.sleep(60)
"""
"""An importer of which more was written than a batch when it comes to a halt."""


@pytest.mark.parametrize("command", ["people --limit 9999", "export jsonl", "find teacher --json"])
def test_a_closed_pipe_is_no_fault(graphfind: CommandLine, tmp_path: Path, command: str) -> None:
    many = [(f"Nr{n}", "Person", f"nr-{n}", f"School {n}", "Teacher") for n in range(1_000)]
    graphfind("import", mine(tmp_path, many), "--mine")
    options = "--top 9999" if command.startswith("find") else ""
    process = graphfind.start(*command.split(), *options.split())
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    process.stdout = None
    done = ended(command.split(), process, code=None)
    assert done.err == ""
    assert done.code in (0, 1)


def closed(*numbers: int) -> Callable[[], None]:
    """For `preexec_fn`: standard streams that are closed before the process begins."""

    def close() -> None:
        for number in numbers:
            os.close(number)

    return close


@pytest.mark.parametrize("streams", [(0,), (1,), (2,), (0, 1, 2)], ids=str)
def test_standard_streams_may_be_closed(graphfind: CommandLine, tmp_path: Path, streams: tuple[int, ...]) -> None:
    for command, code in (
        (["import", mine(tmp_path), "--mine"], 0),
        (["find", "data scientist"], 1),
        (["people", "--json"], 0),
        (["export", "csv"], 0),
        (["--version"], 0),
        (["people", "--bogus"], 2),
    ):
        done = graphfind.process(*command, code=code, preexec_fn=closed(*streams))
        if 1 not in streams:
            assert bool(done.out) == (code == 0)
        if 2 not in streams:
            assert bool(done.err) == (code != 0)
    assert graphfind("doctor").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("command", ["people", "people --json", "export csv", "export jsonl", "--help"])
def test_a_full_disk_behind_standard_output_is_said(graphfind: CommandLine, tmp_path: Path, command: str) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    with open("/dev/full", "wb") as full:
        process = graphfind.start(*command.split(), stdout=full)
        done = ended(command.split(), process, code=2)
    assert one_line(done.err) == "the output: No space left on device; make room for it"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_remarks_that_nobody_can_read_cost_nothing(graphfind: CommandLine, tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        for command, code in ((["import", mine(tmp_path), "--mine"], 0), (["backup"], 0), (["find", "abbot"], 1)):
            process = graphfind.start(*command, stderr=full)
            process.communicate(timeout=60)
            assert process.returncode == code, command


def _heeding_interrupts() -> None:
    """For `preexec_fn`: a shell lets what it starts in the background ignore them, and that is handed down."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_import_changes_nothing(
    graphfind: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    before = graphfind("export", "jsonl").out
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{plug_in(tmp_path, 'slow', SLOW)}")
    (tmp_path / "people.slow").touch()
    command = ["import", "people.slow", "--owner", "Ada Ferro"]
    process = graphfind.start(*command, preexec_fn=_heeding_interrupts)
    while not (tmp_path / "begun").exists():
        assert process.poll() is None
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    done = ended(command, process, code=1)
    assert one_line(done.err.lstrip("\n")) == "stopped; what was finished is kept, the rest is as it was"
    assert done.out == ""
    assert graphfind("export", "jsonl").out == before
    assert graphfind("doctor", "--json").json["faults"] == []


@pytest.fixture
def read_only(graphfind: CommandLine, tmp_path: Path) -> Iterator[CommandLine]:
    """A store in a folder in which nothing may be written."""
    if not permissions_bind(tmp_path):
        pytest.skip("permissions do not bind here")
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path), "--owner", "Ada Ferro")
    graphfind.store.chmod(0o400)
    tmp_path.chmod(0o500)
    yield graphfind
    tmp_path.chmod(0o700)


def test_a_read_only_store_answers(read_only: CommandLine) -> None:
    before = fingerprint(read_only.store)
    for command in (
        ["find", "data scientist"], ["find", "data scientist", "--today", "2027-05-05"], ["people", "works"],
        ["export", "jsonl"], ["doctor"],
    ):  # fmt: skip
        assert read_only.process(*command, preexec_fn=without_privileges).out
    assert fingerprint(read_only.store) == before
    assert sorted(path.name for path in read_only.folder.glob("store*")) == ["store.db"]


def test_a_read_only_store_refuses_what_would_change_it(read_only: CommandLine, tmp_path: Path) -> None:
    before = fingerprint(read_only.store)
    for command in (
        ["import", tmp_path / "ada.zip", "--owner", "Zoe Ito"], ["withdraw", "linkedin-ada"],
        ["tie", "Ada Ferro", "--close"], ["forget", "Cy Dahl", "--yes"],
    ):  # fmt: skip
        done = read_only.process(*command, code=2, preexec_fn=without_privileges)
        assert "may only be read" in one_line(done.err)
    for command in (
        ["graph", "--html", tmp_path / "page.html"],
        ["backup"],
        ["--store", tmp_path / "new.db", "me"],
    ):
        done = read_only.process(*command, code=2, preexec_fn=without_privileges)
        assert "Permission denied" in one_line(done.err)
    assert fingerprint(read_only.store) == before


def test_a_page_of_a_read_only_store_goes_elsewhere(
    read_only: CommandLine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    page = tmp_path_factory.mktemp("elsewhere") / "page.html"
    done = read_only.process("find", "data scientist", "--html", page, preexec_fn=without_privileges)
    assert "Cy Dahl" in done.out
    assert "Cy Dahl" in page.read_text(encoding="utf-8")
    assert f"'graphfind forget' will not know of {page}" in done.err


def test_a_store_of_a_folder_that_may_be_written(graphfind: CommandLine, tmp_path: Path) -> None:
    """The file alone is read-only."""
    if not permissions_bind(tmp_path):
        pytest.skip("permissions do not bind here")
    graphfind("import", mine(tmp_path), "--mine")
    graphfind.store.chmod(0o400)
    assert "Bo Quist" in graphfind.process("find", "product manager", preexec_fn=without_privileges).out
    assert "may only be read" in graphfind.process("me", "Zoe Ito", code=2, preexec_fn=without_privileges).err


def test_an_export_that_may_not_be_read(graphfind: CommandLine, tmp_path: Path) -> None:
    if not permissions_bind(tmp_path):
        pytest.skip("permissions do not bind here")
    mine(tmp_path).chmod(0)
    done = graphfind.process("import", "mine.zip", "--mine", code=2, preexec_fn=without_privileges)
    assert "'mine.zip' is not readable" in one_line(done.err)


def test_a_full_pipe_of_results_is_no_place_for_remarks(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    command = " ".join(graphfind.command("find", "teacher", "--csv"))
    shell = subprocess.run(f"{command} 2>/dev/null | head -1", shell=True, capture_output=True, text=True, check=True)
    assert shell.stdout.startswith("rank,probability")


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
