"""Pages to show to others: initials for every name but mine, wherever it stands."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest

from graphfind.initials import Redactor, initials
from graphfind.model import Evidence, EvidenceKind, PathPerson, Person, RoleMatch, Tie
from graphfind.network import Knot, Link, Network
from graphfind.query import Reason
from graphfind.ranking import introduction, with_alternatives
from graphfind.redaction import Cover, cover, redacted_answer, redacted_network
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


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Madonna", "Assistant to Madonna, Madonna's cook", "Assistant to M., M.'s cook"),
        ("Madonna", "Madonnas and a madonna", "Madonnas and a madonna"),
        ("Will", "Will will do", "W. will do"),
        ("madonna", "Assistant to Madonna", "Assistant to M."),
        ("Madonna (she/her)", "Assistant to Madonna", "Assistant to M."),
        ("Eva Fox, PhD", "Chief of staff to Eva Fox", "Chief of staff to E. F."),
        ("Eva Fox (she/her)", "Chief of staff to Eva Fox", "Chief of staff to E. F."),
        ("Dr. Eva Maria O'Brien MBA", "for Eva O'Brien, eva maria o’brien", "for D. E. M. O. M., D. E. M. O. M."),
        ("Fox, Eva", "Chief of staff to Eva Fox", "Chief of staff to F."),
        ("José García", "Jose Garcia hired her", "J. G. hired her"),
        ("李小龙", "我是李小龙的朋友", "我是李.的朋友"),
        ("高橋 美咲", "高橋美咲の友人", "高. 美.の友人"),
        ("김민수", "김민수의 친구", "김.의 친구"),
        ("नरेंद्र", "नरेंद्र मोदी, नरेंद्रा", "न. मोदी, नरेंद्रा"),
        ("\u200eMadonna", "to \u200fMadonna\u200f", "to \u200fM."),
        ("A", "A nurse", "A nurse"),
        ("😀", "😀 nurse", "😀 nurse"),
    ],
)
def test_names_as_people_write_them(name: str, text: str, shown: str) -> None:
    assert Redactor([name]).text(text) == shown


def test_my_name_stays_where_somebody_is_called_like_a_part_of_it() -> None:
    redactor = Redactor(["Mara", "Mara Lindqvist"], ["Mara Lindqvist"])
    assert redactor.text("Mara asked Mara Lindqvist") == "M. asked Mara Lindqvist"


def test_many_names_and_long_texts_take_no_time() -> None:
    names = [f"Maria {'abcdefghij'[at % 10]}{at} Silva" for at in range(20_000)]
    began = time.process_time()
    redactor = Redactor(names)
    assert redactor.text("Maria j19999 Silva " * 20_000) == "M. J. S. " * 20_000
    assert time.process_time() - began < 20


def covered(mine: tuple[str, ...], *people: PathPerson) -> Cover:
    """A cover for a store that holds these people."""
    return cover((Person(one.id, one.name) for one in people), set(mine), TODAY)


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
    shown = redacted_answer(found, covered(("me",), me, friend, target))
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
    people = PathPerson("f", "Ada King"), PathPerson("t", "Bo Li")
    found = answer(introduction(people, [Tie(0.5, False, ())], None, TODAY))
    shown = redacted_answer(found, covered(("me",), *people))
    assert [person.name for person in shown.introductions[0].path] == ["A. K.", "B. L."]


def test_people_who_stand_on_no_path_are_hidden_too() -> None:
    me = PathPerson("me", "Mara Lindqvist", "Assistant to Zed Young")
    target = PathPerson("t", "Bo Li", "Reporting to Zed Young", "Zed Young Ltd", "with Zed Young")
    said = Evidence(EvidenceKind.RELATION, relation="met at the long summer school of Zed Young")
    best = introduction([me, target], [Tie(0.5, False, (said,))], RoleMatch("exact", "mid", '"Zed Young"'), TODAY)
    found = answer(best, role="assistant of Zed Young", organizations=("Zed Young Ltd",))
    found = found._replace(notes=("only people at Zed Young Ltd",), why_none=(Reason("filtered", "Zed Young"),))
    shown = redacted_answer(found, covered(("me",), me, target, PathPerson("z", "Zed Young")))
    texts = introductions_page(shown, TODAY) + repr(shown)
    assert "Zed" not in texts
    assert "Young" not in texts
    assert "Mara Lindqvist" in texts


def test_a_network_keeps_me_and_organizations() -> None:
    knots = (Knot("a", "Mara Lindqvist", "Nurse of Ada King", 1, True), Knot("b", "Ada King", "Ada King Ltd", 1, False))
    network = Network(knots, (Link("a", "b", 0.5, 1, False),), 2, False)
    hidden = covered(("a",), PathPerson("a", "Mara Lindqvist"), PathPerson("b", "Ada King"))
    assert [(knot.name, knot.detail) for knot in redacted_network(network, hidden).knots] == [
        ("Mara Lindqvist", "Nurse of A. K."),
        ("A. K.", "A. K. Ltd"),
    ]
    assert "King" not in network_page(redacted_network(network, hidden), TODAY)
    firms = (knots[0], Knot("c", "Acme", "2 people", 2, False), Knot("d", "Ada King Ltd", "1 person", 1, False))
    together = replace(network, knots=firms, aggregated=True)
    assert [knot.name for knot in redacted_network(together, hidden).knots] == ["Mara Lindqvist", "Acme", "A. K. Ltd"]
