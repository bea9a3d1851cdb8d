"""What importers yield: every row is accounted for, and a plug-in that misbehaves becomes one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.errors import GraphfindError, ImportRefused
from graphfind.importer import Columns, Export, ImportOptions, PersonColumns, TieColumns, one_by_one
from graphfind.intake import BATCH, REASON_CHARS, Intake, storable
from graphfind.model import (
    OWNER,
    EvidenceKind,
    Interest,
    PersonRecord,
    Position,
    Reading,
    RowError,
    Tally,
    TieRecord,
    Warned,
)
from graphfind.stores.base import PreparedPeople, PreparedRecord
from tests.worlds import TODAY, Scripted, contacts, knows, person

MEMBER = "people.scripted"
ME = PersonRecord(OWNER, "Mara Lind", emails=("mara@example.org",))


class Taken:
    """Readings taken in, and what was written and asked meanwhile."""

    def __init__(
        self,
        readings: Iterable[Any],
        owner: PersonRecord | None = ME,
        forgotten: Iterable[str] = (),
        importer: Scripted | None = None,
    ) -> None:
        self.written: list[PreparedRecord] = []
        self.batches: list[int] = []
        self.columns = 0
        self.progress: list[int] = []
        out = set(forgotten)
        self.intake = Intake(
            "lineage",
            "",
            self._write,
            (lambda marks: not out.isdisjoint(marks)) if out else None,
            self.progress.append,
            self._write_people,
        )
        self.intake.take(owner, importer or Scripted(readings), Export(Path("mine.scripted"), (), ImportOptions(TODAY)))

    def _write(self, batch: list[PreparedRecord]) -> None:
        self.written += batch
        self.batches.append(len(batch))

    def _write_people(self, prepared: PreparedPeople) -> None:
        records = (record for record in prepared.people.records() if isinstance(record, PersonRecord))
        self.written += map(PreparedRecord, records, prepared.name_key, prepared.identifiers, prepared.person_id)
        self.columns += 1

    @property
    def rows(self) -> dict[str, tuple[int, int, int, int]]:
        """Rows imported, merged, skipped and rejected, by member."""
        return {
            m.member: (m.rows.imported, m.rows.merged, m.rows.skipped, m.rows.rejected) for m in self.intake.members()
        }


def test_the_owner_comes_first_and_is_no_row() -> None:
    taken = Taken([person("a", "Ada Ferro", line=1)])
    assert [prepared.record.key for prepared in taken.written] == [OWNER, "a"]
    assert (taken.intake.people, taken.rows) == (1, {MEMBER: (1, 0, 0, 0)})


def test_a_person_and_their_tie_are_one_row() -> None:
    taken = Taken(contacts(person("a", "Ada Ferro"), person("b", "Bo Quist")))
    assert taken.rows == {MEMBER: (2, 0, 0, 0)}
    evidence = taken.intake.evidence()
    assert (evidence.a.tolist(), evidence.b.tolist(), evidence.members) == ([0, 0], [1, 2], (MEMBER,))


def test_a_key_said_again_is_merged_into_the_first() -> None:
    taken = Taken(contacts(person("a", "Ada Ferro"), person("a", "Ada F.")))
    assert [prepared.record.name for prepared in taken.written] == ["Mara Lind", "Ada Ferro"]
    assert taken.rows == {MEMBER: (1, 1, 0, 0)}


def test_a_tie_of_somebody_with_themselves_says_nothing_new() -> None:
    taken = Taken([person("a", "Ada Ferro", line=1), knows("a", "a", 2)])
    assert (taken.rows, len(taken.intake.evidence())) == ({MEMBER: (1, 1, 0, 0)}, 0)


def test_rejected_rows_are_counted_by_their_member() -> None:
    taken = Taken([person("a", "Ada Ferro", line=1), RowError(MEMBER, 2, "no name"), RowError("x.csv", 9, "no name")])
    assert taken.rows == {MEMBER: (1, 0, 0, 1), "x.csv": (0, 0, 0, 1)}


def test_a_tally_takes_the_place_of_counting() -> None:
    taken = Taken(
        [
            person("a", "Ada Ferro", line=1),
            RowError(MEMBER, 7, "no name"),
            Tally(MEMBER, 5, 2, (("blank", 3), ("draft", 4))),
        ]
    )
    assert taken.rows == {MEMBER: (5, 2, 7, 1)}
    (member,) = taken.intake.members()
    assert (member.rows.read, member.skipped_why) == (15, (("blank", 3), ("draft", 4)))


@pytest.mark.parametrize("tally", [(), (Tally(MEMBER, 3, 0, (("blank", 1),)),)])
def test_rows_about_somebody_forgotten_are_skipped(tally: tuple[Tally, ...]) -> None:
    ada = person("a", "Ada Ferro", emails=("Ada@example.org",))
    readings = [*contacts(ada, person("b", "Bo Quist")), knows("b", "a", 3), *tally]
    taken = Taken(readings, forgotten=["email:ada@example.org"])
    assert [prepared.record.key for prepared in taken.written] == [OWNER, "b"]
    assert taken.rows == {MEMBER: (1, 0, 3 if tally else 2, 0)}
    (member,) = taken.intake.members()
    assert dict(member.skipped_why)["asked to be forgotten"] == 2
    assert len(taken.intake.evidence()) == 1
    assert taken.intake.people == 1


def test_somebody_is_forgotten_by_content_id_too() -> None:
    assert [p.record.key for p in Taken(contacts(person("a", "Ada")), forgotten=["lineage#a"]).written] == [OWNER]


row = st.sampled_from("abc").flatmap(
    lambda key: st.sampled_from([[person(key, "Ada")], [person(key, "Ada"), knows(OWNER, key)], "error", "blank"])
)


@given(st.lists(row), st.booleans())
def test_every_row_has_one_outcome(rows: list[Any], forget: bool) -> None:
    readings: list[Reading] = []
    for line, made in enumerate(rows, 1):
        if made == "error":
            readings.append(RowError(MEMBER, line, "no name"))
        elif made != "blank":
            readings += [replace(reading, line=line) for reading in made]
    taken = Taken(readings, forgotten=["lineage#a"] if forget else [])
    assert sum(sum(counts) for counts in taken.rows.values()) == sum(made != "blank" for made in rows)


def test_records_are_written_in_batches_with_progress() -> None:
    taken = Taken((person(str(n), f"Name {n}", line=n + 1) for n in range(BATCH + 1)), owner=None)
    assert (taken.batches, taken.progress) == ([BATCH, 1], [BATCH, BATCH + 1])


def test_a_record_is_made_ready() -> None:
    (prepared,) = Taken([person("a", "Dr. Ada FERRO", emails=("Ada@Example.org",))], owner=None).written
    assert (prepared.name_key, prepared.identifiers) == ("ada ferro", (("email", "ada@example.org"),))
    assert re.fullmatch("p[0-9a-f]{16}", prepared.person_id)


def test_ties_stand_as_columns() -> None:
    day = date(2020, 2, 3)
    tie = knows(
        "a", "b", 3, EvidenceKind.RELATION, outgoing=1, incoming=2, first=day, last=TODAY, strength=0.5, relation="boss"
    )
    rows = Taken([person("a", "A"), person("b", "B"), tie, knows("b", "a", 4)], owner=None).intake.evidence()
    columns = (
        rows.a, rows.b, rows.outgoing, rows.incoming, rows.first, rows.last, rows.relation, rows.member, rows.line,
    )  # fmt: skip
    assert [column.tolist() for column in columns] == [
        [0, 1], [1, 0], [1, 0], [2, 0], [day.toordinal(), 0], [TODAY.toordinal(), 0], [1, 0], [0, 0], [3, 4],
    ]  # fmt: skip
    assert [list(EvidenceKind)[code] for code in rows.kind] == [EvidenceKind.RELATION, EvidenceKind.CONNECTION]
    assert (rows.strength[0], bool(rows.strength[1] != rows.strength[1])) == (0.5, True)
    assert (rows.relations, rows.members, rows.pairs()) == (("", "boss"), (MEMBER,), 1)


def test_reasons_and_warnings_are_kept_tame() -> None:
    taken = Taken(
        [
            RowError(MEMBER, 1, "bad\x1b[2J\nrow" + "x" * 500),
            Warned("a column is not read", "ties.csv"),
            Warned("three columns are not read"),
        ]
    )
    (fault,) = taken.intake.faults
    assert len(fault.reason) == REASON_CHARS
    assert fault.reason.startswith("bad[2J rowx")
    assert taken.intake.warnings == ["ties.csv: a column is not read", "three columns are not read"]


@pytest.mark.parametrize("as_columns", [False, True])
def test_a_name_of_two_alphabets_is_pointed_out_whomever_it_resembles(as_columns: bool) -> None:
    names = ["Аda Lee", "Bо Quist", "Zoë Łuk", "Анна Doe"]  # the first two with a Cyrillic letter
    records = [person(str(n), name, line=n) for n, name in enumerate(names, 1)]
    columns = PersonColumns("1234", names, line=[1, 2, 3, 4], member=MEMBER)
    taken = Taken([columns] if as_columns else records)
    assert taken.columns == as_columns
    assert taken.intake.warnings == ["2 names mix letters of different alphabets that look alike: Bо Quist, Аda Lee"]


def test_of_somebody_forgotten_no_name_is_pointed_out() -> None:
    assert Taken([person("1", "Аda Lee", line=1)], forgotten=["lineage#1"]).intake.warnings == []


def test_what_cannot_be_stored_is_replaced_wherever_it_stands() -> None:
    bad, good = "a\ud800b", "a\ufffdb"

    def filled(text: str) -> PersonRecord:
        return PersonRecord(
            text, text, text, text, (text,), (text,), (text,), (Position(text, text, text),), text, (text,),
            (Interest(text),), None, text, text, 3,
        )  # fmt: skip

    assert storable(filled(bad)) == filled(good)
    taken = Taken([filled(bad), knows(bad, OWNER, 4, relation=bad), RowError(bad, 5, bad)])
    assert taken.intake.evidence().relations == ("", good)
    assert (taken.intake.faults[0].member, taken.intake.faults[0].reason) == (good, "ab")
    assert taken.rows[good] == (1, 0, 0, 1)


# Plug-ins that misbehave ---------------------------------------------------------------------------


class Failing(Scripted):
    """Yields one person, and then does something else."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__()
        self.then = then

    def read(self, export: Export) -> Iterator[Reading]:
        yield person("a", "Ada Ferro")
        self.then()


