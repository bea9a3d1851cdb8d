"""Cutting a title at its separators, and where a company's name begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import AGENTS, WORD, Span
from graphfind.roles.text import AND, ARROW, AT, CLOSE, COMMA, HARD, OPEN, SLASH, Tokens

Status = Literal["current", "former", "aspiring", "relation", "company"]

ROLES = frozenset({"title", "abbreviation", "seat", "rank"})
"""Kinds of spans that name a role or a seat, and so can be somebody else's."""
ROLE_LIKE = ROLES | {"step", "noun", "domain", "assistant"}
FORMER = frozenset({"former", "retired"})
"""Kinds of spans that say of a role that it was held."""
LEFT = FORMER | {"ex"}
"""The same, and what says so of a company as well."""
_FILLERS = LEFT | {"of", "scope", "step", "now"}
_NAMES = frozenset({WORD, "organization"})
_ENDS = frozenset({HARD, ARROW, OPEN, CLOSE, COMMA})
LINKS = frozenset({"and", SLASH})
_STOPS = _ENDS | LINKS | {AT, "at", "of"}
_DASHES = frozenset({"-", "–", "—", ":", "--"})
_WARES = ("title", WORD)
"""Kinds of the spans of wares that are named after who uses them."""
_TRADING = frozenset({"sales", "marketing", "retail", "purchasing"})
_HOUSE = 3
"""How many spans a name of a house has at least: a word, a role's word, and what kind of house it is."""


@dataclass(slots=True, eq=False)
class Part:
    """Spans without a separator among them, the separator before them, and their standing.

    `dashed` says that the separator is a dash or a colon, `colon` that it is this. `doubtful` marks a role
    behind "ex-" and a company ("ex-McKinsey consultant"): it is current only where the title has no other.
    """

    before: str
    spans: list[Span]
    status: Status = "current"
    doubtful: bool = False
    dashed: bool = False
    colon: bool = False


