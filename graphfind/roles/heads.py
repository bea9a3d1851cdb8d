"""Telling a role from a word of a role that only begins a phrase, the last word of which says what somebody does."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.kinds import WORKERS
from graphfind.roles.lexicon import SEATS, Lexicon
from graphfind.roles.spans import AGENTS, WORD, Span
from graphfind.roles.text import Tokens

_NAMING = frozenset({"title", "noun"})
_TECHNICAL = frozenset({"engineering", "information technology", "data", "product", "design", "science", "consulting"})
"""Functions whose roles engineers and designers have, too."""
_OWNING = frozenset({"owner", "founder", "c_suite"})
_SELLING = frozenset({"sales", "marketing", "customer success"})
_LAST = frozenset({"title", "noun", WORD})
"""Kinds of spans that can be the head of a phrase that another role begins."""
_NAMED = 3
"""How many words follow a role in a name at least, where only the first has a capital."""
_SHORTEST = 2
"""Shorter words are none that a phrase is made of, but "or" and the like."""


def is_for_others(spans: Sequence[Span], at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether what begins here is done for those whose role stands right before: "founder community manager"."""
    role, span = spans[at - 1], spans[at]
    if not at or role.kind not in _NAMING:
        return False
    if not _is_behind(span, lexicon):
        return spans[-1].kind in _LAST and _heads_another(role, spans[at:], tokens, lexicon)
    first = span.core.partition(" ")[0]
    if role.meaning.families == span.meaning.families != ():
        return False
    if role.kind == "noun" and role.meaning.function in ("", "other"):
        return False
    led = role.meaning.level in SEATS and (role.meaning.level in _OWNING or " " in role.core)
    if not led and span.kind not in WORKERS and _is_made(role, spans[at:], tokens, lexicon):
        return True
    alone = not lexicon.audience_alone.isdisjoint((span.core, first))
    if not led and span.kind == "title" and _works_on_things(role, span, lexicon):
        return True
    if role.kind == "noun":
        return alone
    if _heads_another(role, spans[at:], tokens, lexicon):
        return True
    concern = first in lexicon.concerns and span.kind != "verb" and " " not in role.core
    if not (alone or concern or not lexicon.audience.isdisjoint((span.core, first))):
        return False
    if first in lexicon.own_fields and _sells(spans[at + 1 :]) and role.meaning.function not in _SELLING:
        return True  # "Police Officer Recruitment Marketing"
    leading = any(each.kind == "step" and each.meaning.level == "lead" for each in spans[at:])
    return alone or leading or any(each.kind in WORKERS for each in spans[at:])


def _heads_another(role: Span, spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the last of these is the head of a phrase that the role begins: the "Detective novel author" writes."""
    head, between = spans[-1], spans[:-1]
    english = role.meaning.english if role.kind == "title" else role.meaning.function in _TECHNICAL
    if not between or not english or role.meaning.level in _OWNING or head.plural:
        return False
    if not all(
        (span.kind in (WORD, "domain") and len(span.core) > _SHORTEST)
        or (span.kind == "organization" and role.kind == "noun")
        or _is_behind(span, lexicon)
        for span in between
    ):
        return False
    written = _goes_on_small(role, spans, tokens)
    if head.kind == WORD:
        named = role.kind == "title" and role.meaning.function not in _TECHNICAL and len(spans) >= _NAMED
        if named and not written:  # "Fireman Sam puppet maker"
            written = between[0].kind == WORD and _goes_on_small(between[0], spans[1:], tokens)
        return written and _does_something(head, tokens, lexicon)
    other = head.meaning.function not in ("", "other", role.meaning.function)
    if role.kind == "noun":
        return other and head.meaning.english and head.meaning.function not in _TECHNICAL
    if head.kind == "noun":
        return other and " " not in role.core
    if not head.meaning.english:
        return False
    if written and any(span.kind == WORD for span in between):
        return other or head.meaning.level in _OWNING
    named = role.core in lexicon.surnames and any(_is_behind(span, lexicon) for span in between)
    return " " not in role.core and head.meaning.level not in _OWNING and (named or other)


def _goes_on_small(role: Span, spans: Sequence[Span], tokens: Tokens) -> bool:
    """Whether a role is written with a capital, and all of these behind it without."""
    return tokens.first(role.start).isupper() and tokens.cut(spans[0].start, spans[-1].end).islower()


def _does_something(span: Span, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether an unknown word ends as English words for those who do something: "importer"."""
    return tokens.words[span.start].endswith(AGENTS) and span.core not in lexicon.behind_roles


def _is_behind(span: Span, lexicon: Lexicon) -> bool:
    """Whether this names what is done or made for those of a role, or ends a name."""
    return not lexicon.behind_roles.isdisjoint((span.core, span.core.partition(" ")[0]))


def _works_on_things(role: Span, head: Span, lexicon: Lexicon) -> bool:
    """Whether a role right behind another is that of who makes or sells things: "optician equipment engineer"."""
    functions = {role.meaning.function, head.meaning.function}
    technical = role.kind == "noun" and head.meaning.function in _TECHNICAL
    if len(functions) < 2 or technical or not head.meaning.english:
        return False
    alike = role.kind == "noun" or role.meaning.english
    return alike and " " not in role.core and " " in head.core and head.core.partition(" ")[0] in lexicon.things


def _is_made(role: Span, spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether these begin with a thing, and end with those who work at it, known or not, or with a field of work."""
    at = 0 if _is_thing(spans[0], lexicon) else 1
    if len(spans) < at + 2 or not _is_thing(spans[at], lexicon):
        return False
    if at and spans[0].core not in lexicon.audience and spans[0].core not in lexicon.company_endings:
        return False
    last = spans[-1]
    if role.kind == "noun":
        told = _goes_on_small(role, spans, tokens) and last.kind == WORD and _does_something(last, tokens, lexicon)
        others = (span for span in spans[at + 1 :] if span.kind == "title")
        return told or any(span.meaning.function != role.meaning.function for span in others)
    if any(span.kind == "verb" and span.core == "hire" for span in spans):
        return True  # "Surveyor equipment hire desk"
    if spans[at].kind == "organization" and not tokens.cut(last.start, last.end).islower():
        return False  # "Chef Hotel Adler"
    works = last.kind in (WORD, "scope") and _does_something(last, tokens, lexicon)
    return works or _sells(spans[at + 1 :]) or any(span.kind in WORKERS for span in spans[at + 1 :])


def _sells(spans: Sequence[Span]) -> bool:
    """Whether these end in a field of work that is about something for somebody."""
    return bool(spans) and spans[-1].kind == "domain" and spans[-1].meaning.function in _SELLING


def _is_thing(span: Span, lexicon: Lexicon) -> bool:
    words = (span.core, span.core.partition(" ")[0])
    return not (lexicon.things.isdisjoint(words) and lexicon.name_endings.isdisjoint(words))
