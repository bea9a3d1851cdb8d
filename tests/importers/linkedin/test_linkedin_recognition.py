"""Which files are LinkedIn's, whatever they are called, and which are not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from graphfind.errors import ImportRefused
from graphfind.importer import Importer
from importers.linkedin import LinkedIn
from tests.importers.linkedin.linkedin_export import CONNECTIONS, MESSAGES, PROFILE, Read, opened, written

ONE = "Kit,Marsh,https://www.linkedin.com/in/kit-marsh,,Elm,Clerk,05 Jan 2024\n"
NOTES = 'Notes:\n"A paragraph, quoted."\n\n'


def test_is_an_importer_that_goes_before_the_general_ones() -> None:
    assert isinstance(LinkedIn(), Importer)
    assert not LinkedIn.fallback


@pytest.mark.parametrize(
    "name",
    [
        "Connections.csv",
        "connections.CSV",
        "Connections_1.csv",
        "Connections (1).csv",
        "Connections - Copy.csv",
        "Connections copy 2.csv",
        "Connections.txt",
        "Basic_LinkedInDataExport_01-05-2024/Connections.csv",
        "everybody I know.csv",
    ],
)
@pytest.mark.parametrize("preamble", ["", NOTES, "\n\n" + NOTES])
def test_connections_are_known_under_any_name(tmp_path: Path, name: str, preamble: str) -> None:
    export = written(tmp_path, {name: f"{preamble}{CONNECTIONS}\n{ONE}"})
    assert LinkedIn().identify(export)
    assert Read(export).people.keys() == {"linkedin.com/in/kit-marsh"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Connections.csv", "name,kind\nA,B\n"),
        ("Connections.csv", "First Name,Last Name,Phone\nA,B,1\n"),
        ("Connections.csv", ""),
        ("people.csv", "First Name,Last Name,Company,Position,Email Address\nA,B,C,D,e@example.com\n"),
        ("contacts.csv", "First Name,Last Name,Email Address\nA,B,e@example.com\n"),
        ("messages.csv", "from,to,text\na,b,c\n"),
        ("positions.csv", "Title,Company\nA,B\n"),
        ("profile.csv", "First Name,Last Name\nA,B\n"),
        ("guide_messages.csv", f"{MESSAGES}\n"),
        ("learning_role_play_messages.csv", f"{MESSAGES}\n"),
        ("learning_coach_messages.csv", f"{MESSAGES}\n"),
        ("coach_messages_1.csv", f"{MESSAGES}\n"),
        ("Skills.csv", "Name\nLenses\n"),
        ("Connections.html", f"{CONNECTIONS}\n{ONE}"),
        ("contacts.vcf", "BEGIN:VCARD\nEND:VCARD\n"),
    ],
)
def test_other_files_are_not_claimed(tmp_path: Path, name: str, content: str) -> None:
    assert not LinkedIn().identify(written(tmp_path, {name: content}))


def test_an_archive_reads_as_its_folder_does(tmp_path: Path) -> None:
    members = {"x/Connections.csv": f"{NOTES}{CONNECTIONS}\n{ONE}", "x/Profile.csv": PROFILE}
    folder = Read(written(tmp_path / "folder", members))
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    zipped = Read(opened(tmp_path / "archive.zip"))
    assert zipped.all == folder.all
    assert zipped.owner == folder.owner


@pytest.mark.parametrize(
    ("content", "seen"), [("", "an empty file"), ("Kit,Marsh,Elm\nRoo,Vale\n", "2 rows of up to 3 columns")]
)
def test_connections_without_a_header_are_refused(tmp_path: Path, content: str, seen: str) -> None:
    export = written(tmp_path, {"Connections.csv": content, "Profile.csv": PROFILE})
    with pytest.raises(ImportRefused, match=f"Connections.csv: no header .* saw {seen}") as refused:
        list(LinkedIn().read(export))
    assert "Kit" not in str(refused.value)


def test_an_export_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="none of 1 files has the columns of a LinkedIn file"):
        list(LinkedIn().read(written(tmp_path, {"Skills.csv": "Name\nLenses\n"})))


@pytest.mark.parametrize(
    ("members", "pair"),
    [
        (
            {
                "Connections.csv": f"{CONNECTIONS}\n{ONE}",
                "Connections_1.csv": "First Name,Last Name,Company,Position,Connected On\nKit,Roe,C,D,05 Jan 2024\n",
            },
            "Connections.csv and Connections_1.csv",
        ),
        (
            {
                "messages.csv": f"{MESSAGES}\n",
                "messages_1.csv": 'From,To,Date,Subject,Content,Direction,Folder\nA,B,"1/5/18, 3:04 PM",,Hi,,\n',
            },
            "messages.csv and messages_1.csv",
        ),
    ],
)
def test_lists_written_years_apart_are_refused_together(tmp_path: Path, members: dict[str, str], pair: str) -> None:
    with pytest.raises(ImportRefused, match=f"{pair} are of archives years apart"):
        list(LinkedIn().read(written(tmp_path, members)))
    for name, text in members.items():
        (tmp_path / f"only {name}").mkdir()
        list(LinkedIn().read(written(tmp_path / f"only {name}", {name: text})))


def test_two_archives_in_one_folder_are_refused(tmp_path: Path) -> None:
    other = ONE.replace("kit", "roo")
    export = written(
        tmp_path, {"a/Connections.csv": f"{CONNECTIONS}\n{ONE}", "b/Connections.csv": f"{CONNECTIONS}\n{other}"}
    )
    with pytest.raises(ImportRefused, match=r"holds 2 LinkedIn archives \(a, b\): import each by itself"):
        list(LinkedIn().read(export))


def test_the_archives_of_two_people_in_one_folder_are_refused(tmp_path: Path) -> None:
    other = "First Name,Last Name,Headline,Industry\nBo,Ek,,\n"
    with pytest.raises(ImportRefused, match="holds the profiles of 2 people: put each one's archive into a folder"):
        list(LinkedIn().read(written(tmp_path, {"Profile.csv": PROFILE, "Profile (1).csv": other})))
    renewed = PROFILE.replace("Ana,Prieto", "Ana,PRIETO").replace("Physicist", "Head")
    assert Read(written(tmp_path, {"Profile (1).csv": renewed})).owner


def test_an_older_list_in_one_folder_says_what_was_true_then(tmp_path: Path) -> None:
    row = "Kit,Marsh,https://www.linkedin.com/in/kit,,Elm,{},05 Jan 2022\n"
    newer = "Bo,Ek,https://www.linkedin.com/in/bo,,Ash,Cook,07 Mar 2024\n"
    found = Read(
        written(
            tmp_path,
            {
                "Connections.csv": f"{CONNECTIONS}\n{row.format('Clerk')}",
                "Connections (1).csv": f"{CONNECTIONS}\n{newer}{row.format('Head')}",
            },
        )
    )
    said = {record.positions[0].title: str(record.positions[0].as_of) for record in found.people.values()}
    assert said == {"Clerk": "2022-01-05", "Head": "2024-03-07", "Cook": "2024-03-07"}


def test_identify_opens_no_member_beyond_its_head() -> None:
    class Counting:
        name = "Connections.csv"
        size = 10_000_000

        def head(self) -> bytes:
            return f"{CONNECTIONS}\n{ONE * 600}".encode()

        def open(self) -> None:
            raise AssertionError("opened")

    export = opened(Path(__file__).parent)
    assert LinkedIn().identify(type(export)(export.path, (Counting(),), export.options))  # type: ignore[arg-type]
