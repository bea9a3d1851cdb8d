"""Contacts of several owners: whatever a friend hands over, and in whatever order, leads to whom they know."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.exports import ADAS, CONNECTIONS, MINE, adas, loose, mine, table
from tests.command_line import CommandLine
from tests.worlds import archive, linkedin

Call = list[object]
"""The arguments of one import."""


def unlinked(connections: list[tuple[str, str, str, str, str]]) -> list[tuple[str, str, str, str, str]]:
    """As in exports before 2022: no profile URLs."""
    return [(given, family, "", *rest) for given, family, _, *rest in connections]  # type: ignore[misc]


MY_WAYS: dict[str, Callable[[Path], list[Call]]] = {
    "an archive": lambda folder: [["import", mine(folder), "--mine"]],
    "one without profile URLs": lambda folder: [["import", mine(folder, unlinked(MINE), slug=""), "--mine"]],
    "my name and a loose file": lambda folder: [
        ["me", "Mara Lind"],
        ["import", loose(folder / "mine", MINE), "--mine"],
    ],
    "my name and a loose file without URLs": lambda folder: [
        ["me", "Mara Lind", "--email", "mara@example.org"],
        ["import", loose(folder / "mine", unlinked(MINE)), "--mine"],
    ],
}
"""What I may call my own."""

PEOPLE = [("Name", "Job title", "Company"), ("Cy Dahl", "Data Scientist", "Cable Works"), ("Mara Lind", "", "")]

FRIENDS_WAYS: dict[str, Callable[[Path], Call]] = {
    "an archive with a profile": lambda folder: [adas(folder)],
    "one and the owner's name": lambda folder: [adas(folder), "--owner", "Ada Ferro"],
    "a basic archive": lambda folder: [adas(folder, slug="")],
    "one that does not list me": lambda folder: [adas(folder, ADAS[:1], slug=""), "--owner", "Ada Ferro"],
    "one without profile URLs": lambda folder: [adas(folder, unlinked(ADAS), slug=""), "--owner", "ada ferro"],
    "an archive of connections alone": lambda folder: [
        archive(
            folder / "ada.zip", {"Connections.csv": [CONNECTIONS, ["Cy", "Dahl", "", "", "", "Data Scientist", ""]]}
        ),
        "--owner",
        "Ada Ferro",
    ],
    "a loose file": lambda folder: [loose(folder / "ada"), "--owner", "Ada Ferro"],
    "a loose file without URLs": lambda folder: [loose(folder / "ada", unlinked(ADAS)), "--owner", "Ada Ferro"],
    "a table of people": lambda folder: [table(folder / "people.csv", PEOPLE), "--owner", "Ada Ferro"],
}
"""What a friend may hand over, with what is said of it."""


@pytest.mark.parametrize("friends", FRIENDS_WAYS)
@pytest.mark.parametrize("my", MY_WAYS)
def test_a_friend_introduces_in_any_order(graphfind: CommandLine, tmp_path: Path, my: str, friends: str) -> None:
    my_calls = MY_WAYS[my](tmp_path)
    friends_call = ["import", *FRIENDS_WAYS[friends](tmp_path)]
    answers = []
    for number, calls in enumerate(([*my_calls, friends_call], [friends_call, *my_calls])):
        store = tmp_path / f"{number}.db"
        for call in calls:
            graphfind("--store", store, *call)
        answer = graphfind("--store", store, "find", "data scientist", "--json").json
        answers.append((answer["introductions"], answer["stats"]["people"], answer["stats"]["ties"]))
        (found,) = answer["introductions"]
        assert [person["name"] for person in found["path"]] == ["Mara Lind", "Ada Ferro", "Cy Dahl"]
        assert not found["ties"][0]["inferred"]
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "who", ["ada@example.org", "linkedin.com/in/ada-ferro", "https://se.linkedin.com/in/Ada-Ferro/"]
)
@pytest.mark.parametrize("friends", ["a basic archive", "a loose file", "a table of people"])
def test_an_address_tells_the_owner_in_any_order(
    graphfind: CommandLine, tmp_path: Path, who: str, friends: str
) -> None:
    (tmp_path / "mine").mkdir()
    ada = ["Ada", "Ferro", "linkedin.com/in/ada-ferro", "ada@example.org", "Clinic Works", "Nurse", ""]
    path, *_ = FRIENDS_WAYS[friends](tmp_path)
    calls: list[Call] = [
        ["me", "Mara Lind"],
        ["import", table(tmp_path / "mine" / "Connections.csv", [CONNECTIONS, ada]), "--mine"],
        ["import", path, "--owner", who],
    ]
    answers = []
    for number, order in enumerate((calls, [calls[2], *calls[:2]])):
        for call in order:
            graphfind("--store", tmp_path / f"{number}.db", *call)
        answers.append(graphfind("--store", tmp_path / f"{number}.db", "find", "data scientist", "--json").json)
        (found,) = answers[-1]["introductions"]
        assert [person["name"] for person in found["path"]] == ["Mara Lind", "Ada Ferro", "Cy Dahl"]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("who", ["linkedin.com/in/ada-2", "ID"])
@pytest.mark.parametrize("friends", ["a basic archive", "a loose file", "a table of people"])
def test_one_of_two_of_a_name_is_told_by_an_address(
    graphfind: CommandLine, tmp_path: Path, who: str, friends: str
) -> None:
    twins = [("Ada", "Ferro", f"ada-{n}", f"Works {n}", "Nurse") for n in (1, 2)]
    graphfind("import", mine(tmp_path, twins), "--mine")
    people = graphfind("people", "ferro", "--json").json["people"]
    ids = {person["organization"]: person["id"] for person in people}
    path, *_ = FRIENDS_WAYS[friends](tmp_path)
    graphfind("import", path, "--owner", ids["Works 2"] if who == "ID" else who)
    (found,) = graphfind("find", "data scientist", "--json").json["introductions"]
    assert [person["organization"] for person in found["path"]][1] == "Works 2"


def test_a_name_that_two_bear_ties_neither(graphfind: CommandLine, tmp_path: Path) -> None:
    twins = [("Ada", "Ferro", f"ada-{n}", f"Works {n}", "Nurse") for n in (1, 2)]
    graphfind("import", mine(tmp_path, twins), "--mine")
    done = graphfind("import", loose(tmp_path / "ada", ADAS[:1]), "--owner", "Ada Ferro")
    assert "2 people are called Ada Ferro" in done.out
    assert graphfind("find", "data scientist", "--json", code=1).json["why_none"][0]["reason"] == "unconnected"


def test_an_address_says_who_i_am_where_somebody_has_it(graphfind: CommandLine, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,email\nMara Lind,mara@example.org\nAda Ferro,ada@example.org\n", encoding="utf-8")
    graphfind("import", people)
    (known,) = graphfind("people", "mara", "--json").json["people"]
    (me,) = graphfind("me", "mara@example.org", "--json").json["me"]
    assert (me["id"], me["name"], me["emails"]) == (known["id"], "Mara Lind", ["mara@example.org"])
    assert len(graphfind("people", "--json").json["people"]) == 2


def test_an_archive_under_my_other_name_is_mine(graphfind: CommandLine, tmp_path: Path) -> None:
    """Whoever merged themselves with the contact of another name has both."""
    people = tmp_path / "people.csv"
    people.write_text("name,email\nMara Lind,mara@example.org\n", encoding="utf-8")
    graphfind("me", "Zoe Quist", "--email", "zoe@example.org")
    graphfind("import", people)
    graphfind("merge", "Zoe Quist", "Mara Lind")
    graphfind("import", mine(tmp_path), "--mine")
    assert graphfind("find", "data scientist", "--json", code=1).json["why_none"]


def test_a_named_archive_needs_more_than_a_name(graphfind: CommandLine, tmp_path: Path) -> None:
    """Nobody said that it is the Ada whom I know, and neither export tells."""
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path, ADAS[:1], slug=""))
    assert graphfind("find", "data scientist", "--json", code=1).json["why_none"][0]["reason"] == "unconnected"
    assert len(graphfind("people", "ferro", "--json").json["people"]) == 2


def test_an_owner_whom_the_export_contradicts_is_left_aside(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    for who in ("Bo Quist", "linkedin.com/in/bo-quist"):
        (source,) = graphfind("import", adas(tmp_path), "--owner", who, "--dry-run", "--json").json["sources"]
        assert source["owner"] == "Ada Ferro"
        assert any("--owner was left aside" in warning for warning in source["warnings"])


def test_three_owners_in_every_order(graphfind: CommandLine, tmp_path: Path) -> None:
    cys = [("Ida", "Vig", "ida-vig", "Ink Works", "Judge"), ("Ada", "Ferro", "ada-ferro", "Clinic Works", "Nurse")]
    calls = [
        ["import", mine(tmp_path), "--mine"],
        ["import", adas(tmp_path), "--owner", "Ada Ferro"],
        ["import", linkedin(tmp_path / "cy.zip", ("Cy", "Dahl"), cys)],
    ]
    answers = []
    for number, order in enumerate(itertools.permutations(calls)):
        for call in order:
            graphfind("--store", tmp_path / f"{number}.db", *call)
        answers.append(graphfind("--store", tmp_path / f"{number}.db", "find", "judge", "--json").json)
        (found,) = answers[-1]["introductions"]
        assert [person["name"] for person in found["path"]] == ["Mara Lind", "Ada Ferro", "Cy Dahl", "Ida Vig"]
    assert all(answer == answers[0] for answer in answers)


def test_my_friend_may_search_too(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path))
    (found,) = graphfind("find", "product manager", "--from", "Ada Ferro", "--json").json["introductions"]
    assert [person["name"] for person in found["path"]] == ["Ada Ferro", "Mara Lind", "Bo Quist"]
    assert found["target"]["name"] == "Bo Quist"
