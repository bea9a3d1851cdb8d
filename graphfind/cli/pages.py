"""Writing the page of an answer, with what to do next beside the introductions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphfind.cli.session import Session

if TYPE_CHECKING:
    from graphfind.query import Answer
    from graphfind.render.page.tabs import Tab
    from graphfind.roles import Lexicon
    from graphfind.stores.base import Store

MOST_ROWS = 20
"""How many connectors and leads a page tells; it says how many more there are."""

ASKS = 5
"""How many asks the plan of a page has."""


def write_page(
    session: Session,
    store: Store,
    answer: Answer,
    lexicon: Lexicon,
    path: Path,
    *,
    redact: bool = False,
    force: bool = False,
    open_page: bool = False,
) -> None:
    """Write the page of an answer, note it in the store, and open it where asked to."""
    from graphfind.render.page import introductions_page, write

    with store.reading():
        mine = {person.id for person in store.persons(store.egos()).values()} if redact else None
        tabs = _tabs(session, store, answer, lexicon, mine)
    if mine is not None:
        from graphfind.redaction import redacted_answer

        answer = redacted_answer(answer, mine, session.today)
    write(path, introductions_page(answer, session.today, tabs), force=force)
    session.note_copy(store, path, "page")
    session.remark(f"page: {path}")
    if open_page:
        click.launch(path.absolute().as_uri())


def _tabs(session: Session, store: Store, answer: Answer, lexicon: Lexicon, mine: Collection[str] | None) -> list[Tab]:
    """Connectors, a plan and leads, where there are any; with initials for all but `mine`, where that is given."""
    from graphfind.query.connectors import find_connectors
    from graphfind.query.leads import find_leads
    from graphfind.query.plan import plan_asks
    from graphfind.redaction import hiding
    from graphfind.render.page.planned import connectors_tab, leads_tab, plan_tab

    request = answer.request._replace(top=min(answer.request.top, MOST_ROWS))
    doors = find_connectors(store, request, lexicon, session.today)
    placed = find_leads(store, request, lexicon, session.today)
    opened, leads = doors.connectors, placed.leads
    asks = plan_asks(store, request, lexicon, session.today, ASKS).asks
    people = [person for one in opened for person in (one.person, *(door.target for door in one.doors))]
    people += [person for ask in asks for person in ask.introduction.path]
    people += [one.person for one in leads]
    if mine is None:
        mine = {person.id for person in people}
    hide, tell = hiding({person.name for person in people if person.id not in mine}, mine)
    tabs = [
        replace(connectors_tab(opened, answer.introductions, hide, tell), more=doors.in_all - len(opened)),
        plan_tab(asks, answer.introductions, hide, tell),
        replace(leads_tab(leads, hide, tell), more=placed.in_all - len(leads)),
    ]
    return [tab for tab in tabs if tab.rows]
