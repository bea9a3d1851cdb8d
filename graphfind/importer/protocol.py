"""What an importer is: it identifies an export, names its owner, and yields what it reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from graphfind.model import PersonRecord, Reading
from graphfind.normalize import check_region
from graphfind.values import value

HEAD_BYTES = 65_536
"""How much of a member `identify` may look at."""


@value
class ImportOptions:
    """The user's settings for one import.

    `mapping` is field → column, `region` an ISO country code for phone numbers without a country,
    `today` the date by which a date lies in the future. `owned` says that the user named an owner:
    whom a list of people names is then a contact of theirs. Raises UsageError for a `region` there is not.
    """

    today: date
    mapping: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    owned: bool = False

    def __post_init__(self) -> None:
        check_region(self.region)


class Member(Protocol):
    """One file of an export, opened under limits."""

    @property
    def name(self) -> str:
        """The member's path inside the export, with `/`; for a loose file its file name."""

    @property
    def size(self) -> int:
        """Bytes, uncompressed."""

    def head(self) -> bytes:
        """The first `HEAD_BYTES` bytes."""

    def open(self) -> BinaryIO:
        """A stream over the bytes; raises `ImportRefused` where a limit is passed."""


@value
class Export:
    """Something to import: a folder, an archive, or the loose files of one call read together.

    `path` is what the user named (for several loose files the first). Members stand in a fixed
    order, by name.
    """

    path: Path
    members: tuple[Member, ...]
    options: ImportOptions


@runtime_checkable
class Importer(Protocol):
    """Reads one kind of export; registered under the entry-point group `graphfind.importers`.

    `fallback` importers are asked only where no other one claims an export.
    """

    name: str
    title: str
    fallback: bool

    def identify(self, export: Export) -> bool:
        """Whether this export is of the importer's kind; cheap, from names and heads of members."""

    def owner(self, export: Export) -> PersonRecord | None:
        """Whose contacts the export lists (key `OWNER`), as far as the export itself says so."""

    def read(self, export: Export) -> Iterator[Reading]:
        """Everything in the export, streamed; a record stands before the ties that name it.

        The owner's record is not repeated. Raises `ImportRefused` where nothing can be read.
        """
