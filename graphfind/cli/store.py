"""Commands for the store as a whole: taking it elsewhere, keeping it, examining it."""

from __future__ import annotations

from pathlib import Path

import click

from graphfind.cli.session import Session, session_options

FORMATS = ("csv", "ties", "json", "jsonl", "graphml", "gexf")


@click.command(
    "export", short_help="Write the store out.", epilog="Example: graphfind export jsonl --output everything.jsonl"
)
@click.argument("format_", type=click.Choice(FORMATS), metavar="FORMAT")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to a file, 0600.")
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


@click.command("backup", short_help="Copy the whole store.", epilog="Example: graphfind backup before-cleaning.db")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@session_options
def backup_command(session: Session, file: Path | None) -> int:
    """Copy the whole store to a file that can be used as a store."""
    with session.store() as store:
        target = file or _beside(store.location, session.today.isoformat())
        store.backup(target)
        session.note_copy(store, target, "backup")
    session.remark(f"backup: {target}")
    return 0


@click.command("doctor", short_help="Examine the store.", epilog="Example: graphfind doctor")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def doctor_command(session: Session, as_json: bool) -> int:
    """Examine the store, and say what is wrong with it and what to do."""
    import platform

    from graphfind import __version__

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
    if as_json:
        session.show_json({"facts": facts, "faults": faults})
    else:
        from graphfind.render import table

        session.show(table.pairs(facts.items()), *(f"fault: {fault}" for fault in faults))
        session.remark(f"{len(faults)} faults" if faults else "no faults found")
    return 1 if faults else 0


def _beside(location: str, day: str) -> Path:
    store = Path(location)
    for count in range(1, 1000):
        target = store.with_name(f"{store.stem}-{day}{f'-{count}' if count > 1 else ''}.backup.db")
        if not target.exists():
            return target
    raise click.UsageError("backup: name a file; there are too many backups of today")
