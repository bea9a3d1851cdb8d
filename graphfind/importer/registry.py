"""The importers that are installed, found by entry points."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from graphfind.importer.naming import shown
from graphfind.importer.protocol import Importer

GROUP = "graphfind.importers"


def load_importers() -> tuple[dict[str, Importer], list[str]]:
    """Every importer by name, and a warning for each plug-in that could not be loaded."""
    importers: dict[str, Importer] = {}
    warnings: list[str] = []
    for entry in sorted(entry_points(group=GROUP), key=_own_first):
        try:
            importer = _load(entry)
        except (Exception, SystemExit) as error:
            warnings.append(
                f"importer {shown(entry.name)} could not be loaded and is left out ({type(error).__name__})"
            )
            continue
        if importer.name in importers:
            warnings.append(f"importer {shown(entry.name)} is left out: another one is named {shown(importer.name)}")
            continue
        importers[importer.name] = importer
    return importers, warnings


def _load(entry: EntryPoint) -> Importer:
    importer = entry.load()()
    if not isinstance(importer, Importer) or not isinstance(importer.name, str) or not importer.name:
        raise TypeError
    return importer


def _own_first(entry: EntryPoint) -> tuple[bool, str, str]:
    return entry.dist is None or entry.dist.name != "graphfind", entry.name, entry.value
