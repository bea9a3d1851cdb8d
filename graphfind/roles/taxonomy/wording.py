"""What the words of a title say of its occupations, each by itself and by its pieces.

A text as a point in the space of the entries whose texts its words occur in is "explicit semantic analysis"
(Gabrilovich and Markovitch, 2007), with occupations for entries here. It reads titles that are like no label as a
whole: "harp mender" where labels speak of "harp makers" and "instrument menders".
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from graphfind.roles.taxonomy.grams import Floats, Ints
from graphfind.roles.taxonomy.pieces import frequencies, pieces
from graphfind.roles.taxonomy.rows import followed, summed

TELLING: Final = 2
"""A piece counts its inverse document frequency among the occupations to this power: most words of a title say only
that somebody manages or supports something."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The pieces of all labels' words, and the occupations that each speaks of.

    `words` holds the pieces in order, in UTF-8 and with line breaks between; piece w is in `held_by[w]` labels, see
    `frequencies`, and speaks of the occupations `named[named_from[w]:named_from[w + 1]]`, of each as much as `share`
    says; `telling` is the length of that vector. The labels `holders[held_from[w]:held_from[w + 1]]` are cut into
    pieces of which w is one; `norm` is the length of each label, as a vector of how rare its pieces are.
    """

    words: Ints
    held_by: Ints
    telling: Floats
    named_from: Ints
    named: Ints
    share: Floats
    held_from: Ints
    holders: Ints
    norm: Floats


def wording(texts: Sequence[str], named_from: Ints, named: Ints, occupations: int) -> Wording:
    """The wording of labels; label d names the occupations `named[named_from[d]:named_from[d + 1]]`.

    Of an occupation, a piece is the more the more of its labels have it (by the logarithm of their number, and in
    proportion to all its labels). All that a piece says is a vector as long as the piece is telling.
    """
    seen = frequencies(texts)
    cut = cache(lambda word: tuple(pieces(word, seen)))
    known = sorted({piece for text in texts for word in text.split() for piece in cut(word)})
    number = {piece: at for at, piece in enumerate(known)}
    holding, count = array("i"), array("i")
    for text in texts:
        held = {number[piece] for word in text.split() for piece in cut(word)}
        holding.extend(held)
        count.append(len(held))
    word = np.frombuffer(holding, np.int32) if holding else np.empty(0, np.int32)
    label = np.repeat(np.arange(len(texts), dtype=np.int32), np.frombuffer(count, np.int32) if count else 0)
    each = (named_from[1:] - named_from[:-1])[label]
    end = np.cumsum(each)
    at = np.arange(end[-1] if len(end) else 0) + np.repeat(named_from[:-1][label] - (end - each), each)
    said = np.repeat(word.astype(np.int64), each) * occupations + named[at]
    del end, at, each  # with them, the largest arrays would all be in memory at once
    pair, times = np.unique(said, return_counts=True)
    del said
    row, occupation = pair // max(occupations, 1), (pair % max(occupations, 1)).astype(np.int32)
    share = np.log1p(times) / np.maximum(np.bincount(named, minlength=occupations), 1)[occupation]
    frequency = np.bincount(row, minlength=len(known))
    length = np.sqrt(np.bincount(row, share**2, len(known)))
    telling = (np.log((1 + occupations) / (1 + frequency)) + 1) ** TELLING
    held_from = np.concatenate([[0], np.cumsum(np.bincount(word, minlength=len(known)))])
    norm = np.sqrt(np.bincount(label, _rarity(held_from, len(texts))[word] ** 2, len(texts)))
    return Wording(
        words=np.frombuffer("\n".join(known).encode(), np.uint8),
        held_by=np.array([seen.get(piece, 0) for piece in known], np.int32),
        telling=telling.astype(np.float32),
        named_from=np.concatenate([[0], np.cumsum(frequency)]),
        named=occupation,
        share=(share * (telling / np.maximum(length, 1e-12))[row]).astype(np.float32),
        held_from=held_from,
        holders=label[np.argsort(word, kind="stable")],
        norm=norm.astype(np.float32),
    )


def _rarity(held_from: Ints, labels: int) -> Floats:
    """How telling each piece is of a label: its inverse document frequency."""
    rarity: Floats = np.log((1 + labels) / (1 + np.diff(held_from))) + 1
    return rarity


class Vocabulary:
    """The pieces of a wording, opened for looking up many titles."""

    def __init__(self, known: Wording) -> None:
        """Reads all pieces once, and nothing else."""
        self._known = known
        found = bytes(known.words).decode().split("\n") if len(known.words) else []
        self._numbers = {piece: number for number, piece in enumerate(found)}
        self._frequencies = dict(zip(found, known.held_by.tolist(), strict=True))
        self._pieces: dict[str, tuple[str, ...]] = {}
        self._rarity = _rarity(known.held_from, len(known.norm))

    def says(self, words: Sequence[str], weights: Sequence[float] | None = None) -> tuple[Ints, Floats]:
        """The occupations that some words speak of, each word as loud as its weight: occupations in order, and values.

        What no label holds is passed over.
        """
        known = self._known
        found = [(row, weight) for word, weight in zip(words, weights or [1.0] * len(words), strict=True)
                 for row in self.rows(word)]  # fmt: skip
        if not found:
            return np.empty(0, np.int32), np.empty(0)
        rows, loud = [row for row, _ in found], np.array([weight for _, weight in found])
        parts = [slice(int(known.named_from[row]), int(known.named_from[row + 1])) for row in rows]
        occupation, where = np.unique(np.concatenate([known.named[part] for part in parts]), return_inverse=True)
        share = np.concatenate([known.share[part] * weight for part, weight in zip(parts, loud.tolist(), strict=True)])
        length = float(np.sqrt(((known.telling[rows] * loud) ** 2).sum()))
        return occupation, np.bincount(where, share) / max(length, 1e-12)

    def labels(self, words: Sequence[str], weights: Sequence[float]) -> tuple[Ints, Floats]:
        """The labels that share pieces with some words, and their cosines; what no label holds is passed over."""
        known = self._known
        held = {self._numbers[piece]: how for piece, how in self.pieces(words, weights).items()
                if piece in self._numbers}  # fmt: skip
        rows, rarity = np.array([*held], np.int64), self._rarity[[*held]]
        loud = np.array([*held.values()]) * rarity
        label, count = followed(known.held_from, known.holders, rows)
        shared = summed(label, np.repeat(loud * rarity, count), len(known.norm))
        label = np.flatnonzero(shared)
        return label, shared[label] / (known.norm[label] * max(float(np.sqrt((loud**2).sum())), 1e-12))

    def rows(self, word: str) -> list[int]:
        """The known pieces of a word, by their numbers."""
        return [self._numbers[piece] for piece in self._cut(word) if piece in self._numbers]

    def pieces(self, words: Sequence[str], weights: Sequence[float]) -> dict[str, float]:
        """The pieces of some words, known or not, with the sum of the weights of the words that hold them."""
        found: dict[str, float] = {}
        for word, weight in zip(words, weights, strict=True):
            for piece in self._cut(word):
                found[piece] = found.get(piece, 0.0) + weight
        return found

    def _cut(self, word: str) -> tuple[str, ...]:
        if (found := self._pieces.get(word)) is None:
            found = self._pieces[word] = tuple(pieces(word, self._frequencies))
        return found
