"""Reading the files that the lexicon is made of, and saying what is wrong with them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, product
from pathlib import Path
from typing import Any, NamedTuple

from graphfind.errors import UsageError
from graphfind.roles.lexicon import FUNCTIONS, LEVELS
from graphfind.roles.opening import family_files

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
"""The languages that every family has phrases in."""
_CODE = 2
"""How many letters the code of a language has."""
_MOST_PHRASES = 5_000
"""How many phrases one pattern, or one language of one family, may stand for."""
_TOP = ("function", "family")
"""What stands at the top of a file, before its families."""
_ELSE = "other"
"""The function of families whose file says it wrongly, which is said once."""
_LISTS = ("abbreviations", "siblings", "not", "seats_at", "shared")
_TABLES = ("phrases", "seats", "domains")
_FLAGS = ("leads", "attends")
_EXAMPLES = {
    "id": "code-wizard", "name": "code wizard", "function": "engineering", "level": "mid",
    "part_of": "software-engineer", "led_by": "engineering-leadership",
    "managers": "software-engineer", "specialists": "software-engineer",
}  # fmt: skip
_TEXTS = tuple(_EXAMPLES)
_KINDS = {
    **{field: f'it is a text: {field} = "{example}"' for field, example in _EXAMPLES.items()},
    **dict.fromkeys(_LISTS, 'it is a list of texts: siblings = ["nurse", "midwife"]'),
    **dict.fromkeys(_TABLES, 'it is a table of lists, one for each language: en = ["code wizard"]'),
    **dict.fromkeys(_FLAGS, "it is true or false"),
}
"""What each field holds, for messages."""


class Fault(NamedTuple):
    """Something wrong in a file: `about` is the text, or ".field", that the message is about, to find its line by."""

    file: str
    family: str
    about: str
    message: str

    def __str__(self) -> str:
        family = f"family {self.family}: " if self.family else ""
        return f"{self.file}: {family}{self.message}"


@dataclass(frozen=True, slots=True)
class Source:
    """A family as its file has it, with the file's name; `fields` hold all that a family can say."""

    file: str
    fields: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.fields["id"])

    def fault(self, about: str, message: str) -> Fault:
        """Something wrong with it."""
        name = self.fields.get("id")
        return Fault(self.file, name if isinstance(name, str) else "", about, message)

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
            for phrase, level in levelled_in(patterns):
                yield language, phrase, level


def read_sources() -> tuple[list[Source], Mapping[str, Any], list[Fault]]:
    """All built-in families, with the words of titles and the faults found so far."""
    documents = [(path.name, tomllib.loads(path.read_text(encoding="utf-8"))) for path in family_files()]
    words = next(document for _, document in documents if "family" not in document)
    families, faults = _families([each for each in documents if "family" in each[1]], frozenset())
    return families, words, faults


def read_own(path: Path, known: Collection[str]) -> tuple[list[Source], list[Fault]]:
    """The families of a user's own file, and the faults found so far; they may name the `known` families.

    Raises `UsageError` where it is no families file at all.
    """
    document = _document(path)
    families = document.get("family")
    if not isinstance(families, list) or not all(isinstance(each, dict) for each in families):
        raise UsageError(f"{path}: there is no [[family]] in it; the built-in families are examples.")
    return _families([(path.name, document)], known)


def _document(path: Path) -> dict[str, Any]:
    """What a user's own file holds; raises `UsageError` where it cannot be read or is no TOML."""
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise UsageError(f"{path}: is no ordinary file; name a families file.")
    try:
        raw = path.read_bytes()
        return tomllib.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: the families file cannot be read ({error.strerror}); name another one.") from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}: line {line} is no UTF-8; save the families file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: this is no TOML: {error}; correct the families file.") from None


def _families(
    documents: Iterable[tuple[str, Mapping[str, Any]]], known: Collection[str]
) -> tuple[list[Source], list[Fault]]:
    families: dict[str, Source] = {}
    naming: list[Source] = []
    ids = {*known}
    faults: list[Fault] = []
    for file, document in documents:
        faults += (misplaced := list(_top_faults(file, document)))
        function = _ELSE if misplaced else document.get("function", "")
        for fields in document["family"]:
            source = Source(file, {"level": "mid", "function": function, **fields})
            wrong = list(_shape_faults(source))
            if not wrong:
                naming.append(source)
                ids.add(source.id)
                wrong += _faults(source, families)
            wrong += _rank_faults(source)
            faults += wrong
            if not wrong:
                families[source.id] = source
    faults += [
        source.fault(f'"{name}"', f"names {name}, which there is not")
        for source in naming
        for name in (*source.texts("siblings"), *map(source.text, ("part_of", "led_by", "managers", "specialists")))
        if name and name not in ids
    ]
    return list(families.values()), faults


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


