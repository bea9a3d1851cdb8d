"""What the words of a title say of its occupations, each word by itself.

A text as a point in the space of the entries whose texts its words occur in is "explicit semantic analysis"
(Gabrilovich and Markovitch, 2007), with occupations for entries here. It reads titles that are like no label as a
whole: "harp mender" where labels speak of "harp makers" and "instrument menders".
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from graphfind.roles.taxonomy.grams import Floats, Ints

TELLING: Final = 2
"""A word counts its inverse document frequency among the occupations to this power: most words of a title say only that
somebody manages or supports something."""

SHORTEST: Final = 4
"""No part of a compound is shorter; shorter words are found in any word."""

SEEN: Final = 5
"""A word in fewer labels is rare: if it is a compound, its parts speak beside it. Parts are no rare words."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of all labels, and the occupations that each speaks of.

    `words` holds the words in order, in UTF-8 and with line breaks between; word w is in `held_by[w]` labels, and
    speaks of the occupations `named[named_from[w]:named_from[w + 1]]`, of each as much as `share` says; `telling` is
    the length of that vector.
    """

    words: Ints
    held_by: Ints
    telling: Floats
    named_from: Ints
    named: Ints
    share: Floats


def wording(texts: Sequence[str], named_from: Ints, named: Ints, occupations: int) -> Wording:
    """The wording of labels; label d names the occupations `named[named_from[d]:named_from[d + 1]]`.

    Of an occupation, a word is the more the more of its labels have the word (by the logarithm of their number, and in
    proportion to all its labels). All that a word says is a vector as long as the word is telling.
    """
    known = sorted({word for text in texts for word in text.split()})
    number = {word: at for at, word in enumerate(known)}
    holding, count = array("i"), array("i")
    for text in texts:
        words = {number[word] for word in text.split()}
        holding.extend(words)
        count.append(len(words))
    word = np.frombuffer(holding, np.int32) if holding else np.empty(0, np.int32)
    label = np.repeat(np.arange(len(texts), dtype=np.int32), np.frombuffer(count, np.int32) if count else 0)
    each = (named_from[1:] - named_from[:-1])[label]
    end = np.cumsum(each)
    at = np.arange(end[-1] if len(end) else 0) + np.repeat(named_from[:-1][label] - (end - each), each)
    pair, times = np.unique(np.repeat(word.astype(np.int64), each) * occupations + named[at], return_counts=True)
    row, occupation = pair // max(occupations, 1), (pair % max(occupations, 1)).astype(np.int32)
    share = np.log1p(times) / np.maximum(np.bincount(named, minlength=occupations), 1)[occupation]
    frequency = np.bincount(row, minlength=len(known))
    length = np.sqrt(np.bincount(row, share**2, len(known)))
    telling = (np.log((1 + occupations) / (1 + frequency)) + 1) ** TELLING
    return Wording(
        words=np.frombuffer("\n".join(known).encode(), np.uint8),
        held_by=np.bincount(word, minlength=len(known)).astype(np.int32),
        telling=telling.astype(np.float32),
        named_from=np.concatenate([[0], np.cumsum(frequency)]),
        named=occupation,
        share=(share * (telling / np.maximum(length, 1e-12))[row]).astype(np.float32),
    )


class Vocabulary:
    """The words of a wording, opened for looking up many titles."""

    def __init__(self, known: Wording) -> None:
        """Reads all words once, and nothing else."""
        self._known = known
        words = bytes(known.words).decode().split("\n") if len(known.words) else []
        self._numbers: Mapping[str, int] = {word: number for number, word in enumerate(words)}
        self._unknown = float(known.telling.max(initial=1.0))
        self._parts: dict[str, tuple[int, ...]] = {}

    def says(self, words: Sequence[str]) -> tuple[Ints, Floats]:
        """The occupations that some words speak of: occupations in order, and values.

        Unknown words count as the most telling ones: what is left without them speaks the more softly.
        """
        known = self._known
        found = [self.rows(word) for word in words]
        rows = [row for each in found for row in each]
        parts = [slice(int(known.named_from[row]), int(known.named_from[row + 1])) for row in rows]
        if not parts:
            return np.empty(0, np.int32), np.empty(0)
        occupation, where = np.unique(np.concatenate([known.named[part] for part in parts]), return_inverse=True)
        value = np.bincount(where, np.concatenate([known.share[part] for part in parts]))
        length = (known.telling[rows].astype(np.float64) ** 2).sum() + found.count(()) * self._unknown**2
        return occupation, value / np.sqrt(length)

    def rows(self, word: str) -> tuple[int, ...]:
        """The known words that a word stands for: itself, and the parts of a compound that is rare or unknown."""
        if (rows := self._parts.get(word)) is None:
            number = self._numbers.get(word)
            rows = () if number is None else (number,)
            if number is None or self._known.held_by[number] < SEEN:
                rows += self._compound(word)
            self._parts[word] = rows
        return rows

    def _compound(self, word: str) -> tuple[int, ...]:
        """The two known words that a word is made of; of several such pairs, that whose rarer word is commonest."""
        best: tuple[int, ...] = ()
        most = 0
        for at in range(SHORTEST, len(word) - SHORTEST + 1):
            tail = self._common(word[at:])
            if tail is None:
                continue
            for head in map(self._common, _unlinked(word[:at])):
                if head is not None:
                    spread = int(min(self._known.held_by[head], self._known.held_by[tail]))
                    if spread > most:
                        best, most = (head, tail), spread
        return best

    def _common(self, word: str) -> int | None:
        number = self._numbers.get(word) if len(word) >= SHORTEST else None
        return number if number is not None and self._known.held_by[number] >= SEEN else None


def _unlinked(head: str) -> Iterator[str]:
    """A first part of a compound as it stands, and without the letter that joins it to the next."""
    yield head
    if head[-1] in "sn":
        yield head[:-1]
