"""Tables on a terminal: 80 columns hold them, whatever the data, and no data steers the terminal."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from graphfind.errors import ImportRefused
from graphfind.identity import Match
from graphfind.model import Hop, Interest, Person, PersonRecord, Position, RowError, Source
from graphfind.portraits import Acquaintance, Portrait
from graphfind.render import table
from graphfind.report import Changes, ImportReport, JobChange, MemberReport, Rows, SourceReport
from graphfind.stores.base import RecordLine, StoredSource
from tests.render.page_answers import answer, path

DAY = date(2026, 10, 1)
HOSTILE = {
    "long": lambda what: f"{what} " * 30,
    "unbroken": lambda what: what.replace(" ", "") * 40,
    "wide": lambda what: f"高橋美咲 {what} " * 12,
    "steering": lambda what: f"\x1b[31m{what}\x1b]0;x\x07\u202e\r\n\x9b2J\u2028",
    "markup": lambda what: f"[red]{what}[/] [/] [link=http://x.example]",
    "empty": lambda what: "",
}


def printed(*shown: RenderableType, width: int = 80) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=False, color_system=None, legacy_windows=False)
    for one in shown:
        console.print(one)
    return out.getvalue()


def words(text: str) -> str:
    return " ".join(text.split())


def anyone(text: Any) -> Person:
    return Person(
        "p0123456789abcdef", text("name"), (text("other name"),), (text("e-mail"),), (text("phone"),),
        (text("profile"),), (Position(text("title"), text("employer"), "", DAY, None, DAY),
        Position(text("old title"), "", "", DAY, DAY), Position(text("degree"), text("school"), study=True)),
        text("place"), (text("tag"),), (Interest(text("follows")),), True, ("s1",),
    )  # fmt: skip


def portrait(text: Any) -> Portrait:
    record = PersonRecord("k", text("as"), member=text("member"), line=4)
    tie = Acquaintance(anyone(text), Hop(answer(path("a", "b")).introductions[0].hops[0].tie, text("reason")))
    return Portrait(
        anyone(text), (tie,), 3, (RecordLine(text("source"), record),), (Match("email", "a", "b", text("value")),)
    )


def imported(text: Any, count: int = 1) -> ImportReport:
    members = tuple(MemberReport(f"{text('file')}{n}", Rows(5, 1, 3, 1), ((text("why"), 3),)) for n in range(count))
    changes = Changes(
        (text("new"),) * count,
        (text("gone"),) * count,
        (JobChange(text("who"), text("old job"), text("old employer"), text("job"), text("employer")),) * count,
    )
    source = SourceReport(
        "s1", text("path"), text("importer"), text("owner"), "replaced", members, 4, 3, 1_234_567,
        (RowError(text("file"), 7, text("reason")),) * count, (text("warning"),) * count, changes,
    )  # fmt: skip
    return ImportReport((source,), 1_234_567, 9_600_000)


def stored(text: Any) -> list[StoredSource]:
    source = Source(
        "linkedin-mara-lindqvist-1a2b3c4d", text("path"), "x", text("owner"), True, DAY, 1_000_000, 9_000_000
    )
    return [StoredSource(1, source, "", "", 0)]


SHOWN = {
    "people": lambda text: [table.people([anyone(text)])],
    "person": lambda text: [table.person(anyone(text))],
    "portrait": lambda text: table.portrait(portrait(text)),
    "report": lambda text: table.report(imported(text)),
    "sources": lambda text: [table.sources(stored(text))],
}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("what", SHOWN)
def test_80_columns_hold_everything_and_nothing_steers(what: str, hostile: str) -> None:
    shown: Iterable[RenderableType] = SHOWN[what](HOSTILE[hostile])
    text = printed(*shown)
    assert text.strip()
    assert max(cell_len(line) for line in text.splitlines()) <= 80
    assert not set(text) & set("\x1b\x07\x9b\r\u202e\u2028")
    if hostile == "markup":
        assert "[red]" in text


def test_a_report_counts_and_names() -> None:
    text = words(printed(*table.report(imported(str)), width=120))
    assert "replaced path (importer, owner's contacts)" in text
    assert "File Read Imported Merged Skipped Rejected" in text
    assert "file0 10 5 1 3 1" in text
    assert "skipped in file0: 3 why" in text
    assert "4 new people, 3 known before, 1,234,567 ties" in text
    assert "file:7: reason" in text
    assert "warning: warning" in text
    assert "changed: who: old job at old employer → job at employer" in text
    assert text.endswith("The store holds 1,234,567 people and 9,600,000 ties.")


def test_a_long_report_is_cut_and_says_so() -> None:
    text = printed(*table.report(imported(str, table.SHOWN + 5)))
    for rest in ("rejected rows", "warnings", "new people", "changed jobs", "gone people"):
        assert f"and 5 more {rest}; --json lists them all" in text
    assert text.count("file:7: reason") == table.SHOWN
    text = printed(*table.report(imported(str, table.SHOWN + 1)))
    for rest in ("rejected row", "warning", "new person", "changed job", "gone person"):
        assert f"and 1 more {rest}; --json lists them all" in text


def test_what_was_said_without_a_file_has_a_name_and_no_table() -> None:
    said = SourceReport("me", "", "me", "Mara Lind", "imported", people_new=0)
    assert words(printed(*table.report(ImportReport((said,), 1, 0)))) == (
        "imported what Mara Lind said of themselves (me) The store holds 1 person and 0 ties."
    )


@pytest.mark.parametrize("name", ["", "\u200b", " \u200b\u2060", "\u00ad"])
def test_a_name_that_is_not_seen_is_none(name: str) -> None:
    assert "a@x.example" in printed(table.people([Person("p1", name, emails=("a@x.example",))]))
    assert Person("p1", name).shown_name == "no name"


def test_a_rehearsal_says_what_would_be() -> None:
    assert "The store would hold" in printed(*table.report(imported(str), dry_run=True))


def test_unchanged_and_refused_sources_have_no_table() -> None:
    same = SourceReport("s1", "mine.zip", "linkedin", "Mara", "unchanged")
    refused = replace(same, path="x.pdf", status="refused", refusal=None)
    assert "File" not in printed(*table.report(ImportReport((same,), 1, 1)))
    text = printed(*table.report(ImportReport((replace(refused, refusal=ImportRefused("no")),), 1, 1)))
    assert words(text) == "The store holds 1 person and 1 tie."


def test_members_are_shown_without_the_folder_they_share() -> None:
    def shown(*members: str) -> str:
        reports = tuple(MemberReport(member, Rows(1)) for member in members)
        source = SourceReport("s", "mine.zip", "x", "", "imported", reports)
        return printed(*table.report(ImportReport((source,), 1, 1)))

    assert "export" not in shown("export/a.csv", "export/b.csv")
    assert "export/a.csv" in shown("export/a.csv", "b.csv")


def test_a_person_with_all_that_is_known() -> None:
    text = words(printed(*table.portrait(portrait(str)), width=120))
    for fact in (
        "Name name", "Id p0123456789abcdef", "Also other name", "E-mail e-mail", "Follows follows", "Location place",
        "Now title at employer, 2026 (as of 2026-10-01)", "Before old title, 2026–2026", "Studied degree at school",
        "Don't ask never as a connector", "and 2 more", "source member:4 as", "one person by email: value",
    ):  # fmt: skip
        assert fact in text


def test_somebody_without_a_name_is_listed_by_an_address() -> None:
    assert "x@example.org" in printed(table.people([Person("p1", "", emails=("x@example.org",))]))


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_narrow_table_loses_nothing(width: int) -> None:
    source = Source("linkedin-ada-ferro-1a2b3c4d", "", "", "Ada Ferro", True, DAY, 12_345, 678_901)
    known = StoredSource(1, source, "", "", 0)
    shown = printed(table.sources([known, known]), width=width)
    for whole in ("linkedin-ada-ferro-1a2b3c4d", str(DAY), "12,345", "678,901", "Owner", "Records", "Ties"):
        assert whole in shown
    assert "Ada Ferro (me)" in words(shown)
    assert max(map(cell_len, shown.splitlines())) <= width


def test_what_is_longer_than_a_narrow_terminal_goes_on_in_the_next_line() -> None:
    one = Person("p0123456789abcdef", "Ada " * 20, positions=(Position("Engineer" * 9, "Acme"),))
    shown = printed(table.people([one]), width=40)
    assert shown.count("Ada") == 20
    assert "Engineer" * 9 in "".join(line[14:].rstrip() for line in shown.splitlines())
    assert one.id in shown
