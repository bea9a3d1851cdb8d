"""A whole store as JSON lines, and back: lossless, so that a dump of the copy is the same to the byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from graphfind.errors import ImportRefused
from graphfind.model import EvidenceKind, Interest, PersonRecord, Position, Reading, TieRecord
from graphfind.stores.base import NewSource, Store

FORMAT = "graphfind"
VERSION = 1
HEAD = f'{{"{FORMAT}": '
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Section:
    """One source of a dump: its facts, the line on which they stand, and where its records do."""

    path: Path
    source: NewSource
    warnings: int
    line: int


def lines(store: Store) -> Iterator[str]:
    """The store as JSON lines: a head, then each source followed by its records and ties, then what the user said."""
    yield _line({FORMAT: VERSION})
    for stored in store.sources():
        entry = store.entry(stored.number)
        yield _line({"source": _fields(entry) | {"warnings": stored.warnings}})
        for reading in store.readings(stored.number):
            yield _line({"record" if isinstance(reading, PersonRecord) else "tie": _fields(reading)})
    yield from (_line({"statement": statement}) for statement in store.statements())


def is_dump(path: Path) -> bool:
    """Whether a file begins as a dump does."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(HEAD)) == HEAD.encode()


def sections(path: Path) -> list[Section]:
    """The sources of a dump, in their order. Raises ImportRefused for a dump that cannot be read."""
    found = []
    for line, entry in entries(path):
        if FORMAT in entry and entry[FORMAT] != VERSION:
            raise ImportRefused(f"{path}:{line}: was written by another version of graphfind; upgrade to read it")
        if "source" in entry:
            given = dict(entry["source"])
            warnings = given.pop("warnings", 0)
            found.append(Section(path, _built(NewSource, given, path, line), warnings, line))
    return found


def readings(section: Section) -> Iterator[Reading]:
    """The records and ties of one source."""
    for line, entry in entries(section.path, after=section.line):
        if "source" in entry or "statement" in entry:
            return
        if "record" in entry:
            yield _built(PersonRecord, entry["record"], section.path, line)
        elif "tie" in entry:
            yield _built(TieRecord, entry["tie"], section.path, line)


def statements(path: Path) -> Iterator[dict[str, Any]]:
    """What the user of the dumped store said."""
    yield from (entry["statement"] for _, entry in entries(path) if "statement" in entry)


def entries(path: Path, after: int = 0) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines of a dump, numbered from 1."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line, text in enumerate(file, 1):
            if line <= after:
                continue
            try:
                entry = json.loads(text)
            except (ValueError, RecursionError) as error:
                raise ImportRefused(f"{path}:{line}: is no JSON; the dump is damaged, write it again") from error
            if not isinstance(entry, dict):
                raise ImportRefused(f"{path}:{line}: is no entry of a dump; write it again")
            yield line, entry


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "), default=_plain)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else _fields(value)


def _fields(value: Any) -> dict[str, Any]:
    """A dataclass as a dict without what it leaves at its default."""
    return {
        field.name: given
        for field in fields(value)
        if (given := getattr(value, field.name)) != field.default and given != ()
    }


_NESTED = {"positions": Position, "interests": Interest}
_DATES = {"as_of", "started", "ended", "since", "first", "last", "imported_on"}


def _built(kind: type[_T], given: Mapping[str, Any], path: Path, line: int) -> _T:
    try:
        return _instance(kind, given)
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise ImportRefused(f"{path}:{line}: lacks what a dump holds; it is damaged, write it again") from error


def _instance(kind: type[_T], given: Mapping[str, Any]) -> _T:
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name in _NESTED:
            values[name] = tuple(_instance(_NESTED[name], item) for item in value)
        elif name in _DATES and value is not None:
            values[name] = date.fromisoformat(value)
        elif name == "kind":
            values[name] = EvidenceKind(value)
        else:
            values[name] = tuple(value) if isinstance(value, list) else value
    return kind(**values)
