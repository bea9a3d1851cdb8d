"""Small pieces of sentences that messages are made of, whoever tells them."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 tie", "2,000 ties", "3 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def some(texts: Sequence[str], most: int = 5) -> str:
    """The first of several texts in one line, with a mark where there are more."""
    return ", ".join(texts[:most]) + (", …" if len(texts) > most else "")


def short(text: str, most: int = 60) -> str:
    """The beginning of a long text, as a message repeats it."""
    return text if len(text) <= most else text[: most - 1] + "…"
