"""Names of organizations as keys."""

from __future__ import annotations

import re
from functools import lru_cache

from graphfind.normalize.folding import fold

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\][]*\]|（[^（）]*）")
_LEGAL = frozenset(
    "inc incorporated corp corporation co company llc llp lp ltd limited plc pllc pc gmbh mbh ag kg kgaa ohg ug ev eg "
    "se sa sas sarl sasu snc scop spa srl srls sl slu sau ltda lda sgps eireli bv nv vof cv cvba bvba oy oyj ab hb as "
    "asa aps ehf hf kft zrt nyrt doo dd ad ead ood sp zoo spzoo sro spol pty pte bhd sdn kk gk yk pvt pt tbk jsc ojsc "
    "pjsc ooo zao oao group holding holdings gruppe".split()
)
_DROPPED = _LEGAL | {"and"}
_TAILS = (("s", "a"), ("s", "p", "a"), ("s", "r", "l"), ("sp", "z", "oo"), ("sp", "z", "o", "o"), ("e", "v"))
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
        tail = next((t for t in _TAILS if len(t) < len(words) and tuple(words[-len(t) :]) == t), ())
        if not tail and words[-1] not in _DROPPED:
            break
        words = words[: -max(1, len(tail))]
    return " ".join(words)


def _words(text: str) -> list[str]:
    text = fold(text).replace(".", "").replace("'", "").replace("’", "").replace("&", " and ").replace("+", " plus ")
    return "".join(c if c.isalnum() or c in "#" else " " for c in text).split()
