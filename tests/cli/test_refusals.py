"""Bad input gets one line that says what, where and what to do, and loses nothing else."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graphfind import loading
from graphfind.importer import Export
from tests.cli.exports import CONNECTIONS, adas, loose, mine, table
from tests.command_line import CommandLine, one_line

FILES: dict[str, tuple[bytes, str]] = {
    "report.pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
    "photo.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "a JPEG image"),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "an old Office document"),
    "empty.csv": (b"", "an empty file"),
    "blank.csv": (b"\n \n\t\n", "an empty file"),
    "noise.csv": (bytes(range(256)) * 16, "binary data"),
    "czech.csv": (
        "name,email\nJiří Šťastný,jiri@x.example\n".encode("cp1250"),
        "text that is neither UTF-8 nor Windows-1252: save it as UTF-8 and import that",
    ),
    "wide.csv": (b"Name," * 1_000_000 + b"\nx\n", "wide.csv:1: more than 512 columns"),
    "page.html": (b"<!DOCTYPE html><html></html>", "a web page"),
    "Connections.csv": (b"First Name,Last Name,Company\n", "no people in it"),
    "letters.csv": (b"Dear Sir,\nthe quick brown fox\n", "--map name=COLUMN"),
    "cut.zip": (b"PK\x03\x04" + bytes(40), "zip archive"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_export(graphfind: CommandLine, tmp_path: Path, name: str) -> None:
    content, says = FILES[name]
    (tmp_path / name).write_bytes(content)
    done = graphfind("import", name, "--owner", "Ada Ferro", code=2)
    first, *columns = done.err.splitlines()
    assert first.startswith("graphfind: ")
    assert name in first
    assert says in first
    assert all(line.startswith("  ") for line in columns)  # the columns of a table that is not understood
    assert done.out == ""


def test_a_workbook(graphfind: CommandLine, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "people.xlsx", "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
    line = one_line(graphfind("import", "people.xlsx", code=2).err)
    assert "an Excel workbook: save it as CSV" in line


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1251", "Иван Петров"), ("mac-roman", "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS} Roe")]
)
def test_an_encoding_that_may_be_another_is_said(
    graphfind: CommandLine, tmp_path: Path, encoding: str, name: str
) -> None:
    (tmp_path / "people.csv").write_bytes(b"name,email\n" + f"{name},jane@x.example\n".encode(encoding) * 60)
    done = graphfind("import", "people.csv")
    said = " ".join(done.out.split())
    assert "read as Windows-1252; if names look wrong, save it as UTF-8 and import it again" in said


def test_what_is_not_there(graphfind: CommandLine, tmp_path: Path) -> None:
    assert "missing.zip: no such file" in one_line(graphfind("import", "missing.zip", code=2).err)
    (tmp_path / "photos").mkdir()
    assert "nothing in it" in one_line(graphfind("import", "photos", code=2).err)
    (tmp_path / "photos" / "a.jpg").write_bytes(FILES["photo.jpg"][0])
    assert "no export among its 1 file (a.jpg)" in one_line(graphfind("import", "photos", code=2).err)
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file nor a folder" in one_line(graphfind("import", "pipe", code=2).err)
    assert graphfind("sources", "--json").json["sources"] == []


def test_a_bad_row_costs_itself(graphfind: CommandLine, tmp_path: Path) -> None:
    good = ["Bo", "Quist", "", "", "Baker Works", "Baker", "05 Jan 2024"]
    path = table(tmp_path / "Connections.csv", [CONNECTIONS, good, [*good, "and", "more"], ["Cy", "Dahl", *good[2:]]])
    done = graphfind("import", path, "--owner", "Ada Ferro", code=1)
    assert "Connections.csv:3: 9 fields under 7 headings" in done.out
    assert "2 new people" in done.out
    assert "Quist" in graphfind("people", "baker").out
    again = graphfind("import", path, "--owner", "Zoe Ito", "--strict", code=2)
    assert "Connections.csv:3" in one_line(again.err)
    assert "nothing was imported (--strict)" in again.err
    assert len(graphfind("sources", "--json").json["sources"]) == 1


def test_whose_contacts_must_be_said_once(graphfind: CommandLine, tmp_path: Path) -> None:
    path = loose(tmp_path)
    assert "--mine and --owner exclude each other" in one_line(
        graphfind("import", path, "--mine", "--owner", "Ada Ferro", code=2).err
    )
    assert "say --mine, or --owner NAME" in one_line(graphfind("import", path, code=2).err)
    assert 'graphfind me "Your Name"' in one_line(graphfind("import", path, "--mine", code=2).err)
    assert "--owner: give a name" in one_line(graphfind("import", path, "--owner", "!!!", code=2).err)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["people.csv", "--owner", ""], "--owner: is empty"),
        (["people.csv", "--owner", " "], "--owner: is empty"),
        ([""], "is empty; name a file"),
        (["people.csv", ""], "is empty; name a file"),
        (["people.csv", "--map", "name=Name", "--map", "name=Company"], "--map name: is given two columns"),
    ],
)
def test_what_an_unset_variable_leaves_behind_is_refused(
    graphfind: CommandLine, tmp_path: Path, arguments: list[str], says: str
) -> None:
    table(tmp_path / "people.csv", [("Name", "Company"), ("Bo Quist", "Works")])
    assert says in one_line(graphfind("import", *arguments, code=2).err)
    assert not graphfind.store.exists()


def test_half_of_a_file_that_changes_meanwhile_is_not_imported(
    graphfind: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path / "people.csv", [("Name", "Company"), *((f"Nr{n} Person", "Works") for n in range(20_000))])
    whole = loading.digest

    def digest(export: Export) -> str:
        found = whole(export)
        os.truncate(path, 100_000)
        return found

    monkeypatch.setattr(loading, "digest", digest)
    assert "people.csv: changed while it was read" in one_line(graphfind("import", path, code=2).err)
    assert graphfind("sources", "--json").json["sources"] == []


def test_another_person_s_archive_is_not_mine(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    line = one_line(graphfind("import", adas(tmp_path), "--mine", code=2).err)
    assert "is the export of Ada Ferro, but you are Mara Lind" in line


def test_a_person_who_is_not_known(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("me", code=1)
    assert "nobody is called" in one_line(graphfind("person", "Ada Ferro", code=2).err)
    graphfind("import", mine(tmp_path), "--mine")
    for who in ("Ferro", "Ada Fero", "Adda Ferro"):
        line = one_line(graphfind("person", who, code=2).err)
        assert line.startswith(f'nobody is called "{who}"; did you mean Ada Ferro (Nurse at Clinic Works, p')
    for who in ("Zoe Ito", "clinic", "zoe@example.org", "linkedin.com/in/zoe", "p0123456789abcdef", "!!!", "%", "_"):
        line = one_line(graphfind("person", who, code=2).err)
        assert line == f"nobody is called \"{who}\"; 'graphfind people WORDS' looks people up"


@pytest.mark.parametrize(
    "command",
    [
        lambda who: ["person", who],
        lambda who: ["tie", who, "--close"],
        lambda who: ["forget", who, "--yes"],
        lambda who: ["find", "nurse", "--via", who],
        lambda who: ["find", "nurse", "--avoid", who],
        lambda who: ["find", "nurse", "--from", who],
    ],
    ids=["person", "tie", "forget", "via", "avoid", "from"],
)
def test_a_name_that_two_bear(graphfind: CommandLine, tmp_path: Path, command: Callable[[str], list[str]]) -> None:
    twins = [("Ada", "Ferro", "ada-1", "Clinic Works", "Nurse"), ("Ada", "Ferro", "ada-2", "Dock Works", "Sailor")]
    graphfind("import", mine(tmp_path, twins), "--mine")
    line = one_line(graphfind(*command("Ada Ferro"), code=2).err)
    assert line.startswith('2 people are called "Ada Ferro": ')
    assert "(Nurse at Clinic Works, p" in line
    assert "(Sailor at Dock Works, p" in line
    for who in ("linkedin.com/in/ada-2", line.rpartition("Works, ")[2].partition(")")[0]):
        assert graphfind("person", who, "--json").json["name"] == "Ada Ferro"


def test_an_empty_store(graphfind: CommandLine) -> None:
    graphfind("me", code=1)
    assert 'graphfind me "Your Name"' in one_line(graphfind("find", "nurse", code=2).err)
    assert "none was imported" in one_line(graphfind("withdraw", "x", code=2).err)
    graphfind("me", "Mara Lind")
    assert "nobody in the store but you; import" in one_line(graphfind("find", "nurse", code=2).err)
    assert "no people" not in graphfind("export", "csv").out
    assert graphfind("graph", "--html", "page.html").out == ""


def test_sources_are_named_by_id_or_its_beginning_or_path(graphfind: CommandLine, tmp_path: Path) -> None:
    paths = mine(tmp_path), adas(tmp_path)
    graphfind("import", paths[0], "--mine")
    graphfind("import", paths[1], "--owner", "Ada Ferro")
    first, second = (source["id"] for source in graphfind("sources", "--json").json["sources"])
    assert f"known: {second}, {first}" in one_line(graphfind("withdraw", "nonsense", code=2).err)
    assert "may be any of" in one_line(graphfind("withdraw", "linkedin", code=2).err)
    for nothing in ("", "  "):
        assert "no source is named" in one_line(graphfind("withdraw", nothing, code=2).err)
    graphfind("withdraw", first[:-3])
    graphfind("withdraw", paths[1])


def test_a_variable_that_is_not_set_withdraws_nothing(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", loose(tmp_path), "--owner", "Ada Ferro")
    (source,) = graphfind("sources", "--json").json["sources"]
    line = one_line(graphfind("withdraw", "", code=2).err)
    assert f"no source is named; known: {source['id']}" in line
    assert graphfind("sources", "--json").json["sources"] == [source]


@pytest.mark.parametrize(
    ("region", "advice"),
    [("UK", "did you mean GB?"), ("germany", "give its two letters, such as DE"), ("ZZ", "such as DE"), (" DE", "DE?")],
)
def test_a_country_there_is_not(graphfind: CommandLine, tmp_path: Path, region: str, advice: str) -> None:
    path = table(tmp_path / "people.csv", [("name", "phone"), ("Bo Quist", "020 7946 0018")])
    line = one_line(graphfind("import", path, "--region", region, code=2).err)
    assert "no such country" in line
    assert advice in line
    assert graphfind("sources", "--json").json["sources"] == []


def test_phone_numbers_that_cannot_be_compared_are_counted(graphfind: CommandLine, tmp_path: Path) -> None:
    rows = [("name", "phone"), ("Bo Quist", "020 7946 0018"), ("Cy Dahl", "+44 20 7946 0018, 020 7946 0019, +999 1")]
    path = table(tmp_path / "people.csv", rows)
    for region, said in [
        ([], ["2 × a phone number without its country; it is not compared without --region, as in --region DE"]),
        (["--region", "fr"], ["2 × a phone number that is none in FR; it is not compared"]),
        (["--region", "gb"], []),
    ]:
        warnings = [
            f"people.csv: {text}" for text in (*said, "1 × a phone number that does not exist; it is not compared")
        ]
        (source,) = graphfind("import", path, *region, "--dry-run", "--json").json["sources"]
        assert source["warnings"] == warnings


def test_what_the_command_line_cannot_mean(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    for command, says in (
        (["tie", "Ada Ferro", "Ada Ferro", "--close"], "two different people"),
        (["forget", "Mara Lind", "--yes"], "that is you"),
        (["forget", "Ada Ferro"], "confirm with --yes"),
        (["me", "Mara Lind", "--email", "mara"], "--email: is not an e-mail address"),
        (["me", "Mara Lind", "--profile", "mara"], "--profile: is not a LinkedIn profile"),
        (["me", "???"], "give your name"),
        (["me", "zoe@example.org"], "nobody with that address is known; give your name"),
        (["import", "mine.zip", "--importer", "excel"], "no importer is named"),
        (["import", "mine.zip", "--map", "shoe=size", "--importer", "tables"], "no such field"),
        (["export", "csv", "--output", "mine.zip"], "exists already"),
        (["export", "csv", "--output", "no/where.csv"], "there is no folder"),
        (["backup", "mine.zip"], "exists already"),
        (["graph", "--html", "mine.zip"], "exists already"),
        (["--store", "mysql://localhost/x", "people"], "not a kind of store"),
    ):
        assert says in one_line(graphfind(*command, code=2).err), command
    assert graphfind("forget", "Bo Quist", "--yes", "--json").json["copies"] == []  # nothing of the above was written


@pytest.mark.parametrize(
    "command",
    [
        "find nurse", "connectors nurse", "plan nurse", "leads nurse", "graph --html page.html", "people", "person Ada",
        "tie Ada --close", "forget Ada --yes", "sources", "withdraw linkedin", "export jsonl", "export csv --output x",
        "backup", "backup copy.db", "doctor",
    ],
)  # fmt: skip
def test_no_store_is_made_but_by_what_fills_it(graphfind: CommandLine, tmp_path: Path, command: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    line = one_line(graphfind("--store", "typo/store.db", *command.split(), code=2).err)
    assert line.startswith("there is no store at typo/store.db; import your contacts first: graphfind import")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", ["sources", "people", "find nurse", "doctor", "export csv", "backup copy.db"])
def test_an_empty_file_is_no_store_yet(graphfind: CommandLine, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty.db").touch()
    before = sorted(tmp_path.rglob("*"))
    line = one_line(graphfind(*command.split(), "--store", "empty.db", code=2).err)
    assert line.startswith("there is no store at empty.db; import your contacts first: ")
    assert graphfind("roles", "explain", "nurse", "--store", "empty.db").out
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "empty.db").stat().st_size == 0


def test_a_store_made_of_an_empty_file_is_private(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind.store.touch()
    graphfind.store.chmod(0o644)
    graphfind("import", mine(tmp_path), "--mine")
    assert stat.S_IMODE(graphfind.store.stat().st_mode) == 0o600
    assert graphfind("doctor", "--json").json["faults"] == []


def test_nothing_is_moved_from_where_no_store_is(graphfind: CommandLine, tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    assert "there is no store at typo.db" in one_line(graphfind("move", "typo.db", "new.db", code=2).err)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_usual_store_is_named_when_nothing_was_imported_yet(
    graphfind: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRAPHFIND_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    line = one_line(graphfind("find", "nurse", code=2).err)
    assert line.endswith("graphfind.db; import your contacts first: graphfind import FILE --mine")
    assert not (tmp_path / "data").exists()


LONG = "x" * 60_000


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["people", "--limit", str(2**63 - 1)], "--limit"),
        (["people", LONG], "WORDS: is longer than 1,000 characters; say it in fewer"),
        (["people", *["a"] * 3_000], "WORDS: are more than 100; say fewer"),
        (["people", "a " * 3_000], "WORDS: "),
        (["duplicates", LONG], "WORDS: is longer"),
        (["duplicates", *["a"] * 3_000], "WORDS: are more than 100"),
        (["find", LONG], "ROLE: is longer than 1,000 characters"),
        (["roles", "explain", LONG], "ROLE: is longer"),
        (["roles", "why", "Nurse", "--for", LONG], "ROLE: is longer"),
        *(
            (["find", "nurse", option, LONG], f"{option}: is longer than 1,000 characters; say it in fewer")
            for option in ("--company", "--location", "--include", "--exclude", "--allow", "--as", "--level", "--via")
        ),
        (["find", "nurse", "--level", "x" * 900], f'There is no level "{"x" * 59}…"'),
        (["find", "pm", "--as", "x" * 900], f'is not read as "{"x" * 59}…"'),
        (["find", "nurse", "--allow", "x" * 900], f'There is no standing "{"x" * 59}…"'),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_what_nobody_can_mean_is_refused_in_a_short_line(filled: CommandLine, arguments: list[str], says: str) -> None:
    line = one_line(filled(*arguments, code=2).err)
    assert says in line
    assert len(line) < 300


def test_a_long_role_is_not_repeated_whole(filled: CommandLine) -> None:
    (line, *_) = filled("find", "word " * 190, "--company", "Clinic Works", code=1).err.splitlines()
    assert line.startswith('nothing found: nobody in the store is in the role "word word')
    assert len(line) < 300


def test_a_wrong_day_is_blamed_on_who_says_it(filled: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert one_line(filled("sources", "--today", "soon", code=2).err).startswith("--today: is no date; write it as")
    monkeypatch.setenv("GRAPHFIND_TODAY", "soon")
    assert one_line(filled("sources", code=2).err).startswith("GRAPHFIND_TODAY: is no date; write it as YYYY-MM-DD")
    assert filled("sources", "--today", "2026-11-01").out


def test_a_backup_says_that_its_file_is_to_be_named_otherwise(filled: CommandLine, tmp_path: Path) -> None:
    line = one_line(filled("backup", "nowhere/x.db", code=2).err)
    assert line == "nowhere/x.db: there is no folder nowhere; make it, or name another file"
    assert "is empty; name it" in one_line(filled("backup", "", code=2).err)
    line = one_line(filled("backup", f"{'x' * 300}.db", code=2).err)
    assert line.endswith("; nothing was written, name another file")
    assert not list(tmp_path.glob("*.backup.db"))


@pytest.mark.parametrize(
    "command", [["export", "csv", "--output"], ["graph", "--html"], ["find", "nurse", "--families"], ["roles", "parse"]]
)
def test_an_empty_file_name_is_no_folder(filled: CommandLine, command: list[str]) -> None:
    assert "is empty; name it" in one_line(filled(*command, "", code=2).err)


def test_who_looks_people_up_in_an_empty_store_is_told_so(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("me", code=1)
    for words in ([], ["nurse"]):
        said = graphfind("people", *words, code=1).err
        assert said == "nothing was imported yet; start with: graphfind import EXPORT --mine\n"
    graphfind("import", mine(tmp_path), "--mine")
    assert graphfind("people", "nobody", code=1).err == "nobody fits all these words\n"


def test_one_row_is_one(graphfind: CommandLine, tmp_path: Path) -> None:
    path = table(tmp_path / "people.csv", [("Name", "Company"), ("", "")])
    path.write_text("Name,Company\n,Works\n", encoding="utf-8")
    assert "people.csv: 1 row, " in one_line(graphfind("import", path, code=2).err)
