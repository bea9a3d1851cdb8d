"""The exports that these tests import: mine, and a friend's in every way in which it may come."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from tests.worlds import linkedin

MINE = [
    ("Ada", "Ferro", "ada-ferro", "Clinic Works", "Nurse"),
    ("Bo", "Quist", "bo-quist", "Baker Works", "Product Manager"),
    ("Dana", "Moe", "dana-moe", "Dock Works", "Carpenter"),
    ("Eli", "Noor", "eli-noor", "Elm Works", "Teacher"),
    ("Flo", "Papp", "flo-papp", "Farm Works", "Farmer"),
]
"""Given name, family name, slug, organization and title of my connections."""

ADAS = [
    ("Cy", "Dahl", "cy-dahl", "Cable Works", "Data Scientist"),
    ("Mara", "Lind", "mara-lind", "School Works", "Student"),
    ("Gia", "Rask", "gia-rask", "Glass Works", "Architect"),
]
"""Those of a friend, who lists me, too."""

CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")


def mine(folder: Path, connections: Sequence[tuple[str, str, str, str, str]] = MINE, slug: str = "mara-lind") -> Path:
    """My archive."""
    return linkedin(folder / "mine.zip", ("Mara", "Lind"), connections, slug)


def adas(folder: Path, connections: Sequence[tuple[str, str, str, str, str]] = ADAS, slug: str = "ada-ferro") -> Path:
    """My friend's archive."""
    return linkedin(folder / "ada.zip", ("Ada", "Ferro"), connections, slug)


def loose(
    folder: Path, connections: Sequence[tuple[str, str, str, str, str]] = ADAS, name: str = "Connections"
) -> Path:
    """Connections.csv by itself."""
    folder.mkdir(exist_ok=True)
    rows = [
        (given, family, f"https://www.linkedin.com/in/{slug}" if slug else "", "", organization, title, "05 Jan 2024")
        for given, family, slug, organization, title in connections
    ]
    return table(folder / f"{name}.csv", [CONNECTIONS, *rows])


def table(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path
