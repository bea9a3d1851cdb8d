"""Cutting a title into parts: at its separators, and where a company's name begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graphfind.roles.firms import begins_a_firm, begins_with_a_house, is_said_twice
from graphfind.roles.kinds import ENDS, LEFT, LINKS, ROLE_LIKE, ROLES
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import WORD, Span
from graphfind.roles.text import AT, CLOSE, COMMA, HARD, Tokens

Status = Literal["current", "former", "aspiring", "relation", "company"]

_FILLERS = LEFT | {"of", "scope", "step", "now"}
_SPANISH = frozenset({"el", "la", "los", "las", "un", "una"})
"""Articles behind which nobody takes "en" for the Dutch "and"."""
_NAMES = frozenset({WORD, "organization"})
_STOPS = ENDS | LINKS | {AT, "at", "of", "organization"}
_LONGEST_MEMBERS = 4
_CUTTING = ENDS | LINKS | {AT, "at", "of", "en"}
"""Kinds of spans at which a part may end."""
_VERSED = frozenset({"specialist", "expert"})
"""Rows of synonyms for those who are at home in what follows: a field of work, no company."""
_DASHES = frozenset({"-", "–", "—", ":", "--"})


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
        if kind not in _CUTTING:
            part.spans.append(span)
            continue
        if kind == "en" and at and lexicon.rows.get(spans[at - 1].core) in _VERSED:
            kind = "in"  # "Experto en Telecomunicaciones"
        company = part.status == "company"
        if kind in ENDS:
            if not parts and begins_with_a_house(spans, at, tokens, lexicon):
                part.status = "company"
            sign = tokens.cut(span.start, span.end).strip() if kind == HARD else ""
            begin(HARD if kind == CLOSE else kind, sign=sign)
            if at and begins_a_firm(spans, at + 1, tokens, lexicon):
                part.status = "company"
        elif kind in LINKS:
            goes_on = company and (not _headed(spans, at + 1) or is_said_twice(spans, at))
            if goes_on or (kind == "and" and _names_members(part.spans, spans[at + 1 :])):
                part.spans.append(span)
            else:
                begin(kind)
        elif kind in (AT, "at") or (kind == "en" and _company_follows(spans, at, tokens)):
            if company:
                part.spans.append(span)
            else:
                if span.core == "team at" and part.before == COMMA and [each.kind for each in part.spans] == ["title"]:
                    part.status = "company"  # "UX researcher, Driver Team at Lyft"
                begin(AT, "company")
        elif kind == "en" and _headed(spans, at + 1):
            begin("and")
        elif kind == "of" and not company and part.spans and _owns(part.spans[-1]) and _names_company(spans, at + 1):
            begin(AT, "company")
        else:
            part.spans.append(span._replace(kind="in") if kind == "en" else span)
    begin(HARD)
    return parts


def _names_members(named: Sequence[Span], rest: Sequence[Span]) -> bool:
    """Whether an organization of those of a role is named, and more of its members: "Bund der Maurer und Maler"."""
    if [span.kind for span in named[-3:]] != ["organization", "of", "title"] or len(named) > _LONGEST_MEMBERS:
        return False
    return bool(rest) and rest[0].kind == "title" and (len(rest) == 1 or rest[1].kind in ENDS)


def _headed(spans: Sequence[Span], at: int) -> bool:
    """Whether what begins here is a role of its own, not the rest of a company's name."""
    role = next((i for i in range(at, len(spans)) if spans[i].kind not in _FILLERS), len(spans))
    if role == len(spans) or spans[role].kind not in ROLES or spans[role].plural:
        return False
    return next((span.kind for span in spans[role + 1 :] if span.kind in _STOPS), "") != "organization"


def _company_follows(spans: Sequence[Span], at: int, tokens: Tokens) -> bool:
    """Whether "en" is "at": a name follows that is no field of work, and something stands before."""
    place = at + 1
    if place + 1 < len(spans) and spans[place].core in _SPANISH and spans[place + 1].kind in ("title", "organization"):
        place += 1  # "Administrativa en la Policía Local"
    named = place < len(spans) and (place > at + 1 or spans[place].kind in (WORD, "organization", "relation"))
    if not named or not any(span.kind in ROLE_LIKE for span in spans[:at]):
        return False
    follows = tokens.cut(spans[place].start, spans[place].end)
    return spans[place].kind != WORD or not follows.islower() or tokens.text.islower()  # "Contremaître en ventilation"


def _owns(span: Span) -> bool:
    """Whether "of" after this role is followed by what is owned or run."""
    return span.kind in ROLES and span.meaning.level in ("owner", "founder", "c_suite")


def _names_company(spans: Sequence[Span], at: int) -> bool:
    """Whether a name follows, and not only a field of work."""
    at = next((i for i in range(at, len(spans)) if spans[i].kind not in ("of", "scope")), len(spans))
    if at == len(spans) or spans[at].kind in ENDS:
        return False
    ahead = next((span.kind for span in spans[at:] if span.kind in ENDS or span.kind in _NAMES), "")
    return spans[at].kind != "domain" or ahead in _NAMES
