"""Plug-ins are found, and broken ones are named and left out."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints

import pytest

from graphfind.importer import Export, load_importers, registry
from graphfind.model import Reading


class Good:
    name = "good"
    title = "A plug-in"
    fallback = False

    def identify(self, export: Export) -> bool:
        return False

    def owner(self, export: Export) -> None:
        return None

    def read(self, export: Export) -> Iterator[Reading]:
        return iter(())


class SecondOfTheName(Good):
    pass


class Other(Good):
    name = "other"


class NoImporter:
    name = "no importer"


class Nameless(Good):
    name = ""


class Failing(Good):
    def __init__(self) -> None:
        raise RuntimeError("\x1b[31mboom\nat once")


class Exiting(Good):
    def __init__(self) -> None:
        raise SystemExit(3)


def entry(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, f"{__name__}:{value}" if value.isidentifier() else value, registry.GROUP)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[EntryPoint]:
    entries: list[EntryPoint] = []
    monkeypatch.setattr(registry, "entry_points", lambda group: EntryPoints(entries).select(group=group))
    return entries


def test_importers_are_loaded_by_their_own_names(installed: list[EntryPoint]) -> None:
    installed += [entry("b", "Other"), entry("a", "Good"), EntryPoint("x", "nowhere:X", "other.group")]

    importers, warnings = load_importers()

    assert {name: type(importer) for name, importer in importers.items()} == {"good": Good, "other": Other}
    assert warnings == []


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("NoImporter", "TypeError"),
        ("Nameless", "TypeError"),
        ("Failing", "RuntimeError"),
        ("Exiting", "SystemExit"),
        ("Absent", "AttributeError"),
        ("no_such_module:X", "ModuleNotFoundError"),
        (f"{__name__}:pytest.__name__", "TypeError"),
    ],
)
def test_a_broken_plug_in_is_named_and_left_out(installed: list[EntryPoint], value: str, error: str) -> None:
    installed += [entry("bad\x1b[31m\n", value), entry("good", "Good")]

    importers, warnings = load_importers()

    assert list(importers) == ["good"]
    assert warnings == [f"importer bad[31m  could not be loaded and is left out ({error})"]


def test_the_first_of_a_name_is_kept(installed: list[EntryPoint]) -> None:
    installed += [entry("b", "SecondOfTheName"), entry("a", "Good")]

    importers, warnings = load_importers()

    assert type(importers["good"]) is Good
    assert warnings == ["importer b is left out: another one is named good"]
