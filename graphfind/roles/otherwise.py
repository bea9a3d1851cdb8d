"""Whether a role's word means something else beside other words: a name, or what only describes another role."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.crafts import is_of_a_craft
from graphfind.roles.cuts import Part
from graphfind.roles.kinds import ROLES
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import WORD, Span
from graphfind.roles.surnames import is_named_for, may_be_a_surname, starts_a_name
from graphfind.roles.text import COMMA, Tokens

_HEADS = ROLES | {"noun"}
_SAYING_NO_MORE = frozenset({"scope", "step", "credential"})
"""Kinds of spans beside which a word is as good as alone."""
_DESCRIBED = frozenset({WORD, "noun", "organization", "domain", "title"})
"""Kinds of spans behind which a doubtful role is another's: "Army doctor"."""


def means_otherwise(part: Part, at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a word stands by the phrase at `at` with which it means something else."""
    spans = part.spans
    span = spans[at]
    if span.kind == "abbreviation":
        return at + 1 < len(spans) and spans[at + 1].kind == "noun"  # "PM Coordinator"
    if span.core in lexicon.homographs and not _is_by_itself(spans, at):
        return True
    if _is_in_a_name(part, at, tokens, lexicon):
        return True
    if not span.meaning.alone or (at and span.kind == "title" and tokens.sign(span.start, span.start) == "-"):
        return False  # "Logistik-Controller" is one
    held = (each for each in reversed(spans[:at]) if each.kind not in ("of", "scope"))
    before = next((each.kind for each in held if not each.core.endswith("'s")), "")  # "Doctor's receptionist"
    rest = [each.kind for each in spans[at + 1 :] if each.kind != "of"]
    if span.kind == "step":
        return before != ""  # "Koordinatorin Lernende"
    if span.kind == "title":
        return _is_described(spans, at, before) or _describes(spans, at, before, rest, lexicon)
    trailing = any(each.kind == "seat" and each.meaning.trailing for each in spans[:at])
    return before in (WORD, "organization") or (trailing and rest[:1] == [WORD])


def _is_by_itself(spans: Sequence[Span], at: int) -> bool:
    """Whether a role's word that is an everyday one elsewhere stands alone, or beside its own field: "Arts SEH"."""
    others = [*spans[:at], *spans[at + 1 :]]
    if all(span.kind in _SAYING_NO_MORE for span in others):
        return True
    function = spans[at].meaning.function
    own = (span for span in others if span.kind in ("domain", "organization") and span.meaning.function == function)
    return function != "other" and any(own)


def _is_in_a_name(part: Part, at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the phrase at `at` is a word of a firm's name, or of a house's."""
    spans = part.spans
    beside = part.before == COMMA or part.dashed
    if beside and starts_a_name(spans, tokens, lexicon) and _may_name(spans, tokens):
        return True  # "Lawyer, Baker McKenzie"
    if may_be_a_surname(spans[at], tokens, lexicon) and is_named_for(spans, at, lexicon):
        return True  # "George Mason University Lecturer"
    housed = at > 0 and spans[at - 1].kind == "organization"
    return housed and any(each.kind in _HEADS for each in spans[: at - 1])  # "Waiter at Café Boulanger"


def _may_name(spans: Sequence[Span], tokens: Tokens) -> bool:
    """Whether what is behind a role that is no English one has a capital anywhere: "rayon traditionnel" is no name."""
    return spans[0].meaning.english or not tokens.cut(spans[1].start, spans[-1].end).islower()


def _is_described(spans: Sequence[Span], at: int, before: str) -> bool:
    """Whether a kind of span `before` a doubtful role makes another one of it; a house alone employs it."""
    housed = at == 1 and spans[0].kind == "organization" and spans[at].meaning.english and len(spans) == 2
    return before in _DESCRIBED and not housed


def _describes(spans: Sequence[Span], at: int, before: str, rest: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a doubtful role describes another one that follows; `rest` are the kinds of what stands behind it."""
    if not rest:
        return False
    *between, last = rest
    if not before and between and last == "noun" and set(between) == {WORD}:
        return True  # "Pilot line technician"
    if not before and set(rest) == {WORD} and is_of_a_craft(spans[-1].core, lexicon):
        return True  # "Marine insulator"
    follows = spans[at + 1]
    named = follows.plural and at + 2 < len(spans)  # "Editor Farmers Weekly"
    beside = follows.kind == "title" and " " in follows.core
    both = beside and follows.meaning.function == spans[at].meaning.function  # "Baker Cake decorator"
    return rest[0] in ("noun", "title") and not named and not both
