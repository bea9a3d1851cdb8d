"""Initials for names: of one name, and of everybody's within other texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from graphfind.normalize import name_key
from graphfind.normalize.folding import compatible, fold
from graphfind.normalize.scripts import is_unspaced

SHORTEST = 3
"""Shorter parts of a name are words of their own too often to be taken for it."""

_LAST_SIMPLE = "\u024f"
"""Up to here, a word is letters and digits, and nothing else."""

_SOFT_HYPHEN = "\u00ad"

_SIMPLE_WORD = re.compile(r"[^\W_]+")

_AROUND = ",.;:"


class _Word(NamedTuple):
    """A word of a text: where it stands, as it is written (without what is not seen), and folded."""

    start: int
    end: int
    text: str
    key: str


def initials(name: str) -> str:
    """The first letters of a name, without what follows a comma or stands in brackets: "Ada King, PhD" is "A. K."."""
    letters = [letter for word in _bare(name).split() if (letter := _first_letter(word))]
    return " ".join(f"{letter}." for letter in letters) or ("–" if name.strip() else "")


class Redactor:
    """Knows everybody's name and puts initials for each, also within other texts; names in `kept` stay.

    A name of several words is found in any case and with any accents, also without what stands before or behind it
    (titles, brackets, credentials) or in the middle. A name of one word, which may be an ordinary one, is found as it
    is written. Only whole words are names; in scripts without spaces any run of the name's letters is one.
    """

    def __init__(self, names: Iterable[str], kept: Iterable[str] = ()) -> None:
        self._several: dict[tuple[str, ...], str] = {}  # a name in folded words → the name, or "" for one that stays
        self._single: dict[str, str] = {}
        self._lengths: dict[str, set[int]] = {}
        for name in dict.fromkeys(names):
            self._learn(name, name)
        for name in kept:
            self._learn(name, "")

    def text(self, text: str, own: str = "") -> str:
        """A text without anybody's name, and without any part of the name of the one it is about."""
        words = list(_words(text))
        parts = _parts(own) if words else {}
        pieces, end, at = [], 0, 0
        while at < len(words):
            length, name = self._found(words, at, parts)
            if length:
                start, last = words[at].start, words[at + length - 1]
                pieces += [text[end:start], initials(name) if name else text[start : last.end]]
                end = last.end
            at += length or 1
        return "".join([*pieces, text[end:]])

    def _found(self, words: list[_Word], at: int, parts: Mapping[tuple[str, ...], str]) -> tuple[int, str]:
        """How many words from here are a name, 0 where they are none, and the name; "" for one that stays."""
        word = words[at]
        for length in sorted(self._lengths.get(word.key, ()), reverse=True):
            keys = tuple(each.key for each in words[at : at + length])
            if keys in self._several:
                return len(keys), self._several[keys]
        if word.text in self._single:
            return 1, self._single[word.text]
        for length in sorted({len(keys) for keys in parts}, reverse=True):
            keys = tuple(each.key for each in words[at : at + length])
            if keys in parts:
                return len(keys), parts[keys]
        return 0, ""

    def _learn(self, name: str, whose: str) -> None:
        key = name_key(name)
        if " " in key and key == name.lower() and key.isascii():
            keys = tuple(key.split())
            self._learn_several(keys, whose)
            self._learn_several((keys[0], keys[-1]), whose)
            return
        pieces = _pieces(name, key)
        for form in {name, _bare(name), " ".join(pieces)}:
            words = list(_words(form))
            if len(words) > 1:
                self._learn_several(tuple(word.key for word in words), whose)
            elif words and [form] == pieces and len(word := words[0].text) > 1:
                self._single[word] = whose
                if word.islower() or word.isupper():
                    self._single[word.capitalize()] = whose
        if len(pieces) > 2:
            self._learn_several(tuple(word.key for word in _words(f"{pieces[0]} {pieces[-1]}")), whose)

    def _learn_several(self, keys: tuple[str, ...], whose: str) -> None:
        self._several[keys] = whose
        self._lengths.setdefault(keys[0], set()).add(len(keys))


def _pieces(name: str, key: str) -> list[str]:
    """What of a name is neither title, aside nor credential, as it is written; given names stand first."""
    if key == fold(name):
        return name.split()
    places = {word: place for place, word in reversed(list(enumerate(key.split())))}
    found = []
    for piece in name.split():
        words = name_key(piece).split()
        if words and all(word in places for word in words):
            found.append((places[words[0]], piece.strip(_AROUND)))
    return [piece for _, piece in sorted(found, key=lambda one: one[0])]


def _parts(own: str) -> dict[tuple[str, ...], str]:
    """The parts of a name that are long enough to be taken for it, each by its words."""
    found = {}
    for part in own.split():
        words = list(_words(part))
        for several in [words, *([word] for word in words)]:
            if sum(len(word.key) for word in several) >= SHORTEST:
                found[tuple(word.key for word in several)] = part[several[0].start : several[-1].end]
    return found


def _bare(name: str) -> str:
    """A name without what follows a comma or stands in brackets."""
    return re.sub(r"[(\[{].*?[)\]}]", " ", name.partition(",")[0])


def _words(text: str) -> Iterator[_Word]:
    """The words of a text: letters and digits with the marks on them; a letter is one where no spaces are written."""
    if text.isascii() or (max(text) <= _LAST_SIMPLE and _SOFT_HYPHEN not in text):
        for found in _SIMPLE_WORD.finditer(text):
            yield _word(text, found.start(), found.end())
        return
    start = None
    for at, character in enumerate(text):
        if start is not None and not _goes_on(text[start], character):
            yield _word(text, start, at)
            start = None
        if start is None and character.isalnum():
            start = at
    if start is not None:
        yield _word(text, start, len(text))


def _goes_on(first: str, character: str) -> bool:
    """Whether a character belongs to the word that begins with `first`."""
    if character.isalnum():
        return not (is_unspaced(first) or is_unspaced(character))
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")


def _word(text: str, start: int, end: int) -> _Word:
    written = text[start:end]
    return _Word(start, end, compatible(written), fold(written))


def _first_letter(word: str) -> str:
    """The first letter or digit of a word, with the marks that belong to it."""
    for at, character in enumerate(word):
        if character.isalnum():
            end = at + 1
            while end < len(word) and unicodedata.category(word[end]) in ("Mn", "Mc", "Me"):
                end += 1
            return word[at:end].upper()
    return ""
