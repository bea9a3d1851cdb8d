"""What came of an import, in numbers that add up."""

from __future__ import annotations

from typing import Literal

from graphfind.errors import ImportRefused
from graphfind.model import RowError
from graphfind.values import value

Status = Literal["imported", "unchanged", "replaced", "refused"]


@value
class Rows:
    """How rows came out: `read` is the sum of the others."""

    imported: int = 0
    merged: int = 0
    skipped: int = 0
    rejected: int = 0

    @property
    def read(self) -> int:
        """All rows that were read."""
        return self.imported + self.merged + self.skipped + self.rejected

    def in_words(self) -> str:
        """What of them is no person, for a message."""
        return f"{self.read} {'row' if self.read == 1 else 'rows'}, {self.skipped} skipped, {self.rejected} rejected"

    def __add__(self, other: Rows) -> Rows:
        return Rows(
            self.imported + other.imported,
            self.merged + other.merged,
            self.skipped + other.skipped,
            self.rejected + other.rejected,
        )


@value
class MemberReport:
    """The rows of one file of an export; `skipped_why` pairs a reason with its count, by reason."""

    member: str
    rows: Rows
    skipped_why: tuple[tuple[str, int], ...] = ()


@value
class JobChange:
    """Somebody whose title or organization a newer export gives otherwise."""

    name: str
    title_before: str
    organization_before: str
    title: str
    organization: str


@value
class Changes:
    """How a newer export of the same contacts differs from the older one, by name."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    jobs: tuple[JobChange, ...] = ()


@value
class SourceReport:
    """What came of one source. `people_new` and `people_known` count the persons it speaks of.

    `ties` counts the pairs it ties. `refusal` is why a refused one was not imported.
    """

    id: str
    path: str
    importer: str
    owner: str
    status: Status
    members: tuple[MemberReport, ...] = ()
    people_new: int = 0
    people_known: int = 0
    ties: int = 0
    faults: tuple[RowError, ...] = ()
    warnings: tuple[str, ...] = ()
    changes: Changes | None = None
    refusal: ImportRefused | None = None

    @property
    def rows(self) -> Rows:
        """The rows of all members."""
        return sum((member.rows for member in self.members), Rows())


@value
class ImportReport:
    """What came of one import call, and how many people and ties the store holds after it."""

    sources: tuple[SourceReport, ...]
    people: int
    ties: int
    warnings: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every row of every source was taken."""
        return all(source.status != "refused" and not source.faults for source in self.sources)
