"""The standing of each part of a title: current, former, wished for, somebody else's, or a company."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.cuts import Part, Status, cut
from graphfind.roles.heads import is_for_others
from graphfind.roles.kinds import FORMER, LEFT, LINKS, NAMED, ROLE_LIKE, ROLES, SERVANTS
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.names import ARTICLES
from graphfind.roles.serving import (
    CHIEFS,
    after_connective,
    of_another_kind,
    possesses,
    role_at,
    seat_at,
    serves,
    serves_before,
)
from graphfind.roles.spans import WORD, Span
from graphfind.roles.text import ARROW, COMMA, HARD, OPEN, SLASH, Tokens

_AFTER_COMPANY = ROLES | {"step", "noun"}
_THEIR_OWN = frozenset(
    {"deutscher", "osterreichischer", "bayerischer", "europaischer", "freier", "evangelischer", "katholischer"}
)
"""German adjectives as they stand before those whose association something is."""
_TURNING = SERVANTS | LEFT | {"aspiring", "aspiring_after", "hoping", "now", "turned", "verb", "to", "in", ARROW}
"""Kinds of spans that may change the standing of what stands beside them."""
_WISHING = frozenset({"aspiring_after", "hoping", "of", "to", "at", "in", "scope"})
_POSSESSED = ROLES | {"of"}
"""Kinds of spans that stand before whom somebody belongs to."""


def parts_of(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> list[Part]:
    """The parts of a title in order; markers of standing and separators are consumed."""
    parts = cut(tokens, spans, lexicon)
    if _is_quiet(spans) and _is_plain(spans, tokens, lexicon):
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
        found, status = _standing(raw, status, tokens, lexicon)
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


def _standing(raw: Part, status: Status, tokens: Tokens, lexicon: Lexicon) -> tuple[list[Part], Status]:
    """Cut one part where words change the standing of what follows, or of what went before.

    `status` is what reaches into the part; what reaches out of it is returned with the pieces.
    """
    if _is_quiet(raw.spans) and (_is_seat(raw.spans) or _is_plain(raw.spans, tokens, lexicon)):
        raw.status = status
        return [raw], status
    result: list[Part] = []
    run: list[Span] = []
    doubtful = False
    before = raw.before

    def close(held: Status) -> None:
        nonlocal run, before, doubtful
        if run:
            result.append(Part(before, run, held, doubtful, raw.dashed, raw.colon))
            before, doubtful = "", False
        run = []

    at, spans = 0, raw.spans
    name = _association(spans)
    if name:
        run = list(spans[:name])
        close("company")
        at = name
    left = _left_behind(spans)
    if left:
        run = list(spans[1:left])
        close("former")
        at = left + 1
    while at < len(spans):
        span, last = spans[at], at == len(spans) - 1
        kind = span.kind
        if kind == "retired" and not any(each.kind in ROLES for each in spans[at + 1 :]):
            if any(each.kind in ROLE_LIKE for each in run):
                run += spans[at:]
                close("former")
            else:
                close(status)
                status = "former"
                result.append(Part(before, [span], status, dashed=raw.dashed, colon=raw.colon))
            break
        if kind in FORMER:
            if last and run and span.plural:
                run.append(span)  # "Restaurateur de livres anciens"
            elif last and run:
                close("former")
            else:
                close(status)
                status = "former"
                if last:
                    result.append(Part(before, [span], "former", dashed=raw.dashed, colon=raw.colon))
        elif kind == "ex" and last:
            result.append(Part(before, [span], "former", dashed=raw.dashed, colon=raw.colon))
        elif kind == "ex":
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
        elif run and (kind == "aspiring_after" or (kind == "hoping" and last)):
            close("aspiring")
        elif kind in ("hoping", "aspiring_after") and not (last and (run or result or _stands_beside(raw))):
            close(status)
            status = "aspiring"
        elif kind in ("now", "turned"):
            close("former" if kind == "turned" else status)
            status = "current"
        elif status == "current" and is_for_others(spans, at, tokens, lexicon):
            steps = [each for each in run[:-1] if each.kind == "step"]
            run = [each for each in run if each not in steps]
            close("relation")
            run = [*steps, span]
        elif kind == WORD and run and run[-1].kind in _POSSESSED and possesses(spans, at, lexicon):
            run.append(span)
            close("relation" if status == "current" else status)
        elif kind == "verb" and _names_a_field(spans, at, run, lexicon):
            run.append(span)
        elif kind == "verb":
            close(status)
            status = "relation"
        elif serves(span):
            follows = after_connective(spans, at + 1)
            near = kind == "attendant" or (kind != "title" and span.meaning.trailing) or of_another_kind(spans, at)
            direct = near and role_at(spans, at + 1)
            named = run and span.plural and span.kind == "relation" and run[-1].core in lexicon.surnames
            if run and run[-1].kind in ROLES and not named and serves_before(run[-1], span):
                if run[-1].plural and any(each.kind in ROLES for each in run[:-1]):
                    run, whom = run[:-1], run[-1]  # "Professor, Musicians Institute" without its comma
                    close(status)
                    run = [whom]
                close("relation" if status == "current" else status)
            run.append(span)
            if follows or direct:
                close(status)
                status = "relation"
        elif kind == "to" and (role_at(spans, at + 1) or seat_at(spans, at)) and not _is_a_letter(spans, at):
            close(status)
            status = "relation"
        elif kind == "in" and run and status == "current" and role_at(spans, at + 1):
            close(status)
            status = "relation"  # "Program manager in the CTO organization"
        else:
            run.append(span)
        at += 1
    close(status)
    if status == "former" and any(span.kind == "ex" for span in spans):
        status = "current"  # "ex-" reaches no further than its own part
    return result, status


def _is_quiet(spans: Sequence[Span]) -> bool:
    """Whether no word says of a role that it is not held now, as in most titles."""
    for span in spans:  # noqa: SIM110 -- the quickest way, of what is asked twice of every title
        if span.kind in _TURNING or span.meaning.attends:
            return False
    return True


def _is_plain(spans: Sequence[Span], tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether nothing among quiet spans is another's, or an organization's, by where it stands."""
    before = ""
    for at, span in enumerate(spans):
        kind = span.kind
        if before in _POSSESSED and kind == WORD and span.core.endswith("'s"):
            return False
        if (before == "title" or before == "noun") and is_for_others(spans, at, tokens, lexicon):
            return False
        if before == "organization" and _begins_members(span):
            return False
        before = kind
    return True


