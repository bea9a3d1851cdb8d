"""Archives are read within their limits, and hostile ones refused in a line."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.errors import ImportRefused
from graphfind.importer.archive import ENTRIES, MEMBER_BYTES, Archive, open_archive

CSV = b"First Name,Last Name\r\nAnn,Lee\r\n"


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "export.zip"


def contents_of(archive: Archive) -> list[bytes]:
    contents = []
    for member in archive.members:
        with member.open() as stream:
            contents.append(stream.read())
    return contents


def reason(refused: pytest.ExceptionInfo[ImportRefused]) -> str:
    """What is said after the archive's name, in one short line."""
    message = str(refused.value)
    assert len(message) <= 200
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl") for c in message)
    return message.partition("export.zip: ")[2]


def refused_at_once(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(ImportRefused) as refused:
        open_archive(path)
    return reason(refused)


def refused_while_reading(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    archive = open_archive(path)
    with pytest.raises(ImportRefused) as refused:
        contents_of(archive)
    return reason(refused)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_are_read_by_name(path: Path, method: int) -> None:
    large = random.Random(7).randbytes(500_000)
    path.write_bytes(zipped({"b/messages.csv": large, "a.csv": CSV, "empty.csv": b"", "folder/": b""}, method))

    found = open_archive(path).members

    assert [(member.name, member.size) for member in found] == [
        ("a.csv", len(CSV)),
        ("b/messages.csv", len(large)),
        ("empty.csv", 0),
    ]
    assert contents_of(open_archive(path)) == [CSV, large, b""]
    assert found[1].head() == large[:65_536]
    assert list(path.parent.iterdir()) == [path]


def test_hidden_entries_are_left_out_and_archives_inside_are_named(path: Path) -> None:
    path.write_bytes(
        zipped({"a.csv": CSV, ".DS_Store": b"x", "__MACOSX/._a.csv": b"x", "x/.git/b.csv": b"x", "x/Inner.ZIP": b"PK"})
    )

    archive = open_archive(path)

    assert [member.name for member in archive.members] == ["a.csv"]
    assert archive.nested == ("x/Inner.ZIP",)


@pytest.mark.parametrize(("name", "tidy"), [("./a//b.csv", "a/b.csv"), ("a\\b.csv", "a/b.csv")])
def test_harmless_names_are_tidied(path: Path, name: str, tidy: str) -> None:
    path.write_bytes(zipped({name: CSV}))

    assert [member.name for member in open_archive(path).members] == [tidy]


def test_a_name_that_is_no_text_is_refused(path: Path) -> None:
    data = zipped({"\u0800.csv": CSV}).replace("\u0800".encode(), b"\xed\xa0\x80")

    assert refused_at_once(path, data) == "a damaged or incomplete zip archive: download it again"


@pytest.mark.parametrize(
    "name", ["../a.csv", "a/../../b.csv", "..\\a.csv", "/etc/passwd", "\\\\host\\a.csv", "C:\\a.csv", "a\x1b[31m.csv"]
)
def test_path_tricks_are_refused(path: Path, name: str) -> None:
    assert refused_at_once(path, zipped({name: CSV})).endswith(": a name that no export has; nothing was imported")


def test_a_name_cut_off_by_nul_is_refused(path: Path) -> None:
    data = zipped({"a.csv_.exe": CSV}).replace(b"a.csv_.exe", b"a.csv\0.exe")

    assert "a name that no export has" in refused_at_once(path, data)


@pytest.mark.parametrize("again", ["a.csv", "A.CSV", "./a.csv", "x/../a.csv"])
def test_duplicate_names_are_refused(path: Path, again: str) -> None:
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("a.csv", CSV)
        archive.writestr(again, CSV)

    assert refused_at_once(path, file.getvalue()).split("; ")[-1] == "nothing was imported"


def test_a_member_over_the_limit_is_refused(path: Path) -> None:
    data = zipped({"a.csv": CSV}, zipfile.ZIP_STORED)
    entry = data.index(b"PK\x01\x02")
    larger = data[: entry + 24] + struct.pack("<I", MEMBER_BYTES + 1) + data[entry + 28 :]

    assert refused_at_once(path, larger) == "a.csv: larger than 100 MiB: unpack the archive and import the folder"


def most_memory(action: Callable[[], object]) -> int:
    """The bytes that Python holds at most meanwhile: of what is not unpacked, none."""
    tracemalloc.start()
    try:
        action()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def lying(data: bytes, size: int, crc: int | None = None) -> bytes:
    """The archive of one entry with another size in both of its headers."""
    entry = data.index(b"PK\x01\x02")
    changed = bytearray(data)
    changed[22:26] = changed[entry + 24 : entry + 28] = struct.pack("<I", size)
    if crc is not None:
        changed[14:18] = changed[entry + 16 : entry + 20] = struct.pack("<I", crc)
    return bytes(changed)


def test_a_bomb_is_refused_at_once(path: Path) -> None:
    bomb = zipped({"messages.csv": bytes(90 * 1024 * 1024)})

    peak = most_memory(lambda: refused_at_once(path, bomb))

    assert "unpacks to more than 200 times its size" in refused_at_once(path, bomb)
    assert peak < 20_000_000


@pytest.mark.parametrize("claimed", [0, 1, 1_000, 15_000_000])
def test_a_bomb_that_lies_about_its_size_is_refused_while_it_unpacks(path: Path, claimed: int) -> None:
    content = bytes(90 * 1024 * 1024)
    bomb = lying(zipped({"messages.csv": content}), claimed)

    peak = most_memory(lambda: refused_while_reading(path, bomb))

    assert peak < 20_000_000


@pytest.mark.parametrize("size", [len(CSV) - 1, len(CSV) + 1])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_size_that_is_not_so_is_refused(path: Path, size: int, method: int) -> None:
    data = lying(zipped({"a.csv": CSV}, method), size, crc=zlib.crc32(CSV[:size]))

    assert refused_while_reading(path, data) == "a.csv: damaged: download the archive again"


def test_too_many_entries_are_refused(path: Path) -> None:
    limit = {f"{n}.csv": b"" for n in range(ENTRIES)}
    path.write_bytes(zipped(limit))
    assert len(open_archive(path).members) == ENTRIES

    assert refused_at_once(path, zipped({**limit, "one.csv": b""})) == "more than 10,000 entries in the archive"


def test_a_huge_directory_is_refused_before_it_is_parsed(path: Path) -> None:
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 400_000
    data = directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), 0, 0)

    peak = most_memory(lambda: refused_at_once(path, data))

    assert refused_at_once(path, data) == "more than 10,000 entries in the archive"
    assert peak < 50_000_000


