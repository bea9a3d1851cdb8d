"""Exactly one importer reads each thing, and nothing is left unread without a word."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from graphfind.errors import ImportRefused, UsageError
from graphfind.importer import Claim, Export, Importer, ImportOptions, claims
from graphfind.model import Reading

OPTIONS = ImportOptions(today=date(2026, 6, 1))


@dataclass(frozen=True)
class Stub:
    """Claims exports that hold a member whose name begins with one of its words."""

    name: str
    words: tuple[str, ...]
    fallback: bool = False
    members: int = 10_000
    title: str = "A stub"

    def identify(self, export: Export) -> bool:
        names = [member.name.rpartition("/")[2] for member in export.members]
        return len(names) <= self.members and any(name.startswith(self.words) for name in names)

    def owner(self, export: Export) -> None:
        return None

    def read(self, export: Export) -> Iterator[Reading]:
        return iter(())


class Broken(Stub):
    def identify(self, export: Export) -> bool:
        raise RecursionError("\x1b[31m")


ARCHIVE = Stub("network", ("Connections", "messages"))
CARDS = Stub("cards", ("card",), members=1)
TABLES = Stub("tables", ("people", "ties", "Connections"), fallback=True, members=1)
IMPORTERS: Mapping[str, Importer] = {stub.name: stub for stub in (ARCHIVE, CARDS, TABLES)}


def put(path: Path, *names: str, content: bytes = b"x") -> Path:
    """A folder, or an archive if the path ends so, of files of these names."""
    if path.suffix != ".zip":
        for name in names:
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(content)
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return path


def told(claimed: list[Claim]) -> list[tuple[str, str, list[str]]]:
    return [(c.importer.name, c.export.path.name, [member.name for member in c.export.members]) for c in claimed]


def refusal_of(*paths: Path, importers: Mapping[str, Importer] = IMPORTERS) -> str:
    with pytest.raises(ImportRefused) as refused:
        claims(paths, importers, OPTIONS)
    message = str(refused.value)
    assert len(message) <= 200
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl") for c in message)
    return message.partition(f"{paths[0].name}: ")[2]


@pytest.mark.parametrize("name", ["export", "export.zip"])
def test_a_container_is_claimed_whole(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / name, "Connections.csv", "people.csv", "rest.pdf")

    assert told(claims([path], IMPORTERS, OPTIONS)[0]) == [
        ("network", name, ["Connections.csv", "people.csv", "rest.pdf"])
    ]


@pytest.mark.parametrize("name", ["export", "export.zip"])
def test_a_container_nobody_claims_whole_is_claimed_by_its_members(tmp_path: Path, name: str) -> None:
    path = put(tmp_path / name, "ties.csv", "card1.vcf", "people.csv", "card2.vcf", "notes.txt")

    claimed, warnings = claims([path], IMPORTERS, OPTIONS)

    assert told(claimed) == [
        ("cards", name, ["card1.vcf", "card2.vcf"]),
        ("tables", name, ["people.csv", "ties.csv"]),
    ]
    assert claimed[0].export.path == path
    assert [warning.partition(f"{name}: ")[2] for warning in warnings] == [
        "not read: notes.txt (text without a header that names people)"
    ]


def test_archives_in_a_folder_are_claimed_on_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # paths of any length would be shortened
    folder = put(Path("all"), "people.csv")
    put(folder / "sub" / "mine.zip", "Connections.csv")
    put(folder / "book.zip", "[Content_Types].xml", "xl/workbook.xml")
    put(folder / "photos.zip", "a.jpg")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04")

    claimed, warnings = claims([folder], IMPORTERS, OPTIONS)

    assert told(claimed) == [("tables", "all", ["people.csv"]), ("network", "mine.zip", ["Connections.csv"])]
    assert warnings == [
        "all: not read: book.zip (an Excel workbook: save it as CSV and import that)",
        "not read: all/broken.zip: a damaged or incomplete zip archive: download it again",
        "all: not read: photos.zip (an archive with nothing that can be read)",
    ]


def test_an_archive_inside_an_archive_is_left(tmp_path: Path) -> None:
    path = put(tmp_path / "outer.zip", "people.csv", "inner.zip")

    claimed, warnings = claims([path], IMPORTERS, OPTIONS)

    assert told(claimed) == [("tables", "outer.zip", ["people.csv"])]
    assert warnings[0].endswith("outer.zip: not read: inner.zip (an archive inside an archive: unpack it)")
    assert refusal_of(put(tmp_path / "twice.zip", "inner.zip")) == (
        "holds another archive (inner.zip): unpack it and import that"
    )


def test_loose_files_of_one_importer_are_read_together(tmp_path: Path) -> None:
    put(tmp_path, "ties.csv", "messages.csv", "people.csv", "Connections.csv", "zip/Connections.csv")
    paths = [tmp_path / name for name in ("ties.csv", "messages.csv", "people.csv", "Connections.csv")]

    claimed, warnings = claims([*paths, put(tmp_path / "b.zip", "messages.csv")], IMPORTERS, OPTIONS)

    assert told(claimed) == [
        ("network", "b.zip", ["messages.csv"]),
        ("tables", "ties.csv", ["people.csv", "ties.csv"]),
        ("network", "messages.csv", ["Connections.csv", "messages.csv"]),
    ]
    assert warnings == []


def test_a_path_given_twice_counts_once(tmp_path: Path) -> None:
    put(tmp_path, "people.csv")
    (tmp_path / "link.csv").symlink_to(tmp_path / "people.csv")

    claimed, _ = claims(
        [tmp_path / "people.csv", tmp_path / "link.csv", tmp_path / "." / "people.csv"], IMPORTERS, OPTIONS
    )

    assert told(claimed) == [("tables", "people.csv", ["people.csv"])]


@pytest.mark.parametrize("name", ["folder", "folder.zip", "Connections.csv"])
def test_two_claims_are_refused(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name) / name if name.endswith("csv") else put(tmp_path / name, "Connections.csv")
    rival = Stub("rival", ("Conn",))

    assert refusal_of(path, importers={**IMPORTERS, "rival": rival}) == (
        "claimed by network and rival: choose one with --importer"
    )
    assert told(claims([path], {**IMPORTERS, "rival": rival}, OPTIONS, "rival")[0])[0][0] == "rival"


def test_the_chosen_importer_reads_everything_unasked(tmp_path: Path) -> None:
    put(tmp_path / "folder", "a.pdf", "b.txt")
    put(tmp_path, "c.bin")
    importers = {"broken": Broken("broken", ())}

    claimed, warnings = claims([tmp_path / "folder", tmp_path / "c.bin"], importers, OPTIONS, "broken")

    assert told(claimed) == [("broken", "folder", ["a.pdf", "b.txt"]), ("broken", "c.bin", ["c.bin"])]
    assert warnings == []


def test_an_importer_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^no importer is named 'nobody': there are cards, network, tables$"):
        claims([tmp_path], IMPORTERS, OPTIONS, "nobody")


def test_a_plug_in_that_fails_is_named_once_and_passed_over(tmp_path: Path) -> None:
    path = put(tmp_path / "folder", "people.csv", "ties.csv")

    claimed, warnings = claims([path], {**IMPORTERS, "bad": Broken("bad", ())}, OPTIONS)

    assert told(claimed) == [("tables", "folder", ["people.csv", "ties.csv"])]
    assert warnings == ["importer bad failed to identify and was passed over (RecursionError)"]


def excel() -> bytes:
    """A workbook, the same at every hour: it is in the name of a test, and all processes must have the same tests."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(zipfile.ZipInfo(name), "<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n", "looks like a PDF: import the file or archive that holds contacts"),
        (b"\xff\xd8\xff\xe0", "looks like a JPEG image: import the file or archive that holds contacts"),
        (b"\x89PNG\r\n", "looks like a PNG image: import the file or archive that holds contacts"),
        (excel(), "looks like an Excel workbook: save it as CSV and import that"),
        (b"\xd0\xcf\x11\xe0", "looks like an old Office document or Outlook message: save it as CSV and import that"),
        (b"\x1f\x8b\x08", "looks like a gzip archive: unpack it and import what is inside"),
        (b"SQLite format 3\0", "looks like an SQLite database: a store is named by --store; it is not imported"),
        (
            b"\xef\xbb\xbf <!DOCTYPE html>",
            "looks like a web page: a download that failed, perhaps: fetch the export itself again",
        ),
        ('{"friends": []}'.encode("utf-16"), "looks like JSON: no importer that is installed reads it"),
        (b"BEGIN:VCARD\r\n", "looks like a vCard address book: no importer that is installed reads it"),
        (b"", "looks like an empty file: export it again"),
        (b"\xef\xbb\xbf \r\n\n", "looks like an empty file: export it again"),
        (bytes(range(32)) * 9, "looks like binary data: import the file or archive that holds contacts"),
        (
            b"1,2,3\n4,5,6\n",
            "looks like text without a header that names people: "
            "give it a first row with the columns' names, or use --importer",
        ),
        (b"PK\x05\x06" + bytes(18), "nothing in it: name the folder or archive that holds an export"),
    ],
)
def test_a_file_nobody_claims_is_refused_by_its_looks(tmp_path: Path, content: bytes, what: str) -> None:
    put(tmp_path, "file", content=content)

    assert refusal_of(tmp_path / "file") == what


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ((), "nothing in it: name the folder or archive that holds an export"),
        ((".hidden",), "nothing in it: name the folder or archive that holds an export"),
        (("a.pdf", "b.txt"), "no export among its 2 files (a.pdf, b.txt)"),
        (
            tuple(f"\x1b{n}" + "long" * 30 for n in range(1_200)),
            "no export among its 1,200 files (…onglonglonglonglong, …onglonglonglonglong, …onglonglonglonglong, …)",
        ),
    ],
)
def test_a_folder_with_nothing_for_anybody_is_refused(tmp_path: Path, names: tuple[str, ...], why: str) -> None:
    (tmp_path / "folder").mkdir()

    assert refusal_of(put(tmp_path / "folder", *names)) == why


def test_a_folder_of_files_of_one_kind_is_refused_by_their_looks(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    put(tmp_path / "folder", "a.vcf", "b.vcf", content=b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n")

    looks = "looks like a vCard address book: no importer that is installed reads it"
    assert refusal_of(tmp_path / "folder") == f"each of its 2 files {looks}"

    put(tmp_path / "folder", "c.pdf", content=b"%PDF-1.7")

    assert refusal_of(tmp_path / "folder") == "no export among its 3 files (a.vcf, b.vcf, c.pdf)"


def test_many_unread_files_are_counted(tmp_path: Path) -> None:
    path = put(tmp_path / "folder", "people.csv", *(f"{n:02}.pdf" for n in range(30)))

    _, warnings = claims([path], IMPORTERS, OPTIONS)

    assert len(warnings) == 21
    assert warnings[-1].endswith("folder: not read: 10 more files")


def test_what_is_missing_is_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "missing.csv") == "no such file or folder"
    assert claims([], IMPORTERS, OPTIONS) == ([], [])