def _is_seat(spans: Sequence[Span]) -> bool:
    """Whether these name a seat or a field of work, and no role before anything else."""
    if "organization" in [span.kind for span in spans[:2]] or spans[0].core in ARTICLES:
        return False
    return NAMED.isdisjoint([span.kind for span in spans[:-1]])


def _association(spans: Sequence[Span]) -> int:
    """Where the name of an organization of people ends that these begin with: "Verband der Lehrer"; 0 without one."""
    at = 1 if spans[0].core in ARTICLES or spans[0].kind == WORD else 0  # "VDI Verein Deutscher Ingenieure"
    named = len(spans) > at + 2 and spans[at].kind == "organization" and _begins_members(spans[at + 1])
    if not named or not role_at(spans, at + (1 if spans[at + 1].kind == "of" else 2)):
        return 0
    role = next(i for i in range(at + 1, len(spans)) if spans[i].kind in ROLES)
    worker = spans[-1].kind == "title" and not spans[-1].plural and role + 1 < len(spans)
    worker = worker and spans[role + 1].kind != "and"
    return role + 1 if worker else len(spans)  # the "Society of Actuaries event planner" plans


def _begins_members(span: Span) -> bool:
    """Whether this, behind an organization's word, begins what its members are: "Verein Deutscher Ingenieure"."""
    return span.kind == "of" or span.core in _THEIR_OWN


def _left_behind(spans: Sequence[Span]) -> int:
    """Where "to" stands in "from nurse to baker"; 0 where nothing is said to be left behind so."""
    if len(spans) < 4 or spans[0].kind != "of" or spans[1].kind not in ROLES:
        return 0
    return next((at for at, span in enumerate(spans) if at > 1 and span.kind == "to" and role_at(spans, at + 1)), 0)


def _is_a_letter(spans: Sequence[Span], at: int) -> bool:
    """Whether "a" is no word for "to" here, but a grade or an English article: "Class A truck driver"."""
    return spans[at].core == "a" and (not at or spans[at - 1].kind == WORD)


def _names_a_field(spans: Sequence[Span], at: int, run: Sequence[Span], lexicon: Lexicon) -> bool:
    """Whether a verb is a field of work behind another one: "Director of Sales Training"."""
    behind = bool(run) and run[-1].kind in ("domain", "title")
    return behind and spans[at].core in lexicon.own_fields and not role_at(spans, at + 1)


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
        return False
    named = [span for span in spans if span.kind in ROLES and not serves(span)]
    if any(span.meaning.function == "people" for span in attending):
        return any(span.kind == "title" for span in named)
    return any(span.meaning.level in CHIEFS for span in named)


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


def _stands_beside(part: Part) -> bool:
    """Whether a part says more of the one before: "Data scientist (aspiring)"."""
    return part.before in (OPEN, COMMA) or part.dashed


def _wishes(part: Part) -> bool:
    """Whether a part says only that a role is wished for, or learnt: "in the making"."""
    wishes = part.spans[0].kind in ("aspiring_after", "hoping")
    return wishes and all(span.kind in _WISHING for span in part.spans)


def _up_to_a_break(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts before the next that a hard separator parts from them."""
    end = next((at for at, each in enumerate(parts) if at and each.before == HARD), len(parts))
    return parts[:end]
