"""What every store must do when a newer export replaces an older one: what was said holds for who is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graphfind import dump
from graphfind.identity import Verdict
from graphfind.loading import ImportSettings, import_paths, withdraw
from graphfind.lookup import find_person
from graphfind.merging import merge, never_merge
from graphfind.model import OWNER, PersonRecord
from graphfind.report import SourceReport
from graphfind.statements import set_tie
from graphfind.stores.base import Store
from tests.worlds import TODAY, contacts, load, person

ME = PersonRecord(OWNER, "Mara Lind")
ADA, BO, CY = (person(name.casefold(), f"{name} Moe", "Nurse") for name in ("Ada", "Bo", "Cy"))
ADA_LATER = replace(ADA, key="ada later", positions=person("", "", "Midwife").positions)
ELSEWHERE = person("a. moe", "A. Moe", "Surgeon")


class SucceedingContract:
    """As `StoreContract`, whose tests are further ones."""

    def open(self, folder: Path) -> Store:
        raise NotImplementedError

    @pytest.fixture
    def said(self, tmp_path: Path):
        """A store in which something was said of Ada and others; the row that tells of her has no address."""
        store = self.open(tmp_path)
        load(store, tmp_path, [ELSEWHERE], file="else.scripted")
        self.renew(store, tmp_path, ADA, BO, CY)
        set_tie(store, find_person(store, "Ada Moe"), None, "dont-ask", TODAY)
        set_tie(store, find_person(store, "Ada Moe"), find_person(store, "Cy Moe"), "close", TODAY)
        merge(store, "Ada Moe", "A. Moe", TODAY)
        never_merge(store, "Ada Moe", "Cy Moe", TODAY)
        yield store
        store.close()

    def renew(self, store: Store, folder: Path, *records: PersonRecord) -> SourceReport:
        report = load(store, folder, contacts(*records), ME, ImportSettings(TODAY, mine=True, force=True))
        assert report.status in ("imported", "replaced")
        return report

    def heard(self, store: Store) -> tuple[set[str], str | None, list[str]]:
        """Who is not asked, what holds of Ada and Cy, and who is Ada."""
        ada, cy = find_person(store, "Ada Moe"), find_person(store, "Cy Moe")
        (tie,) = store.ties([(ada, cy)], TODAY)
        (one,) = store.persons([ada]).values()
        return {p.name for _, p in store.everyone() if p.dont_ask}, tie.override, sorted((one.name, *one.other_names))

    def test_it_holds_for_the_row_in_the_place_of_another(self, said: Store, tmp_path: Path) -> None:
        before, rows = self.heard(said), list(said.statements())
        assert before == ({"Ada Moe"}, "close", ["A. Moe", "Ada Moe"])
        report = self.renew(said, tmp_path, ADA_LATER, BO, CY)
        assert (report.warnings, report.changes and report.changes.gone) == ((), ())
        assert self.heard(said) == before
        assert said.examine(TODAY) == []
        assert '#ada"' not in "\n".join(dump.lines(said))
        self.renew(said, tmp_path, ADA, BO, CY)
        assert (self.heard(said), list(said.statements())) == (before, rows)

    def test_it_holds_when_the_newer_one_is_gone_for_a_while(self, said: Store, tmp_path: Path) -> None:
        self.renew(said, tmp_path, ADA_LATER, BO, CY)
        self.come_and_go(said, tmp_path)

    def test_it_holds_in_a_copy(self, said: Store, tmp_path: Path) -> None:
        self.renew(said, tmp_path, ADA_LATER, BO, CY)
        before, path = self.heard(said), self.dumped(said, tmp_path)
        (tmp_path / "copy").mkdir()
        with self.open(tmp_path / "copy") as copy:
            assert import_paths(copy, [path], ImportSettings(TODAY), {}).complete
            assert self.heard(copy) == before
            self.come_and_go(copy, tmp_path)

    def come_and_go(self, store: Store, folder: Path) -> None:
        before = self.heard(store)
        withdraw(store, store.sources()[-1], TODAY)
        assert not store.named("ada moe")
        self.renew(store, folder, ADA_LATER, BO, CY)
        assert self.heard(store) == before

    def dumped(self, store: Store, folder: Path) -> Path:
        path = folder / "dump.jsonl"
        path.write_text("".join(f"{line}\n" for line in dump.lines(store)), encoding="utf-8")
        return path

    def test_a_dump_of_before_brings_nothing_twice(self, said: Store, tmp_path: Path) -> None:
        path = self.dumped(said, tmp_path)
        before = list(said.statements())
        self.renew(said, tmp_path, ADA_LATER, BO, CY)
        assert list(said.statements()) != before
        assert import_paths(said, [path], ImportSettings(TODAY), {}).complete
        assert list(said.statements()) == before

    def test_whoever_is_known_by_a_profile_now_is_still_meant(self, said: Store, tmp_path: Path) -> None:
        before = self.heard(said)
        self.renew(said, tmp_path, replace(ADA_LATER, key="in/ada", profile_urls=("linkedin.com/in/ada",)), BO, CY)
        assert self.heard(said) == before

    def test_verdicts_on_an_owner_hold_when_their_profile_comes_to_be_known(self, said: Store, tmp_path: Path) -> None:
        never_merge(said, "Mara Lind", "Bo Moe", TODAY)
        before = self.heard(said)
        mara = replace(ME, profile_urls=("linkedin.com/in/mara",))
        report = load(said, tmp_path, contacts(ADA, BO, CY), mara, ImportSettings(TODAY, mine=True))
        assert (report.status, report.warnings) == ("replaced", ())
        assert self.heard(said) == before
        judged = {rid for verdict in said.verdicts() for rid in (verdict.a, verdict.b)}
        assert said.persons_with(judged).keys() == judged

    @pytest.mark.parametrize(
        "rows",
        [
            (BO, CY),
            (ADA_LATER, replace(ADA_LATER, key="ada too", location="Oslo"), BO, CY),
            (replace(ADA_LATER, name="Ada Lund"), BO, CY),
        ],
        ids=["gone", "two of that name", "another name"],
    )
    def test_whose_words_hold_for_nobody_is_named(
        self, said: Store, tmp_path: Path, rows: tuple[PersonRecord, ...]
    ) -> None:
        before = list(said.statements())
        set_tie(said, find_person(said, "Bo Moe"), None, "dont-ask", TODAY)
        report = self.renew(said, tmp_path, *rows)
        (warning,) = report.warnings
        assert warning.startswith("what you said of Ada Moe holds for nobody now")
        assert said.warnings() == 1
        assert list(said.statements())[: len(before)] == before
        assert [p.name for _, p in said.everyone() if p.dont_ask] == ["Bo Moe"]
        assert self.renew(said, tmp_path, ADA, BO, CY).warnings == ()
        assert self.heard(said)[1:] == ("close", ["A. Moe", "Ada Moe"])

    def test_words_that_hold_by_another_record_are_not_named(self, tmp_path: Path) -> None:
        """Of Ada and A. Moe, who are one by an address, the latter is there still."""
        store = self.open(tmp_path)
        a_moe, ada = (replace(one, emails=("ada@x.example",)) for one in (ELSEWHERE, ADA))
        load(store, tmp_path, [a_moe], file="else.scripted")
        self.renew(store, tmp_path, ada, BO, CY)
        set_tie(store, find_person(store, "Ada Moe"), None, "dont-ask", TODAY)
        never_merge(store, "Ada Moe", "Bo Moe", TODAY)
        report = self.renew(store, tmp_path, BO, CY)
        assert (report.changes and report.changes.gone, report.warnings) == (("Ada Moe",), ())
        assert [p.name for _, p in store.everyone() if p.dont_ask] == ["A. Moe"]
        store.close()

    def test_what_was_said_of_two_rows_that_become_one_stands_once(self, tmp_path: Path) -> None:
        store = self.open(tmp_path)
        for file, key in (("a", "1"), ("b", "2")):
            load(store, tmp_path, [replace(ADA, key=key)], file=f"{file}.scripted")
            (number,) = [n for n in store.named("ada moe") if not store.persons([n])[n].dont_ask]
            set_tie(store, number, None, "dont-ask", TODAY)
        one, other = sorted(f"{source.lineage}#{key}" for source, key in zip(store.sources(), "12", strict=True))
        merge(store, *(p.id for p in store.persons(store.named("ada moe")).values()), TODAY)
        with store.writing(TODAY) as writing:
            writing.carry_over({one: other})
        assert [said for said in store.statements() if "verdict" in said] == []
        assert [said["ends"] for said in store.statements()] == [[[0, "rid", other]]]
        store.close()

    def test_verdicts_keep_their_order(self, said: Store) -> None:
        with said.writing(TODAY) as writing:
            for kind in ("merge", "never", "merge"):
                writing.add_verdict(Verdict(kind, "x#1", "y#2", date(2026, 10, 1)))
        before = said.verdicts()
        with said.writing(TODAY) as writing:
            writing.carry_over({"y#2": "a#2"})
        assert said.verdicts() == [replace(one, a="a#2", b="x#1") if one.b == "y#2" else one for one in before]

    def test_a_rehearsal_carries_nothing_over(self, said: Store, tmp_path: Path) -> None:
        before = list(dump.lines(said))
        rehearsed = ImportSettings(TODAY, mine=True, dry_run=True)
        assert load(said, tmp_path, contacts(ADA_LATER, BO, CY), ME, rehearsed).status == "replaced"
        assert list(dump.lines(said)) == before
