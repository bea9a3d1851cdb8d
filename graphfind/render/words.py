"""Small pieces of sentences that several outputs share."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 tie", "2,000 ties", "3 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A probability for eyes: whole percents, and never none where there is a chance."""
    return "<1%" if share < 0.005 else f"{share:.0%}"
