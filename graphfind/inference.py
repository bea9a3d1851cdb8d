"""Which people were at one employer or school at the same time, though nobody observed them together.

The strength given here is a base: `strength.py` lets it age and caps what all inferred evidence may come to. It falls
with the number of people known there (who knows everyone at a large employer?) and with the gap between what is known
of the two people's dates. The constants are judgements, each with its reason.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from graphfind.model import Evidence, EvidenceKind, Position
from graphfind.normalize import organization_key
from graphfind.strength import KINDS, halving, ordinal

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLLEAGUE_BASE: Final = 0.32
"""Two people at an employer where nobody else is known, at one time: under the cap of all inferred evidence, and
little above a bare connection, since the people a network holds of a small employer mostly did meet."""

SCHOOLMATE_BASE: Final = 0.20
"""The same at a school: it has many more people than a network knows of, spread over courses and years."""

HALF_HEADCOUNT: Final = 12
"""Known people beyond the two that halve the strength: a dozen is about the team in which everyone has met."""

MAX_HEADCOUNT: Final = 30
"""Known people above which an organization says nothing; it also bounds the output, see `overlaps`."""

HALF_GAP: Final = 24
"""Months between the two people's known dates that halve the strength: the median employee has been with the employer
for about four years (US Bureau of Labor Statistics, 2024), so half are gone after the like of two years unseen."""

MIN_INFERRED: Final = 0.05
"""The base strength below which an overlap is no tie: it would only add noise to the graph."""

MAX_SPELLS: Final = 4
"""Stays of one person at one organization that count, the newest: more are a sign of bad data."""

_COLLEAGUE: Final = KINDS.index(EvidenceKind.COLLEAGUE)
_SCHOOLMATE: Final = KINDS.index(EvidenceKind.SCHOOLMATE)
_PAIRS_AT_ONCE: Final = 1 << 20
_DAYS_A_MONTH: Final = 30


@dataclass(frozen=True, slots=True)
class PositionColumns:
    """Positions as columns of equal length, in any order.

    `person` and `organization` are numbers from 0, the latter of a normalized name, or negative for none; dates are
    proleptic Gregorian ordinals, 0 where unknown; `study` marks places of education.
    """

    person: NDArray[np.integer[Any]]
    organization: NDArray[np.int32]
    started: NDArray[np.int32]
    ended: NDArray[np.int32]
    as_of: NDArray[np.int32]
    study: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class InferredTies:
    """Overlaps as columns: one row for two people, `a` < `b`, at one organization; in an order of its own.

    `kind` indexes `KINDS`. `first` and `last` are the ordinals between which both are known to have been there, and
    both the end of the earlier stay where the two leave a gap. `strength` is the base for `strength.py`.
    """

    a: NDArray[np.integer[Any]]
    b: NDArray[np.integer[Any]]
    kind: NDArray[np.int8]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    strength: NDArray[np.float64]
    organization: NDArray[np.int32]


def overlaps(columns: PositionColumns, today: date) -> InferredTies:
    """Every two people who were at one organization at about the same time, as far as a tie may follow from it.

    A position lasts from `started` to `ended`, or to `as_of` where it has no end; one without dates is known at
    `as_of` alone, one without any day says nothing; no day lies after the month of `today`. The work of some and the
    studies of others at one place do not meet. At most (`MAX_HEADCOUNT` − 1) / 2 ties for each person at an
    organization.
    """
    counts = headcounts(columns)
    return _pairs(_spells(columns, counts, today), counts)


def headcounts(columns: PositionColumns) -> NDArray[np.int64]:
    """For each organization's number how many people have a position there, dated or not."""
    at_one = columns.organization >= 0
    organization = columns.organization[at_one].astype(np.int64)
    people = int(columns.person.max(initial=0)) + 1
    members = np.sort(organization * people + columns.person[at_one])  # np.unique would load masked arrays
    return np.bincount(members[np.diff(members, prepend=-1) != 0] // people)


class Headcounts(dict[str, int]):
    """How many people have a position at each organization, by `organization_key`; counted when first asked for."""

    def __init__(self, count: Callable[[str], int]) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, key: str) -> int:
        self[key] = self._count(key)
        return self[key]


