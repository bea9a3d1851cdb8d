"""Telling a name that a role's word stands in, of a company, a shop or a paper, from somebody's role."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.cuts import Part
from graphfind.roles.kinds import WORKERS
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import AGENTS, WORD, Span
from graphfind.roles.text import AND, COMMA, OPEN, Tokens

_HOLDERS = frozenset({"title", "noun"})
_PLAIN = frozenset({WORD, "domain", "organization", "scope", "of", "title", "noun", "and"})
"""Kinds of spans that names are made of; with a seat, a step or a servant among them, somebody holds a role."""
_COMPANY = frozenset({WORD, "organization"})
ARTICLES = frozenset({"the", "le", "la", "les", "el", "il", "lo", "l", "o", "os", "der", "die", "das", "de", "het"})
"""Articles that a name may begin with."""
_DONE_BY = frozenset({"led", "made", "run", "owned", "based", "friendly", "driven", "approved", "inspired", "facing"})
"""What stands behind a role and a hyphen where those of the role do it, or it is done for them: "nurse-led"."""
_FORMS = frozenset({"ltd", "llc", "inc", "plc", "gmbh", "limited", "corp", "corporation", "sarl", "srl", "bv", "sl"})
"""Forms of companies, one of which ends no description of work."""
_MAKING = frozenset({"media", "trades", "design", "engineering", "manufacturing"})
"""Functions of those who may say what things they make right behind their role."""
_ITS = ("lari", "leri")
"""How Turkish words end for several things that are made for whom the word before names."""
_STORY = 3
"""How many spans stand behind a role in a story's name and who works at it: "Tailor of Panama screenwriter"."""
_APOSTROPHES = "'\u2019"


def is_a_name(part: Part, tokens: Tokens, lexicon: Lexicon, behind: bool, held: bool) -> bool:
    """Whether a part is a name and no role; `behind` says that something stands before it, `held` that a role does."""
    spans = part.spans
    if len(spans) < 2:
        return False
    if spans[-1].core in _FORMS and _is_an_article(spans[0], tokens) and spans[-1].kind == "organization":
        return True  # "La Abogada Andorrana S.L."
    if not spans[0].start:
        return False
    beside = part.before == COMMA or part.dashed
    if (beside and _of_two(spans, lexicon)) or _ends_in_its_kind(spans):
        return True
    if held and (beside or part.before == OPEN) and _is_a_concern(spans, tokens, lexicon):
        return True
    if held and beside and _begins_with_a_seat(spans, lexicon):
        return True
    return behind and _looks_like_one(spans, tokens, lexicon, beside)