def overlapping(shift: int) -> bytes:
    """Two directory entries whose files share bytes: the second begins `shift` bytes after the first."""
    data = zipped({"a.csv": CSV * 20, "b.csv": CSV * 20}, zipfile.ZIP_STORED)
    second = data.rindex(b"PK\x01\x02")
    return data[: second + 42] + struct.pack("<I", shift) + data[second + 46 :]


@pytest.mark.parametrize("shift", [0, 1, 35, 300])
def test_overlapping_entries_are_refused(path: Path, shift: int) -> None:
    assert refused_at_once(path, overlapping(shift)) == "entries of the archive overlap; nothing was imported"


def test_an_entry_that_reaches_into_the_directory_is_refused(path: Path) -> None:
    data = bytearray(zipped({"a.csv": CSV}, zipfile.ZIP_STORED))
    entry = data.index(b"PK\x01\x02")
    data[entry + 20 : entry + 28] = struct.pack("<II", len(CSV) + 10, len(CSV) + 10)

    assert "overlap" in refused_at_once(path, bytes(data))


def test_encryption_is_refused(path: Path) -> None:
    data = bytearray(zipped({"a.csv": CSV}))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert refused_at_once(path, bytes(data)) == (
        "a.csv: encrypted: unpack the archive with its password and import the folder"
    )


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 9, 99])
def test_other_compression_is_refused(path: Path, method: int) -> None:
    data = bytearray(zipped({"a.csv": CSV}))
    entry = data.index(b"PK\x01\x02")
    data[8:10] = data[entry + 10 : entry + 12] = struct.pack("<H", method)

    assert "compressed by a method not read here" in refused_at_once(path, bytes(data))


@pytest.mark.parametrize("kept", [4, 30, 100, -1, -22])
def test_an_incomplete_archive_is_refused(path: Path, kept: int) -> None:
    assert "damaged or incomplete" in refused_at_once(path, zipped({"a.csv": CSV * 100})[:kept])


def test_damaged_content_is_refused(path: Path) -> None:
    data = bytearray(zipped({"a.csv": bytes(range(256)) * 50}))
    data[60] ^= 0xFF

    assert refused_while_reading(path, bytes(data)) == "a.csv: damaged: download the archive again"


def test_an_archive_that_vanishes_is_refused(path: Path) -> None:
    path.write_bytes(zipped({"a.csv": CSV}))
    (member,) = open_archive(path).members
    path.unlink()

    with pytest.raises(ImportRefused, match=r"a\.csv: cannot be read"):
        member.head()


def test_hostile_names_stay_within_a_line(path: Path) -> None:
    name = "\u202e" + "a" * 5_000 + "\u2028.csv"
    data = bytearray(zipped({name: CSV}))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert refused_at_once(path, bytes(data)).startswith("…aaa")


def test_an_entry_without_a_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("\0hidden.csv"), CSV)

    with pytest.raises(ImportRefused, match="without a name"):
        open_archive(path)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_flipped_byte_gives_the_content_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    contents = {"a.csv": CSV * 3, "b/c.csv": b"x,y\n"}
    archive = bytearray(zipped(contents))
    archive[data.draw(st.integers(0, len(archive) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("flips") / "export.zip"
    path.write_bytes(archive)

    try:
        found = contents_of(open_archive(path))
    except ImportRefused:
        return
    assert all(content in contents.values() for content in found)
