"""One person with their ties and the records behind them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graphfind.loading import ImportSettings
from graphfind.lookup import find_person
from graphfind.model import OWNER, EvidenceKind, PersonRecord
from graphfind.portraits import Portrait, portrait
from graphfind.statements import set_tie
from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.worlds import TODAY, contacts, load, person

ME = PersonRecord(OWNER, "Mara Lind", emails=("mara@example.org",))
ADA = person("ada", "Ada Ferro", "Nurse", "Clinic A", emails=("ada@example.org",))
CONTACTS = [ADA, person("bo", "Bo Quist", "Engineer", "Works B"), person("cy", "Cy Dahl")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as store:
        load(store, tmp_path, contacts(*CONTACTS), ME, ImportSettings(TODAY, mine=True))
        again = replace(ADA, key=OWNER, line=0)
        writes = contacts(person("dee", "Dee Roth"), kind=EvidenceKind.MESSAGE, outgoing=9, incoming=9, last=TODAY)
        load(store, tmp_path, writes, again, file="ada.scripted")
        yield store


def seen(store: Store, who: str, limit: int = 10) -> Portrait:
    return portrait(store, find_person(store, who), limit, TODAY)


def test_the_strongest_ties_come_first(store: Store) -> None:
    ada = seen(store, "Ada Ferro")
    assert [known.person.name for known in ada.ties] == ["Dee Roth", "Mara Lind"]
    strengths = [known.hop.tie.strength for known in ada.ties]
    assert strengths == sorted(strengths, reverse=True)
    assert [known.hop.reason for known in ada.ties] == ["18 messages both ways, last in Nov 2026", "connected"]


def test_ties_are_those_of_the_store(store: Store) -> None:
    me, *others = (find_person(store, who) for who in ("Mara Lind", "Ada Ferro", "Bo Quist", "Cy Dahl"))
    ties = {known.person.id: known.hop.tie for known in seen(store, "Mara Lind").ties}
    persons = store.persons(others)
    expected = store.ties([(me, other) for other in others], TODAY)
    assert ties == {persons[other].id: tie for other, tie in zip(others, expected, strict=True)}


@pytest.mark.parametrize(("limit", "shown"), [(0, 0), (2, 2), (99, 3)])
def test_ties_are_limited_and_counted(store: Store, limit: int, shown: int) -> None:
    me = seen(store, "Mara Lind", limit)
    assert (len(me.ties), me.ties_in_all) == (shown, 3)


def test_records_and_matches_say_where_a_fact_is_from(store: Store) -> None:
    ada = seen(store, "Ada Ferro")
    assert [(line.record.key, line.record.line) for line in ada.records] == [(OWNER, 0), ("ada", 1)]
    assert len({line.source for line in ada.records}) == 2
    assert [(match.rule, match.value) for match in ada.matches] == [("email", "ada@example.org")]


def test_a_tie_not_to_be_asked_about_is_left_out(store: Store) -> None:
    set_tie(store, find_person(store, "Mara Lind"), find_person(store, "Bo Quist"), "dont-ask", TODAY)
    assert "Bo Quist" not in [known.person.name for known in seen(store, "Mara Lind").ties]
    assert seen(store, "Bo Quist").ties == ()


def test_somebody_may_know_nobody(store: Store, tmp_path: Path) -> None:
    load(store, tmp_path, [person("zed", "Zed Moe", line=1)], file="zed.scripted")
    zed = seen(store, "Zed Moe")
    assert (zed.ties, zed.ties_in_all, len(zed.records), zed.matches) == ((), 0, 1, ())
