"""What the sample data is about: people, whom they are connected to, and what passed between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist.

    `given` and `family` are the name itself, `shown_given` and `shown_family` what the profile makes of it. `before`
    holds an earlier title and organization, which older exports still show.
    """

    given: str
    family: str
    shown_given: str
    shown_family: str
    slug: str
    email: str
    title: str
    organization: str
    place: str
    before: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """The whole name itself."""
        return f"{self.given} {self.family}"

    @property
    def shown(self) -> str:
        """The whole name as the profile shows it, as messages name their senders."""
        return " ".join(f"{self.shown_given} {self.shown_family}".split())


@dataclass(frozen=True, slots=True)
class Contact:
    """A connection of an owner's; `outdated` where the owner's export still has the earlier position."""

    person: Person
    since: date
    shows_email: bool = False
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `sender` is None for a deleted member, and so is a deleted recipient."""

    conversation: str
    sender: Person | None
    recipients: tuple[Person | None, ...]
    at: datetime
    text: str
    title: str = ""
    folder: str = "INBOX"
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """A request to connect, to or from the owner."""

    person: Person
    outgoing: bool
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One skill, endorsed by or to the owner."""

    person: Person
    given: bool
    at: datetime
    skill: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation, written by or for the owner; it names nobody's profile."""

    person: Person
    given: bool
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody whose archive is in the sample data, with everything that stands in it.

    `profile` holds the story's own words on the owner: positions, schools, headline, shape of the archive.
    """

    key: str
    person: Person
    exported: date
    profile: Mapping[str, Any]
    contacts: list[Contact] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    invitations: list[Invitation] = field(default_factory=list)
    endorsements: list[Endorsement] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)
    address_book: list[Person] = field(default_factory=list)
    follows: list[tuple[str, date]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the people table; its cells differ from the person's where somebody else typed them."""

    id: str
    person: Person
    name: str
    email: str
    profile: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableTie:
    """A row of the ties table, as text: an end is an id, a full name, an e-mail address or a profile URL."""

    source: str
    target: str
    relation: str = ""
    since: str = ""
    last: str = ""
    strength: str = ""
    evidence: str = ""