def starts_a_name(spans: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether a role that is a family name too stands first, and a name after it: "Baker McKenzie", "Bäcker Müller"."""
    if len(spans) < 2 or spans[0].kind != "title":
        return False
    alone = spans[0].meaning.alone or spans[0].core in lexicon.surnames
    return alone and (spans[1].kind in (WORD, "domain") or spans[1].core in lexicon.surnames)


def begins_more(spans: Sequence[Span], at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a role's word is no more than the beginning of a compound, or of a thing's name."""
    if not at and len(spans) > 1 and _names_a_thing(spans, tokens, lexicon):
        return True
    role = spans[at]
    end = tokens.ends[role.end - 1]
    hyphened = tokens.text[end : end + 1] == "-"
    return hyphened and (_begins_a_compound(role, tokens) or (" " not in role.core and _goes_on(spans, at, tokens)))


def _begins_a_compound(role: Span, tokens: Tokens) -> bool:
    """Whether the rest of a compound follows with another: "Lehrer- und Schülerkalender"."""
    apart = tokens.text.startswith("- ", tokens.ends[role.end - 1])
    return apart and tokens.words[role.end : role.end + 1] == [AND]


def _names_a_thing(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a role's word, standing first, is of a thing's name: "Nurse-led clinic", "Butcher paper supplier"."""
    if spans[0].kind != "title" or spans[1].kind != WORD or " " in spans[0].core:
        return False
    hyphened = tokens.sign(spans[0].end, spans[1].start) == "-"
    if hyphened and spans[1].core in _DONE_BY:
        return True
    if len(spans) > 2 and spans[1].core.endswith(_ITS) and spans[-1].kind in _HOLDERS:
        return True  # "Pilot koltukları satış danışmanı"
    if spans[0].core not in lexicon.surnames or spans[1].core in lexicon.everyday:
        return False
    if not tokens.first(spans[1].start).islower():
        return False
    return hyphened or (spans[-1].kind in _HOLDERS and not spans[-1].plural)


def is_named_for(spans: Sequence[Span], at: int, lexicon: Lexicon) -> bool:
    """Whether the name of a house holds a role's word that is a family name too, and somebody's work comes after it."""
    before, rest = spans[:at], spans[at + 1 :]
    if rest and rest[0].kind == "relation" and rest[0].plural:
        return True  # "CEO Baker Brothers"
    if before and before[-1].kind == "title" and rest and rest[-1].kind == "organization":
        return True  # "Disponent Schneider Logistik GmbH"
    if len(before) > 1 and before[-1].kind == "credential" and _ends_names(before[-2], lexicon):
        return True  # "Praxis Dr. Bäcker"
    if not rest or any(span.kind != WORD for span in before):
        return False
    if len(rest) == _STORY and not before and rest[0].kind == "of" and rest[1].kind == WORD:
        return rest[2].kind == "title" and rest[2].meaning.families != spans[at].meaning.families  # "Tailor of Panama"
    first = rest[0].core.partition(" ")
    if before and rest[0].kind == "title" and first[2]:
        house = lexicon.meaning(first[0])
        return house is not None and house.kind == "organization"  # "George Mason University Lecturer"
    ends = (i for i, span in enumerate(rest) if span.kind != WORD or _ends_names(span, lexicon))
    place = next(ends, len(rest))
    housed = place < len(rest) and rest[place].kind in _COMPANY and _ends_names(rest[place], lexicon)
    if not housed:
        return False
    if place and place + 1 < len(rest) and rest[-1].core.endswith(AGENTS):
        return True  # "Farmer Jack Supermarket bagger"
    workers = (span for span in rest[place + 1 :] if span.kind in WORKERS and not span.plural)
    return any(span.core not in lexicon.surnames or span.meaning.english for span in workers)


def makes_a_name(follows: Span, lexicon: Lexicon) -> bool:
    """Whether what stands right behind a role's word makes it the first of a name or of a thing: "Creator Economy"."""
    word = follows.core.partition(" ")[0]
    if follows.kind == WORD and word.endswith("'s"):
        return True  # "Captain George's Seafood"
    return any(word in words for words in (lexicon.things, lexicon.name_endings, lexicon.concerns))


def _of_two(spans: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether a company goes by the name of a role: "Founder Collective"."""
    if len(spans) == 3 and spans[0].kind == "scope":
        spans = spans[1:]  # "Strategic CFO Solutions"
    return len(spans) == 2 and spans[0].kind == "title" and spans[1].core in lexicon.company_endings


def _ends_in_its_kind(spans: Sequence[Span]) -> bool:
    """Whether a role's word stands within a name, behind what else a title says: "…, George Mason University"."""
    if len(spans) < 3 or spans[-1].kind != "organization" or spans[-2].kind != "title":
        return False
    return " " not in spans[-2].core and all(span.kind in (WORD, "to") for span in spans[:-2])


def _looks_like_one(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon, beside: bool) -> bool:
    """Whether a part behind another has the shape of a name, and the capitals of one."""
    kinds = [span.kind for span in spans]
    if not _PLAIN.issuperset(kinds) or _HOLDERS.isdisjoint(kinds):
        return False
    place = next(at for at, kind in enumerate(kinds) if kind in _HOLDERS)
    if place > 1 and kinds[place - 1] == "of" and not _COMPANY.isdisjoint(kinds[:place]):
        return any(_is_capital(span, tokens) for span in spans[place - 1 : place + 1])  # "Le Café du Marin"
    before, after = spans[:place], spans[place + 1 :]
    if after and _is_written_on(spans[place], after[0], tokens):
        return True
    if not _in_capitals(spans, place, tokens, lexicon):
        return False
    if before and (_is_an_article(before[0], tokens) or _begins_with_its_kind(before, spans[place])):
        return True  # "The Economist Group", "Studio Avvocato Russo"
    if not after:
        role = spans[place]
        house = len(before) == 1 and (before[0].kind == "organization" or before[0].core in lexicon.company_endings)
        housed = house and beside
        return housed and role.core in lexicon.surnames and not role.meaning.english  # "Bäckerei Koch"
    if len(before) == 1 and beside and after[0].kind == WORD:
        named_after = before[0].core in lexicon.company_endings and spans[place].core in lexicon.surnames
        if before[0].kind == "organization" or (named_after and not spans[place].meaning.english):
            return True  # "Kita Doktor Eisenbarth", "Bäckerei Bäcker Müller"
    if before:
        named = all(span.kind in _COMPANY for span in before)
        return named and (_ends_names(after[0], lexicon) or after[0].core in lexicon.concerns)  # "Lucky Butcher Foods"
    return _begun_by_a_role(spans[0], after, tokens, lexicon, beside)


def _goes_on(spans: Sequence[Span], at: int, tokens: Tokens) -> bool:
    """Whether a hyphen makes a role's word half of a compound: "Lehrer-Zeitung", "Apotheker- und Ärztebank"."""
    if at + 1 == len(spans):
        return tokens.text.startswith("- ", tokens.ends[spans[at].end - 1])
    return _is_written_on(spans[at], spans[at + 1], tokens)


def _begins_with_a_seat(spans: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether a seat's word begins a name: "Manager Tools Podcast", "Marketing Head Supplies"."""
    rest = spans[1:]
    if spans[0].kind == "domain" and spans[1].kind == "seat" and spans[1].meaning.level == "head":
        return len(spans) == 3 and spans[2].kind == WORD and spans[2].core in lexicon.name_endings
    named = spans[0].kind == "seat" and len(rest) > 1 and rest[-1].kind == "relation"
    return named and all(span.core in lexicon.behind_roles for span in rest)


def _is_written_on(role: Span, follows: Span, tokens: Tokens) -> bool:
    """Whether a role's word begins the name of a site, or a compound with a hyphen: "Anwalt.de", "Lehrer-Zeitung"."""
    sign = tokens.sign(role.end, follows.start)
    if sign == ".":
        return True
    if sign != "-" or role.meaning.english:
        return False
    if follows.kind == WORD:
        return tokens.cut(role.start, follows.end).istitle()  # "Sekretär-Möbel"
    return follows.kind == "organization" and not follows.meaning.trailing


def _is_an_article(span: Span, tokens: Tokens) -> bool:
    """Whether a name may begin with this; "l" is one before an apostrophe alone, else it is a credential's letter."""
    return span.core in ARTICLES and (span.core != "l" or tokens.text[tokens.ends[span.start]] in _APOSTROPHES)


def _begins_with_its_kind(before: Sequence[Span], role: Span) -> bool:
    """Whether a kind of house stands first, as in Romance languages, and the word of a role right behind it."""
    first, rest = before[0], before[1:]
    named = first.kind == "organization" and first.meaning.trailing and " " not in role.core
    return named and all(span.kind == "of" or span.core in ARTICLES for span in rest)


def _begun_by_a_role(role: Span, after: Sequence[Span], tokens: Tokens, lexicon: Lexicon, beside: bool) -> bool:
    """Whether a role's word and what is after it are a name: "Lawyer Monthly", "Baker Middle School"."""
    follows = after[0]
    if follows.core.rpartition(" ")[2] in lexicon.name_endings:
        return True
    if not beside or role.kind != "title":
        return False
    if role.meaning.english and role.meaning.function not in _MAKING and _are_wares(after, lexicon):
        return True  # "Nurse Aid Uniforms"
    if all(span.kind == "organization" for span in after) and after[-1].core in _FORMS:
        return True  # "Architect Homes Ltd"
    if follows.kind == "organization" and role.core in lexicon.surnames:
        return True
    if follows.kind == "title" and follows.core in lexicon.surnames:
        return True  # "Notar Weber"
    return follows.kind == WORD and tokens.sign(role.end, follows.start) == "-"


def _are_wares(after: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether unknown words end in one for a thing."""
    return len(after) > 1 and after[-1].core in lexicon.things and all(span.kind == WORD for span in after)


def _is_a_concern(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether this is what somebody works on for those of a role: "Product Manager, Driver Growth"."""
    role, follows = spans[:2]
    if role.kind not in _HOLDERS or " " in role.core or role.meaning.function == "consulting":
        return False
    researched = role.meaning.level == "c_suite" and follows.core == "research"
    concern = researched or follows.core == "team" or follows.core.partition(" ")[0] in lexicon.concerns
    return concern and _in_capitals(spans, 0, tokens, lexicon)


def _ends_names(span: Span, lexicon: Lexicon) -> bool:
    last = span.core.rpartition(" ")[2]
    return span.kind == "organization" or any(
        last in words for words in (lexicon.company_endings, lexicon.name_endings, lexicon.things)
    )


def _in_capitals(spans: Sequence[Span], place: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a role's word, and what stands right beside it, begin with capitals; the kind of a name needs none."""
    beside = spans[max(place - 1, 0) : place + 2]
    kinds = ("and", "organization")
    worded = (span for span in beside if span.kind not in kinds and span.core not in lexicon.name_endings)
    return all(_is_capital(span, tokens) for span in worded)


def _is_capital(span: Span, tokens: Tokens) -> bool:
    first = tokens.first(span.start)
    return first.isupper() or first.isdigit()
