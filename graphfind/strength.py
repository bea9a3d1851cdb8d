"""How strong a tie is: from its evidence to the probability that one of the two would pass a request on for the other.

Each kind of evidence is worth its `best`, times a factor in (0, 1] for volume, for an answer, for the time since the
last contact and for how long the exchange went on; the kinds are joined by noisy-or, 1 − Π(1 − p). The constants are
judgements: research says what matters and in which order, not how much, and each row says whom it follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeVar

import numpy as np

from graphfind.model import INFERRED, Evidence, EvidenceKind, Tie, TieOverride

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS: Final = tuple(EvidenceKind)
_PLACES: Final = {kind: place for place, kind in enumerate(KINDS)}
"""The kinds of evidence in the order by which columns number them."""


class KindConstants(NamedTuple):
    """What one kind of evidence is worth, and why.

    `best`: the probability where everything speaks for it. `half_volume`: the number of exchanges that gives half of
    it, 0 where one is as good as many. `one_sided`: the share left where only one of the two ever acted. `half_life`:
    the months since the last contact after which half of what time can take is gone; `floor`: the share it never
    takes. `undated`: the age in months of evidence without a date. `brief`: the share left where the whole exchange
    fell into one month, 1 where duration says nothing.
    """

    kind: EvidenceKind
    best: float
    half_volume: int
    one_sided: float
    half_life: int
    floor: float
    undated: int
    brief: float
    reason: str


KIND_TABLE: Final = (
    KindConstants(
        EvidenceKind.CONNECTION, 0.28, 0, 1.0, 48, 0.70, 60, 1.0,
        "People accept strangers: in one archive 1,082 of 4,606 connections (23 %) had ever written both ways.",
    ),
    KindConstants(
        EvidenceKind.MESSAGE, 0.80, 3, 0.20, 18, 0.35, 36, 0.75,
        "Time since the last contact, reciprocity and duration come before volume (Gilbert & Karahalios 2009), so "
        "volume saturates early; an old exchange keeps a third (Granovetter 1973: 28 % of helpers were seen rarely).",
    ),
    KindConstants(
        EvidenceKind.INVITATION, 0.05, 0, 1.0, 48, 0.70, 60, 1.0,
        "Says who asked, not that they know each other; worth a little beside the connection it led to.",
    ),
    KindConstants(
        EvidenceKind.RECOMMENDATION, 0.75, 0, 0.80, 60, 0.65, 60, 1.0,
        "Somebody vouched in public under their own name; professional ties complete most chains (Dodds et al. 2003).",
    ),
    KindConstants(
        EvidenceKind.ENDORSEMENT, 0.35, 2, 0.60, 36, 0.50, 60, 1.0,
        "One click, often prompted by the site; several, or both ways, say that they know each other's work.",
    ),
    KindConstants(
        EvidenceKind.CONTACT, 0.30, 0, 1.0, 60, 0.75, 60, 1.0,
        "Somebody kept the address, or a program did: a little more than a connection, and it hardly ages.",
    ),
    KindConstants(
        EvidenceKind.RELATION, 0.70, 0, 1.0, 60, 0.70, 24, 1.0,
        "Someone who knows says so (manager, friend); close and occasional ties both help (Granovetter 1973).",
    ),
    KindConstants(
        EvidenceKind.EMAIL, 0.80, 6, 0.10, 18, 0.35, 36, 0.75,
        "As messages, but mail is cheaper: it takes more of it, and mail that nobody answers says next to nothing.",
    ),
    KindConstants(
        EvidenceKind.MEETING, 0.70, 3, 1.0, 18, 0.35, 36, 0.75,
        "Both were invited to the same few-person meeting; attending is mutual, so there is nothing to answer.",
    ),
    KindConstants(
        EvidenceKind.FOLLOW, 0.08, 0, 0.50, 48, 0.70, 60, 1.0,
        "Reading somebody is no acquaintance; following each other says a little.",
    ),
    KindConstants(
        EvidenceKind.COLLEAGUE, 0.35, 0, 1.0, 84, 0.60, 60, 1.0,
        "Nobody observed it: inference.py gives the base, and work ties carry best (Dodds et al. 2003).",
    ),
    KindConstants(
        EvidenceKind.SCHOOLMATE, 0.35, 0, 1.0, 84, 0.60, 120, 1.0,
        "Nobody observed it: inference.py gives the base, lower than for colleagues.",
    ),
)  # fmt: skip
"""One row for each kind, in the order of `KINDS`."""

MIN_STRENGTH: Final = 0.01
"""No tie is hopeless: occasional ties found most of the jobs (Granovetter 1973: 56 % occasionally, 28 % rarely)."""

MAX_STRENGTH: Final = 0.95
"""No tie is certain, so that every hop costs something and a longer chain never ties with a shorter one."""

MAX_INFERRED: Final = 0.35
"""What all inferred evidence of a tie may come to: about the pass-on of any chain (0.37, Dodds et al. 2003)."""

HALF_SPAN: Final = 12
"""Months between the first and the last exchange that make good half of what `brief` takes."""

OVERRIDES: Final[Mapping[TieOverride, float]] = MappingProxyType({"close": MAX_STRENGTH, "knows": 0.50, "barely": 0.10})
"""The strength that the user's own word stands for; "don't ask" is about asking and leaves the strength alone."""

