"""Reports, sources and people as tables for a terminal, in 80 columns or more; what data holds is never interpreted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from graphfind.escaping import terminal
from graphfind.render.words import command
from graphfind.sentences import counted

if TYPE_CHECKING:
    from graphfind.model import Person, Position
    from graphfind.portraits import Portrait
    from graphfind.report import Changes, ImportReport, SourceReport
    from graphfind.stores.base import StoredSource

_LEAST = 10
"""So wide a column whose cells wrap is at least, or as wide as what it holds."""

_GAP = 3

SHOWN = 10
"""How many faults, changes and the like are shown before the rest is counted only."""


def report(done: ImportReport, *, dry_run: bool = False) -> Iterator[RenderableType]:
    """What came of an import, file by file."""
    for source in done.sources:
        if source.refusal is None:
            yield from _source_report(source)
    verb = "would hold" if dry_run else "holds"
    yield Text(f"The store {verb} {counted(done.people, 'person', 'people')} and {counted(done.ties, 'tie')}.")


def sources(known: Sequence[StoredSource]) -> RenderableType:
    """What was imported."""
    table = plain_table("Source", "Owner", "Imported", "Records", "Ties")
    table.columns[0].no_wrap = table.columns[2].no_wrap = True
    for column in table.columns[3:]:
        column.justify = "right"
    for stored in known:
        one = stored.source
        owner = f"{one.owner} (me)" if one.mine else one.owner
        table.add_row(terminal(one.id), text(owner), str(one.imported_on), f"{one.people:,}", f"{one.ties:,}")
    return table


def people(found: Sequence[Person]) -> RenderableType:
    """People in a line each."""
    table = plain_table("Name", "Title", "Organization", "Id")
    table.columns[3].no_wrap = True
    for one in found:
        table.add_row(_name(one), text(one.position.title), text(one.position.organization), one.id)
    return table


def person(one: Person) -> RenderableType:
    """What is known of one person."""
    return pairs(chain([("Name", one.name)], _facts(one)))


def portrait(shown: Portrait, given: str = "") -> Iterator[RenderableType]:
    """One person with ties, records and matches; `given` are the options that a command needs."""
    yield person(shown.person)
    if shown.ties:
        table = plain_table("Knows", "Strength", "Because")
        table.columns[0].ratio, table.columns[2].ratio = 2, 3
        for tie in shown.ties:
            table.add_row(_name(tie.person), f"{tie.hop.tie.strength:.2f}", text(tie.hop.reason))
        yield table
        if shown.ties_in_all > len(shown.ties):
            yield Text(f"and {shown.ties_in_all - len(shown.ties)} more")
    if shown.unasked:
        names = ", ".join(terminal(other.shown_name) for other in shown.unasked)
        yield Text(f"never an introduction between them and, by your word: {names}")
    table = plain_table("Said by", "Where", "As")
    for line in shown.records:
        where = f"{line.record.member}:{line.record.line}" if line.record.member else ""
        table.add_row(text(line.source), text(where), text(line.record.name))
    yield table
    for match in shown.matches:
        why = "your word (graphfind merge)" if match.rule == "verdict" else f"{match.rule}: {terminal(match.value)}"
        yield Text(f"one person by {why}")
    if shown.matches:
        yield unbroken(f"not one person? {command(f'unmerge {shown.person.id}', given)}")


def pairs(facts: Iterable[tuple[str, str]]) -> RenderableType:
    """Names and values, two columns."""
    return _grid((name, text(value)) for name, value in facts)


def _source_report(source: SourceReport) -> Iterator[RenderableType]:
    yield Text(terminal(f"{source.status} {_called(source)}"), style="bold")
    if source.status == "unchanged":
        return
    if not source.path:
        yield Text()
        return
    table = plain_table("File", "Read", "Imported", "Merged", "Skipped", "Rejected")
    for column in table.columns[1:]:
        column.justify = "right"
    names = _without_folder([member.member for member in source.members])
    for name, member in zip(names, source.members, strict=True):
        rows = member.rows
        table.add_row(text(name), *(f"{n:,}" for n in (
            rows.read, rows.imported, rows.merged, rows.skipped, rows.rejected
        )))  # fmt: skip
    yield table
    for name, member in zip(names, source.members, strict=True):
        if member.skipped_why:
            why = ", ".join(f"{count:,} {reason}" for reason, count in member.skipped_why)
            yield Text(terminal(f"skipped in {name}: {why}"))
    yield Text(
        f"{counted(source.people_new, 'new person', 'new people')}, {source.people_known:,} known before, "
        f"{counted(source.ties, 'tie')}"
    )
    faults = [f"{fault.member}:{fault.line}: {fault.reason}" for fault in source.faults]
    yield from _some(faults, "rejected row")
    yield from _some([f"warning: {warning}" for warning in source.warnings], "warning")
    if source.changes is not None:
        yield from _changes(source.changes)
    yield Text()


def _called(source: SourceReport) -> str:
    """What a source is called: by its file, but for what its owner said without one."""
    if not source.path:
        return f"what {source.owner} said of themselves ({source.importer})"
    owner = f", {source.owner}'s contacts" if source.owner else ""
    return f"{PurePath(source.path).name} ({source.importer}{owner})"


def _without_folder(members: Sequence[str]) -> list[str]:
    """Members' names without the folder that all of them lie in."""
    folders = {member.rpartition("/")[0] for member in members}
    return [member.rpartition("/")[2] for member in members] if len(folders) == 1 else list(members)


