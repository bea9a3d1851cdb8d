"""Files that hold people's data: private, whole or not there, and never over what is not ours."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graphfind.errors import GraphfindError
from graphfind.files import write_file

MARK = b"<!-- ours -->"
as_root = pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where to write; the folder holds nothing else."""
    return tmp_path / "page.html"


def refused(path: Path, parts: list[str] | None = None, **options: Any) -> str:
    """Write, which is to be refused, and return the one line that says why."""
    with pytest.raises(GraphfindError) as caught:
        write_file(path, parts or ["new"], **options)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message


def test_parts_are_written_as_they_are(target: Path) -> None:
    write_file(target, iter(["Zsófia\n", "", "高橋\r\n"]))
    assert target.read_bytes() == "Zsófia\n高橋\r\n".encode()
    assert [target] == list(target.parent.iterdir())


def test_what_no_encoding_holds_is_replaced(target: Path) -> None:
    write_file(target, ["a\ud800b"])
    assert target.read_text(encoding="utf-8") == "a?b"


@posix
def test_only_the_user_may_read_it(target: Path) -> None:
    before = os.umask(0)
    try:
        write_file(target, ["new"])
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@posix
def test_a_file_that_was_open_to_all_becomes_private(target: Path) -> None:
    target.write_bytes(MARK)
    target.chmod(0o644)
    write_file(target, ["new"], ours=MARK)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_foreign_file_stays(target: Path) -> None:
    target.write_text("mine")
    assert "--force" in refused(target)
    assert "--force" in refused(target, ours=MARK)
    assert target.read_text() == "mine"


def test_an_empty_file_is_foreign_too(target: Path) -> None:
    target.touch()
    refused(target, ours=MARK)
    assert target.read_bytes() == b""


def test_a_mark_counts_only_near_the_beginning(target: Path) -> None:
    target.write_bytes(b" " * 5_000 + MARK)
    refused(target, ours=MARK)
    target.write_bytes(b" " * 4_000 + MARK)
    write_file(target, ["new"], ours=MARK)
    assert target.read_text() == "new"


def test_force_overwrites_any_file(target: Path) -> None:
    target.write_text("mine")
    write_file(target, ["new"], force=True)
    assert target.read_text() == "new"


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_refused(tmp_path: Path, force: bool) -> None:
    assert "folder" in refused(tmp_path, force=force)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    assert "no folder" in refused(tmp_path / "missing" / "page.html")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    refused(tmp_path / "file" / "page.html", force=True)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / ("n" * 5_000))
    assert list(tmp_path.iterdir()) == []


@posix
def test_what_is_no_ordinary_file_is_never_overwritten(target: Path) -> None:
    os.mkfifo(target)
    refused(target, force=True)
    assert stat.S_ISFIFO(target.stat().st_mode)


@posix
@as_root
def test_a_folder_without_permission_is_refused(target: Path) -> None:
    target.parent.chmod(0o500)
    try:
        refused(target)
    finally:
        target.parent.chmod(0o700)
    assert list(target.parent.iterdir()) == []


@posix
@as_root
def test_a_file_that_may_not_be_read_stays(target: Path) -> None:
    target.write_bytes(MARK)
    target.chmod(0)
    refused(target, ours=MARK)
    target.chmod(0o600)
    assert target.read_bytes() == MARK


@pytest.mark.parametrize("call", ["tempfile.mkstemp", "os.fsync", "pathlib.Path.replace"])
def test_a_failing_call_leaves_what_was_there(target: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    target.write_bytes(MARK)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(call, fail)
    assert "No space left on device" in refused(target, ours=MARK)
    assert target.read_bytes() == MARK
    assert [target] == list(target.parent.iterdir())


@posix
def test_a_full_disk_leaves_what_was_there(target: Path) -> None:
    import resource

    target.write_bytes(MARK)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        refused(target, ["x" * 150_000], ours=MARK)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert target.read_bytes() == MARK
    assert [target] == list(target.parent.iterdir())


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt])
def test_parts_that_stop_midway_leave_what_was_there(target: Path, stop: type[BaseException]) -> None:
    target.write_bytes(MARK)

    def parts() -> Iterator[str]:
        yield "half"
        raise stop

    with pytest.raises(stop):
        write_file(target, parts(), ours=MARK)
    assert target.read_bytes() == MARK
    assert [target] == list(target.parent.iterdir())


@posix
def test_a_kill_midway_leaves_what_was_there(target: Path) -> None:
    target.write_bytes(MARK)
    program = """
import os, signal, sys
from pathlib import Path
from graphfind.files import write_file

def parts():
    yield "half" * 100_000
    os.kill(os.getpid(), signal.SIGKILL)

write_file(Path(sys.argv[1]), parts(), force=True)
"""
    done = subprocess.run([sys.executable, "-c", program, str(target)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert target.read_bytes() == MARK


def test_content_is_synchronized_before_it_is_renamed(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def noted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*arguments: Any) -> Any:
            done.append(name)
            return call(*arguments)

        return noting

    monkeypatch.setattr("os.fsync", noted("fsync", os.fsync))
    monkeypatch.setattr("pathlib.Path.replace", noted("replace", Path.replace))
    write_file(target, ["new"])
    assert done[:2] == ["fsync", "replace"]
    assert done[2:] == ["fsync"] * (os.name == "posix")


@posix
def test_a_link_is_replaced_and_what_it_names_stays(target: Path) -> None:
    other = target.with_name("other")
    other.write_bytes(MARK)
    target.symlink_to(other)
    write_file(target, ["new"], ours=MARK)
    assert other.read_bytes() == MARK
    assert target.read_text() == "new"
