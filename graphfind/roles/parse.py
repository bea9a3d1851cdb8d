"""Reading a title: its segments with their standing, level, function and role families."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from graphfind.roles.abbreviations import settled
from graphfind.roles.beside import mean_otherwise
from graphfind.roles.crafts import told_by_craft
from graphfind.roles.cuts import Status
from graphfind.roles.drafts import Draft
from graphfind.roles.joining import drafts_of
from graphfind.roles.lexicon import SEATS, Lexicon
from graphfind.roles.ranks import with_ranks
from graphfind.roles.spans import Span, scan, tokens_of
from graphfind.roles.telling import families_of, highest, level_of
from graphfind.roles.text import COMMA, Tokens

_HELPING = frozenset({"assistant", "of", "to"})


class Segment(NamedTuple):
    """One thing that a title says somebody is; a plain tuple, because every title makes several.

    `families` are ids, the one named first in front. `core` is the phrase that named the role, empty
    where a seat and its field of work did. A company's level and function are empty.
    """

    text: str
    status: Status
    level: str = ""
    function: str = ""
    families: tuple[str, ...] = ()
    core: str = ""


class ParsedTitle(NamedTuple):
    """A title as read: the highest level held now, the first current role's function, all current families."""

    title: str
    level: str
    function: str
    families: tuple[str, ...]
    segments: tuple[Segment, ...]


def parse(title: str, lexicon: Lexicon) -> ParsedTitle:
    """Read a title, of which the first 1,000 characters count, in time linear in their number."""
    tokens = tokens_of(title, lexicon)
    return read(title, tokens, scan(tokens, lexicon), lexicon)


