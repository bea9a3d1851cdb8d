"""The page of the whole network: people in rings around whoever leads to them, my own group in the middle."""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate

from graphfind.escaping import encodable, terminal
from graphfind.network import Knot, Network
from graphfind.render.page.sheet import Drawing, cut

ROOM = 54
"""Around a knot, at least, in the drawing's units: half a name's width."""

FEWEST = 12
"""Whoever leads fewer makes no group."""

_NOBODY = ""


def network_page(network: Network, today: date) -> str:
    """The page as text; the same network gives the same bytes."""
    drawing = Drawing()
    groups = _groups(network)
    places = _places(network, groups)
    numbers = {knot.id: _add(drawing, knot, places[knot.id], groups.get(knot.id, ())) for knot in network.knots}
    for link in network.links:
        dashed = {"dashes": True} if link.inferred else {}
        drawing.join(numbers[link.a], numbers[link.b], width=round(0.3 + 2 * link.strength, 2), **dashed)
    if network.aggregated:
        note = f"{network.people:,} people are too many to draw one by one, so that organizations stand for them."
        listed = network.knots
    else:
        note = f"{len(network.links):,} ties"
        listed = tuple(sorted(network.knots, key=lambda knot: (not knot.me, knot.name.casefold(), knot.id)))
    xs, ys = zip(*places.values(), strict=True) if places else ((0,), (0,))
    return drawing.sheet(
        f"The network: {network.people:,} people",
        {
            "knots": [{"name": encodable(knot.name), "detail": encodable(knot.detail)} for knot in listed],
            "notes": [note],
            "people": network.people,
            "today": today,
        },
        {"paths": {}, "columns": [], "frame": [min(xs) - ROOM, min(ys), max(xs) + ROOM, max(ys)]},
    )


def _add(drawing: Drawing, knot: Knot, place: tuple[int, int], led: Sequence[str]) -> int:
    x, y = place
    font = {"font": {"size": round(20 + 5 * math.sqrt(len(led)))}} if led else {}  # read from afar
    group = "me" if knot.me else "knot"
    return drawing.add(x=x, y=y, label=cut(terminal(knot.name)), size=_size(knot), group=group, **font)


def _size(knot: Knot) -> float:
    return round((40 if knot.me else 18) + 4 * math.sqrt(knot.size), 1)


def _places(network: Network, groups: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Everybody's place: in rings around whoever leads them, the groups in rings around mine."""
    space = {knot.id: max(ROOM, 1.5 * _size(knot)) for knot in network.knots} | {_NOBODY: 0.0}
    within, reach = {}, {}
    for leader, members in groups.items():
        rings, reach[leader] = _rings(members, space, space[leader])
        within[leader] = {leader: (0.0, 0.0)} | rings
    middle = next(iter(groups), _NOBODY)
    around, _ = _rings([leader for leader in groups if leader != middle], reach, reach.get(middle, 0.0) + ROOM)
    around[middle] = (0.0, 0.0)
    return {
        knot: (round(around[leader][0] + x), round(around[leader][1] + y))
        for leader, members in within.items()
        for knot, (x, y) in members.items()
        if knot != _NOBODY
    }


def _groups(network: Network) -> dict[str, list[str]]:
    """Who leads whom, mine first: going outward from me, then from whoever has most ties, warm ties first.

    Whoever leads fewer than `FEWEST` stands with them in the group of who leads there, or in nobody's.
    """
    ties: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for link in network.links:
        ties[link.a].append((-link.strength, link.b))
        ties[link.b].append((-link.strength, link.a))
    leads: dict[str, str] = {}
    for start in sorted(network.knots, key=lambda knot: (not knot.me, -len(ties[knot.id]), knot.id)):
        waiting = deque([start.id] if leads.setdefault(start.id, _NOBODY) == _NOBODY else [])
        while waiting:
            leader = waiting.popleft()
            for _, knot in sorted(ties[leader]):
                if knot not in leads:
                    leads[knot] = leader
                    waiting.append(knot)
    led, me = Counter(leads.values()), {knot.id for knot in network.knots if knot.me}
    groups: dict[str, list[str]] = {}
    joined = {_NOBODY: _NOBODY}
    for knot, leader in leads.items():
        joined[knot] = knot if led[knot] >= FEWEST or knot in me else joined[leader]
        groups.setdefault(joined[knot], [])
        if joined[knot] != knot:
            groups[joined[knot]].append(knot)
    return groups


def _rings(
    knots: Iterable[str], space: Mapping[str, float], inner: float
) -> tuple[dict[str, tuple[float, float]], float]:
    """Where to put knots around a middle that is `inner` wide, and how far out they come.

    Discs of radii r fit on a ring of radius R where their sum is at most 2 R, since asin x ≤ π x / 2.
    """
    places: dict[str, tuple[float, float]] = {}
    ring: list[str] = []
    waiting = deque(sorted(knots, key=lambda knot: space[knot]))
    while waiting:
        ring.append(waiting.popleft())
        widest, total = space[ring[-1]], sum(space[knot] for knot in ring)
        if waiting and total + space[waiting[0]] <= 2 * (inner + space[waiting[0]]):
            continue
        starts = accumulate((space[knot] for knot in ring), initial=0.0)
        for knot, start in zip(ring, starts, strict=False):
            angle = 2 * math.pi * (start + space[knot] / 2) / total
            places[knot] = ((inner + widest) * math.cos(angle), (inner + widest) * math.sin(angle))
        inner, ring = inner + 2 * widest, []
    return places, inner