def _changes(found: Changes) -> Iterator[RenderableType]:
    jobs = [
        f"changed: {job.name}: {_at(job.title_before, job.organization_before)} → {_at(job.title, job.organization)}"
        for job in found.jobs
    ]
    yield from _some([f"new: {name}" for name in found.new], "new person", "new people")
    yield from _some(jobs, "changed job")
    yield from _some([f"gone: {name}" for name in found.gone], "gone person", "gone people")


def _some(lines: Sequence[str], one: str, many: str = "") -> Iterator[RenderableType]:
    for line in lines[:SHOWN]:
        yield Text(terminal(line))
    if len(lines) > SHOWN:
        more = counted(len(lines) - SHOWN, f"more {one}", f"more {many}" if many else "")
        yield Text(f"and {more}; --json lists them all")


def _facts(one: Person) -> Iterator[tuple[str, str]]:
    yield "Id", one.id
    for name, values in (
        ("Also", one.other_names),
        ("E-mail", one.emails),
        ("Phone", one.phones),
        ("Profile", one.profile_urls),
        ("Tags", one.tags),
        ("Follows", tuple(interest.organization for interest in one.interests)),
    ):
        if values:
            yield name, ", ".join(values)
    if one.location:
        yield "Location", one.location
    for position in one.positions:
        yield _tense(position), _position(position)
    if one.dont_ask:
        yield "Don't ask", "never as a connector"


def _tense(position: Position) -> str:
    if position.study:
        return "Studied"
    return "Now" if position.ended is None else "Before"


def _position(position: Position) -> str:
    said = f" (as of {position.as_of})" if position.as_of and position.ended is None else ""
    years = "–".join(str(d.year) for d in (position.started, position.ended) if d)
    return f"{_at(position.title, position.organization)}{f', {years}' if years else ''}{said}"


def _at(title: str, organization: str) -> str:
    return " at ".join(text for text in (title, organization) if text) or "nothing"


def _name(one: Person) -> Text:
    return text(one.shown_name)


def text(value: str) -> Text:
    """Text of the data's, made harmless for a terminal."""
    return Text(terminal(value), overflow="fold")


def unbroken(value: str) -> Text:
    """A line to be copied, which `Session.show` does not break where the terminal is narrower."""
    return Text(terminal(value), no_wrap=True)


class _Plain(Table):
    """A table that loses nothing: where it is too narrow, each row stands as names and values, one below the other."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for column in self.columns:
            column.no_wrap = column.no_wrap or column.justify == "right"  # no number is broken
        if self._needed() <= options.max_width:
            yield from super().__rich_console__(console, options)
            return
        for row in zip(*(column.cells for column in self.columns), strict=True):
            yield Rule(style="none")
            yield _grid((str(column.header), cell) for column, cell in zip(self.columns, row, strict=True))

    def _needed(self) -> int:
        widths = (max(map(_width, (column.header, *column.cells))) for column in self.columns)
        fitted = (
            width if column.no_wrap else min(width, _LEAST) for width, column in zip(widths, self.columns, strict=True)
        )
        return sum(fitted) + _GAP * (len(self.columns) - 1)


def _width(cell: RenderableType) -> int:
    return cell_len(cell.plain if isinstance(cell, Text) else str(cell))


def _grid(facts: Iterable[tuple[str, RenderableType]]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, value in facts:
        table.add_row(text(name), value)
    return table


def plain_table(*columns: str) -> Table:
    """A table without frames, whose cells wrap; its rows stand below each other where the terminal is too narrow."""
    table = _Plain(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
