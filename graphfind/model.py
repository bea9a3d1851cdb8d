"""The words of graphfind as data: records as read, persons as resolved, ties, introductions.

What only an import reads stands in `readings`, from where it is fetched when it is asked for here.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from graphfind.values import value

if TYPE_CHECKING:
    from graphfind.readings import Reading, RowError, Source, Tally, TieRecord, Warned

_READ = ("Reading", "RowError", "Source", "Tally", "TieRecord", "Warned")

__all__ = [
    "INFERRED",
    "OWNER",
    "Evidence",
    "EvidenceKind",
    "Grade",
    "Hop",
    "Interest",
    "Introduction",
    "PathPerson",
    "Person",
    "PersonRecord",
    "Position",
    "Reading",
    "RoleMatch",
    "RowError",
    "Source",
    "Tally",
    "Tie",
    "TieOverride",
    "TieRecord",
    "Warned",
]

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


@value
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


@value
class Interest:
    """An organization that somebody follows."""

    organization: str
    since: date | None = None


@value
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


@value
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
        """The name, or else an address where the name has nothing that is seen."""
        if any(map(str.isprintable, self.name.replace(" ", ""))):
            return self.name
        return next(iter((*self.emails, *self.profile_urls, *self.phones)), "no name")

    @property
    def current(self) -> tuple[Position, ...]:
        """What they do now, as far as the newest source says."""
        return tuple(p for p in self.positions if p.current)

    @property
    def position(self) -> Position:
        """The first current position, or an empty one."""
        return next(iter(self.current), Position())


@value
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


@value
class Tie:
    """Two persons who know each other: the strength of that, and the evidence in a fixed order."""

    strength: float
    inferred: bool
    evidence: tuple[Evidence, ...]
    override: TieOverride | None = None


@value
class PathPerson:
    """A person as a path shows them."""

    id: str
    name: str
    title: str = ""
    organization: str = ""
    location: str = ""
    as_of: date | None = None


@value
class Hop:
    """One tie of a path with its reason in words."""

    tie: Tie
    reason: str


Grade = Literal["exact", "family", "near", "related"]


@value
class RoleMatch:
    """How well a title fits a target role, and why in one line."""

    grade: Grade
    level: str
    why: str


@value
class Introduction:
    """A path from ego to a target with its probability, role match and weakest hop.

    `probability` is the product of the hops' strengths, between `low` and `high`. `weakest_hop` is
    an index into `hops`. `alternatives` go through other connectors, the best first; theirs is empty.
    `mutual_contacts` are the people known to know both the ego and the connector; `new_ground` says in
    (0, 1] how far that tie leads out of the circle the ego knows already.
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
    mutual_contacts: int = 0
    new_ground: float = 0.0

    @property
    def target(self) -> PathPerson:
        """The person at the path's end."""
        return self.path[-1]


def __getattr__(name: str) -> Any:
    if name in _READ:
        return getattr(import_module("graphfind.readings"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
