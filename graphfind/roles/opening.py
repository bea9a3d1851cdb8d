"""Opening the lexicon: its compiled form, which is made anew where the families have changed since."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from graphfind.roles.filed import Numbered, read_tables
from graphfind.roles.lexicon import (
    JOINT,
    Family,
    Lexicon,
    Meaning,
    Synonyms,
    mentions_of,
    parts_of,
    seat_words_of,
    tail_ends_of,
)

if TYPE_CHECKING:
    from pathlib import Path

_HERE = os.path.dirname(__file__)
COMPILED = os.path.join(_HERE, "lexicon.bin")
CHECKOUT = os.path.isfile(os.path.join(_HERE, os.pardir, os.pardir, "pyproject.toml"))
"""Whether the families may be edited where they lie; those of an installed copy are as they were compiled."""
FORMAT = 43
"""Raised whenever `compiling` makes something else of the same files."""

_BEHIND_ROLES = ("thing", "name_ending", "concern", "audience", "audience_alone", "weak_organization")


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """The built-in lexicon, with the user's own families file over it when `extra` is given.

    Reads the compiled form that lies beside the families where it was made of exactly these files,
    and compiles them anew otherwise, once if that may be written. Raises `UsageError` for an `extra`
    that cannot be read, naming its first mistake.
    """
    lexicon = _compiled() or _compile()
    if extra is not None:
        from graphfind.roles.own import with_own

        lexicon = with_own(lexicon, extra)
    return lexicon


def family_files() -> list[Path]:
    """The files that the built-in lexicon is made of, in a fixed order."""
    from pathlib import Path  # opening the compiled form needs none

    here = Path(_HERE)
    return [*sorted(here.glob("families/*.toml")), here / "words.toml"]


def stamp() -> int:
    """A number that changes with the content of the lexicon's files."""
    value = FORMAT
    for path in family_files():
        value = zlib.crc32(path.name.encode(), value)
        value = zlib.crc32(path.read_bytes(), value)
    return value


def _family(data: Sequence[Any]) -> Family:
    id_, name, function, level, part_of, siblings, led_by, leads, attends, called = data
    return Family(id_, name, function, level, part_of, tuple(siblings), led_by, leads, attends, tuple(called))


def _meaning(data: Sequence[Any]) -> Meaning:
    kind, level, function, fams, leaders, managers, specialists, *rest = data
    return Meaning(kind, level, function, tuple(fams), tuple(leaders), tuple(managers), tuple(specialists), *rest)


def _synonyms(data: Sequence[Sequence[str]]) -> Synonyms:
    words, functions = data
    return Synonyms(tuple(words), tuple(functions))


TABLES: Mapping[str, Callable[[bytes], object]] = {
    "families": lambda value: _family(json.loads(value)),
    "parts": lambda value: value.decode().split(JOINT),
    "meanings": lambda value: _meaning(json.loads(value)),
    "mentions": lambda value: tuple(map(int, value.split())),
    "phrases": int,
    "canon": bytes.decode,
    "plurals": lambda _: True,
    "seat_words": lambda _: True,
    "longest": int,
    "common": int,
    "spoken": lambda value: value.decode().split(JOINT),
    "forms": lambda value: value.decode().split(JOINT),
    "crafts": lambda value: value.decode().split(JOINT) if value else [],
    "synonyms": lambda value: _synonyms(json.loads(value)),
    "rows": bytes.decode,
}
"""What the tables of the compiled form are made of, in their order; a phrase looked up reads that phrase alone."""


def _compiled() -> Lexicon | None:
    try:
        text, tables = read_tables(COMPILED, TABLES)
        data: dict[str, Any] = json.loads(text)
    except (OSError, ValueError):
        return None
    if CHECKOUT and data.get("stamp") != stamp():
        return None
    return _lexicon(data, {**tables, "meanings": Numbered(cast("Mapping[str, Meaning]", tables["meanings"]))})


def _compile() -> Lexicon:
    from pathlib import Path

    from graphfind.roles.binding import keep
    from graphfind.roles.compiling import compile_lexicon  # the compiler, and tomllib, only when needed

    data = compile_lexicon()
    if CHECKOUT:
        keep(data, Path(COMPILED))
    return from_data(data)


def from_data(data: Mapping[str, Any]) -> Lexicon:
    """A lexicon of what the compiler made, all of it in memory."""
    canon: dict[str, str] = data["canon"]
    forms: dict[str, list[str]] = {}
    for form, word in canon.items():
        forms.setdefault(word, []).append(form)
    spoken: dict[str, list[str]] = {}
    for phrase, index in data["phrases"].items():
        spoken.setdefault(str(index), []).append(phrase)
    meanings = tuple(map(_meaning, data["meanings"]))
    families = {family.id: family for family in sorted(map(_family, data["families"]))}
    made = {
        "families": families, "parts": parts_of(families.values()), "meanings": meanings,
        "mentions": mentions_of(meanings), "spoken": spoken, "forms": forms,
        "synonyms": {name: _synonyms(row) for name, row in data["synonyms"].items()},
        "seat_words": seat_words_of(meanings, spoken, forms),
    }  # fmt: skip
    return _lexicon(data, {name: made[name] if name in made else data[name] for name in TABLES})


def _lexicon(data: Mapping[str, Any], tables: Mapping[str, Any]) -> Lexicon:
    return Lexicon(
        **tables,
        tails=data["tails"],
        tail_ends=tail_ends_of(data["tails"]),
        abbreviations={key: tuple(value) for key, value in data["abbreviations"].items()},
        shared={key: tuple(value) for key, value in data["shared"].items()},
        company_endings=frozenset(data["weak_organization"]),
        name_endings=frozenset(data["name_ending"]),
        concerns=frozenset(data["concern"]),
        things=frozenset(data["thing"]),
        behind_roles=frozenset().union(*(data[kind] for kind in _BEHIND_ROLES)),
        own_fields=frozenset(data["own_field"]),
        licences=frozenset(data["licence"]),
        industries=frozenset(data["industry"]),
        everyday=frozenset(data["everyday"]),
        audience=frozenset(data["audience"]),
        audience_alone=frozenset(data["audience_alone"]),
        by_itself=frozenset(data["by_itself"]),
        surnames=frozenset(data["surname"]),
        addresses=frozenset(data["address"]),
        learning=frozenset(data["learning"]),
        guest_houses=frozenset(data["guest_house"]),
        forces=frozenset(data["force"]),
        named_steps=frozenset(data["named_step"]),
        genders=frozenset(data["gender"]),
        homographs=frozenset(data["homograph"]),
        ranks=frozenset(data["force_rank"]),
        tools=frozenset(data["tool"]),
        degrees=frozenset(data["degree"]),
        chiefs_staff=frozenset(data["chiefs_staff"]),
        general=tuple(data["general"]),
        written=frozenset(data["written"]),
        digest=str(data.get("stamp", "")),
    )
