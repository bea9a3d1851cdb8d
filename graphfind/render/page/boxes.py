"""What a person's box shows, and how high it is, before any font is known."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from math import ceil

from graphfind.escaping import terminal
from graphfind.model import PathPerson
from graphfind.render.page.layout import BOX

LONGEST = 60
"""How much of a name is drawn; the list holds all of it."""

BAND = 18
"""What a mark takes of the width at a box's left."""

PADDING = 8
SIZES = (13, 11)
"""The fonts of the name and the job."""

ROWS = (17, 15)
"""The height of a row of each."""

MOST_JOB_ROWS = 2

MEASURES = {"width": BOX, "band": BAND, "padding": PADDING, "sizes": SIZES, "rows": ROWS}
"""What the script needs to draw boxes."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box's texts, the most rows that each takes, and the height of all."""

    name: str
    job: str
    rows: tuple[int, int]
    height: int


def box(person: PathPerson) -> Box:
    """The box of a person."""
    name, does = (cut(terminal(text).strip()) for text in (person.name, job(person)))
    name = name or "no name"
    rows = _rows(name, SIZES[0]), min(MOST_JOB_ROWS, _rows(does, SIZES[1])) if does else 0
    height = 2 * PADDING + sum(count * row for count, row in zip(rows, ROWS, strict=True))
    return Box(name, does, rows, height)


def job(person: PathPerson) -> str:
    """What somebody does, and where."""
    return " · ".join(text for text in (person.title, person.organization) if text)


def cut(text: str) -> str:
    """As much of a text as is drawn."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _rows(text: str, size: int) -> int:
    """How many rows a text takes in the widest of usual fonts; words that do not break cost some room."""
    width = sum(_width(character) for character in text) * size
    room = BOX - BAND - 2 * PADDING
    return 1 if width <= room else ceil(width / (room * 0.8))


def _width(character: str) -> float:
    """A character's width in ems, rather too large."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or character > "\uffff":
        return 1.1
    if character in "mwMW@%—…":
        return 1.0
    return 0.78 if character.isupper() else 0.36 if character in " .,:;'|ijl·" else 0.62
