"""From a path, its ties and its role match to an introduction, and which introductions come first."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Literal

from graphfind.model import INFERRED, Grade, Hop, Introduction, PathPerson, RoleMatch, Tie
from graphfind.reasons import YOU, merged, reason

Order = Literal["warmth", "hops", "new-ground"]
"""Which introduction comes first: the likelier, the shorter, or the one that opens more new ground."""

GRADES: Final[tuple[Grade, ...]] = ("exact", "family", "near", "related")
"""How well a title fits a target role, the closest first."""

PASS_ON: Final = 0.55
"""The middle of what is known of how often a step of a chain is passed on."""

LOW_PASS_ON: Final = 0.37
"""The lowest known: 24,163 chains by e-mail among strangers (Dodds, Muhamad & Watts 2003)."""

HIGH_PASS_ON: Final = 0.73
"""The highest known: 296 chains by letter, of which about 27 % were lost a step (Travers & Milgram 1969)."""

HALF_WIDTH_AT: Final = 30
"""Observed exchanges that take half of what evidence can take off a range; the user's own word counts as so many."""

LEAST_WIDTH: Final = 0.20
"""The share of the range that no evidence takes away: even good friends are busy."""

HIGHEST_HOP: Final = 0.99
"""The most that any hop may come to at the high end."""

_LARGEST_PRIME: Final = 2**64 - 59
"""The largest that 16 hexadecimal digits hold all remainders of."""


def introduction(
    path: Sequence[PathPerson],
    ties: Sequence[Tie],
    role_match: RoleMatch | None,
    today: date,
    alternatives: Sequence[Introduction] = (),
    mutual_contacts: int = 0,
    new_ground: float = 0.0,
) -> Introduction:
    """The introduction along a path from ego, `ties` in its order; ValueError where they do not fit together.

    `probability` is the product of the ties' strengths and nothing else. `low` and `high` say how far the truth may
    lie from it: each hop's strength, scaled by how much less or more than the middle of what is known a step was
    passed on; the more evidence was observed for a tie, the narrower.
    """
    if not ties or len(path) != len(ties) + 1:
        raise ValueError("a path has one person more than ties, and at least one tie")
    names = [YOU, *(person.name for person in path[1:])]
    ranges = [_range(tie) for tie in ties]
    weakest = min(range(len(ties)), key=lambda hop: ties[hop].strength)
    return Introduction(
        id=introduction_id(person.id for person in path),
        path=tuple(path),
        hops=tuple(Hop(tie, reason(tie, today, names[at], names[at + 1])) for at, tie in enumerate(ties)),
        probability=math.prod(tie.strength for tie in ties),
        low=math.prod(low for low, _ in ranges),
        high=math.prod(high for _, high in ranges),
        weakest_hop=weakest,
        role_match=role_match,
        alternatives=tuple(alternatives),
        mutual_contacts=mutual_contacts,
        new_ground=new_ground,
    )


def with_alternatives(best: Introduction, alternatives: Iterable[Introduction]) -> Introduction:
    """The best introduction with the others to the same target; theirs are left empty."""
    return replace(best, alternatives=tuple(replace(other, alternatives=()) for other in alternatives))


def introduction_id(person_ids: Iterable[str]) -> str:
    """The same id for the same persons in the same order, in every run and store."""
    # Persons' ids are hashes, so that a remainder is as good as another hash of them, and needs nothing loaded.
    return f"i{int.from_bytes(chr(10).join(person_ids).encode(), 'big') % _LARGEST_PRIME:016x}"


def _range(tie: Tie) -> tuple[float, float]:
    """What a hop's strength is where people pass on as little, or as much, as is known of any chain.

    Evidence leaves a share of that, `width`: 1 where nothing was observed, and never less than `LEAST_WIDTH`.
    """
    width = LEAST_WIDTH + (1.0 - LEAST_WIDTH) * HALF_WIDTH_AT / (HALF_WIDTH_AT + _observed(tie))
    low = tie.strength * (1.0 - width * (1.0 - LOW_PASS_ON / PASS_ON))
    high = tie.strength * (1.0 + width * (HIGH_PASS_ON / PASS_ON - 1.0))
    return low, max(tie.strength, min(high, HIGHEST_HOP))


def _observed(tie: Tie) -> int:
    """How many exchanges were seen, a kind of evidence without counts as one, the user's own word as many."""
    seen = [max(1, e.outgoing + e.incoming) for e in merged(tie.evidence).values() if e.kind not in INFERRED]
    return sum(seen) + (HALF_WIDTH_AT if tie.override not in (None, "dont-ask") else 0)
