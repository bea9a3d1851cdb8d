"""The lexicon: role families and the words of titles, as data that lookups are fast in."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
FAMILIES = HERE / "families"
COMPILED = HERE / "lexicon.json"
FORMAT = 1
"""Raised whenever `compiling` makes something else of the same files."""

LEVELS = (
    "owner", "founder", "c_suite", "partner", "vp", "director", "head", "manager",
    "lead", "senior", "mid", "entry", "intern",
)  # fmt: skip
"""Every level, the highest first."""
LADDER = ("entry", "mid", "senior", "lead")
"""The expert's ladder, lowest first; all other levels but `intern` are seats."""
SEATS = frozenset(LEVELS) - {*LADDER, "intern"}
FUNCTIONS = (
    "engineering", "information technology", "data", "product", "design", "research", "marketing", "sales",
    "business development", "customer success", "finance", "legal", "people", "operations", "supply chain",
    "purchasing", "project management", "consulting", "administration", "healthcare", "education", "media",
    "public service", "manufacturing", "trades", "hospitality", "retail", "real estate", "security", "science",
    "general management", "other",
)  # fmt: skip
RANK = {level: rank for rank, level in enumerate(reversed(LEVELS))}
"""How high a level stands: 0 is the lowest."""


class Family(NamedTuple):
    """One role: what it is called, where it stands, and which roles are beside it.

    `part_of` is the wider family that it belongs to. `leads` marks the leadership of a field of
    work; `led_by` names the family that leads this one. `attends` marks a role that is about other
    roles (recruiters, assistants): a role named beside it is not held.
    """

    id: str
    name: str
    function: str
    level: str
    part_of: str = ""
    siblings: tuple[str, ...] = ()
    led_by: str = ""
    leads: bool = False
    attends: bool = False


class Meaning(NamedTuple):
    """What a phrase says in a title; a plain tuple, because hundreds are made at every start.

    `kind` is title, domain, seat, rank, step, noun, organization or one of the marker kinds of
    words.toml. `families` are the roles that a title names, or those who practise a domain;
    `leaders` and `managers` the roles that lead a domain. `core` is the phrase an abbreviation
    stands for, empty where several families claim it or where the phrase stands for itself.
    `trailing` marks a language that puts the field of work after the seat, widest word first;
    `alone` a phrase that means something else behind an unknown word ("Community Advocate").
    """

    kind: str
    level: str = ""
    function: str = ""
    families: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    core: str = ""
    attends: bool = False
    trailing: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Lexicon:
    """Everything that is known about the words of titles.

    `phrases` maps folded words joined by spaces to an index into `meanings`, `tails` the ends of
    compound words. `canon` maps a form of a word to the form in phrases; `plurals` are the forms,
    and some phrases, that speak of several people. `longest` says how many words the longest phrase has that begins
    with a word. `abbreviations` maps each abbreviation to the families it can stand for. `licences`
    are letters that say nothing of a role where they follow one, `company_endings` words that end
    the name of one, `industries` fields of business, `common` how widespread a word is, where it is.
    """

    families: Mapping[str, Family]
    meanings: tuple[Meaning, ...]
    phrases: Mapping[str, int]
    tails: Mapping[str, int]
    canon: Mapping[str, str]
    plurals: frozenset[str]
    longest: Mapping[str, int]
    abbreviations: Mapping[str, tuple[str, ...]]
    common: Mapping[str, int]
    company_endings: frozenset[str]
    licences: frozenset[str]
    industries: frozenset[str]

    def meaning(self, phrase: str) -> Meaning | None:
        """What a phrase of folded words in their canonical forms means."""
        index = self.phrases.get(phrase)
        return None if index is None else self.meanings[index]


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """The built-in lexicon, with the user's own families file over it when `extra` is given.

    Reads the compiled form that lies beside the families where it was made of exactly these files,
    and compiles them anew otherwise. Raises `UsageError` for an `extra` that cannot be read.
    """
    if extra is None:
        compiled = _compiled()
        if compiled is not None:
            return from_data(compiled)
    from graphfind.roles.compiling import compile_lexicon  # the compiler, and tomllib, only when needed

    return from_data(compile_lexicon(extra))


def family_files() -> list[Path]:
    """The files that the built-in lexicon is made of, in a fixed order."""
    return [*sorted(FAMILIES.glob("*.toml")), HERE / "words.toml"]


def stamp() -> int:
    """A number that changes with the content of the lexicon's files."""
    value = FORMAT
    for path in family_files():
        value = zlib.crc32(path.name.encode(), value)
        value = zlib.crc32(path.read_bytes(), value)
    return value


def _compiled() -> dict[str, Any] | None:
    try:
        data: dict[str, Any] = json.loads(COMPILED.read_bytes())
    except (OSError, ValueError):
        return None
    return data if data.get("stamp") == stamp() or not FAMILIES.is_dir() else None


def from_data(data: Mapping[str, Any]) -> Lexicon:
    """A lexicon from its compiled form."""
    families = (
        Family(id_, name, function, level, part_of, tuple(siblings), led_by, leads, attends)
        for id_, name, function, level, part_of, siblings, led_by, leads, attends in data["families"]
    )
    meanings = tuple(
        Meaning(kind, level, function, tuple(fams), tuple(leaders), tuple(managers), core, attends, trailing, alone)
        for kind, level, function, fams, leaders, managers, core, attends, trailing, alone in data["meanings"]
    )
    return Lexicon(
        families={family.id: family for family in families},
        meanings=meanings,
        phrases=_ungrouped(data["phrases"]),
        tails=data["tails"],
        canon=dict(zip(data["canon"][0].split("\n"), data["canon"][1].split("\n"), strict=True)),
        plurals=frozenset(data["plurals"].split("\n")),
        longest=_ungrouped(data["longest"]),
        abbreviations={key: tuple(value) for key, value in data["abbreviations"].items()},
        common=data["common"],
        company_endings=frozenset(data["weak_organization"]),
        licences=frozenset(data["licence"]),
        industries=frozenset(data["industry"]),
    )


def _ungrouped(groups: Mapping[str, str]) -> dict[str, int]:
    table: dict[str, int] = {}
    for number, keys in groups.items():
        table.update(dict.fromkeys(keys.split("\n"), int(number)))
    return table
