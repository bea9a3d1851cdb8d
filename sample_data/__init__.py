"""The sample data that travels with graphfind: where its files are, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SampleData:
    """The shipped files: my archive, my friends' archives by the friend's name, and two tables that go together."""

    mine: Path
    friends: dict[str, Path]
    people: Path
    ties: Path


def files() -> SampleData:
    """Where the sample data is installed; nobody in it exists."""
    folder = Path(str(resources.files(__name__)))
    return SampleData(
        mine=folder / "mara-lindqvist_Complete_LinkedInDataExport_10-30-2026.zip",
        friends={
            "Tomás Iribarren Vega": folder / "tomas-iribarren-vega_Complete_LinkedInDataExport_10-22-2026.zip",
            "Adaeze Okonkwo-Bauer": folder / "Complete_LinkedInDataExport_10-19-2026.zip",
            "Megumi Takahashi": folder / "megumi-takahashi_Basic_LinkedInDataExport_07-18-2026.zip",
        },
        people=folder / "people.csv",
        ties=folder / "ties.csv",
    )
