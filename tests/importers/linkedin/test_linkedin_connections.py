"""Connections: rows, keys and names."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.linkedin.linkedin_export import CONNECTIONS, PROFILE, Read, written

OLD = "First Name,Last Name,Email Address,Company,Position,Connected On"


def read(folder: Path, header: str, *rows: str, **members: str) -> Read:
    return Read(written(folder, {"Connections.csv": "\n".join((header, *rows, "")), "Profile.csv": PROFILE, **members}))


def test_rows_that_hold_only_a_date_make_no_person(tmp_path: Path) -> None:
    found = read(tmp_path, CONNECTIONS, ",,,,,,05 Jan 2024", ",,,,,,", "A,B,,,C,D,05 Jan 2024")
    assert [person.name for person in found.people.values()] == ["A B"]
    assert found.skipped("Connections.csv") == {"blank": 2}


def test_a_repeated_row_is_merged_however_its_profile_is_spelled(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        CONNECTIONS,
        "Zoë,Å,https://www.linkedin.com/in/zo%C3%AB,,C,D,05 Jan 2024",
        "Zoë,Å,https://www.linkedin.com/in/zo%C3%AB,,C,D,05 Jan 2024",
        "Zoë,Å,http://no.linkedin.com/in/zoë/,,C,D,05 Jan 2024",
    )
    assert len(found.people) == len(found.ties) == 1
    assert found.tallies["Connections.csv"].merged == 2


def test_one_profile_under_two_jobs_is_two_records_and_one_tie(tmp_path: Path) -> None:
    url = "https://www.linkedin.com/in/a"
    found = read(tmp_path, CONNECTIONS, f"A,B,{url},,C,D,05 Jan 2024", f"A,B,{url},,E,F,05 Jan 2024")
    first, second = found.people.values()
    assert (first.roster, second.roster) == ("connections", "")
    assert first.profile_urls == second.profile_urls
    assert len(found.ties) == 1


def test_namesakes_of_one_day_are_two_people(tmp_path: Path) -> None:
    found = read(tmp_path, OLD, "Jon,Bell,,Ash,Carpenter,11 Mar 2021", "Jon,Bell,,Ferry,Purser,11 Mar 2021")
    assert {person.roster for person in found.people.values()} == {"connections"}
    assert len(found.people) == len(found.ties) == 2


def test_a_newer_export_gives_the_same_keys_after_a_change_of_job(tmp_path: Path) -> None:
    older = read(tmp_path / "1", OLD, "Jon,Bell,,Ash,Carpenter,11 Mar 2021")
    newer = read(tmp_path / "2", OLD, "New,One,,Elm,Clerk,12 Mar 2021", "Jon,Bell,,Oak,Foreman,11 Mar 2021")
    assert older.people.keys() < newer.people.keys()


def test_thousands_of_namesakes_take_no_time(tmp_path: Path) -> None:
    rows = [f"Jon,Bell,,Ash,Carpenter {n},11 Mar 2021" for n in range(20_000)]
    found = read(tmp_path, OLD, *rows)
    assert len(found.people) == 20_000


NAMES = st.sampled_from(["", "Ada", "Zoë", "Li", "  Sam ", "Müller, PhD", "🚀", 'Al "Bo"', "two\nlines"])
URLS = st.sampled_from(
    ["", "https://www.linkedin.com/in/a", "www.linkedin.com/in/A", "https://www.linkedin.com/in/b", "x"]
)
DATES = st.sampled_from(["", "05 Jan 2024", "1/5/18, 3:04 PM", "25/1/18", "never", "01 Jan 2999"])
ROWS = st.lists(st.tuples(NAMES, NAMES, URLS, st.just(""), NAMES, NAMES, DATES), max_size=12)


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_every_row_is_accounted_for_and_every_key_is_one_record(rows: list[tuple[str, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([CONNECTIONS.split(","), *rows])
    with TemporaryDirectory() as folder:
        found = Read(written(Path(folder), {"Connections.csv": text.getvalue(), "Profile.csv": PROFILE}))
    assert found.rows()["Connections.csv"] == len(rows)
    people = [reading for reading in found.all if type(reading).__name__ == "PersonRecord"]
    assert len(people) == len(found.people) == found.tallies["Connections.csv"].imported
    assert {tie.b for tie in found.ties} <= found.people.keys()
    assert len({tie.b for tie in found.ties}) == len(found.ties)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1).flatmap(
        lambda slugs: st.tuples(st.just(slugs), st.permutations(slugs))
    )
)
def test_the_order_of_rows_does_not_matter(pair: tuple[list[str], list[str]]) -> None:
    keys = []
    for slugs in pair:
        rows = [f"{slug},X,https://www.linkedin.com/in/{slug},,C,D,05 Jan 2024" for slug in slugs]
        with TemporaryDirectory() as folder:
            keys.append(read(Path(folder), CONNECTIONS, *rows).people.keys())
    assert keys[0] == keys[1]
