"""Roles' words that are software, or a degree, beside others: "AWS | Docker | Chef", "Writer | MFA"."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.drafts import Draft
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import WORD, Span

_PLAIN = frozenset({"title", "abbreviation", "scope", "step", "credential", WORD})
"""Kinds of spans among which a tool or a degree may be named."""
_TECHNICAL = frozenset({"engineering", "information technology", "data"})
"""Functions of those who name the software they work with."""


def mean_otherwise(drafts: Sequence[Draft], spans: Sequence[Span], lexicon: Lexicon) -> list[int]:
    """The places of the drafts that name no role by the word of one, given them and all spans of their title."""
    found: list[int] = []
    for at, draft in enumerate(drafts):
        if not draft.titles:
            continue
        title = draft.titles[0]
        if title.core in lexicon.tools:
            told = any(span.core != title.core and _is_technical(span, title, lexicon) for span in spans)
        elif title.core in lexicon.degrees:
            told = any(_is_of_another_field(other, title) for other in drafts[:at])
        else:
            continue
        if told and {span.kind for span in draft.part.spans} <= _PLAIN:
            found.append(at)
    return found


def _is_technical(span: Span, tool: Span, lexicon: Lexicon) -> bool:
    """Whether a span names software, or a field or a role that a word which is no English role is software to."""
    if span.core.partition(" ")[0] in lexicon.tools:
        return True
    return not tool.meaning.english and span.meaning.function in _TECHNICAL


def _is_of_another_field(draft: Draft, degree: Span) -> bool:
    """Whether a draft names an English role of another function than that of a role which is a degree, too."""
    said = [span.meaning for span in draft.titles if span.meaning.english]
    return any(meaning.function not in ("", "other", degree.meaning.function) for meaning in said)
