"""Names of organizations as keys."""

from __future__ import annotations

import re
from functools import lru_cache

from graphfind.normalize.folding import fold, lexicon, words_of

READ = 500
"""How many characters of a name are read."""

_BRACKETS = r"\([^()]*\)|\[[^\][]*\]|【[^】]*】"
_LETTER_STOP = r"(?<![^\W_])([^\W_])\.(?=[^\W_](?![^\W_]))"
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`′"))

_LEGAL = lexicon(
    # English
    "inc incorporated corp corporation co company llc llp lp ltd limited plc pllc pty private pvt pte "
    # German
    "gmbh mbh ggmbh gmbhco ag kg kgaa ohg ev ug "
    # French, Spanish, Portuguese, Italian, Romanian
    "sa sas sasu sarl eurl snc scop sca scrl sl slu sau sac srl srls spa sapi sadecv ltda lda sgps eireli "
    # Dutch, Nordic, Baltic
    "bv nv vof cvba bvba ab hb as asa aps oy oyj ehf hf ou uab sia "
    # Central and eastern Europe, Turkey
    "sro spolsro kft zrt nyrt doo ood eood spzoo spj spk jsc ojsc pjsc ooo zao oao ао ооо зао оао пао тоо тов "
    # Europe, Asia, Gulf
    "se kk gk yk bhd sdn sdnbhd tbk fze fzco fzllc dmcc wll "
    # Groups
    "group holding holdings gruppe "
)
"""Legal forms, and words for a group of companies; those of several short words ("S. p. A.") written as one."""

_LEGAL_BEFORE = lexicon("ооо ао зао оао пао тоо тов")
_LEGAL_ATTACHED = ("株式会社", "有限会社", "合同会社", "주식회사", "股份有限公司", "有限责任公司", "有限公司")
"""Written before or after the name, mostly without a space."""

_LONGEST_FORM = 4
_PLACEHOLDERS = frozenset(
    {
        *("self employed", "selfemployed", "self", "freelance", "freelancer", "freelancing", "independent"),
        *("independent consultant", "retired", "unemployed", "none", "n a", "na", "stealth", "stealth startup"),
        *("stealth mode", "stealth mode startup", "confidential", "student", "selbststandig", "selbstandig"),
        *("freiberuflich", "freiberufler", "independant", "autoentrepreneur", "auto entrepreneur", "autonomo"),
        *("libero professionista", "zzp", "looking for opportunities", "open to work", "various", "home"),
        *("career break", "private"),
    }
)
"""What people write who have no employer, or name none: those who write it are no colleagues."""


@lru_cache(maxsize=16_384)
def organization_key(name: str) -> str:
    """An organization's name for comparing: folded words, without legal form, brackets and a leading "the".

    Something is left of every name, but a name that names no organization ("Self-employed") has no
    key. A key is its own key.
    """
    text = fold(name[:READ])
    words = text.split() if _is_plain(text) else _words(re.sub(_BRACKETS, " ", text)) or _words(text)
    if " ".join(words) in _PLACEHOLDERS:
        return ""
    while (shorter := _shortened(words)) and " ".join(shorter) not in _PLACEHOLDERS:
        words = shorter
    return " ".join(words)


def _is_plain(text: str) -> bool:
    """Whether words of plain letters and digits are all there is, as in most names, of which there are many."""
    return text.isascii() and text.replace(" ", "").isalnum()


def _words(text: str) -> list[str]:
    if _is_plain(text):
        return text.split()
    text = re.sub(_LETTER_STOP, r"\1", text.translate(_APOSTROPHES)).replace("&", " and ").replace("+", " plus ")
    return words_of(text)


def _shortened(words: list[str]) -> list[str]:
    """The words without a part that does not tell organizations apart; empty where there is none, or nothing else."""
    if len(words) > 1 and (words[0] == "the" or words[0] in _LEGAL_BEFORE):
        return words[1:]
    most = min(_LONGEST_FORM, len(words) - 1)
    if most > 1 and len(words[-1]) > 2:  # no part of a form of several short words
        most = 1
    for length in range(most, 0, -1):
        tail = words[-length:]
        if tail == ["and"] or ("".join(tail) in _LEGAL and (length == 1 or all(len(word) < 3 for word in tail))):
            return words[:-length]
    text = " ".join(words)
    for form in () if text.isascii() else _LEGAL_ATTACHED:
        if form in text:
            for bare in (words_of(text.removeprefix(form)), words_of(text.removesuffix(form))):
                if bare != words:
                    return bare
    return []
