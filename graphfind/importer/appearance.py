"""What a file that no importer claims looks like, and what its owner could do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graphfind.importer.protocol import Member
from graphfind.importer.text import head_text, is_binary, is_foreign


class Appearance(NamedTuple):
    """What something looks like ("a PDF"), and what to do."""

    what: str
    advice: str


_AS_CSV = "save it as CSV and import that"
_UNPACK = "unpack it and import what is inside"
_NO_CONTACTS = "import the file or archive that holds contacts"
_UNKNOWN_KIND = "no importer that is installed reads it"

_TEXT = Appearance(
    "text without a header that names people", "give it a first row with the columns' names, or use --importer"
)

_MAGIC: tuple[tuple[bytes, Appearance], ...] = (
    (b"%PDF", Appearance("a PDF", _NO_CONTACTS)),
    (b"\xff\xd8\xff", Appearance("a JPEG image", _NO_CONTACTS)),
    (b"\x89PNG", Appearance("a PNG image", _NO_CONTACTS)),
    (b"GIF8", Appearance("a GIF image", _NO_CONTACTS)),
    (b"\xd0\xcf\x11\xe0", Appearance("an old Office document or Outlook message", _AS_CSV)),
    (b"!BDN", Appearance("an Outlook data file", "export the contacts from Outlook as CSV and import that")),
    (b"PK\x03\x04", Appearance("a zip archive", _UNPACK)),
    (b"\x1f\x8b", Appearance("a gzip archive", _UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Appearance("a 7-Zip archive", _UNPACK)),
    (b"Rar!", Appearance("a RAR archive", _UNPACK)),
    (b"SQLite format 3\0", Appearance("an SQLite database", "a store is named by --store; it is not imported")),
    (b"\x7fELF", Appearance("a program", _NO_CONTACTS)),
    (b"MZ", Appearance("a program", _NO_CONTACTS)),
)

_TEXT_MAGIC: tuple[tuple[str, Appearance], ...] = (
    ("{\\rtf", Appearance("a Rich Text document", _AS_CSV)),
    ("<!doctype html", Appearance("a web page", "a download that failed, perhaps: fetch the export itself again")),
    ("<html", Appearance("a web page", "a download that failed, perhaps: fetch the export itself again")),
    ("<", Appearance("XML", _UNKNOWN_KIND)),
    ("{", Appearance("JSON", _UNKNOWN_KIND)),
    ("[", Appearance("JSON", _UNKNOWN_KIND)),
    ("begin:vcard", Appearance("a vCard address book", _UNKNOWN_KIND)),
    ("begin:vcalendar", Appearance("a calendar", _UNKNOWN_KIND)),
    ("from ", Appearance("a mailbox", _UNKNOWN_KIND)),
)

_OFFICE: tuple[tuple[str, Appearance], ...] = (
    ("xl/", Appearance("an Excel workbook", _AS_CSV)),
    ("word/", Appearance("a Word document", _AS_CSV)),
    ("ppt/", Appearance("a PowerPoint presentation", _NO_CONTACTS)),
    ("content.xml", Appearance("an OpenDocument file", _AS_CSV)),
    ("Index/", Appearance("a Numbers, Pages or Keynote document", _AS_CSV)),
)


def of_file(member: Member) -> Appearance:
    """What a file looks like, from its first bytes."""
    head = member.head()
    for magic, appearance in _MAGIC:
        if head.startswith(magic):
            return appearance
    text = head_text(member)
    start = text.lstrip().casefold()
    if not start:
        return Appearance("an empty file", "export it again")
    for beginning, appearance in _TEXT_MAGIC:
        if start.startswith(beginning):
            return appearance
    if is_foreign(member):
        return Appearance("text that is neither UTF-8 nor Windows-1252", "save it as UTF-8 and import that")
    if is_binary(text):
        return Appearance("binary data", _NO_CONTACTS)
    return _TEXT


def of_files(members: Sequence[Member]) -> Appearance | None:
    """What several files look like, where all look like the same thing and it is more than text."""
    if len(members) < 2 or (first := of_file(members[0])) == _TEXT:
        return None
    return first if all(of_file(member) == first for member in members[1:]) else None


def of_archive(names: Iterable[str]) -> Appearance | None:
    """What an archive's names tell of a document that only looks like an archive; None for an archive."""
    names = tuple(names)
    for beginning, appearance in _OFFICE:
        if any(name.startswith(beginning) for name in names):
            return appearance
    return None
