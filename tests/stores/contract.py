"""What every store must do; a store's own test class inherits these and says how to open one."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graphfind import dump
from graphfind.graph import Snapshot
from graphfind.identity import Verdict, resolve
from graphfind.loading import ImportSettings, import_paths, withdraw
from graphfind.lookup import find_person, find_source
from graphfind.model import OWNER, EvidenceKind, PersonRecord, Position, RowError, Tie, Warned
from graphfind.planning.absence import absences
from graphfind.query.targets import nodes_of
from graphfind.search import Limits, best_paths
from graphfind.statements import forget, forget_tie, name_me, set_tie
from graphfind.stores.base import Store
from graphfind.stores.graph import Whole
from tests.worlds import TODAY, contacts, knows, load, person

ME = PersonRecord(OWNER, "Mara Lind", emails=("mara@example.org",), profile_urls=("linkedin.com/in/mara",))
ADA = PersonRecord(OWNER, "Ada Ferro", profile_urls=("linkedin.com/in/ada",))
MINE = contacts(
    person("ada", "Ada Ferro", "Nurse", "Clinic A", profile_urls=("https://www.linkedin.com/in/ada",)),
    person("bo", "Bo Quist", "Product Manager", "Works B", emails=("bo@example.org",)),
)
ADAS = contacts(
    person("cy", "Cy Dahl", "Product Manager", "Works C", profile_urls=("linkedin.com/in/cy",)),
    person("mara", "Mara Lind", "Student", "School D", profile_urls=("linkedin.com/in/mara",)),
    person("bo", "Bo Quist", "Head of Product", "Works B", emails=("bo@example.org",), as_of=date(2026, 10, 20)),
)


class StoreContract:
    """Give `open` a folder; it must return the same store for the same folder."""

    def open(self, folder: Path) -> Store:
        raise NotImplementedError

    @pytest.fixture
    def store(self, tmp_path: Path):
        store = self.open(tmp_path)
        yield store
        store.close()

    @pytest.fixture
    def filled(self, store: Store, tmp_path: Path) -> Store:
        load(store, tmp_path, MINE, ME, ImportSettings(TODAY, mine=True))
        load(store, tmp_path, ADAS, ADA, file="ada.scripted")
        return store

    def test_a_new_store_is_empty(self, store: Store) -> None:
        assert (store.counts(TODAY).people, store.counts(TODAY).ties) == (0, 0)
        assert store.sources() == []
        assert store.egos() == []
        assert store.snapshot(TODAY).n == 0

    def test_persons_follow_from_all_records(self, filled: Store) -> None:
        assert [p.name for _, p in filled.everyone()] == sorted(
            ["Mara Lind", "Ada Ferro", "Bo Quist", "Cy Dahl"], key=lambda name: self.one(filled, name).id
        )
        bo = self.one(filled, "Bo Quist")
        assert [p.title for p in bo.positions] == ["Head of Product", "Product Manager"]
        assert [p.title for p in bo.current] == ["Head of Product"]
        assert len(bo.sources) == 2

    def test_positions_are_those_of_the_persons(self, filled: Store) -> None:
        persons = dict(filled.everyone())
        assert filled.positions(persons) == {number: p.positions for number, p in persons.items() if p.positions}
        assert any(len(p.positions) > 1 for p in persons.values())
        assert any(len(p.positions) == 1 for p in persons.values())
        assert filled.positions([]) == {}

    def test_warnings_are_those_of_all_sources(self, store: Store, tmp_path: Path) -> None:
        assert store.warnings() == 0
        load(store, tmp_path, [*MINE, RowError("x", 3, "no name"), Warned("odd")], ME, ImportSettings(TODAY, mine=True))
        load(store, tmp_path, [*ADAS, RowError("x", 9, "no name")], ADA, file="ada.scripted")
        assert store.warnings() == sum(stored.warnings for stored in store.sources()) == 3

    def test_counts_and_egos(self, filled: Store) -> None:
        assert filled.counts(TODAY).people == 4
        assert [p.name for p in filled.persons(filled.egos()).values()] == ["Mara Lind"]

    def test_a_tie_holds_the_evidence_of_both_ends(self, filled: Store) -> None:
        tie = self.tie(filled, "Mara Lind", "Ada Ferro")
        assert [e.kind for e in tie.evidence] == [EvidenceKind.CONNECTION, EvidenceKind.CONNECTION]
        assert not tie.inferred

    def test_a_source_may_tie_nobody(self, store: Store, tmp_path: Path) -> None:
        assert load(store, tmp_path, [person("a", "A One"), person("b", "B Two")]).status == "imported"
        assert tuple(store.counts(TODAY)) == (2, 0)

    def test_evidence_is_seen_from_the_first_person(self, store: Store, tmp_path: Path) -> None:
        load(
            store,
            tmp_path,
            [person("a", "A One"), knows(OWNER, "a", 1, EvidenceKind.MESSAGE, outgoing=3, incoming=5)],
            ME,
        )
        there, back = self.tie(store, "Mara Lind", "A One"), self.tie(store, "A One", "Mara Lind")
        assert [(e.outgoing, e.incoming) for e in there.evidence] == [(3, 5)]
        assert [(e.outgoing, e.incoming) for e in back.evidence] == [(5, 3)]
        assert there.strength == back.strength

    def test_the_snapshot_agrees_with_the_ties(self, filled: Store) -> None:
        import math

        snapshot = filled.snapshot(TODAY)
        pairs = [
            (int(snapshot.people[a]), int(snapshot.people[b]), float(snapshot.cost[arc]))
            for a in range(snapshot.n)
            for arc in range(int(snapshot.indptr[a]), int(snapshot.indptr[a + 1]))
            for b in [int(snapshot.neighbors[arc])]
        ]
        ties = filled.ties([(a, b) for a, b, _ in pairs], TODAY)
        assert pairs
        for (_, _, cost), tie in zip(pairs, ties, strict=True):
            assert math.exp(-cost) == pytest.approx(tie.strength, abs=1e-9)

    def test_texts_and_who_holds_them(self, filled: Store) -> None:
        assert filled.title_texts() == sorted(filled.titles())
        assert dict(filled.titles()) == {"Nurse": 1, "Product Manager": 2, "Head of Product": 1, "Student": 1}
        held = filled.persons(filled.holders(["Product Manager"]))
        assert sorted(p.name for p in held.values()) == ["Bo Quist", "Cy Dahl"]
        assert filled.organizations()["Works B"] == "works b"
        assert {p.name for p in filled.persons(filled.workers(["works c"])).values()} == {"Cy Dahl"}

    def test_titles_have_numbers_and_may_keep_an_index(self, filled: Store) -> None:
        assert filled.kept_titles(1_000) is None
        kept = filled.kept_titles(1)
        if kept is None:  # a store need not keep any
            return
        numbers, texts = kept.all()
        assert texts == filled.title_texts()
        assert kept.texts(numbers[::-1]) == texts[::-1]
        assert kept.part("words") is None
        kept.keep({"words": b"one", "card": b"1"})
        kept.keep({"words": b"two"})
        assert (kept.part("words"), kept.part("card")) == (b"two", b"1")

    @pytest.mark.parametrize(
        "who", ["Cy Dahl", "cy  DAHL", "https://se.linkedin.com/in/Cy?x=1", "linkedin.com/in/cy"], ids=str
    )
    def test_people_are_found_by_name_and_address(self, filled: Store, who: str) -> None:
        number = find_person(filled, who)
        assert filled.persons([number])[number].name == "Cy Dahl"

    def test_people_are_found_by_id_and_words(self, filled: Store) -> None:
        cy = self.one(filled, "Cy Dahl")
        assert filled.identified("id", cy.id) == filled.named("cy dahl")
        assert filled.search_people(["dahl", "product"], 10) == filled.named("cy dahl")
        assert filled.search_people(["100%_"], 10) == []
        assert len(filled.search_people([], 2)) == 2

    def test_a_source_comes_and_goes_without_a_trace(self, filled: Store, tmp_path: Path) -> None:
        before = self.picture(filled)
        report = load(filled, tmp_path, contacts(person("x", "Xi Moe", emails=("bo@example.org",))), file="x.scripted")
        assert report.refusal is not None  # nobody said whose contacts these are
        settings = ImportSettings(TODAY, owner="Zed Nym")
        report = load(
            filled,
            tmp_path,
            contacts(person("x", "Bo Quist", emails=("bo@example.org",))),
            None,
            settings,
            "x.scripted",
        )
        assert report.status == "imported"
        assert self.picture(filled) != before
        withdraw(filled, find_source(filled, report.id), TODAY)
        assert self.picture(filled) == before

    def test_the_order_of_imports_does_not_matter(self, tmp_path: Path) -> None:
        calls = {
            "mine.scripted": (MINE, ME, ImportSettings(TODAY, mine=True)),
            "ada.scripted": (ADAS, ADA, ImportSettings(TODAY)),
            "bo.scripted": (
                contacts(
                    person("q", "Q Ro", "Nurse", "Clinic A"),
                    person("ada", "A. Ferro", profile_urls=("linkedin.com/in/ada",)),
                ),
                PersonRecord(OWNER, "Bo Quist", emails=("bo@example.org",)),
                ImportSettings(TODAY),
            ),
        }  # fmt: skip
        pictures = []
        for number, order in enumerate(itertools.permutations(calls)):
            folder = tmp_path / str(number)
            folder.mkdir()
            store = self.open(folder)
            for file in order:
                readings, owner, settings = calls[file]
                assert load(store, folder, readings, owner, settings, file).status == "imported"
            pictures.append(self.picture(store))
            store.close()
        assert all(picture == pictures[0] for picture in pictures)

    def test_the_same_content_changes_nothing(self, filled: Store, tmp_path: Path) -> None:
        before = list(dump.lines(filled))
        assert load(filled, tmp_path, ADAS, ADA, file="ada.scripted").status == "unchanged"
        assert list(dump.lines(filled)) == before

    def test_an_older_export_does_not_take_the_place_of_a_newer_one(self, filled: Store, tmp_path: Path) -> None:
        before = list(dump.lines(filled))
        older = [replace(r, as_of=date(2020, 1, 1)) if isinstance(r, PersonRecord) else r for r in ADAS]
        report = load(filled, tmp_path, older, ADA, file="ada.scripted")
        assert report.status == "refused"
        assert "is of 2020-01-01, older than the export of 2026-10-20" in str(report.refusal)
        assert list(dump.lines(filled)) == before
        assert (
            load(filled, tmp_path, older, ADA, ImportSettings(TODAY, force=True), "ada.scripted").status == "replaced"
        )

    def test_what_somebody_does_is_of_the_day_of_their_record(self, store: Store, tmp_path: Path) -> None:
        day, other = date(2024, 1, 1), date(2023, 2, 3)
        both = (Position("Nurse", "Clinic A"), Position("Midwife", "Clinic B", as_of=other))
        load(store, tmp_path, [PersonRecord("a", "A One", positions=both, as_of=day, member="people.scripted")])
        ((_, one),) = store.everyone()
        assert [(p.title, p.as_of) for p in one.positions] == [("Nurse", day), ("Midwife", other)]
        (record,) = store.readings(store.sources()[0].number)
        assert isinstance(record, PersonRecord)
        assert [p.as_of for p in record.positions] == [day, other]

    def test_a_failure_in_the_middle_leaves_everything_as_it_was(self, filled: Store, tmp_path: Path) -> None:
        before = list(dump.lines(filled))

        def fail() -> None:
            with filled.writing(TODAY) as writing:
                writing.remove_source(filled.sources()[0].number)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        assert list(dump.lines(filled)) == before

    def test_a_rehearsal_leaves_everything_as_it_was(self, filled: Store, tmp_path: Path) -> None:
        before = list(dump.lines(filled)), self.picture(filled)
        report = load(filled, tmp_path, ADAS[:2], ADA, ImportSettings(TODAY, dry_run=True, force=True), "ada.scripted")
        assert (report.status, report.changes and report.changes.gone) == ("replaced", ("Bo Quist", "Mara Lind"))
        assert (list(dump.lines(filled)), self.picture(filled)) == before

    def test_what_the_user_says_of_a_tie_wins_and_stays(self, filled: Store, tmp_path: Path) -> None:
        ada = find_person(filled, "Ada Ferro")
        set_tie(filled, ada, None, "close", TODAY)
        assert self.tie(filled, "Mara Lind", "Ada Ferro").override == "close"
        strength = self.tie(filled, "Mara Lind", "Ada Ferro").strength
        newer = contacts(*(r for r in MINE if isinstance(r, PersonRecord)), person("new", "N E"))
        assert load(filled, tmp_path, newer, ME, ImportSettings(TODAY, mine=True)).status == "replaced"
        assert self.tie(filled, "Mara Lind", "Ada Ferro").strength == strength
        set_tie(filled, find_person(filled, "Ada Ferro"), None, "barely", TODAY)
        assert self.tie(filled, "Mara Lind", "Ada Ferro").strength < strength

    def test_dont_ask_marks_a_person_or_takes_out_a_tie(self, filled: Store) -> None:
        ada, cy = find_person(filled, "Ada Ferro"), find_person(filled, "Cy Dahl")
        ties = filled.counts(TODAY).ties
        set_tie(filled, ada, None, "dont-ask", TODAY)
        assert self.one(filled, "Ada Ferro").dont_ask
        assert filled.counts(TODAY).ties == ties
        snapshot = filled.snapshot(TODAY)
        assert [int(n) for n in snapshot.people[snapshot.muted]] == [ada]
        set_tie(filled, ada, cy, "dont-ask", TODAY)
        assert filled.counts(TODAY).ties == ties - 1

    def test_what_the_user_says_can_be_taken_back(self, filled: Store) -> None:
        before, lines = self.picture(filled), list(dump.lines(filled))
        ada, cy = find_person(filled, "Ada Ferro"), find_person(filled, "Cy Dahl")
        set_tie(filled, ada, None, "dont-ask", TODAY)
        set_tie(filled, ada, None, "close", TODAY)
        assert not self.one(filled, "Ada Ferro").dont_ask
        assert self.tie(filled, "Mara Lind", "Ada Ferro").override == "close"
        set_tie(filled, ada, None, "dont-ask", TODAY)
        set_tie(filled, ada, cy, "dont-ask", TODAY)
        set_tie(filled, ada, cy, "knows", TODAY)
        assert self.one(filled, "Ada Ferro").dont_ask
        assert self.tie(filled, "Ada Ferro", "Cy Dahl").override == "knows"
        assert forget_tie(filled, cy, ada, TODAY)
        assert self.tie(filled, "Ada Ferro", "Cy Dahl").override is None
        assert self.one(filled, "Ada Ferro").dont_ask
        assert forget_tie(filled, ada, None, TODAY)
        assert (self.picture(filled), list(dump.lines(filled))) == (before, lines)
        assert not forget_tie(filled, ada, None, TODAY)

    def test_a_part_answers_as_the_whole(self, filled: Store) -> None:
        graph, whole = filled.graph(TODAY), Whole(filled.snapshot(TODAY))
        mara, ada, bo, cy = (find_person(filled, name) for name in ("Mara Lind", "Ada Ferro", "Bo Quist", "Cy Dahl"))
        for limits in (Limits(), Limits(max_hops=1), Limits(avoid=(ada,)), Limits(rank="hops", via=ada)):
            told = []
            for one in (graph, whole):
                parts = [one.best([mara], [bo, cy], limits, 2), one.ways([mara], [bo, cy], limits)]
                told.append([self.paths(part, mara, (bo, cy), limits) for part in parts])
                near = one.nearest([mara], [cy], limits)
                told[-1].append(self.absences(near, mara, cy, limits))
            assert told[0] == told[1], limits
        assert graph.mutual(mara, [bo, ada, cy]) == whole.mutual(mara, [bo, ada, cy]) == [1, 1, 1]
        assert graph.mutual(mara, []) == []

    def paths(self, part: Snapshot, ego: int, targets: tuple[int, ...], limits: Limits) -> object:
        """The best paths by the store's numbers."""
        found = best_paths(part, nodes_of(part, [ego]), nodes_of(part, targets), self.placed(part, limits))
        return [([part.people[list(path)].tolist() for path in one.paths], one.costs) for one in found]

    def absences(self, part: Snapshot, ego: int, target: int, limits: Limits) -> object:
        """Why there is no path, by the store's numbers."""
        (one,) = absences(part, nodes_of(part, [ego]), nodes_of(part, [target]), self.placed(part, limits))
        return one.cause, one.hops, part.people[list(one.in_the_way)].tolist(), one.first and part.people[one.first]

    def placed(self, part: Snapshot, limits: Limits) -> Limits:
        """The same limits, people by their nodes."""
        via = None if limits.via is None else nodes_of(part, [limits.via])[0]
        return replace(limits, avoid=nodes_of(part, limits.avoid), via=via)

    def test_the_strongest_ties_come_first(self, filled: Store) -> None:
        graph, snapshot = filled.graph(TODAY), filled.snapshot(TODAY)
        assert (graph.people, graph.ties) == (snapshot.n, snapshot.ties) == tuple(filled.counts(TODAY))
        mara = find_person(filled, "Mara Lind")
        ties = {n: self.tie(filled, "Mara Lind", p.name) for n, p in filled.everyone() if n != mara}
        known = sorted((number for number, tie in ties.items() if tie.evidence), key=lambda n: -ties[n].strength)
        assert graph.strongest(mara, 9) == (known, len(known))
        assert graph.strongest(mara, 1) == (known[:1], 2)
        assert graph.strongest(mara, 0) == ([], 2)

    def test_me_is_one_with_my_exports(self, store: Store, tmp_path: Path) -> None:
        name_me(store, "Mara Lind", ["mara@example.org"], [], TODAY)
        load(store, tmp_path, MINE, ME, ImportSettings(TODAY, mine=True))
        assert len(store.egos()) == 1
        assert sorted(self.one(store, "Mara Lind").emails) == ["mara@example.org"]
        name_me(store, "Mara Lind", ["m@example.com"], [], TODAY)
        assert len(store.egos()) == 1
        assert sorted(self.one(store, "Mara Lind").emails) == ["m@example.com", "mara@example.org"]

    def test_forgetting_erases_and_keeps_out(self, filled: Store, tmp_path: Path) -> None:
        bo = find_person(filled, "Bo Quist")
        forget(filled, bo, TODAY)
        assert filled.named("bo quist") == []
        assert not any("quist" in line.lower() or "bo@example" in line for line in dump.lines(filled))
        report = load(
            filled,
            tmp_path,
            [*ADAS, person("z", "Zoe Late", line=4)],
            ADA,
            ImportSettings(TODAY, force=True),
            "ada.scripted",
        )
        assert report.status == "replaced"
        assert filled.named("bo quist") == []
        assert [(m.rows.imported, m.skipped_why) for m in report.members] == [(3, (("asked to be forgotten", 1),))]

    def test_verdicts_hold_over_imports(self, filled: Store, tmp_path: Path) -> None:
        before = self.picture(filled)
        rids = sorted(f"{s.lineage}#bo" for s in filled.sources())
        with filled.writing(TODAY) as writing:
            writing.add_verdict(Verdict("unmerge", *rids, TODAY))
            writing.settle(resolve(writing.candidates(), writing.verdicts()), TODAY)
        assert len(filled.named("bo quist")) == 2
        load(filled, tmp_path, contacts(person("n", "Nil O")), PersonRecord(OWNER, "Other One"), file="o.scripted")
        assert len(filled.named("bo quist")) == 2
        withdraw(filled, find_source(filled, filled.sources()[-1].source.id), TODAY)
        with filled.writing(TODAY) as writing:
            writing.add_verdict(Verdict("merge", *rids, TODAY))
            writing.settle(resolve(writing.candidates(), writing.verdicts()), TODAY)
        assert self.picture(filled) == before

    def test_matches_and_suggestions_are_logged(self, filled: Store, tmp_path: Path) -> None:
        assert {m.rule for m in filled.matches_of(find_person(filled, "Bo Quist"))} == {"email"}
        same_job = contacts(person("cy2", "Cy Dahl", "PM", "Works C"))
        load(filled, tmp_path, same_job, PersonRecord(OWNER, "Other One"), file="o.scripted")
        assert [s.rule for s in filled.suggestions()] == ["name and organization"]
        assert len(filled.named("cy dahl")) == 2

    def test_a_dump_reads_back_the_same_to_the_byte(self, filled: Store, tmp_path: Path) -> None:
        set_tie(filled, find_person(filled, "Ada Ferro"), None, "knows", TODAY)
        forget(filled, find_person(filled, "Cy Dahl"), TODAY)
        text = "".join(f"{line}\n" for line in dump.lines(filled))
        path = tmp_path / "all.jsonl"
        path.write_text(text, encoding="utf-8")
        folder = tmp_path / "copy"
        folder.mkdir()
        copy = self.open(folder)
        import_paths(copy, [path], ImportSettings(TODAY), {})
        assert "".join(f"{line}\n" for line in dump.lines(copy)) == text
        assert self.picture(copy) == self.picture(filled)
        assert all(r.status == "unchanged" for r in import_paths(copy, [path], ImportSettings(TODAY), {}).sources)
        copy.close()

    def test_another_month_makes_ties_older(self, store: Store, tmp_path: Path) -> None:
        last = date(2026, 10, 30)
        load(
            store,
            tmp_path,
            [person("a", "A One"), knows(OWNER, "a", 1, EvidenceKind.MESSAGE, outgoing=9, incoming=9, last=last)],
            ME,
        )
        later = date(2029, 1, 1)
        assert store.snapshot(later).cost[0] > store.snapshot(TODAY).cost[0]
        (tie,) = store.ties([(find_person(store, "Mara Lind"), find_person(store, "A One"))], later)
        assert tie.strength < self.tie(store, "Mara Lind", "A One").strength

    def test_examination_finds_nothing_wrong(self, filled: Store) -> None:
        filled.snapshot(TODAY)
        assert filled.examine(TODAY) == []

    def one(self, store: Store, name: str):
        number = find_person(store, name)
        return store.persons([number])[number]

    def tie(self, store: Store, a: str, b: str) -> Tie:
        (tie,) = store.ties([(find_person(store, a), find_person(store, b))], TODAY)
        return tie

    def picture(self, store: Store) -> object:
        """Persons and ties without the store's own numbers."""
        persons = dict(store.everyone())
        snapshot = store.snapshot(TODAY)
        ties = []
        for a in range(snapshot.n):
            for arc in range(int(snapshot.indptr[a]), int(snapshot.indptr[a + 1])):
                pair = int(snapshot.people[a]), int(snapshot.people[int(snapshot.neighbors[arc])])
                (tie,) = store.ties([pair], TODAY)
                ties.append((persons[pair[0]].id, persons[pair[1]].id, float(snapshot.cost[arc]), tie))
        return list(persons.values()), sorted(ties, key=lambda t: t[:2])
