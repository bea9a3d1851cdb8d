"""LinkedIn's data archive: connections, and what else it tells of people, in every shape it has had since 2015."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graphfind.errors import ImportRefused
from graphfind.importer import Columns, Export, Member, one_by_one, read_rows
from graphfind.importer.naming import shown
from graphfind.model import PersonRecord, Reading
from graphfind.normalize import name_key
from importers.linkedin.connections import read_connections
from importers.linkedin.contacts import read_contacts
from importers.linkedin.counting import Repeats
from importers.linkedin.directory import Directory
from importers.linkedin.evidence import EVIDENCE, read_evidence
from importers.linkedin.export_date import date_lists, export_date, warn_of_name
from importers.linkedin.members import Found, ShapedMember, find_members
from importers.linkedin.messages import read_messages
from importers.linkedin.numbers import find_numbers
from importers.linkedin.owner import read_owner

__all__ = ["LinkedIn"]

_ONCE = ("profile", "connections", "messages")
"""What an archive holds in one folder only: a second one is another owner's, or of another day."""


_TELLING = {"connections": "url", "messages": "conversation"}
"""By which column repetitions are told, where a member has it; those of before 2022 and of 2018 do not."""


class LinkedIn:
    """Reads LinkedIn's archive as zip, folder or loose CSV files."""

    name = "linkedin"
    title = "LinkedIn data archive (connections, messages, invitations, recommendations, endorsements, contacts)"
    fallback = False

    def identify(self, export: Export) -> bool:
        """Whether a member bears the columns of one of LinkedIn's files; a name alone does not suffice."""
        return bool(find_members(export).members)

    def owner(self, export: Export) -> PersonRecord | None:
        """The owner as their profile, addresses and positions tell, and the profile URL that all messages share."""
        found, today = find_members(export), export.options.today
        return read_owner(found, today, export_date(export, found), find_numbers(found, today).owner).record

    def read(self, export: Export) -> Iterator[Reading]:
        """Everything about people; connections come first, so that every later member can refer to them."""
        return one_by_one(self.read_columns(export))

    def read_columns(self, export: Export) -> Iterator[Reading | Columns]:
        """Everything about people; connections come first, so that every later member can refer to them."""
        found = find_members(export)
        _refuse_unreadable(export, found)
        today, as_of = export.options.today, export_date(export, found)
        numbers = find_numbers(found, today)
        owner = read_owner(found, today, as_of, numbers.owner)
        directory = Directory(owner.profile)
        yield from found.warnings
        yield from warn_of_name(export, found)
        yield from owner.readings
        contents: set[int] = set()
        for member, day in date_lists(list(found.of("connections")), today, as_of):
            yield from read_connections(member, directory, today, day, contents, numbers)
        letters = list(found.of("messages"))
        repeats = Repeats() if len(letters) > 1 else None
        for member in letters:
            yield from read_messages(member, directory, owner, today, repeats)
        seen: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for member in found.of(*EVIDENCE):
            yield from read_evidence(member, directory, owner, today, seen[member.kind])
        for member in found.of("contacts"):
            yield from read_contacts(member, directory, owner, export.options, seen[member.kind])


def _refuse_unreadable(export: Export, found: Found) -> None:
    """Where reading on would pass for a success and be none: nothing there, no connections, several archives in one."""
    if found.headless:
        raise _headless(found.headless[0])
    if not found.members:
        raise ImportRefused(
            f"{shown(export.path)}: none of {len(export.members)} files has the columns of a LinkedIn file; "
            "export them again, or leave --importer out"
        )
    for kind in _ONCE:
        folders = sorted({member.folder for member in found.of(kind)})
        if len(folders) > 1:
            raise ImportRefused(
                f"{shown(export.path)}: holds {len(folders)} LinkedIn archives ({shown(folders[0] or '.')}, "
                f"{shown(folders[1])}): import each by itself"
            )
    for kind, column in _TELLING.items():
        members = list(found.of(kind))
        new, old = (next((m for m in members if (column in m.columns) is has), None) for has in (True, False))
        if new and old:
            raise ImportRefused(
                f"{shown(export.path)}: {shown(new.name)} and {shown(old.name)} are of archives years apart, and what "
                "both tell would count twice: import each by itself, the newer replaces the older"
            )
    _refuse_several_owners(export, found.of("profile"))


def _refuse_several_owners(export: Export, profiles: Iterable[ShapedMember]) -> None:
    """Copies of one archive may lie in one folder, those of two people may not."""
    names = set()
    for member in profiles:
        first = next((row for row in member.records("first", "last") if isinstance(row, tuple)), None)
        if first and (name := name_key(" ".join(first[1]))):
            names.add(name)
    if len(names) > 1:
        raise ImportRefused(
            f"{shown(export.path)}: holds the profiles of {len(names)} people: put each one's archive into a folder "
            "of its own, and import each by itself"
        )


def _headless(member: Member) -> ImportRefused:
    widths = [len(row[1]) for row in read_rows(member) if isinstance(row, tuple)]
    seen = f"{len(widths)} rows of up to {max(widths)} columns" if widths else "an empty file"
    return ImportRefused(
        f"{shown(member.name)}: no header with First Name, Last Name and Company or Connected On near the top; "
        f"saw {seen}: put the header back, or export the file again"
    )