def read(title: str, tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> ParsedTitle:
    """What the spans of a title say together."""
    if not lexicon.ranks.isdisjoint(tokens.words):
        spans = with_ranks(spans, lexicon)
    drafts = drafts_of(tokens, settled(spans, lexicon), lexicon)
    headed = True in [draft.headed for draft in drafts]
    if not headed and not any(draft.steps or _practises(draft) for draft in drafts):
        for draft in drafts:
            draft.organization = None  # nothing else is a role here: "Museum Curator" is one
    if len(drafts) == 1 and drafts[0].several:
        drafts[0].several = not _is_a_list_of(drafts[0], tokens, lexicon)
    followed = zip_longest(drafts, drafts[1:])
    segments = _settle([_segment(draft, following, tokens, lexicon) for draft, following in followed], drafts)
    if (len(drafts) > 1 or COMMA in tokens.words) and (unnamed := mean_otherwise(drafts, spans, lexicon)):
        segments = [
            segment._replace(function="other", families=(), core="") if at in unnamed else segment
            for at, segment in enumerate(segments)
        ]
    if "other" in [segment.function for segment in segments]:
        segments = _by_crafts(segments, drafts, tokens, lexicon)
    said = [pair for pair in zip(segments, drafts, strict=True) if pair[0].status == "current"]
    if len(said) == 1:
        segment = said[0][0]
        return ParsedTitle(title, segment.level, segment.function, segment.families, tuple(segments))
    current = [segment for segment, _ in said]
    held = [segment for segment, draft in said if draft.headed or draft.steps]
    return ParsedTitle(
        title,
        highest([segment.level for segment in held or current]),
        next((segment.function for segment in current if segment.function != "other"), "other" if current else ""),
        tuple(dict.fromkeys(family for segment in current for family in segment.families)),
        tuple(segments),
    )


def _segment(draft: Draft, following: Draft | None, tokens: Tokens, lexicon: Lexicon) -> Segment:
    """What a finished draft says."""
    text = tokens.cut(draft.start, draft.end).strip()
    status = draft.part.status
    if status == "company" or _names_an_organization(draft):
        return Segment(text, "company")
    if draft.several and status == "current":
        status = "relation"
    organization = draft.organization
    if organization is None and following is not None and not following.headed:
        organization = following.organization
    families, function = families_of(draft, organization, lexicon)
    if not families and following is not None and (levels := _assisted(draft, following)):
        assistant = lexicon.assistant_of(levels)
        families, function = assistant.families, assistant.function
    level = level_of(draft)
    if organization is not None and organization.leaders and families == organization.leaders and level not in SEATS:
        level = "head"
    return Segment(text, status, level, function, families, _core(draft, families))


def _assisted(draft: Draft, following: Draft) -> frozenset[str]:
    """The seats of whom somebody is the assistant of and nothing else: "Assistant to the CEO"."""
    helps = bool(draft.nouns) and {span.kind for span in draft.part.spans} <= _HELPING
    if not helps or following.part.status != "relation":
        return frozenset()
    return SEATS.intersection(span.meaning.level for span in (*following.titles, *following.seats))


def _is_a_list_of(draft: Draft, tokens: Tokens, lexicon: Lexicon) -> bool:
    """Whether a whole title names a role of several words and nothing else, as lists of staff do: "Tecnici di rete"."""
    first, *more = draft.part.spans
    head = tokens.words[first.end - 1 if first.meaning.english else first.start]
    named = " " in first.core or (bool(more) and more[0].kind == "of")
    return named and head in lexicon.plurals and {span.kind for span in more} <= {"of", "domain"}


def _practises(draft: Draft) -> bool:
    """Whether it is a field of work alone, whose name is also said of who practises it: "Commercial"."""
    named = draft.loose or draft.itself
    return named and draft.organization is None and any(domain.families for domain in draft.domains)


def _names_an_organization(draft: Draft) -> bool:
    return draft.organization is not None and not draft.headed and not draft.steps


def _core(draft: Draft, families: Sequence[str]) -> str:
    """The phrase that named the role."""
    if draft.titles:
        first = draft.titles[0]
        return first.meaning.core or first.core
    if families and draft.seats:
        return next((seat.core for seat in draft.seats if seat.meaning.families == tuple(families)), "")
    if families and draft.domains:
        return next((span.core for span in draft.part.spans if span.kind == "domain"), "")
    return ""


def _settle(segments: Sequence[Segment], drafts: Sequence[Draft]) -> Sequence[Segment]:
    """Decide what only the whole title tells: doubtful roles, and fields of work named on their own."""
    pairs = list(zip(segments, drafts, strict=True))
    unsettled = [
        at for at, (segment, draft) in enumerate(pairs) if segment.status == "current" and _is_unsure(segment, draft)
    ]
    if not unsettled:
        return segments
    sure = any(each.status == "current" and draft.headed and not draft.part.doubtful for each, draft in pairs)
    learning = any(each.status in ("current", "aspiring") and each.level == "intern" for each in segments)
    settled = list(segments)
    for at in unsettled:
        if drafts[at].headed and sure:
            settled[at] = segments[at]._replace(status="former")
        elif not drafts[at].headed and (sure or learning):
            settled[at] = segments[at]._replace(families=())
    return settled


def _by_crafts(
    segments: Sequence[Segment], drafts: Sequence[Draft], tokens: Tokens, lexicon: Lexicon
) -> Sequence[Segment]:
    """The segments, those with the function that words of crafts tell which name no role."""
    told = list(segments)
    for at, (segment, draft) in enumerate(zip(segments, drafts, strict=True)):
        if segment.function != "other" or segment.families or segment.status == "relation":
            continue
        before = segments[at - 1] if at and not draft.part.before else None
        served = before.function if before is not None and before.status == "relation" else ""
        function, family = told_by_craft(draft.part.spans, tokens, lexicon, served)
        if function:
            told[at] = segment._replace(function=function, families=(family,) if family else ())
    return told


def _is_unsure(segment: Segment, draft: Draft) -> bool:
    """Whether a current segment is a doubtful role, or a field of work that only looks like one."""
    if draft.headed:
        return draft.part.doubtful
    return bool(segment.families) and not (draft.steps or draft.itself)
