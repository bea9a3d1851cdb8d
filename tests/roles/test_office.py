"""Titles of office functions as people write them: level, function and families, in many languages."""

from __future__ import annotations

import pytest

from graphfind.roles import Lexicon, parse

from .tables import rows

OFFICE = [(*row, *[""] * (5 - len(row))) for row in rows("office.tsv")]
LANGUAGES = sorted({language for language, *_ in OFFICE})


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_read(language: str, lexicon: Lexicon) -> None:
    wrong = []
    for _, title, levels, functions, families in (row for row in OFFICE if row[0] == language):
        parsed = parse(title, lexicon)
        read = (parsed.level in levels.split("|"), parsed.function in functions.split("|"))
        if not all(read) or not names(families, parsed.families, lexicon):
            wrong.append(f"{title}: {parsed.level}, {parsed.function}, {', '.join(parsed.families) or 'none'}")
    assert wrong == []


def names(families: str, found: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether all roles that must be named are, and no other."""
    groups = [group for group in families.split(",") if group]
    kept = [(frozenset(group.rstrip("?").split("|")), group.endswith("?")) for group in groups]
    held = {id_: frozenset((id_, lexicon.families[id_].part_of)) for id_ in found}
    every = frozenset().union(*(group for group, _ in kept)) if kept else frozenset()
    named = all(optional or any(group & ids for ids in held.values()) for group, optional in kept)
    return named and all(ids & every for ids in held.values())


def test_there_are_many_of_many_functions() -> None:
    assert len(OFFICE) >= 1_600
    assert len(LANGUAGES) >= 15
    functions = {function for _, _, _, functions, _ in OFFICE for function in functions.split("|")}
    assert len(functions) >= 16
