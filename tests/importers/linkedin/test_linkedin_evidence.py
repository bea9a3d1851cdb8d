"""Invitations, recommendations, endorsements, follows and address books: of whom they tell, and when they do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.importers.linkedin.linkedin_export import CONNECTIONS, MESSAGES, PROFILE, Read, written

PEOPLE = """\
Zoë,Ek,https://www.linkedin.com/in/zo%C3%AB-ek,,Elm,Clerk,05 Jan 2024
Sam,Okafor,https://www.linkedin.com/in/sam-1,,Delta Freight,Dispatcher,05 Jan 2024
Sam,Okafor,https://www.linkedin.com/in/sam-2,,"Harbour Bank, Inc.",Analyst,05 Jan 2024
"""
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
ENDORSERS = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status"
RECOMMENDATIONS = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"


def read(folder: Path, **members: str) -> Read:
    named = {f"{name}.csv": text + "\n" for name, text in members.items()}
    return Read(written(folder, {"Connections.csv": f"{CONNECTIONS}\n{PEOPLE}", "Profile.csv": PROFILE, **named}))


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/zo%C3%AB-ek",
        "https://www.linkedin.com/in/zoë-ek",
        "https://www.linkedin.com/in/zoe\u0308-ek",
        "www.linkedin.com/in/ZOË-EK/",
        "http://se.linkedin.com/in/zoë-ek?trk=x",
    ],
)
def test_one_profile_in_every_spelling_is_one_person(tmp_path: Path, url: str) -> None:
    me = "https://www.linkedin.com/in/ana-prieto"
    found = read(
        tmp_path,
        Invitations=f'{INVITATIONS}\nZoë Ek,Ana Prieto,"1/5/24, 3:04 PM",,INCOMING,{url},{me}',
        Endorsement_Received_Info=f"{ENDORSERS}\n2021/12/28 10:00:00 UTC,Optics,Zoë,Ek,{url},ACCEPTED",
        messages=f"{MESSAGES}\nc,,Zoë Ek,{url},Ana Prieto,{me},2024-01-05 10:00:00 UTC,,x,INBOX,No,No",
    )
    assert found.tied("invitation") == found.tied("endorsement") == found.tied("message") == {"zoë-ek": (0, 1)}
    assert len(found.people) == 3


def test_an_invitation_alone_is_no_tie(tmp_path: Path) -> None:
    row = 'Ana Prieto,Pending Person,"1/5/24, 3:04 PM",,OUTGOING,,https://www.linkedin.com/in/pending'
    found = read(tmp_path, Invitations=f"{INVITATIONS}\n{row}")
    assert not found.tied("invitation")
    assert found.skipped("Invitations.csv") == {"not a connection": 1}
    assert len(found.people) == 3


@pytest.mark.parametrize(
    ("row", "key", "skipped"),
    [
        ('Zoë,Ek,Moved On,Chief,text,"01/05/24, 03:04 PM",VISIBLE', "zoë-ek", {}),
        ('Sam,Okafor,Harbour Bank,Chief,text,"01/05/24, 03:04 PM",HIDDEN', "sam-2", {}),
        ('Sam,Okafor,Moved On,Chief,text,"01/05/24, 03:04 PM",VISIBLE', None, {"ambiguous name": 1}),
        ('Old,Mentor,Granite,Chief,text,"01/05/24, 03:04 PM",VISIBLE', "name:old mentor|granite", {}),
        ('Zoë,Ek,Elm,Clerk,text,"01/05/24, 03:04 PM",Withdrawn', None, {"declined or withdrawn": 1}),
        (",,,,,,", None, {"blank": 1}),
    ],
)
def test_a_recommendation_finds_its_writer_by_name_and_company(
    tmp_path: Path, row: str, key: str | None, skipped: dict[str, int]
) -> None:
    found = read(tmp_path, Recommendations_Received=f"{RECOMMENDATIONS}\n{row}")
    assert found.tied("recommendation") == ({key: (0, 1)} if key else {})
    assert found.skipped("Recommendations_Received.csv") == skipped


def test_recommendations_both_ways_with_a_stranger_are_of_one_person(tmp_path: Path) -> None:
    row = 'Old,Mentor,Granite,Chief,text,"01/25/20, 03:04 PM",VISIBLE'
    found = read(
        tmp_path,
        Recommendations_Received=f"{RECOMMENDATIONS}\n{row}",
        Recommendations_Given=f"{RECOMMENDATIONS}\n{row}",
    )
    ties = [tie for tie in found.ties if tie.kind == "recommendation"]
    assert sorted((tie.outgoing, tie.incoming, tie.first) for tie in ties) == [
        (0, 1, date(2020, 1, 25)),
        (1, 0, date(2020, 1, 25)),
    ]
    assert len({tie.b for tie in ties}) == 1


def test_endorsements_count_skills_and_repeats_are_merged(tmp_path: Path) -> None:
    row = "2021/12/28 10:00:00 UTC,{},Zoë,Ek,www.linkedin.com/in/zoë-ek,{}"
    rows = [row.format("Optics", "ACCEPTED"), row.format("Optics", "ACCEPTED"), row.format("Lenses", "PENDING")]
    rows.append(row.format("Poetry", "REJECTED"))
    found = read(tmp_path, Endorsement_Received_Info="\n".join((ENDORSERS, *rows)))
    assert found.tied("endorsement") == {"zoë-ek": (0, 2)}
    tally = found.tallies["Endorsement_Received_Info.csv"]
    assert (tally.imported, tally.merged, tally.skipped) == (2, 1, (("declined or withdrawn", 1),))


def test_a_follow_needs_exactly_one_connection_of_that_name(tmp_path: Path) -> None:
    names = ["Zoë Ek", "Sam Okafor", "Somebody Famous"]
    rows = [f"2023-01-05 10:00:00 UTC,Active,{name}" for name in names]
    found = read(tmp_path, Member_Follows="\n".join(("Date,Status,FullName", *rows)))
    assert found.tied("follow") == {"zoë-ek": (1, 0)}
    assert found.skipped("Member_Follows.csv") == {"ambiguous name": 1, "not a connection": 1}


def test_an_address_book_entry_is_a_person_of_its_own(tmp_path: Path) -> None:
    header = "FirstName,MiddleName,LastName,Title,Emails,PhoneNumbers,CreatedAt"
    rows = [
        'Zoë,,Ek,,"zoe@example.com, z.ek@example.org",+46 70 000 00 00,"1/15/24, 3:04 PM"',
        ",,,,lonely@example.com,,",
        ",,,,,,",
    ]
    found = read(tmp_path, ImportedContacts="\n".join((header, *rows)))
    zoe, lonely = list(found.people.values())[3:]
    assert (zoe.name, zoe.emails, zoe.phones) == (
        "Zoë Ek",
        ("zoe@example.com", "z.ek@example.org"),
        ("+46 70 000 00 00",),
    )
    assert (lonely.name, lonely.emails) == ("", ("lonely@example.com",))
    assert found.skipped("ImportedContacts.csv") == {"blank": 1}
    assert len(found.tied("contact")) == 2


def test_titles_of_honour_are_no_positions(tmp_path: Path) -> None:
    header = '"Title","First Name","Last Name","E-mail Address","Company","Job Title"'
    name = "linkedin_connections_export_microsoft_outlook.csv"
    found = Read(written(tmp_path, {name: f"{header}\nDr,Hana,Novak,h@example.com,Clinic,Surgeon\n"}))
    (person,) = found.people.values()
    assert [(position.title, position.organization) for position in person.positions] == [("Surgeon", "Clinic")]


@pytest.mark.parametrize(
    ("folder", "as_of"),
    [
        ("Complete_LinkedInDataExport_06-01-2024", date(2024, 6, 1)),
        ("Basic_LinkedInDataExport_06-01-2024 (1)", date(2024, 6, 1)),
        ("Basic_LinkedInDataExport_13-41-2024", date(2024, 1, 5)),
        ("Basic_LinkedInDataExport_06-01-2091", date(2024, 1, 5)),
        ("linkedin", date(2024, 1, 5)),
    ],
)
def test_jobs_are_as_of_the_day_of_the_export(tmp_path: Path, folder: str, as_of: date) -> None:
    found = Read(written(tmp_path / folder, {"Connections.csv": f"{CONNECTIONS}\n{PEOPLE}"}))
    assert {position.as_of for person in found.people.values() for position in person.positions} == {as_of}
    left_aside = [warned.text for warned in found.warnings if "it is left aside" in warned.text]
    assert len(left_aside) == ("13-41" in folder or "2091" in folder)
