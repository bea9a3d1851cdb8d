"""What the end of a role query asks of the employer: a company after "at", a place or an industry after "in"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphfind.roles.kinds import ROLES
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import WORD, Span
from graphfind.roles.surnames import starts_a_name
from graphfind.roles.text import AT, Tokens, words_of
from graphfind.roles.worded import may_be_a_person

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
        if _is_industry(text, lexicon):
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
        text = tokens.cut(rest[0].start, rest[-1].end).strip()
        if span.kind in (AT, "at"):
            return list(spans[:at]), _employer(tokens, rest, lexicon)
        titled = quoted or any(each.kind in ("title", "abbreviation") for each in spans[:at])
        placed = rest[0].kind in _NAMES or titled
        if span.kind in ("in", "en") and (placed or _is_industry(text, lexicon)):
            return list(spans[:at]), Tail(placing=True).with_name(text, lexicon)
        if span.kind == "to" and _is_industry(text, lexicon):
            return list(spans[:at]), Tail(industries=(text,))
    return list(spans), Tail()


def is_a_name(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether what follows an "or" is one more name, and no role: "nurse at Charité or Vivantes"."""
    if not spans or not (all(span.kind in _NAMING for span in spans) or starts_a_name(spans, tokens, lexicon)):
        return False
    small = tokens.cut(spans[0].start, spans[-1].end).islower()
    return not (small and may_be_a_person(tokens.words[spans[-1].end - 1], lexicon))


def _employer(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> Tail:
    """What stands behind "at": a company or an industry, and perhaps the place that it is in."""
    inner = next((i for i, each in enumerate(spans) if i and each.kind == "in" and i + 1 < len(spans)), None)
    if inner is None:
        return Tail().with_name(tokens.cut(spans[0].start, spans[-1].end).strip(), lexicon)
    employer = Tail().with_name(tokens.cut(spans[0].start, spans[inner - 1].end).strip(), lexicon)
    place = tokens.cut(spans[inner + 1].start, spans[-1].end).strip()
    return employer._replace(placing=True).with_name(place, lexicon)


def _is_industry(text: str, lexicon: Lexicon) -> bool:
    """Whether a text names a kind of employer ("climate startup") and none by name."""
    words = words_of(text)
    if not words or " ".join(words) in lexicon.industries:
        return bool(words)
    return words[-1] in lexicon.industries and text == text.lower()
