"""Commands that say what to do next: who opens most doors, whom to ask in which order, and who may know somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from graphfind.cli.commands import command
from graphfind.cli.filters import SHOW_TOP, Filters, filter_options
from graphfind.cli.session import Session, session_options

if TYPE_CHECKING:
    from graphfind.query import Reason

ASKS = 5


@command(
    "connectors",
    short_help="See who opens most doors.",
    epilog='Example: graphfind connectors "product manager" --max-hops 2',
)
@filter_options()
@click.option("--top", default=SHOW_TOP, show_default=True, type=click.IntRange(1), help="How many connectors.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def connectors_command(session: Session, filters: Filters, top: int, as_json: bool) -> int:
    """See which of my contacts open most doors to people in a role.

    For each contact: the people in the role to whom a path begins with them, and how many
    introductions to expect if you asked for all of them. The best path to everybody through every
    contact counts.
    """
    from graphfind.query.connectors import find_connectors
    from graphfind.render import planning

    lexicon = filters.lexicon()
    with session.reading() as store:
        found = find_connectors(store, filters.request(session, store, lexicon, top=top), lexicon, session.today)
    if as_json:
        session.show_json(planning.connectors(found))
    elif found.connectors:
        from graphfind.render import asking

        session.show_lines(asking.connectors(found, session.paper()))
    _remark(session, found.notes, found.why_none, as_json=as_json)
    if found.connectors and not as_json:
        session.remark(
            f"next: whom to ask for whom, and in which order: graphfind plan {filters.repeated(session)} --asks {ASKS}"
        )
    return 0 if found.connectors else 1


@command(
    "plan",
    short_help="Plan whom to ask, in order.",
    epilog='Example: graphfind plan "product manager" --asks 5 --per-connector 2',
)
@filter_options()
@click.option("--asks", default=ASKS, show_default=True, type=click.IntRange(1, 1000), help="How many asks at most.")
@click.option("--per-connector", type=click.IntRange(1), help="How many asks to one person at most.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def plan_command(session: Session, filters: Filters, asks: int, per_connector: int | None, as_json: bool) -> int:
    """Plan the fewest asks that reach the most people in a role.

    An ask is to one contact for an introduction to one person in the role. The asks come in the
    order in which to make them, each with what it adds to the number of people you can expect to
    reach. Asking twice for the same person adds little, and less where both ways share a tie.
    """
    from graphfind.query.plan import plan_asks
    from graphfind.render import planning

    lexicon = filters.lexicon()
    with session.reading() as store:
        request = filters.request(session, store, lexicon)
        made = plan_asks(store, request, lexicon, session.today, asks, per_connector)
    if as_json:
        session.show_json(planning.plan(made))
    elif made.asks:
        from graphfind.render import asking

        session.show_lines(asking.plan(made, session.paper()))
    _remark(session, made.notes, made.why_none, as_json=as_json)
    return 0 if made.asks else 1


@command(
    "leads",
    short_help="See who may know somebody.",
    epilog='Example: graphfind leads "product manager" --company Acme',
)
@filter_options(paths=False)
@click.option("--top", default=SHOW_TOP, show_default=True, type=click.IntRange(1), help="How many leads.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@session_options
def leads_command(session: Session, filters: Filters, top: int, as_json: bool) -> int:
    """See which contacts may know somebody in a role, where no path is known.

    A lead is no introduction: nobody told that they know anybody in the role. They work at a
    company you name, beside people in the role or above them, recruit for it, or were in it
    themselves. Each comes with what to ask for.
    """
    from graphfind.query.leads import find_leads
    from graphfind.render import planning

    lexicon = filters.lexicon()
    with session.reading() as store:
        found = find_leads(store, filters.request(session, store, lexicon, top=top), lexicon, session.today)
    if as_json:
        session.show_json(planning.leads(found))
    elif found.leads:
        from graphfind.render import asking

        session.show_lines(asking.leads(found, session.paper()))
    _remark(session, found.notes, (), as_json=as_json)
    if not as_json:
        from graphfind.render import remarks

        if not found.leads:
            session.remark("nothing found: none of your contacts is placed to know whom you look for")
        for line in remarks.exports(found.helpful_exports):
            session.remark(line)
    return 0 if found.leads else 1


def _remark(session: Session, notes: Sequence[str], why_none: Sequence[Reason], *, as_json: bool) -> None:
    from graphfind.render import remarks

    if not as_json:
        for line in (*notes, *remarks.nothing(why_none)):
            session.remark(line)
