"""Writing a file that holds people's data: private, complete or not at all, never over what is not ours."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from graphfind.errors import GraphfindError


def write_file(path: Path, parts: Iterable[str], *, force: bool = False, ours: bytes = b"") -> None:
    """Write text as UTF-8, 0600: to a temporary file beside, synchronized, then renamed.

    An existing file is overwritten only with `force`, or where it holds `ours` within its first
    4,096 bytes; what is no regular file never is. Raises GraphfindError where it cannot be written;
    whatever goes wrong, and whenever, what stood there before still stands there whole.
    """
    try:
        _refuse(path, force=force, ours=ours)
        descriptor, name = tempfile.mkstemp(prefix=".graphfind-", dir=path.parent)
        partial = Path(name)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="", errors="replace") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        _sync_folder(path.parent)
    except OSError as error:
        raise GraphfindError(f"{path}: {error.strerror or error}; nothing was written, name another file") from error


def _refuse(path: Path, *, force: bool, ours: bytes) -> None:
    if path.is_dir():
        raise GraphfindError(f"{path}: is a folder; name a file")
    if not path.parent.is_dir():
        raise GraphfindError(f"{path}: there is no folder {path.parent}; make it, or name another file")
    if path.exists() and not path.is_file():
        raise GraphfindError(f"{path}: is no ordinary file; name another one")
    if path.exists() and not force and not _holds(path, ours):
        raise GraphfindError(f"{path}: exists already; name another file, or overwrite it with --force")


def _holds(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return bool(mark) and mark in file.read(4_096)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # not every system lets a folder be opened
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