def shared(
    positions_a: Sequence[Position], positions_b: Sequence[Position], headcounts: Mapping[str, int], today: date
) -> tuple[Evidence, ...]:
    """What `overlaps` finds for one pair, as evidence with the organization's name in `relation`, the strongest first.

    `headcounts` says how many people have a position at an organization, by `organization_key`; it is asked for those
    where both have one, by subscription.
    """
    at = [{organization_key(p.organization) for p in positions} for positions in (positions_a, positions_b)]
    keys = sorted((at[0] & at[1]) - {""})
    if not keys:
        return ()
    counts = np.array([headcounts[key] for key in keys], np.int64)
    spellings: dict[str, set[str]] = {key: set() for key in keys}
    rows = []
    for person, positions in enumerate((positions_a, positions_b)):
        for position in positions:
            key = organization_key(position.organization)
            if key in spellings:
                spellings[key].add(position.organization)
                days = [ordinal(day) for day in (position.started, position.ended, position.as_of)]
                rows.append((person, keys.index(key), *days, position.study))
    table = np.array(rows, np.int32).reshape(-1, 6).T
    columns = PositionColumns(table[0], table[1], table[2], table[3], table[4], table[5].astype(np.bool_))
    ties = _pairs(_spells(columns, counts, today), counts)
    evidence = [
        Evidence(
            KINDS[ties.kind[row]],
            first=date.fromordinal(int(ties.first[row])),
            last=date.fromordinal(int(ties.last[row])),
            strength=float(ties.strength[row]),
            relation=min(spellings[keys[ties.organization[row]]], key=lambda name: (len(name), name)),
        )
        for row in range(len(ties.a))
    ]
    return tuple(sorted(evidence, key=lambda e: (-(e.strength or 0.0), KINDS.index(e.kind), e.relation)))


@dataclass(frozen=True, slots=True)
class _Spells:
    """Stays that do not touch each other, ordered by organization, study, person and start."""

    person: NDArray[np.integer[Any]]
    organization: NDArray[np.int32]
    study: NDArray[np.bool_]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


