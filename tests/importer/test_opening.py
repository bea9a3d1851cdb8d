"""Folders, archives and loose files open as one and the same export, or are refused in a line."""

from __future__ import annotations

import os
import socket
import unicodedata
import zipfile
from datetime import date
from pathlib import Path

import pytest

from graphfind.errors import ImportRefused
from graphfind.importer import Export, ImportOptions, digest, loose, open_path
from graphfind.importer.archive import ENTRIES
from graphfind.importer.opening import archives_in

OPTIONS = ImportOptions(today=date(2026, 6, 1))
FILES = {"Connections.csv": b"First Name,Last Name\nAnn,Lee\n", "Jobs/Saved Jobs.csv": b"x" * 100_000, "empty.csv": b""}


def folder_of(files: dict[str, bytes], folder: Path) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def archive_of(files: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def contents_of(export: Export) -> dict[str, bytes]:
    contents = {}
    for member in export.members:
        with member.open() as stream:
            contents[member.name] = stream.read()
        assert member.size == len(contents[member.name])
        assert member.head() == contents[member.name][:65_536]
    return contents


def refusal_of(path: Path) -> str:
    with pytest.raises(ImportRefused) as refused:
        contents_of(open_path(path, OPTIONS))
    message = str(refused.value)
    assert len(message) <= 200
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl") for c in message)
    return message.rpartition(path.name[-10:] + ": ")[2]


def test_a_folder_and_an_archive_hold_the_same(tmp_path: Path) -> None:
    folder = open_path(folder_of(FILES, tmp_path / "export"), OPTIONS)
    archive = open_path(archive_of(FILES, tmp_path / "export.zip"), OPTIONS)

    assert contents_of(folder) == contents_of(archive) == FILES
    assert [member.name for member in folder.members] == [member.name for member in archive.members] == sorted(FILES)
    assert (folder.path, folder.options) == (tmp_path / "export", OPTIONS)
    assert digest(folder) == digest(archive)


def test_a_digest_is_of_names_and_contents(tmp_path: Path) -> None:
    def of(files: dict[str, bytes]) -> str:
        return digest(open_path(archive_of(files, tmp_path / "export.zip"), OPTIONS))

    same = of({"a.csv": b"1", "b.csv": b"2", "d/é.csv": b"3"})

    assert same == of({"d/B.CSV": b"2", "x/y/a.csv": b"1", unicodedata.normalize("NFD", "é.csv"): b"3"})
    assert len({same, of({"a.csv": b"2", "b.csv": b"1", "é.csv": b"3"}), of({"a.csv": b"1"}), of({"a.csv": b"2"})}) == 4
    assert of({"a.csv": b"1", "x/a.csv": b"2"}) == of({"x/a.csv": b"1", "a.csv": b"2"})


def test_hidden_files_and_archives_are_left_out_of_a_folder(tmp_path: Path) -> None:
    hidden = {".DS_Store": b"x", "__MACOSX/a.csv": b"x", ".git/config": b"x", "sub/.a.csv": b"x"}
    folder = folder_of({"a.csv": b"1", **hidden}, tmp_path / "export")
    inner = archive_of({"b.csv": b"2"}, folder / "sub" / "inner.dat")

    assert contents_of(open_path(folder, OPTIONS)) == {"a.csv": b"1"}
    assert archives_in(folder) == [inner]


def test_one_file(tmp_path: Path) -> None:
    path = folder_of({"x/Connections.csv": b"a"}, tmp_path) / "x" / "Connections.csv"

    assert contents_of(open_path(path, OPTIONS)) == {"Connections.csv": b"a"}


def test_loose_files_are_named_apart(tmp_path: Path) -> None:
    files = {"me/people.csv": b"1", "you/people.csv": b"2", "you/ties.csv": b"3", "x/you/people.csv": b"4"}
    folder_of(files, tmp_path)

    export = loose([tmp_path / name for name in files], OPTIONS)

    assert contents_of(export) == {
        "me/people.csv": b"1",
        f"{tmp_path.name}/you/people.csv": b"2",
        "ties.csv": b"3",
        "x/you/people.csv": b"4",
    }
    assert export.path == tmp_path / "me/people.csv"


def test_links_are_followed_to_files_only(tmp_path: Path) -> None:
    folder = folder_of({"a.csv": b"1"}, tmp_path / "export")
    (folder / "loop").symlink_to(folder)
    (folder / "outside").symlink_to(tmp_path)
    (folder / "b.csv").symlink_to(folder / "a.csv")
    (folder / "broken.csv").symlink_to(folder / "nowhere")

    assert contents_of(open_path(folder, OPTIONS)) == {"a.csv": b"1", "b.csv": b"1"}


def test_folders_deeper_than_python_recurses_are_read(tmp_path: Path) -> None:
    deep = [tmp_path]
    while len(str(deep[-1])) < 4_000:
        deep.append(deep[-1] / "d")
        deep[-1].mkdir()
    (deep[-1] / "a").write_bytes(b"1")

    try:
        (name,) = contents_of(open_path(tmp_path, OPTIONS))
    finally:
        # What tidies up after tests does recurse.
        (deep[-1] / "a").unlink()
        for folder in reversed(deep[1:]):
            folder.rmdir()

    assert len(deep) > 1_500
    assert name == "d/" * (len(deep) - 1) + "a"


def test_a_folder_of_everything_is_refused(tmp_path: Path) -> None:
    for n in range(ENTRIES + 1):
        (tmp_path / f"{n}.csv").touch()

    assert refusal_of(tmp_path) == "more than 10,000 files: name the folder of one export"


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "missing.csv") == "no such file or folder"
    assert refusal_of(tmp_path / ("x" * 300)) == "cannot be read (File name too long)"
    assert refusal_of(tmp_path / "nul\0.csv").endswith("cannot be read")
    assert refusal_of(tmp_path / "\x1b[31m\u202e\udc80.csv").endswith("no such file or folder")


