"""What a person's box shows, and how high it is, before any font is known."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from math import ceil
from typing import Any

from graphfind.escaping import terminal
from graphfind.model import PathPerson
from graphfind.render.page.layout import BOX
from graphfind.render.page.sheet import cut

PADDING = 9
SIZES = (14, 12)
"""The fonts of the name and the job."""

ROWS = (18, 16)
"""The height of a row of each."""

MEASURES = {"width": BOX, "padding": PADDING, "sizes": SIZES, "rows": ROWS}
"""What the script needs to draw boxes."""

_BULGE = 22
"""How far a tie within a column leaves it."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box's text, the name and then the job, the most rows that each of the two takes, and the height of all."""

    label: str
    rows: tuple[int, ...]
    height: int


def box(person: PathPerson) -> Box:
    """The box of a person."""
    name, does = (cut(terminal(text).strip()) for text in (person.name, job(person)))
    texts = [name or "no name", does] if does else [name or "no name"]
    rows = tuple(_rows(text, size) for text, size in zip(texts, SIZES, strict=False))
    height = 2 * PADDING + sum(count * row for count, row in zip(rows, ROWS, strict=False))
    return Box("\n".join(texts), rows, height)


def job(person: PathPerson) -> str:
    """What somebody does, and where."""
    return " · ".join(text for text in (person.title, person.organization) if text)


def arc(top: int, bottom: int) -> dict[str, Any]:
    """How vis draws a tie between two people of one column: beside it, never through the boxes between."""
    bulge = min(1.0, 2 * _BULGE / max(1, abs(bottom - top)))
    return {"type": "curvedCW" if bottom > top else "curvedCCW", "roundness": round(bulge, 3)}


def _rows(text: str, size: int) -> int:
    """How many rows a text takes in the widest of usual fonts; words that do not break cost some room."""
    width = sum(_width(character) for character in text) * size
    room = BOX - 2 * PADDING
    return 1 if width <= room else ceil(width / (room * 0.8))


def _width(character: str) -> float:
    """A character's width in ems, rather too large."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or character > "\uffff":
        return 1.1
    if character in "mwMW@%—…":
        return 1.0
    return 0.8 if character.isupper() else 0.36 if character in " .,:;'|ijl·" else 0.66
