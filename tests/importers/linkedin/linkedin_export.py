"""Exports written by tests, and what the importer reads from them, as plain data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graphfind.importer import Export, ImportOptions, open_path
from graphfind.model import PersonRecord, Reading, RowError, Tally, TieRecord, Warned
from importers.linkedin import LinkedIn

TODAY = date(2026, 11, 1)

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
    "IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
)
PROFILE = "First Name,Last Name,Headline,Industry\nAna,Prieto,Physicist,Optics\n"


def written(folder: Path, members: Mapping[str, str | bytes]) -> Export:
    """An export of the members in a folder."""
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return opened(folder)


def opened(path: Path) -> Export:
    """What stands at a path."""
    return open_path(path, ImportOptions(today=TODAY))


class Read:
    """Everything the importer reads from an export, by kind of reading."""

    def __init__(self, export: Export) -> None:
        self.owner = LinkedIn().owner(export)
        self.all: list[Reading] = list(LinkedIn().read(export))
        self.people = {r.key: r for r in self.all if isinstance(r, PersonRecord)}
        self.ties = [r for r in self.all if isinstance(r, TieRecord)]
        self.faults = [r for r in self.all if isinstance(r, RowError)]
        self.warnings = [r for r in self.all if isinstance(r, Warned)]
        self.tallies = {r.member.rpartition("/")[2]: r for r in self.all if isinstance(r, Tally)}

    def rows(self) -> dict[str, int]:
        """How many rows of each member are accounted for."""
        counted: defaultdict[str, int] = defaultdict(int)
        for tally in self.tallies.values():
            counted[tally.member] += tally.imported + tally.merged + sum(count for _, count in tally.skipped)
        for fault in self.faults:
            counted[fault.member] += 1
        return dict(counted)

    def skipped(self, member: str) -> dict[str, int]:
        """Why rows of a member were left out."""
        return dict(self.tallies[member].skipped)

    def tied(self, kind: str) -> dict[str, tuple[int, int]]:
        """The counts out and in of each person's tie of a kind, by the last part of the key."""
        return {t.b.rpartition("/")[2]: (t.outgoing, t.incoming) for t in self.ties if t.kind == kind}


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
