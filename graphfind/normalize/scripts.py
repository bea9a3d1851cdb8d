"""Letters of different scripts that look alike."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC", "COPTIC", "ARMENIAN", "CHEROKEE"})
_LAST_LATIN = "\u02af"

_LOOKS = str.maketrans(
    "авсеԁһіјӏкмнорԛѕтѵԝухь" + "αβεζηικμνορτυχγωϲ",
    "abcedhijlkmhopqstvwyxb" + "abezhikmnoptuxywc",
)
"""Small letters of Cyrillic and Greek that in one of their forms look like a Latin one."""


def has_mixed_scripts(name: str) -> bool:
    """Whether a word mixes letters of scripts that look alike, as "Аnna" with a Cyrillic А does."""
    if name.isascii() or max(name) <= _LAST_LATIN:
        return False
    words = _WORD.findall(unicodedata.normalize("NFKC", name))
    return any(len({unicodedata.name(c, "").partition(" ")[0] for c in word} & _SCRIPTS) > 1 for word in words)


def look_alike(key: str) -> str:
    """What a name's key looks like in Latin letters, itself for a Latin one; "" where it looks like none."""
    if key.isascii():
        return key
    latin = key.translate(_LOOKS)
    return latin if latin.isascii() else ""
