"""Commands that answer: introductions to a target role, and the whole network as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from graphfind.cli.commands import command
from graphfind.cli.filters import SHOW_TOP, Filters, filter_options
from graphfind.cli.session import FilePath, Session, session_options

if TYPE_CHECKING:
    from pathlib import Path

    from graphfind.query import Answer

NEAR = 10
"""How many titles that just miss a role are named."""


@command(
    "find",
    short_help="Find introductions to a role.",
    epilog='Example: graphfind find "product manager" --company Acme --max-hops 2 --html page.html',
)
@filter_options()
@click.option("--top", default=SHOW_TOP, show_default=True, type=click.IntRange(1), help="How many introductions.")
@click.option(
    "--alternatives", default=2, show_default=True, type=click.IntRange(0, 20), help="Further paths to each target."
)
@click.option(
    "--rank",
    default="warmth",
    show_default=True,
    type=click.Choice(["warmth", "hops", "new-ground"]),
    help="Order by.",
)
@click.option("--show-near", is_flag=True, help="Also name the titles that just miss the role, and why.")
@click.option("--html", type=FilePath(), metavar="FILE", help="Write an interactive page.")
@click.option("--redact", is_flag=True, help="Let the page show every name but mine as initials.")
@click.option("--force", is_flag=True, help="Let the page overwrite any file.")
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print as CSV.")
@session_options
def find_command(
    session: Session,
    filters: Filters,
    top: int,
    alternatives: int,
    rank: str,
    show_near: bool,
    html: Path | None,
    redact: bool,
    force: bool,
    open_page: bool,
    as_json: bool,
    as_csv: bool,
) -> int:
    """Find introductions to people in a role: through whom, how likely, and why.

    ROLE is a title in words: "product manager", "head of people", "nurse or midwife". It may be
    left out where --company is given.
    """
    from graphfind.query import find_introductions

    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    if (open_page or force or redact) and html is None:
        raise click.UsageError("--open, --force and --redact go with --html FILE")
    if show_near and not filters.role.strip():
        raise click.UsageError("--show-near: names titles near a role; say a role, too")
    if html is not None:
        session.check_output(html)
    lexicon = filters.lexicon()
    with session.store() as store:
        with store.reading():
            request = filters.request(session, store, lexicon, top=top, alternatives=alternatives, rank=rank)
            answer = find_introductions(store, request, lexicon, session.today)
            if show_near and request.role is not None:
                from graphfind.roles.suggest import nearest

                answer = answer._replace(near=nearest(request.role, store.titles(), lexicon, NEAR))
        if html is not None:
            from graphfind.cli.pages import write_page

            write_page(session, store, answer, lexicon, html, redact=redact, force=force, open_page=open_page)
    show_answer(session, answer, filters, as_json=as_json, as_csv=as_csv)
    return 0 if answer.introductions else 1


def show_answer(
    session: Session, answer: Answer, filters: Filters, *, as_json: bool = False, as_csv: bool = False
) -> None:
    """Print an answer as JSON, CSV or a table; remarks go to standard error."""
    from graphfind.render import records

    if as_json:
        session.show_json(records.answer(answer))
        return
    if as_csv:
        from graphfind.cli.session import write

        write(records.introductions_csv(answer.introductions))
    elif answer.introductions:
        from graphfind.render.introductions import introductions

        session.show_lines(introductions(answer, session.paper()))
    from graphfind.render import remarks

    for line in remarks.beside(answer, filters.repeated(session), filters.repeated(session, paths=False)):
        session.remark(line)


@command("graph", short_help="Draw the whole network.", epilog="Example: graphfind graph --html network.html")
@click.option("--html", type=FilePath(), metavar="FILE", required=True, help="The page to write.")
@click.option("--redact", is_flag=True, help="Show every name but mine as initials.")
@click.option("--force", is_flag=True, help="Overwrite any file.")
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@session_options
def graph_command(session: Session, html: Path, redact: bool, force: bool, open_page: bool) -> int:
    """Draw the whole network as a page; a large one is drawn by organizations."""
    from graphfind.network import network
    from graphfind.render.page import network_page, write

    session.check_output(html)
    with session.store() as store:
        with store.reading():
            drawn = network(store, session.today)
            if redact:
                from graphfind.cli.pages import store_cover
                from graphfind.redaction import redacted_network

                drawn = redacted_network(drawn, store_cover(session, store))
        write(html, network_page(drawn, session.today), force=force)
        session.note_copy(store, html, "page")
    session.remark(f"page: {html}")
    if open_page:
        click.launch(html.absolute().as_uri())
    return 0
