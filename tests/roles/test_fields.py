"""Titles of every field of work are read as somebody who knows the field reads them, in twenty languages."""

from __future__ import annotations

from collections import defaultdict

import pytest

from graphfind.roles import Lexicon, parse

from .tables import as_named, rows

TITLES = [(*cells, "")[:5] for cells in rows("fields.tsv")]
FUNCTIONS = sorted({function.partition("|")[0] for _, _, _, function, _ in TITLES})


@pytest.mark.parametrize("field", FUNCTIONS)
def test_titles_of_a_field(field: str, lexicon: Lexicon) -> None:
    wrong = []
    for title, _, levels, functions, families in TITLES:
        if functions.partition("|")[0] != field:
            continue
        parsed = parse(title, lexicon)
        right = as_named(families, [frozenset((id_,)) for id_ in parsed.families])
        if not right or parsed.level not in levels.split("|") or parsed.function not in functions.split("|"):
            wrong.append(f"{title}: {parsed.level}, {parsed.function}, {', '.join(parsed.families) or 'none'}")
    assert wrong == []


def test_fields_are_spread_over_languages_and_families(lexicon: Lexicon) -> None:
    languages: defaultdict[str, set[str]] = defaultdict(set)
    for _, language, _, functions, _ in TITLES:
        languages[functions.partition("|")[0]].add(language)
    named = {family for *_, families in TITLES for family in families.replace("?", "").replace(",", "|").split("|")}
    assert named - {""} <= lexicon.families.keys()
    assert sum(len(spoken) >= 7 for spoken in languages.values()) >= 16
