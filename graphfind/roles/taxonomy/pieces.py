"""Words cut into the pieces that they are made of, so that what no label says as it stands is still understood.

A piece is a stem: a word without its endings of number, gender and agent, which makes one of "recruteur" and
"recruteuse". A rare word has the pieces of its compound beside its own stem. No dictionary is needed: what words of
many labels begin or end with is a piece, and so is what is left of a word beside one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

SHORTEST: Final = 4
"""No stem and no part of a compound is shorter; shorter ones are found in any word."""

REST: Final = 5
"""A part of which only one side is known is at least as long as this."""

SEEN: Final = 5
"""A piece in fewer labels is too rare to cut other words by."""

COMMON: Final = 8
"""A word whose stem is in as many labels is well known as it stands, and is not cut."""

ENDINGS: Final = frozenset({
    "erinnen", "innen", "ungen", "erin", "ung", "erer", "ern", "ers", "er", "en", "em", "es", "in", "e", "s", "n",
    "euses", "euse", "trices", "trice", "rice", "eurs", "eur",
    "ores", "oras", "ora", "or", "os", "as", "o", "a",
})  # fmt: skip
"""Of German and Dutch, of French, and of Spanish, Italian and Portuguese; the longest that fits is taken off."""

_LONGEST: Final = max(map(len, ENDINGS))


def stem(word: str) -> str:
    """A folded word without its ending."""
    for length in range(min(_LONGEST, len(word) - SHORTEST), 0, -1):
        if word[-length:] in ENDINGS:
            return word[:-length]
    return word


def frequencies(texts: Iterable[str]) -> Mapping[str, int]:
    """The pieces of some texts, and how many texts hold each: as a word, or else within words."""
    words = Counter(word for text in texts for word in set(text.split()))
    whole: Counter[str] = Counter()
    for word, count in words.items():
        whole[stem(word)] += count
    within: Counter[str] = Counter()
    for word, count in words.items():
        for piece in pieces(word, whole)[1:]:
            within[piece] += count
    return whole | within


def pieces(word: str, known: Mapping[str, int]) -> Sequence[str]:
    """The stem of a word, and if it is no common one the stems of the two parts that the word is made of.

    `known` says how many labels hold a piece. Of several pairs, that whose rarer part is commonest; where there is
    none, that of a common part and whatever is left.
    """
    own = stem(word)
    if known.get(own, 0) >= COMMON:
        return (own,)
    both: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    most_both = most_either = SEEN - 1
    for at in range(SHORTEST, len(word) - SHORTEST + 1):
        tail = stem(word[at:])
        by_tail = known.get(tail, 0)
        for start in _unlinked(word[:at]):
            head = stem(start)
            by_head = known.get(head, 0)
            if min(by_head, by_tail) > most_both:
                both, most_both = (head, tail), min(by_head, by_tail)
            if by_tail > most_either and len(word) - at >= REST:
                either, most_either = (head, tail), by_tail
            if by_head > most_either and at >= REST:
                either, most_either = (head, tail), by_head
    return (own, *(both or either))


def _unlinked(head: str) -> Iterable[str]:
    """A first part of a compound as it stands, and without the letter that joins it to the next."""
    yield head
    if head[-1] in "sn" and len(head) > SHORTEST:
        yield head[:-1]
