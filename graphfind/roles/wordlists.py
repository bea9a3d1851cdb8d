"""The tables of words.toml as plain lists: their phrases as titles are read, and rows of synonyms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphfind.normalize.folding import fold
from graphfind.roles.inflect import forms, spellings
from graphfind.roles.lexicon import OF_FAMILY, SHORTEST_TAIL
from graphfind.roles.sources import by_language, levelled
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
    written = [(*_marked(phrase), language) for language, phrase in by_language(table)]
    derived = [mark + form for mark, word, language in written for form in _derived(word, language)]
    return list(dict.fromkeys([*(mark + word for mark, word, _ in written), *derived]))


def craft_rows(words: Mapping[str, Any]) -> dict[str, list[str]]:
    """For each word of a craft, in all forms that are said of one person, its kind and what it says.

    Words for those of a craft and for what they work at say their function; English ones for those of a craft count
    where they stand last. A kind of worker says first of what function he is behind an unknown word, then the
    families by function. The ends of compound words stand behind `TAIL`, and so do the last letters of them, which say
    nothing; a family behind `OF_FAMILY` has the kinds of worker that may be of it.
    """
    rows: dict[str, list[str]] = {}
    for kind in ("matter", "craft"):
        for function, table in words.get(kind, {}).items():
            for language, phrase in by_language(table):
                said = ["last" if kind == "craft" and language == "en" else kind, function]
                rows.update(dict.fromkeys(_forms_of_one(phrase, language), said))
    for function, table in words.get("usual", {}).items():
        for language, phrase in by_language(table):
            rows.update({form: ["worker", function] for form in _forms_of_one(phrase, language)})
    workers: dict[str, list[str]] = {}
    for function, table in words.get("worker", {}).items():
        for language, phrase in by_language(table):
            word, family = levelled(phrase)
            for form in _forms_of_one(word, language):
                row = rows.get(form, [])
                row = rows[form] = row if row[:1] == ["worker"] else ["worker", ""]
                if family and (holds := f"{function}={family}") not in row:
                    rows[form] = [*row, holds]
                    workers.setdefault(OF_FAMILY + family, []).append(form)
    for tail in [form for form in rows if form.startswith(TAIL)]:
        rows.setdefault(TAIL + tail[-SHORTEST_TAIL:], [])
    return rows | workers


def _forms_of_one(phrase: str, language: str) -> list[str]:
    """A word, behind `TAIL` where it ends compound words, and its other forms that are said of one person."""
    mark, word = _marked(phrase)
    words = [word, *spellings(phrase.removeprefix(TAIL), language).values()]
    derived = [form for each in words for form in _derived(each, language)]
    return [mark + each for each in dict.fromkeys([*words, *derived])]


def _marked(phrase: str) -> tuple[str, str]:
    """`TAIL` if a phrase begins with it, and the phrase without it, folded."""
    return TAIL * phrase.startswith(TAIL), fold(phrase.removeprefix(TAIL))


def _derived(word: str, language: str) -> list[str]:
    """The other forms of a word that are said of one person."""
    return [form for form, of_others in forms(word, language) if not of_others]