def raising(error: BaseException) -> Callable[[], object]:
    def then() -> object:
        raise error

    return then


@pytest.mark.parametrize("error", [RuntimeError("secret"), KeyError("secret"), SystemExit(3), RecursionError("secret")])
def test_what_a_plug_in_raises_names_it_and_no_more(error: BaseException) -> None:
    with pytest.raises(ImportRefused) as caught:
        Taken([], importer=Failing(raising(error)))
    assert str(caught.value) == (
        f"mine.scripted: the importer 'scripted' failed ({type(error).__name__}); nothing was imported"
    )


def test_what_a_plug_in_refuses_stands_as_it_says() -> None:
    with pytest.raises(GraphfindError, match=r"^password needed$"):
        Taken([], importer=Failing(raising(ImportRefused("password needed"))))


def test_an_interruption_is_no_failure_of_the_plug_in() -> None:
    with pytest.raises(KeyboardInterrupt):
        Taken([], importer=Failing(raising(KeyboardInterrupt())))


@pytest.mark.parametrize(
    "reading",
    [
        None,
        "Ada Ferro",
        ("a", "Ada"),
        PersonRecord("x", None),  # type: ignore[arg-type]
        PersonRecord(7, "X"),  # type: ignore[arg-type]
        PersonRecord("x", "X", emails=("e@example.org", 5)),  # type: ignore[arg-type]
        PersonRecord("x", "X", emails=None),  # type: ignore[arg-type]
        PersonRecord("x", "X", positions=("Nurse",)),  # type: ignore[arg-type]
        PersonRecord("x", "X", line=None),  # type: ignore[arg-type]
        knows("a", "b", strength=0.0),
        knows("a", "b", strength=1.5),
        knows("a", "b", strength=float("nan")),
        knows("a", "b", strength="much"),
        knows("a", "b", outgoing=-1),
        knows("a", "b", outgoing=1 << 40),
        knows("a", "b", incoming=1.5),
        knows("a", "b", first="2020-01-01"),
        knows("a", "b", relation=None),
        knows("a", "b", relation=5),
        knows("a", "b", relation=[]),
        knows("a", "b", line=None),  # type: ignore[arg-type]
        TieRecord("a", "b", EvidenceKind.FOLLOW, member=None),  # type: ignore[arg-type]
        RowError(MEMBER, 1, None),  # type: ignore[arg-type]
        RowError(None, 1, "no name"),  # type: ignore[arg-type]
        Tally(None, 1),  # type: ignore[arg-type]
        Tally(MEMBER, "3"),  # type: ignore[arg-type]
        Tally(MEMBER, 1, 0, 5),  # type: ignore[arg-type]
        Tally(MEMBER, 1, 0, (("blank", "3"),)),  # type: ignore[arg-type]
    ],
    ids=repr,
)
def test_what_is_no_reading_is_refused_in_one_line(reading: Any) -> None:
    with pytest.raises(ImportRefused, match=r"^mine.scripted: the importer 'scripted' yielded what cannot be kept"):
        Taken([person("a", "A"), person("b", "B"), reading])