def test_what_would_wait_for_ever_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.csv")

    for path in (tmp_path / "pipe.csv", tmp_path / "socket.csv", Path("/dev/zero")):
        assert refusal_of(path) == "neither a file nor a folder: save what it holds as a file"
    assert contents_of(open_path(tmp_path, OPTIONS)) == {}


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file whose reading fails")
def test_a_failing_disk_is_a_refusal() -> None:
    assert refusal_of(Path("/proc/self/mem")) == "cannot be read (Input/output error)"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_forbidden_files_and_folders_are_refused(tmp_path: Path) -> None:
    folder_of({"file.csv": b"1", "folder/a.csv": b"1", "outer/inner/a.csv": b"1"}, tmp_path)
    forbidden = [tmp_path / "file.csv", tmp_path / "folder", tmp_path / "outer/inner"]
    for path in forbidden:
        path.chmod(0)
    try:
        for path in (tmp_path / "file.csv", tmp_path / "folder", tmp_path / "outer"):
            assert refusal_of(path).endswith("permission denied: make it readable for you")
    finally:
        for path in forbidden:
            path.chmod(0o700)


@pytest.mark.parametrize("change", ["cut", "grown", "written over", "replaced"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path, change: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"x" * 300_000)
    (member,) = open_path(path, OPTIONS).members
    with member.open() as stream:
        stream.read(100)
        match change:
            case "cut":
                os.truncate(path, 200_000)
            case "grown":
                with path.open("ab") as file:
                    file.write(b"y")
            case "written over":
                path.write_bytes(b"z" * 300_000)
                os.utime(path, ns=(0, 0))
            case "replaced":
                (tmp_path / "other.csv").write_bytes(b"z")
                (tmp_path / "other.csv").replace(path)
        if change == "replaced":
            stream.read()  # what is open is whole
        else:
            with pytest.raises(ImportRefused, match="changed while it was read: import it once it is complete"):
                stream.read()
    if change == "replaced":
        with member.open() as stream, pytest.raises(ImportRefused, match="changed while it was read"):
            stream.read()


def test_permission_denied_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", forbidden)

    assert refusal_of(tmp_path) == "permission denied: make it readable for you"
