"""Whether a role beside a word for who serves, advises or finds others is theirs, and not the servant's own."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.kinds import ROLES, SERVANTS, WORKERS
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import WORD, Span

CHIEFS = frozenset({"c_suite", "vp", "director", "head"})
"""Levels of those who have assistants of their own."""
_OFFICE = 2
"""Where the last word of an office stands: "Secretary of State"."""
_BESIDE = frozenset({"assistant", "relation"})
_DEPUTIES = ("stellvertret", "stv")
_LEADERSHIP = ("leitung", "fuhrung")
"""How German words end for those who lead, which are no role of one person right behind a word for who helps them."""
_LETTERED = frozenset({"title", "abbreviation"})
"""Kinds of spans that name a role by its letters."""
_LETTERS = 4
"""How many letters an abbreviation has that stands for a seat."""


def possesses(spans: Sequence[Span], at: int, lexicon: Lexicon) -> bool:
    """Whether who follows is somebody's whose role ends here: "teacher trainer's assistant"."""
    possessor = spans[at].core
    if spans[at - 1].kind == "of":
        return possessor.endswith("'s") and _is_an_office_s(spans, at)
    owner = lexicon.meaning(possessor.removesuffix("'s")) if possessor.endswith("'s") else None
    return owner is not None and owner.kind in WORKERS and any(span.kind in WORKERS for span in spans[at + 1 :])


def _is_an_office_s(spans: Sequence[Span], at: int) -> bool:
    """Whether who follows is theirs whose office ends here: "Secretary of State's press officer"."""
    if at != _OFFICE or spans[0].kind != "title" or len(spans) != at + 2:
        return False
    return spans[at + 1].kind == "title" and spans[at + 1].meaning.families != spans[0].meaning.families


def serves(span: Span) -> bool:
    """Whether the holder of this serves, advises or finds others, so that a role beside it is theirs."""
    return span.kind in SERVANTS or span.meaning.attends


def of_another_kind(spans: Sequence[Span], at: int, lexicon: Lexicon) -> bool:
    """Whether the role right after a servant's own title is another's: of another function, or a chief's."""
    follows = spans[at + 1].core if at + 1 < len(spans) else ""
    if spans[at].kind in _BESIDE and follows.endswith(_LEADERSHIP) and not spans[at].core.startswith(_DEPUTIES):
        return True  # "Mitarbeiterin Geschäftsleitung"
    if spans[at].kind == "assistant":
        return at + 1 < len(spans) and _has_assistants(spans[at + 1])
    if spans[at].kind == "abbreviation" or (not at and spans[at].core in lexicon.chiefs_staff):
        return at + 1 < len(spans) and is_a_chief(spans[at + 1])
    if spans[at].kind != "title":
        return False
    other = next((span.meaning.function for span in spans[at + 1 :] if span.kind in ROLES), "")
    return other not in ("", spans[at].meaning.function)


def is_a_chief(span: Span) -> bool:
    """Whether this is a chief, or one by their letters: "Advisor CEO"."""
    return span.kind in _LETTERED and span.meaning.level == "c_suite"


def _has_assistants(span: Span) -> bool:
    """Whether an assistant right before is theirs: a chief's, or a director's by their letters ("Assistante DRH")."""
    meaning = span.meaning
    lettered = span.kind in _LETTERED and len(span.core) <= _LETTERS and not meaning.english
    return meaning.level == "c_suite" or (lettered and meaning.level in CHIEFS)


def serves_before(role: Span, servant: Span) -> bool:
    """Whether a role right before a servant is the one served: a bare seat is its rank instead."""
    if role.kind == "seat":
        return role.meaning.level not in ("manager", "lead", "head", "partner") or servant.kind == "assistant"
    return not (servant.kind == "title" and role.meaning.families == servant.meaning.families)


def after_connective(spans: Sequence[Span], at: int) -> bool:
    """Whether a connective stands here and a role after it ("… to the VP of Sales", "attachée de direction du PDG")."""
    if at >= len(spans) or spans[at].kind not in ("to", "of"):
        return False
    named = len(spans) > at + 3 and spans[at + 1].kind in (WORD, "domain") and spans[at + 2].kind in ("to", "of")
    return role_at(spans, at, served=True) or (named and role_at(spans, at + 2)) or seat_at(spans, at)


def role_at(spans: Sequence[Span], at: int, served: bool = False) -> bool:
    """Whether the next thing that means something is a role, or what a servant can serve."""
    while at < len(spans) and spans[at].kind in ("of", "to", "scope", "step"):
        at += 1
    kinds = ROLES | {"noun"} if served else ROLES
    return at < len(spans) and spans[at].kind in kinds


def seat_at(spans: Sequence[Span], at: int) -> bool:
    """Whether a field of work and its seat follow the connective here: "to the Sales Director"."""
    if at + 2 >= len(spans) or spans[at].kind not in ("to", "of") or spans[at + 1].kind != "domain":
        return False
    return next((span.kind for span in spans[at + 2 :] if span.kind not in ("domain", "scope")), "") == "seat"
