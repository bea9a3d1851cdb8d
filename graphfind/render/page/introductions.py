"""The page of an answer: its paths drawn from me to the targets, and the same as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from graphfind.escaping import encodable
from graphfind.model import Evidence, Introduction, PathPerson
from graphfind.query import Answer, WhyNone
from graphfind.render.page import boxes
from graphfind.render.page.layout import BOX, Layout, layered
from graphfind.render.page.sheet import Drawing

_WHAT_TO_DO: Mapping[WhyNone, str] = {
    "nobody_in_role": "Name the role in other words, or import more contacts: friends may hand you their exports.",
    "filtered": "Take a filter off, such as a company, a level or a place.",
    "beyond_bound": "Allow longer paths with --max-hops, or import the exports of friends.",
    "unconnected": "Import the exports of friends who may know them.",
    "avoided": "Let paths pass whom they avoid now.",
}


def introductions_page(answer: Answer, today: date) -> str:
    """The page as text; the same answer gives the same bytes."""
    shown = answer.introductions
    paths = [path for one in shown for path in (one, *one.alternatives)]
    people = {person.id: person for path in paths for person in path.path}
    drawing = Drawing()
    data = _draw(drawing, answer, paths, people)
    title = f"Introductions: {_asked_for(answer)}"
    return drawing.sheet(
        title,
        {
            "entries": [_entry(one) for one in shown],
            "why_none": [(encodable(_sentence(why.text)), _WHAT_TO_DO[why.reason]) for why in answer.why_none],
            "notes": [encodable(note) for note in answer.notes],
            "stats": answer.stats,
            "people": len(people),
            "today": today,
        },
        data,
    )


def _asked_for(answer: Answer) -> str:
    role, organizations = answer.request.role, " or ".join(answer.request.organizations)
    return encodable(" at ".join(text for text in (role.text if role else "anybody", organizations) if text))


def _draw(
    drawing: Drawing, answer: Answer, paths: Sequence[Introduction], people: Mapping[str, PathPerson]
) -> dict[str, Any]:
    """Draw all paths; returns what the script needs to know of them."""
    made = {who: boxes.box(person) for who, person in people.items()}
    layout = layered(
        [[person.id for person in path.path] for path in paths], {who: box.height for who, box in made.items()}
    )
    starts, targets = {path.path[0].id for path in paths}, {path.path[-1].id for path in paths}
    numbers = {
        who: drawing.add(
            x=x,
            y=y,
            label=made[who].label,
            rows=made[who].rows,
            group="start" if who in starts else "target" if who in targets else "between",
        )
        for who, (x, y) in layout.places.items()
    }
    lines = _lines(drawing, layout, paths)
    return {
        "box": boxes.MEASURES,
        "frame": _frame(layout),
        "columns": _headings(answer, layout.columns),
        "paths": {
            path.id: {
                "people": [numbers[person.id] for person in path.path],
                "hops": [lines[layout.route(a.id, b.id)] for a, b in pairwise(path.path)],
                "marks": [percent(hop.tie.strength) for hop in path.hops],
                "weakest": path.weakest_hop if len(path.hops) > 1 else -1,
            }
            for path in paths
        },
    }


def _lines(drawing: Drawing, layout: Layout, paths: Sequence[Introduction]) -> dict[tuple[str, str], list[str]]:
    ties = {
        layout.route(a.id, b.id): hop.tie
        for path in paths
        for (a, b), hop in zip(pairwise(path.path), path.hops, strict=True)
    }
    lines = {}
    for pair, points in layout.routes.items():
        options: dict[str, Any] = {"width": round(0.5 + 3 * ties[pair].strength, 2)}
        if ties[pair].inferred:
            options["dashes"] = True
        if points[0][0] == points[-1][0]:
            options["smooth"] = boxes.arc(points[0][1], points[-1][1])
        lines[pair] = drawing.line(points, **options)
    return lines


def _frame(layout: Layout) -> list[int]:
    """Left, top, right and bottom of the drawing."""
    xs, ys = zip(*layout.places.values(), strict=True) if layout.places else ((0,), (0,))
    return [min(xs) - BOX // 2, min(ys), max(xs) + BOX // 2, max(ys)]


def _headings(answer: Answer, columns: Sequence[int]) -> list[dict[str, Any]]:
    if not columns:
        return []
    last = "In the role" if answer.request.role else "There now"
    first = ["Start" if answer.request.egos else "You", "You know", "They know"]
    texts = [*first, *(f"{hops} ties away" for hops in range(len(first), len(columns)))][: len(columns) - 1]
    return [{"x": x, "text": text} for x, text in zip(columns, [*texts, last], strict=True)]


def _entry(one: Introduction) -> dict[str, Any]:
    return {
        "id": one.id,
        "target": _name(one.target),
        "job": encodable(boxes.job(one.target)),
        "between": [_name(person) for person in one.path[1:-1]],
        "chance": percent(one.probability),
        "range": f"{percent(one.low).rstrip('%')}–{percent(one.high)}",
        "match": one.role_match and encodable(one.role_match.why),
        "steps": [_step(one, at) for at in range(len(one.hops))],
        "others": [
            {
                "id": other.id,
                "through": [_name(person) for person in other.path[1:-1]],
                "chance": percent(other.probability),
            }
            for other in one.alternatives
        ],
    }


def _step(one: Introduction, at: int) -> dict[str, Any]:
    hop = one.hops[at]
    return {
        "from": _name(one.path[at]),
        "to": _name(one.path[at + 1]),
        "job": encodable(boxes.job(one.path[at + 1])) if at + 2 < len(one.path) else "",
        "reason": encodable(hop.reason),
        "strength": percent(hop.tie.strength),
        "inferred": hop.tie.inferred,
        "weakest": at == one.weakest_hop and len(one.hops) > 1,
        "evidence": list(dict.fromkeys(_evidence(evidence) for evidence in hop.tie.evidence)),
    }


def _evidence(one: Evidence) -> str:
    dates = " – ".join(dict.fromkeys(str(day) for day in (one.first, one.last) if day))
    return encodable(" · ".join(text for text in (str(one.kind), dates, one.source) if text))


def _name(person: PathPerson) -> str:
    return encodable(person.name) or "no name"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def percent(share: float) -> str:
    """A probability for eyes: whole percents, and never none where there is a chance."""
    return "<1%" if share < 0.005 else f"{share:.0%}"
