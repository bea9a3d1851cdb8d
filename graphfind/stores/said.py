"""Whom the user's words on ties and persons mean, as every store tells it from what they were kept with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphfind.identity import Verdict

Mark = tuple[str, str]
"""A kind and value of identifier, or "rid" and a content id."""

Named = tuple[str, int]
"""A person's id and number."""

End = tuple[int, str, str]
"""A side of what was said, and a mark of whom it means there."""


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


def carried(
    said: Sequence[tuple[int, Hashable, Sequence[End]]], rids: Mapping[str, str]
) -> dict[int, tuple[End, ...] | None]:
    """Of what was said as number, word and ends, in its order: the ends of what names records that others take the
    place of. None stands for what says the same as a later one then.
    """
    found: dict[int, tuple[End, ...] | None] = {}
    seen: set[tuple[Hashable, tuple[End, ...]]] = set()
    for number, word, ends in reversed(said):
        now = {(side, kind, rids.get(text, text) if kind == "rid" else text) for side, kind, text in ends}
        says = word, tuple(sorted(now))
        if says in seen:
            found[number] = None
        elif now != set(ends):
            found[number] = says[1]
        seen.add(says)
    return found


def both(verdict: Verdict) -> tuple[End, ...]:
    """The two records of a verdict as ends of one side."""
    return (0, "rid", verdict.a), (0, "rid", verdict.b)


def unjudged(verdicts: Iterable[Verdict], gone: Collection[str], there: Collection[str]) -> set[str]:
    """Of the content ids of records that are gone, those in verdicts on one that is there, of which no other record of
    what was said at once is there."""
    at_once: defaultdict[tuple[str, object, str], set[str]] = defaultdict(set)
    for verdict in verdicts:
        for one, other in ((verdict.a, verdict.b), (verdict.b, verdict.a)):
            if other in there:
                at_once[verdict.kind, verdict.on, other].add(one)
    return {rid for rids in at_once.values() if rids.isdisjoint(there) for rid in rids.intersection(gone)}


def side_of(ends: Iterable[End], at: int) -> list[Mark]:
    """The marks of one side."""
    return [(kind, text) for side, kind, text in ends if side == at]
