"""Commands that bring exports in and take them out again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from graphfind.cli.commands import command
from graphfind.cli.session import Session, session_options


class _Path(click.Path):
    """A path; an empty text, as a shell makes of a variable that is not set, is not the folder one stands in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not value:
            self.fail("is empty; name a file, a folder or an archive", param, ctx)
        return super().convert(value, param, ctx)


@command(
    "import",
    short_help="Bring contacts in.",
    epilog='Example: graphfind import my-export.zip --mine && graphfind import ada.zip --owner "Ada Friend"',
)
@click.argument("paths", nargs=-1, required=True, type=_Path(path_type=Path), metavar="PATH...")
@click.option("--mine", is_flag=True, help="These are my own contacts.")
@click.option("--owner", metavar="NAME", help="Whose contacts these are: name, e-mail, profile URL or id.")
@click.option("--importer", default="", metavar="NAME", help="Read it with this importer instead of finding out.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Which column of a table, by name or number, holds a field.",
)
@click.option("--region", default="", metavar="CC", help="Country of phone numbers that name none, such as DE.")
@click.option("--dry-run", is_flag=True, help="Report what would happen and change nothing.")
@click.option("--strict", is_flag=True, help="Import nothing from a source with a rejected row.")
@click.option("--force", is_flag=True, help="Let a newer export drop much of the older one.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@session_options
def import_command(
    session: Session,
    paths: tuple[Path, ...],
    mine: bool,
    owner: str | None,
    importer: str,
    mapping: tuple[str, ...],
    region: str,
    dry_run: bool,
    strict: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Import exports of contacts: archives, folders, tables.

    A LinkedIn archive (zip, folder or its CSV files), or any table of people or of ties. Files
    given together belong together: a table of ties may name the people of a table beside it.
    Importing the same again changes nothing; a newer export takes the place of the older one.
    """
    from graphfind.importer import load_importers
    from graphfind.loading import ImportSettings, import_paths
    from graphfind.render import records

    if owner is not None and not owner.strip():
        raise click.UsageError("--owner: is empty; give a name, an e-mail address or a profile URL")
    importers, warnings = load_importers()
    for warning in warnings:
        session.remark(f"warning: {warning}")
    settings = ImportSettings(
        today=session.today,
        mine=mine,
        owner=owner or "",
        importer=importer,
        mapping=_pairs(mapping),
        region=region.upper(),
        dry_run=dry_run,
        strict=strict,
        force=force,
    )
    with session.store(create=True) as store, _progress(session) as progress:
        report = import_paths(store, paths, settings, importers, progress)
    refused = [source.refusal for source in report.sources if source.refusal is not None]
    if as_json:
        session.show_json(records.report(report))
    elif len(refused) < len(report.sources):
        from graphfind.render import table

        session.show(*table.report(report, dry_run=dry_run))
    for refusal in refused:
        _explain(session, refusal)
    for warning in report.warnings:
        session.remark(f"warning: {warning}")
    if refused and len(refused) == len(report.sources):
        return 2
    return 0 if report.complete else 1


@command("sources", short_help="List what was imported.", epilog="Example: graphfind sources --json")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def sources_command(session: Session, as_json: bool) -> int:
    """List what was imported, when, and whose contacts it lists."""
    from graphfind.render import records

    with session.store() as store:
        known = store.sources()
    if as_json:
        session.show_json({"sources": [records.source(s.source, s.warnings) for s in known]})
    elif known:
        from graphfind.render import table

        session.show(table.sources(known))
    else:
        session.remark(f"nothing was imported yet; start with: {session.again('import EXPORT --mine')}")
    return 0


@command(
    "withdraw", short_help="Take a source out again.", epilog="Example: graphfind withdraw linkedin-ada-friend-1a2b3c4d"
)
@click.argument("source")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def withdraw_command(session: Session, source: str, as_json: bool) -> int:
    """Take a source out again, with exactly what it said.

    SOURCE is an id that 'graphfind sources' lists, the beginning of one, or the path imported.
    """
    from graphfind.loading import withdraw
    from graphfind.lookup import find_source

    with session.store() as store:
        found = find_source(store, source)
        withdraw(store, found, session.today)
        counts = store.counts(session.today)
    if as_json:
        session.show_json({"withdrawn": found.source.id, "store": {"people": counts.people, "ties": counts.ties}})
    else:
        from graphfind.sentences import counted

        people, ties = counted(counts.people, "person", "people"), counted(counts.ties, "tie")
        session.remark(f"withdrew {found.source.id}; the store holds {people} and {ties}")
    return 0


@command("importers", short_help="List what can be read.", epilog="Example: graphfind importers")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def importers_command(session: Session, as_json: bool) -> int:
    """List what kinds of exports can be read."""
    from graphfind.importer import load_importers

    importers, warnings = load_importers()
    if as_json:
        session.show_json({"importers": [{"name": i.name, "title": i.title} for i in importers.values()]})
    else:
        from graphfind.render import table

        session.show(table.pairs((i.name, i.title) for i in importers.values()))
    for warning in warnings:
        session.remark(f"warning: {warning}")
    return 1 if warnings else 0


def _pairs(mapping: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in mapping:
        field, equals, column = text.partition("=")
        if not (equals and field.strip() and column.strip()):
            raise click.UsageError('--map: write it as FIELD=COLUMN, as in --map "name=Full name"')
        if pairs.setdefault(field.strip(), column.strip()) != column.strip():
            raise click.UsageError(f"--map {field.strip()}: is given two columns; choose one")
    return pairs


def _explain(session: Session, refusal: Exception) -> None:
    from graphfind.errors import MappingNeeded
    from graphfind.escaping import terminal

    click.echo(f"graphfind: {terminal(str(refusal))}", err=True)
    if isinstance(refusal, MappingNeeded):
        for column, field in refusal.mapping:
            click.echo(f"  {terminal(column) or '(no name)'}  →  {field or '?'}", err=True)


@contextmanager
def _progress(session: Session) -> Iterator[Callable[[str, int], None] | None]:
    """A line that counts, on a terminal only."""
    if session.quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    with console.status("reading") as status:
        yield lambda path, count: status.update(f"{Path(path).name}: {count:,} people")