def _spells(columns: PositionColumns, counts: NDArray[np.int64], today: date) -> _Spells:
    """The stays at organizations whose headcount lets them say something, those that touch made one."""
    organization = columns.organization
    size = np.where(organization >= 0, counts[organization], 0) if len(counts) else np.zeros(len(organization))
    rows = np.flatnonzero(
        (size >= 2) & (size <= MAX_HEADCOUNT) & ((columns.started > 0) | (columns.ended > 0) | (columns.as_of > 0))
    )
    start, end = _known(columns, rows, today)
    person = columns.person[rows].astype(np.int64)
    organization, study = organization[rows], columns.study[rows]
    people = int(person.max(initial=0)) + 1
    stay = (organization.astype(np.int64) * 2 + study) * people + person
    order = np.lexsort((start, stay))
    stay, start, end = stay[order], start[order], end[order]

    # Number the stayers so that one running maximum of ends serves all: each stands a whole calendar above the last.
    fresh = np.diff(stay, prepend=-1) != 0
    shift = np.cumsum(fresh) * (date.max.toordinal() + 1)
    reach = np.maximum.accumulate(end + shift)
    opens = fresh.copy()
    opens[1:] |= start[1:] + shift[1:] > reach[:-1]
    first = np.flatnonzero(opens)
    if len(first):
        stay, start, end = stay[first], start[first], np.maximum.reduceat(end, first)

    newest = np.ones(len(stay), np.bool_)
    newest[:-MAX_SPELLS] = stay[:-MAX_SPELLS] != stay[MAX_SPELLS:]
    stay, start, end = stay[newest], start[newest], end[newest]
    place, person = np.divmod(stay, people)
    organization, study = (place // 2).astype(np.int32), (place % 2).astype(np.bool_)
    return _Spells(person.astype(columns.person.dtype), organization, study, start, end)


def _known(
    columns: PositionColumns, rows: NDArray[np.intp], today: date
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first and the last day on which each position is known to have been held; one day is known at least."""
    end_of_month = today.replace(day=monthrange(today.year, today.month)[1]).toordinal()
    started, ended, as_of = (
        np.clip(days[rows], 0, end_of_month).astype(np.int64)
        for days in (columns.started, columns.ended, columns.as_of)
    )
    last = np.where(ended > 0, ended, as_of)
    earlier = np.where((ended > 0) & (as_of > 0), np.minimum(ended, as_of), last)
    first = np.where(started > 0, started, earlier)
    return first, np.maximum(first, last)


def _pairs(spells: _Spells, counts: NDArray[np.int64]) -> InferredTies:
    """Every two people at one place, a block of them at a time so that memory follows the output."""
    place = spells.organization.astype(np.int64) * 2 + spells.study
    after = np.searchsorted(place, place, side="right") - np.arange(1, len(place) + 1)
    fresh = np.flatnonzero((np.diff(place, prepend=-1) != 0) | (np.diff(spells.person, prepend=-1) != 0))
    before = (np.cumsum(after) - after)[fresh]
    cuts = fresh[np.diff(before // _PAIRS_AT_ONCE, prepend=-1) != 0]
    blocks = [_block(spells, counts, after, low, high) for low, high in pairwise([*cuts.tolist(), len(place)])]
    blocks = blocks or [_block(spells, counts, after, 0, 0)]
    return InferredTies(
        *(np.concatenate([getattr(block, column.name) for block in blocks]) for column in fields(InferredTies))
    )


def _block(spells: _Spells, counts: NDArray[np.int64], after: NDArray[np.int64], low: int, high: int) -> InferredTies:
    """The pairs whose earlier spell stands in `low` … `high` − 1, which hold all spells of their people."""
    partners = after[low:high]
    left = np.repeat(np.arange(low, high), partners)
    right = left + np.arange(1, len(left) + 1) - np.repeat(np.cumsum(partners) - partners, partners)
    a, b = spells.person[left], spells.person[right]
    begin = np.maximum(spells.start[left], spells.start[right])
    last = np.minimum(spells.end[left], spells.end[right])
    decay = halving(HALF_GAP)
    gap = np.clip((begin - last) // _DAYS_A_MONTH, 0, len(decay) - 1)
    study, organization = spells.study[left], spells.organization[left]
    strength = np.where(study, SCHOOLMATE_BASE, COLLEAGUE_BASE) * decay[gap]
    strength *= HALF_HEADCOUNT / (HALF_HEADCOUNT + counts[organization] - 2)

    real = (strength >= MIN_INFERRED) & (a != b)
    again = np.zeros(len(spells.person) + 1, np.bool_)
    again[1:-1] = (spells.person[1:] == spells.person[:-1]) & (spells.organization[1:] == spells.organization[:-1])
    several = again[:-1] | again[1:]
    rows = np.flatnonzero(real & (several[left] | several[right]))
    rows = rows[
        np.lexsort((begin[rows], -last[rows], -strength[rows], b[rows], a[rows], study[rows], organization[rows]))
    ]
    same = [column[rows][1:] == column[rows][:-1] for column in (a, b, study, organization)]
    real[rows[1:][np.logical_and.reduce(same)]] = False  # of two people's meetings at one place the best stays

    return InferredTies(
        a[real],
        b[real],
        np.where(study[real], _SCHOOLMATE, _COLLEAGUE).astype(np.int8),
        np.minimum(begin, last)[real].astype(np.int32),
        last[real].astype(np.int32),
        strength[real],
        organization[real],
    )
