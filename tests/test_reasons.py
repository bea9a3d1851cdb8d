"""Reasons: the words, the directions, and that they always fit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.model import Evidence, EvidenceKind, Tie, TieOverride
from graphfind.reasons import LONGEST, YOU, merged, reason

K = EvidenceKind
TODAY = date(2026, 6, 10)
ADA, BO = "Ada Okafor", "Bo Larsen"


def told(*evidence: Evidence, first: str = "", second: str = "", override: TieOverride | None = None) -> str:
    return reason(Tie(0.5, False, evidence, override), TODAY, first, second)


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (Evidence(K.CONNECTION, first=date(2019, 1, 5), last=date(2019, 1, 5)), "connected since Jan 2019"),
        (Evidence(K.CONNECTION, last=date(2019, 12, 5)), "connected since Dec 2019"),
        (Evidence(K.CONNECTION), "connected"),
        (Evidence(K.MESSAGE, 7, 5, date(2020, 1, 1), date(2026, 5, 3)), "12 messages both ways, last in May 2026"),
        (Evidence(K.MESSAGE, 1, 1), "2 messages both ways"),
        (Evidence(K.MESSAGE), "messages"),
        (Evidence(K.EMAIL, 1000, 234, last=date(2021, 2, 28)), "1,234 e-mails both ways, last in Feb 2021"),
        (Evidence(K.MEETING, 1, 0, last=date(2026, 6, 1)), "1 meeting, last in Jun 2026"),
        (Evidence(K.MEETING, 3, 2), "5 meetings"),
        (Evidence(K.CONTACT, first=date(2019, 1, 5)), "in the address book"),
        (Evidence(K.RELATION, relation="manager"), "manager (stated)"),
        (Evidence(K.RELATION, relation=" "), "said to know each other"),
        (
            Evidence(K.COLLEAGUE, first=date(2019, 1, 1), last=date(2021, 6, 1), strength=0.2, relation="Acme"),
            "probably colleagues at Acme, 2019–2021 (inferred)",
        ),
        (
            Evidence(K.SCHOOLMATE, first=date(2004, 1, 1), last=date(2004, 6, 1), strength=0.2, relation="ETH"),
            "probably schoolmates at ETH, 2004 (inferred)",
        ),
        (Evidence(K.COLLEAGUE), "probably colleagues (inferred)"),
    ],
)
def test_what_needs_no_direction(evidence: Evidence, expected: str) -> None:
    assert told(evidence) == told(evidence, first=YOU, second=BO) == told(evidence, first=ADA, second=BO) == expected


@pytest.mark.parametrize(
    ("kind", "outward", "inward", "named", "unnamed", "mutual"),
    [
        (
            K.RECOMMENDATION,
            "you recommended them in 2021",
            "recommended you in 2021",
            "Ada Okafor recommended Bo Larsen in 2021",
            "one recommended the other in 2021",
            "recommended each other in 2021",
        ),
        (
            K.ENDORSEMENT,
            "you endorsed them in 2021",
            "endorsed you in 2021",
            "Ada Okafor endorsed Bo Larsen in 2021",
            "one endorsed the other in 2021",
            "endorsed each other in 2021",
        ),
        (
            K.INVITATION,
            "you asked them to connect",
            "asked you to connect",
            "Ada Okafor asked Bo Larsen to connect",
            "one asked the other to connect",
            "asked each other to connect",
        ),
        (
            K.FOLLOW,
            "you follow them",
            "follows you",
            "Ada Okafor follows Bo Larsen",
            "one follows the other",
            "follow each other",
        ),
        (
            K.MESSAGE,
            "1 message from you, unanswered, last in Mar 2021",
            "1 message to you, unanswered, last in Mar 2021",
            "1 message from Ada Okafor, unanswered, last in Mar 2021",
            "1 message one way, last in Mar 2021",
            "2 messages both ways, last in Mar 2021",
        ),
    ],
)
def test_directions(kind: EvidenceKind, outward: str, inward: str, named: str, unnamed: str, mutual: str) -> None:
    day = date(2021, 3, 9)
    out, into, both = Evidence(kind, 1, 0, day, day), Evidence(kind, 0, 1, day, day), Evidence(kind, 1, 1, day, day)
    assert told(out, first=YOU, second=BO) == told(into, first=BO, second=YOU) == outward
    assert told(into, first=YOU, second=BO) == told(out, first=BO, second=YOU) == inward
    assert told(out, first=ADA, second=BO) == told(into, first=BO, second=ADA) == named
    assert told(out) == told(into) == told(out, first=ADA) == unnamed
    assert told(both) == told(both, first=YOU, second=BO) == told(both, first=ADA, second=BO) == mutual


def test_endorsements_are_counted() -> None:
    assert told(Evidence(K.ENDORSEMENT, 0, 3, last=date(2021, 1, 1)), first=YOU) == "endorsed you 3 times, last in 2021"
    assert told(Evidence(K.ENDORSEMENT, 0, 3), first=YOU) == "endorsed you 3 times"


def test_the_most_telling_comes_first() -> None:
    evidence = (
        Evidence(K.CONNECTION, first=date(2019, 1, 5), last=date(2019, 1, 5)),
        Evidence(K.MESSAGE, 6, 6, date(2020, 1, 1), date(2026, 5, 1)),
    )
    expected = "12 messages both ways, last in May 2026; connected since Jan 2019"
    assert told(*evidence) == told(*reversed(evidence)) == expected


def test_the_users_word_stands_before_all() -> None:
    assert told(override="close") == "you said: close"
    assert told(Evidence(K.CONNECTION), override="dont-ask") == "you said: don't ask; connected"


def test_what_does_not_fit_is_left_out_whole() -> None:
    long = "A stated relation of great length, indeed"
    text = told(
        Evidence(K.RELATION, relation=long),
        Evidence(K.MESSAGE, 6, 6, last=date(2026, 5, 1)),
        Evidence(K.CONTACT),
        Evidence(K.CONNECTION, last=date(2019, 1, 1)),
    )
    assert text == "A stated relation of great length,… (stated); 12 messages both ways, last in May 2026"


def test_one_exchange_told_by_several_sources_is_told_once() -> None:
    mine = Evidence(K.MESSAGE, 9, 0, date(2020, 1, 1), date(2022, 1, 1), source="mine")
    theirs = Evidence(K.MESSAGE, 4, 3, None, date(2026, 1, 1), source="theirs")
    assert told(mine, theirs) == told(theirs, mine) == "12 messages both ways, last in Jan 2026"
    assert merged([mine, theirs])[K.MESSAGE].first == date(2020, 1, 1)


def test_of_several_inferred_places_the_likeliest_is_told() -> None:
    acme = Evidence(K.COLLEAGUE, strength=0.1, relation="Acme")
    globex = Evidence(K.COLLEAGUE, strength=0.2, relation="Globex")
    assert told(acme, globex) == told(globex, acme) == "probably colleagues at Globex (inferred)"


def test_future_dates_are_not_told() -> None:
    assert told(Evidence(K.CONNECTION, last=date(2026, 7, 1))) == "connected"
    assert told(Evidence(K.CONNECTION, last=date(2026, 6, 30))) == "connected since Jun 2026"
    assert told(Evidence(K.MESSAGE, 1, 1, last=date(2030, 1, 1))) == "2 messages both ways"


def test_no_evidence_is_said() -> None:
    assert told() == "no evidence"


days = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
counts = st.integers(0, 2**31 - 1)
words = st.text(max_size=80)
pieces = st.builds(
    Evidence, st.sampled_from(EvidenceKind), counts, counts, days, days, strength=st.none(), relation=words
)


@given(st.lists(pieces, max_size=14), words, words, st.sampled_from([None, "close", "knows", "barely", "dont-ask"]))
def test_it_fits_on_one_line(evidence: list[Evidence], first: str, second: str, override: TieOverride | None) -> None:
    text = told(*evidence, first=first, second=second, override=override)
    assert 0 < len(text) <= LONGEST
    assert text == " ".join(text.split())
    assert "no evidence" not in text or not (evidence or override)
