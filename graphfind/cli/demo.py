"""The command that shows everything on sample data, in a store of its own."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphfind.cli.commands import command
from graphfind.cli.filters import Filters
from graphfind.cli.find import show_answer
from graphfind.cli.pages import write_page
from graphfind.cli.session import FilePath, Session, data_folder, quiet_option, readable
from graphfind.errors import UsageError

if TYPE_CHECKING:
    from graphfind.sample_data import SampleData
    from graphfind.stores.base import Store

TODAY = date(2026, 11, 1)
"""The day on which the sample data was exported: its answers are as of then."""

ROLE = "product manager"
TOP = 20


@command("demo", short_help="See it all on sample data.", epilog="Example: graphfind demo --html demo.html --open")
@click.option("--role", default=ROLE, show_default=True, metavar="ROLE", help="The role to look for.")
@click.option(
    "--html",
    type=FilePath(),
    default=Path("graphfind-demo.html"),
    show_default=True,
    metavar="FILE",
    help="The page to write.",
)
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@click.option("--json", "as_json", is_flag=True, help="Print the introductions as JSON.")
@quiet_option
def demo_command(role: str, html: Path, open_page: bool, as_json: bool, quiet: bool) -> int:
    """Show what graphfind does, on sample data in which nobody exists.

    Imports the contacts of Mara, who wants to become a product manager, and of three friends, and
    finds who can introduce her. It has a store of its own, made anew each time; yours is not touched.
    """
    from graphfind.query import Request, find_introductions
    from graphfind.roles import load_lexicon, understand
    from graphfind.stores import open_store

    sample = _sample()
    location = Path(data_folder(), "demo.db")
    session = Session(str(location), TODAY, quiet)
    session.check_output(html)
    lexicon = load_lexicon()
    role = readable(role)
    understood = understand(role, lexicon)
    for file in (location, *(Path(f"{location}{tail}") for tail in ("-wal", "-shm"))):
        file.unlink(missing_ok=True)
    store = open_store(location)
    try:
        _fill(session, store, sample)
        answer = find_introductions(store, Request(role=understood, top=TOP), lexicon, TODAY)
        show_answer(session, answer, Filters(role), as_json=as_json)
        write_page(session, store, answer, lexicon, html, open_page=open_page)
    finally:
        store.close()
    place = shlex.quote(str(location))
    session.remark(f'Look further: export GRAPHFIND_TODAY={TODAY} GRAPHFIND_STORE={place}; graphfind find "nurse"')
    return 0 if answer.introductions else 1


def _sample() -> SampleData:
    try:
        from graphfind.sample_data import files
    except ModuleNotFoundError:  # installing puts it into the package; a checkout has it beside
        raise UsageError("the sample data is not installed with this graphfind: pip install -e . installs it") from None
    return files()


def _fill(session: Session, store: Store, sample: SampleData) -> None:
    from graphfind.importer import load_importers
    from graphfind.loading import ImportSettings, import_paths
    from graphfind.sentences import counted

    importers, _ = load_importers()
    calls = [([sample.mine], ImportSettings(TODAY, mine=True))]
    calls += [([path], ImportSettings(TODAY, owner=name)) for name, path in sample.friends.items()]
    calls.append(([sample.people, sample.ties], ImportSettings(TODAY)))
    for paths, settings in calls:
        for source in import_paths(store, paths, settings, importers).sources:
            faults = source.rows.rejected
            rejected = f", {counted(faults, 'row')} rejected" if faults else ""
            whose = f"{source.owner}'s contacts" if source.owner else "tables"
            session.remark(
                f"imported {whose}: {counted(source.people_new + source.people_known, 'person', 'people')} "
                f"({source.people_known:,} known already), {counted(source.ties, 'tie')}{rejected}"
            )
