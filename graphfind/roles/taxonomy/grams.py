"""Texts as sets of character n-grams, found for all of them in a few passes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

SIZES = (2, 3, 4)
"""An n-gram has so many characters: with 16 bits each, the longest fills 64 bits, and so every one is a number."""

_BITS = 16
_END, _SPACE = ord("\n"), ord(" ")

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]


def grams(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """The n-grams of each text as two columns, the text's place and the n-gram, in order, each pair once."""
    place, gram = every_gram(texts)
    order = np.lexsort((gram, place))
    place, gram = place[order], gram[order]
    new = np.ones(len(place), np.bool_)
    new[1:] = (np.diff(place) != 0) | (np.diff(gram) != 0)
    return place[new], gram[new]


def every_gram(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """The n-grams of all texts as two columns, the text's place and the n-gram, in no order, as often as they occur.

    Texts are words with single spaces between, without line breaks. An n-gram stays within a word, the spaces
    around it included, so that beginnings and ends of words are told from their middles.
    """
    codes = np.frombuffer("".join(f" {text} \n" for text in texts).encode("utf-16-le", "replace"), np.uint16)
    place = np.cumsum(codes == _END, dtype=np.int32) - (codes == _END)
    found = [_of_size(codes, place, size) for size in SIZES]
    place, gram = (np.concatenate(column) for column in zip(*found, strict=True))
    return place, gram


def _of_size(codes: NDArray[np.uint16], place: Ints, size: int) -> tuple[Ints, Ints]:
    count = max(0, len(codes) - size + 1)
    gram = np.zeros(count, np.int64)
    whole = np.ones(count, np.bool_)
    for at in range(size):
        character = codes[at : at + count]
        gram = (gram << _BITS) | character
        whole &= character != _END
        if 0 < at < size - 1:
            whole &= character != _SPACE
    return place[:count][whole], gram[whole]
