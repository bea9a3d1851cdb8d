"""Roles and titles as plain values for JSON; the field names are a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphfind.roles import Family, Judgement, ParsedTitle
    from graphfind.roles.explaining import Explanation
    from graphfind.roles.taxonomy import RankedTitle


def parse_json(parsed: ParsedTitle) -> dict[str, Any]:
    """A title as read."""
    return {
        "title": parsed.title,
        "level": parsed.level,
        "function": parsed.function,
        "families": list(parsed.families),
        "segments": [
            {
                "text": each.text, "status": each.status, "level": each.level, "function": each.function,
                "families": list(each.families),
            }
            for each in parsed.segments
        ],
    }  # fmt: skip


def match_json(title: str, judged: Judgement) -> dict[str, Any]:
    """A title set against a role."""
    return {"title": title, "grade": judged.grade, "level": judged.level, "why": judged.why}


def ranked_json(ranked: RankedTitle) -> dict[str, Any]:
    """A title with its score."""
    return {"title": ranked.title, "score": ranked.score, "why": ranked.why}


def family_json(family: Family) -> dict[str, Any]:
    """A role family."""
    return {
        "id": family.id, "name": family.name, "function": family.function, "level": family.level,
        "part_of": family.part_of or None, "siblings": list(family.siblings), "led_by": family.led_by or None,
    }  # fmt: skip


def explanation_json(shown: Explanation) -> dict[str, Any]:
    """What a role query means."""
    return {
        "target_role": shown.role.describe(),
        "searched": shown.searched.describe(),
        "families": [{**family_json(each), "phrases": list(shown.phrases[each.id])} for each in shown.families],
        "included": [family_json(each) for each in shown.included],
        "beside": [family_json(each) for each in shown.beside],
        "holders": [
            {"grade": each.grade, "titles": each.titles, "people": each.people, "examples": list(each.examples)}
            for each in shown.holders
        ],
        "missed": [{"title": each.title, "people": each.people, "why": each.why} for each in shown.missed],
        "related": list(shown.related),
    }
