"""A whole store as JSON lines, and back: lossless, so that a dump of the copy is the same to the byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from graphfind.errors import ImportRefused
from graphfind.escaping import encodable
from graphfind.model import EvidenceKind, PersonRecord, Reading, TieRecord
from graphfind.stores.base import NewSource, Store

FORMAT = "graphfind"
VERSION = 2
"""The format's version, which a dump's first line tells. Since 2 its last line counts the lines before it."""
END = "end"
HEAD = f'{{"{FORMAT}": '
_T = TypeVar("_T")
_HEX = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Section:
    """One source of a dump: its facts, and the line below which its records stand."""

    path: Path
    source: NewSource
    line: int


def lines(store: Store) -> Iterator[str]:
    """The store as JSON lines: a head, then each source followed by its records and ties, then what the user said, and
    at last how many lines there were."""
    count = 0
    for count, line in enumerate(_lines(store), 1):  # noqa: B007
        yield line
    yield _line({END: count})


def _lines(store: Store) -> Iterator[str]:
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
    """The sources of a dump, in their order, after a look at all of it.

    Raises ImportRefused for a dump that breaks off, holds lines that no dump has, or is of a newer version. What a
    record or a tie says is looked at when it is read.
    """
    found: list[Section] = []
    version = line = 0
    last = ""
    for line, entry in entries(path):
        ((kind, given),) = entry.items() if len(entry) == 1 else (("", None),)
        if line == 1 and kind == FORMAT and type(given) is int:
            version = given
            if version > VERSION:
                raise ImportRefused(f"{path}:{line}: was written by a newer graphfind; upgrade to read it")
        elif not _may_follow(kind, last) or (kind == END and (version == 1 or given != line - 1)):
            raise _damaged(path, line)
        elif kind == "source":
            found.append(Section(path, _built(NewSource, given, path, line), line))
        elif kind == "statement" and not _is_statement(given):
            raise _damaged(path, line)
        last = kind
    if version > 1 and last != END:
        raise ImportRefused(f"{path}: breaks off after line {line}; write the dump again, or take an older one")
    return found


def _may_follow(kind: str, last: str) -> bool:
    """Whether a line of a kind may stand after one of the kind `last`."""
    if kind in ("record", "tie"):
        return last in ("source", "record", "tie")
    if kind == "source":
        return last in (FORMAT, "source", "record", "tie")
    return kind in ("statement", END) and last != END


def readings(section: Section) -> Iterator[Reading]:
    """The records and ties of one source."""
    for line, entry in entries(section.path, after=section.line):
        if "record" in entry:
            yield _built(PersonRecord, entry["record"], section.path, line)
        elif "tie" in entry:
            yield _built(TieRecord, entry["tie"], section.path, line)
        else:
            return


def statements(path: Path) -> Iterator[dict[str, Any]]:
    """What the user of the dumped store said; `sections` has looked at it."""
    for _, entry in entries(path):
        if "statement" in entry:
            yield entry["statement"]


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
                raise _damaged(path, line)
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


def _damaged(path: Path, line: int) -> ImportRefused:
    return ImportRefused(f"{path}:{line}: is not what a dump holds; it is damaged, write it again")


def _built(kind: type[_T], given: Any, path: Path, line: int) -> _T:
    try:
        return _instance(kind, given)
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise _damaged(path, line) from error


def _instance(kind: type[_T], given: Mapping[str, Any]) -> _T:
    hints = _hints(kind)  # type: ignore[arg-type]
    return kind(**{name: _value(hints[name], value) for name, value in given.items()})


@lru_cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, given: Any) -> Any:
    """What stands in a dump as what a field holds; raises TypeError or ValueError where it is something else."""
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], one) for one in _exactly(list, given))
    if get_origin(hint) is UnionType:
        return None if given is None else _value(get_args(hint)[0], given)
    if is_dataclass(hint):
        return _instance(hint, _exactly(dict, given))  # type: ignore[arg-type]
    if get_origin(hint) is Literal and given in get_args(hint):
        return given
    if hint is date:
        return date.fromisoformat(given)
    if hint is EvidenceKind:
        return EvidenceKind(given)
    if hint is float and type(given) is int:
        return float(given)
    return encodable(_exactly(str, given)) if hint is str else _exactly(hint, given)


def _exactly(kind: type[_T], given: Any) -> _T:
    if type(given) is not kind:
        raise TypeError
    return given


def _is_statement(given: object) -> bool:
    match given:
        case {"verdict": "merge" | "unmerge" | "never", "a": str(a), "b": str(b), "on": str(day)}:
            return _is_day(day) and _is_text(a, b)
        case {"tie": "close" | "knows" | "barely" | "dont-ask", "ends": [*ends], "on": str(day)}:
            return _is_day(day) and all(map(_is_end, ends))
        case {"forgotten": str(mark), "salt": str(salt)}:
            return bool(_HEX.fullmatch(mark) and _HEX.fullmatch(salt))
    return False


def _is_end(given: object) -> bool:
    match given:
        case [0 | 1, str(kind), str(value)]:
            return _is_text(kind, value)
    return False


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_text(*texts: str) -> bool:
    return all(text == encodable(text) for text in texts)
