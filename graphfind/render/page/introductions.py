"""The page of an answer: its paths drawn from me to the targets, and the same as a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from graphfind.model import Introduction, PathPerson
from graphfind.query import Answer, WhyNone
from graphfind.render.page import boxes
from graphfind.render.page.entries import Teller, named
from graphfind.render.page.layout import PITCH, Layout, layered
from graphfind.render.page.marks import MOST, Marks, marks
from graphfind.render.page.sheet import Drawing
from graphfind.render.page.tabs import Tab

FIRST = 25
"""So many introductions are shown at first, then `MORE` times as many, and so on."""

MORE = 4

MOST_SOURCES = 6
"""So many sources are named at the page's foot."""

SCRIPTS = (
    "island.js", "pens.js", "boxes.js", "paths.js", "view.js", "letters.js", "entries.js", "filters.js", "saving.js",
    "tabs.js", "find.js",
)  # fmt: skip

_WHAT_TO_DO: Mapping[WhyNone, str] = {
    "nobody_in_role": "Name the role in other words, or import more contacts: friends may hand you their exports.",
    "filtered": "Take a filter off, such as a company, a level or a place.",
    "beyond_bound": "Allow longer paths with --max-hops, or import the exports of friends.",
    "unconnected": "Import the exports of friends who may know them.",
    "avoided": "Let paths pass whom they avoid now.",
}


def introductions_page(answer: Answer, today: date, tabs: Sequence[Tab] = ()) -> str:
    """The page as text; the same answer gives the same bytes. `tabs` are shown beside the introductions."""
    shown = answer.introductions
    paths = [path for one in shown for path in (one, *one.alternatives)]
    people = {person.id: person for path in paths for person in path.path}
    drawing = Drawing("introductions.html")
    first = {one.target.id: one.target for one in shown} | people  # targets are likeliest to be told apart
    marked = marks(person.organization for person in first.values())
    _draw(drawing, paths, people, marked)
    companies = dict(marked.organizations)

    def mark(person: PathPerson) -> int:
        place = companies.get(person.organization, MOST)
        return place if place < len(marked.letters) else -1

    teller = Teller(drawing.tie, mark, len(shown), answer.request.rank, several=len(answer.request.egos) > 1)
    entries = [teller.entry(one, rank) for rank, one in enumerate(shown, 1)]
    everybody = people.keys() | {who for tab in tabs for row in tab.rows for who in (row.person, *row.others)}
    return drawing.sheet(
        f"Introductions: {_asked_for(answer)}",
        SCRIPTS,
        {
            "entries": entries,
            "letters": marked.letters,
            "starts": list(dict.fromkeys(named(path.path[0]) for path in paths)),
            "why_none": [(_sentence(why.text), _WHAT_TO_DO[why.reason]) for why in answer.why_none],
            "notes": answer.notes,
            "stats": answer.stats,
            "tabs": tabs,
            "people": len(everybody),
            "whose": _whose(paths),
            "today": today,
        },
        _data(drawing, answer, marked, people) | _why(teller.why),
    )