@pytest.mark.parametrize(
    ("readings", "owner", "said"),
    [
        ([knows("a", "b", 1), person("a", "A")], ME, "yielded a tie of somebody before any record of them"),
        (contacts(person("a", "A")), None, "whose contacts are these? say --mine, or --owner NAME"),
        ([person("a", "A"), knows("a", OWNER, kind="rival")], ME, "yielded a tie of a kind there is not"),  # type: ignore[arg-type]
    ],
)
def test_ties_that_hang_in_the_air_are_refused(readings: list[Reading], owner: PersonRecord | None, said: str) -> None:
    with pytest.raises(ImportRefused, match=re.escape(said)):
        Taken(readings, owner)


def test_a_kind_may_be_given_by_its_name() -> None:
    rows = Taken([person("a", "A"), knows("a", OWNER, kind="meeting")]).intake.evidence()  # type: ignore[arg-type]
    assert [list(EvidenceKind)[code] for code in rows.kind] == [EvidenceKind.MEETING]


# Ties as columns -----------------------------------------------------------------------------------

PEOPLE = [person("a", "A", line=1), person("b", "B", line=2), person("c", "C", line=3)]
COLUMNS = ("a", "b", "kind", "outgoing", "incoming", "first", "last", "strength", "relation", "line")


class Columned(Scripted):
    """Yields people, and then ties as columns."""

    def __init__(self, people: Iterable[Reading], *ties: Columns) -> None:
        super().__init__(people)
        self.ties = ties

    def read_columns(self, export: Export) -> Iterator[Reading | Columns]:
        yield from self.readings
        yield from self.ties


