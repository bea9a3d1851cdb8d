"""The store's file: private, never another program's, never of a newer graphfind, and whole or refused."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from graphfind.stores.sqlite.connection import SCHEMA_VERSION
from tests.cli.exports import adas, mine, table
from tests.command_line import CommandLine, one_line

COMMANDS = (["people"], ["import", "mine.zip", "--mine"], ["doctor"], ["me", "Mara Lind"], ["export", "jsonl"])


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file of a store, with what is in it."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("store*") if path.is_file()
    }


def refused(graphfind: CommandLine, folder: Path, says: str) -> None:
    mine(folder)
    before = fingerprint(folder)
    for command in COMMANDS:
        line = one_line(graphfind(*command, code=2).err)
        assert line.startswith(str(graphfind.store))
        assert says in line
    assert fingerprint(folder) == before


def test_one_of_a_newer_graphfind_is_refused_unwritten(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("me", "Mara Lind")
    with closing(sqlite3.connect(graphfind.store)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    refused(graphfind, tmp_path, f"written by a newer graphfind (schema {SCHEMA_VERSION + 1}); upgrade graphfind")


@pytest.fixture
def of_before(graphfind: CommandLine, tmp_path: Path) -> CommandLine:
    """A store of schema version 1, in which somebody's number was compared as one of Germany."""
    people = [("Name", "Phone"), ("Ada Ek", "0171 2345678"), ("Bo Quist", "+44 20 7946 0958")]
    graphfind("import", table(tmp_path / "people.csv", people), "--region", "DE")
    with closing(sqlite3.connect(graphfind.store)) as db:
        db.execute("ALTER TABLE source DROP COLUMN region")
        db.execute("PRAGMA user_version = 1")
    return graphfind


def test_one_of_an_earlier_graphfind_is_brought_up_to_date(of_before: CommandLine, tmp_path: Path) -> None:
    people = of_before("people", "--json").out
    assert '"region": "DE"' in of_before("export", "jsonl").out
    assert of_before("people", "--json").out == people
    assert of_before("doctor", "--json").json["faults"] == []
    copy = tmp_path / "store-schema-1.backup.db"
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    of_before("move", of_before.store, tmp_path / "other.db")
    (listed,) = of_before("forget", "Bo Quist", "--yes", "--json").json["copies"]
    assert listed["path"] == str(copy)


