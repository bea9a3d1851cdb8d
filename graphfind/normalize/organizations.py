"""Names of organizations as keys."""

from __future__ import annotations

import re
from functools import lru_cache

from graphfind.normalize.folding import fold

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\][]*\]|（[^（）]*）")
_GAPS = re.compile(r"(?:[^\w#]|_)+")
_SIGNS = str.maketrans({".": "", "'": "", "’": "", "&": " and ", "+": " plus "})
_LEGAL = frozenset(
    "inc incorporated corp corporation co company llc llp lp ltd limited plc pllc pc gmbh mbh ag kg kgaa ohg ug ev eg "
    "se sa sas sarl sasu snc scop spa srl srls sl slu sau ltda lda sgps eireli bv nv vof cv cvba bvba oy oyj ab hb as "
    "asa aps ehf hf kft zrt nyrt doo dd ad ead ood sp zoo spzoo sro spol pty pte bhd sdn kk gk yk pvt pt tbk jsc ojsc "
    "pjsc ooo zao oao group holding holdings gruppe".split()
)
_DROPPED = _LEGAL | {"and"}
_TAILS = (("s", "a"), ("s", "p", "a"), ("s", "r", "l"), ("sp", "z", "oo"), ("sp", "z", "o", "o"), ("e", "v"))
_LAST_OF_TAILS = frozenset(tail[-1] for tail in _TAILS)
_PLACEHOLDERS = frozenset(
    "self employed|selfemployed|self|freelance|freelancer|freelancing|independent|independent consultant|retired|"
    "unemployed|none|n a|na|stealth|stealth startup|stealth mode|stealth mode startup|confidential|student|"
    "selbststandig|selbstandig|freiberuflich|freiberufler|independant|autoentrepreneur|auto entrepreneur|autonomo|"
    "libero professionista|zzp|looking for opportunities|open to work|various|home|career break|private".split("|")
)
"""What people write who have no employer, or name none: those who write it are no colleagues."""


@lru_cache(maxsize=65_536)
def organization_key(name: str) -> str:
    """An organization's name as words to compare: folded, without legal form, brackets and a leading "the".

    Empty where it names no organization ("Self-employed"). A key is its own key.
    """
    words = _words(_BRACKETS.sub(" ", name)) or _words(name)
    if " ".join(words) in _PLACEHOLDERS:
        return ""
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1:
        tail = _tail(words)
        if not tail:
            break
        words = words[:-tail]
    return " ".join(words)


def _tail(words: list[str]) -> int:
    """How many words at the end are a legal form."""
    if words[-1] in _LAST_OF_TAILS:
        for tail in _TAILS:
            if len(tail) < len(words) and tuple(words[-len(tail) :]) == tail:
                return len(tail)
    return int(words[-1] in _DROPPED)


def _words(text: str) -> list[str]:
    return _GAPS.sub(" ", fold(text).translate(_SIGNS)).split()