def as_columns(ties: list[TieRecord], by_place: bool = False) -> TieColumns:
    columns = [[getattr(tie, name) for tie in ties] for name in COLUMNS]
    if by_place:
        columns[:2] = [["abc".index(key) for key in keys] for keys in columns[:2]]
    return TieColumns(*columns, MEMBER)


def outcome(importer: Scripted, forgotten: Iterable[str]) -> Any:
    try:
        taken = Taken([], ME, forgotten, importer)
    except ImportRefused as refused:
        return str(refused)
    rows = taken.intake.evidence()
    columns = (rows.a, rows.b, rows.kind, rows.outgoing, rows.incoming, rows.first, rows.last, rows.relation)
    whole = [column.tolist() for column in (*columns, rows.strength, rows.member, rows.line)]
    return repr(whole), rows.relations, rows.members, taken.rows


day = st.none() | st.dates()
sound = st.builds(
    TieRecord,
    st.sampled_from("abc"),
    st.sampled_from("abc"),
    st.sampled_from(EvidenceKind),
    st.integers(0, 5),
    st.integers(0, 5),
    day,
    day,
    st.none() | st.floats(0.01, 1),
    st.sampled_from(["", "boss", "friend"]),
    st.just(MEMBER),
    st.integers(0, 9),
)
faulty = st.sampled_from(
    [
        knows("a", "b", 11, strength=0.0),
        knows("a", "b", 11, strength=float("nan")),
        knows("a", "b", 11, strength="much"),
        knows("a", "b", 11, outgoing=-1),
        knows("a", "b", 11, outgoing=1 << 40),
        knows("a", "b", 11, first="2020-01-01"),
        knows("a", "b", 11, relation=None),
        knows("a", "b", 11, kind="rival"),  # type: ignore[arg-type]
    ]
)
several = st.lists(sound, max_size=5).map(lambda ties: [replace(t, line=n) for n, t in enumerate(ties, 4)])


