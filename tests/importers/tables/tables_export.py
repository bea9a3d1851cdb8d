"""Exports written by tests, and what the importer reads from them, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graphfind.importer import Export, ImportOptions, open_path
from graphfind.model import PersonRecord, Reading, RowError, Tally, TieRecord, Warned
from importers.tables import Tables

TODAY = date(2026, 11, 1)


def opened(path: Path, mapping: Mapping[str, str] | None = None, *, owned: bool = False) -> Export:
    """What stands at a path."""
    return open_path(path, ImportOptions(today=TODAY, mapping=mapping or {}, owned=owned))


class Read:
    """Everything the importer reads from an export, by kind of reading."""

    def __init__(self, export: Export) -> None:
        self.all: list[Reading] = list(Tables().read(export))
        self.people = [r for r in self.all if isinstance(r, PersonRecord)]
        self.ties = [r for r in self.all if isinstance(r, TieRecord)]
        self.faults = [r for r in self.all if isinstance(r, RowError)]
        self.warnings = [r.text for r in self.all if isinstance(r, Warned)]
        self.tallies = {r.member: r for r in self.all if isinstance(r, Tally)}

    @property
    def person(self) -> PersonRecord:
        """The only person."""
        (person,) = self.people
        return person

    def rows(self) -> dict[str, int]:
        """How many rows of each member are accounted for."""
        rejected = Counter(fault.member for fault in self.faults)
        return {
            tally.member: tally.imported + tally.merged + sum(count for _, count in tally.skipped) + rejected[name]
            for name, tally in self.tallies.items()
        }


def written(folder: Path, members: Mapping[str, str | bytes], **options: Any) -> Export:
    """An export of the members in a folder."""
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return opened(folder, **options)


def plain(value: Any) -> Any:
    """A reading as JSON data without what says nothing."""
    if is_dataclass(value):
        said = {f.name: plain(getattr(value, f.name)) for f in fields(value)}
        return {
            type(value).__name__: {name: part for name, part in said.items() if part not in ("", 0, None, [], False)}
        }
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value
