"""Whom the user's words on ties and persons mean, as every store tells it from what they were kept with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

Mark = tuple[str, str]
"""A kind and value of identifier, or "rid" and a content id."""

Named = tuple[str, int]
"""A person's id and number."""


def meant(by_records: Iterable[Named], by_identifiers: Iterable[Named]) -> list[int]:
    """The persons whom one end of a word means: all whose records it names, in the order of their ids.

    Where none of these is there, it is the one whom most of its identifiers name, one entry each; the smallest id
    where that is a draw.
    """
    found = set(by_records)
    if found:
        return [number for _, number in sorted(found)]
    votes = Counter(by_identifiers)
    return [min(votes, key=lambda end: (-votes[end], end[0]))[1]] if votes else []


def only_of(said: Sequence[tuple[int, int, int | None, object]], pair: set[int | None]) -> list[int]:
    """Of words as number, person, other person and word, the numbers of those on this pair and on no other."""
    elsewhere = {number for number, one, other, _ in said if {one, other} != pair}
    return sorted({number for number, *_ in said} - elsewhere)
