"""A zip archive as members, streamed under limits that hostile archives cannot talk their way around."""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from graphfind.errors import ImportRefused
from graphfind.importer.naming import is_hidden, shown, shown_member
from graphfind.importer.protocol import HEAD_BYTES
from graphfind.values import value

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

ENTRIES = 10_000
MEMBER_BYTES = 100 * 1024 * 1024
RATIO = 200
"""Real exports compress to a tenth; deflate itself reaches 1,032."""

_DIRECTORY_BYTES = 4 * 1024 * 1024
"""A central directory of 10,000 entries takes about 1 MiB; a larger one is refused before it is parsed."""

_READ_BYTES = 64 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1 | 0x40 | 0x2000


@value
class ArchiveMember:
    """One entry of a zip archive."""

    name: str
    size: int
    archive: Path
    entry: zipfile.ZipInfo

    def head(self) -> bytes:
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    def open(self) -> BinaryIO:
        return io.BufferedReader(_Unpacking(self), _READ_BYTES)


@value
class Archive:
    """A zip archive: its members by name, and the names of zip archives inside it, which are not read."""

    members: tuple[ArchiveMember, ...]
    nested: tuple[str, ...]


def open_archive(path: Path) -> Archive:
    """List a zip archive; raises ImportRefused where it is damaged or breaks a limit."""
    try:
        entries, end = _directory(path)
    except ImportRefused:
        raise
    except Exception as error:  # zipfile raises half a dozen kinds on hostile bytes
        raise _damaged(path) from error
    _refuse_overlap(path, entries, end)
    members: dict[str, ArchiveMember] = {}
    for entry in entries:
        if not entry.filename:
            raise ImportRefused(f"{shown(path)}: holds a file without a name; download the archive again")
        if entry.is_dir():
            continue
        member = _member(path, entry)
        key = unicodedata.normalize("NFC", member.name).casefold()
        if key in members:
            raise ImportRefused(
                f"{shown_member(path, member.name)}: another entry has the same name; nothing was imported"
            )
        members[key] = member
    named = sorted(members.values(), key=lambda member: member.name)
    kept = [m for m in named if not any(map(is_hidden, m.name.split("/")))]
    nested = tuple(m.name for m in kept if _is_archive(m))
    return Archive(tuple(m for m in kept if not _is_archive(m)), nested)


def _is_archive(member: ArchiveMember) -> bool:
    return member.name.casefold().endswith(".zip")


class _Directory(io.FileIO):
    """An archive's file, which refuses to hand out a directory of unreasonable size."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > _DIRECTORY_BYTES:
            raise ImportRefused(f"{shown(str(self.name))}: more than {ENTRIES:,} entries in the archive")
        return super().read(-1 if size is None else size)


def _directory(path: Path) -> tuple[list[zipfile.ZipInfo], int]:
    with _Directory(path) as file, zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        if len(entries) > ENTRIES:
            raise ImportRefused(f"{shown(path)}: more than {ENTRIES:,} entries in the archive")
        return entries, archive.start_dir


def _refuse_overlap(path: Path, entries: Sequence[zipfile.ZipInfo], end: int) -> None:
    """Each entry's bytes must end before the next one's begin."""
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    begins = [*(entry.header_offset for entry in placed), end]
    for entry, limit in zip(placed, begins[1:], strict=True):
        if entry.header_offset < 0 or entry.header_offset + _LOCAL_HEADER + entry.compress_size > limit:
            raise ImportRefused(f"{shown(path)}: entries of the archive overlap; nothing was imported")


def _member(path: Path, entry: zipfile.ZipInfo) -> ArchiveMember:
    where = shown_member(path, entry.orig_filename)
    parts = [part for part in entry.orig_filename.replace("\\", "/").split("/") if part not in ("", ".")]
    if (
        not parts
        or ".." in parts
        or parts[0].endswith(":")
        or entry.orig_filename.startswith(("/", "\\"))
        or any(unicodedata.category(c) == "Cc" for c in entry.orig_filename)
    ):
        raise ImportRefused(f"{where}: a name that no export has; nothing was imported")
    if entry.flag_bits & _ENCRYPTED:
        raise ImportRefused(f"{where}: encrypted: unpack the archive with its password and import the folder")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ImportRefused(f"{where}: compressed by a method not read here: unpack the archive and import the folder")
    if entry.file_size > MEMBER_BYTES:
        raise ImportRefused(f"{where}: larger than {MEMBER_BYTES >> 20} MiB: unpack the archive and import the folder")
    if entry.file_size > RATIO * max(entry.compress_size, 1):
        raise _bomb(where)
    return ArchiveMember("/".join(parts), entry.file_size, path, entry)


class _Unpacking(io.RawIOBase):
    """An entry's bytes as they are unpacked; trusts no header about how many there are."""

    def __init__(self, member: ArchiveMember) -> None:
        super().__init__()
        self._where = shown_member(member.archive, member.name)
        self._entry = member.entry
        self._packed_left = member.entry.compress_size
        self._limit = min(MEMBER_BYTES, RATIO * max(member.entry.compress_size, 1))
        self._count = self._crc = 0
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS) if member.entry.compress_type else None
        try:
            self._file = member.archive.open("rb")
            self._file.seek(member.entry.header_offset)
            header = self._file.read(_LOCAL_HEADER)
            if header[:4] != b"PK\x03\x04" or len(header) < _LOCAL_HEADER:
                raise self._fault("damaged: download the archive again")
            self._file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
        except OSError as error:
            raise self._fault("cannot be read") from error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        try:
            data = self._unpack(len(room))
        except (OSError, EOFError, zlib.error) as error:
            raise self._fault("damaged: download the archive again") from error
        self._count += len(data)
        if self._count > self._limit:
            raise _bomb(self._where)
        self._crc = zlib.crc32(data, self._crc)
        if not data and (self._crc != self._entry.CRC or self._count != self._entry.file_size):
            raise self._fault("damaged: download the archive again")
        room[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed and hasattr(self, "_file"):
            self._file.close()
        super().close()

    def _unpack(self, most: int) -> bytes:
        if self._inflate is None:
            return self._packed(most)
        while not self._inflate.eof:
            packed = self._inflate.unconsumed_tail or self._packed(_READ_BYTES)
            if data := self._inflate.decompress(packed, most):
                return data
            if not packed:
                raise EOFError
        return b""

    def _packed(self, most: int) -> bytes:
        data = self._file.read(min(most, self._packed_left))
        self._packed_left -= len(data)
        return data

    def _fault(self, why: str) -> ImportRefused:
        return ImportRefused(f"{self._where}: {why}")


def _bomb(where: str) -> ImportRefused:
    return ImportRefused(
        f"{where}: unpacks to more than {RATIO} times its size, as no export does; nothing was imported"
    )


def _damaged(path: Path) -> ImportRefused:
    return ImportRefused(f"{shown(path)}: a damaged or incomplete zip archive: download it again")
