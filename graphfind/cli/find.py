"""Commands that answer: introductions to a target role, and the whole network as a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphfind.cli.session import Session, session_options

if TYPE_CHECKING:
    from graphfind.query import Answer
    from graphfind.stores.base import Store

SHOW_TOP = 25


@click.command(
    "find",
    short_help="Find introductions to a role.",
    epilog='Example: graphfind find "product manager" --company Acme --max-hops 2 --html page.html',
)
@click.argument("role", required=False, default="")
@click.option("--company", "companies", multiple=True, metavar="NAME", help="Only people there now; may be repeated.")
@click.option("--exclude-company", "not_companies", multiple=True, metavar="NAME", help="Nobody who is there now.")
@click.option("--level", "levels", multiple=True, metavar="LEVEL", help="Only this level, such as senior or director.")
@click.option(
    "--location", "locations", multiple=True, metavar="PLACE", help="Only people there, or at places unknown."
)
@click.option("--max-hops", default=3, show_default=True, type=click.IntRange(1, 6), help="How many ties at most.")
@click.option("--top", default=SHOW_TOP, show_default=True, type=click.IntRange(1), help="How many introductions.")
@click.option(
    "--alternatives", default=2, show_default=True, type=click.IntRange(0, 20), help="Further paths to each target."
)
@click.option("--rank", default="warmth", show_default=True, type=click.Choice(["warmth", "hops"]), help="Order by.")
@click.option("--from", "egos", multiple=True, metavar="WHO", help="Start from these people instead of me.")
@click.option("--via", default="", metavar="WHO", help="Only paths that pass this person.")
@click.option("--avoid", multiple=True, metavar="WHO", help="No path that passes this person.")
@click.option("--no-inferred", is_flag=True, help="Only ties that somebody observed.")
@click.option(
    "--min-warmth", default=0.0, metavar="P", type=click.FloatRange(0, 1), help="Least probability of a path."
)
@click.option("--include", multiple=True, metavar="WORD", help="Titles with this word count, too.")
@click.option("--exclude", multiple=True, metavar="WORD", help="Titles with this word do not count.")
@click.option("--allow", default="", metavar="STATUS,…", help="Also former, aspiring or relation.")
@click.option("--as", "reading", default="", metavar="MEANING", help="Which meaning of an ambiguous abbreviation.")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", help="Write an interactive page.")
@click.option("--redact", is_flag=True, help="Let the page show every name but mine as initials.")
@click.option("--force", is_flag=True, help="Let the page overwrite any file.")
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print as CSV.")
@session_options
def find_command(
    session: Session,
    role: str,
    companies: tuple[str, ...],
    not_companies: tuple[str, ...],
    levels: tuple[str, ...],
    locations: tuple[str, ...],
    max_hops: int,
    top: int,
    alternatives: int,
    rank: str,
    egos: tuple[str, ...],
    via: str,
    avoid: tuple[str, ...],
    no_inferred: bool,
    min_warmth: float,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    allow: str,
    reading: str,
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
    from typing import cast

    from graphfind.query import Request, find_introductions
    from graphfind.roles import load_lexicon, understand
    from graphfind.search import Rank

    if as_json and as_csv:
        raise click.UsageError("--json and --csv exclude each other")
    if (open_page or force or redact) and html is None:
        raise click.UsageError("--open, --force and --redact go with --html FILE")
    if not role.strip() and not companies:
        raise click.UsageError("say a role to look for, or an organization with --company")
    lexicon = load_lexicon()
    understood = None
    if role.strip():
        understood = understand(
            role,
            lexicon,
            as_reading=reading,
            levels=levels,
            include=include,
            exclude=exclude,
            allow=tuple(word.strip() for word in allow.split(",") if word.strip()),
        )
    with session.store() as store:
        with store.reading():
            request = Request(
                role=understood,
                organizations=companies,
                exclude_organizations=not_companies,
                locations=locations,
                egos=_people(store, egos),
                max_hops=max_hops,
                top=top,
                alternatives=alternatives,
                rank=cast("Rank", rank),
                via=next(iter(_people(store, [via] if via else [])), None),
                avoid=_people(store, avoid),
                inferred=not no_inferred,
                min_warmth=min_warmth,
            )
            answer = find_introductions(store, request, lexicon, session.today)
        if html is not None:
            write_page(session, store, answer, html, redact=redact, force=force, open_page=open_page)
    show_answer(session, answer, as_json=as_json, as_csv=as_csv)
    return 0 if answer.introductions else 1


def _people(store: Store, named: Sequence[str]) -> tuple[int, ...]:
    if not named:
        return ()
    from graphfind.lookup import find_person  # most searches name nobody

    return tuple(find_person(store, who) for who in named)


def show_answer(session: Session, answer: Answer, *, as_json: bool = False, as_csv: bool = False) -> None:
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
    for note in answer.notes:
        session.remark(note)
    for reason in answer.why_none:
        session.remark(f"nothing found: {reason.text}")


def write_page(
    session: Session,
    store: Store,
    answer: Answer,
    path: Path,
    *,
    redact: bool = False,
    force: bool = False,
    open_page: bool = False,
) -> None:
    """Write the page of an answer, note it in the store, and open it where asked to."""
    from graphfind.render.page import introductions_page, write

    if redact:
        from graphfind.redaction import redacted_answer

        mine = {person.id for person in store.persons(store.egos()).values()}
        answer = redacted_answer(answer, mine, session.today)
    write(path, introductions_page(answer, session.today), force=force)
    session.note_copy(store, path, "page")
    session.remark(f"page: {path}")
    if open_page:
        click.launch(path.absolute().as_uri())


@click.command("graph", short_help="Draw the whole network.", epilog="Example: graphfind graph --html network.html")
@click.option("--html", type=click.Path(path_type=Path), metavar="FILE", required=True, help="The page to write.")
@click.option("--redact", is_flag=True, help="Show every name but mine as initials.")
@click.option("--force", is_flag=True, help="Overwrite any file.")
@click.option("--open", "open_page", is_flag=True, help="Open the page in the browser.")
@session_options
def graph_command(session: Session, html: Path, redact: bool, force: bool, open_page: bool) -> int:
    """Draw the whole network as a page; a large one is drawn by organizations."""
    from graphfind.network import network
    from graphfind.render.page import network_page, write

    with session.store() as store:
        with store.reading():
            drawn = network(store, session.today)
        if redact:
            from graphfind.redaction import redacted_network

            drawn = redacted_network(drawn)
        write(html, network_page(drawn, session.today), force=force)
        session.note_copy(store, html, "page")
    session.remark(f"page: {html}")
    if open_page:
        click.launch(html.absolute().as_uri())
    return 0