_INFERRED_CODES: Final = tuple(code for code, kind in enumerate(KINDS) if kind in INFERRED)
_OBSERVED_CODES: Final = tuple(code for code, kind in enumerate(KINDS) if kind not in INFERRED)
_IS_INFERRED: Final = np.array([kind in INFERRED for kind in KINDS])
_EPOCH: Final = date(1970, 1, 1).toordinal()
_MAX_MONTHS: Final = 1200
_BLOCK: Final = 1 << 19  # ties worked on at once: few enough to stay in the cache
_MAX_BLOCKS: Final = 16  # every block reads the whole column of ties once

_Number = TypeVar("_Number", bound=np.number[Any])


class EvidenceColumns(NamedTuple):
    """Evidence as columns of equal length, a row for each piece, in any order.

    `tie` numbers the ties from 0; `kind` indexes `KINDS`. All rows of a tie are seen from the same one of the two.
    `first` and `last` are proleptic Gregorian ordinals, 0 where unknown. `strength` is nan for none; for a kind in
    `INFERRED` it is the base that inference gives, for any other an explicit strength.
    """

    tie: NDArray[np.int64]
    kind: NDArray[np.int8]
    outgoing: NDArray[np.int32]
    incoming: NDArray[np.int32]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    strength: NDArray[np.float64]


