"""Member numbers of invitations: told of those alone whom their rows name beyond doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphfind import open_store
from graphfind.loading import ImportSettings, import_paths
from graphfind.model import OWNER
from importers.linkedin import LinkedIn
from tests.importers.linkedin.linkedin_export import CONNECTIONS, MESSAGES, PROFILE, TODAY, Read, written

INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn"
ANA, BO, CY = "urn:li:member:1", "urn:li:member:22", "urn:li:member:33"
FROM_BO = f'Bo Ek,Ana Prieto,"1/4/24, 3:04 PM",,INCOMING,{BO},{ANA}\n'
BO_ROW = "Bo,Ek,https://www.linkedin.com/in/bo,,Elm,Cook,05 Jan 2024\n"
BO_URL = "https://www.linkedin.com/in/bo"


def read(folder: Path, invitations: str, connections: str = BO_ROW, **members: str) -> Read:
    named = {f"{name}.csv": text for name, text in members.items()}
    return Read(
        written(
            folder,
            named
            | {
                "Profile.csv": PROFILE,
                "Invitations.csv": f"{INVITATIONS}\n{invitations}",
                "Connections.csv": f"{CONNECTIONS}\n{connections}",
            },
        )
    )


def numbers(found: Read) -> dict[str, list[str]]:
    return {
        record.name: [url for url in record.profile_urls if url.startswith("urn:")]
        for record in found.people.values()
        if record.key != OWNER
    }


def test_a_connection_and_the_owner_have_theirs(tmp_path: Path) -> None:
    found = read(tmp_path, FROM_BO)
    assert found.people["linkedin.com/in/bo"].profile_urls == (BO_URL, BO)
    assert found.owner
    assert found.owner.profile_urls == (ANA,)


def test_a_connection_without_profile_has_it_too(tmp_path: Path) -> None:
    assert numbers(read(tmp_path, FROM_BO, BO_ROW.replace(BO_URL, ""))) == {"Bo Ek": [BO]}


@pytest.mark.parametrize(
    ("invitations", "connections", "members"),
    [
        (FROM_BO, BO_ROW + BO_ROW.replace("/bo", "/bo-2").replace("Elm", "Oak"), {}),
        (FROM_BO + FROM_BO.replace(BO, CY), BO_ROW, {}),
        (FROM_BO, BO_ROW.replace("05 Jan 2024", "02 Jan 2024"), {}),
        (FROM_BO.replace("INCOMING", ""), BO_ROW, {}),
        (FROM_BO.replace(BO, "urn:li:company:22"), BO_ROW, {}),
        (FROM_BO.replace(BO, ANA), BO_ROW, {}),
        (
            FROM_BO,
            BO_ROW,
            {
                "messages": f"{MESSAGES}\nid,,Bo Ek,https://www.linkedin.com/in/bo-3,Ana Prieto,"
                "https://www.linkedin.com/in/ana,2024-01-05 10:00:00 UTC,,text,INBOX,No,No\n"
            },
        ),
        (
            FROM_BO + FROM_BO.replace("Bo Ek", "Cy Roe"),
            BO_ROW + "Cy,Roe,https://www.linkedin.com/in/cy,,Oak,Cook,05 Jan 2024\n",
            {},
        ),
    ],
    ids=[
        "two of a name",
        "two numbers",
        "a connection before",
        "no direction",
        "no member",
        "the owner's",
        "another who wrote",
        "one number of two",
    ],
)
def test_whoever_is_named_in_doubt_has_none(
    tmp_path: Path, invitations: str, connections: str, members: dict[str, str]
) -> None:
    assert not any(numbers(read(tmp_path, invitations, connections, **members)).values())


def test_an_owner_of_two_numbers_has_none(tmp_path: Path) -> None:
    found = read(tmp_path, FROM_BO + FROM_BO.replace("Bo Ek", "Cy Roe").replace(ANA, CY))
    assert found.owner
    assert found.owner.profile_urls == ()


def test_a_number_joins_what_two_archives_say_of_one_person(tmp_path: Path) -> None:
    """Neither archive gives a profile or an address of Ana; that she is the same is told by her number alone."""
    hers = written(
        tmp_path / "hers",
        {
            "Profile.csv": PROFILE,
            "Invitations.csv": f"{INVITATIONS}\n{FROM_BO}",
            "Connections.csv": f"{CONNECTIONS}\n{BO_ROW}",
        },
    )
    theirs = written(
        tmp_path / "theirs",
        {
            "Profile.csv": "First Name,Last Name,Headline,Industry\nBo,Ek,,\n",
            "Invitations.csv": f"{INVITATIONS}\n{FROM_BO.replace('INCOMING', 'OUTGOING')}",
            "Connections.csv": f"{CONNECTIONS}\nAna,Prieto,,,Optics,Physicist,05 Jan 2024\n",
        },
    )
    with open_store(tmp_path / "store.db") as store:
        report = import_paths(store, [hers.path, theirs.path], ImportSettings(TODAY), {"linkedin": LinkedIn()})
        assert [source.status for source in report.sources] == ["imported", "imported"]
        assert sorted(person.name for _, person in store.everyone()) == ["Ana Prieto", "Bo Ek"]
