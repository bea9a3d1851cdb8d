"""Names that are told from a role by the separators around them: firms of partners, and what a title begins with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from graphfind.roles.kinds import ENDS, LINKS, ROLE_LIKE, ROLES
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import AGENTS, WORD, Span
from graphfind.roles.surnames import may_be_a_surname
from graphfind.roles.text import AND, AT, COMMA, Tokens

_TRADING = frozenset({"sales", "marketing", "retail", "purchasing"})


def begins_a_firm(spans: Sequence[Span], at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a firm is named here after people, the first of whom a role's word may be: "Koch & Söhne GmbH"."""
    if len(spans) < at + 2 or spans[at].kind != "title":
        return False
    name, link = spans[at : at + 2]
    rest = next((span for span in spans[at + 1 :] if span.kind != WORD), link)
    if rest.kind == "organization" and rest.core.startswith(AND):
        return True  # "Koch & Söhne", "Steuerberater Meyer & Partner": both are words of the lexicon
    if link.kind not in LINKS:
        return False
    others = list(takewhile(lambda span: span.kind not in ENDS and span.kind != AT, spans[at + 2 :]))
    if link.core == "plus":
        return all(span.kind in ("relation", "organization") for span in others)  # "Nurse Plus"
    if not others or is_said_twice(spans, at + 1):
        return bool(others)
    other = others[0]
    if other.core == "co":
        return all(span.kind == "organization" for span in others[1:])  # "Barber & Co", "Metzger & Co. KG"
    if len(others) > 1:
        return others[-1].kind == "organization" and all(span.kind == WORD for span in others[:-1])
    family = may_be_a_surname(name, tokens, lexicon)
    if spans[at - 1].kind != COMMA or not family or other.kind != WORD:
        return False
    return tokens.first(other.start).isupper() and not other.core.endswith(AGENTS)  # "Judge & Priestley"


def _is_a_business(name: Span, kind: Span) -> bool:
    """Whether a firm is called by a family's name and by what it does: "Zimmermann Versicherungen"."""
    other = kind.meaning.function != name.meaning.function
    return kind.kind == "organization" or (kind.kind == "domain" and other and not name.meaning.english)


def is_said_twice(spans: Sequence[Span], at: int) -> bool:
    """Whether the same word stands before a link and behind it, as in names: "Visser & Visser"."""
    return spans[at].kind == "and" and len(spans) > at + 1 and spans[at - 1].core == spans[at + 1].core


def begins_with_a_house(spans: Sequence[Span], at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether what a title has before `at` is no role, but whom or what the role behind works for or with."""
    if at < 2 or at + 1 == len(spans):
        return False
    name, follows = spans[:at], spans[at + 1]
    if name[0].meaning.english and [span.kind for span in name] == ["title", WORD]:
        return name[1].core in lexicon.things and follows.meaning.function in _TRADING  # "Chef jackets, sales"
    if name[0].kind == "title" and name[1].core in lexicon.name_endings:
        return follows.kind in ROLE_LIKE and tokens.first(name[1].start).isupper()  # "Hostess Brands, accountant"
    named = name[0].kind == "title" and may_be_a_surname(name[0], tokens, lexicon)
    if len(name) == 2 and named and follows.kind in ROLES:
        return _is_a_business(*name) and tokens.first(name[1].start).isupper()
    if len(name) < 3 or follows.kind not in ROLES:
        return False
    if name[0].kind == "organization":  # "Studio Legale Avvocato Verdi, segretaria"
        role = name[1]
        named = role.kind == "title" and (name[0].meaning.trailing or not role.meaning.english)
        return named and all(span.kind == WORD for span in name[2:])
    called = [span for span in name[:-1] if span.core not in lexicon.surnames]
    if name[-1].kind != "organization" or len(called) != len(name) - 2:
        return False
    return all(span.kind == WORD for span in called) and all(tokens.first(span.start).isupper() for span in name)
