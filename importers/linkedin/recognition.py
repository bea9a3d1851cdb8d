"""What kind a member of an export is, from its name and its first rows.

A member is known by its name together with its columns, or, where the user renamed it, by columns that only
LinkedIn writes. Folders, case and the marks of a copy (`_1`, ` (1)`, ` - Copy`) do not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from importers.linkedin.shapes import SHAPES, Columns, Shape

_COPY = re.compile(r"(?:[ _]?\(\d+\)|[ _]\d+| - copy| copy)+$")
_MACHINE = re.compile(r"(?:^|[\W_])(?:guide|coach|learning)_(?:\w+_)?messages")
_NO_WORD = re.compile(r"[\W_]+")
_LONGEST_HEADER = 60
_TABLES = frozenset({".csv", ".tsv", ".txt", ""})


def fold(text: str) -> str:
    """A header or name without case, accents, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _NO_WORD.sub("", plain)


def base_name(member: str) -> str:
    """A member's file name in lower case without folders, extension and the marks of a copy."""
    return _COPY.sub("", PurePosixPath(member).stem.casefold())


def is_table(member: str) -> bool:
    """Whether a member may be one of these tables, by its name.

    Conversations with LinkedIn's own machines ("guide_messages") look like messages with people.
    """
    path = PurePosixPath(member)
    return path.suffix.casefold() in _TABLES and not _MACHINE.search(base_name(member))


def find_shape(member: str, rows: Iterable[Sequence[str]]) -> tuple[Shape, Columns, int] | None:
    """The kind of a member, its columns, and which of its first rows is the header; None where it is no kind."""
    folded = [[fold(cell) if len(cell) <= _LONGEST_HEADER else "" for cell in row] for row in rows]
    named = named_shape(member)
    for shapes in ([named] if named else [], SHAPES):
        for at, header in enumerate(folded):
            for shape in shapes:
                if shape.fits(header, named=shape is named):
                    return shape, shape.columns(header), at
    return None


def named_shape(member: str) -> Shape | None:
    """The kind whose name a member bears, whatever stands in it."""
    name = fold(base_name(member))
    return next((shape for shape in SHAPES if name in shape.names), None)
