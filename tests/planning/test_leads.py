"""What titles and employers say of whom somebody may know, and what to ask them."""

from __future__ import annotations

from datetime import date

import pytest

from graphfind.model import Position
from graphfind.planning.leads import POINTS, Placement, Reader, points, request_for
from graphfind.roles import Lexicon, load_lexicon, understand

PAST = date(2020, 1, 1)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def reader(lexicon: Lexicon, role: str = "product manager", *named: str, **at: int) -> Reader:
    return Reader(understand(role, lexicon) if role else None, lexicon, named, at)


@pytest.mark.parametrize(
    ("role", "title", "expected"),
    [
        ("product manager", "Product Owner", ["beside"]),
        ("product manager", "Chief Product Officer", ["leads"]),
        ("product manager", "Head of Product", ["leads"]),
        ("head of product", "Product Manager", ["beside"]),
        ("CEO", "Chief Operating Officer", ["beside"]),
        ("product manager", "Recruiter for Product Managers", ["recruits"]),
        ("product manager", "Product Recruiter", ["recruits"]),
        ("product manager", "Recruiter", []),
        ("nurse", "IT Recruiter", []),
        ("product manager", "Former Product Manager | On leave", ["held"]),
        ("product manager", "Assistant to the Product Manager", ["beside"]),
        ("product manager", "Product Manager", []),
        ("product manager", "Senior Product Manager", []),
        ("product manager", "Product Manager Intern", ["beside"]),
        ("software engineer", "Hardware Engineer", ["function"]),
        ("product manager", "Florist", []),
        ("product manager", "", []),
        ("lighthouse keeper", "Product Owner", []),
        ("lighthouse keeper", "Lighthouse Keeper", []),
        ("director", "Product Owner", []),
    ],
)
def test_what_a_title_says(lexicon: Lexicon, role: str, title: str, expected: list[str]) -> None:
    placed = reader(lexicon, role).placements([Position(title, "Acme")])
    assert [one.why for one in placed][: len(expected) or None] == expected


def test_where_somebody_works_or_worked(lexicon: Lexicon) -> None:
    asked = reader(lexicon, "product manager", "Acme")
    now, before = Position("Florist", "ACME Ltd."), Position("Florist", "Acme", ended=PAST)
    assert [one.why for one in asked.placements([now])] == ["company"]
    assert [one.why for one in asked.placements([before])] == ["was_there"]
    assert [one.why for one in asked.placements([now, before])] == ["company"]
    assert asked.placements([Position("Student", "Acme", study=True)]) == ()


def test_colleagues_of_several_contacts_in_the_role(lexicon: Lexicon) -> None:
    asked = reader(lexicon, "product manager", acme=2, beta=1)
    (one,) = asked.placements([Position("Florist", "Acme")])
    assert (one.why, one.text) == ("employer", "is at Acme, where 2 of your contacts are in the role")
    assert asked.placements([Position("Florist", "Beta")]) == ()
    assert asked.placements([Position("Florist", "Acme", ended=PAST)]) == ()


def test_where_a_company_is_named_colleagues_elsewhere_know_nobody(lexicon: Lexicon) -> None:
    assert reader(lexicon, "product manager", "Gamma", acme=2).placements([Position("Florist", "Acme")]) == ()


def test_who_held_the_role_before_and_who_holds_it_elsewhere(lexicon: Lexicon) -> None:
    asked = reader(lexicon)
    (one,) = asked.placements([Position("Florist", "Acme"), Position("Product Manager", "Beta", ended=PAST)])
    assert (one.why, one.text, one.organization) == ("held", "was in the role at Beta", "Beta")
    (one,) = asked.placements([Position("Product Manager", "Beta")], peer=True)
    assert (one.why, one.text) == ("peer", "is in the role at Beta")


def test_reasons_add_up_and_stand_in_their_order(lexicon: Lexicon) -> None:
    asked = reader(lexicon, "product manager", "Acme")
    placed = asked.placements([Position("Product Owner", "Acme"), Position("Product Manager", "Beta", ended=PAST)])
    assert [one.why for one in placed] == ["company", "held", "beside"]
    assert points(placed) == POINTS["company"] + POINTS["held"] + POINTS["beside"]
    assert list(POINTS.values()) == sorted(POINTS.values(), reverse=True)


def test_each_title_is_read_once(lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphfind.planning import leads

    read: list[str] = []
    monkeypatch.setattr(
        leads, "parse", lambda title, lexicon, parse=leads.parse: read.append(title) or parse(title, lexicon)
    )
    asked = reader(lexicon)
    for _ in range(5):
        asked.placements([Position("Product Owner", "Acme"), Position("Florist", "Acme")])
    assert read == ["Product Owner", "Florist"]


def test_another_level_than_the_one_asked_for_is_beside_the_role(lexicon: Lexicon) -> None:
    asked = Reader(understand("product manager", lexicon, levels=("senior",)), lexicon, (), {})
    assert [one.why for one in asked.placements([Position("Product Manager", "Acme")])] == ["beside"]
    assert asked.placements([Position("Senior Product Manager", "Acme")]) == ()


@pytest.mark.parametrize(
    ("role", "organizations", "places", "placed", "expected"),
    [
        ("product manager", ["Acme"], [], Placement("company", "", "Acme"), "Do you know a product manager at Acme?"),
        ("product managers", [], [], Placement("beside", "", "Beta"), "Do you know a product manager at Beta?"),
        ("nurse or engineer", [], [], Placement("recruits", "", "Beta"), "Do you know a nurse or an engineer?"),
        ("nurse", ["A", "B"], ["Oslo"], Placement("held", "", "C"), "Do you know a nurse at A or B in Oslo?"),
        ("nurse", [], [], Placement("employer", "", "Beta"), "Do you know another nurse at Beta?"),
        ("nurse", [], [], Placement("beside", "", "Freelance"), "Do you know a nurse?"),
        ("nurse", [], ["Oslo"], Placement("peer", "", "Beta"), "Do you know a nurse in Oslo?"),
        ("UX designer", [], [], Placement("held", "", ""), "Do you know a UX designer?"),
        ("HR manager", [], [], Placement("held", "", ""), "Do you know an HR manager?"),
        ("senior nurse", [], [], Placement("held", "", ""), "Do you know a senior nurse?"),
        ("", ["Acme"], [], Placement("was_there", "", "Acme"), "Do you know somebody at Acme?"),
    ],
)
def test_what_to_ask_for(
    lexicon: Lexicon, role: str, organizations: list[str], places: list[str], placed: Placement, expected: str
) -> None:
    understood = understand(role, lexicon) if role else None
    assert request_for(understood, lexicon, organizations, places, placed) == expected
