"""The words of graphfind as data: records as read, persons as resolved, ties, introductions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

OWNER = "@owner"
"""The key by which the records of a source name the source's owner."""


class EvidenceKind(StrEnum):
    """Why two people are believed to know each other; `INFERRED` holds the kinds nobody observed."""

    CONNECTION = "connection"
    MESSAGE = "message"
    INVITATION = "invitation"
    RECOMMENDATION = "recommendation"
    ENDORSEMENT = "endorsement"
    CONTACT = "contact"
    RELATION = "relation"
    EMAIL = "email"
    MEETING = "meeting"
    FOLLOW = "follow"
    COLLEAGUE = "colleague"
    SCHOOLMATE = "schoolmate"


INFERRED = frozenset({EvidenceKind.COLLEAGUE, EvidenceKind.SCHOOLMATE})


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody does or did at an organization; `ended` is None while it lasts or where unknown.

    `study` marks a place of education. `as_of` is the date on which the source said so.
    Dates known only by month or year stand on their first day.
    """

    title: str = ""
    organization: str = ""
    location: str = ""
    started: date | None = None
    ended: date | None = None
    as_of: date | None = None
    study: bool = False

    @property
    def current(self) -> bool:
        """Whether it is work that lasts, as far as the source says."""
        return self.ended is None and not self.study


@dataclass(frozen=True, slots=True)
class Interest:
    """An organization that somebody follows."""

    organization: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What one place of a source says about one person, as it was given.

    `key` is unique in the source; `OWNER` is the owner's. `name` is the whole name as given, the
    parts only where the source gives them. `roster` names the list in which every row is another
    person ("connections"): two differing rows of one roster are never merged automatically.
    `line` counts the member's lines from 1; 0 where there is none.
    """

    key: str
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profile_urls: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    location: str = ""
    tags: tuple[str, ...] = ()
    interests: tuple[Interest, ...] = ()
    as_of: date | None = None
    roster: str = ""
    member: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that could not be read, and why; the reason never holds the row's own values."""

    member: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How the rows of one member came out, from an importer that aggregates rows.

    `skipped` maps a reason to its count, as sorted pairs. Rejected rows are counted from `RowError`s.
    A member without a tally is counted by its records: one row for each line.
    """

    member: str
    imported: int = 0
    merged: int = 0
    skipped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Warned:
    """Something the user should know about a member although no row was lost."""

    text: str
    member: str = ""


Reading = PersonRecord | TieRecord | RowError | Tally | Warned
"""What an importer yields."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Person:
    """What identity resolution makes of all records about one human.

    Values are ordered newest first, then by text, so that they do not depend on the order of
    imports. `emails` and `phones` are normalized; `profile_urls` are canonical.
    """

    id: str
    name: str
    other_names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profile_urls: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    location: str = ""
    tags: tuple[str, ...] = ()
    interests: tuple[Interest, ...] = ()
    dont_ask: bool = False
    sources: tuple[str, ...] = ()

    @property
    def shown_name(self) -> str:
        """The name, or else an address."""
        return self.name or next(iter((*self.emails, *self.profile_urls, *self.phones)), "no name")

    @property
    def current(self) -> tuple[Position, ...]:
        """What they do now, as far as the newest source says."""
        return tuple(p for p in self.positions if p.current)

    @property
    def position(self) -> Position:
        """The first current position, or an empty one."""
        return next(iter(self.current), Position())


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to believe a tie, seen from the first person of the tie to the second."""

    kind: EvidenceKind
    outgoing: int = 0
    incoming: int = 0
    first: date | None = None
    last: date | None = None
    source: str = ""
    member: str = ""
    line: int = 0
    strength: float | None = None
    relation: str = ""


TieOverride = Literal["close", "knows", "barely", "dont-ask"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two persons who know each other: the strength of that, and the evidence in a fixed order."""

    strength: float
    inferred: bool
    evidence: tuple[Evidence, ...]
    override: TieOverride | None = None


@dataclass(frozen=True, slots=True)
class PathPerson:
    """A person as a path shows them."""

    id: str
    name: str
    title: str = ""
    organization: str = ""
    location: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One tie of a path with its reason in words."""

    tie: Tie
    reason: str


Grade = Literal["exact", "family", "near", "related"]


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """How well a title fits a target role, and why in one line."""

    grade: Grade
    level: str
    why: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """A path from ego to a target with its probability, role match and weakest hop.

    `probability` is the product of the hops' strengths, between `low` and `high`. `weakest_hop` is
    an index into `hops`. `alternatives` go through other connectors, the best first; theirs is empty.
    """

    id: str
    path: tuple[PathPerson, ...]
    hops: tuple[Hop, ...]
    probability: float
    low: float
    high: float
    weakest_hop: int
    role_match: RoleMatch | None
    alternatives: tuple[Introduction, ...] = ()

    @property
    def target(self) -> PathPerson:
        """The person at the path's end."""
        return self.path[-1]
