"""Scripts: whose letters look alike, and which write no spaces."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)
_SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC", "COPTIC", "ARMENIAN", "CHEROKEE"})
_LAST_LATIN = "\u02af"

_LOOKS = str.maketrans(
    "авсеԁһіјӏкмнорԛѕтѵԝухь" + "αβεζηικμνορτυχγωϲ",
    "abcedhijlkmhopqstvwyxb" + "abezhikmnoptuxywc",
)
"""Small letters of Cyrillic and Greek that in one of their forms look like a Latin one."""


def is_unspaced(letter: str) -> bool:
    """Whether a letter is of a script that writes words without spaces between them, or joins others to a name."""
    return _UNSPACED.match(letter) is not None


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
