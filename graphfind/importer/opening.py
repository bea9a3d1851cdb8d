"""Folders, zip archives and loose files as exports, whose members are never unpacked to disk."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from graphfind.errors import ImportRefused
from graphfind.escaping import encodable
from graphfind.importer.archive import ENTRIES, open_archive
from graphfind.importer.naming import is_hidden, shown
from graphfind.importer.protocol import HEAD_BYTES, Export, ImportOptions
from graphfind.values import value

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_ARCHIVE_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_READ_BYTES = 64 * 1024


@value
class FileMember:
    """A file on disk, as it was when the export was opened; `written` is when, in nanoseconds."""

    name: str
    size: int
    written: int
    path: Path

    def head(self) -> bytes:
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    def open(self) -> BinaryIO:
        try:
            return io.BufferedReader(_File(self), _READ_BYTES)
        except OSError as error:
            raise refusal(self.path, error) from error


def open_path(path: Path, options: ImportOptions) -> Export:
    """Open a folder (with what is below it), a zip archive, or one file.

    Hidden files and `__MACOSX` are left out, as are zip archives in a folder (`archives_in`).
    Raises ImportRefused where it cannot be read or breaks a limit.
    """
    if is_folder(path):
        return Export(path, tuple(m for m in _walk(path) if not is_archive(m.path)), options)
    if is_archive(path):
        return Export(path, open_archive(path).members, options)
    return loose([path], options)


def loose(paths: Sequence[Path], options: ImportOptions) -> Export:
    """Open several loose files to be read together, named by as much of their paths as tells them apart."""
    members = [_file(path, name) for path, name in zip(paths, _told_apart(paths), strict=True)]
    return Export(paths[0], _ordered(members), options)


def archives_in(folder: Path) -> list[Path]:
    """The zip archives in a folder and below it."""
    return [member.path for member in _walk(folder) if is_archive(member.path)]


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; raises ImportRefused where it is nothing that can be read."""
    return stat.S_ISDIR(_stat(path).st_mode)


def is_archive(path: Path) -> bool:
    """Whether a file begins as a zip archive does."""
    try:
        with path.open("rb", buffering=0) as file:
            return file.read(4) in _ARCHIVE_MAGIC
    except (OSError, ValueError) as error:
        raise refusal(path, error) from error


def digest(export: Export) -> str:
    """SHA-256 over the members' names and contents.

    Names are compared without folder and case, so that an archive has the digest of its folder.
    """
    parts = []
    for member in export.members:
        content = hashlib.sha256()
        with member.open() as stream:
            while piece := stream.read(_READ_BYTES):
                content.update(piece)
        name = unicodedata.normalize("NFC", PurePosixPath(member.name).name).casefold()
        parts.append(f"{content.hexdigest()} {name}\n")
    return hashlib.sha256("".join(sorted(parts)).encode("utf-8", "replace")).hexdigest()


def refusal(path: Path, error: OSError | ValueError) -> ImportRefused:
    """A foreign error about a path as one line."""
    match error:
        case FileNotFoundError():
            why = "no such file or folder"
        case PermissionError():
            why = "permission denied: make it readable for you"
        case OSError(strerror=str(strerror)):
            why = f"cannot be read ({strerror})"
        case _:
            why = "cannot be read"
    return ImportRefused(f"{shown(path)}: {why}")


class _File(io.FileIO):
    """A file whose errors are refusals, and so is that somebody writes to it meanwhile: half of it is no export."""

    def __init__(self, member: FileMember) -> None:
        super().__init__(member.path)
        self._member = member

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        try:
            count = super().readinto(buffer)
            if not count:
                self._refuse_changed()
        except OSError as error:
            raise refusal(self._member.path, error) from error
        return count

    def readall(self) -> bytes:
        try:
            data = super().readall()
            self._refuse_changed()
        except OSError as error:
            raise refusal(self._member.path, error) from error
        return data

    def _refuse_changed(self) -> None:
        status = os.fstat(self.fileno())
        if (status.st_size, status.st_mtime_ns) != (self._member.size, self._member.written):
            raise ImportRefused(f"{shown(self._member.path)}: changed while it was read: import it once it is complete")


def _stat(path: Path) -> os.stat_result:
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise refusal(path, error) from error
    if not (stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode)):
        # To open a pipe would wait for a writer.
        raise ImportRefused(f"{shown(path)}: neither a file nor a folder: save what it holds as a file")
    return status


def _file(path: Path, name: str) -> FileMember:
    status = _stat(path)
    if stat.S_ISDIR(status.st_mode):
        raise ImportRefused(f"{shown(path)}: a folder, not a file")
    return FileMember(encodable(name), status.st_size, status.st_mtime_ns, path)


def _walk(folder: Path) -> tuple[FileMember, ...]:
    found: list[FileMember] = []
    for path in _files_below(folder):
        found.append(_file(path, path.relative_to(folder).as_posix()))
        if len(found) > ENTRIES:
            raise ImportRefused(f"{shown(folder)}: more than {ENTRIES:,} files: name the folder of one export")
    return _ordered(found)


def _files_below(folder: Path) -> Iterator[Path]:
    folders = [folder]
    while folders:
        at = folders.pop()
        try:
            with os.scandir(at) as entries:
                for entry in entries:
                    if is_hidden(entry.name):
                        continue
                    # A linked folder may lead back here or out of the export.
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(Path(entry.path))
                    elif entry.is_file():
                        yield Path(entry.path)
        except OSError as error:
            raise refusal(at, error) from error


def _told_apart(paths: Sequence[Path]) -> list[str]:
    names = [path.name for path in paths]
    for parts in range(2, max(len(path.parts) for path in paths) + 1):
        taken = Counter(names)
        if len(taken) == len(names):
            break
        names = [
            "/".join(path.parts[-parts:]) if taken[name] > 1 else name for path, name in zip(paths, names, strict=True)
        ]
    return names


def _ordered(members: Sequence[FileMember]) -> tuple[FileMember, ...]:
    return tuple(sorted(members, key=lambda member: member.name))
