"""The examination's tables as records: titles, traps and role queries, each in the part it belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PARTS = ("open", "sealed")
FURTHER = "further"
"""Traps and holders beside the two parts, each batch of which was scored once before anything was mended."""
NONE = "-"
"""What stands for no level, function or grade: nobody holds anything now, or the role is not held."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title and what it says; `levels` and `functions` are every answer that an expert would accept.

    `families` are groups: one of a group must be named, unless the group is optional. `statuses`
    pairs words of the title with the status of the segment that they stand in.
    """

    text: str
    language: str
    levels: frozenset[str]
    functions: frozenset[str]
    families: tuple[frozenset[str], ...]
    optional: tuple[frozenset[str], ...]
    statuses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trap:
    """A query, a title and the grades that are right; "-" is not held, "refused" a query that is none."""

    query: str
    title: str
    grades: frozenset[str]
    kind: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A role query whose holders in the pool follow from families and levels, but for the exceptions.

    Holders of `families` must be found, those of `may` can be, everybody else must not. A title
    that could be one of several families is sure to be held where all of them are among `families`
    and `also`, and one at least among `families`; otherwise either is right. `levels`, where given,
    must hold too; without them learners of the role are no holders. `exceptions` pairs a title with
    whether it must be found, None for either.
    """

    text: str
    reading: str
    families: frozenset[str]
    also: frozenset[str]
    may: frozenset[str]
    levels: frozenset[str]
    exceptions: tuple[tuple[str, bool | None], ...]

    def wants(self, title: Title) -> bool | None:
        """Whether a search must find the title; None where either is right."""
        for text, wanted in self.exceptions:
            if text == title.text:
                return wanted
        known = self.families | self.may
        levels = self.levels or _LADDER
        groups = (*title.families, *title.optional)
        if not title.levels & levels or not any(group & known for group in groups):
            return False
        if not title.levels <= levels:
            return None
        if self.levels and len(title.families) > 1:
            return None  # which of the roles has the level is not said
        sure = (group & self.families and group <= self.families | self.also for group in title.families)
        return True if any(sure) else None


_LADDER = frozenset(
    ("owner", "founder", "c_suite", "partner", "vp", "director", "head", "manager", "lead", "senior", "mid", "entry")
)  # everybody but those who learn the role


def titles(part: str) -> list[Title]:
    return [_title(*cells) for cells in _rows(f"{part}_titles.tsv", 6)]


def traps(part: str) -> list[Trap]:
    return [
        Trap(query, title, _any_of(grades), kind, _pairs(options))
        for query, title, grades, kind, options in _rows(f"{part}_traps.tsv", 5)
    ]


def queries(part: str) -> list[Query]:
    return [
        Query(text, reading, _all_of(families), _all_of(also), _all_of(may), _any_of(levels), _exceptions(exceptions))
        for text, reading, families, also, may, levels, exceptions in _rows(f"{part}_queries.tsv", 7)
    ]


def synonyms() -> dict[str, frozenset[str]]:
    """The lexicon's families that answer a role of the tables, besides the one with the role's own id."""
    return {role: _all_of(ids) for role, ids in _rows("families.tsv", 2)}


def part_of(key: str) -> str:
    """The part that a title (for a trap: its title, for a query: its text) belongs to."""
    return PARTS[hashlib.blake2b(key.encode(), key=b"graphfind exam 1", digest_size=8).digest()[0] & 1]


def _title(text: str, language: str, levels: str, functions: str, families: str, statuses: str) -> Title:
    groups = [cell for cell in families.split(",") if cell]
    return Title(
        text, language, _any_of(levels), _any_of(functions),
        tuple(_any_of(group) for group in groups if not group.endswith("?")),
        tuple(_any_of(group.rstrip("?")) for group in groups if group.endswith("?")),
        _pairs(statuses),
    )  # fmt: skip


def _any_of(cell: str) -> frozenset[str]:
    return frozenset(cell.split("|")) - {""}


def _all_of(cell: str) -> frozenset[str]:
    return frozenset(cell.split(",")) - {""}


def _pairs(cell: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, _, value in (pair.rpartition("=") for pair in cell.split(";") if pair))


def _exceptions(cell: str) -> tuple[tuple[str, bool | None], ...]:
    return tuple((text[1:], {"+": True, "-": False, "?": None}[text[0]]) for text in cell.split(";") if text)


def _rows(name: str, width: int) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (width - len(cells))
