"""Reading a title: its segments with their standing, level, function and role families."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import zip_longest

from graphfind.roles.cuts import Status
from graphfind.roles.drafts import Draft
from graphfind.roles.joining import drafts_of
from graphfind.roles.lexicon import RANK, SEATS, Lexicon, Meaning
from graphfind.roles.spans import Span, scan
from graphfind.roles.text import Tokens, tokenize


@dataclass(frozen=True, slots=True)
class Segment:
    """One thing that a title says somebody is.

    `families` are ids, the one named first in front. `core` is the phrase that named the role, empty
    where a seat and its field of work did. A company's level and function are empty.
    """

    text: str
    status: Status
    level: str = ""
    function: str = ""
    families: tuple[str, ...] = ()
    core: str = ""


@dataclass(frozen=True, slots=True)
class ParsedTitle:
    """A title as read: the highest level held now, the first current role's function, all current families."""

    title: str
    level: str
    function: str
    families: tuple[str, ...]
    segments: tuple[Segment, ...]


def parse(title: str, lexicon: Lexicon) -> ParsedTitle:
    """Read a title, of which the first 1,000 characters count, in time linear in their number."""
    tokens = tokenize(title)
    return read(title, tokens, scan(tokens, lexicon), lexicon)


def read(title: str, tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> ParsedTitle:
    """What the spans of a title say together."""
    drafts = drafts_of(tokens, _unambiguous(spans, lexicon), lexicon)
    followed = zip_longest(drafts, drafts[1:])
    segments = _settle([_segment(draft, following, tokens) for draft, following in followed], drafts)
    current = [segment for segment in segments if segment.status == "current"]
    return ParsedTitle(
        title,
        max((segment.level for segment in current), key=RANK.__getitem__, default=""),
        next((segment.function for segment in current if segment.function != "other"), "other" if current else ""),
        tuple(dict.fromkeys(family for segment in current for family in segment.families)),
        tuple(segments),
    )


def _unambiguous(spans: Sequence[Span], lexicon: Lexicon) -> Sequence[Span]:
    """The spans, an abbreviation read as what is written out beside it: "Medical Doctor (MD)"."""
    if not any(span.kind == "abbreviation" for span in spans):
        return spans
    named = {family for span in spans if span.kind == "title" and span.meaning for family in span.meaning.families}
    return [_read_as(span, named, lexicon) if span.kind == "abbreviation" else span for span in spans]


def _read_as(span: Span, named: Set[str], lexicon: Lexicon) -> Span:
    meaning = span.meaning
    if meaning is None or named.isdisjoint(meaning.families):
        return span
    families = tuple(family for family in meaning.families if family in named)
    family = lexicon.families[families[0]]
    return span._replace(meaning=meaning._replace(families=families, level=family.level, function=family.function))


def _segment(draft: Draft, following: Draft | None, tokens: Tokens) -> Segment:
    """What a finished draft says."""
    text = tokens.cut(draft.start, draft.end).strip()
    status = draft.part.status
    if status == "company" or (draft.organization is not None and not draft.headed and not draft.steps):
        return Segment(text, "company")
    if draft.several and status == "current":
        status = "relation"
    organization = draft.organization
    if organization is None and following is not None and not following.headed:
        organization = following.organization
    families, function = _families(draft, organization)
    level = _level(draft)
    if organization is not None and organization.leaders and families == organization.leaders and level not in SEATS:
        level = "head"
    return Segment(text, status, level, function, families, _core(draft, families))


def _core(draft: Draft, families: Sequence[str]) -> str:
    """The phrase that named the role."""
    if draft.titles:
        first = draft.titles[0]
        return (first.meaning.core if first.meaning else "") or first.core
    if families and draft.domains and not draft.seats:
        return next((span.core for span in draft.part.spans if span.kind == "domain"), "")
    return ""


def _families(draft: Draft, organization: Meaning | None) -> tuple[tuple[str, ...], str]:
    """The families that a draft names, and its function."""
    named: list[str] = []
    function = ""
    for span in draft.titles:
        if span.meaning is not None:
            named += span.meaning.families
            function = function or span.meaning.function
    seat = max((span.meaning.level for span in draft.seats if span.meaning), key=RANK.__getitem__, default="")
    ranked = bool(draft.seats) and all(span.kind == "rank" for span in draft.seats)
    for domain in draft.domains:
        if ranked:
            led: tuple[str, ...] = ()
        elif seat == "partner":
            led = ()
        elif seat == "manager":
            led = domain.managers
        elif seat:
            led = domain.leaders
        elif draft.leading:
            led = domain.families or domain.managers
        else:
            led = domain.families if draft.loose else ()
        if not draft.titles:
            named += led
        function = function or domain.function
    at_school = organization is not None and bool(organization.leaders)
    if at_school and organization is not None and not draft.titles and not draft.domains and _runs_a_school(draft):
        return organization.leaders, organization.function
    for span in (*draft.nouns, *draft.seats):
        if span.meaning is not None and span.meaning.function != "other":
            function = function or span.meaning.function
    if not function and organization is not None and draft.headed:
        function = organization.function
    if not function and seat in ("c_suite", "founder", "owner"):
        function = "general management"
    return tuple(dict.fromkeys(named)), function or "other"


def _runs_a_school(draft: Draft) -> bool:
    seats = any(span.meaning is not None and span.meaning.level in ("director", "head", "c_suite") for span in draft.seats)
    return seats or any(span.core == "principal" for span in draft.steps)


def _level(draft: Draft) -> str:
    """The level of a draft: a seat before a step, what a phrase says before what its family says."""
    steps = [span.meaning.level for span in draft.steps if span.meaning]
    seats = [span.meaning.level for span in draft.seats if span.meaning]
    own = [span.meaning.level for span in draft.titles if span.meaning and span.meaning.level]
    held = [level for level in (*seats, *own) if level in SEATS]
    top = max(held, key=RANK.__getitem__, default="")
    if "intern" in steps and RANK.get(top, 0) <= RANK["manager"]:
        return "intern"
    if top:
        return top
    if not steps and not draft.grade and draft.nouns and draft.nouns[0].kind == "assistant" and draft.titles:
        return "entry" if draft.nouns[0].start < draft.titles[0].start else own[0]
    ladder = [level for level in steps if level != "intern"] or ([draft.grade] if draft.grade else [])
    return max(ladder, key=RANK.__getitem__, default=own[0] if own else "mid")


def _settle(segments: list[Segment], drafts: Sequence[Draft]) -> list[Segment]:
    """Decide what only the whole title tells: doubtful roles, and fields of work named on their own."""
    sure = any(
        segment.status == "current" and draft.headed and not draft.part.doubtful
        for segment, draft in zip(segments, drafts, strict=True)
    )
    learning = any(segment.status in ("current", "aspiring") and segment.level == "intern" for segment in segments)
    settled: list[Segment] = []
    for segment, draft in zip(segments, drafts, strict=True):
        if segment.status == "current" and draft.part.doubtful and sure and draft.headed:
            settled.append(replace(segment, status="former"))
        elif segment.status == "current" and not draft.headed and segment.families and not draft.steps and (sure or learning):
            settled.append(replace(segment, families=()))
        else:
            settled.append(segment)
    return settled
