"""Telling a role from a role's word that only begins a phrase, the last words of which say what somebody does.

A word for what is made or done for those of a role ("nurse uniform sales"), or the head of an English phrase of other
words ("detective novel author"), makes what stands before it no role.
"""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.kinds import NAMED, WORKERS
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.serving import is_a_chief
from graphfind.roles.spans import AGENTS, WORD, Span
from graphfind.roles.text import Tokens

_TECHNICAL = frozenset({"engineering", "information technology", "data", "product", "design", "science", "consulting"})
"""Functions whose roles engineers and designers have, too."""
_OWNING = frozenset({"owner", "founder", "c_suite"})
_SELLING = frozenset({"sales", "marketing", "customer success"})
_ITS = ("lari", "leri")
"""How Turkish words end for several things that are made for whom the word before names."""
_TEACHERS = frozenset({"teacher", "professor", "lecturer", "tutor"})
_SHORTEST = 3
"""Shorter words are none that a phrase is made of, but "or" and the like."""


def is_for_others(spans: Sequence[Span], at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether what begins here is done for those whose role stands right before: "founder community manager"."""
    role = spans[at - 1]
    if not at or role.kind not in NAMED:
        return False
    rest = spans[at:]
    if len(rest) == 1 and rest[0].core in lexicon.chiefs_staff and is_a_chief(role):
        return True
    if _heads_another(role, rest, tokens, lexicon) if len(rest) > 1 else _teaches(role, rest[0]):
        return True
    if not (_is_among(lexicon.behind_roles, rest[0]) or _is_thing(rest[0], lexicon)) or (
        role.kind == "noun" and role.meaning.function in ("", "other")
    ):
        return False
    if _is_among(lexicon.audience_alone, rest[0]):
        return True
    return any(rule(role, rest, tokens, lexicon) for rule in (_works_on_things, _deals_in_things, _serves_them))


def _teaches(role: Span, head: Span) -> bool:
    """Whether this, right behind an English role, is who teaches it: "Medical Secretary Teacher"."""
    taught = role.kind == "title" and role.meaning.english and role.meaning.function != "education"
    return taught and head.kind == "title" and head.core in _TEACHERS and not head.plural


def _heads_another(role: Span, rest: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the last of these is the head of an English phrase: the "Detective novel author" writes."""
    *between, head = rest
    english = role.meaning.english if role.kind == "title" else role.meaning.function in _TECHNICAL
    if not english or head.plural:
        return False
    worded = (span for span in between if span.kind not in (WORD, "domain") or len(span.core) < _SHORTEST)
    if not all(_is_among(lexicon.behind_roles, span) for span in worded):
        return False
    if head.kind == WORD or (head.kind == "relation" and " " not in role.core):
        small = _goes_on_small(role, rest, tokens) or _goes_on_small(between[0], rest[1:], tokens)
        return small and tokens.words[head.start].endswith(AGENTS)  # "Fireman Sam puppet maker"
    if role.kind == "noun":
        return head.meaning.english and head.meaning.function not in _TECHNICAL
    other = head.meaning.function not in ("", "other", role.meaning.function)
    return other if head.kind == "noun" else head.meaning.english and (other or role.core in lexicon.surnames)


def _works_on_things(role: Span, rest: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a role right behind another is that of who makes or sells things: "optician equipment engineer"."""
    head = rest[0]
    if not head.meaning.english or not _is_among(lexicon.things, head):
        return False
    if role.kind == "noun":
        return head.meaning.function not in _TECHNICAL
    return role.meaning.english and head.meaning.function != role.meaning.function


def _deals_in_things(role: Span, rest: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether these begin with a thing, and end with those who work at it, known or not, or with a field of work."""
    behind = next((rest[at + 1 :] for at, span in enumerate(rest[:2]) if _is_thing(span, lexicon)), ())
    if not behind or role.meaning.level in _OWNING:
        return False  # "Founder Book Club"
    last = behind[-1]
    if role.kind == "noun":
        return any(span.kind == "title" for span in behind)
    if any(span.core == "hire" for span in behind):
        return True  # "Surveyor equipment hire desk"
    if rest[0].kind == "organization" and not tokens.cut(last.start, last.end).islower():
        return False  # "Chef Hotel Adler"
    return _works(behind) or tokens.words[last.start].endswith(AGENTS)


def _serves_them(role: Span, rest: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether these begin with what is done for those of a role, and say who does it: "founder community manager"."""
    first = rest[0]
    if role.kind == "noun":
        return False
    concern = first.kind != "verb" and " " not in role.core and _is_among(lexicon.concerns, first)
    leading = any(span.meaning.level == "lead" for span in rest)
    return (concern or _is_among(lexicon.audience, first)) and (leading or first.kind in WORKERS or _works(rest[1:]))


def _is_thing(span: Span, lexicon: Lexicon) -> bool:
    """Whether this is made for those of a role before, or named after them."""
    return _is_among(lexicon.things, span) or _is_among(lexicon.name_endings, span) or span.core.endswith(_ITS)


def _is_among(words: frozenset[str], span: Span) -> bool:
    """Whether a span, or its first word, is one of some words."""
    return span.core in words or span.core.partition(" ")[0] in words


def _works(spans: Sequence[Span]) -> bool:
    """Whether these name somebody who works, or end in a field of work that is about something for somebody."""
    if any(span.kind in WORKERS for span in spans):
        return True
    return bool(spans) and spans[-1].meaning.function in _SELLING


def _goes_on_small(role: Span, spans: Sequence[Span], tokens: Tokens) -> bool:
    """Whether a word is written with a capital, and all of these behind it without."""
    return tokens.first(role.start).isupper() and tokens.cut(spans[0].start, spans[-1].end).islower()
