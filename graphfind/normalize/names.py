"""A person's whole name as a key to compare it by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graphfind.normalize.folding import compatible, fold, lexicon, words_of
from graphfind.normalize.honorifics import GENDERED, MAYBE_TITLES, Gender, read_titles, strip_titles
from graphfind.normalize.remarks import CREDENTIALS, PARTICLES, is_sure_credential, judge

READ = 300
"""How many characters of a name are read, so that no name takes long."""

_PLAIN = re.compile(r"[A-Za-z]+(?:['-][A-Za-z]+)*\.?(?: [A-Za-z]+(?:['-][A-Za-z]+)*\.?)*")
_PLAINLY = str.maketrans({"'": None, ".": None, "-": " "})
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻ`′"))
_BRACKETS = r"\([^()]*(?:\)|$)|\[[^\][]*\]|\{[^{}]*\}|【[^】]*】"  # compiled when a name needs it, as are those below
_QUOTES = r'"[^"]*"|[“„][^“”„]*[“”]|«[^»]*»'
_SIGNS = str.maketrans("¦│┃❘｜´", "|||||'")
_COMMA = r"[,،、]"
_DOUBTFUL = re.compile(rf"{_COMMA}|\b(?:{'|'.join(GENDERED)})\b", re.IGNORECASE)

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_BIRTH = frozenset({"nee", "geb", "geborene", "geboren"})
_NO_NAMES = _BIRTH | lexicon("she her hers he him his they them theirs ze hir ella el elle il sie er formerly")


class ReadName(NamedTuple):
    """A name taken apart: its words, a generation ("jr"), and what stands in brackets, quotes or after "née".

    A title may tell the gender. `remark` is what was left out behind a comma for its looks, folded: it may be
    a given name after all.
    """

    words: tuple[str, ...]
    generation: str
    asides: frozenset[str]
    gender: Gender = ""
    remark: str = ""

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
        if words[0] not in MAYBE_TITLES and words[-1] not in CREDENTIALS and _BIRTH.isdisjoint(words):
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
    first, *behind = re.split(_COMMA, text)
    parts = [first]
    for part in behind:
        part, born = _without_birth(part)
        parts.append(part)
        asides.append(born)
    words, gender, remark = _in_order(parts)
    generation = words.pop() if len(words) > 1 and words[-1] in _GENERATIONS else ""
    others = {word for aside in asides for word in _words(aside)}
    for place in range(2, len(words) - 1):
        if words[place] in _BIRTH:
            others.update(words[place + 1 :])
            words = words[:place]
            break
    return ReadName(tuple(words), generation, frozenset(others - _NO_NAMES), gender, remark)


def _without_birth(part: str) -> tuple[str, str]:
    """What stands behind a comma without the name at birth ("Jane née Roe"), and that."""
    tokens = part.split()
    for place, token in enumerate(tokens[:-1]):
        if token[0].islower() and not _BIRTH.isdisjoint(_words(token)):
            return " ".join(tokens[:place]), " ".join(tokens[place + 1 :])
    return part, ""


def name_doubts(name: str) -> tuple[str, str]:
    """What may keep a name from one with the same key: the gender that a title tells, and a doubtful remark.

    Either is empty for most names, which are not read for it.
    """
    if not _DOUBTFUL.search(name if name.isascii() else compatible(name[:READ])):
        return "", ""
    read = read_name(name)
    return read.gender, read.remark


def _in_order(parts: list[str]) -> tuple[list[str], Gender, str]:
    """The words of a name whose surname may stand before a comma and credentials behind one, gender and remark."""
    parts = [part for part in parts if _words(part)]
    if not parts:
        return [], "", ""
    tokens, gender = _bare(parts[0])
    words = _words(" ".join(tokens))
    surname_alone = len(tokens) < 2 or words[0] in PARTICLES
    given: list[str] = []
    generation: list[str] = []
    remark = ""
    after_credential = False
    for part in parts[1:]:
        tail = _words(part)
        if len(tail) == 1 and tail[0] in _GENERATIONS:
            generation = tail
        elif not given:
            shouted = parts[0].isupper()
            found = judge(part, surname_alone=surname_alone, shouted=shouted, after_credential=after_credential)
            if found == "given names":
                tokens, told = _bare(part)
                given = _words(" ".join(tokens))
            else:
                told = read_titles(part) or ""
                remark = remark or (" ".join(tail) if found == "maybe a remark" else "")
                after_credential = True
            gender = gender or told
    return [*given, *words, *generation], gender, remark


def _bare(text: str) -> tuple[list[str], Gender]:
    """The words, as they are parted by spaces, without titles before and sure credentials after; the gender told."""
    text, gender = strip_titles(text)
    tokens = [token for token in text.split() if _words(token)]
    while len(tokens) > 1 and is_sure_credential(_words(tokens[-1].replace(".", ""))):
        tokens.pop()
    return tokens, gender


def _words(text: str) -> list[str]:
    return words_of(fold(text).translate(_APOSTROPHES))
