"""Which organizations are told apart by a hue and a letter: those where several of the people shown are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graphfind.escaping import terminal
from graphfind.normalize import organization_key

MOST = 8
"""As many hues as can be told apart, also by those who see fewer colours."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Organizations as they are written, each with its company, and the companies' names and letters.

    `companies` start with the marked ones, which have a letter of their own in `letters`.
    """

    organizations: tuple[tuple[str, int], ...]
    companies: tuple[str, ...]
    letters: tuple[str, ...]


def marks(organizations: Iterable[str]) -> Marks:
    """The marks for people at these organizations, one entry a person, the most important people first."""
    written = [name for name in organizations if name]
    names: dict[str, str] = {}
    for name in written:
        names.setdefault(_key(name), name)
    people = Counter(map(_key, written))
    marked = [key for key, count in people.most_common() if count > 1][:MOST]
    companies = [*marked, *(key for key in names if key not in set(marked))]
    place = {key: at for at, key in enumerate(companies)}
    return Marks(
        tuple((name, place[_key(name)]) for name in dict.fromkeys(written)),
        tuple(names[key] for key in companies),
        _letters([names[key] for key in marked]),
    )


def _key(name: str) -> str:
    return organization_key(name) or name


def _letters(names: Iterable[str]) -> tuple[str, ...]:
    """A letter for each name, one that it holds if that is still free."""
    free = dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    letters: list[str] = []
    for name in names:
        own = (letter for letter in terminal(name).upper() if letter.isalnum() and letter not in letters)
        letters.append(next(own, None) or next(letter for letter in free if letter not in letters))
    return tuple(letters)
