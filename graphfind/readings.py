"""What an importer yields beside persons, and the source that comes of it; searching needs none of it."""

from __future__ import annotations

from datetime import date

from graphfind.model import EvidenceKind, PersonRecord
from graphfind.values import value


@value
class TieRecord:
    """What a source says about two people, named by their keys in it; yielded after both records.

    `outgoing` counts what went from `a` to `b`, `incoming` the other way. `strength` is None or an
    explicit strength in (0, 1]. `relation` is the source's own word for the tie ("manager").
    """

    a: str
    b: str
    kind: EvidenceKind
    outgoing: int = 0
    incoming: int = 0
    first: date | None = None
    last: date | None = None
    strength: float | None = None
    relation: str = ""
    member: str = ""
    line: int = 0


@value
class RowError:
    """A row that could not be read, and why; the reason never holds the row's own values."""

    member: str
    line: int
    reason: str


@value
class Tally:
    """How the rows of one member came out, from an importer that aggregates rows.

    `skipped` maps a reason to its count, as sorted pairs. Rejected rows are counted from `RowError`s.
    A member without a tally is counted by its records: one row for each line.
    """

    member: str
    imported: int = 0
    merged: int = 0
    skipped: tuple[tuple[str, int], ...] = ()


@value
class Warned:
    """Something the user should know about a member although no row was lost."""

    text: str
    member: str = ""


Reading = PersonRecord | TieRecord | RowError | Tally | Warned
"""What an importer yields."""


@value
class Source:
    """One imported export: where it came from, whose contacts it lists, and what it gave.

    `owner` is the owner's name, empty where nobody's contacts are listed. `mine` says that the
    owner is me. `people` and `ties` count records of persons and of ties.
    """

    id: str
    path: str
    importer: str
    owner: str
    mine: bool
    imported_on: date
    people: int
    ties: int
