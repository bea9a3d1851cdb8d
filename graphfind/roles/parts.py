"""The standing of each part of a title: current, former, wished for, somebody else's, or a company."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.cuts import LINKS, ROLE_LIKE, ROLES, Part, Status, cut
from graphfind.roles.spans import Span
from graphfind.roles.text import ARROW, COMMA, OPEN, Tokens

_AFTER_COMPANY = ROLES | {"step", "noun"}


def parts_of(tokens: Tokens, spans: Sequence[Span]) -> list[Part]:
    """The parts of a title in order; markers of standing and separators are consumed."""
    result: list[Part] = []
    status: Status = "current"
    for raw in cut(tokens, spans):
        if raw.status == "company":
            result.append(raw)
            continue
        if raw.before == COMMA:
            keeps = status == "aspiring" or (status == "relation" and _recruits(result))
            status = status if keeps else "current"
        elif raw.before not in LINKS and not (raw.dashed and status == "aspiring" and not _held(result)):
            status = "current"
        if raw.before == ARROW:
            _pass_on(result)
        recruits = (raw.before in (COMMA, OPEN) or raw.dashed) and _recruits(result)
        found, status = _standing(raw, status, recruits)
        result += found
    return _retire(result)


def _held(parts: Sequence[Part]) -> bool:
    """Whether any part says what somebody is: "Open to: ..." has none yet."""
    return any(part.status != "company" for part in parts)


def _standing(raw: Part, status: Status, recruits: bool) -> tuple[list[Part], Status]:
    """Cut one part where words change the standing of what follows, or of what went before.

    `status` is what reaches into the part; what reaches out of it is returned with the pieces.
    """
    result: list[Part] = []
    run: list[Span] = []
    doubtful = False
    before = raw.before
    if recruits and any(span.kind == "title" and not _serves(span) for span in raw.spans):
        status = "relation"

    def close(held: Status) -> None:
        nonlocal run, before, doubtful
        if run:
            result.append(Part(before, run, held, doubtful, raw.dashed))
            before, doubtful = "", False
        run = []

    at, spans = 0, raw.spans
    while at < len(spans):
        span, last = spans[at], at == len(spans) - 1
        kind = span.kind
        if kind == "former":
            if last and run:
                close("former")
            else:
                close(status)
                status = "former"
                if last:
                    result.append(Part(before, [span], "former"))
        elif kind == "ex" and not last:
            close(status)
            if spans[at + 1].kind in ROLE_LIKE:
                status = "former"
            else:
                end = next((i for i in range(at + 2, len(spans)) if spans[i].kind in _AFTER_COMPANY), len(spans))
                result.append(Part(before, list(spans[at:end]), "company"))
                before, doubtful, at = "", True, end - 1
        elif kind == "aspiring":
            close(status)
            status = "aspiring"
        elif kind == "aspiring_after" and run:
            close("aspiring")
        elif kind in ("now", "turned"):
            close("former" if kind == "turned" else status)
            status = "current"
        elif kind == "verb":
            close(status)
            status = "relation"
        elif _serves(span):
            follows = _after_connective(spans, at + 1)
            direct = _role_at(spans, at + 1) and (kind == "attendant" or _of_another_kind(spans, at))
            if run and run[-1].kind in ROLES and _serves_before(run[-1], span):
                close("relation" if status == "current" else status)
            run.append(span)
            if follows or direct:
                close(status)
                status = "relation"
        elif kind == "to" and _role_at(spans, at + 1):
            close(status)
            status = "relation"
        else:
            run.append(span)
        at += 1
    close(status)
    if any(span.kind == "ex" for span in spans) and status == "former":
        status = "current"  # "ex-" reaches no further than its own part
    return result, status


def _serves(span: Span) -> bool:
    """Whether the holder of this serves, advises or finds others, so that a role beside it is theirs."""
    return span.kind in ("relation", "assistant", "attendant") or span.meaning.attends


def _of_another_kind(spans: Sequence[Span], at: int) -> bool:
    """Whether the role right after a servant's own title is one of another function, and so somebody else's."""
    if spans[at].kind != "title":
        return False
    other = next((span.meaning.function for span in spans[at + 1 :] if span.kind in ROLES), "")
    return other not in ("", spans[at].meaning.function)


def _serves_before(role: Span, servant: Span) -> bool:
    """Whether a role right before a servant is the one served: a bare seat is its rank instead."""
    if role.kind == "seat":
        return role.meaning.level not in ("manager", "lead", "head", "partner") or servant.kind == "assistant"
    return not (servant.kind == "title" and role.meaning == servant.meaning)


def _after_connective(spans: Sequence[Span], at: int) -> bool:
    """Whether a connective stands here and a role after it ("… to the VP of Sales")."""
    return at < len(spans) and spans[at].kind in ("to", "of") and _role_at(spans, at, served=True)


def _role_at(spans: Sequence[Span], at: int, served: bool = False) -> bool:
    """Whether the next thing that means something is a role, or what a servant can serve."""
    while at < len(spans) and spans[at].kind in ("of", "to", "scope", "step"):
        at += 1
    kinds = ROLES | {"noun"} if served else ROLES
    return at < len(spans) and spans[at].kind in kinds


def _recruits(parts: Sequence[Part]) -> bool:
    """Whether the role named last is one that finds people for other roles."""
    for part in reversed(parts):
        if part.status == "relation":
            continue
        return any(span.meaning.attends and span.meaning.function == "people" for span in part.spans)
    return False


def _pass_on(parts: Sequence[Part]) -> None:
    """What stands before an arrow has been left behind."""
    for part in parts:
        if part.status == "current" and any(span.kind in ROLE_LIKE for span in part.spans):
            part.status = "former"


def _retire(parts: list[Part]) -> list[Part]:
    """Apply a marker that stands alone: to what is before it, or to all that follows where it is first."""
    kept: list[Part] = []
    for at, part in enumerate(parts):
        if kept and all(span.kind == "aspiring_after" for span in part.spans) and kept[-1].status == "current":
            kept[-1].status = "aspiring"  # "Data analyst (in the making)"
            continue
        if part.status == "former" and len(part.spans) == 1 and part.spans[0].kind == "former":
            near = kept[-1:] if part.before in (OPEN, COMMA) else kept
            others = near or parts[at + 1 :]
            for other in others:
                if other.status == "current":
                    other.status = "former"
        else:
            kept.append(part)
    return kept
