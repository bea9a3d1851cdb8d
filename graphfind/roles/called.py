"""What a role family is called, as people write it: a few names of its own, in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graphfind.roles.sources import LANGUAGES, Source, levelled, levelled_in
from graphfind.roles.wordlists import key_of

_LETTERS = 2
"""How many of its abbreviations are named."""
_NAMES = {"en": 3}
"""How many names are given in a language, where it is not one."""
_ELIDED = re.compile(r"\b(d|l|qu|dell|all|nell) (?=[aeiouhàâéèêîôû])")
"""What French and Italian write with an apostrophe, which phrases leave out."""
_ELIDING = frozenset({"fr", "it"})


def called(family: Source) -> tuple[str, ...]:
    """Some names of a family, the most usual first: what its file has in front, without those of another level.

    Abbreviations come first, then English names and one in each other language.
    """
    leads = family.flag("leads")
    letters = (levelled(entry) for entry in family.texts("abbreviations"))
    names = [each for each, level in letters if leads or not level][:_LETTERS]
    said = {key_of(name) for name in (family.text("name"), *names)}
    tables = [family.fields.get(table, {}) for table in ("phrases", "seats")]
    phrases = {each: [*tables[0].get(each, ()), *tables[1].get(each, ())] for each in {**tables[0], **tables[1]}}
    for language in (*filter(phrases.__contains__, LANGUAGES), *(each for each in phrases if each not in LANGUAGES)):
        patterns = phrases[language]
        left = _NAMES.get(language, 1)
        for phrase, level in _plain_first(patterns) if language != "en" else _in_order(patterns):
            if not left:
                break
            if key_of(phrase) in said or (level and not leads):
                continue
            said.add(key_of(phrase))
            names.append(_ELIDED.sub(r"\1'", phrase) if language in _ELIDING else phrase)
            left -= 1
    return tuple(names)


def _plain_first(patterns: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The same as `_in_order`, of patterns that stand for one phrase before the others."""
    return _in_order(sorted(patterns, key=lambda pattern: "{" in pattern))


def _in_order(patterns: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The whole phrases that patterns stand for, with the level of their own that some have."""
    for phrase, level in levelled_in(patterns):
        if phrase[:1] not in ("*", "^"):
            yield phrase.removesuffix("!"), level
