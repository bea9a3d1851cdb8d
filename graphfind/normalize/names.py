"""A person's whole name as a key to compare it by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graphfind.normalize.folding import compatible, fold, lexicon, words_of

READ = 300
"""How many characters of a name are read, so that no name takes long."""

_PLAIN = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*\.?(?: [A-Za-z]+(?:['-][A-Za-z]+)*\.?)*")
_PLAINLY = str.maketrans({"'": None, ".": None, "-": " "})
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`′"))
_BRACKETS = r"\([^()]*(?:\)|$)|\[[^\][]*\]|\{[^{}]*\}|【[^】]*】"  # compiled when a name needs it, as are those below
_QUOTES = r'"[^"]*"|[“„][^“”„]*[“”]|«[^»]*»'
_SIGNS = str.maketrans("¦│┃❘｜´", "|||||'")
_COMMA = r"[,،、]"

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_BIRTH = frozenset({"nee", "geb", "geborene", "geboren"})
_NO_NAMES = _BIRTH | lexicon("she her hers he him his they them theirs ze hir ella el elle il sie er formerly")
_PARTICLES = lexicon("van von de der den del della di da do dos das du la le el al bin ibn ben ter ten zu zur")

_TITLES = "prof professor mrs miss mx sir herr frau mme mlle sra srta dott dottssa drs"
_TITLES_WITH_STOP = "rev hon ing dipl mag lic arq avv eng sr fr lt col gen maj capt sgt"
"""Without a full stop these are names, too."""

_MAYBE_TITLES = lexicon(f"{_TITLES} {_TITLES_WITH_STOP} dr mr ms")
_TITLE = (
    r"\s*(?:(?i:dr)(?:\.?[\s-]*(?i:med|phil|rer|nat|jur|ing|habil|h\.?\s?c)\.)+"
    rf"|(?:(?i:dr|{_TITLES.replace(' ', '|')})|[Mm][rs])(?:\.|(?=[\s,]))"  # "MS Anand" has two initials
    rf"|(?i:{_TITLES_WITH_STOP.replace(' ', '|')}|dipl\.?[\s-]?ing)\.)[\s,-]*"
)

_SURE_CREDENTIALS = lexicon(
    "phd dphil mba emba msc bsc llm llb psyd edd dba pmp pgmp capm csm cspo cpa cfa cfp cisa cissp cism ccna "
    "acca cima cipd mcipd frcs mrcs shrm sphr phr gphr esq mph bcom mcom frm prince2 cscp lcsw"
)
"""Nobody's name: left out also where no comma stands before."""

_CREDENTIALS = _SURE_CREDENTIALS | lexicon(
    "md mbbs dds dmd dvm jd ba bs ma ms mphil mpa mpp med pe rn bsn msn np acp psm itil aca cma cia cp scp fcipd fca "
    "meng beng obe mbe "
    "chfc clu leed ap aia riba cpim lssbb lssgb six sigma black green belt ca pmi spc safe ceng cbe facs cams cand "
    "certified licensed dipl ing he him she her they them"
)


class ReadName(NamedTuple):
    """A name taken apart: its words, a generation ("jr"), and what stands in brackets, quotes or after "née"."""

    words: tuple[str, ...]
    generation: str
    asides: frozenset[str]

    @property
    def key(self) -> str:
        """The words, then the generation, which tells a father from a son."""
        return " ".join((*self.words, self.generation) if self.generation else self.words)


def name_key(name: str) -> str:
    """A whole name for comparing: folded words in the order given, one space between them.

    Symbols, asides in brackets or quotes, what follows a `|`, titles before and credentials after
    the name are left out; "Surname, Given" is turned round; hyphens part words, apostrophes do not.
    Words are never cut or joined, so a Chinese or Japanese name stays spaced as it is. Empty where
    nothing is left.
    """
    if len(name) <= READ and (key := _plain_key(name)):
        words = key.split(" ")
        if words[0] not in _MAYBE_TITLES and words[-1] not in _CREDENTIALS and _BIRTH.isdisjoint(words):
            return key
    return read_name(name).key


