"""Telling a part of a title that is the name of a company, a shop or a paper from what somebody is.

A name stands where employers stand, behind a role. It has capitals, and shows that it is one by a word for what it
names at its end or its beginning, by an article before a role's word, or by a family's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphfind.roles.compounds import begins_more
from graphfind.roles.cuts import Part
from graphfind.roles.kinds import NAMED
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import WORD, Span
from graphfind.roles.surnames import ends_names
from graphfind.roles.text import COMMA, OPEN, Tokens

_PLAIN = frozenset({WORD, "domain", "organization", "scope", "of", "title", "noun", "and"})
"""Kinds of spans that names are made of; with a seat, a step or a servant among them, somebody holds a role."""
_COMPANY = frozenset({WORD, "organization", "scope"})
ARTICLES = frozenset({"the", "le", "la", "les", "el", "il", "lo", "l", "o", "os", "der", "die", "das", "de", "het"})
"""Articles that a name may begin with."""
_FORMS = frozenset({"ltd", "llc", "inc", "plc", "gmbh", "limited", "corp", "corporation", "sarl", "srl", "bv", "sl"})
"""Forms of companies, one of which ends no description of work."""
_CALLED_AFTER = frozenset({"education", "healthcare", "hospitality"})
"""Functions of the houses that are called after people."""
_MAKING = frozenset({"media", "trades", "design", "engineering", "manufacturing"})
"""Functions of those who may say what things they make right behind their role."""
_KEEPING_SHOPS = frozenset({"trades", "hospitality", "healthcare", "retail"})
"""Functions of those by whose role a shop is called."""
_STREETS = ("straat", "strasse", "gasse", "allee", "platz", "plein", "laan")
"""How words for streets end in which the name goes on: "Dokter Schaepmanstraat"."""
_APOSTROPHES = "'\u2019"


class _Words(NamedTuple):
    """The words of a part around the first of them for a role, or for a kind of worker."""

    before: Sequence[Span]
    role: Span
    after: Sequence[Span]


def is_a_name(part: Part, tokens: Tokens, lexicon: Lexicon, behind: bool, held: bool) -> bool:
    """Whether a part is a name and no role; `behind` says that something stands before it, `held` that a role does."""
    spans = part.spans
    if len(spans) < 2:
        return False
    if spans[-1].core in _FORMS and _is_an_article(spans[0], tokens):
        return True  # "La Abogada Andorrana S.L."
    if not behind:
        return False
    beside = part.before == COMMA or part.dashed
    if held and (beside or part.before == OPEN) and _is_a_concern(spans, tokens, lexicon):
        return True
    if held and beside and _is_begun_by_a_seat(spans, lexicon):
        return True
    kinds = [span.kind for span in spans]
    place = next((at for at, kind in enumerate(kinds) if kind in NAMED), -1)
    if place < 0:
        return False
    words = _Words(spans[:place], spans[place], spans[place + 1 :])
    if _ends_in_its_kind(words, lexicon, beside):
        return True
    if not _PLAIN.issuperset(kinds):
        return False
    if _is_somebody_s(words, tokens) or begins_more(spans, place, tokens):
        return True
    if not _in_capitals(words, tokens, lexicon):
        return False
    if not words.before:
        return _is_begun_by_a_role(words, lexicon, beside)
    return (
        _is_an_article(spans[0], tokens)  # "The Economist Group"
        or _begins_with_its_kind(words)
        or _is_a_house(words, lexicon)
        or _ends_in_a_kind(words, lexicon)
    )


def _is_a_concern(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether this is what somebody works on for those of a role: "Product Manager, Driver Growth"."""
    role, follows, *_ = spans
    if role.kind not in NAMED or " " in role.core or role.meaning.function == "consulting":
        return False
    researched = role.meaning.level == "c_suite" and follows.core == "research"
    concern = researched or follows.core == "team" or follows.core.partition(" ")[0] in lexicon.concerns
    return concern and _in_capitals(_Words((), role, spans[1:]), tokens, lexicon)


