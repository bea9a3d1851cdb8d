"""What a finished draft of a segment tells: its role families, its function and its level."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.drafts import Draft
from graphfind.roles.kinds import LINKS
from graphfind.roles.lexicon import LADDER, RANK, SEATS, Lexicon, Meaning
from graphfind.roles.spans import Span

_CHIEF = "chief"
_HANDS_ON = frozenset({
    "trades", "manufacturing", "media", "design", "administration", "hospitality", "healthcare", "public service",
    "supply chain", "security", "education", "retail",
})  # fmt: skip
"""Functions in whose roles a chief is the first of those who hold them, and runs no company."""


def families_of(draft: Draft, organization: Meaning | None, lexicon: Lexicon) -> tuple[tuple[str, ...], str]:
    """The families that a draft names, and its function."""
    if len(draft.titles) == 1 and not draft.also:
        meaning = draft.titles[0].meaning
        if meaning.function not in ("", "other"):
            return tuple(dict.fromkeys(meaning.families)), meaning.function
    if organization is not None and organization.leaders and _runs_it_all(draft, organization):
        return organization.leaders, organization.function
    named = [family for span in draft.titles for family in span.meaning.families]
    if not draft.titles:
        named = [family for domain in draft.domains for family in _holders(draft, domain)]
        if not named:
            named = [family for seat in draft.seats for family in seat.meaning.families]
        if not (named or draft.seats or draft.leading):
            named = list(_specialists(draft, lexicon))
    named += draft.also
    said = [*(span.meaning for span in draft.titles), *draft.domains]
    said += [span.meaning for span in (*draft.nouns, *draft.seats)]
    if organization is not None and not draft.titles and (draft.headed or draft.steps):
        said.append(organization)
    function = next((meaning.function for meaning in said if meaning.function not in ("", "other")), "")
    if (draft.itself or not function) and named and not draft.titles:
        function = lexicon.families[named[0]].function
    if not function and _seat(draft) in ("c_suite", "founder", "owner") and not _leads_his_like(draft):
        function = "general management"
    return tuple(dict.fromkeys(named)), function or "other"


def _seat(draft: Draft) -> str:
    """The highest seat of a draft."""
    return highest([span.meaning.level for span in draft.seats])


def highest(levels: Sequence[str], otherwise: str = "") -> str:
    """The highest of some levels; `otherwise` where there is none."""
    if len(levels) < 2:
        return levels[0] if levels else otherwise
    return max(levels, key=RANK.__getitem__)


def _holders(draft: Draft, domain: Meaning) -> tuple[str, ...]:
    """The families whose holders stand as a draft does in a field of work: its leaders, or those who practise it."""
    seat = _seat(draft)
    if seat == "partner":
        return domain.families if domain.function == "legal" else ()
    if seat and all(span.kind == "rank" for span in draft.seats):
        return ()
    if seat:
        return domain.managers if seat == "manager" else domain.leaders
    if draft.leading:
        return domain.families or domain.managers
    return domain.families if draft.loose or draft.itself else ()


def _specialists(draft: Draft, lexicon: Lexicon) -> tuple[str, ...]:
    """The families of who works in a field by a general noun beside it: "Spezialist für Logistik"."""
    spans = draft.part.spans
    nouns = (at for at, span in enumerate(spans) if span.kind == "noun" and span.core.endswith(lexicon.general))
    at = next(nouns, -1)
    if at < 0 or not draft.domains or draft.part.before in LINKS:
        return ()  # "Chief Marketing & Digital Officer"
    field = draft.domains[0]
    if any(span.kind == "domain" for span in spans[:at]):
        field = spans[at - 1].meaning
        if field not in draft.domains:
            return ()  # what is between makes another field of it
    return field.families or field.specialists


def _runs_it_all(draft: Draft, organization: Meaning) -> bool:
    """Whether a draft is the seat of a whole organization: "Principal, Lincoln High School"."""
    running = ("director", "head", "c_suite", "manager" if organization.managers else "")
    seats = any(span.meaning.level in running for span in draft.seats)
    principal = any(span.core == "principal" for span in draft.steps)
    return (seats or principal) and not draft.titles and not draft.domains


def level_of(draft: Draft) -> str:
    """The level of a draft: a seat before a step, what a phrase says before what its family says."""
    if len(draft.titles) == 1 and not (draft.seats or draft.nouns or draft.steps or draft.grade):
        return draft.titles[0].meaning.level
    own = [span.meaning.level for span in draft.titles]
    if _leads_his_like(draft):
        return "lead"
    top = highest([level for level in (*[span.meaning.level for span in draft.seats], *own) if level in SEATS])
    steps = [span.meaning.level for span in draft.steps]
    steps += [span.meaning.level for span in draft.seats if span.meaning.level not in SEATS]
    if "intern" in steps and RANK.get(top, 0) <= RANK["manager"]:
        return "intern"
    if top:
        return top
    ladder = [level for level in steps if level != "intern"] or ([draft.grade] if draft.grade else [])
    if ladder and own and own[0] in ("senior", "lead"):
        ladder.append(own[0])
    if not ladder and draft.nouns and draft.titles and any(_assists(noun, draft.titles[0]) for noun in draft.nouns):
        return "entry"
    return highest(ladder, own[0] if own else "mid")


def _leads_his_like(draft: Draft) -> bool:
    """Whether "chief" stands before a role, or a kind of worker, as the first of them: "Chief Photographer"."""
    if len(draft.seats) != 1 or draft.seats[0].core != _CHIEF:
        return False
    if draft.titles:
        first = draft.titles[0].meaning
        return first.english and first.level in LADDER and first.function in _HANDS_ON
    return any(not noun.core.endswith("officer") for noun in draft.nouns)


def _assists(noun: Span, title: Span) -> bool:
    """Whether "assistant" stands before a role as its first step: "Assistant Accountant"."""
    return noun.kind == "assistant" and noun.start < title.start
