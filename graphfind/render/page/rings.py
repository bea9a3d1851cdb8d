"""Where knots of a whole network stand: in rings around whoever leads to them, my own group in the middle."""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from graphfind.network import Knot, Network

ROOM = 54
"""Around a knot, at least, in the drawing's units: half a name's width."""

FEWEST = 12
"""Whoever leads fewer makes no group."""

_NOBODY = ""


TURN = math.pi * (3 - math.sqrt(5))
"""By how much each ring is turned against the one before, the golden angle, so that no spokes appear."""


def size(knot: Knot) -> float:
    """The radius of a knot."""
    return round((24 if knot.me else 12) + 6 * math.sqrt(knot.size), 1)


def placed(network: Network, led: Mapping[str, Sequence[str]]) -> dict[str, tuple[int, int]]:
    """Everybody's place: in rings around whoever leads them, the groups in rings around mine."""
    space = {knot.id: max(ROOM, 1.5 * size(knot)) for knot in network.knots} | {_NOBODY: 0.0}
    within, reach = {}, {}
    for leader, members in led.items():
        rings, reach[leader] = _rings(members, space, space[leader])
        within[leader] = {leader: (0.0, 0.0)} | rings
    middle = next(iter(led), _NOBODY)
    around, _ = _rings([leader for leader in led if leader != middle], reach, reach.get(middle, 0.0) + ROOM)
    around[middle] = (0.0, 0.0)
    return {
        knot: (round(around[leader][0] + x), round(around[leader][1] + y))
        for leader, members in within.items()
        for knot, (x, y) in members.items()
        if knot != _NOBODY
    }


def groups(network: Network) -> dict[str, list[str]]:
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
    found: dict[str, list[str]] = {}
    joined = {_NOBODY: _NOBODY}
    for knot, leader in leads.items():
        joined[knot] = knot if led[knot] >= FEWEST or knot in me else joined[leader]
        found.setdefault(joined[knot], [])
        if joined[knot] != knot:
            found[joined[knot]].append(knot)
    return found


def _rings(
    knots: Iterable[str], space: Mapping[str, float], inner: float
) -> tuple[dict[str, tuple[float, float]], float]:
    """Where to put knots around a middle that is `inner` wide, and how far out they come.

    Discs of radii r fit on a ring of radius R where their sum is at most 2 R, since asin x ≤ π x / 2.
    """
    places: dict[str, tuple[float, float]] = {}
    ring: list[str] = []
    turn = 0.0
    waiting = deque(sorted(knots, key=lambda knot: space[knot]))
    while waiting:
        ring.append(waiting.popleft())
        widest, total = space[ring[-1]], sum(space[knot] for knot in ring)
        if waiting and total + space[waiting[0]] <= 2 * (inner + space[waiting[0]]):
            continue
        starts = accumulate((space[knot] for knot in ring), initial=0.0)
        for knot, start in zip(ring, starts, strict=False):
            angle = turn + 2 * math.pi * (start + space[knot] / 2) / total
            places[knot] = ((inner + widest) * math.cos(angle), (inner + widest) * math.sin(angle))
        inner, ring, turn = inner + 2 * widest, [], turn + TURN
    return places, inner
