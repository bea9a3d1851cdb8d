"""The library's front door: what the command line does, in a call each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphfind.importer import load_importers
from graphfind.loading import ImportSettings, import_paths
from graphfind.lookup import find_person
from graphfind.query import Answer, Request, find_introductions
from graphfind.report import ImportReport
from graphfind.roles import Lexicon, load_lexicon, understand

if TYPE_CHECKING:
    import networkx

    from graphfind.merging import Duplicates, Settled
    from graphfind.query.connectors import Connectors
    from graphfind.query.leads import Leads
    from graphfind.query.paths import Paths
    from graphfind.query.plan import Plan
    from graphfind.stores.base import Store


def import_source(
    store: Store,
    *paths: str | Path,
    today: date,
    mine: bool = False,
    owner: str = "",
    importer: str = "",
    mapping: Mapping[str, str] | None = None,
    region: str = "",
    dry_run: bool = False,
    strict: bool = False,
    force: bool = False,
) -> ImportReport:
    """Import exports into a store; files given together belong together.

    The options are those of `graphfind import`; see `ImportSettings`. A source that is refused
    stands in the report as such. Raises GraphfindError where the whole call cannot be carried out.
    """
    settings = ImportSettings(today, mine, owner, importer, mapping or {}, region, dry_run, strict, force)
    return import_paths(store, [Path(path) for path in paths], settings, load_importers()[0])


def find(store: Store, role: str, *, today: date, via: str = "", avoid: tuple[str, ...] = (), **options: Any) -> Answer:
    """Introductions to people in a role, as `graphfind find` gives them.

    `options` are fields of `Request`, such as `max_hops=2` or `organizations=("Acme",)`. `via` and
    `avoid` name people as the command line does. Raises UsageError for what is not understood.
    """
    with store.reading():
        return find_introductions(*_asked(store, role, via, avoid, options), today)


def connectors(
    store: Store, role: str, *, today: date, via: str = "", avoid: tuple[str, ...] = (), **options: Any
) -> Connectors:
    """My contacts by the doors they open to people in a role, as `graphfind connectors` gives them.

    The arguments are those of `find`.
    """
    from graphfind.query.connectors import find_connectors

    with store.reading():
        return find_connectors(*_asked(store, role, via, avoid, options), today)


def plan(
    store: Store,
    role: str,
    *,
    today: date,
    asks: int,
    per_connector: int | None = None,
    via: str = "",
    avoid: tuple[str, ...] = (),
    **options: Any,
) -> Plan:
    """The fewest asks that reach most people in a role, as `graphfind plan` gives them.

    At most `asks` of them, and at most `per_connector` to one connector; the other arguments are those of `find`.
    """
    from graphfind.query.plan import plan_asks

    with store.reading():
        return plan_asks(*_asked(store, role, via, avoid, options), today, asks, per_connector)


def paths(
    store: Store,
    person: str,
    count: int = 5,
    *,
    today: date,
    via: str = "",
    avoid: tuple[str, ...] = (),
    **options: Any,
) -> Paths:
    """The `count` best paths to one person, whoever the connectors are, as `graphfind person --paths` gives them.

    `person` is named as on the command line; the other arguments are those of `find`.
    """
    from graphfind.query.paths import find_paths

    with store.reading():
        request = _with_people(store, Request(**options), via, avoid)
        return find_paths(store, find_person(store, person), count, request, today)


def leads(store: Store, role: str, *, today: date, avoid: tuple[str, ...] = (), **options: Any) -> Leads:
    """Contacts who may know somebody in a role, as `graphfind leads` gives them.

    The arguments are those of `find`.
    """
    from graphfind.query.leads import find_leads

    with store.reading():
        return find_leads(*_asked(store, role, "", avoid, options), today)


def duplicates(store: Store, *words: str, count: int | None = None) -> Duplicates:
    """People who may be one, as `graphfind duplicates` gives them: at most `count` pairs, the likeliest first."""
    from graphfind.merging import find_duplicates

    with store.reading():
        return find_duplicates(store, words, count)


def merge(store: Store, one: str, other: str, *, today: date, force: bool = False) -> Settled:
    """Say that two people are one, as `graphfind merge` does; returns who they are now.

    People are named as on the command line. Raises UsageError for whom that does not name, for two who are one
    already, and without `force` for two of whom `never_merge` was said.
    """
    from graphfind import merging

    return merging.merge(store, one, other, today, force=force)


def unmerge(store: Store, person: str, *records: int, today: date) -> Settled:
    """Take apart what was merged into a person, as `graphfind unmerge` does; returns who they are now.

    `records` are the numbers, from 1, of those to take out; without any, the latest merge is undone. Raises
    UsageError for a person of one record, and for one of several none of whom was merged by the user.
    """
    from graphfind import merging

    return merging.unmerge(store, person, today, records)


def never_merge(store: Store, one: str, other: str, *, today: date) -> Settled:
    """Say that two people are never one, as `graphfind never-merge` does; returns who they are now.

    Raises UsageError where it cannot be told which records are whose.
    """
    from graphfind import merging

    return merging.never_merge(store, one, other, today)


def _asked(
    store: Store, role: str, via: str, avoid: tuple[str, ...], options: Mapping[str, Any]
) -> tuple[Store, Request, Lexicon]:
    lexicon = load_lexicon()
    request = Request(role=understand(role, lexicon) if role or not options.get("organizations") else None, **options)
    return store, _with_people(store, request, via, avoid), lexicon


def _with_people(store: Store, request: Request, via: str, avoid: tuple[str, ...]) -> Request:
    return request._replace(
        via=find_person(store, via) if via else None,
        avoid=tuple(find_person(store, who) for who in avoid),
    )


def to_networkx(store: Store, *, today: date) -> networkx.Graph[str]:
    """The store's persons and ties as a networkx graph, by persons' ids."""
    from graphfind import graph
    from graphfind.exporting import ties

    return graph.to_networkx(
        (person for _, person in store.everyone()), ((a.id, b.id, tie) for a, b, tie in ties(store, today))
    )


def import_networkx(store: Store, graph: networkx.Graph[Any], *, name: str, today: date) -> ImportReport:
    """Import a networkx graph as a source called `name`: nodes are people, edges are ties.

    Attributes are those that `to_networkx` writes; a node's own name serves where it has none.
    """
    from graphfind.loading import import_graph

    return import_graph(store, graph, name, today)
