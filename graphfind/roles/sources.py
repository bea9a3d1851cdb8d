"""Reading the files that the lexicon is made of, and saying what is wrong with them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from graphfind.errors import UsageError
from graphfind.roles.lexicon import FUNCTIONS, LEVELS, family_files

_MOST_PHRASES = 5_000
"""How many phrases one pattern, or one language of one family, may stand for."""
_TEXTS = ("id", "name", "function", "level", "part_of", "led_by", "managers")
_LISTS = ("abbreviations", "siblings", "not", "seats_at")
_TABLES = ("phrases", "domains")
_FLAGS = ("leads", "attends")


@dataclass(frozen=True, slots=True)
class Source:
    """A family as its file has it, with the file's name; `fields` hold all that a family can say."""

    file: str
    fields: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.fields["id"])

    @property
    def where(self) -> str:
        """Its place, for messages."""
        return f"{self.file}: family {self.id}"

    def text(self, field: str) -> str:
        """A field that holds one text, empty where it is not given."""
        return str(self.fields.get(field, ""))

    def texts(self, field: str) -> tuple[str, ...]:
        """A field that holds a list."""
        return tuple(self.fields.get(field, ()))

    def flag(self, field: str) -> bool:
        """A field that is true or false."""
        return bool(self.fields.get(field, False))

    def phrases(self, field: str) -> Iterator[tuple[str, str, str]]:
        """Language, phrase and level of every phrase in a table; the level is empty unless stated ("x = lead")."""
        for language, patterns in self.fields.get(field, {}).items():
            for pattern in patterns:
                for each in expand(pattern):
                    phrase, level = levelled(each)
                    yield language, phrase, level


def read_sources(extra: Path | None) -> tuple[list[Source], Mapping[str, Any], list[str]]:
    """All families, the user's own first, with the words of titles and the faults found so far.

    A family of the user's own takes the place of the built-in one of its id. Raises `UsageError`
    where `extra` is no families file at all.
    """
    families: dict[str, Source] = {}
    faults: list[str] = []
    words: Mapping[str, Any] = {}
    for file, document in _documents(extra):
        if "family" not in document:
            words = document
            continue
        for fields in document["family"]:
            source = Source(file, {"level": "mid", "function": document.get("function", ""), **fields})
            if fault := _fault(source, families.get(str(fields.get("id", "")))):
                faults.append(fault)
            else:
                families.setdefault(source.id, source)
    faults += [
        f"{source.where}: names {name}, which there is not"
        for source in families.values()
        for name in (*source.texts("siblings"), source.text("part_of"), source.text("led_by"), source.text("managers"))
        if name and name not in families
    ]
    return list(families.values()), words, faults


def expand(pattern: str) -> Iterator[str]:
    """The phrases that "{a|b} c" stands for; raises `ValueError` where the braces are not in order."""
    parts: list[list[str]] = []
    rest, count = pattern, 1
    while "{" in rest:
        before, _, rest = rest.partition("{")
        inside, closing, rest = rest.partition("}")
        if not closing or "{" in inside:
            raise ValueError(f'the braces of "{pattern}" do not close')
        parts += [[before], inside.split("|")]
        count *= len(parts[-1])
        if count > _MOST_PHRASES:
            raise ValueError(f'"{pattern[:40]}…" stands for more than {_MOST_PHRASES} phrases')
    if "}" in "".join(part for choices in parts for part in choices) + rest:
        raise ValueError(f'the braces of "{pattern}" do not open')
    parts.append([rest])
    for pieces in product(*parts):
        yield " ".join("".join(pieces).split())


def levelled(phrase: str) -> tuple[str, str]:
    """A phrase and the level that it states anywhere ("head = head chef"), or an empty one."""
    words = phrase.split()
    if "=" not in words[:-1]:
        return phrase, ""
    at = words.index("=")
    return " ".join((*words[:at], *words[at + 2 :])), words[at + 1]


def by_language(table: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Language and phrase of every phrase in a table of words.toml."""
    for language, patterns in table.items():
        for pattern in patterns:
            for phrase in expand(pattern):
                yield language, phrase


def _documents(extra: Path | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if extra is not None:
        try:
            document = tomllib.loads(extra.read_text(encoding="utf-8"))
        except OSError as error:
            raise UsageError(f"{extra.name}: the families file cannot be read ({error.strerror}).") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{extra.name}: this is no TOML: {error}.") from None
        families = document.get("family")
        if not isinstance(families, list) or not all(isinstance(each, dict) for each in families):
            raise UsageError(f"{extra.name}: there is no [[family]] in it; the built-in families are examples.")
        yield extra.name, document
    for path in family_files():
        yield path.name, tomllib.loads(path.read_text(encoding="utf-8"))


def _fault(source: Source, known: Source | None) -> str:
    """What is wrong with one family by itself, or empty."""
    fields = source.fields
    if not isinstance(fields.get("id"), str) or not fields["id"]:
        return f"{source.file}: a family without an id"
    if unknown := sorted(set(fields) - {*_TEXTS, *_LISTS, *_TABLES, *_FLAGS}):
        return f"{source.where}: there is no field {unknown[0]}"
    if wrong := next((field for field in fields if not _is_typed(field, fields[field])), ""):
        return f"{source.where}: {wrong} is not of its kind; the built-in families are examples"
    if fields["function"] not in FUNCTIONS:
        return f"{source.where}: unknown function; the functions are {', '.join(FUNCTIONS)}"
    if fields["level"] not in LEVELS:
        return f"{source.where}: unknown level; the levels are {', '.join(LEVELS)}"
    if known is not None and known.file == source.file:
        return f"{source.where}: there are two of this id"
    try:
        phrases = [*source.phrases("phrases"), *source.phrases("domains")]
    except ValueError as error:
        return f"{source.where}: {error}"
    level = next((level for _, _, level in phrases if level and level not in LEVELS), "")
    return f'{source.where}: "{level}" is no level; the levels are {", ".join(LEVELS)}' if level else ""


def _is_typed(field: str, value: object) -> bool:
    if field in _TEXTS:
        return isinstance(value, str)
    if field in _FLAGS:
        return isinstance(value, bool)
    tables = list(value.values()) if field in _TABLES and isinstance(value, dict) else [value]
    return (field in _LISTS or isinstance(value, dict)) and all(
        isinstance(each, list) and all(isinstance(text, str) and text.strip() for text in each) for each in tables
    )
