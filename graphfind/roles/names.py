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
from graphfind.roles.surnames import ends_names, may_be_a_surname
from graphfind.roles.text import COMMA, OPEN, Tokens

_PLAIN = frozenset({WORD, "domain", "organization", "scope", "of", "title", "noun", "and"})
"""Kinds of spans that names are made of; with a seat, a step or a servant among them, somebody holds a role."""
_COMPANY = frozenset({WORD, "organization", "scope"})
ARTICLES = frozenset({"the", "le", "la", "les", "el", "il", "lo", "l", "o", "os", "der", "die", "das", "de", "het"})
"""Articles that a name may begin with."""
_INNS = frozenset({"zum", "zur", "au", "aux"})
"""How names of inns begin with a preposition: "Zum Alten Soldaten"."""
_SERVING = frozenset({"hospitality", "retail"})
"""Functions of those who work in such houses."""
_FORMS = frozenset({"ltd", "llc", "inc", "plc", "gmbh", "limited", "corp", "corporation", "sarl", "srl", "bv", "sl"})
"""Forms of companies, one of which ends no description of work."""
_DEFINITE = frozenset({"du", "de l", "de la", "del", "della", "dell", "dello", "do", "da"})
"""How Romance languages say whose something is, where it is one person whom all know of."""
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
    """Whether several spans of a part are a name; `behind` says that something stands before it, `held` that a role."""
    spans = part.spans
    if spans[-1].core in _FORMS and _is_an_article(spans[0], tokens):
        return True  # "La Abogada Andorrana S.L."
    if not behind:
        return False
    beside = part.before == COMMA or part.dashed
    if spans[1].core in lexicon.addresses and _is_a_hotel(spans, tokens):
        return True
    if held and (beside or part.before == OPEN) and _is_a_concern(spans, tokens, lexicon):
        return True
    if held and beside and (_is_begun_by_a_seat(spans, lexicon) or _is_an_inn(spans, tokens, lexicon)):
        return True
    kinds = [span.kind for span in spans]
    if kinds[-1] == "relation" and spans[-1].core in lexicon.name_endings:
        kinds[-1] = WORD  # "CEO World Magazine"
    place = next((at for at, kind in enumerate(kinds) if kind in NAMED), -1)
    if place < 0:
        return False
    words = _Words(spans[:place], spans[place], spans[place + 1 :])
    if _ends_in_its_kind(words, lexicon, beside):
        return True
    if not _PLAIN.issuperset(kinds):
        return False
    if held and beside and (_is_described_by_it(words, tokens) or _is_a_german_title(spans[0], tokens)):
        return True
    if _is_somebody_s(words, tokens) or begins_more(spans, place, tokens):
        return True
    if not _in_capitals(words, tokens, lexicon):
        return False
    if not words.before:
        return _is_begun_by_a_role(words, tokens, lexicon, beside)
    return (
        _is_an_article(spans[0], tokens)  # "The Economist Group"
        or (place == 1 and spans[0].core == "today's")  # "Today's Parent"
        or _begins_with_its_kind(words, lexicon, held and beside)
        or _is_a_house(words, tokens, lexicon)
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


def _is_a_hotel(spans: Sequence[Span], tokens: Tokens) -> bool:
    """Whether this is the name of a house for guests, called after somebody by his title: "Hotel Präsident"."""
    house, honour, *rest = spans
    hosts = house.kind == "organization" and house.meaning.function == "hospitality"
    return hosts and _is_capital(honour, tokens) and all(span.kind == WORD for span in rest)


def _is_an_inn(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether this is an inn's name: "Zum Alten Soldaten", "President Hotel"."""
    first, *rest, last = spans
    if first.kind == "seat":
        housed = last.kind == "organization" and last.meaning.function in _CALLED_AFTER and " " not in last.core
        return not rest and housed and first.core in lexicon.addresses
    named = first.core in _INNS and _is_capital(first, tokens) and _is_capital(last, tokens)
    return named and last.kind in NAMED and all(span.kind == WORD for span in rest)


def _ends_in_its_kind(words: _Words, lexicon: Lexicon, beside: bool) -> bool:
    """Whether a role's word stands right before the last, which names a house: "…, George Mason University"."""
    before, role, after = words
    if role.kind == "title" and len(after) > 1 and before and _is_an_honour(role, lexicon):
        return all(span.kind == WORD for span in (*before, *after[:-1])) and after[-1].kind == "organization"
    if role.kind != "title" or len(after) != 1:
        return False
    if not before:
        other = role.meaning.english and after[0].kind == "organization" and _is_another_s(role, after[0])
        hosts = after[0].core in lexicon.guest_houses and role.meaning.function not in _SERVING  # "Briefträger Bar"
        ends = other or hosts or after[0].core in lexicon.company_endings  # "Senator Hotel", "Founder Collective"
        return beside and ends
    housed = after[0].kind == "organization" and " " not in role.core
    return housed and all(span.kind in (WORD, "to", "credential") for span in before)


def _is_a_german_title(first: Span, tokens: Tokens) -> bool:
    """Whether a capital German article begins a part, as it does none but a work's: "Der brave Soldat Schwejk"."""
    return first.core in ("der", "die", "das") and _is_capital(first, tokens) and not tokens.shouted


def _is_described_by_it(words: _Words, tokens: Tokens) -> bool:
    """Whether what is said right before says what a Romance role is only a description of, or its owner.

    "École militaire" is a school, and "Techniques de l'ingénieur" a paper.
    """
    before, role, after = words
    if after or not before or role.meaning.english or " " in role.core:
        return False
    first, *rest = before
    if not rest:
        return first.kind == "organization" and first.meaning.trailing
    owned = all(span.kind == "of" for span in rest) and any(span.core in _DEFINITE for span in rest)
    return owned and first.kind in (WORD, "organization") and _is_capital(first, tokens)


def _is_somebody_s(words: _Words, tokens: Tokens) -> bool:
    """Whether a house is said to be that of somebody of a role: "Le Café du Marin"."""
    before, role, _ = words
    if len(before) < 2 or before[-1].kind != "of":
        return False
    return _is_capital(before[-1], tokens) or _is_capital(role, tokens)


def _begins_with_its_kind(words: _Words, lexicon: Lexicon, employs: bool) -> bool:
    """Whether a kind of house stands first, as in Romance languages, and the word of a role right behind it.

    `employs` says that it stands behind a role's comma, where German houses are named so too: "Kita Zinnsoldat".
    """
    first, *rest = words.before
    hosts = first.core in lexicon.guest_houses
    if not (hosts or first.kind == "organization") or " " in words.role.core:
        return False
    if not all(span.core in ARTICLES for span in rest):
        return False
    foreign = not words.role.meaning.english or not first.meaning.english
    if first.meaning.trailing or not (employs and foreign) or words.after:
        return first.meaning.trailing
    if hosts:
        return words.role.meaning.function not in _SERVING
    return first.meaning.function in _CALLED_AFTER and _is_another_s(words.role, first)


def _is_a_house(words: _Words, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a kind of house stands first, and a family's name behind: "Lycée Gustave Charpentier"."""
    (first, *given), role, after = words
    family = may_be_a_surname(role, tokens, lexicon)
    named = first.core in lexicon.company_endings or first.core in lexicon.name_endings
    house = first.kind == "organization" or (family and named)
    if not house or any(span.kind != WORD for span in given):
        return False
    return family if given or not after else after[0].kind == WORD


def _ends_in_a_kind(words: _Words, lexicon: Lexicon) -> bool:
    """Whether a word for what is named, or is done for those of a role, stands behind: "Lucky Butcher Foods"."""
    before, _, after = words
    if not after or not all(span.kind in _COMPANY for span in before):
        return False
    return ends_names(after[0], lexicon) or after[0].core in lexicon.concerns


def _is_begun_by_a_role(words: _Words, tokens: Tokens, lexicon: Lexicon, beside: bool) -> bool:
    """Whether a role's word and what is after it are a name: "Lawyer Monthly", "Baker Middle School"."""
    _, role, after = words
    follows, last = after[0], after[-1]
    if follows.core.rpartition(" ")[2] in lexicon.name_endings or follows.core.endswith(_STREETS):
        return True
    if not beside:
        return False
    if may_be_a_surname(role, tokens, lexicon) and follows.kind == "organization":
        return True
    if follows.core in lexicon.surnames and follows.kind == "title":
        return True  # "Notar Weber"
    if role.core in lexicon.addresses and _houses(last) and _is_another_s(role, last):
        return all(span.kind == WORD for span in after[:-1])  # "Rabbi Jacob Joseph School"
    if last.core in _FORMS and (
        role.meaning.function in _KEEPING_SHOPS or all(span.kind == "organization" for span in after)
    ):
        return True  # "Apotheker Huber GmbH", "Architect Homes Ltd"
    wares = last.core in lexicon.things and all(span.kind == WORD for span in after)
    return wares and role.meaning.english and role.meaning.function not in _MAKING  # "Nurse Aid Uniforms"


def _is_an_honour(role: Span, lexicon: Lexicon) -> bool:
    """Whether houses are called by a role's word: "Good Shepherd Lutheran School"."""
    return role.core in lexicon.addresses or role.core in lexicon.surnames


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
