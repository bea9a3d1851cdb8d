"""The words from which people, organizations and messages are made, read from the TOML files beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Name:
    """One name in Latin letters and, where it has one, in its own script."""

    latin: str
    native: str = ""

    @classmethod
    def parse(cls, text: str) -> Name:
        """Read `Latin/native`."""
        latin, _, native = text.partition("/")
        return cls(latin, native)


@dataclass(frozen=True, slots=True)
class Culture:
    """Names that go together; `families` pairs each family name's masculine form with its feminine one."""

    name: str
    language: str
    weight: float
    women: tuple[Name, ...]
    men: tuple[Name, ...]
    families: tuple[tuple[Name, Name], ...]
    two_families: bool
    native_share: float
    cities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trade:
    """A line of work: the sectors it is done in, and its titles by language; ♀ or ♂ ends a gendered form."""

    name: str
    sectors: tuple[str, ...]
    weight: float
    titles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sector:
    """How organizations of one kind are named, by language, and how many of them there are."""

    name: str
    count: int
    patterns: Mapping[str, tuple[str, ...]]
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything; `phrases` maps a topic to its phrases."""

    cultures: tuple[Culture, ...]
    trades: tuple[Trade, ...]
    sectors: tuple[Sector, ...]
    stems: tuple[str, ...]
    phrases: Mapping[str, tuple[str, ...]]


def load_vocabulary() -> Vocabulary:
    """Read all TOML files but the story's."""
    organizations = read_toml("organizations.toml")
    return Vocabulary(
        cultures=tuple(_culture(entry) for entry in read_toml("names.toml")["culture"]),
        trades=tuple(_trade(entry) for entry in read_toml("trades.toml")["trade"]),
        sectors=tuple(_sector(entry) for entry in organizations["sector"]),
        stems=_split(organizations["stems"], ","),
        phrases={topic: _phrases(text) for topic, text in read_toml("phrases.toml").items()},
    )


def read_toml(name: str) -> dict[str, Any]:
    """One of the files beside this module."""
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


def _culture(entry: dict[str, Any]) -> Culture:
    forms = [family.split("~") for family in _split(entry["family"], ",")]
    return Culture(
        name=entry["name"],
        language=entry["language"],
        weight=entry["weight"],
        women=tuple(Name.parse(name) for name in _split(entry["women"], ",")),
        men=tuple(Name.parse(name) for name in _split(entry["men"], ",")),
        families=tuple((Name.parse(form[0]), Name.parse(form[-1])) for form in forms),
        two_families=entry.get("families") == 2,
        native_share=entry.get("native", 0.0),
        cities=_split(entry["cities"], ";"),
    )


def _trade(entry: dict[str, Any]) -> Trade:
    return Trade(entry["name"], _split(entry["sectors"], ","), entry["weight"], _by_language(entry))


def _sector(entry: dict[str, Any]) -> Sector:
    patterns = {**_by_language(entry), "en": _split(entry["patterns"], ";")}
    return Sector(entry["name"], entry["count"], patterns, _split(entry.get("suffixes", ""), ","))


def _by_language(entry: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {key: _split(text, ";") for key, text in entry.items() if re.fullmatch("[a-z]{2}", key)}


def _phrases(text: str) -> tuple[str, ...]:
    # Spaces inside a phrase count: some are endings that follow a name.
    bare = (phrase.strip("\n") for phrase in re.split(r"(?<! )\|", text))
    return tuple(phrase for phrase in bare if phrase)


def _split(text: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(separator) if part.strip())
