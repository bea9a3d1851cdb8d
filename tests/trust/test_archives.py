"""Hostile archives: refused in a line, quickly, in little memory, and without a file unpacked."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.exports import mine
from tests.command_line import CommandLine, one_line

MIB = 1024 * 1024


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("Connections.csv", "First Name,Last Name,Company\n" + "A,B,C\n" * (80 * MIB // 6))


def lying_bomb(path: Path) -> None:
    """Its headers say that it unpacks to little."""
    bomb(path)
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[22:26] = data[entry + 24 : entry + 28] = struct.pack("<I", 1_000)
    path.write_bytes(data)


def many_entries(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(10_001):
            packed.writestr(f"{number}.csv", "")


def overlapping(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("Connections.csv", "First Name,Last Name,Company\nBo,Quist,Works\n")
        packed.writestr("Invitations.csv", "From,To\nx,y\n")
    data = bytearray(path.read_bytes())
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = bytes(4)
    path.write_bytes(data)


def encrypted(path: Path) -> None:
    mine(path.parent).rename(path)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def climbing(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("../Connections.csv", "First Name,Last Name,Company\nBo,Quist,Works\n")


def absolute(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("/tmp/Connections.csv", "First Name,Last Name,Company\nBo,Quist,Works\n")


def twins(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("Connections.csv", "First Name,Last Name,Company\nBo,Quist,Works\n")
        packed.writestr("connections.CSV", "First Name,Last Name,Company\nCy,Dahl,Works\n")


REFUSALS = {
    bomb: "unpacks to more than 200 times its size",
    lying_bomb: "unpacks to more than 200 times its size",
    many_entries: "more than 10,000 entries",
    overlapping: "overlap",
    encrypted: "encrypted",
    climbing: "a name that no export has",
    absolute: "a name that no export has",
    twins: "another entry has the same name",
}


@pytest.mark.parametrize("make", REFUSALS, ids=lambda make: make.__name__)
def test_it_is_refused_and_nothing_is_unpacked(graphfind: CommandLine, tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "export.zip")
    graphfind("me", "Mara Lind")
    before = sorted(tmp_path.rglob("*"))
    line = one_line(graphfind("import", "export.zip", "--mine", code=2).err)
    assert line.startswith("export.zip")
    assert REFUSALS[make] in line
    assert sorted(tmp_path.rglob("*")) == before
    assert graphfind("people", "--json").json["people"][0]["name"] == "Mara Lind"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured as Linux tells it")
@pytest.mark.parametrize("make", [bomb, lying_bomb, many_entries], ids=lambda make: make.__name__)
def test_a_bomb_takes_little_memory(graphfind: CommandLine, tmp_path: Path, make: object) -> None:
    assert callable(make)
    make(tmp_path / "export.zip")
    done = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True, timeout=60, check=True)
    code, peak = json.loads(done.stdout)
    assert code == 2
    assert peak < 200 * MIB


MEASURED = """if True:
    import json, re
    from pathlib import Path
    from graphfind.cli.main import run
    code = run(["import", "export.zip", "--mine"])
    peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
    print(json.dumps([code, int(peak[1]) * 1024]))"""
"""Prints the exit code of an import, and the bytes of memory at most."""


def test_a_bad_archive_in_a_folder_leaves_the_rest(graphfind: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    mine(folder)
    bomb(folder / "bomb.zip")
    twins(folder / "twins.zip")
    done = graphfind("import", folder, "--mine", code=None)
    assert "5 new people" in done.out
    assert "twins.zip" in done.err + done.out
    assert "bomb.zip" in done.err + done.out
