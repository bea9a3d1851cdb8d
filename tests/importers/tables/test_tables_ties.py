"""Rows of ties: whom the ends mean, what strengths are allowed, and what a kind of evidence is."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.model import INFERRED, EvidenceKind
from tests.importers.tables.tables_export import Read, written

PEOPLE = "id,name,email,linkedin\n1,Ann Lee,ann@lee.example,linkedin.com/in/ann-lee-test\n2,Bob Ray,bob@ray.example,\n"


def tie(folder: Path, header: str, row: str, people: str = PEOPLE) -> Read:
    """What one row of ties gives beside two people."""
    return Read(written(folder, {"people.csv": people, "ties.csv": f"{header}\n{row}\n"}))


@pytest.mark.parametrize(
    "end",
    [
        "1",
        " 1 ",
        "Ann Lee",
        "ann  LEE",
        "Lee; Ann".replace(";", ","),
        "ann@lee.example",
        "ANN@LEE.EXAMPLE",
        "Ann <ann@lee.example>",
        "https://www.linkedin.com/in/ann-lee-test/",
        "linkedin.com/in/Ann-Lee-Test?trk=x",
    ],
)
def test_an_end_is_an_id_a_name_or_an_address(tmp_path: Path, end: str) -> None:
    read = tie(tmp_path, "source;target", f"{end};2")
    assert [(t.a, t.b) for t in read.ties] == [("id:1", "id:2")]
    assert len(read.people) == 2


def test_an_id_goes_before_a_name(tmp_path: Path) -> None:
    people = "id,name\nAnn Lee,Bob Ray\nx,Ann Lee\n"
    assert [t.a for t in tie(tmp_path, "source,target", "Ann Lee,x", people).ties] == ["id:Ann Lee"]


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ("source,target", True),
        ("From,To", True),
        ("a,b", True),
        ("person,knows", True),
        ("Name,Knows", True),
        ("Person 1,Person 2", True),
        ("name1,name2", True),
        ("Von,An", True),
        ("De,À", True),
        ("Da,A", True),
        ("Van,Naar", True),
        ("Från,Till", True),
        ("Od,Do", True),
        (":START_ID,:END_ID", True),
    ],
)
def test_the_ends_have_many_names(tmp_path: Path, header: str, kept: bool) -> None:
    assert bool(tie(tmp_path, header, "1,2").ties) is kept


@pytest.mark.parametrize(
    ("text", "strength"),
    [("1", 1.0), ("0.001", 0.001), ('"0,5"', 0.5), ("1e-3", 0.001), (" .5 ", 0.5), ("", None)],
)
def test_a_strength_is_taken_as_it_is(tmp_path: Path, text: str, strength: float | None) -> None:
    (found,) = tie(tmp_path, "source,target,strength", f"1,2,{text}").ties
    assert found.strength == strength


@pytest.mark.parametrize(
    "text", ["0", "-0.5", "1.01", "80%", "nan", "inf", "-inf", "strong", "1e999", '"1,5"', '"0,,5"']
)
def test_a_strength_out_of_range_rejects_its_row(tmp_path: Path, text: str) -> None:
    read = tie(tmp_path, "source,target,strength", f"1,2,{text}")
    assert not read.ties
    assert [(f.member, f.line, f.reason) for f in read.faults] == [
        ("ties.csv", 2, "the strength is no number above 0 and up to 1")
    ]


def test_a_rejected_row_brings_nobody_in(tmp_path: Path) -> None:
    read = tie(tmp_path, "source,target,strength", "new@x.example,2,7\nnew@x.example,Nobody,\nNobody,new@x.example,")
    assert len(read.people) == 2
    assert len(read.faults) == 3


def test_a_newcomer_is_one_person_under_every_spelling(tmp_path: Path) -> None:
    read = tie(tmp_path, "source,target", "1,new@x.example\nNEW@X.example,2\nNew Person <new@x.example>,new@x.example")
    assert [person.key for person in read.people] == ["id:1", "id:2", "email:new@x.example"]
    assert len(read.ties) == 2
    assert read.tallies["ties.csv"].skipped == (("a tie to oneself", 1),)


@pytest.mark.parametrize("kind", [kind for kind in EvidenceKind if kind not in INFERRED])
def test_evidence_may_name_a_kind(tmp_path: Path, kind: EvidenceKind) -> None:
    (found,) = tie(tmp_path, "source,target,evidence", f"1,2,{kind.upper()}").ties
    assert (found.kind, found.relation) == (kind, "")


def test_what_a_table_states_is_no_inference(tmp_path: Path) -> None:
    (found,) = tie(tmp_path, "source,target,strength,evidence", "1,2,0.7,colleague").ties
    assert (found.kind, found.relation, found.strength) == (EvidenceKind.RELATION, "colleague", 0.7)
    (found,) = tie(tmp_path, "source,target,evidence", "1,2,colleague; message").ties
    assert found.kind is EvidenceKind.MESSAGE


def test_two_people_of_one_address_are_told_by_their_names(tmp_path: Path) -> None:
    shared = "name,email\nAnn Lee,desk@lee.example\nBob Ray,desk@lee.example\nCat Sun,cat@sun.example\n"
    read = tie(tmp_path / "two", "a,b", "desk@lee.example,Cat Sun", shared)
    assert [fault.reason for fault in read.faults] == ["the tie's first end fits two people"]
    repeated = (
        "name,email,title\nAnn Lee,desk@lee.example,Cook\nAnn Lee,desk@lee.example,Judge\nCat Sun,cat@sun.example,\n"
    )
    read = tie(tmp_path / "one", "a,b", "desk@lee.example,Cat Sun\nAnn Lee,Cat Sun", repeated)
    assert [t.a for t in read.ties] == ["email:desk@lee.example"] * 2


def test_names_are_those_of_all_people_tables(tmp_path: Path) -> None:
    read = Read(
        written(
            tmp_path,
            {"a_ties.csv": "from,to\nAnn Lee,Bob Ray\n", "b.csv": "name\nAnn Lee\n", "c.csv": "name\nBob Ray\n"},
        )
    )
    assert len(read.ties) == 1


def test_without_people_only_addresses_are_ends(tmp_path: Path) -> None:
    read = Read(written(tmp_path, {"t.csv": "from,to\nann@lee.example,linkedin.com/in/bob-ray-test\nAnn,Bob\n"}))
    assert (len(read.people), len(read.ties), len(read.faults)) == (2, 1, 1)


def test_dates_and_relation(tmp_path: Path) -> None:
    (found,) = tie(tmp_path, "source,target,relation,since,last", "1,2,  old friend ,2019-03-02,5 Jan 2024").ties
    assert (found.relation, str(found.first), str(found.last)) == ("old friend", "2019-03-02", "2024-01-05")


@pytest.mark.parametrize("odd", ["", "'quoted"])
@pytest.mark.parametrize("header", ["source,target,since,last,relation", "source,target,last,since,relation"])
def test_one_date_far_below_tells_day_from_month(tmp_path: Path, header: str, odd: str) -> None:
    rows = [f"1,2,2024-01-01,03/04/2019,{odd}{n}" for n in range(300)]
    found = tie(tmp_path, header, "\n".join([*rows, "1,2,2024-01-01,25/04/2019,"]))
    assert {str(day) for t in found.ties for day in (t.first, t.last)} == {"2024-01-01", "2019-04-03", "2019-04-25"}
    backwards = ["301 × a first day that is after the last; the later one counts"]
    assert found.warnings == (backwards if header.startswith("source,target,since") else [])


_CELLS = {
    "source": st.sampled_from(["1", "2", " 1", "3"]),
    "target": st.sampled_from(["1", "2", "3", "3 "]),
    "relation": st.sampled_from(["", "friend", " friend", "x" * 120]),
    "since": st.sampled_from(["", "2019", "2019-05-04", "soon"]),
    "strength": st.sampled_from(["", "0.5", "1", "1e-3"]),
    "evidence": st.sampled_from(["", "meeting", "bowling"]),
    "hobby": st.sampled_from(["", "chess"]),
}


@given(st.lists(st.tuples(*_CELLS.values()), min_size=1, max_size=12))
def test_rows_give_many_at_once_what_they_give_one_by_one(rows: list[tuple[str, ...]]) -> None:
    """A row to reject makes all rows near it be looked at one by one."""
    people, fault = PEOPLE + "3,Cy Dahl,,\n", ("nobody at all", "1", "", "", "", "", "")

    def read(table: list[tuple[str, ...]]) -> Read:
        with TemporaryDirectory() as folder:
            text = "\n".join(map(";".join, [tuple(_CELLS), *table])) + "\n"
            return Read(written(Path(folder), {"people.csv": people, "ties.csv": text}))

    plain, faulty = read(rows), read([*rows, fault])
    assert faulty.ties == plain.ties
    assert (faulty.people, faulty.warnings, faulty.tallies) == (plain.people, plain.warnings, plain.tallies)
    assert len(faulty.faults) == 1