@given(st.lists(several | st.lists(sound | faulty, max_size=5), max_size=3), st.booleans(), st.booleans())
def test_columns_say_what_records_do(batches: list[list[TieRecord]], by_place: bool, forget: bool) -> None:
    forgotten = ["lineage#a"] if forget else []
    one_by_one = outcome(Scripted([*PEOPLE, *(tie for batch in batches for tie in batch)]), forgotten)
    assert outcome(Columned(PEOPLE, *(as_columns(batch, by_place) for batch in batches)), forgotten) == one_by_one


def test_columns_may_be_left_empty() -> None:
    ties = [knows("a", "b", 0), knows("b", "c", 0)]
    bare = TieColumns(["a", "b"], ["b", "c"], [EvidenceKind.CONNECTION] * 2, member=MEMBER)
    assert list(bare.records([])) == ties
    assert outcome(Columned(PEOPLE, bare), []) == outcome(Scripted([*PEOPLE, *ties]), [])


@pytest.mark.parametrize(
    ("ties", "said"),
    [
        (TieColumns(["a"], ["x"], [EvidenceKind.FOLLOW]), "yielded a tie of somebody before any record of them"),
        (TieColumns(["a", "b"], ["b"], [EvidenceKind.FOLLOW]), "yielded what cannot be kept (ValueError)"),
        (TieColumns(["a"], ["b"], [EvidenceKind.FOLLOW], line=[1, 2]), "yielded what cannot be kept (ValueError)"),
        (TieColumns([0], [3], [EvidenceKind.FOLLOW], line=[4]), "yielded what cannot be kept (IndexError)"),
        (TieColumns([0], [-1], [EvidenceKind.FOLLOW], line=[4]), "yielded what cannot be kept (IndexError)"),
        (TieColumns([0], [1.5], [EvidenceKind.FOLLOW], line=[4]), "yielded what cannot be kept (TypeError)"),  # type: ignore[list-item]
    ],
)
def test_columns_that_cannot_be_are_refused(ties: TieColumns, said: str) -> None:
    assert said in outcome(Columned(PEOPLE, ties), [])


def test_an_owner_nobody_named_is_asked_for_with_columns_too() -> None:
    ties = TieColumns([OWNER], ["a"], [EvidenceKind.CONTACT])
    with pytest.raises(ImportRefused, match="whose contacts are these"):
        Taken([], None, importer=Columned(PEOPLE, ties))


# People as columns ---------------------------------------------------------------------------------

