"""Names of people as keys, and whether two of them may be one person's."""

from __future__ import annotations

import re
import unicodedata

from graphfind.normalize.folding import fold

_PLAIN = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){1,3}")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\][]*\]|（[^（）]*）")
_APOSTROPHES = re.compile("['’ʼ`´‘]")
_HONORIFICS = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame rev hon herr frau mme mlle m dott dottssa sr sra srta don dona "
    "ing dipl mag drs ir dra eng arq lic".split()
)
_CREDENTIALS = frozenset(
    "phd dphil md mba mbbs dds dmd dvm jd llm llb esq bsc ba msc ma meng beng mphil mph mpa mpp med edd psyd dba pmp "
    "csm cspo capm prince2 cpa cfa cfp acca aca cma cia cisa cissp cism ccna itil pe rn bsn msn np lcsw shrm scp cp "
    "phr sphr gphr cipd mcipd fcipd frm fca chfc clu leed ap aia riba cscp cpim pgmp safe spc six sigma lssbb lssgb "
    "jr sr ii iii iv emba bcom mcom ca cams cebs cpcu ceng mba1 obe mbe cbe frcs mrcs facs phdc cand".split()
)
_UNSURE = frozenset("ma ba ap ca sr pe np med safe six scp ii iii iv cp m don sir mag ir".split())
"""Credentials and titles that are also names: taken for such only where a comma or their place says so."""

_LOOKALIKE_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


def name_key(name: str) -> str:
    """A whole name as words to compare: folded, in the order given, one space between words.

    Emoji and other symbols, what stands in brackets or after `|`, honorifics before and credentials
    after the name are left out; "Surname, Given" is turned round. Empty where no letter is left.
    """
    if _PLAIN.fullmatch(name):
        words = name.lower().split(" ")
        if words[0] not in _HONORIFICS and words[-1] not in _CREDENTIALS:
            return " ".join(words)
    text = _BRACKETS.sub(" ", name.partition("|")[0])
    parts = [words for part in text.replace("，", ",").split(",") if (words := _words(part))]
    if not parts:
        return ""
    first, rest = parts[0], [part for part in parts[1:] if not _is_credentials(part)]
    if len(parts) == 2 and rest and len(first) <= 2 and len(rest[0]) <= 3:
        first = [*rest[0], *first]
    return " ".join(_bare(first))


def names_compatible(a: str, b: str) -> bool:
    """Whether two names may be one person's, given that an address is the same.

    They share a surname (one may be its initial) and have given names that are equal, an initial or
    a nickname of each other; a name of one word fits one that holds it. A maiden name in brackets
    counts as a surname. A name that mixes scripts fits only itself, an empty one nothing.
    """
    one, other = name_key(a), name_key(b)
    if not one or not other:
        return False
    if one == other:
        return True
    if has_mixed_scripts(a) or has_mixed_scripts(b):
        return False
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    return any(_fit(x, y) for x in _readings(a, one) for y in _readings(b, other))


def has_mixed_scripts(name: str) -> bool:
    """Whether a word mixes scripts whose letters look alike, as a Latin name with a Cyrillic а does."""
    return not name.isascii() and any(len(_scripts(word)) > 1 for word in name.split())


def _scripts(word: str) -> set[str]:
    found = {unicodedata.name(c, "").partition(" ")[0] for c in word if c.isalpha()}
    return found.intersection(_LOOKALIKE_SCRIPTS)


def _words(text: str) -> list[str]:
    text = _APOSTROPHES.sub("", fold(text))
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).split()


def _is_credentials(words: list[str]) -> bool:
    return all(word in _CREDENTIALS or any(c.isdigit() for c in word) for word in words)


def _bare(words: list[str]) -> list[str]:
    """Without honorifics before and credentials after, as long as two words are left."""
    while len(words) > 2 and words[0] in _HONORIFICS and (words[0] not in _UNSURE or len(words) > 3):
        words = words[1:]
    if len(words) == 2 and words[0] in _HONORIFICS - _UNSURE:
        words = words[1:]
    while len(words) > 2 and words[-1] in _CREDENTIALS - _UNSURE:
        words = words[:-1]
    return words


def _readings(name: str, key: str) -> list[list[str]]:
    """The words of a name, and with a surname in brackets in the place of the last."""
    words = key.split(" ")
    maiden = [_words(text) for text in _BRACKETS.findall(name)]
    return [words, *([*words[:-1], other[-1]] for other in maiden if other and len(words) > 1)]


def _fit(a: list[str], b: list[str]) -> bool:
    if len(a) == 1 or len(b) == 1:
        short, long = (a[0], b) if len(a) == 1 else (b[0], a)
        return len(short) > 1 and short in (long[0], long[-1])
    if sorted(a) == sorted(b):
        return True
    shared = set(a[1:]) & set(b[1:])
    if shared:
        ours, theirs = [w for w in a if w not in shared], [w for w in b if w not in shared]
        return not ours or not theirs or any(_same_given(x, y) for x in ours for y in theirs)
    return _is_initial(a[-1], b[-1]) and _same_given(a[0], b[0])


def _same_given(a: str, b: str) -> bool:
    if a == b or _is_initial(a, b):
        return True
    from graphfind.normalize.nicknames import NICKNAMES  # only the names behind one address are compared so

    return bool(NICKNAMES.get(a, frozenset()) & NICKNAMES.get(b, frozenset()))


def _is_initial(a: str, b: str) -> bool:
    return a[0] == b[0] and 1 in (len(a), len(b))
