"""Commands for the store as a whole: taking it elsewhere, keeping it, examining it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphfind.cli.commands import command
from graphfind.cli.session import FilePath, Session, session_options

if TYPE_CHECKING:
    from graphfind.stores.base import Store

FORMATS = ("csv", "ties", "json", "jsonl", "graphml", "gexf")


@command(
    "export", short_help="Write the store out.", epilog="Example: graphfind export jsonl --output everything.jsonl"
)
@click.argument("format_", type=click.Choice(FORMATS), metavar="FORMAT")
@click.option("--output", type=FilePath(), metavar="FILE", help="Write to a file, 0600.")
@click.option("--force", is_flag=True, help="Overwrite the file.")
@session_options
def export_command(session: Session, format_: str, output: Path | None, force: bool) -> int:
    """Write the store out, to standard output or a file.

    FORMAT is csv (a table of people), ties (a table of ties), json (people and ties), jsonl (all
    that was imported and said, which 'graphfind import' reads back without loss), graphml or gexf
    (for graph programs).
    """
    from typing import cast

    from graphfind.cli.session import write
    from graphfind.exporting import Format, export
    from graphfind.files import write_file

    if output is not None:
        session.check_output(output)
    with session.store() as store:
        with store.reading():
            parts = export(store, cast("Format", format_), session.today)
            if output is None:
                for part in parts:
                    write(part, is_json=format_ in ("json", "jsonl"))
                return 0
            write_file(output, parts, force=force)
        session.note_copy(store, output, f"{format_} export")
    session.remark(f"wrote {output}")
    return 0


@command("backup", short_help="Copy the whole store.", epilog="Example: graphfind backup before-cleaning.db")
@click.argument("file", required=False, type=FilePath())
@session_options
def backup_command(session: Session, file: Path | None) -> int:
    """Copy the whole store to a file that can be used as a store.

    A store on a Neo4j server is copied as JSON lines, which 'graphfind import' reads back without loss.
    """
    from graphfind.stores import is_server

    if file is not None:
        session.check_output(file)
    with session.store() as store:
        if is_server(store.location):
            target = file or Path(f"graphfind-{session.today.isoformat()}.backup.jsonl")
            _dump(store, target)
        else:
            target = file or _beside(store.location, session.today.isoformat())
            store.backup(target)
        session.note_copy(store, target, "backup")
    session.remark(f"backup: {target}")
    return 0


@command(
    "move",
    short_help="Copy a store into another one.",
    epilog="Example: graphfind move graphfind.db neo4j://db.example.org",
)
@click.argument("origin", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def move_command(session: Session, origin: str, target: str, as_json: bool) -> int:
    """Copy a whole store into another one, which is empty, and compare the two.

    FROM and TO are files or addresses of Neo4j servers. FROM stays as it is; delete it yourself
    when you are content. All of it is copied or nothing.
    """
    from graphfind.moving import move
    from graphfind.sentences import counted
    from graphfind.stores import is_of_store, same_store

    if same_store(origin, target) or is_of_store(target, origin):
        raise click.UsageError("FROM and TO are the same store")
    with (
        session._replace(location=origin).store() as one,
        session._replace(location=target).store(create=True) as other,
    ):
        moved = move(one, other, session.today)
        where = other.location
    if as_json:
        facts = {"sources": moved.sources, "people": moved.counts.people, "ties": moved.counts.ties}
        session.show_json({"moved": facts | {"digest": moved.digest}, "store": where})
    else:
        people, ties = counted(moved.counts.people, "person", "people"), counted(moved.counts.ties, "tie")
        session.remark(f"{where} holds the same {counted(moved.sources, 'source')}, {people} and {ties}")
    return 0


@command("doctor", short_help="Examine the store.", epilog="Example: graphfind doctor")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def doctor_command(session: Session, as_json: bool) -> int:
    """Examine the store, and say what is wrong with it and what to do.

    Also what is wrong in role families of your own, as 'graphfind roles check' does.
    """
    import platform

    from graphfind import __version__
    from graphfind.cli.vocabulary import own_faults

    with session.reading() as store:
        faults = store.examine(session.today)
        counts = store.counts(session.today)
        facts = {
            "graphfind": __version__,
            "python": platform.python_version(),
            "store": store.location,
            "people": str(counts.people),
            "ties": str(counts.ties),
            "sources": str(len(store.sources())),
        }
    from graphfind.search import engines

    faults += own_faults()
    facts["search"] = engines()
    if as_json:
        session.show_json({"facts": facts, "faults": faults})
    else:
        from graphfind.render import table
        from graphfind.sentences import counted

        session.show(table.pairs(facts.items()), *(f"fault: {fault}" for fault in faults))
        session.remark(counted(len(faults), "fault") if faults else "no faults found")
    return 1 if faults else 0


def _dump(store: Store, target: Path) -> None:
    from graphfind import dump
    from graphfind.escaping import encodable
    from graphfind.files import write_file

    with store.reading():
        write_file(target, (encodable(line) + "\n" for line in dump.lines(store)), force=False)


def _beside(location: str, day: str) -> Path:
    store = Path(location)
    for count in range(1, 1000):
        target = store.with_name(f"{store.stem}-{day}{f'-{count}' if count > 1 else ''}.backup.db")
        if not target.exists():
            return target
    raise click.UsageError("backup: name a file; there are too many backups of today")