def _why(why: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    """What no entry tells of ties: reason and sources, the sources by number."""
    sources, at = interned(sources for _, sources in why.values())
    return {
        "why": {tie: [reason, at[place]] for place, (tie, (reason, _)) in enumerate(why.items())},
        "sources": sources,
    }


def _asked_for(answer: Answer) -> str:
    role, organizations = answer.request.role, " or ".join(answer.request.organizations)
    return " at ".join(text for text in (role.text if role else "anybody", organizations) if text)


def _draw(drawing: Drawing, paths: Sequence[Introduction], people: Mapping[str, PathPerson], marked: Marks) -> None:
    """Add all people and ties, in the order in which paths come upon them."""
    places = {name: at for at, (name, _) in enumerate(marked.organizations)}
    for who, person in people.items():
        rows = boxes.box(person).rows
        drawing.add(
            who,
            id=who,
            name=person.name or "no name",
            title=person.title,
            at=places.get(person.organization, -1),
            rows=10 * rows[0] + rows[1],
        )
    for path in paths:
        for (a, b), hop in zip(pairwise(path.path), path.hops, strict=True):
            drawing.join(a.id, b.id, strength=round(hop.tie.strength, 3), inferred=int(hop.tie.inferred))


def _data(drawing: Drawing, answer: Answer, marked: Marks, people: Mapping[str, PathPerson]) -> dict[str, Any]:
    shown = answer.introductions
    heights = {who: boxes.box(person).height for who, person in people.items()}
    stages = [_stage(drawing, shown[:upto], heights) for upto in _stages(len(shown))]
    width = max((stage["width"] for stage in stages), default=0)
    role, organizations = answer.request.role, answer.request.organizations
    return {
        "box": boxes.MEASURES,
        "pitch": PITCH,
        "first": FIRST,
        "more": MORE,
        "headings": _headings(answer, width),
        "stages": stages,
        "organizations": marked.organizations,
        "companies": marked.companies,
        "letters": marked.letters,
        "paths": [
            [_path(drawing, one), *([other.id, *_path(drawing, other)] for other in one.alternatives)] for one in shown
        ],
        "levels": interned(one.role_match.level if one.role_match else "" for one in shown),
        "grades": interned(one.role_match.grade if one.role_match else "" for one in shown),
        "places": interned(one.target.location for one in shown),
        "as_of": interned(str(one.target.as_of or "") for one in shown),
        "asked": {"role": role.called if role else "", "at": " or ".join(organizations)},
    }


def interned(values: Iterable[str]) -> list[list[Any]]:
    """The different values, and for each value its place among them."""
    places: dict[str, int] = {}
    at = [places.setdefault(value, len(places)) for value in values]
    return [list(places), at]


def _path(drawing: Drawing, one: Introduction) -> list[Any]:
    """A path's probability, its range, and its people by number."""
    numbers = (round(share, 3) for share in (one.probability, one.low, one.high))
    return [*numbers, *(drawing.number(person.id) for person in one.path)]


def _stages(total: int) -> list[int]:
    """How many introductions are shown: the first, then more, and so on, at last all."""
    sizes = []
    size = FIRST
    while size < total:
        sizes.append(size)
        size *= MORE
    return [*sizes, total] if total else []


def _stage(drawing: Drawing, shown: Sequence[Introduction], heights: Mapping[str, int]) -> dict[str, Any]:
    """Where everybody stands while so many introductions are shown; people and ties in the order of their numbers."""
    layout = layered(
        [[person.id for person in one.path] for one in shown],
        heights,
        [[person.id for person in other.path] for one in shown for other in one.alternatives],
    )
    standing = sorted(layout.column, key=drawing.number)
    ties = sorted((drawing.tie(a, b), a, b) for a, b in layout.lanes)
    return {
        "upto": len(shown),
        "width": layout.width,
        "columns": _columns(layout, standing),
        "y": [layout.y[who] for who in standing],
        "lanes": [_lanes(drawing, layout, a, b) for _, a, b in ties],
    }


def _columns(layout: Layout, standing: Sequence[str]) -> str:
    """Everybody's column, a digit each."""
    return "".join(str(layout.column[who]) for who in standing)


def _lanes(drawing: Drawing, layout: Layout, a: str, b: str) -> Any:
    """The heights at which a tie passes columns, from left to right; 0 where there is none, alone where it is one."""
    lanes = layout.lanes[a, b]
    return list(lanes) if len(lanes) != 1 else lanes[0] if lanes else 0


def _headings(answer: Answer, columns: int) -> list[str]:
    if not columns:
        return []
    last = "In the role" if answer.request.role else "There now"
    first = ["Start" if answer.request.egos else "You", "You know", "They know"]
    texts = [*first, *(f"{hops} ties away" for hops in range(len(first), columns))][: columns - 1]
    return [*texts, last]


def _whose(paths: Sequence[Introduction]) -> str:
    """From whose exports all this is."""
    hops = (hop for path in paths for hop in path.hops)
    sources = sorted({evidence.source for hop in hops for evidence in hop.tie.evidence if evidence.source})
    rest = [f"{len(sources) - MOST_SOURCES:,} more"] if len(sources) > MOST_SOURCES else []
    return ", ".join([*sources[:MOST_SOURCES], *rest])


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."
