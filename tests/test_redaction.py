"""Pages to show to others: initials for every name but mine, wherever it stands."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graphfind.model import Evidence, EvidenceKind, PathPerson, RoleMatch, Tie
from graphfind.network import Knot, Link, Network
from graphfind.ranking import introduction, with_alternatives
from graphfind.redaction import Redactor, initials, redacted_answer, redacted_network
from graphfind.render import records
from graphfind.render.page import introductions_page, network_page
from tests.render.page_answers import TODAY, answer


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ada King", "A. K."),
        ("Adaeze Okonkwo-Bauer, PhD", "A. O."),
        ("Wei (Vivian) Zhang", "W. Z."),
        ("高橋 美咲", "高. 美."),
        ("محمد العربي", "م. ا."),
        ("e\u0301mile Zola", "E\u0301. Z."),
        ("ada@example.com", "A."),
        ("😀", "–"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_names_within_texts() -> None:
    redactor = Redactor(["Ada King", "Ada King Lovelace", "Grace Hopper"])
    assert redactor.text("asked by ADA KING, not by Ada") == "asked by A. K., not by Ada"
    assert redactor.text("Ada King Lovelace & Grace-Hopper") == "A. K. L. & G. H."
    assert redactor.text("Hopper Consulting, of Grace", "Grace Hopper") == "H. Consulting, of G."
    assert redactor.text("nothing of the kind", "Al Of") == "nothing of the kind"


def test_no_name_but_mine_is_left_anywhere() -> None:
    me, friend, target = (
        PathPerson("me", "Mara Lindqvist", "Nurse", "Acme"),
        PathPerson("f", "Adaeze Okonkwo", "Owner", "Okonkwo Consulting"),
        PathPerson("t", "Priya Raghunathan", "Sister of Adaeze Okonkwo", "Acme"),
    )
    wrote = Evidence(EvidenceKind.MESSAGE, 3, 0, source="linkedin-adaeze-okonkwo-28eb1c")
    said = Evidence(EvidenceKind.RELATION, source="tables-x", relation="Priya Raghunathan hired her")
    match = RoleMatch("exact", "senior", "Priya Raghunathan says so")
    best = introduction([me, friend, target], [Tie(0.5, False, (wrote,)), Tie(0.5, False, (said, wrote))], match, TODAY)
    found = answer(with_alternatives(best, [introduction([me, target], [Tie(0.1, False, (wrote,))], match, TODAY)]))
    shown = redacted_answer(found, {"me"}, TODAY)
    texts = introductions_page(shown, TODAY) + json.dumps(
        records.answer(shown._replace(request=shown.request._replace(role=None)))
    )
    for name in ("Adaeze", "adaeze", "Okonkwo", "okonkwo", "Priya", "Raghunathan"):
        assert name not in texts
    assert "Mara Lindqvist" in texts
    assert [person.name for person in shown.introductions[0].path] == ["Mara Lindqvist", "A. O.", "P. R."]
    assert shown.introductions[0].path[1].organization == "O. Consulting"
    assert shown.introductions[0].hops[1].reason.startswith("P. R. hired her (stated)")
    assert shown.introductions[0].id == best.id


def test_somebody_else_who_starts_is_not_me() -> None:
    found = answer(
        introduction([PathPerson("f", "Ada King"), PathPerson("t", "Bo Li")], [Tie(0.5, False, ())], None, TODAY)
    )
    assert [person.name for person in redacted_answer(found, {"me"}, TODAY).introductions[0].path] == ["A. K.", "B. L."]


def test_a_network_keeps_me_and_organizations() -> None:
    knots = (Knot("a", "Mara Lindqvist", "Nurse", 1, True), Knot("b", "Ada King", "Ada King Ltd", 1, False))
    network = Network(knots, (Link("a", "b", 0.5, 1, False),), 2, False)
    assert [(knot.name, knot.detail) for knot in redacted_network(network).knots] == [
        ("Mara Lindqvist", "Nurse"),
        ("A. K.", "A. K. Ltd"),
    ]
    assert "King" not in network_page(redacted_network(network), TODAY)
    together = replace(network, aggregated=True)
    assert redacted_network(together) == together