def levelled_in(patterns: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The phrases that patterns stand for, in order, each with the level that it states, or an empty one."""
    for pattern in patterns:
        yield from map(levelled, expand(pattern))


def by_language(table: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Language and phrase of every phrase in a table of words.toml."""
    for language, patterns in table.items():
        for pattern in patterns:
            for phrase in expand(pattern):
                yield language, phrase


def _shape_faults(source: Source) -> Iterator[Fault]:
    """What is wrong with the fields of one family, before anything can be made of what they hold."""
    fields = source.fields
    if not isinstance(fields.get("id"), str) or not fields["id"]:
        yield source.fault("[[family]]", "a family without an id")
        return
    for unknown in sorted(set(fields) - {*_TEXTS, *_LISTS, *_TABLES, *_FLAGS}):
        yield source.fault(f".{unknown}", f"there is no field {unknown}; {_meant(unknown)}")
    for wrong in (field for field in fields if field in _KINDS and not _is_typed(field, fields[field])):
        yield source.fault(f".{wrong}", f"{wrong} is not of its kind; {_KINDS[wrong]}")


def _rank_faults(source: Source) -> Iterator[Fault]:
    """What is wrong with the function and the level of one family, where they are texts."""
    function, level = source.fields["function"], source.fields["level"]
    if function == "":
        yield source.fault(".function", f"says no function; the functions are {', '.join(FUNCTIONS)}")
    elif isinstance(function, str) and function not in FUNCTIONS:
        yield source.fault(".function", f"unknown function; the functions are {', '.join(FUNCTIONS)}")
    if isinstance(level, str) and level not in LEVELS:
        yield source.fault(".level", f"unknown level; the levels are {', '.join(LEVELS)}")


def _top_faults(file: str, document: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with what a file says before its families."""
    for unknown in sorted(set(document) - {*_TOP}):
        meant = "did you mean function?" if get_close_matches(unknown, _TOP[:1], 1) else "there is function"
        yield Fault(file, "", f".{unknown}", f"there is no field {unknown} before the families; {meant}")
    if document.get("function", _ELSE) not in FUNCTIONS:
        yield Fault(file, "", ".function", f"unknown function; the functions are {', '.join(FUNCTIONS)}")


def _faults(source: Source, before: Collection[str]) -> Iterator[Fault]:
    """What is wrong with one family by itself, after those `before` it."""
    fields = source.fields
    if source.id in before:
        yield source.fault(".id", "there are two of this id")
    tables = [fields.get(table, {}) for table in _TABLES]
    for language in dict.fromkeys(chain(*tables)):
        if not (len(language) == _CODE and language.isalpha() and language.islower()):
            yield source.fault(f".{language}", f"{language} is no language; two letters say which: en, de, fr")
    lists = [patterns for table in tables for patterns in table.values()]
    for pattern in chain(*lists, source.texts("not"), source.texts("shared")):
        if message := _pattern_fault(pattern):
            yield source.fault(pattern or '""', message)


def _meant(unknown: str) -> str:
    """Which field an unknown name may stand for."""
    fields = (*_TEXTS, *_LISTS, *_TABLES, *_FLAGS)
    close = get_close_matches(unknown, fields, 1)
    return f"did you mean {close[0]}?" if close else f"there are {', '.join(fields)}"


def _pattern_fault(pattern: str) -> str:
    """What is wrong with one phrase as it is written, or empty."""
    if not pattern.strip():
        return "a phrase without a word"
    try:
        levels = [levelled(each)[1] for each in expand(pattern)]
    except ValueError as error:
        return str(error)
    unknown = next((level for level in levels if level and level not in LEVELS), "")
    return f'"{unknown}" is no level; the levels are {", ".join(LEVELS)}' if unknown else ""


def _is_typed(field: str, value: object) -> bool:
    if field in _TEXTS:
        return isinstance(value, str)
    if field in _FLAGS:
        return isinstance(value, bool)
    tables = list(value.values()) if field in _TABLES and isinstance(value, dict) else [value]
    return (field in _LISTS or isinstance(value, dict)) and all(
        isinstance(each, list) and all(isinstance(text, str) for text in each) for each in tables
    )
