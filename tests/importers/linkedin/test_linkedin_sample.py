"""A whole archive that others wrote, against counts taken from its files with nothing but the csv module."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from graphfind.model import EvidenceKind
from tests.importers.linkedin.linkedin_export import Read, opened

ARCHIVE = Path(__file__).parents[4] / "shared" / "data" / "linkedin" / "sample_export.zip"

pytestmark = pytest.mark.skipif(not ARCHIVE.exists(), reason="the sample archive is not here")

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Every CSV file as dicts; the three lines of notes above the connections are left out."""
    found: Rows = {}
    with zipfile.ZipFile(ARCHIVE) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                text = archive.read(name).decode("utf-8-sig")
                text = text[text.index("First Name,") :] if text.startswith("Notes:") else text
                found[name] = list(csv.DictReader(io.StringIO(text, newline="")))
    return found


@pytest.fixture(scope="module")
def read() -> Read:
    return Read(opened(ARCHIVE))


def slug(url: str) -> str:
    return url.rpartition("/in/")[2]


def slugs(urls: str) -> list[str]:
    return [slug(url) for url in urls.replace(",", " ").split()]


def owner_slug(rows: Rows) -> str:
    ends = Counter(
        end
        for row in rows["messages.csv"]
        for end in {slug(row["SENDER PROFILE URL"]), *slugs(row["RECIPIENT PROFILE URLS"])}
    )
    return ends.most_common(1)[0][0]


def test_every_connection_is_one_person_and_one_tie(rows: Rows, read: Read) -> None:
    expected = {slug(row["URL"]): row for row in rows["Connections.csv"]}
    connected = {key.rpartition("/")[2]: person for key, person in read.people.items() if person.roster}
    assert connected.keys() == expected.keys()
    assert len(read.tied("connection")) == len(expected)
    for key, person in connected.items():
        row = expected[key]
        assert (person.given_name, person.family_name) == (row["First Name"].strip(), row["Last Name"].strip())
        assert person.emails == tuple(filter(None, [row["Email Address"]]))
        assert [(p.organization, p.title) for p in person.positions] == [(row["Company"], row["Position"])]


def test_messages_are_counted_as_a_plain_loop_counts_them(rows: Rows, read: Read) -> None:
    owner = owner_slug(rows)
    expected: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    days: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows["messages.csv"]:
        sender, recipients = slug(row["SENDER PROFILE URL"]), slugs(row["RECIPIENT PROFILE URLS"])
        if row["IS MESSAGE DRAFT"] == "true" or len(recipients) > 10:
            continue
        assert owner in (sender, *recipients)
        for other in set(recipients) if sender == owner else [sender]:
            expected[other][sender != owner] += 1
            days[other].append(row["DATE"][:10])
    assert read.tied("message") == {key: tuple(counts) for key, counts in expected.items()}
    for tie in read.ties:
        if tie.kind == "message":
            of = days[tie.b.rpartition("/")[2]]
            assert (str(tie.first), str(tie.last)) == (min(of), max(of))
    assert read.owner is not None
    assert slug(read.owner.profile_urls[0]) == owner


def test_invitations_count_for_connections_only(rows: Rows, read: Read) -> None:
    connections = {slug(row["URL"]) for row in rows["Connections.csv"]}
    expected: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    left_out = 0
    for row in rows["Invitations.csv"]:
        incoming = row["Direction"] == "INCOMING"
        other = slug(row["inviterProfileUrl" if incoming else "inviteeProfileUrl"])
        if other in connections:
            expected[other][incoming] += 1
        else:
            left_out += 1
    assert read.tied("invitation") == {key: tuple(counts) for key, counts in expected.items()}
    assert sum(read.skipped("Invitations.csv").values()) == left_out


@pytest.mark.parametrize(("file", "who", "way"), [("Received", "Endorser", 1), ("Given", "Endorsee", 0)])
def test_endorsements_are_counted_by_person(rows: Rows, read: Read, file: str, who: str, way: int) -> None:
    name = f"Endorsement_{file}_Info.csv"
    expected = Counter(slug(row[f"{who} Public Url"]) for row in rows[name])
    got = {
        tie.b.rpartition("/")[2]: (tie.outgoing, tie.incoming)[way]
        for tie in read.ties
        if tie.kind is EvidenceKind.ENDORSEMENT and tie.member == name
    }
    assert got == expected


@pytest.mark.parametrize("file", ["Received", "Given"])
def test_each_recommendation_finds_the_only_connection_of_its_name(rows: Rows, read: Read, file: str) -> None:
    name = f"Recommendations_{file}.csv"
    named: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows["Connections.csv"]:
        named[row["First Name"], row["Last Name"]].append(row)
    expected: Counter[str] = Counter()
    for row in rows[name]:
        found = named[row["First Name"], row["Last Name"]]
        if len(found) > 1:
            found = [one for one in found if one["Company"] == row["Company"]]
        if len(found) == 1:
            expected[slug(found[0]["URL"])] += 1
    ties = [tie for tie in read.ties if tie.kind is EvidenceKind.RECOMMENDATION and tie.member == name]
    got = {tie.b.rpartition("/")[2]: tie.outgoing + tie.incoming for tie in ties if tie.b.startswith("linkedin.com")}
    assert got == expected


def test_every_row_of_every_member_is_counted_once(rows: Rows, read: Read) -> None:
    counted = read.rows()
    assert counted == {name: len(rows[name]) for name in counted}
    assert {"Connections.csv", "messages.csv", "Invitations.csv", "Profile.csv", "Positions.csv"} <= counted.keys()
    assert not {"Skills.csv", "guide_messages.csv", "Registration.csv"} & counted.keys()


def test_the_owner_has_what_their_files_say(rows: Rows, read: Read) -> None:
    owner = read.owner
    assert owner is not None
    profile = rows["Profile.csv"][0]
    assert owner.name == f"{profile['First Name']} {profile['Last Name']}"
    assert set(owner.emails) == {row["Email Address"] for row in rows["Email Addresses.csv"]}
    jobs = [(row["Title"], row["Company Name"]) for row in rows["Positions.csv"]]
    studies = [(row["Degree Name"], row["School Name"]) for row in rows["Education.csv"]]
    assert [(p.title, p.organization) for p in owner.positions if not p.study] == jobs
    assert [(p.title, p.organization) for p in owner.positions if p.study] == studies
    assert {i.organization for i in owner.interests} == {row["Organization"] for row in rows["Company Follows.csv"]}