def strengths(evidence: EvidenceColumns, ties: int, today: date) -> NDArray[np.float64]:
    """The strength of each of `ties` ties, in [0.01, 0.95].

    Rows of one kind for one tie are several sources' word on the same exchange and count once: the largest counts,
    the newest `last`, the oldest `first`. Inferred kinds together never exceed `MAX_INFERRED`. An explicit strength
    replaces everything else; of several the newest counts, of equally new ones the larger. A future date counts as
    today, an unknown one as its kind's `undated` age. Ages are counted in calendar months, so the result depends on
    the month of `today` alone and may be kept until that ends.
    """
    strength = np.empty(ties)
    block = max(_BLOCK, -(-ties // _MAX_BLOCKS))
    for low in range(0, ties, block):
        part = strength[low : low + block]
        rows = np.flatnonzero((evidence.tie >= low) & (evidence.tie < low + len(part)))
        columns = EvidenceColumns._make(column[rows] for column in evidence)
        np.subtract(columns.tie, low, out=columns.tie)
        part[:] = _of_block(columns, len(part), today)
    return strength


def inferred_only(evidence: EvidenceColumns, ties: int) -> NDArray[np.bool_]:
    """For each tie, whether it has evidence and all of it is inferred."""
    inferred = _IS_INFERRED[evidence.kind]
    only = np.zeros(ties, np.bool_)
    only[evidence.tie[inferred]] = True
    only[evidence.tie[~inferred]] = False
    return only


def tie_strength(evidence: Sequence[Evidence], today: date, override: TieOverride | None = None) -> float:
    """The strength of one tie, the same number that `strengths` gives it; an override with a strength wins."""
    return tie_strengths([(evidence, override)], today)[0]


def tie_strengths(ties: Sequence[tuple[Sequence[Evidence], TieOverride | None]], today: date) -> list[float]:
    """The strengths of several ties, each given by its evidence and what the user said."""
    rows = [
        (
            tie,
            _PLACES[e.kind],
            e.outgoing,
            e.incoming,
            ordinal(e.first),
            ordinal(e.last),
            np.nan if e.strength is None else e.strength,
        )
        for tie, (evidence, _) in enumerate(ties)
        for e in evidence
    ]
    tie, kind, outgoing, incoming, first, last, strength = zip(*rows, strict=True) if rows else ((),) * 7
    columns = EvidenceColumns(
        tie=np.array(tie, np.int64),
        kind=np.array(kind, np.int8),
        outgoing=np.array(outgoing, np.int32),
        incoming=np.array(incoming, np.int32),
        first=np.array(first, np.int32),
        last=np.array(last, np.int32),
        strength=np.array(strength, np.float64),
    )
    found = strengths(columns, len(ties), today).tolist()
    return [
        OVERRIDES[said] if said is not None and said in OVERRIDES else strength
        for strength, (_, said) in zip(found, ties, strict=True)
    ]


def known_ties(known: Sequence[tuple[Iterable[Evidence], TieOverride | None]], today: date) -> list[Tie]:
    """Ties by all that is known of each, and what the user said; what is known twice counts once.

    The evidence of a tie stands in a fixed order, so that a tie is the same in every store.
    """
    in_order = [(tuple(sorted(set(evidence), key=_order)), said) for evidence, said in known]
    return [
        Tie(strength, said is None and all(one.kind in INFERRED for one in evidence), evidence, said)
        for strength, (evidence, said) in zip(tie_strengths(in_order, today), in_order, strict=True)
    ]


def _order(one: Evidence) -> tuple[int, str, str, int, int, int]:
    return _PLACES[one.kind], one.source, one.member, one.line, one.outgoing, one.incoming


def override_strength(override: Literal["close", "knows", "barely"]) -> float:
    """The strength that the user's word stands for."""
    return OVERRIDES[override]


def halving(months: int, floor: float = 0.0) -> NDArray[np.float64]:
    """A table over whole months 0 … 1200: from 1 down to `floor`, half of the way every `months` months."""
    return floor + (1.0 - floor) * np.exp2(np.arange(_MAX_MONTHS + 1) / -months)


def _of_block(evidence: EvidenceColumns, ties: int, today: date) -> NDArray[np.float64]:
    """The strengths of so few ties that a dozen columns of them fit into memory."""
    doubt = np.ones(ties)  # the probability that no evidence so far leads to help
    slot = np.empty(ties, np.int32)
    for code in _INFERRED_CODES:
        _weaken(doubt, evidence, code, slot, today)
    np.maximum(doubt, 1.0 - MAX_INFERRED, out=doubt)
    for code in _OBSERVED_CODES:
        _weaken(doubt, evidence, code, slot, today)
    strength = 1.0 - doubt
    _state(strength, evidence)
    return strength.clip(MIN_STRENGTH, MAX_STRENGTH)


def _weaken(
    doubt: NDArray[np.float64], evidence: EvidenceColumns, code: int, slot: NDArray[np.int32], today: date
) -> None:
    """Multiply into `doubt` the probability that the evidence of one kind does not lead to help; `slot` is scratch."""
    rows = np.flatnonzero(evidence.kind == code)
    if not rows.size:
        return
    constants = KIND_TABLE[code]
    twins = _Twins.among(evidence.tie[rows], slot)
    # Whoever met first on a day knew each other on it: `first` bounds an unknown `last` from below.
    age = _months_before(evidence.last[rows], today, unknown=constants.undated)
    np.minimum(age, _months_before(evidence.first[rows], today, unknown=_MAX_MONTHS), out=age)
    age = twins.merge(np.minimum, age)
    p = halving(constants.half_life, constants.floor)[age]
    if constants.kind in INFERRED:
        base = np.nan_to_num(evidence.strength[rows], nan=0.0)
        p *= np.clip(twins.merge(np.maximum, base), 0.0, constants.best)
    else:
        p *= constants.best
    if constants.brief < 1.0:
        span = twins.merge(np.maximum, _months_before(evidence.first[rows], today, unknown=0))
        span = np.maximum(np.subtract(span, age, out=span), 0, out=span)
        p *= 1.0 - (1.0 - constants.brief) * halving(HALF_SPAN)[span]
    if constants.half_volume or constants.one_sided < 1.0:
        outgoing = twins.merge(np.maximum, evidence.outgoing[rows])
        incoming = twins.merge(np.maximum, evidence.incoming[rows])
        p[np.minimum(outgoing, incoming) <= 0] *= constants.one_sided
        volume = np.maximum(np.add(outgoing, incoming, dtype=np.float64), 1.0)
        p *= volume / (volume + constants.half_volume)
    doubt[twins.tie] *= np.subtract(1.0, p, out=p)


class _Twins(NamedTuple):
    """Rows of one kind, told which of them stand for one tie; `keep` is None where no two do."""

    tie: NDArray[np.int64]
    keep: NDArray[np.intp] | None
    extra: NDArray[np.intp]
    stand_in: NDArray[np.int32]

    @classmethod
    def among(cls, tie: NDArray[np.int64], slot: NDArray[np.int32]) -> _Twins:
        """Let one row stand in for all rows of its tie, without sorting: each writes its number, one number stays."""
        numbers = np.arange(len(tie), dtype=np.int32)
        slot[tie] = numbers
        stand_in = slot[tie]
        alone = stand_in == numbers
        extra = np.flatnonzero(~alone)
        if not extra.size:
            return cls(tie, None, extra, stand_in[:0])
        keep = np.flatnonzero(alone)
        return cls(tie[keep], keep, extra, stand_in[extra])

    def merge(self, ufunc: np.ufunc, column: NDArray[_Number]) -> NDArray[_Number]:
        """One value for each tie; overwrites `column`."""
        if self.keep is None:
            return column
        ufunc.at(column, self.stand_in, column[self.extra])
        return column[self.keep]


def _state(strength: NDArray[np.float64], evidence: EvidenceColumns) -> None:
    """Put the explicit strengths in place of the computed ones."""
    rows = np.flatnonzero(~np.isnan(evidence.strength) & ~_IS_INFERRED[evidence.kind])
    if not rows.size:
        return
    tie = evidence.tie[rows]
    said_on = np.maximum(evidence.first[rows], evidence.last[rows])
    newest = np.zeros(len(strength), np.int32)
    np.maximum.at(newest, tie, said_on)
    rows = rows[said_on == newest[tie]]
    tie = evidence.tie[rows]
    strength[tie] = 0.0
    np.maximum.at(strength, tie, evidence.strength[rows])


def _months_before(ordinals: NDArray[np.int32], today: date, unknown: int) -> NDArray[np.int32]:
    """How many calendar months the month of each day lies before that of `today`, 0 for the future, at most 1200."""
    months = (ordinals - np.int64(_EPOCH)).view("datetime64[D]").astype("datetime64[M]").view(np.int64)
    ages = (12 * (today.year - 1970) + today.month - 1 - months).clip(0, _MAX_MONTHS).astype(np.int32)
    ages[ordinals <= 0] = unknown
    return ages


def ordinal(day: date | None) -> int:
    """A day as columns hold it, 0 where unknown."""
    return day.toordinal() if day else 0
