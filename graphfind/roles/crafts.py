"""What words of crafts tell of a role that nothing else names: its function, and for some kinds of worker a family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphfind.roles.filed import finder
from graphfind.roles.lexicon import LONGEST_TAIL, SHORTEST_TAIL, Lexicon
from graphfind.roles.spans import WORD, Span
from graphfind.roles.synonyms import TAIL
from graphfind.roles.text import Tokens

_HEADED = frozenset({"seat", "rank", "step", "noun", "assistant", "attendant"})
"""Kinds of spans beside which what somebody works at tells something."""


_NAMELESS = frozenset({WORD, "organization"})
"""Kinds of spans in whose words the end of a compound is looked for."""


class _Known(NamedTuple):
    """A word of a craft: its kind is "craft", "last", "matter" or "worker".

    `said` is its function; of a worker the families by function, and the usual function behind an unknown word.
    """

    kind: str
    said: tuple[str, ...]


class _Word(NamedTuple):
    """A word of a part, with what is known of it."""

    place: int
    kind: str
    known: _Known | None


def told_by_craft(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon, served: str = "") -> tuple[str, str]:
    """The function that words of crafts tell, and the family of a kind of worker in it; both empty where they do not.

    `served` is the function of those whom a worker named by himself helps.
    """
    words = [
        _Word(at, span.kind, _known(tokens.words[at], span.kind, lexicon))
        for span in spans
        for at in range(span.start, span.end)
    ]
    known = [(word.place, word.known) for word in words if word.known is not None]
    if not known:
        return "", ""
    worker = next(((place, each) for place, each in reversed(known) if each.kind == "worker"), None)
    crafts = [(place, each.said[0]) for place, each in known if each.kind == "craft" or _ends(place, each, words)]
    matters = [(place, each.said[0]) for place, each in known if each.kind in ("matter", "last")]
    if worker is not None:
        return _of_worker(*worker, [*crafts, *matters], len(words), served)
    if crafts:
        place, function = crafts[-1]
        if (place - 1, "other") in matters:
            function = ""  # "Memory maker"
    elif matters and any(word.kind in _HEADED for word in words):
        function = matters[-1][1]
    else:
        function = ""
    return ("" if function == "other" else function), ""


def _known(word: str, kind: str, lexicon: Lexicon) -> _Known | None:
    row = finder(lexicon.crafts)
    said = row(word)
    if not said and kind in _NAMELESS and len(word) > SHORTEST_TAIL and row(TAIL + word[-SHORTEST_TAIL:]) is not None:
        sizes = range(min(len(word), LONGEST_TAIL), SHORTEST_TAIL - 1, -1)
        said = next((tail for size in sizes if (tail := row(TAIL + word[-size:]))), None)
    return _Known(said[0], tuple(said[1:])) if said else None


def _ends(place: int, known: _Known, words: Sequence[_Word]) -> bool:
    """Whether an English word for those of a craft stands last, or before other words that are known."""
    return known.kind == "last" and all(
        word.known is not None or word.kind != WORD for word in words if word.place > place
    )


def _of_worker(place: int, worker: _Known, told: Sequence[tuple[int, str]], count: int, served: str) -> tuple[str, str]:
    """What a kind of worker is by the craft, or the matter, that stands nearest."""
    usual, *families = worker.said
    nearest = min(told, key=lambda each: (abs(each[0] - place), each[0] > place), default=None)
    function = nearest[1] if nearest is not None else served if count == 1 else ""
    if function == "other":
        return "", ""
    if not function:
        return (usual if count > 1 else ""), ""
    return function, next((f.partition("=")[2] for f in families if f.partition("=")[0] == function), "")
