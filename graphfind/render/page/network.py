"""The page of the whole network: everybody one by one, or organizations where people are too many."""

from __future__ import annotations

from collections import Counter
from datetime import date

from graphfind.network import Network
from graphfind.render.page import rings
from graphfind.render.page.boxes import cut
from graphfind.render.page.marks import MOST
from graphfind.render.page.sheet import Drawing
from graphfind.sentences import counted

FIRST = 100
"""So many are listed at first."""

SCRIPTS = ("island.js", "pens.js", "knots.js", "view.js", "saving.js", "graph.js")


def network_page(network: Network, today: date) -> str:
    """The page as text; the same network gives the same bytes."""
    drawing = Drawing("network.html")
    led = rings.groups(network)
    places = rings.placed(network, led)
    ties = Counter(end for link in network.links for end in (link.a, link.b) for _ in range(link.count))
    listed = (
        network.knots
        if network.aggregated
        else sorted(network.knots, key=lambda knot: (not knot.me, knot.name.casefold(), knot.id))
    )
    hues = {leader: at for at, leader in enumerate(list(led)[:MOST])}
    group = {member: hues.get(leader, -1) for leader, members in led.items() for member in (leader, *members)}
    for knot in listed:
        x, y = places[knot.id]
        drawing.add(
            knot.id,
            id=knot.id,
            name=knot.name,
            x=x,
            y=y,
            size=rings.size(knot),
            me=int(knot.me),
            led=len(led.get(knot.id, ())),
            hue=group[knot.id],
        )
    for link in network.links:
        drawing.join(link.a, link.b, strength=round(link.strength, 3), inferred=int(link.inferred), count=link.count)
    note = counted(sum(link.count for link in network.links), "tie")
    if network.aggregated:
        note = f"{network.people:,} people are too many to draw one by one, so that organizations stand for them"
    return drawing.sheet(
        f"The network: {counted(network.people, 'person', 'people')}",
        SCRIPTS,
        {
            "knots": [
                {
                    "name": knot.name,
                    "detail": knot.detail,
                    "ties": counted(ties[knot.id], "tie"),
                    "me": knot.me,
                }
                for knot in listed
            ],
            "note": note,
            "people": network.people,
            "today": today,
            "start": ", ".join(cut(knot.name) for knot in listed if knot.me),
        },
        {
            "first": FIRST,
            "aggregated": network.aggregated,
            "leaders": [drawing.number(leader) for leader in hues if leader],
        },
    )
