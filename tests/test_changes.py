"""How a newer export of the same contacts differs from the older one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.changes import paired, refuse_drop, told
from graphfind.errors import ImportRefused
from graphfind.model import Position
from graphfind.normalize import name_key
from graphfind.report import Changes, JobChange
from graphfind.stores.base import Listed


def listed(key: str, name: str, title: str = "Nurse", organization: str = "Clinic A") -> Listed:
    return Listed(key, name, name_key(name), Position(title, organization))


def between(before: list[Listed], after: list[Listed]) -> Changes:
    return told(paired(before, after))


MARA, BO, CY = listed("mara", "Mara Lind"), listed("bo", "Bo Quist"), listed("cy", "Cy Dahl")


def test_the_same_people_are_no_change() -> None:
    assert between([MARA, BO], [BO, MARA]) == Changes()


def test_new_and_gone_people_are_named_in_order() -> None:
    assert between([MARA], [CY, BO]) == Changes(new=("Bo Quist", "Cy Dahl"), gone=("Mara Lind",))


@pytest.mark.parametrize(("title", "organization"), [("Midwife", "Clinic A"), ("Nurse", "Clinic B"), ("", "")])
def test_another_title_or_employer_is_another_job(title: str, organization: str) -> None:
    found = between([MARA], [listed("mara", "Mara Lind-Berg", title, organization)])
    assert found == Changes(jobs=(JobChange("Mara Lind-Berg", "Nurse", "Clinic A", title, organization),))


def test_a_place_alone_is_no_other_job() -> None:
    moved = Listed("mara", "Mara Lind", "mara lind", Position("Nurse", "Clinic A", "Oslo"))
    assert between([MARA], [moved]) == Changes()


def test_people_whose_key_changed_are_known_by_name() -> None:
    assert between([MARA, BO], [listed("profile mara", "Mara LIND", "Midwife"), BO]) == Changes(
        jobs=(JobChange("Mara LIND", "Nurse", "Clinic A", "Midwife", "Clinic A"),)
    )


def test_namesakes_are_not_guessed_at() -> None:
    twins = [listed("1", "Mara Lind"), listed("2", "Mara Lind")]
    assert between(twins, [MARA]) == Changes(new=("Mara Lind",), gone=("Mara Lind", "Mara Lind"))
    assert between([MARA], twins) == Changes(new=("Mara Lind", "Mara Lind"), gone=("Mara Lind",))


def test_a_namesake_with_the_same_key_leaves_the_other_to_be_known_by_name() -> None:
    assert between([MARA, listed("old", "Mara Lind")], [MARA, listed("new", "Mara Lind")]) == Changes()


def test_people_without_a_name_are_not_taken_for_each_other() -> None:
    assert between([listed("1", "")], [listed("2", "")]) == Changes(new=("",), gone=("",))


people = st.lists(
    st.builds(
        listed, st.sampled_from("abcdef"), st.sampled_from(["", "Mara Lind", "Bo Quist", "Cy Dahl"]), st.just("")
    ),
    unique_by=lambda one: one.key,
)


@given(people, people)
def test_everybody_is_accounted_for_once(before: list[Listed], after: list[Listed]) -> None:
    found = between(before, after)
    assert len(before) - len(found.gone) == len(after) - len(found.new)
    assert found == between(before[::-1], after[::-1])
    back = between(after, before)
    assert (back.new, back.gone) == (found.gone, found.new)


@pytest.mark.parametrize(
    ("had", "gone", "ties_before", "ties", "refused"),
    [
        (10, 2, 10, 8, ""),
        (10, 3, 10, 10, "3 of the 10 people"),
        (10, 0, 10, 7, "3 of the 10 ties"),
        (10, 0, 0, 0, ""),
        (0, 0, 0, 5, ""),
        (1, 1, 1, 1, "1 of the 1 people"),
    ],
)
def test_an_export_that_lacks_a_fifth_is_refused(
    had: int, gone: int, ties_before: int, ties: int, refused: str
) -> None:
    before = [listed(str(number), f"Name {number}") for number in range(had)]
    found = between(before, before[gone:])
    if not refused:
        refuse_drop("mine.zip", before, found, ties_before, ties)
        return
    with pytest.raises(ImportRefused, match=f"^mine.zip: lacks {refused} .*--force"):
        refuse_drop("mine.zip", before, found, ties_before, ties)