def _plain_key(name: str) -> str:
    """The key of a name of letters, unless a title or credential is among its words; "" where it must be read.

    Millions of names pass here, and few of them must.
    """
    letters = name.replace(" ", "").isalpha()
    if name.isascii():
        if letters:
            return " ".join(name.lower().split())
        return name.lower().translate(_PLAINLY) if _PLAIN.fullmatch(name) else ""
    key = fold(name).translate(_APOSTROPHES) if letters else ""
    return " ".join(key.split()) if key.replace(" ", "").isalpha() else ""


@lru_cache(maxsize=4_096)
def read_name(name: str) -> ReadName:
    """Take a name apart."""
    text = compatible(name[:READ].translate(_SIGNS))
    asides: list[str] = []
    while found := re.findall(_BRACKETS, text):
        asides += found
        text = re.sub(_BRACKETS, " ", text)
    text = text.partition("|")[0]
    if (found := re.findall(_QUOTES, text)) and _words(unquoted := re.sub(_QUOTES, " ", text)):
        asides += found
        text = unquoted
    words = _in_order(re.split(_COMMA, text))
    generation = words.pop() if len(words) > 1 and words[-1] in _GENERATIONS else ""
    others = {word for aside in asides for word in _words(aside)}
    for place in range(2, len(words) - 1):
        if words[place] in _BIRTH:
            others.update(words[place + 1 :])
            words = words[:place]
            break
    return ReadName(tuple(words), generation, frozenset(others - _NO_NAMES))


def _in_order(parts: list[str]) -> list[str]:
    """The words of a name whose surname may stand before a comma, and credentials behind one."""
    parts = [part for part in parts if _words(part)]
    if not parts:
        return []
    words = _bare(parts[0])
    given: list[str] = []
    generation: list[str] = []
    for part in parts[1:]:
        tail = _words(part)
        if len(tail) == 1 and tail[0] in _GENERATIONS:
            generation = tail
        elif not given and not _is_credential(part, tail, words, shouted=parts[0].isupper()):
            given = _bare(part)
    return [*given, *words, *generation]


def _bare(text: str) -> list[str]:
    """The words without titles before and sure credentials after them."""
    probe = text.lower() if text.isascii() and text.isupper() else text
    start = 0
    while (found := re.match(_TITLE, probe[start:])) and _words(text[start + found.end() :]):
        start += found.end()
    tokens = text[start:].split()
    while len(tokens) > 1 and _is_sure_credential(_words(tokens[-1].replace(".", ""))):
        tokens.pop()
    return _words(" ".join(tokens))


def _is_sure_credential(words: list[str]) -> bool:
    return not words or (words[0] in _SURE_CREDENTIALS and _CREDENTIALS.issuperset(words))


def _is_credential(part: str, tail: list[str], words: list[str], *, shouted: bool) -> bool:
    """Whether what stands behind a comma, `tail` in words, is no given name.

    Before the comma stand `words`. Where they may be no more than a surname, only a sure credential
    is one. Otherwise unknown abbreviations are told by their capitals, and a remark by its length.
    """
    plain = _words(part.replace(".", ""))
    known = _SURE_CREDENTIALS if len(words) < 2 or words[0] in _PARTICLES else _CREDENTIALS
    if known.issuperset(plain) or "".join(plain) in known:
        return True
    if known is _SURE_CREDENTIALS:
        return False
    if any(word.isdigit() for word in tail) or (part.isupper() and not shouted):
        return True
    from graphfind.normalize.nicknames import NICKNAMES  # few names have a remark behind a comma

    return tail[0] not in NICKNAMES and (len(tail) > 2 or words[0] in NICKNAMES)


def _words(text: str) -> list[str]:
    return words_of(fold(text).translate(_APOSTROPHES))