def _is_begun_by_a_seat(spans: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether a seat's word begins a name: "Manager Tools Podcast", "Marketing Head Supplies"."""
    at = 1 if spans[0].kind == "domain" else 0
    rest = spans[at + 1 :]
    if len(spans) < 3 or spans[at].kind != "seat" or not all(span.core in lexicon.behind_roles for span in rest):
        return False
    return rest[-1].kind == "relation" or rest[-1].core in lexicon.name_endings


def _ends_in_its_kind(words: _Words, lexicon: Lexicon, beside: bool) -> bool:
    """Whether a role's word stands right before the last, which names a house: "…, George Mason University"."""
    before, role, after = words
    if role.kind != "title" or len(after) != 1:
        return False
    if not before:
        other = role.meaning.english and after[0].kind == "organization" and _is_another_s(role, after[0])
        return beside and (other or after[0].core in lexicon.company_endings)  # "Senator Hotel", "Founder Collective"
    housed = after[0].kind == "organization" and " " not in role.core
    return housed and all(span.kind == WORD or span.kind == "to" for span in before)


def _is_somebody_s(words: _Words, tokens: Tokens) -> bool:
    """Whether a house is said to be that of somebody of a role: "Le Café du Marin"."""
    before, role, _ = words
    if len(before) < 2 or before[-1].kind != "of":
        return False
    return _is_capital(before[-1], tokens) or _is_capital(role, tokens)


def _begins_with_its_kind(words: _Words) -> bool:
    """Whether a kind of house stands first, as in Romance languages, and the word of a role right behind it."""
    first, *rest = words.before
    named = first.kind == "organization" and first.meaning.trailing and " " not in words.role.core
    return named and all(span.core in ARTICLES for span in rest)


def _is_a_house(words: _Words, lexicon: Lexicon) -> bool:
    """Whether a kind of house stands first, and a family's name behind: "Lycée Gustave Charpentier"."""
    (first, *given), role, after = words
    family = role.core in lexicon.surnames
    house = first.kind == "organization" or (family and first.core in lexicon.company_endings)
    if not house or any(span.kind != WORD for span in given):
        return False
    return family if given or not after else after[0].kind == WORD


def _ends_in_a_kind(words: _Words, lexicon: Lexicon) -> bool:
    """Whether a word for what is named, or is done for those of a role, stands behind: "Lucky Butcher Foods"."""
    before, _, after = words
    if not after or not all(span.kind in _COMPANY for span in before):
        return False
    return ends_names(after[0], lexicon) or after[0].core in lexicon.concerns


def _is_begun_by_a_role(words: _Words, lexicon: Lexicon, beside: bool) -> bool:
    """Whether a role's word and what is after it are a name: "Lawyer Monthly", "Baker Middle School"."""
    _, role, after = words
    follows, last = after[0], after[-1]
    if follows.core.rpartition(" ")[2] in lexicon.name_endings or follows.core.endswith(_STREETS):
        return True
    if not beside:
        return False
    if role.core in lexicon.surnames and follows.kind == "organization":
        return True
    if follows.core in lexicon.surnames and follows.kind == "title":
        return True  # "Notar Weber"
    if role.core in lexicon.addresses and _houses(last) and _is_another_s(role, last):
        return all(span.kind == WORD for span in after[:-1])  # "Rabbi Jacob Joseph School"
    if last.core in _FORMS and (
        role.meaning.function in _KEEPING_SHOPS or all(span.kind == "organization" for span in after)
    ):
        return True  # "Apotheker Huber GmbH", "Architect Homes Ltd"
    wares = len(after) > 1 and last.core in lexicon.things and all(span.kind == WORD for span in after)
    return wares and role.meaning.english and role.meaning.function not in _MAKING  # "Nurse Aid Uniforms"


def _is_another_s(role: Span, house: Span) -> bool:
    """Whether those of a role do not work in such a house by what they are."""
    return house.meaning.function != role.meaning.function


def _houses(span: Span) -> bool:
    """Whether this ends the name of a house that is called after somebody, or that of a company."""
    return span.kind == "organization" and (span.meaning.function in _CALLED_AFTER or span.core in _FORMS)


def _is_an_article(span: Span, tokens: Tokens) -> bool:
    """Whether a name may begin with this; "l" is one before an apostrophe alone, else it is a credential's letter."""
    return span.core in ARTICLES and (span.core != "l" or tokens.text[tokens.ends[span.start]] in _APOSTROPHES)


def _in_capitals(words: _Words, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a role's word, and what stands right beside it, begin with capitals; the kind of a name needs none."""
    before, role, after = words
    beside = [*before[-1:], role, *(span for span in after[:1] if span.kind != "of")]
    kinds = ("and", "organization")
    worded = (span for span in beside if span.kind not in kinds and span.core not in lexicon.name_endings)
    return all(_is_capital(span, tokens) for span in worded)


def _is_capital(span: Span, tokens: Tokens) -> bool:
    first = tokens.first(span.start)
    return first.isupper() or first.isdigit()
