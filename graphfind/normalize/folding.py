"""Letters as their plain selves: case, accents and compatibility forms folded away."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


def fold(text: str) -> str:
    """Text case-folded, with compatibility forms (NFKC) and the accents of Latin, Greek and Cyrillic letters folded.

    Marks that are letters of their own, as in Japanese or the scripts of India, stay.
    """
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text).casefold()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", spread)).translate(_LETTERS)
    return unicodedata.normalize("NFC", plain)
