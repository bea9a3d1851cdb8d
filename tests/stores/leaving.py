"""What every store must do when something goes: what is left is as if it had never come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind import dump
from graphfind.loading import ImportSettings, withdraw
from graphfind.lookup import find_person, find_source
from graphfind.model import OWNER, PersonRecord, Position, Reading
from graphfind.statements import forget, set_tie
from graphfind.stores.base import Store
from tests.worlds import TODAY, knows, load, person

NAMES = ("Ada Lee", "A. Lee", "Ada M. Lee", "Bob Stone", "Robert Stone", "Ana Lee", "Jo", "Jo Park", "Joseph Park", "")
MAILS = ("a@x.example", "b@x.example", "lee@home.example")
PHONES = ("+49 171 2345678", "+1 212 555 2368")
PROFILES = ("linkedin.com/in/ada", "https://www.linkedin.com/in/ADA/de", "linkedin.com/in/bob")
EMPLOYERS = ("Acme GmbH", "ACME", "Initech")

Given = tuple[PersonRecord | None, tuple[PersonRecord, ...]]
"""An export: its owner, and whom it lists."""


def some(*texts: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(texts), max_size=1).map(tuple)


def records(roster: str) -> st.SearchStrategy[PersonRecord]:
    return st.builds(
        PersonRecord,
        key=st.just(""),
        name=st.sampled_from(NAMES),
        emails=some(*MAILS),
        phones=some(*PHONES),
        profile_urls=some(*PROFILES),
        positions=st.sampled_from(EMPLOYERS).map(lambda at: (Position("CTO", at),)) | st.just(()),
        roster=st.just(roster),
        as_of=st.just(TODAY),
        member=st.just("people.scripted"),
    )


def numbered(found: Sequence[PersonRecord]) -> tuple[PersonRecord, ...]:
    return tuple(replace(record, key=f"k{line}", line=line) for line, record in enumerate(found, 1))


OWNERS = st.sampled_from([
    PersonRecord(OWNER, "Ada Lee"),
    PersonRecord(OWNER, "Bob Stone", profile_urls=("linkedin.com/in/bob",)),
    PersonRecord(OWNER, "Jo Park", emails=("b@x.example",)),
])  # fmt: skip
TABLES: st.SearchStrategy[Given] = st.lists(records(""), min_size=1, max_size=4).map(lambda r: (None, numbered(r)))
LISTS: st.SearchStrategy[Given] = st.tuples(OWNERS, st.lists(records("contacts"), min_size=1, max_size=4).map(numbered))
WORLDS = st.lists(TABLES | LISTS, min_size=2, max_size=4)

OWNER_ADA = PersonRecord(OWNER, "Ada Lee", emails=("lee@x.example",))

J_DOE, JOHN, JANE = (person(f"k{n}", name, emails=("doe@home.example",)) for n, name in enumerate(
    ("J. Doe", "John Doe", "Jane Doe")
))  # fmt: skip
"""J. Doe is John while nobody else is known at that address, and either of them once there are two."""


class LeavingContract:
    """As `StoreContract`, whose tests are further ones."""

    rounds = 60
    """How many small worlds are tried."""

    def open(self, folder: Path) -> Store:
        raise NotImplementedError

    def filled_with(self, folder: Path, *given: Given) -> Store:
        """A new store with these exports, one after the other, each under a name of its own."""
        folder.mkdir()
        store = self.open(folder)
        for number, one in enumerate(given):
            self.enter(store, folder, number, one)
        return store

    def enter(self, store: Store, folder: Path, number: int, given: Given) -> str:
        owner, listed = given
        readings: list[Reading] = list(listed)
        if owner is not None:
            readings += [knows(OWNER, record.key, record.line) for record in listed]
        report = load(store, folder, readings, owner, ImportSettings(TODAY, force=True), f"{number}.scripted")
        assert report.status in ("imported", "replaced")
        return report.id

    def outcome(self, store: Store) -> object:
        """Persons, and why they are who they are, without what only some stores number."""
        persons = [replace(one, sources=()) for _, one in store.everyone()]
        matches = sorted(str(match) for number, _ in store.everyone() for match in store.matches_of(number))
        return persons, matches

    def test_withdrawing_is_never_having_imported(self, tmp_path: Path) -> None:
        tried: list[Any] = []

        @settings(max_examples=self.rounds, deadline=None, derandomize=True, database=None)
        @given(WORLDS, st.integers(0, 3))
        def check(world: list[Given], which: int) -> None:
            tried.append(world)
            which %= len(world)
            folder = tmp_path / f"{len(tried)}"
            store = self.filled_with(folder, *world)
            (leaving,) = (s for s in store.sources() if s.source.path.endswith(f"{which}.scripted"))
            withdraw(store, leaving, TODAY)
            left = self.outcome(store)
            assert store.examine(TODAY) == []
            store.close()
            folder = folder.with_suffix(".never")
            folder.mkdir()
            store = self.open(folder)
            for number, one in enumerate(world):
                if number != which:
                    self.enter(store, folder, number, one)
            assert left == self.outcome(store)
            store.close()

        check()

    @pytest.mark.parametrize("way", ["withdraw", "forget", "replace"])
    def test_whoever_shares_an_address_with_those_who_go_is_looked_at_anew(self, tmp_path: Path, way: str) -> None:
        given = [(None, (record,)) for record in (J_DOE, JOHN, JANE)]
        store = self.filled_with(tmp_path / "a", *given)
        assert len(list(store.everyone())) == 3
        if way == "withdraw":
            withdraw(store, find_source(store, str(tmp_path / "a" / "2.scripted")), TODAY)
        elif way == "forget":
            forget(store, find_person(store, "Jane Doe"), TODAY)
        else:
            self.enter(store, tmp_path / "a", 2, (None, (person("k7", "Zoe Zed"),)))
        persons = [one for _, one in store.everyone() if one.name != "Zoe Zed"]
        assert [(one.name, one.other_names) for one in persons] == [("John Doe", ("J. Doe",))]
        assert store.examine(TODAY) == []
        store.close()

    def test_forgetting_one_leaves_those_of_the_same_office(self, tmp_path: Path) -> None:
        """Their words, and they themselves at the next import; the other is told by address and name together."""
        ada, bo = (
            person(key, name, emails=("office@firm.example",)) for key, name in (("a", "Ada Ek"), ("b", "Bo Quist"))
        )
        cy = person("c", "Cy Dahl", emails=("cy@x.example",))
        store = self.filled_with(tmp_path / "a", (OWNER_ADA, (ada, bo, cy)))
        set_tie(store, find_person(store, "Ada Ek"), None, "dont-ask", TODAY)
        set_tie(store, find_person(store, "Bo Quist"), find_person(store, "Cy Dahl"), "close", TODAY)
        set_tie(store, find_person(store, "Ada Ek"), find_person(store, "Cy Dahl"), "knows", TODAY)
        assert forget(store, find_person(store, "Bo Quist"), TODAY) == "name"
        assert self.words(store) == ["dont-ask", "knows"]
        assert [one.name for _, one in store.everyone() if one.dont_ask] == ["Ada Ek"]
        withdraw(store, store.sources()[0], TODAY)
        self.enter(store, tmp_path / "a", 1, (OWNER_ADA, (ada, replace(bo, key="b2"), cy)))
        assert sorted(one.name for _, one in store.everyone()) == ["Ada Ek", "Ada Lee", "Cy Dahl"]
        assert [one.name for _, one in store.everyone() if one.dont_ask] == ["Ada Ek"]
        store.close()

    def test_words_on_others_keep_no_address_of_the_forgotten(self, tmp_path: Path) -> None:
        """Ada and Bo were one person when it was said; what is said of her now still holds his address."""
        ada = person("a", "Ada Ek", emails=("ada@x.example", "office@firm.example", "ek@home.example"))
        both = person("b", "A. Ek", emails=("office@firm.example", "quist@home.example"))
        store = self.filled_with(tmp_path / "a", (OWNER_ADA, (ada,)), (None, (both,)))
        set_tie(store, find_person(store, "Ada Ek"), None, "dont-ask", TODAY)
        self.enter(store, tmp_path / "a", 1, (None, (replace(both, name="Bo Quist"),)))
        forget(store, find_person(store, "Bo Quist"), TODAY)
        assert self.words(store) == ["dont-ask"]
        assert not [line for line in dump.lines(store) if "quist" in line]
        assert [one.name for _, one in store.everyone() if one.dont_ask] == ["Ada Ek"]
        store.close()

    @pytest.mark.parametrize(
        ("emails", "kept_out_by", "comes_back"), [(("bo@x.example",), "address", False), ((), "row", True)]
    )
    def test_whoever_has_no_address_is_told_by_the_row_alone(
        self, tmp_path: Path, emails: tuple[str, ...], kept_out_by: str, *, comes_back: bool
    ) -> None:
        bo, cy = person("b", "Bo Quist", "Nurse", emails=emails), person("c", "Cy Dahl")
        store = self.filled_with(tmp_path / "a", (None, (bo, cy)))
        assert forget(store, find_person(store, "Bo Quist"), TODAY) == kept_out_by
        self.enter(store, tmp_path / "a", 0, (None, (bo, replace(cy, location="Oslo"))))
        assert [one.name for _, one in store.everyone()] == ["Cy Dahl"]
        self.enter(store, tmp_path / "a", 0, (None, (replace(bo, key="b2"), cy)))
        assert (len(list(store.everyone())) == 2) is comes_back
        store.close()

    def words(self, store: Store) -> list[str]:
        return [said["tie"] for said in store.statements() if "tie" in said]
