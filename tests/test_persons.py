"""Records of one person as that person: names, addresses, and what they do now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graphfind.model import Interest, Person, PersonRecord, Position
from graphfind.persons import Sourced, best_name, compose

IMPORTED = date(2026, 11, 1)
OLD, NEW = date(2022, 3, 1), date(2026, 10, 1)


def said(
    *positions: Position, as_of: date | None = NEW, source: str = "s1", name: str = "Mara Lind", **facts: object
) -> Sourced:
    """What a source says of Mara."""
    record = PersonRecord("k", name, positions=positions, as_of=as_of, **facts)  # type: ignore[arg-type]
    return Sourced(source, record, (), IMPORTED)


def composed(*records: Sourced) -> Person:
    return compose("p1", records)


def jobs(person: Person) -> list[tuple[str, bool]]:
    """Titles, and whether they are held now."""
    return [(position.title, position in person.current) for position in person.positions]


def test_a_single_record_is_the_person() -> None:
    position = Position("Nurse", "Clinic A", "Oslo", date(2020, 1, 1))
    record = Sourced(
        "s1",
        PersonRecord(
            "k", "Mara Lind", positions=(position,), location="Bergen", tags=("b", "a"),
            interests=(Interest("Clinic B", OLD),), as_of=NEW,
        ),
        (("email", "m@example.org"), ("phone", "+4712345678"), ("profile", "linkedin.com/in/mara"), ("urn", "77")),
        IMPORTED,
    )  # fmt: skip
    assert compose("p1", [record], dont_ask=True) == Person(
        "p1",
        "Mara Lind",
        emails=("m@example.org",),
        phones=("+4712345678",),
        profile_urls=("https://www.linkedin.com/in/mara",),
        positions=(replace(position, as_of=NEW),),
        location="Bergen",
        tags=("a", "b"),
        interests=(Interest("Clinic B", OLD),),
        dont_ask=True,
        sources=("s1",),
    )


def test_the_newest_source_says_what_somebody_does_now() -> None:
    before, now = said(Position("Nurse", "Clinic A"), as_of=OLD), said(Position("Midwife", "Clinic B"), source="s2")
    person = composed(before, now)
    assert jobs(person) == [("Midwife", True), ("Nurse", False)]
    assert person.positions[1].ended == OLD
    assert person.position.title == "Midwife"


def test_several_jobs_of_the_newest_source_are_all_held() -> None:
    person = composed(said(Position("Midwife", "Clinic B"), Position("Advisor", "Fund C")))
    assert jobs(person) == [("Advisor", True), ("Midwife", True)]


def test_a_source_without_a_date_yields_to_a_dated_one() -> None:
    dated, undated = said(Position("Midwife", "Clinic B"), as_of=OLD), said(Position("Nurse", "Clinic A"), as_of=None)
    person = composed(dated, undated)
    assert [position.title for position in person.current] == ["Midwife"]
    assert [p.ended for p in person.positions if p.title == "Nurse"] == [IMPORTED]


def test_a_source_without_a_date_is_believed_where_it_stands_alone() -> None:
    assert jobs(composed(said(Position("Nurse", "Clinic A"), as_of=None))) == [("Nurse", True)]


def test_the_date_of_a_position_comes_before_that_of_its_record() -> None:
    stale = said(Position("Nurse", "Clinic A", as_of=date(2019, 1, 1)))
    assert jobs(composed(stale, said(Position("Midwife", "B"), as_of=OLD, source="s2")))[0] == ("Midwife", True)


def test_the_same_job_said_twice_stands_once_as_the_newest_source_has_it() -> None:
    older = said(Position("Nurse", "Clinic A Inc."), as_of=OLD)
    person = composed(older, said(Position("Nurse", "Clinic A"), source="s2"))
    assert person.positions == (Position("Nurse", "Clinic A", as_of=NEW),)


def test_a_job_that_ended_and_is_held_again_stands_as_held() -> None:
    spells = Position("Nurse", "A", started=date(2010, 1, 1), ended=date(2012, 1, 1)), Position("Nurse", "A")
    assert jobs(composed(said(*spells))) == [("Nurse", True)]


def test_a_newer_source_that_knows_the_end_is_believed() -> None:
    ended = Position("Nurse", "Clinic A", started=date(2018, 1, 1), ended=date(2023, 5, 1))
    person = composed(said(Position("Nurse", "Clinic A"), as_of=OLD), said(ended, source="s2"))
    assert person.positions == (replace(ended, as_of=NEW),)
    assert person.current == ()


def test_a_newer_source_may_know_of_a_return() -> None:
    ended = Position("Nurse", "Clinic A", ended=date(2021, 5, 1))
    assert jobs(composed(said(ended, as_of=OLD), said(Position("Nurse", "Clinic A"), source="s2"))) == [("Nurse", True)]


def test_studies_are_no_work() -> None:
    study = Position("BSc", "School D", study=True)
    person = composed(said(study), said(Position("Nurse", "Clinic A"), as_of=OLD, source="s2"))
    assert [position.title for position in person.current] == ["Nurse"]
    assert person.positions[-1].study


def test_somebody_without_a_position_has_an_empty_one() -> None:
    assert composed(said()).position == Position()


def test_the_newest_readable_name_is_shown_and_the_others_are_kept() -> None:
    records = [
        said(name="Mara Lind", as_of=OLD),
        said(name="Mara Lind-Berg", source="s2"),
        said(name="🌟", as_of=date(2026, 10, 30), source="s3"),
    ]
    person = composed(*records)
    assert (person.name, person.other_names) == ("Mara Lind-Berg", ("Mara Lind",))


def test_of_names_of_one_day_the_fullest_is_shown() -> None:
    assert best_name([("M. Lind", NEW), ("Mara Lind", NEW), ("Mara Lynd", NEW)]) == "Mara Lind"


def test_somebody_without_a_name_is_shown_by_an_address() -> None:
    nameless = Sourced("s1", PersonRecord("k"), (("email", "x@example.org"),), IMPORTED)
    person = composed(nameless)
    assert (person.name, person.shown_name) == ("", "x@example.org")


def test_an_organization_followed_twice_is_kept_as_the_newest_record_has_it() -> None:
    old, new = Interest("Clinic A", date(2019, 1, 1)), Interest("Clinic A", date(2020, 1, 1))
    person = composed(said(as_of=OLD, interests=(old, Interest("B"))), said(source="s2", interests=(new,)))
    assert person.interests == (new, Interest("B"))


days = st.none() | st.sampled_from([date(2010, 1, 1), OLD, date(2024, 6, 1), NEW])
texts = st.sampled_from(["", "Nurse", "Midwife", "nurse"])
positions = st.builds(
    Position, texts, st.sampled_from(["", "Clinic A", "Clinic A Inc.", "B"]), texts, days, days, days, st.booleans()
)
records = st.builds(
    Sourced,
    st.sampled_from(["s1", "s2", "s3"]),
    st.builds(
        PersonRecord,
        st.sampled_from("abc"),
        st.sampled_from(["", "Mara Lind", "Mara Lind-Berg", "M. Lind", "🌟"]),
        positions=st.lists(positions, max_size=3).map(tuple),
        location=st.sampled_from(["", "Oslo", "Bergen"]),
        tags=st.lists(st.sampled_from(["x", "y"]), max_size=2).map(tuple),
        interests=st.lists(st.builds(Interest, st.sampled_from(["B", "C"]), days), max_size=2).map(tuple),
        as_of=days,
    ),
    st.lists(
        st.tuples(st.sampled_from(["email", "phone", "profile", "urn"]), st.sampled_from(["1", "2"])), max_size=3
    ).map(tuple),
    st.sampled_from([date(2026, 10, 30), IMPORTED]),
)
several = st.lists(records, min_size=1, max_size=5, unique_by=lambda s: (s.source, s.record.key))


@given(several.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_records_does_not_matter(both: tuple[list[Sourced], list[Sourced]]) -> None:
    assert compose("p1", both[0]) == compose("p1", both[1])


@given(several)
def test_nothing_is_invented(found: list[Sourced]) -> None:
    person = compose("p1", found)
    assert {p.title for p in person.positions} <= {p.title for s in found for p in s.record.positions}
    assert len({(p.title, p.organization, p.study) for p in person.positions}) == len(person.positions)
    assert person.name not in person.other_names
    assert {p.as_of for p in person.current} <= {max((p.as_of for p in person.current if p.as_of), default=None)}