addresses = st.sampled_from([(), ("ada@example.org",), ("Ada@Example.org", "no address"), ("bo@example.org",)])
human = st.tuples(
    st.sampled_from("abcd"),
    st.sampled_from(["", "Ada Ferro", "Dr. Bo QUIST", "Ad\ud800a"]),
    st.sampled_from(["", "Ada"]),
    st.sampled_from(["", "Ferro"]),
    addresses,
    st.sampled_from([(), ("+44 20 7946 0958",)]),
    st.sampled_from([(), ("https://www.linkedin.com/in/Ada",), ("urn:li:member:7", "linkedin.com/in/bo")]),
    st.sampled_from(["", "Midwife"]),
    st.sampled_from(["", "Foods, Inc."]),
    st.sampled_from(["", "Oslo"]),
    st.sampled_from([(), ("choir", "work")]),
    day,
    day,
    st.integers(0, 9),
)
crowds = st.lists(human, max_size=5) | st.lists(human, max_size=4, unique_by=(lambda h: h[0], lambda h: h[-1]))


def people_columns(rows: list[Any], contact: EvidenceKind | None, roster: str) -> PersonColumns:
    columns = zip(*rows, strict=True) if rows else [()] * 14
    return PersonColumns(*columns, contact=contact, roster=roster, member=MEMBER)


def all_of(
    readings: list[Reading], columns: list[PersonColumns], owner: PersonRecord | None, forgotten: list[str]
) -> Any:
    try:
        taken = Taken(readings, owner, forgotten, Columned((), *columns) if columns else None)
    except ImportRefused as refused:
        return str(refused)
    rows = taken.intake.evidence()
    ties = (rows.a, rows.b, rows.kind, rows.outgoing, rows.incoming, rows.first, rows.last, rows.relation, rows.line)
    return taken.written, taken.rows, taken.intake.people, [c.tolist() for c in ties], rows.relations, rows.members


@given(
    st.lists(crowds, min_size=1, max_size=3),
    st.sampled_from([None, EvidenceKind.CONNECTION, EvidenceKind.CONTACT]),
    st.sampled_from(["", "connections"]),
    st.sampled_from([ME, ME, None]),
    st.sampled_from([[], [], ["lineage#a"]]),
)
def test_people_as_columns_say_what_records_do(
    batches: list[list[Any]],
    contact: EvidenceKind | None,
    roster: str,
    owner: PersonRecord | None,
    forgotten: list[str],
) -> None:
    columns = [people_columns(rows, contact, roster) for rows in batches]
    assert all_of([], columns, owner, forgotten) == all_of(list(one_by_one(columns)), [], owner, forgotten)


def test_columns_of_people_are_written_as_they_are_and_leave_what_is_empty() -> None:
    bare = PersonColumns(["a", "b"], ["Ada Ferro", "Bo Quist"], line=[4, 5], member=MEMBER)
    taken = Taken([], importer=Columned([person("x", "Xi")], bare))
    assert (taken.columns, [prepared.record.key for prepared in taken.written]) == (1, [OWNER, "x", "a", "b"])
    assert taken.written[2].record == PersonRecord("a", "Ada Ferro", line=4, member=MEMBER)
    assert (taken.intake.people, taken.rows) == (3, {MEMBER: (2, 0, 0, 0)})


def test_ties_find_people_of_columns_by_place_and_key() -> None:
    people = PersonColumns(["a", "b"], ["Ada", "Bo"], line=[4, 5], member=MEMBER)
    ties = TieColumns([0, 2], [1, 1], [EvidenceKind.FOLLOW] * 2, line=[6, 7], member=MEMBER)
    taken = Taken(
        [], importer=Columned([person("x", "Xi")], people, ties, TieColumns(["a"], ["b"], [EvidenceKind.EMAIL]))
    )
    evidence = taken.intake.evidence()
    assert (evidence.a.tolist(), evidence.b.tolist()) == ([1, 3, 2], [2, 2, 3])


def test_columns_of_people_that_differ_in_length_are_refused() -> None:
    people = PersonColumns(["a", "b"], ["Ada", "Bo"], line=[4, 5], title=["Nurse"], member=MEMBER)
    with pytest.raises(ImportRefused, match=r"cannot be kept \(ValueError\)"):
        Taken([], importer=Columned([], people))
