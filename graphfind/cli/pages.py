"""Writing the page of an answer, with what to do next beside the introductions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphfind.cli.session import Session

if TYPE_CHECKING:
    from graphfind.query import Answer
    from graphfind.redaction import Cover
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
        cover = store_cover(session, store) if redact else None
        tabs = _tabs(session, store, answer, lexicon, cover)
    if cover is not None:
        from graphfind.redaction import redacted_answer

        answer = redacted_answer(answer, cover)
    write(path, introductions_page(answer, session.today, tabs), force=force)
    session.note_copy(store, path, "page")
    session.remark(f"page: {path}")
    if open_page:
        click.launch(path.absolute().as_uri())


def store_cover(session: Session, store: Store) -> Cover:
    """What hides everybody in the store but me."""
    from graphfind.redaction import cover

    mine = {person.id for person in store.persons(store.egos()).values()}
    return cover((person for _, person in store.everyone()), mine, session.today)


def _tabs(session: Session, store: Store, answer: Answer, lexicon: Lexicon, cover: Cover | None) -> list[Tab]:
    """Connectors, a plan and leads, where there are any; with initials where there is a cover."""
    from graphfind.query.connectors import find_connectors
    from graphfind.query.leads import find_leads
    from graphfind.query.plan import plan_asks
    from graphfind.render.page.planned import connectors_tab, leads_tab, plan_tab

    request = answer.request._replace(top=min(answer.request.top, MOST_ROWS))
    doors = find_connectors(store, request, lexicon, session.today)
    placed = find_leads(store, request, lexicon, session.today)
    opened, leads = doors.connectors, placed.leads
    asks = plan_asks(store, request, lexicon, session.today, ASKS).asks
    if cover is not None:
        from graphfind.redaction import redacted_asks, redacted_connectors, redacted_leads

        opened, leads = redacted_connectors(opened, cover), redacted_leads(leads, cover)
        asks = redacted_asks(asks, cover)
    tabs = [
        replace(connectors_tab(opened, answer.introductions), more=doors.in_all - len(opened)),
        plan_tab(asks, answer.introductions),
        replace(leads_tab(leads), more=placed.in_all - len(leads)),
    ]
    return [tab for tab in tabs if tab.rows]
