"""Keeping an index in a folder of arrays, so that a look-up reads only the parts of them that it needs."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import Final

import numpy as np

from graphfind.errors import GraphfindError, UsageError
from graphfind.roles.taxonomy.index import TaxonomyIndex

FORMAT: Final = 4
"""Raised whenever the arrays mean something else."""

CARD: Final = "taxonomy.json"
"""The file that says what the arrays were made of."""


def save_index(index: TaxonomyIndex, folder: Path, made_of: str) -> None:
    """Write an index into a folder of its own, in place of the one that was there; complete or not at all.

    `made_of` says what it was made of, see `fingerprint`. Raises GraphfindError where it cannot be written, or where
    what stands there is no index.
    """
    if folder.exists() and not (folder / CARD).is_file():
        raise GraphfindError(f"{folder}: is no index of a taxonomy; move it away")
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".graphfind-", dir=folder.parent))
        try:
            for each in fields(index):
                np.save(made / f"{each.name}.npy", getattr(index, each.name), allow_pickle=False)
            (made / CARD).write_text(json.dumps({"format": FORMAT, "made_of": made_of}), encoding="utf-8")
            for path in made.iterdir():
                path.chmod(0o600)
            with suppress(FileNotFoundError):
                folder.rename(made / "before")
            os.replace(made, folder)
            shutil.rmtree(folder / "before", ignore_errors=True)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise GraphfindError(f"{folder}: {error.strerror or error}; the index was not kept") from error


def open_index(folder: Path) -> tuple[TaxonomyIndex, str]:
    """The index in a folder, read as far as it is looked into, and what it was made of.

    Raises UsageError where there is none, or one of another format.
    """
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        if card["format"] != FORMAT:
            raise UsageError(f"{folder}: was made by another version; make it again with graphfind roles use-taxonomy")
        arrays = {each.name: np.load(folder / f"{each.name}.npy", "r", False) for each in fields(TaxonomyIndex)}
        return TaxonomyIndex(**arrays), card["made_of"]
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"{folder}: is no index of a taxonomy; make one with graphfind roles use-taxonomy") from None


def fingerprint(files: Iterable[Path], lexicon_stamp: int) -> str:
    """What an index of these files is made of: it changes with their content and with the lexicon's."""
    value = zlib.crc32(str(lexicon_stamp).encode())
    for path in files:
        value = zlib.crc32(path.name.encode(), value)
        with path.open("rb") as file:
            while part := file.read(1 << 20):
                value = zlib.crc32(part, value)
    return f"{value:08x}"
