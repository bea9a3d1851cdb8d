"""Small worlds for tests: an importer that yields what it is given, and stores filled through the real loading."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from graphfind.importer import Export
from graphfind.loading import ImportSettings, import_paths
from graphfind.model import OWNER, EvidenceKind, PersonRecord, Position, Reading, TieRecord
from graphfind.report import ImportReport, SourceReport
from graphfind.stores.base import Store

TODAY = date(2026, 11, 1)


class Scripted:
    """An importer that claims `*.scripted` files and yields the readings it was made with."""

    name = "scripted"
    title = "what a test says"
    fallback = False

    def __init__(self, readings: Iterable[Reading] = (), owner: PersonRecord | None = None) -> None:
        self.readings = tuple(readings)
        self.owner_record = owner

    def identify(self, export: Export) -> bool:
        return all(member.name.endswith(".scripted") for member in export.members)

    def owner(self, export: Export) -> PersonRecord | None:
        return self.owner_record

    def read(self, export: Export) -> Iterator[Reading]:
        return iter(self.readings)


def person(
    key: str, name: str, title: str = "", organization: str = "", line: int = 0, **facts: object
) -> PersonRecord:
    """A record with at most one position."""
    positions = (Position(title, organization),) if title or organization else ()
    facts.setdefault("as_of", date(2026, 10, 1))
    return PersonRecord(key, name, positions=positions, member="people.scripted", line=line, **facts)  # type: ignore[arg-type]


def knows(a: str, b: str, line: int = 0, kind: EvidenceKind = EvidenceKind.CONNECTION, **facts: object) -> TieRecord:
    """A tie between two keys."""
    return TieRecord(a, b, kind, member="people.scripted", line=line, **facts)  # type: ignore[arg-type]


def contacts(*records: PersonRecord, **facts: object) -> list[Reading]:
    """Records, each a connection of the owner, one a line."""
    readings: list[Reading] = []
    for line, record in enumerate(records, 1):
        readings += [replace(record, line=line), knows(OWNER, record.key, line, **facts)]
    return readings


def load(
    store: Store,
    folder: Path,
    readings: Iterable[Reading],
    owner: PersonRecord | None = None,
    settings: ImportSettings | None = None,
    file: str = "export.scripted",
) -> SourceReport:
    """Import readings through the real loading; the file's content stands for them, so that they are told apart."""
    importer = Scripted(readings, owner)
    path = folder / file
    path.write_text(repr(importer.readings), encoding="utf-8")
    report = import_paths(store, [path], settings or ImportSettings(TODAY), {importer.name: importer})
    return report.sources[0]


def archive(path: Path, members: dict[str, Sequence[Sequence[str]]]) -> Path:
    """A zip archive of CSV files, each given by its rows."""
    with zipfile.ZipFile(path, "w") as packed:
        for name, rows in members.items():
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows(rows)
            packed.writestr(name, text.getvalue())
    return path


def linkedin(
    path: Path,
    owner: tuple[str, str],
    connections: Sequence[tuple[str, str, str, str, str]],
    slug: str = "",
    connected: str = "05 Jan 2024",
) -> Path:
    """A LinkedIn archive: connections as given name, family name, slug, organization, title."""
    header = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    rows = [
        [given, family, f"https://www.linkedin.com/in/{at}" if at else "", "", organization, title, connected]
        for given, family, at, organization, title in connections
    ]
    members: dict[str, Sequence[Sequence[str]]] = {
        "Profile.csv": [["First Name", "Last Name", "Headline"], [*owner, ""]],
        "Connections.csv": [header, *rows],
    }
    if slug:
        members["Invitations.csv"] = [
            ["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"],
            *(
                [" ".join(owner), f"{row[0]} {row[1]}", "1/5/24, 3:04 PM", "", "OUTGOING",
                 f"https://www.linkedin.com/in/{slug}", row[2]]
                for row in rows[:3]
            ),
        ]  # fmt: skip
    return archive(path, members)


def import_into(store: Store, *paths: Path, **settings: object) -> ImportReport:
    """Import through the installed importers."""
    from graphfind.importer import load_importers

    return import_paths(store, list(paths), ImportSettings(TODAY, **settings), load_importers()[0])  # type: ignore[arg-type]
