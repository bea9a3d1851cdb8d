"""Which of two phrases a word goes with that ends the one and begins the other."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.lexicon import Lexicon
from graphfind.roles.text import AND, SEPARATORS

_HEADED_FIRST = frozenset({"of", "to", "for", "in", "at", AND, *SEPARATORS})
"""What stands behind the head of an English phrase, and never before it: "associate professor of chemistry"."""


def goes_further(words: Sequence[str], at: int, last: int, function: str, lexicon: Lexicon) -> bool:
    """Whether the word at `last`, which ends a role of a function, begins a longer field of work of another one.

    The first word of the role, at `at`, is a seat or a general noun then: a "Responsable de desarrollo de talento"
    develops no software.
    """
    longest = lexicon.longest.get(words[last], 1)
    head = lexicon.meaning(words[at]) if longest > 1 else None
    if head is None or head.kind not in ("seat", "noun"):
        return False
    fields = (lexicon.meaning(" ".join(words[last : last + more])) for more in range(longest, 1, -1))
    field = next((each for each in fields if each is not None), None)
    return field is not None and field.kind == "domain" and field.function != function


def heads_on(words: Sequence[str], at: int, attends: bool, lexicon: Lexicon) -> bool:
    """Whether the word at `at`, which ends an English role, begins another, of which the head comes later.

    A "Research Assistant Professor" is no research assistant, a "Retail Assistant Manager" no retail assistant. Behind
    who `attends` to others stands whom they attend to: "Personal Assistant Director".
    """
    if words[at + 1] in _HEADED_FIRST:
        return False
    longest = min(lexicon.longest.get(" ".join(words[at : at + 2]), 0), len(words) - at)
    for size in range(longest, 1, -1):
        meaning = lexicon.meaning(" ".join(words[at : at + size]))
        if meaning is None:
            continue
        if (meaning.kind == "seat" and not attends) or (meaning.kind == "title" and meaning.english):
            return True
    return False
