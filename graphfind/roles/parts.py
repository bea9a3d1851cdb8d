"""The standing of each part of a title: current, former, wished for, somebody else's, or a company."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.cuts import Part, Status, cut
from graphfind.roles.kinds import FORMER, LEFT, LINKS, ROLE_LIKE, ROLES
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.serving import CHIEFS, is_a_chief, serves
from graphfind.roles.spans import Span
from graphfind.roles.text import ARROW, COMMA, HARD, OPEN, SLASH, Tokens
from graphfind.roles.turning import is_unturned, turned

_WISHING = frozenset({"aspiring_after", "hoping", "of", "to", "at", "in", "scope"})


def parts_of(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> list[Part]:
    """The parts of a title in order; markers of standing and separators are consumed."""
    parts = cut(tokens, spans, lexicon)
    if is_unturned(spans, tokens, lexicon):
        return parts
    result: list[Part] = []
    status: Status = "current"
    left = False
    for raw in _employers(parts):
        if raw.status == "company":
            result.append(raw)
            continue
        if raw.before == COMMA:
            keeps = status == "aspiring" or (status == "relation" and _recruits(result))
            status = status if keeps else "current"
        elif left and raw.before == SLASH:
            status = "former"  # "ex CFO/COO"
        elif raw.before not in LINKS and not (
            (raw.dashed or raw.before == OPEN) and status == "aspiring" and not _held(result, raw.colon)
        ):
            status = "current"
        if raw.before == ARROW:
            _pass_on(result)
        beside = raw.before in (COMMA, OPEN) or raw.dashed
        if beside and _others(result, raw.spans):
            status = "relation"
        found, status = turned(raw, status, tokens, lexicon)
        result += found
        left = bool(found) and found[-1].status == "former" and any(span.kind == "ex" for span in raw.spans)
    return _retire(result)


def _employers(parts: Sequence[Part]) -> list[Part]:
    """The parts, without words that say only of an employer that it is a former one: "Previously @ Acme"."""
    kept: list[Part] = []
    marker: Part | None = None
    for part in parts:
        if marker is not None:
            of_one = part.status == "company" and not any(map(str.isdigit, marker.spans[0].core))
            if part.colon and not any(span.kind in ROLE_LIKE for span in part.spans):
                part.status, of_one = "company", True
            if not of_one and (part.colon or marker.spans[0].kind in FORMER):
                kept.append(marker)
            marker = None
        if part.status == "current" and len(part.spans) == 1 and part.spans[0].kind in LEFT:
            marker = part
        else:
            kept.append(part)
    return kept if marker is None else [*kept, marker]


def _held(parts: Sequence[Part], colon: bool) -> bool:
    """Whether any part says what somebody is: "Open to: ..." has none yet, nor has what is sought before a colon."""
    return any(part.status == "current" if colon else part.status != "company" for part in parts)


def _recruits(parts: Sequence[Part]) -> bool:
    """Whether the role named last is one that finds people for other roles."""
    return any(span.meaning.function == "people" for span in _attendants(parts))


def _attendants(parts: Sequence[Part]) -> list[Span]:
    """What the role named last has to do with other roles by: its titles that attend to them."""
    last = next((part for part in reversed(parts) if part.status != "relation"), None)
    return [span for span in last.spans if span.meaning.attends] if last is not None else []


def _others(parts: Sequence[Part], spans: Sequence[Span]) -> bool:
    """Whether these name whom the role named last finds or serves: "Recruiter, Engineers", "PA, VP Sales"."""
    attending = _attendants(parts)
    if not attending:
        return _helps(parts) and len(spans) == 1 and is_a_chief(spans[0])
    named = [span for span in spans if span.kind in ROLES and not serves(span)]
    if any(span.meaning.function == "people" for span in attending):
        return any(span.kind == "title" for span in named)
    return any(span.meaning.level in CHIEFS for span in named)


def _helps(parts: Sequence[Part]) -> bool:
    """Whether what was named last is an assistant and nothing else: "Assistant, CEO"."""
    return bool(parts) and [span.kind for span in parts[-1].spans] == ["assistant"]


def _pass_on(parts: Sequence[Part]) -> None:
    """What stands before an arrow has been left behind."""
    for part in parts:
        if part.status == "current" and any(span.kind in ROLE_LIKE for span in part.spans):
            part.status = "former"


def _retire(parts: list[Part]) -> list[Part]:
    """Apply a marker that stands alone: to what is before it, or to all that follows where it is first."""
    kept: list[Part] = []
    for at, part in enumerate(parts):
        if kept and _wishes(part):
            wished = next(
                (each for each in reversed(kept) if any(span.kind in ROLE_LIKE for span in each.spans)), kept[-1]
            )
            wished.status = "aspiring" if wished.status == "current" else wished.status
            continue  # "Data analyst (in the making)"
        announces = at + 1 < len(parts) and parts[at + 1].colon
        if announces and not kept and _wishes(part):
            for other in _up_to_a_break(parts[at + 1 :]):
                other.status = "aspiring" if other.status == "current" else other.status
            continue  # "In training: nurse"
        if part.status == "former" and len(part.spans) == 1 and part.spans[0].kind in LEFT:
            held = [each for each in kept if any(span.kind in ROLE_LIKE for span in each.spans)]
            near = (held or kept)[-1:] if part.before in (OPEN, COMMA) else kept
            others: Sequence[Part] = parts[at + 1 :]
            if announces:
                others = _up_to_a_break(others)
            elif near:
                others = near
            for other in others:
                if other.status == "current":
                    other.status = "former"
        else:
            kept.append(part)
    return kept


def _wishes(part: Part) -> bool:
    """Whether a part says only that a role is wished for, or learnt: "in the making"."""
    wishes = part.spans[0].kind in ("aspiring_after", "hoping")
    return wishes and all(span.kind in _WISHING for span in part.spans)


def _up_to_a_break(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts before the next that a hard separator parts from them."""
    end = next((at for at, each in enumerate(parts) if at and each.before == HARD), len(parts))
    return parts[:end]
