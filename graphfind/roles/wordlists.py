"""The tables of words.toml as plain lists: their phrases as titles are read, and rows of synonyms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphfind.normalize.folding import fold
from graphfind.roles.inflect import forms
from graphfind.roles.sources import by_language
from graphfind.roles.synonyms import TAIL
from graphfind.roles.text import SEPARATORS, tokenize


def key_of(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase, without its separators."""
    return tuple(word for word in tokenize(phrase).words if word not in SEPARATORS)


def listed(table: Mapping[str, Any]) -> set[str]:
    """All phrases of a table, folded; of a table of tables those of each."""
    inner = [value for value in table.values() if isinstance(value, dict)]
    if inner:
        return {phrase for value in inner for phrase in listed(value)}
    return {" ".join(key_of(phrase)) for _, phrase in by_language(table)}


def synonym_rows(table: Mapping[str, Mapping[str, list[str]]]) -> dict[str, tuple[list[str], list[str]]]:
    """For each row of synonyms its words, in all forms that are said of one person, and the functions of their roles.

    What ends compound words, too, stands behind `TAIL`. The words as written come before their forms.
    """
    return {
        name: (
            of_one_person({language: words for language, words in row.items() if language != "functions"}),
            row.get("functions", []),
        )
        for name, row in table.items()
    }


def of_one_person(table: Mapping[str, list[str]]) -> list[str]:
    """The words of a table, folded, and behind them their other forms that are said of one person."""
    written = [
        (language, TAIL * phrase.startswith(TAIL), fold(phrase.removeprefix(TAIL)))
        for language, phrase in by_language(table)
    ]
    derived = [
        mark + form for language, mark, word in written for form, of_others in forms(word, language) if not of_others
    ]
    return list(dict.fromkeys([*(mark + word for _, mark, word in written), *derived]))