def test_one_of_an_earlier_graphfind_can_be_read_where_it_may_not_be_written(
    of_before: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint(tmp_path)
    monkeypatch.setattr("graphfind.stores.sqlite.connection.os.access", lambda *_: False)
    assert "Ada Ek" in of_before("export", "jsonl").out
    assert fingerprint(tmp_path) == before


FOREIGN = {
    "text": b"dear diary\n" * 99,
    "an archive": b"PK\x03\x04" + bytes(99),
    "zeros": bytes(8_192),
    "half a header": b"SQLite f",
}


@pytest.mark.parametrize("content", FOREIGN)
def test_a_file_that_is_no_store_is_refused_unwritten(graphfind: CommandLine, tmp_path: Path, content: str) -> None:
    graphfind.store.write_bytes(FOREIGN[content])
    refused(graphfind, tmp_path, "is not a graphfind store; name another file with --store")


def test_another_program_s_database_is_refused_unwritten(graphfind: CommandLine, tmp_path: Path) -> None:
    with closing(sqlite3.connect(graphfind.store)) as db:
        db.execute("CREATE TABLE diary (entry TEXT)")
        db.commit()
    refused(graphfind, tmp_path, "is another program's database; name another file with --store")


def test_a_cut_store_is_refused_in_a_line(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    content = graphfind.store.read_bytes()
    for kept in (100, 4_096, 10_000, len(content) // 2):
        graphfind.store.write_bytes(content[:kept])
        for command in (["people"], ["find", "nurse"], ["doctor"], ["sources"], ["export", "jsonl"]):
            done = graphfind(*command, code=None)
            assert done.code in (0, 1, 2)
            if done.code == 2:
                one_line(done.err)


def test_a_folder_in_its_place(graphfind: CommandLine) -> None:
    graphfind.store.mkdir()
    assert "is a folder" in one_line(graphfind("people", code=2).err)


@pytest.mark.skipif(os.name != "posix", reason="special files of POSIX")
def test_what_is_no_ordinary_file_in_its_place(graphfind: CommandLine, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", "/dev/null"):
        assert "is no ordinary file" in one_line(graphfind("--store", path, "people", code=2).err)


def test_an_empty_file_becomes_a_store(graphfind: CommandLine) -> None:
    graphfind.store.touch(mode=0o600)
    graphfind("me", "Mara Lind")
    assert "Mara Lind" in graphfind("me").out


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_files_are_mine_alone(graphfind: CommandLine, tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        store = tmp_path / "new" / "store.db"
        graphfind("--store", store, "import", mine(tmp_path), "--mine")
        graphfind("me", "Mara Lind")
        with closing(sqlite3.connect(store)) as reader:  # keeps the log and its index in place
            reader.execute("SELECT count(*) FROM person").fetchone()
            graphfind("--store", store, "import", adas(tmp_path))
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in store.parent.iterdir()}
    finally:
        os.umask(before)
    assert set(modes) == {"store.db", "store.db-wal", "store.db-shm"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(store.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(graphfind.store.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_the_default_folder_is_mine_alone(graphfind: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRAPHFIND_STORE")
    graphfind("me", "Mara Lind")
    (store,) = (graphfind.folder / "home").rglob("graphfind.db")
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    assert stat.S_IMODE(store.parent.stat().st_mode) == 0o700
    store.chmod(0o644)
    done = graphfind("doctor", code=1)
    assert "others may read it (mode 644)" in " ".join(done.out.split())


def test_without_a_home_a_store_must_be_named(graphfind: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.delenv("GRAPHFIND_STORE")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", unknown)
    for command in (["me", "Mara Lind"], ["demo"]):
        assert "name one with --store PATH, or set HOME" in one_line(graphfind(*command, code=2).err)
    assert not Path("~").exists()
    graphfind("--store", "here.db", "me", "Mara Lind")


def test_nothing_is_left_beside_it(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("find", "nurse", "--html", "page.html")
    graphfind("backup", "copy.db")
    graphfind("forget", "Bo Quist", "--yes")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "home", "mine.zip", "page.html", "store.db"]
    assert list((tmp_path / "home").iterdir()) == []


def test_names_that_a_path_may_have(graphfind: CommandLine, tmp_path: Path) -> None:
    for name in ("a b.db", "a?b=c.db", "a#b.db", "a%20b.db", "ä→.db", "file:x.db"):
        graphfind("--store", tmp_path / name, "me", "Mara Lind")
        assert "Mara Lind" in graphfind("--store", tmp_path / name, "me").out
        assert (tmp_path / name).exists()


@pytest.mark.skipif(os.name != "posix", reason="names of POSIX are bytes")
def test_names_that_are_no_text(graphfind: CommandLine, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    try:
        os.rename(mine(tmp_path), folder + b"/mine\xff.zip")
    except OSError:
        pytest.skip("this file system takes text alone")
    graphfind("import", os.fsdecode(folder + b"/mine\xff.zip"), "--mine")
    assert graphfind("sources", "--json").json["sources"][0]["path"].endswith("mine\ufffd.zip")
    assert graphfind("me", os.fsdecode(b"Mara \xff Lind")).out
    assert one_line(graphfind("person", os.fsdecode(b"a\xff@example.org"), code=2).err)
    assert graphfind("people", os.fsdecode(b"\xff"), code=None).code in (0, 1)
    graphfind("export", "csv", "--output", os.fsdecode(folder + b"/out\xff.csv"))
    (copy,) = graphfind("forget", "Bo Quist", "--yes", "--json").json["copies"]
    assert copy["path"].endswith("out\ufffd.csv")
