"""Roles and titles as tables for a terminal; what data holds is never interpreted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from graphfind.escaping import terminal
from graphfind.render.table import pairs, plain_table, text
from graphfind.roles.synonyms import TAIL

if TYPE_CHECKING:
    from rich.console import RenderableType

    from graphfind.roles import Family, Judgement, Lexicon, ParsedTitle, Segment
    from graphfind.roles.explaining import Explanation
    from graphfind.roles.taxonomy import RankedTitle

PHRASES = 12
"""How many of a family's phrases are shown."""


def explanation_table(shown: Explanation) -> Iterator[RenderableType]:
    """What a role query means, who holds it, and who just misses it."""
    yield pairs(_meaning(shown))
    if shown.holders:
        table = plain_table("Holds it", "People", "Titles", "Such as")
        for each in shown.holders:
            table.add_row(each.grade, f"{each.people:,}", f"{each.titles:,}", text("; ".join(each.examples)))
        yield table
    if shown.missed:
        table = plain_table("Just missed", "People", "Because")
        for near in shown.missed:
            table.add_row(text(near.title), f"{near.people:,}", text(near.why))
        yield table


def _meaning(shown: Explanation) -> Iterator[tuple[str, str]]:
    role = shown.searched
    for family in shown.families:
        yield "Family", f"{family.name} ({family.id}; {family.function}, {family.level.replace('_', ' ')})"
        yield "Called", _some(shown.phrases[family.id])
    if not shown.families:
        yield "Family", "none; titles with all the words count"
        for word, synonyms in (
            pair for each in role.alternatives for pair in zip(each.words, each.synonyms, strict=False)
        ):
            if synonyms.words:
                yield "Called", _some((word, *(each.removeprefix(TAIL) for each in synonyms.words)))
    if role != shown.role:
        names = dict.fromkeys(each.occupation for each in role.alternatives)
        yield "Taxonomy", f"no title has the words; {'; '.join(names)}"
        yield "Called", _some(each.text for each in role.alternatives)
    for name, families in (("Also counts", shown.included), ("Beside it", shown.beside)):
        if families:
            yield name, ", ".join(family.name for family in families)
    words = [*dict.fromkeys(word for each in shown.role.alternatives for word in (*each.words, *each.quoted))]
    if words and shown.families:
        yield "With", ", ".join(words)
    levels = [each.level or each.seat for each in shown.role.alternatives if each.level or each.seat]
    if levels:
        yield "Level", ", ".join(level.replace("_", " ") for level in dict.fromkeys(levels))
    for name, values in (
        ("Without", shown.role.excluded), ("Only at", shown.role.organizations), ("Only in", shown.role.places),
        ("Industry", shown.role.industries),
    ):  # fmt: skip
        if values:
            yield name, ", ".join(values)
    for letters, family_id in shown.role.readings:
        yield "Read as", f"{letters}: {family_id}"
    if shown.related:
        yield "Related", ", ".join(shown.related)


def _some(phrases: Iterable[str]) -> str:
    """The first of some phrases, each once, and how many there are if these are not all."""
    called = list(dict.fromkeys(phrases))
    return ", ".join(called[:PHRASES]) + (f" … {len(called):,} in all" if len(called) > PHRASES else "")


def why_table(role: str, judged: Judgement, parsed: ParsedTitle, lexicon: Lexicon) -> Iterator[RenderableType]:
    """Why a title holds a role or not, and how it was read."""
    verdict = f"yes, {judged.grade}" if judged.grade in ("exact", "family") else f"no, {judged.grade or 'not at all'}"
    yield Text(terminal(f"{role}: {verdict}"), style="bold")
    for reason in judged.why.split(" · "):
        yield Text(f"  {terminal(reason)}")
    yield _segments([parsed], lexicon)


def families_table(found: Iterable[Family]) -> RenderableType:
    """Role families in a line each."""
    table = plain_table("Function", "Family", "Level", "Id")
    before = ""
    for family in found:
        function = family.function if family.function != before else ""
        table.add_row(function, text(family.name), family.level.replace("_", " "), text(family.id))
        before = family.function
    return table


def parsed_table(read: Iterable[ParsedTitle], lexicon: Lexicon) -> RenderableType:
    """Titles as read, a line for each of their parts."""
    return _segments(read, lexicon)


def _segments(read: Iterable[ParsedTitle], lexicon: Lexicon) -> RenderableType:
    table = plain_table("Part", "Standing", "Level", "Function", "Families")
    for parsed in read:
        for segment in parsed.segments:
            level = segment.level.replace("_", " ")
            table.add_row(text(segment.text), segment.status, level, segment.function, text(_names(segment, lexicon)))
        if not parsed.segments:
            table.add_row(text(parsed.title), "", "", "", "")
    return table


def _names(segment: Segment, lexicon: Lexicon) -> str:
    return ", ".join(lexicon.families[id_].name for id_ in segment.families)


def matched_table(judged: Iterable[tuple[str, Judgement]]) -> RenderableType:
    """Titles with their grades."""
    table = plain_table("Title", "Grade", "Level", "Why")
    for title, one in judged:
        table.add_row(text(title), one.grade or "–", one.level.replace("_", " "), text(one.why))
    return table


def ranked_table(ranked: Iterable[RankedTitle]) -> RenderableType:
    """Titles with their scores."""
    table = plain_table("Score", "Title", "Why")
    for one in ranked:
        table.add_row(f"{one.score:.3f}", text(one.title), text(one.why))
    return table
