"""What words of crafts tell of a role that nothing else names: its function, and for some kinds of worker a family."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from graphfind.roles.filed import finder
from graphfind.roles.lexicon import LONGEST_TAIL, SHORTEST_TAIL, Lexicon
from graphfind.roles.spans import WORD, Span, in_two
from graphfind.roles.synonyms import TAIL
from graphfind.roles.text import Tokens

_HEADED = frozenset({"seat", "rank", "step", "noun", "assistant", "attendant"})
"""Kinds of spans beside which what somebody works at tells something."""
_SEATED = frozenset({"rank", "step"})
"""Kinds of spans whose phrases say of no craft what somebody works at."""
_NAMELESS = frozenset({WORD, "organization"})
"""Kinds of spans in whose words the end of a compound is looked for."""


def told_by_craft(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon, served: str = "") -> tuple[str, str]:
    """The function that words of crafts tell, and the family of a kind of worker in it; both empty where they do not.

    `served` is the function of those whom a worker named by himself helps.
    """
    row = finder(lexicon.crafts)
    known: list[tuple[int, Sequence[str]]] = []
    for span in spans:
        if span.kind in _SEATED and " " in span.core:
            continue  # a "capo reparto" delivers nothing
        if span.kind == "scope" and tokens.cut(span.start, span.end).isupper():
            continue  # "DACH" are three countries, and no roof
        for at in range(span.start, span.end):
            word = tokens.words[at]
            said = row(word) or (_end_of(word, row) if span.kind in _NAMELESS else None)
            if not said and span.kind in _HEADED and span.end == span.start + 1:
                said = _beginning_of(span.core, row, lexicon)
            if said:
                known.append((at, said))
    return _said(known, spans, served) if known else ("", "")


def is_of_a_craft(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is said of those of a craft."""
    said = finder(lexicon.crafts)(word)
    return said is not None and said[0] in ("craft", "last")


def _said(known: Sequence[tuple[int, Sequence[str]]], spans: Sequence[Span], served: str) -> tuple[str, str]:
    """What known words say together: each has a place, its kind, and what it says."""
    places = {at for at, _ in known}
    unknown = [at for span in spans if span.kind == WORD for at in range(span.start, span.end) if at not in places]
    last = max(unknown, default=-1)
    matters = [(at, said) for at, (kind, said, *_) in known if kind == "matter" or kind == "last"]
    crafts = [(at, said) for at, (kind, said, *_) in known if kind == "craft" or (kind == "last" and at > last)]
    worker = next(((at, said) for at, (kind, *said) in reversed(known) if kind == "worker"), None)
    if worker is not None:
        alone = sum(span.end - span.start for span in spans) == 1
        return _of_worker(*worker, [*crafts, *matters], alone, served)
    function = ""
    if crafts:
        place, function = crafts[-1]
        if (place - 1, "other") in matters:
            function = ""  # "Memory maker"
    elif matters and any(span.kind in _HEADED for span in spans):
        function = matters[-1][1]
    return ("" if function == "other" else function), ""


def _end_of(word: str, row: Callable[[str], Sequence[str] | None]) -> Sequence[str] | None:
    """What the end of a compound word says."""
    if len(word) <= SHORTEST_TAIL or row(TAIL + word[-SHORTEST_TAIL:]) is None:
        return None
    sizes = range(min(len(word), LONGEST_TAIL), SHORTEST_TAIL - 1, -1)
    return next((said for size in sizes if (said := row(TAIL + word[-size:]))), None)


def _beginning_of(word: str, row: Callable[[str], Sequence[str] | None], lexicon: Lexicon) -> Sequence[str] | None:
    """What the beginning of a compound word says, the tail of which names a seat or a kind of worker."""
    if word in lexicon.phrases:
        return None
    head, tail = in_two(word, lexicon)
    if tail is None:
        return None
    heads = dict.fromkeys((head, head.removesuffix("s")))
    return next((said for each in heads if (said := row(each) or row(TAIL + each) or _end_of(each, row))), None)


def _of_worker(
    place: int, worker: Sequence[str], told: Collection[tuple[int, str]], alone: bool, served: str
) -> tuple[str, str]:
    """What a kind of worker is by the craft, or the matter, that stands nearest."""
    usual, *families = worker
    if told:
        function = min(told, key=lambda each: (abs(each[0] - place), each[0] > place))[1]
    elif alone:
        function = served
    else:
        return usual, ""
    if function == "other":
        return "", ""
    return function, dict(each.split("=", 1) for each in families).get(function, "")
