"""Connectors, plans and leads on a terminal: 80 columns hold them, whatever the data, and no data steers anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graphfind.model import PathPerson
from graphfind.planning.leads import Placement
from graphfind.query import Answer, HelpfulExport, Lifted, NextStep, Reason, Request, Stats
from graphfind.query.connectors import Connector, Connectors, Door
from graphfind.query.leads import Lead, Leads
from graphfind.query.plan import Plan, PlannedAsk
from graphfind.render import asking, remarks
from graphfind.render.columns import Paper, cells
from tests.render.page_answers import path
from tests.render.test_table import HOSTILE

STATS = Stats(2_481, 7_312, 19, 16, 0)
Text = Callable[[str], str]


def anybody(text: Text, who: str = "p1") -> PathPerson:
    return PathPerson(who, text("name"), text("title"), text("employer"), text("place"))


def connectors(text: Text) -> list[str]:
    hop = path("a", "b").hops[0]
    doors = tuple(Door(anybody(text, f"t{at}"), None, 0.5, 2) for at in range(6))
    own = Door(anybody(text), None, 0.9, 1)
    found = (Connector(anybody(text), hop, 1234.5, doors), Connector(anybody(text), hop, 0.9, (own,)))
    return list(asking.connectors(Connectors(Request(), found, 84, STATS), Paper()))


def plan(text: Text, *egos: int) -> list[str]:
    ways = [path("me", anybody(text, "c"), "x", anybody(text, "t")), path("me", anybody(text, "c"))]
    asks = tuple(PlannedAsk(way, 0.5, 0.5 * at) for at, way in enumerate(ways * 3, 1))
    return list(asking.plan(Plan(Request(egos=egos), asks, 3.0, 12_345, STATS), Paper()))


def leads(text: Text) -> list[str]:
    placed = (Placement("company", text("is at"), text("employer")), Placement("held", text("was")))
    one = Lead(anybody(text), placed, 6, path("a", "b").hops[0], text("Do you know a nurse?"))
    return list(asking.leads(Leads(Request(), (one, one), 1_234), Paper()))


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("shown", [connectors, plan, leads])
def test_80_columns_hold_everything_and_nothing_steers(shown: Callable[[Text], list[str]], kind: str) -> None:
    for line in shown(HOSTILE[kind]):
        assert cells(line) <= 80
        assert line.isprintable()


def plain(what: str) -> str:
    return {"name": "Ada Ferro", "title": "Nurse", "employer": "Clinic"}.get(what, what)


def words(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def test_connectors_name_some_of_their_targets() -> None:
    shown = words(connectors(plain))
    assert shown.count("Ada Ferro 50%") == 4
    assert "and 2 more" in shown
    assert "in the role, 90%" in shown
    assert "84 contacts open a door to 16 of 19 people in the role; 2 shown." in shown


def test_a_plan_says_once_why_somebody_may_be_asked_and_who_is_asked_often() -> None:
    shown = words(plan(plain))
    assert shown.count("12 mes") <= 1 + shown.count("directly")
    assert "through Name x" in shown
    assert "With 6 asks of 12,345 possible, expect to reach 3.0 of 16 people within reach." in shown
    assert "Ada Ferro is asked 6 times; --per-connector 2 spreads the asks." in shown


def test_leads_say_that_they_are_guesses() -> None:
    shown = words(leads(plain))
    assert "is at; was" in shown
    assert "1,234 leads; 2 shown. Leads are no introductions: that they know somebody is a guess." in shown


def beside(**facts: Any) -> list[str]:
    return list(remarks.beside(Answer(Request(), (), STATS, **facts), "nurse --max-hops 2", "nurse"))


def test_remarks_beside_an_answer() -> None:
    someone = anybody(plain)
    filters = (Lifted("--company Acme", 3), Lifted("--level vp", 0))
    assert beside() == []
    assert beside(why_none=(Reason("filtered", "this"), Reason("avoided", "that"))) == [
        "nothing found: this",
        "besides: that",
    ]
    unreached = (
        Reason("beyond_bound", "", 1_234, 4),
        Reason("unconnected", "", 2),
        Reason("avoided", "", 3, 2),
        Reason("filtered", "", 4, 2, filters),
        Reason("filtered", "", 5),
    )
    assert beside(unreached=unreached) == [
        "not reached: 1,234 further away, the nearest 4 ties (--max-hops 4); 2 to whom no known tie leads; "
        "3 only through people to be avoided or not to be asked; 4 kept out by --company Acme; "
        "5 kept out by the filters together",
        "who may know somebody: graphfind leads nurse",
    ]
    assert beside(helpful_exports=(HelpfulExport(someone, 2, "at Acme like 2 of them"),)) == [
        "whose own export would help most:",
        "  Ada Ferro: at Acme like 2 of them",
    ]
    assert beside(next_step=NextStep(someone, 5)) == [
        "next: Ada Ferro is the best way to 5 of them; whom to ask first: graphfind plan nurse --max-hops 2 --asks 5"
    ]


def test_what_no_search_reaches_names_no_option() -> None:
    (line, _) = beside(unreached=(Reason("beyond_bound", "", 1, 7),))
    assert line == "not reached: 1 further away, the nearest 7 ties"


def test_where_several_search_a_plan_says_who_asks() -> None:
    assert "asked by Name me" not in " ".join(plan(str))
    assert "asked by Name me" in " ".join(plan(str, 1, 2))
