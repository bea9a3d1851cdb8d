"""Letters as their plain selves: case, accents, symbols and compatibility forms folded away."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\ufe00-\ufe0f\U000e0100-\U000e01ef]"
"""Marks on Latin, Greek and Cyrillic letters; the vowel points of Hebrew and Arabic, which are mostly left out;
variation selectors."""

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n", "ŧ": "t"}
)
"""Letters that do not come apart into a plain one and a mark."""

_UNSEEN = {"So": " ", "Cf": "", "Me": ""}
"""Symbols as emoji, which part words; characters of format and enclosing marks, which do not."""


def compatible(text: str) -> str:
    """Text in compatibility form (NFKC) without symbols and invisible characters; case and accents stay."""
    if text.isascii():
        return text
    if text.replace(" ", "").isalpha():
        return unicodedata.normalize("NFKC", text)
    # First the symbols: in compatibility form "™" would be letters.
    return unicodedata.normalize("NFKC", "".join(_UNSEEN.get(unicodedata.category(c), c) for c in text))


def fold(text: str) -> str:
    """Text without symbols, in compatibility form, case-folded, without accents: "Groß Ávila™" is "gross avila".

    Marks that are letters of their own, as in Japanese, Thai or the scripts of India, stay.
    """
    if text.isascii():
        return text.lower()
    # Folding case may bring marks forth ("İ"), and so takes place between two decompositions.
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", compatible(text)).casefold())
    return unicodedata.normalize("NFC", re.sub(_ACCENTS, "", spread).translate(_LETTERS))


def words_of(folded: str) -> list[str]:
    """The words of folded text: letters, digits and the marks on them."""
    if not folded.replace(" ", "").isalnum():
        folded = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in folded)
    return [word for word in folded.split() if word[0].isalnum()]


def lexicon(text: str) -> frozenset[str]:
    """The words of a text as a set, for lists of words in source code."""
    return frozenset(text.split())
