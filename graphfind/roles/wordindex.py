"""Which of many titles hold a word: their vocabulary, and for each word the titles that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graphfind.arrays import distinct
from graphfind.roles.prefilter import Prefilter, plain_lines

Rows = NDArray[np.int32]
"""Places of titles, in order, none twice."""
FEW = 200
"""So many titles are looked through sooner than a further word is looked up."""


class WordIndex(NamedTuple):
    """The words of `size` titles as `plain_lines` has them, each title called by its place, its row.

    `text` has the distinct words, one a line; word w ends at `ends[w]`, its line's end included. It stands in the rows
    `rows[starts[w]:starts[w + 1]]`; row r holds the words `words[begins[r]:begins[r + 1]]`, one after the other.
    """

    text: str
    ends: NDArray[np.int32]
    starts: NDArray[np.int32]
    rows: Rows
    begins: NDArray[np.int32]
    words: NDArray[np.int32]

    @property
    def size(self) -> int:
        """How many titles there are."""
        return len(self.begins) - 1

    @property
    def vocabulary(self) -> list[str]:
        """The distinct words."""
        return self.text.split("\n")[: len(self.ends)]

    def holding(self, parts: Iterable[str]) -> Rows:
        """The rows that hold all these parts of words; no parts are in every row."""
        found = np.arange(self.size, dtype=np.int32)
        held: NDArray[np.bool_]
        for part in sorted(parts, key=len, reverse=True):
            if len(found) <= FEW:
                lines = (self._line(row) for row in found.tolist())
                held = np.fromiter((part in line for line in lines), np.bool_, len(found))
                found = found[held]
            else:
                held = self._held(self.within(part))
                found = np.flatnonzero(held).astype(np.int32) if len(found) == self.size else found[held[found]]
        return found

    def candidates(self, telling: Prefilter, known: NDArray[np.bool_] | None = None) -> Rows:
        """The rows that `Prefilter.candidates` would choose, without those that are `known`."""
        if telling.everything:
            chosen = np.arange(self.size, dtype=np.int32)
            return chosen if known is None else chosen[~known]
        vocabulary = self.vocabulary
        found = [self._anchored(telling, vocabulary, known)]
        found.append(self._rows_of(np.array(sorted(telling.ending(vocabulary)), np.int64)))
        found += [self.holding(parts) for parts in telling.stems]
        chosen = distinct(np.concatenate(found))
        return chosen if known is None else chosen[~known[chosen]]

    def _anchored(self, telling: Prefilter, vocabulary: Sequence[str], known: NDArray[np.bool_] | None) -> Rows:
        anchors = np.array([at for at, word in enumerate(vocabulary) if word in telling.anchors], np.int64)
        rows = self._rows_of(anchors)
        if known is not None:
            rows = rows[~known[rows]]
        begins = self.begins
        held = (
            telling.holds([vocabulary[word] for word in self.words[begins[row] : begins[row + 1]].tolist()])
            for row in rows.tolist()
        )
        return rows[np.fromiter(held, np.bool_, len(rows))]

    def within(self, part: str) -> NDArray[np.int64]:
        """The words that hold a part."""
        text = self.text
        places = []
        place = text.find(part)
        while place >= 0:
            places.append(place)
            place = text.find("\n", place)
            place = text.find(part, place) if place >= 0 else -1
        return np.searchsorted(self.ends, np.array(places, np.int64), side="right")

    def _line(self, row: int) -> str:
        """The words of a row, with spaces between."""
        text, ends = self.text, self.ends
        words = self.words[self.begins[row] : self.begins[row + 1]].tolist()
        return " ".join(text[ends[word - 1] if word else 0 : ends[word] - 1] for word in words)

    def _rows_of(self, words: NDArray[np.int64]) -> Rows:
        """The rows that hold one of these words."""
        return np.flatnonzero(self._held(words)).astype(np.int32)

    def _held(self, words: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each row holds one of these words."""
        held = np.zeros(self.size, np.bool_)
        for word in words.tolist():
            held[self.rows[self.starts[word] : self.starts[word + 1]]] = True
        return held


def word_index(titles: Sequence[str]) -> WordIndex:
    """The index of some titles."""
    lines = [line.split() for line in plain_lines(titles)]
    numbers: dict[str, int] = {}
    number = numbers.setdefault
    words = np.array([number(word, len(numbers)) for line in lines for word in line], np.int32)
    begins = np.zeros(len(lines) + 1, np.int32)
    np.cumsum([len(line) for line in lines], out=begins[1:])
    row = np.repeat(np.arange(len(lines), dtype=np.int32), np.diff(begins))
    starts = np.zeros(len(numbers) + 1, np.int32)
    np.cumsum(np.bincount(words, minlength=len(numbers)), out=starts[1:])
    text = "\n".join(numbers)
    ends = np.cumsum([len(word) + 1 for word in numbers], dtype=np.int32)
    return WordIndex(text, ends, starts, row[np.argsort(words, kind="stable")], begins, words)
