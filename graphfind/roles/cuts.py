"""Cutting a title at its separators, and where a company's name begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from graphfind.roles.spans import WORD, Span
from graphfind.roles.text import ARROW, AT, CLOSE, COMMA, HARD, OPEN, SLASH, Tokens

Status = Literal["current", "former", "aspiring", "relation", "company"]

ROLES = frozenset({"title", "abbreviation", "seat", "rank"})
"""Kinds of spans that name a role or a seat, and so can be somebody else's."""
ROLE_LIKE = ROLES | {"step", "noun", "domain", "assistant"}
_FILLERS = frozenset({"of", "scope", "step"})
_ENDS = frozenset({HARD, ARROW, OPEN, CLOSE, COMMA})
LINKS = frozenset({"and", SLASH})


@dataclass(slots=True, eq=False)
class Part:
    """Spans without a separator among them, the separator before them, and their standing.

    `doubtful` marks a role behind "ex-" and a company ("ex-McKinsey consultant"): it is current
    only where the title has no other.
    """

    before: str
    spans: list[Span]
    status: Status = "current"
    doubtful: bool = False
    dashed: bool = False


def cut(tokens: Tokens, spans: Sequence[Span]) -> list[Part]:
    """Cut at separators, and where a company begins and ends."""
    parts: list[Part] = []
    part = Part(HARD, [])

    def begin(before: str, status: Status = "current", dashed: bool = False) -> None:
        nonlocal part
        if part.spans:
            parts.append(part)
        part = Part(before, [], status, dashed=dashed)

    for at, span in enumerate(spans):
        kind = span.kind
        company = part.status == "company"
        if kind in _ENDS:
            dash = tokens.text[tokens.starts[span.start] : tokens.ends[span.start]].strip() in ("-", "–", "—", ":", "--")
            begin(HARD if kind == CLOSE else kind, dashed=dash)
        elif kind in LINKS:
            if company and not _headed(spans, at + 1):
                part.spans.append(span)
            else:
                begin(kind)
        elif kind in (AT, "at") or (kind == "en" and _company_follows(spans, at)):
            if company:
                part.spans.append(span)
            else:
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
    while at < len(spans) and spans[at].kind in _FILLERS | {"former", "ex", "now"}:
        at += 1
    if at == len(spans) or spans[at].kind not in ROLES or spans[at].plural:
        return False
    meaning = spans[at].meaning
    if meaning is None or meaning.level == "partner":
        return False
    for span in spans[at + 1 :]:
        if span.kind in _ENDS or span.kind in LINKS or span.kind in (AT, "at", "of"):
            return True
        if span.kind == "organization":
            return False
    return True


def _company_follows(spans: Sequence[Span], at: int) -> bool:
    """Whether "en" is "at": a name follows that is no field of work, and something stands before."""
    following = spans[at + 1] if at + 1 < len(spans) else None
    before = any(span.kind in ROLE_LIKE for span in spans[:at])
    return before and following is not None and following.kind in (WORD, "organization")


def _owns(span: Span) -> bool:
    """Whether "of" after this role is followed by what is owned or run."""
    meaning = span.meaning
    return meaning is not None and span.kind in ROLES and meaning.level in ("owner", "founder", "c_suite")


def _names_company(spans: Sequence[Span], at: int) -> bool:
    while at < len(spans) and spans[at].kind in ("of", "scope"):
        at += 1
    return at < len(spans) and spans[at].kind not in _ENDS and (spans[at].kind != "domain" or _organization_ahead(spans, at))


def _organization_ahead(spans: Sequence[Span], at: int) -> bool:
    for span in spans[at:]:
        if span.kind in _ENDS:
            return False
        if span.kind in (WORD, "organization"):
            return True
    return False
