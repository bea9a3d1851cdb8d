"""Telling a role from the name of a family, or of a house that is called after one, which the same word is."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.kinds import WORKERS
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import AGENTS, WORD, Span
from graphfind.roles.text import Tokens

_STORY = ["of", WORD, "title"]
"""What stands behind a role in a story's name and who works at it: "Tailor of Panama screenwriter"."""


def may_be_a_surname(span: Span, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether the word of a role is a family's name as it is written; a "Schneiderin" is a woman of the trade."""
    return span.core in lexicon.surnames and (span.core.endswith("in") or not tokens.words[span.start].endswith("in"))


def starts_a_name(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a role that is a family name too stands first, and a name after it: "Baker McKenzie", "Bäcker Müller"."""
    if len(spans) < 2 or spans[0].kind != "title" or spans[1].kind not in (WORD, "domain"):
        return False
    return spans[0].meaning.alone or may_be_a_surname(spans[0], tokens, lexicon)


def is_named_for(spans: Sequence[Span], at: int, lexicon: Lexicon) -> bool:
    """Whether a house is called by the role's word at `at` that is a family name too, and somebody works there."""
    before, rest = spans[:at], spans[at + 1 :]
    if len(before) > 1 and before[-1].kind == "credential" and ends_names(before[-2], lexicon):
        return True  # "Praxis Dr. Bäcker"
    if not rest:
        return False
    if rest[0].kind == "relation" and rest[0].plural:
        return True  # "CEO Baker Brothers"
    if before and before[-1].kind == "title" and rest[-1].kind == "organization":
        return True  # "Disponent Schneider Logistik GmbH"
    if before and rest[0].kind == "title":
        house = lexicon.meaning(rest[0].core.partition(" ")[0])
        return house is not None and house.kind == "organization"  # "George Mason University Lecturer"
    if [span.kind for span in rest] == _STORY:
        return True
    house_at = next((i for i, span in enumerate(rest) if span.kind != WORD or ends_names(span, lexicon)), -1)
    behind = rest[house_at + 1 :]
    if not behind or not ends_names(rest[house_at], lexicon):
        return False
    workers = (span for span in behind if span.kind in WORKERS and not span.plural)
    if any(span.core not in lexicon.surnames or span.meaning.english for span in workers):
        return True  # "Bishop Ireton High School football coach"
    return spans[at].meaning.english and behind[-1].core.endswith(AGENTS)  # "Farmer Jack Supermarket bagger"


def ends_names(span: Span, lexicon: Lexicon) -> bool:
    """Whether a word says what kind of house, paper or thing it is whose name it ends."""
    last = span.core.rpartition(" ")[2]
    return span.kind == "organization" or any(
        last in words for words in (lexicon.company_endings, lexicon.name_endings, lexicon.things)
    )
