"""Titles and forms of address before a person's name."""

from __future__ import annotations

import re
from typing import Literal

from graphfind.normalize.folding import fold, lexicon, words_of

Gender = Literal["", "man", "woman"]

_TITLES = (
    "prof professor profa mrs miss mx sir herr hr frau fru monsieur mme mlle madame sra srta señora senora señor senor "
    "dott dottssa drs dra"
)
_TITLES_WITH_STOP = "rev hon ing dipl mag mmag lic arq avv eng sr fr lt col gen maj capt sgt"
"""Without a full stop these are names, too."""

MAYBE_TITLES = lexicon(f"{_TITLES} {_TITLES_WITH_STOP} dr mr ms")
"""The words, folded, with which a title may begin."""

_FACULTIES = r"med|dent|vet|univ|phil|rer|nat|pol|soc|jur|iur|ing|oec|agr|pharm|theol|math|techn|sc|habil|h\.?\s?c"
_DIPLOMAS = r"ing|kfm|kffr|inf|math|phys|chem|biol|psych|volksw|betriebsw|wirt|wi|jur|päd|soz|arch|des|verw|fw"
_TITLE = re.compile(
    rf"\s*(?:(?i:dr)(?:\.?[\s-]*(?i:{_FACULTIES})\.)+"
    rf"|(?:(?i:dr|{_TITLES.replace(' ', '|')})|[Mm][rs])(?:\.|(?=[\s,]))"  # "MS Anand" has two initials
    rf"|(?i:dipl\.?[\s-]*(?:{_DIPLOMAS})|{_TITLES_WITH_STOP.replace(' ', '|')})\.)[\s,-]*"
)

_MEN = lexicon("mr sir herr hr monsieur senor señor")
_WOMEN = lexicon("mrs ms miss frau fru mme mlle madame sra srta senora señora dottssa profa dra")
GENDERED = tuple(sorted(_MEN | _WOMEN))
"""The titles that tell a man or a woman."""


def strip_titles(text: str) -> tuple[str, Gender]:
    """A name without the titles before it, and whether one tells a man or a woman; a title alone stays."""
    gender: Gender = ""
    probe = text.lower() if text.isascii() and text.isupper() else text
    start = 0
    while (found := _TITLE.match(probe, start)) and words_of(fold(text[found.end() :])):
        gender = gender or _told_by(found[0])
        start = found.end()
    return text[start:], gender


def read_titles(text: str) -> Gender | None:
    """Whom a text that consists of titles alone tells of; None where it holds more, or nothing."""
    gender: Gender = ""
    probe = f"{text.lower() if text.isascii() and text.isupper() else text} "
    start = 0
    while found := _TITLE.match(probe, start):
        gender = gender or _told_by(found[0])
        start = found.end()
    return gender if start and not words_of(fold(probe[start:])) else None


def _told_by(title: str) -> Gender:
    word = "".join(words_of(title.lower()))
    if word in _MEN:
        return "man"
    return "woman" if word in _WOMEN else ""
