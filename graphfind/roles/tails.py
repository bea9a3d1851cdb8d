"""What the end of a role query asks of the employer: a company after "at", a place or an industry after "in"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphfind.roles.kinds import ROLES
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.phrasing import INDEFINITE, written
from graphfind.roles.spans import WORD, Span
from graphfind.roles.surnames import starts_a_name
from graphfind.roles.text import AT, Tokens, words_of
from graphfind.roles.worded import may_be_a_person

_THE = "the"
"""What stands before a name and is none of it, in small letters."""
_NAMES = frozenset({WORD, "organization", "scope"})
"""Kinds of spans that names are made of."""
_NAMING = _NAMES | {"and", "of", "credential"}


class Tail(NamedTuple):
    """Companies, industries and places as a query names them; `placing` says that it named a place last."""

    organizations: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    placing: bool = False

    @property
    def named(self) -> bool:
        """Whether anything was named."""
        return bool(self.organizations or self.industries or self.places)

    def joined(self, other: Tail) -> Tail:
        """What this names, and what another tail behind it does."""
        organizations, industries, places = (one + two for one, two in zip(self[:3], other[:3], strict=True))
        return Tail(organizations, industries, places, other.placing if other.named else self.placing)

    def with_name(self, text: str, lexicon: Lexicon) -> Tail:
        """The same with one more name of the kind that was named last, or an industry."""
        article, _, named = text.partition(" ")
        of_a_kind = bool(named) and article in INDEFINITE  # "an AI startup" is no name
        if named and (of_a_kind or article == _THE):
            text = named
        if (of_a_kind and text.islower()) or _is_industry(text.lower() if of_a_kind else text, lexicon):
            return self._replace(industries=(*self.industries, text))
        if self.placing:
            return self._replace(places=(*self.places, text))
        return self._replace(organizations=(*self.organizations, text))


def without_tail(
    tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon, quoted: bool = False
) -> tuple[list[Span], Tail]:
    """The spans of a query's role, and what "at X" or "in X" behind it names; what is `quoted` is none of the spans."""
    for at, span in enumerate(spans):
        rest = spans[at + 1 :]
        named = 1 if rest and starts_a_name(rest, tokens, lexicon) else 0
        if not (at or quoted) or not rest or any(each.kind in ROLES for each in rest[named:]):
            continue
        text = written(tokens, rest)
        if span.kind in (AT, "at"):
            return list(spans[:at]), _named_by(tokens, rest, lexicon)
        titled = quoted or any(each.kind in ("title", "abbreviation") for each in spans[:at])
        placed = rest[0].kind in _NAMES or titled
        if span.kind in ("in", "en") and (placed or _is_industry(text, lexicon)):
            return list(spans[:at]), _named_by(tokens, rest, lexicon, placing=True)
        if span.kind == "to" and _is_industry(text, lexicon):
            return list(spans[:at]), Tail(industries=(text,))
        if _is_in(span, tokens) and rest[0].kind == WORD and titled and text[0].isupper():
            return list(spans[:at]), _named_by(tokens, rest, lexicon, placing=True)
    return list(spans), Tail()


def without_role(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> str:
    """The name that stands behind "at" or "in" where nothing does before; empty where there is none."""
    introduced = len(spans) > 1 and spans[0].kind in (AT, "at", "in")
    if not introduced or not is_a_name(tokens, spans[1:], lexicon):
        return ""
    return written(tokens, spans[1:])


def is_a_name(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether what follows an "or" is one more name, and no role: "nurse at Charité or Vivantes"."""
    if not spans or not (all(span.kind in _NAMING for span in spans) or starts_a_name(spans, tokens, lexicon)):
        return False
    small = tokens.cut(spans[0].start, spans[-1].end).islower()
    return not (small and may_be_a_person(tokens.words[spans[-1].end - 1], lexicon))


def _named_by(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon, placing: bool = False) -> Tail:
    """What these name: a company or an industry, or a place where they are `placing`, and perhaps where that is."""
    places = (i for i, each in enumerate(spans[:-1]) if i and (each.kind == "in" or _is_in(each, tokens)))
    inner = next(places, len(spans))
    named = Tail(placing=placing).with_name(written(tokens, spans[:inner]), lexicon)
    if inner == len(spans):
        return named
    return named._replace(placing=True).with_name(written(tokens, spans[inner + 1 :]), lexicon)


def _is_in(span: Span, tokens: Tokens) -> bool:
    """Whether this is the "à" or "a" of French, Italian or Spanish: "développeur à Lyon"."""
    return tokens.cut(span.start, span.end) in ("à", "a")


def _is_industry(text: str, lexicon: Lexicon) -> bool:
    """Whether a text names a kind of employer ("climate startup") and none by name."""
    words = words_of(text)
    if not words or " ".join(words) in lexicon.industries:
        return bool(words)
    return words[-1] in lexicon.industries and text == text.lower()
