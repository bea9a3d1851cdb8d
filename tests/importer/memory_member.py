"""A member of an export that stands in memory."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

from graphfind.importer import HEAD_BYTES


@dataclass(frozen=True, slots=True)
class MemoryMember:
    """Bytes as a member."""

    data: bytes
    name: str = "table.csv"

    @property
    def size(self) -> int:
        return len(self.data)

    def head(self) -> bytes:
        return self.data[:HEAD_BYTES]

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)