def cut(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> list[Part]:
    """Cut at separators, and where a company begins and ends."""
    parts: list[Part] = []
    part = Part(HARD, [])

    def begin(before: str, status: Status = "current", sign: str = "") -> None:
        nonlocal part
        if part.spans:
            parts.append(part)
        part = Part(before, [], status, dashed=sign in _DASHES, colon=sign == ":")

    for at, span in enumerate(spans):
        kind = span.kind
        company = part.status == "company"
        if kind in _ENDS:
            sign = tokens.cut(span.start, span.end).strip() if kind == HARD else ""
            if (
                not parts
                and not company
                and (_house_before(spans, at, tokens, lexicon) or _wares_before(spans, at, lexicon))
            ):
                part.status = "company"
            begin(HARD if kind == CLOSE else kind, sign=sign)
            if at and (_firm_of_partners(spans, at + 1) or _firm_of_two(spans, at + 1, tokens, lexicon)):
                part.status = "company"
        elif kind in LINKS:
            if company and (not _headed(spans, at + 1) or _is_twice(spans, at)):
                part.spans.append(span)
            elif span.core == "plus" and _ends_a_name(spans, at):
                part.status = "company"
            else:
                begin(kind)
        elif kind in (AT, "at") or (kind == "en" and _company_follows(spans, at)):
            if company:
                part.spans.append(span)
            else:
                if span.core.startswith("team") and part.before == COMMA and _is_one_role(part.spans):
                    part.status = "company"  # "UX researcher, Driver Team at Lyft"
                begin(AT, "company")
        elif kind == "en" and _headed(spans, at + 1):
            begin("and")
        elif kind == "of" and part.spans and not company and _owns(part.spans[-1]) and _names_company(spans, at + 1):
            begin(AT, "company")
        else:
            part.spans.append(span)
    begin(HARD)
    return parts


def _headed(spans: Sequence[Span], at: int) -> bool:
    """Whether what begins here is a role of its own, not the rest of a company's name."""
    while at < len(spans) and spans[at].kind in _FILLERS:
        at += 1
    if at == len(spans) or spans[at].kind not in ROLES or spans[at].plural or spans[at].meaning.level == "partner":
        return False
    rest = (span.kind for span in spans[at + 1 :])
    ahead = next((kind for kind in rest if kind in _STOPS or kind == "organization"), "")
    return ahead != "organization"


def _company_follows(spans: Sequence[Span], at: int) -> bool:
    """Whether "en" is "at": a name follows that is no field of work, and something stands before."""
    following = [span.kind for span in spans[at + 1 : at + 3]]
    named = following[:1] in ([WORD], ["organization"], ["relation"]) or following == ["title", "organization"]
    return named and any(span.kind in ROLE_LIKE for span in spans[:at])


def _firm_of_partners(spans: Sequence[Span], at: int) -> bool:
    """Whether a name begins here that is made of a role's word and "and": "Koch & Söhne GmbH"."""
    if len(spans) <= at + 1 or spans[at].kind != "title":
        return False
    if spans[at + 1].kind == "organization":
        return spans[at + 1].core.startswith(AND)
    if _is_twice(spans, at + 1):
        return True
    if spans[at + 1].kind == "and" and len(spans) > at + 2 and spans[at + 2].core == "co":
        return len(spans) == at + 3 or spans[at + 3].kind in _ENDS  # "Barber & Co"
    kinds: list[str] = []
    for span in spans[at:]:
        if span.kind in _ENDS or span.kind == AT:
            break
        kinds.append(span.kind)
    return (
        len(kinds) > 3 and kinds[1] in LINKS and kinds[-1] == "organization"
        and all(kind == WORD for kind in kinds[2:-1])
    )  # fmt: skip


def _firm_of_two(spans: Sequence[Span], at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether two names make a firm here, the first of which is a role's word, too: "Paralegal, Judge & Priestley"."""
    if len(spans) < at + 3 or spans[at + 1].kind != "and" or (len(spans) > at + 3 and spans[at + 3].kind not in _ENDS):
        return False
    role, other = spans[at], spans[at + 2]
    if spans[at - 1].kind != COMMA or role.core not in lexicon.surnames or other.kind != WORD:
        return False
    return tokens.first(other.start).isupper() and not other.core.endswith(AGENTS)


def _house_before(spans: Sequence[Span], at: int, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a title begins with a house named after a role, and a role follows: "Covent Gardener Pub, barman"."""
    if at + 1 == len(spans) or spans[at + 1].kind not in ROLES or at < _HOUSE:
        return False
    if spans[0].kind == "organization":
        named = (
            (spans[0].meaning.trailing or not spans[1].meaning.english)
            and spans[1].kind == "title"
            and " " not in spans[1].core
        )
        return named and all(span.kind == WORD for span in spans[2:at])  # "Studio Legale Avvocato Verdi, segretaria"
    if spans[at - 1].kind != "organization":
        return False
    if spans[at - 2].core not in lexicon.surnames or any(span.kind != WORD for span in spans[: at - 2]):
        return False
    return all(tokens.first(span.start).isupper() for span in spans[:at])


def _wares_before(spans: Sequence[Span], at: int, lexicon: Lexicon) -> bool:
    """Whether a title begins with things for those of a role, and who sells them follows: "Chef jackets, sales"."""
    if at != len(_WARES) or at + 1 == len(spans) or tuple(span.kind for span in spans[:at]) != _WARES:
        return False
    follows, wares = spans[at + 1], spans[1].core
    if not spans[0].meaning.english or wares not in lexicon.things or not wares.endswith("s"):
        return False
    return follows.meaning.function in _TRADING and follows.kind in ("title", "domain", "verb")


def _is_one_role(spans: Sequence[Span]) -> bool:
    return len(spans) == 1 and spans[0].kind == "title" and " " not in spans[0].core


def _ends_a_name(spans: Sequence[Span], at: int) -> bool:
    """Whether "plus" links nothing, but stands in the name of a firm behind a comma: "Clerk, Nurse Plus"."""
    rest = at + 2 if len(spans) > at + 1 and spans[at + 1].kind in ("relation", "organization") else at + 1
    return at > 1 and spans[at - 2].kind == COMMA and (rest == len(spans) or spans[rest].kind in _ENDS)


def _is_twice(spans: Sequence[Span], at: int) -> bool:
    """Whether the same word stands before a link and behind it, as in names: "Visser & Visser"."""
    return spans[at].kind == "and" and len(spans) > at + 1 and spans[at - 1].core == spans[at + 1].core


def _owns(span: Span) -> bool:
    """Whether "of" after this role is followed by what is owned or run."""
    return span.kind in ROLES and span.meaning.level in ("owner", "founder", "c_suite")


def _names_company(spans: Sequence[Span], at: int) -> bool:
    """Whether a name follows, and not only a field of work."""
    while at < len(spans) and spans[at].kind in ("of", "scope"):
        at += 1
    if at == len(spans) or spans[at].kind in _ENDS:
        return False
    ahead = (span.kind for span in spans[at:])
    return spans[at].kind != "domain" or next((kind for kind in ahead if kind in _ENDS or kind in _NAMES), "") in _NAMES
