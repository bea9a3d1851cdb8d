"""Titles of office functions as people write them: level, function and families, in many languages."""

from __future__ import annotations

import pytest

from graphfind.roles import Lexicon, parse

from .tables import as_named, rows

OFFICE = [(*row, *[""] * (5 - len(row))) for row in rows("office.tsv")]
LANGUAGES = sorted({language for language, *_ in OFFICE})


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_read(language: str, lexicon: Lexicon) -> None:
    wrong = []
    for _, title, levels, functions, families in (row for row in OFFICE if row[0] == language):
        parsed = parse(title, lexicon)
        read = (parsed.level in levels.split("|"), parsed.function in functions.split("|"))
        ids = [frozenset((id_, lexicon.families[id_].part_of)) for id_ in parsed.families]
        if not all(read) or not as_named(families, ids):
            wrong.append(f"{title}: {parsed.level}, {parsed.function}, {', '.join(parsed.families) or 'none'}")
    assert wrong == []


def test_there_are_many_of_many_functions() -> None:
    assert len(OFFICE) >= 1_600
    assert len(LANGUAGES) >= 15
    functions = {function for _, _, _, functions, _ in OFFICE for function in functions.split("|")}
    assert len(functions) >= 16
