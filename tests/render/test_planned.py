"""Connectors, plans and leads as tabs: what each row says, whom it links to, and initials where they are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from graphfind.model import Hop, Introduction, PathPerson, Tie
from graphfind.render.page.planned import connectors_tab, leads_tab, plan_tab
from graphfind.render.page.tabs import Cell
from tests.render.page_answers import path

FRIEND = PathPerson("friend", "Ada King", "Nurse", "Acme")
TARGETS = [PathPerson(f"t{at}", name) for at, name in enumerate(("Bo Li", "Cy Ng", "Di Ra", "Ed Su"))]
HOP = Hop(Tie(0.6, False, ()), "3 messages from Ada King")


@dataclass(frozen=True)
class Door:
    target: PathPerson
    probability: float


@dataclass(frozen=True)
class Connector:
    person: PathPerson
    hop: Hop
    expected: float
    doors: tuple[Door, ...]


@dataclass(frozen=True)
class Asked:
    introduction: Introduction
    adds: float
    total: float


@dataclass(frozen=True)
class Reason:
    text: str


@dataclass(frozen=True)
class Lead:
    person: PathPerson
    reasons: tuple[Reason, ...]
    hop: Hop
    ask: str


DOORS = Connector(FRIEND, HOP, 1.25, tuple(Door(target, 0.5 - at / 10) for at, target in enumerate(TARGETS)))
SHOWN = [path("ego", FRIEND, TARGETS[1], strengths=(0.6, 0.5)), path("ego", FRIEND, TARGETS[0], strengths=(0.6, 0.9))]


def test_connectors_say_whom_they_lead_to_and_link_to_the_best() -> None:
    (row,) = connectors_tab([DOORS], SHOWN).rows
    assert (row.person, row.name, row.job) == ("friend", "Ada King", "Nurse · Acme")
    assert row.note == "to Bo Li 50%, Cy Ng 40%, Di Ra 30% and 1 more; 3 messages from Ada King"
    assert row.cells == (Cell("1.2"), Cell("4"), Cell("60%", 0.6))
    assert row.introductions == (SHOWN[1].id, SHOWN[0].id)
    assert row.others == ("t0", "t1", "t2")


def test_a_plan_tells_its_asks_in_order() -> None:
    far = path("ego", FRIEND, "other", TARGETS[2])
    tab = plan_tab([Asked(SHOWN[1], 0.54, 0.54), Asked(far, 0.1, 0.64)], SHOWN)
    assert tab.lead.startswith("The 2 asks that")
    assert [row.note for row in tab.rows] == [
        "Ask Ada King to introduce you to Bo Li.",
        "Ask Ada King to introduce you to Name other, who can introduce you to Di Ra.",
    ]
    assert tab.rows[0].cells == (Cell("Bo Li"), Cell("54%", 0.54), Cell("+0.54"), Cell("0.54"))
    assert [row.introductions for row in tab.rows] == [(SHOWN[1].id,), ()]


def test_leads_say_what_to_ask() -> None:
    (row,) = leads_tab([Lead(FRIEND, (Reason("is at Acme"), Reason("hires nurses")), HOP, "Do you know a nurse?")]).rows
    assert row.note == "is at Acme; hires nurses"
    assert row.cells == (Cell("Do you know a nurse?"), Cell("60%", 0.6))


def test_nobody_is_said_to_be_nobody() -> None:
    for tab in (connectors_tab([], []), plan_tab([], []), leads_tab([])):
        assert tab.rows == ()
        assert tab.empty
