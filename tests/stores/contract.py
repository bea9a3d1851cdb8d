"""What every store must do; a store's own test class inherits these and says how to open one."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from graphfind import dump
from graphfind.errors import UsageError
from graphfind.graph import Snapshot
from graphfind.identity import Verdict, resolve
from graphfind.loading import ImportSettings, import_paths, withdraw
from graphfind.lookup import find_person, find_source
from graphfind.merging import find_duplicates, merge, never_merge, pieces, unmerge
from graphfind.model import OWNER, EvidenceKind, PersonRecord, Position, Reading, RowError, Tie, Warned
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


def made_at_random(chance: random.Random) -> list[tuple[list[Reading], PersonRecord, ImportSettings, str]]:
    """Three exports of a few people of few names, addresses and employers, as `load` takes them."""
    sources = []
    for file, owner in (("mine", ME), ("ada", ADA), ("cy", PersonRecord(OWNER, "Cy Dahl"))):
        people = []
        for key in range(chance.randint(2, 5)):
            facts: dict[str, object] = {}
            if chance.random() < 0.5:
                facts["emails"] = tuple(chance.sample(["a@x.example", "b@x.example", "mara@example.org"], 1))
            if chance.random() < 0.4:
                facts["profile_urls"] = (f"linkedin.com/in/{chance.choice(['p', 'q', 'ada', 'mara'])}",)
            name = chance.choice(["Jane Doe", "J. Doe", "John Doe", "Mara Lind", "Cy Dahl", "Ada Ferro", "Аnna Doe"])
            people.append(person(f"k{key}", name, chance.choice(["", "Nurse"]), chance.choice(["", "Acme"]), **facts))
        strength = {"strength": chance.choice([0.3, 0.6])} if chance.random() < 0.5 else {}
        settings = ImportSettings(TODAY, mine=file == "mine", force=True)
        sources.append((contacts(*people, **strength), owner, settings, f"{file}.scripted"))
    return sources


class StoreContract:
    """Give `open` a folder; it must return the same store for the same folder."""

    worlds = 2
    """In how many worlds made at random merges are said and taken back."""

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

    def test_words_are_sought_at_the_beginning_of_words_of_all_records(self, store: Store, tmp_path: Path) -> None:
        me = ImportSettings(TODAY, mine=True)
        works = {"Zoe Signe": ("Baker", "Acme"), "Ann Bo": ("Designer", "Acme"), "Cy O'Neil": ("Signer (C++)", "Dahl")}
        known = [person(name[:3], name, *job, emails=(f"{name[:2]}@x.org",)) for name, job in works.items()]
        load(store, tmp_path, contacts(*known), ME, me)
        again = person("a", "Ann Bo", "Advisor", "Beta", emails=("an@x.org",))
        load(
            store, tmp_path, contacts(again, person("j", "山田健", "Lead")), ME, ImportSettings(TODAY), "more.scripted"
        )

        def found(*words: str) -> list[str]:
            numbers = store.search_people(words, 10)
            persons = store.persons(numbers)
            return [persons[number].name for number in numbers]

        assert found("SIGN") == ["Zoe Signe", "Cy O'Neil"]
        assert found("signe") == ["Zoe Signe", "Cy O'Neil"]
        assert found("signer") == ["Cy O'Neil"]
        assert found("ann", "acme", "beta") == ["Ann Bo"]
        assert found("ann", "acme", "dahl") == []
        assert found("neil") == found("o'ne") == found("oneil") == found("c++") == ["Cy O'Neil"]
        assert found("健") == ["山田健"]
        assert found(r"\E", "ann") == found(" ") == []

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
        self.degrees_are_those_of_the_graph(filled)
        set_tie(filled, find_person(filled, "Ada Ferro"), find_person(filled, "Cy Dahl"), "dont-ask", TODAY)
        set_tie(filled, mara, find_person(filled, "Cy Dahl"), "close", TODAY)
        self.degrees_are_those_of_the_graph(filled)

    def degrees_are_those_of_the_graph(self, store: Store) -> None:
        graph = store.graph(TODAY)
        for number, _ in store.everyone():
            assert store.degree(number, TODAY) == graph.strongest(number, 0)[1]

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

    def test_the_same_verdict_of_a_day_stands_in_the_log_once_and_last(self, filled: Store, tmp_path: Path) -> None:
        cy, ada = find_person(filled, "Cy Dahl"), find_person(filled, "Ada Ferro")
        ids = [person.id for person in filled.persons([cy, ada]).values()]
        merge(filled, "Cy Dahl", "Ada Ferro", TODAY)
        unmerge(filled, "Cy Dahl", TODAY)
        merge(filled, *ids, TODAY)
        assert [verdict.kind for verdict in filled.verdicts()] == ["unmerge"] * 2 + ["merge"] * 2
        copy = self.copied(filled, tmp_path)
        assert self.picture(copy) == self.picture(filled)
        assert find_person(copy, "Cy Dahl") == find_person(copy, "Ada Ferro")
        copy.close()

    def test_merges_are_taken_apart_without_a_trace(self, tmp_path: Path) -> None:
        """In any world: persons, ids, ties and strengths are as before; and so they are whatever was imported later."""
        for seed in range(self.worlds):
            folder = tmp_path / str(seed)
            folder.mkdir()
            with self.open(folder) as store:
                self.merge_and_unmerge(store, folder, random.Random(seed))

    def merge_and_unmerge(self, store: Store, folder: Path, chance: random.Random) -> None:
        sources = made_at_random(chance)
        for source in sources:
            load(store, folder, *source)
        for _ in range(3):
            before = self.picture(store)
            everyone = dict(store.everyone())
            one, other = chance.sample(sorted(person.id for person in everyone.values()), 2)
            merged = merge(store, one, other, TODAY, force=True)
            assert len(merged.people) == 1
            assert len(list(store.everyone())) < len(everyone)
            parted = unmerge(store, merged.people[0].person.id, TODAY)
            assert {one, other} <= {now.person.id for now in parted.people}  # the merge may have told whom else it is
            assert self.picture(store) == before
            self.degrees_are_those_of_the_graph(store)
            if large := [number for number in everyone if len(store.records_of(number)) > 1]:
                number = chance.choice(sorted(large, key=lambda number: everyone[number].id))
                records = len(store.records_of(number))
                parted = unmerge(store, everyone[number].id, TODAY, [chance.randint(1, records)])
                assert len(parted.people) > 1
                if sum(now.records for now in parted.people) != records:
                    break  # an owner who was taken out of a person was told to be another
                ids = [now.person.id for now in parted.people]
                while len(ids) > 1:
                    ids = [merge(store, ids[0], ids[1], TODAY).people[0].person.id, *ids[2:]]
                assert self.picture(store) == before
        said = [f for f in (merge, never_merge) for _ in range(2)]
        for say in said:
            one, other = chance.sample(sorted(person.id for _, person in store.everyone()), 2)
            say(store, one, other, TODAY, **({"force": True} if say is merge else {}))
        after, pairs = self.picture(store), self.pairs(store)
        assert store.examine(TODAY) == []
        for name in chance.sample([stored.source.id for stored in store.sources()], len(sources)):
            withdraw(store, find_source(store, name), TODAY)
            if chance.random() < 0.5:
                again = chance.choice(sources)
                load(store, folder, *again)
        for source in chance.sample(sources, len(sources)):
            load(store, folder, *source)
        assert self.picture(store) == after
        assert self.pairs(store) == pairs

    def pairs(self, store: Store) -> object:
        return [(pair.one.id, pair.other.id, pair.why) for pair in find_duplicates(store).pairs]

    def test_an_automatic_merge_can_be_undone_for_good(self, filled: Store, tmp_path: Path) -> None:
        before = self.picture(filled)
        assert [(piece.onto, piece.rule) for piece in pieces(filled, find_person(filled, "Bo Quist"))] == [
            (None, ""),
            (0, "email"),
        ]
        parted = unmerge(filled, "Bo Quist", TODAY)
        assert [(now.person.name, now.records) for now in parted.people] == [("Bo Quist", 1)] * 2
        newer = contacts(*(r for r in ADAS if isinstance(r, PersonRecord)), person("new", "N E"))
        assert load(filled, tmp_path, newer, ADA, file="ada.scripted").status == "replaced"
        assert len(filled.named("bo quist")) == 2
        withdraw(filled, find_source(filled, filled.sources()[0].source.id), TODAY)
        assert len(filled.named("bo quist")) == 1
        load(filled, tmp_path, MINE, ME, ImportSettings(TODAY, mine=True))
        load(filled, tmp_path, ADAS, ADA, ImportSettings(TODAY, force=True), "ada.scripted")
        assert {now.person.id for now in parted.people} == {
            person.id for person in filled.persons(filled.named("bo quist")).values()
        }
        assert find_duplicates(filled).pairs == ()
        merge(filled, *(now.person.id for now in parted.people), TODAY)
        assert self.picture(filled) == before

    def test_a_merge_holds_for_whichever_records_are_left(self, filled: Store, tmp_path: Path) -> None:
        merge(filled, "Bo Quist", "Cy Dahl", TODAY)
        withdraw(filled, find_source(filled, filled.sources()[1].source.id), TODAY)
        load(filled, tmp_path, contacts(person("cy", "Cy Dahl")), PersonRecord(OWNER, "Else Oh"), file="o.scripted")
        assert find_person(filled, "Bo Quist") != find_person(filled, "Cy Dahl")
        load(filled, tmp_path, ADAS[2:], ADA, ImportSettings(TODAY), "ada.scripted")  # without the record of Cy
        assert find_person(filled, "Bo Quist") != find_person(filled, "Cy Dahl")
        load(filled, tmp_path, ADAS, ADA, ImportSettings(TODAY), "ada.scripted")
        assert filled.named("bo quist") == filled.identified("profile", "linkedin.com/in/cy")

    def test_never_parts_what_is_certain(self, filled: Store, tmp_path: Path) -> None:
        twin = contacts(person("twin", "Ciro Dahl", profile_urls=("linkedin.com/in/cy",)))
        load(filled, tmp_path, twin, PersonRecord(OWNER, "Other One"), file="o.scripted")
        assert find_person(filled, "Ciro Dahl") == find_person(filled, "Cy Dahl")
        never_merge(filled, "Ciro Dahl", "Cy Dahl", TODAY)
        assert find_person(filled, "Ciro Dahl") != find_person(filled, "Cy Dahl")
        assert len(filled.identified("profile", "linkedin.com/in/cy")) == 2

    def test_what_was_said_of_ties_comes_back_with_the_persons(self, filled: Store) -> None:
        set_tie(filled, find_person(filled, "Bo Quist"), None, "close", TODAY)
        set_tie(filled, find_person(filled, "Ada Ferro"), None, "dont-ask", TODAY)
        before = self.picture(filled)
        merged = merge(filled, "Bo Quist", "Ada Ferro", TODAY).people[0].person
        assert merged.dont_ask
        assert self.tie(filled, "Mara Lind", merged.id).override == "close"
        unmerge(filled, merged.id, TODAY)
        assert self.picture(filled) == before

    def test_tags_and_facts_of_both_are_the_merged_person_s(self, store: Store, tmp_path: Path) -> None:
        tagged = [
            person("x", "Xi Moe", "Nurse", "Clinic A", tags=("choir",), emails=("x@example.org",)),
            person("y", "Yo Moe", "Chef", "Works B", tags=("chess",), phones=("+4930123456",)),
        ]
        load(store, tmp_path, contacts(*tagged), ME, ImportSettings(TODAY, mine=True))
        before = self.picture(store)
        (now,) = merge(store, "Xi Moe", "Yo Moe", TODAY).people
        assert now.person.tags == ("chess", "choir")
        assert {p.title for p in now.person.positions} == {"Nurse", "Chef"}
        assert (now.person.emails, now.person.phones) == (("x@example.org",), ("+4930123456",))
        assert (now.ties, now.records) == (1, 2)
        unmerge(store, now.person.id, TODAY)
        assert self.picture(store) == before

    def test_too_many_records_for_one_word_are_refused(self, filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("graphfind.merging.MOST_PAIRS", 1)
        before = list(dump.lines(filled))
        with pytest.raises(UsageError, match=r"never-merge: these are people of 1 and 2 records, too many"):
            never_merge(filled, "Cy Dahl", "Bo Quist", TODAY)
        assert list(dump.lines(filled)) == before

    def test_what_was_said_of_a_merged_person_holds_for_both(self, filled: Store, tmp_path: Path) -> None:
        merged = merge(filled, "Cy Dahl", "Ada Ferro", TODAY).people[0].person.id
        set_tie(filled, find_person(filled, merged), None, "dont-ask", TODAY)
        set_tie(filled, find_person(filled, merged), find_person(filled, "Bo Quist"), "close", TODAY)
        unmerge(filled, merged, TODAY)
        for name in ("Cy Dahl", "Ada Ferro"):
            assert self.one(filled, name).dont_ask
            assert self.tie(filled, name, "Bo Quist").override == "close"
        set_tie(filled, find_person(filled, "Cy Dahl"), find_person(filled, "Bo Quist"), "barely", TODAY)
        copy = self.copied(filled, tmp_path)
        for store in (filled, copy):
            assert self.tie(store, "Cy Dahl", "Bo Quist").override == "barely"
            assert self.tie(store, "Ada Ferro", "Bo Quist").override == "close"
        copy.close()

    def test_forgetting_one_leaves_what_was_said_of_both_to_the_other(self, filled: Store) -> None:
        merged = merge(filled, "Cy Dahl", "Bo Quist", TODAY).people[0].person.id
        set_tie(filled, find_person(filled, merged), find_person(filled, "Ada Ferro"), "close", TODAY)
        set_tie(filled, find_person(filled, merged), None, "dont-ask", TODAY)
        unmerge(filled, merged, TODAY)
        forget(filled, find_person(filled, "Bo Quist"), TODAY)
        assert self.tie(filled, "Cy Dahl", "Ada Ferro").override == "close"
        assert self.one(filled, "Cy Dahl").dont_ask
        assert not any("quist" in line.lower() or "bo@example" in line for line in dump.lines(filled))

    def test_i_may_be_merged_and_taken_apart(self, filled: Store) -> None:
        before = self.picture(filled)
        merged = merge(filled, "Mara Lind", "Cy Dahl", TODAY)
        assert merged.warnings[-1] == "Cy Dahl is you now, and their ties are yours"
        assert filled.egos() == [find_person(filled, "Cy Dahl")]
        unmerge(filled, "Cy Dahl", TODAY)
        assert self.picture(filled) == before
        assert [p.name for p in filled.persons(filled.egos()).values()] == ["Mara Lind"]

    def test_suggestions_outlive_what_changes_around_them(self, filled: Store, tmp_path: Path) -> None:
        owner = PersonRecord(OWNER, "Other One")
        load(filled, tmp_path, contacts(person("cy2", "Cy Dahl", "PM", "Works C")), owner, file="o.scripted")
        expected = [("name and organization", "cy dahl at works c")]
        assert [list(pair.why) for pair in find_duplicates(filled).pairs] == [expected]
        ids = [person.id for person in filled.persons(filled.named("cy dahl")).values()]
        merge(filled, ids[0], "Bo Quist", TODAY)
        assert [list(pair.why) for pair in find_duplicates(filled).pairs] == [expected]
        assert len(find_duplicates(filled, ["quist"]).pairs) == 1
        assert find_duplicates(filled, ["mara"]).pairs == ()
        unmerge(filled, "Bo Quist", TODAY)
        same = contacts(person("bo2", "Bo Q. Quist", emails=("bo@example.org",)), person("cy3", "C. Dahl",
                        profile_urls=("linkedin.com/in/cy",)))  # fmt: skip
        load(filled, tmp_path, same, PersonRecord(OWNER, "Third One"), file="t.scripted")
        assert [list(pair.why) for pair in find_duplicates(filled).pairs] == [expected]
        ids = [person.id for person in filled.persons(filled.named("cy dahl")).values()]
        never_merge(filled, *ids, TODAY)
        assert find_duplicates(filled).pairs == ()

    def test_matches_and_suggestions_are_logged(self, filled: Store, tmp_path: Path) -> None:
        assert {m.rule for m in filled.matches_of(find_person(filled, "Bo Quist"))} == {"email"}
        same_job = contacts(person("cy2", "Cy Dahl", "PM", "Works C"))
        load(filled, tmp_path, same_job, PersonRecord(OWNER, "Other One"), file="o.scripted")
        assert [s.rule for s in filled.suggestions()] == ["name and organization"]
        assert len(filled.named("cy dahl")) == 2

    @pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
    def test_names_that_look_alike_are_to_be_judged(
        self, store: Store, tmp_path: Path, order: tuple[int, int, int]
    ) -> None:
        given = [("Anna Doe", "a"), ("\u0410nna Doe", "b"), ("Ann\u0430 Doe", "c")]
        for number in order:
            name, key = given[number]
            load(store, tmp_path, [person(key, name)], PersonRecord(OWNER, f"Owner {key}"), file=f"{key}.scripted")
        found = sorted((pair.a.split("#")[1], pair.b.split("#")[1]) for pair in store.suggestions())
        assert [pair.rule for pair in store.suggestions()] == ["look-alike"] * 3
        assert found == [("a", "b"), ("a", "c"), ("b", "c")]

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

    def test_a_copy_knows_the_same_addresses(self, store: Store, tmp_path: Path) -> None:
        """Numbers that name no country are compared as they were; several addresses in one are several."""
        ada = person("a", "Ada Ek", phones=("0171 2345678",), emails=("ada@x.example\nek@x.example", ""))
        load(store, tmp_path, [ada], None, ImportSettings(TODAY, region="DE"))
        load(store, tmp_path, [person("b", "A. Ek", phones=("+49 171 2345678",))], None, file="b.scripted")
        ((_, one),) = store.everyone()
        assert (one.phones, one.emails) == (("+491712345678",), ("ada@x.example", "ek@x.example"))
        path, folder = tmp_path / "all.jsonl", tmp_path / "copy"
        path.write_text("".join(f"{line}\n" for line in dump.lines(store)), encoding="utf-8")
        before = self.picture(store)
        folder.mkdir()
        copy = self.open(folder)
        import_paths(copy, [path], ImportSettings(TODAY), {})
        assert self.picture(copy) == before
        assert "".join(f"{line}\n" for line in dump.lines(copy)) == path.read_text(encoding="utf-8")
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

    def copied(self, store: Store, folder: Path) -> Store:
        """Another store into which this one's dump was read."""
        path = folder / "copied.jsonl"
        path.write_text("".join(f"{line}\n" for line in dump.lines(store)), encoding="utf-8")
        (folder / "copied").mkdir()
        copy = self.open(folder / "copied")
        import_paths(copy, [path], ImportSettings(TODAY), {})
        return copy

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
