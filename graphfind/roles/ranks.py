"""Ranks that many forces have, read as the role of those who serve in the force beside: "Captain, FDNY"."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.lexicon import OF_FORCE, Lexicon, Meaning
from graphfind.roles.spans import WORD, Span
from graphfind.roles.text import SEPARATORS

_BETWEEN = SEPARATORS | {WORD, "scope", "organization", "at", "of", "former", "retired"}
"""Kinds of spans that may stand between a rank and the force whose it is."""
_HELD = frozenset({"title", "noun", "seat", "rank", "domain", "assistant", "verb"})
"""Kinds of spans behind which a rank is a word of another role."""


def with_ranks(spans: Sequence[Span], lexicon: Lexicon) -> Sequence[Span]:
    """The spans, the first of them that is a rank read as that of a force which follows, where no other role does."""
    at = next((at for at, span in enumerate(spans) if span.core in lexicon.ranks), -1)
    if at < 0 or (at and spans[at - 1].kind in _HELD):
        return spans
    end = at + 1
    while end < len(spans) and spans[end].core in lexicon.ranks:
        end += 1
    for span in spans[end:]:
        force = lexicon.crafts.get(OF_FORCE + span.core)
        if force is not None:
            family = lexicon.families[force[0]]
            meaning = Meaning("title", family.level, family.function, (family.id,), english=True)
            core = " ".join(each.core for each in spans[at:end])
            return [*spans[:at], Span("title", meaning, spans[at].start, spans[end - 1].end, core), *spans[end:]]
        if span.kind not in _BETWEEN:
            break
    return spans
