"""Rows of people as records: keys, addresses, repeats, and whom an owner's table makes contacts."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphfind.model import OWNER, EvidenceKind
from tests.importers.tables.tables_export import Read, written

NEWLINE = "\n"


def read(folder: Path, *rows: str, **options: object) -> Read:
    """What a table of these lines gives."""
    return Read(written(folder, {"people.csv": NEWLINE.join(rows) + NEWLINE}, **options))


def test_everybody_is_a_contact_of_the_owner_that_the_user_named(tmp_path: Path) -> None:
    owned = read(tmp_path, "name", "Ann Lee", "Bob Ray", "Bob Ray", owned=True)
    assert [(tie.a, tie.b, tie.kind) for tie in owned.ties] == [
        (OWNER, person.key, EvidenceKind.CONTACT) for person in owned.people
    ]
    assert len(owned.people) == 2
    assert not read(tmp_path, "name", "Ann Lee").ties


def test_an_id_never_stands_for_the_owner(tmp_path: Path) -> None:
    assert read(tmp_path, "id,name", f"{OWNER},Ann Lee").person.key != OWNER


@pytest.mark.parametrize(
    ("row", "key"),
    [
        ("7,Ann Lee,ann@lee.example,https://www.linkedin.com/in/ann-lee-test", "id:7"),
        (",Ann Lee,ann@lee.example,https://www.linkedin.com/in/Ann-Lee-test/?x=1", "linkedin.com/in/ann-lee-test"),
        (",Ann Lee,Ann@Lee.example,", "email:ann@lee.example"),
        (",Ann Lee,,https://code.example/Ann", "url:code.example/ann"),
    ],
)
def test_keys_come_from_what_stays_the_same(tmp_path: Path, row: str, key: str) -> None:
    assert read(tmp_path, "id,name,email,linkedin", row).person.key == key


def test_keys_do_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    rows = ["1,Ann,a@x.example", ",Bob,b@x.example", ",Cat,", ",Dan,"]
    forward = read(tmp_path / "f", "id,name,email", *rows)
    backward = read(tmp_path / "b", "id,name,email", *reversed(rows))
    assert {(p.key, p.name) for p in forward.people} == {(p.key, p.name) for p in backward.people}


def test_keys_without_id_and_address_are_the_same_in_another_process(tmp_path: Path) -> None:
    assert read(tmp_path, "name", "Ann Lee").person.key == "row:e72babd9008658ecf82b3339"


def test_true_duplicates_of_an_address_book_stay(tmp_path: Path) -> None:
    found = read(tmp_path, "name,email", "Ann Lee,ann@lee.example", "A. Lee,ann@lee.example")
    assert [person.name for person in found.people] == ["Ann Lee", "A. Lee"]
    assert found.tallies["people.csv"].merged == 0
    assert all(person.roster == "" for person in found.people)


def test_rows_that_differ_only_in_columns_left_out_are_merged(tmp_path: Path) -> None:
    found = read(tmp_path, "name,No.,email", "Ann,1,ann@lee.example", "Ann,2,ann@lee.example")
    assert (len(found.people), found.tallies["people.csv"].merged) == (1, 1)


def test_the_header_repeated_below_is_nobody(tmp_path: Path) -> None:
    found = read(tmp_path, "Name,Email", "Ann,ann@lee.example", "Name,Email", "Bob,bob@ray.example")
    assert [person.name for person in found.people] == ["Ann", "Bob"]
    assert found.tallies["people.csv"].skipped == (("the header again", 1),)


def test_addresses_as_people_write_them(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "name,email,phone,linkedin",
        '"Ann","Ann Lee <ann@lee.example>; mailto:a.lee@x.example","+49 30 1234567 ::: 030/7654321, n/a",'
        '"https://www.linkedin.com/in/ann-lee-test, www.code.example/ann"',
    )
    assert found.person.emails == ("ann@lee.example", "a.lee@x.example")
    assert found.person.phones == ("+49 30 1234567", "030/7654321")
    assert found.person.profile_urls == ("https://www.linkedin.com/in/ann-lee-test", "www.code.example/ann")


def test_somebody_with_an_address_only_is_a_person_without_name(tmp_path: Path) -> None:
    found = read(tmp_path, "name,email", ",ann@lee.example", "bob@ray.example,")
    assert [(person.name, person.emails) for person in found.people] == [
        ("", ("ann@lee.example",)),
        ("", ("bob@ray.example",)),
    ]


def test_a_reference_leads_to_exactly_one_person(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "name,email,manager",
        "Ann,ann@lee.example,",
        "Bob,bob@ray.example,ANN@lee.example",
        "Cat,cat@sun.example,ann",
        "Dan,dan@fox.example,Dan",
        "Eve,eve@kay.example,Nobody",
        "Eve,eve@two.example,stranger@x.example",
        "Fay,fay@x.example,Eve",
    )
    assert [(tie.a, tie.b, tie.relation) for tie in found.ties] == [
        ("email:bob@ray.example", "email:ann@lee.example", "manager"),
        ("email:cat@sun.example", "email:ann@lee.example", "manager"),
    ]
    assert len(found.people) == 7
    assert found.warnings == ["3 × manager fits nobody in the tables, or two people; no tie came of it"]


def test_dates_tell_when_the_table_said_so(tmp_path: Path) -> None:
    found = read(tmp_path, "name,title,updated", "Ann,Cook,31.12.2024", "Bob,Judge,", "Cat,Pilot,2025-02-30")
    assert [str(person.as_of) for person in found.people] == ["2024-12-31", "None", "None"]
    assert found.warnings == ["1 × a date that cannot be read; it is left out"]


def test_one_date_far_below_tells_when_the_table_said_so(tmp_path: Path) -> None:
    rows = [f"Person{n},Cook,03/04/2019" for n in range(300)]
    found = read(tmp_path, "name,title,updated", *rows, "Ann,Cook,25/04/2019")
    assert {str(person.as_of) for person in found.people} == {"2019-04-03", "2019-04-25"}
    assert found.warnings == []
