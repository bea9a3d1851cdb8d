"""Which column holds what: by header, by content, as the user says, and when to stop and ask."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from graphfind.errors import ImportRefused, MappingNeeded
from importers.tables import Tables
from importers.tables.aliases import fold
from tests.importers.tables.tables_export import Read, written

KNOWN = tomllib.loads(files("importers.tables").joinpath("aliases.toml").read_text(encoding="utf-8"))


def test_no_header_stands_for_two_fields() -> None:
    for section in ("people", "ties"):
        meanings = defaultdict(set)
        for name, ranks in KNOWN[section].items():
            for rank, listed in enumerate(ranks if name != "ends" else []):
                for header in listed.split(", "):
                    meanings[fold(header)].add((name, rank))
        assert {header: found for header, found in meanings.items() if len(found) > 1 or not header} == {}
    words = {fold(header) for listed in KNOWN["references"].values() for header in listed.split(", ")}
    assert not words & {fold(h) for ranks in KNOWN["people"].values() for line in ranks for h in line.split(", ")}


@pytest.mark.parametrize(
    ("header", "given", "family"),
    [
        ("Vorname;Nachname", "Ann", "Lee"),
        ("PRÉNOM;NOM", "Ann", "Lee"),
        ("Nombre;Apellidos", "Ann", "Lee"),
        ("Nome;Cognome", "Ann", "Lee"),
        ("Nome;Sobrenome", "Ann", "Lee"),
        ("Imię;Nazwisko", "Ann", "Lee"),
        ("Voornaam;Achternaam", "Ann", "Lee"),
        ("Förnamn;Efternamn", "Ann", "Lee"),
        ("first_name;last_name", "Ann", "Lee"),
        ("first;last", "Ann", "Lee"),
        ("Given;Family", "Ann", "Lee"),
        ("FirstName;LastName", "Ann", "Lee"),
        ("Given Name (required);Family Name *", "Ann", "Lee"),
        ("Ｆｉｒｓｔ Name;Last\u00a0Name", "Ann", "Lee"),
    ],
)
def test_names_in_two_columns(tmp_path: Path, header: str, given: str, family: str) -> None:
    person = Read(written(tmp_path, {"a.csv": f"{header}\nAnn;Lee\n"})).person
    assert (person.name, person.given_name, person.family_name) == ("Ann Lee", given, family)


@pytest.mark.parametrize(
    "header",
    [
        "Name",
        "Full name",
        "NOMBRE COMPLETO",
        "Nom complet",
        "Imię i nazwisko",
        "Naam",
        "Namn",
        "Contact",
        "姓名",
        "ФИО",
    ],
)
def test_whole_names(tmp_path: Path, header: str) -> None:
    person = Read(written(tmp_path, {"a.csv": f"{header},Email\nAnn Lee,ann@lee.example\n"})).person
    assert (person.name, person.given_name, person.emails) == ("Ann Lee", "", ("ann@lee.example",))


def test_a_title_that_is_a_form_of_address_is_no_position(tmp_path: Path) -> None:
    alone = Read(written(tmp_path / "alone", {"a.csv": "Name,Title\nAnn Lee,Dr.\nBob Ray,Mr\n"}))
    assert all(not person.positions for person in alone.people)
    beside = Read(written(tmp_path / "beside", {"a.csv": "Title,Name,Job Title\nDr.,Ann Lee,Nurse\n"}))
    assert beside.person.positions[0].title == "Nurse"
    assert beside.warnings == ["columns left out: “Title”"]
    real = Read(written(tmp_path / "real", {"a.csv": "Name,Title\nAnn Lee,Doctor of Optics\n"}))
    assert real.person.positions[0].title == "Doctor of Optics"


def test_asks_which_of_two_columns(tmp_path: Path) -> None:
    export = written(tmp_path, {"a.csv": "Name,Company,Employer\nAnn Lee,Acme,Bolt\n"})
    with pytest.raises(MappingNeeded) as caught:
        Read(export)
    assert str(caught.value) == (
        "a.csv: “Company”, “Employer” may each hold the organization: say which does with --map organization=COLUMN"
    )
    assert [column for column, _ in caught.value.mapping] == ["Name", "Company", "Employer"]
    read = Read(written(tmp_path, {}, mapping={"organization": "employer"}))
    assert read.person.positions[0].organization == "Bolt"
    assert read.warnings == ["columns left out: “Company”"]


@pytest.mark.parametrize(
    ("header", "row", "says", "number"),
    [
        ("Name,Name", "Ann Lee,Bob Ray", "may each hold the name: say which does by number, --map name=1 or 2", 2),
        ("Contact,Attendee", "Bob,Ann", "may each hold the name: say which does with --map name=COLUMN", 1),
        ("Name,Company,Company", "Bob,Acme,Bolt", "say which does by number, --map organization=2 or 3", 3),
    ],
)
def test_what_it_advises_can_be_done(tmp_path: Path, header: str, row: str, says: str, number: int) -> None:
    with pytest.raises(MappingNeeded) as caught:
        Read(written(tmp_path, {"a.csv": f"{header}\n{row}\n"}))
    assert says in str(caught.value)
    field = says.partition("--map ")[2].partition("=")[0]
    person = Read(written(tmp_path, {}, mapping={field: str(number)})).person
    assert row.split(",")[number - 1] in (person.name, *(position.organization for position in person.positions))


def test_of_two_columns_of_one_name_the_user_says_which_by_number(tmp_path: Path) -> None:
    members = {"a.csv": "Title,Name,Title,Nr,\nDr,Ann Lee,Nurse,7,x\n,Bob Ray,Judge,8,y\n"}
    with pytest.raises(ImportRefused, match=r"--map title=title: 2 columns are called so; .* --map title=1 or 3"):
        Read(written(tmp_path, members, mapping={"title": "title"}))
    for wanted in ("3", "#3", "column 3"):
        read = Read(written(tmp_path, {}, mapping={"title": wanted, "tags": "column 5"}))
        assert [(person.positions[0].title, person.tags) for person in read.people] == [
            ("Nurse", ("x",)),
            ("Judge", ("y",)),
        ]
    beside = Read(written(tmp_path / "beside", members))
    assert [person.positions[0].title for person in beside.people] == ["Nurse", "Judge"]
    with pytest.raises(ImportRefused, match="--map title=6: no such column"):
        Read(written(tmp_path, members, mapping={"title": "6"}))


def test_a_column_may_be_called_a_number_and_a_table_have_no_name_that_is_known(tmp_path: Path) -> None:
    read = Read(written(tmp_path, {"a.csv": "Name,1\n1,Acme\n"}, mapping={"organization": "1"}))
    assert (read.person.name, read.person.positions[0].organization) == ("1", "Acme")
    read = Read(
        written(tmp_path / "b", {"b.csv": "About\nWer,Wo\nAnn,2\n"}, mapping={"name": "1", "organization": "2"})
    )
    assert (read.person.name, read.person.positions[0].organization) == ("Ann", "2")
    with pytest.raises(ImportRefused, match="already holds an e-mail address"):
        Read(written(tmp_path / "c", {"c.csv": "Ann,ann@lee.example\n"}, mapping={"name": "1"}))


def test_of_two_columns_for_one_thing_an_empty_one_does_not_count(tmp_path: Path) -> None:
    read = Read(written(tmp_path, {"a.csv": "Name,Company,Employer\nAnn Lee,,Bolt\n"}))
    assert read.person.positions[0].organization == "Bolt"


def test_asks_for_the_name_and_shows_what_it_took_the_columns_for(tmp_path: Path) -> None:
    export = written(tmp_path, {"a.csv": "Wer,Wo,E-Mail\nAnn,Acme,ann@lee.example\n"})
    with pytest.raises(MappingNeeded, match="--map name=COLUMN") as caught:
        Read(export)
    assert caught.value.mapping == (("Wer", ""), ("Wo", ""), ("E-Mail", "email"))
    person = Read(written(tmp_path, {}, mapping={"Name": "WER", "organization": " wo "})).person
    assert (person.name, person.positions[0].organization) == ("Ann", "Acme")


def test_asks_where_no_column_is_known(tmp_path: Path) -> None:
    export = written(tmp_path, {"a.csv": "Wer,Wo\nAnn,Acme\n"})
    assert Tables().identify(export)
    with pytest.raises(MappingNeeded, match=r"“Wer”, “Wo” on line 1") as caught:
        Read(export)
    assert caught.value.mapping == (("Wer", ""), ("Wo", ""))
    assert Read(written(tmp_path, {}, mapping={"name": "Wer"})).person.name == "Ann"


def test_says_that_there_is_no_header(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused, match="line 1 already holds an e-mail address"):
        Read(written(tmp_path, {"a.csv": "Ann Lee,ann@lee.example\nBob Ray,bob@ray.example\n"}))
    with pytest.raises(ImportRefused, match="no rows at all"):
        Read(written(tmp_path / "b", {"b.csv": "\n\n"}))


def test_refuses_a_mapping_it_cannot_follow(tmp_path: Path) -> None:
    members = {"a.csv": "Name,Company\nAnn Lee,Acme\n"}
    with pytest.raises(ImportRefused, match=r"--map nose: no such field; there are id, name, .*, source, target"):
        Read(written(tmp_path, members, mapping={"nose": "Name"}))
    with pytest.raises(ImportRefused, match=r"--map name=Nose: no such column; there are “Name”, “Company”"):
        Read(written(tmp_path, members, mapping={"name": "Nose"}))
    for column in ("Nose", "0", "99"):
        with pytest.raises(ImportRefused, match=rf"--map name={column}: no such column; there are “foo”, “bar”"):
            Read(written(tmp_path / column, {"b.csv": "foo,bar\nx,y\n"}, mapping={"name": column}))


def test_a_mapping_reaches_whichever_table_has_the_column(tmp_path: Path) -> None:
    members = {
        "people.csv": "Nr,Wer\n1,Ann Lee\n2,Bob Ray\n",
        "ties.csv": "Links,Rechts,Wie\n1,2,gut\n",
    }
    mapping = {"id": "Nr", "name": "Wer", "source": "Links", "target": "Rechts", "relation": "Wie"}
    read = Read(written(tmp_path, members, mapping=mapping))
    assert [(tie.a, tie.b, tie.relation) for tie in read.ties] == [("id:1", "id:2", "gut")]


def test_content_that_two_columns_share_is_asked_about(tmp_path: Path) -> None:
    export = written(tmp_path, {"a.csv": "Name,x,y\nAnn,ann@lee.example,boss@lee.example\n"})
    with pytest.raises(MappingNeeded, match=r"“x”, “y” may each hold the email"):
        Read(export)


def test_names_the_columns_that_are_left_out_only_where_they_hold_data(tmp_path: Path) -> None:
    rows = "".join(f"Person {n},,,\n" for n in range(400))
    read = Read(written(tmp_path, {"a.csv": f"Name,Shoe size,Hat,\n{rows}Ann,39, ,x\n"}))
    assert read.warnings == ["columns left out: “Shoe size”, “column 4”"]


def test_columns_of_families_are_numbered(tmp_path: Path) -> None:
    read = Read(
        written(
            tmp_path,
            {
                "a.csv": "Name,Email 1,Email 2,Phone1,Position 2,Position 1\n"
                "Ann,a@lee.example,b@lee.example,+49 30 1234567,Cook,Judge\n"
            },
        )
    )
    assert read.person.emails == ("a@lee.example", "b@lee.example")
    assert read.person.positions[0].title == "Judge"


@pytest.mark.parametrize("lines", [1, 30, 48])
def test_finds_the_header_below_a_preamble(tmp_path: Path, lines: int) -> None:
    preamble = "".join(f"About this list {n}\n" for n in range(lines))
    read = Read(written(tmp_path, {"a.csv": f"{preamble}Name,Company\nAnn,Acme\n"}))
    assert (read.person.line, read.tallies["a.csv"].imported) == (lines + 2, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_reads_every_encoding_delimiter_and_line_end(tmp_path: Path, encoding: str, delimiter: str, end: str) -> None:
    rows = [("Name", "Firma", "E-Mail"), ("Zoë Müßig", "Süd & Co", "zoe@muessig.example"), ("Ann", "", "ann@x.example")]
    text = "".join(delimiter.join(row) + end for row in rows)
    read = Read(written(tmp_path, {"a.csv": text.encode(encoding)}))
    assert [(p.name, p.emails, p.line) for p in read.people] == [
        ("Zoë Müßig", ("zoe@muessig.example",), 2),
        ("Ann", ("ann@x.example",), 3),
    ]


@pytest.mark.parametrize(
    ("name", "content", "claimed"),
    [
        ("a.csv", "Wer,Wo\nAnn,Acme\n", True),
        ("a.CSV", "Name\nAnn\n", True),
        ("a.tsv", "Name\tMail\nAnn\ta@x.example\n", True),
        ("a.txt", "Name,Email\nAnn,a@x.example\n", True),
        ("a", "source,target\na@x.example,b@x.example\n", True),
        ("a.txt", "Name,Company,Employer\nAnn,Acme,Bolt\n", True),
        ("README.txt", "Hello\n\nContact\nwrite to us\n", False),
        ("a.txt", "Name\nAnn\n", False),
        ("a.csv", "", False),
        ("a.csv", "%PDF-1.7\n", False),
        ("a.csv", '{"name": "Ann", "email": "a@x.example"}', False),
        ("a.csv", b"\x00\x01\x02\x03" * 100, False),
        ("a.json", "Name,Email\nAnn,a@x.example\n", False),
        ("a.pdf", "Name,Email\nAnn,a@x.example\n", False),
    ],
)
def test_identifies_tables(tmp_path: Path, name: str, content: str | bytes, claimed: bool) -> None:
    assert Tables().identify(written(tmp_path, {name: content})) is claimed


def test_a_member_without_people_is_named_and_the_rest_read(tmp_path: Path) -> None:
    read = Read(written(tmp_path, {"a.csv": "Name\nAnn\n", "b.csv": "Sku,Price\n1,2\n", "c.csv": "1,x@y.example\n"}))
    assert read.person.name == "Ann"
    assert [warning[:25] for warning in read.warnings] == ["not read: no column tells", "not read: no row names th"]


def test_an_ambiguous_member_stops_the_import(tmp_path: Path) -> None:
    with pytest.raises(MappingNeeded):
        Read(written(tmp_path, {"a.csv": "Name\nAnn\n", "b.csv": "Name,Company,Employer\nBob,Acme,Bolt\n"}))
