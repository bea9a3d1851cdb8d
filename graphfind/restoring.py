"""A dumped store's sources as claims, so that loading takes them in as it does any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from graphfind import dump
from graphfind.dump import Section
from graphfind.importer import Claim, Export, ImportOptions
from graphfind.model import OWNER, PersonRecord, Reading


class Restored:
    """The importer of one source of a dump: it yields the records as they were first read."""

    title = "a dump of a graphfind store"
    fallback = False

    def __init__(self, section: Section) -> None:
        self.section = section
        self.name = section.source.importer

    def identify(self, export: Export) -> bool:
        """A dump is told by its first line, before importers are asked."""
        return False

    def owner(self, export: Export) -> PersonRecord | None:
        """The owner's record is among those read."""
        return None

    def read(self, export: Export) -> Iterator[Reading]:
        """The section's records and ties."""
        return dump.readings(self.section)


class Given:
    """The importer of readings that are at hand already; it is called what they come from."""

    title = "readings at hand"
    fallback = False

    def __init__(self, name: str, readings: Sequence[Reading]) -> None:
        self.name = name
        self.readings = tuple(readings)

    def identify(self, export: Export) -> bool:
        """Nothing is told by its looks here."""
        return False

    def owner(self, export: Export) -> PersonRecord | None:
        """Nobody's contacts are listed."""
        return None

    def read(self, export: Export) -> Iterator[Reading]:
        """What was given."""
        return iter(self.readings)


def split(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The dumps among the paths, and the others."""
    dumps = [path for path in paths if dump.is_dump(path)]
    return dumps, [path for path in paths if path not in dumps]


def claims(path: Path, options: ImportOptions) -> list[Claim]:
    """One claim for each source of a dump."""
    return [Claim(Export(path, (), options), Restored(section)) for section in dump.sections(path)]


def records_of_me(claims: Sequence[Claim]) -> list[PersonRecord]:
    """What a dump's sources that are mine say of their owner."""
    mine = [one.section for claim in claims if isinstance(one := claim.importer, Restored) and one.section.source.mine]
    owners = [next((r for r in dump.readings(section) if _is_owner(r)), None) for section in mine]
    return [record for record in owners if isinstance(record, PersonRecord)]


def _is_owner(reading: Reading) -> bool:
    return isinstance(reading, PersonRecord) and reading.key == OWNER
