"""The store written out for other programs: tables, JSON, graph formats, and the lossless dump."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from graphfind import dump
from graphfind.escaping import encodable
from graphfind.model import Person, Tie
from graphfind.render import records
from graphfind.stores.base import Store

PEOPLE_COLUMNS = (
    "id", "name", "email", "phone", "profile", "title", "organization", "location", "tags",
)  # fmt: skip
TIE_COLUMNS = ("source", "target", "relation", "since", "last", "strength", "evidence")
BATCH = 10_000


Format = Literal["csv", "ties", "json", "jsonl", "graphml", "gexf"]


def export(store: Store, form: Format, today: date) -> Iterable[str]:
    """The store in a format, as pieces of text: tables of people or ties, both as JSON, a dump, or a graph."""
    if form == "csv":
        return [records.table_csv(PEOPLE_COLUMNS, (_person_row(person) for _, person in store.everyone()))]
    if form == "ties":
        return [
            records.table_csv(
                TIE_COLUMNS, (_tie_row(a, b, tie) for a, b, tie in ties(store, today) if not tie.inferred)
            )
        ]
    if form == "json":
        return [records.to_json(_document(store, today)), "\n"]
    if form == "jsonl":
        return (encodable(line) + "\n" for line in dump.lines(store))
    return [_graph(store, form, today)]


def _person_row(person: Person) -> list[str]:
    return [
        person.id,
        person.name,
        "; ".join(person.emails),
        "; ".join(person.phones),
        next(iter(person.profile_urls), ""),
        person.position.title,
        person.position.organization,
        person.location or person.position.location,
        "; ".join(person.tags),
    ]


def _tie_row(a: Person, b: Person, tie: Tie) -> list[str]:
    first = min((e.first for e in tie.evidence if e.first), default=None)
    last = max((e.last for e in tie.evidence if e.last), default=None)
    relation = next((e.relation for e in tie.evidence if e.relation), "")
    kinds = "; ".join(dict.fromkeys(str(e.kind) for e in tie.evidence))
    return [a.id, b.id, relation, records.day(first) or "", records.day(last) or "", repr(tie.strength), kinds]


def _document(store: Store, today: date) -> dict[str, Any]:
    return {
        "people": [records.person(person) for _, person in store.everyone()],
        "ties": [
            {"source": a.id, "target": b.id, "strength": tie.strength, "inferred": tie.inferred}
            | {"evidence": [records.evidence(e) for e in tie.evidence]}
            for a, b, tie in ties(store, today)
        ],
    }


def ties(store: Store, today: date) -> Iterator[tuple[Person, Person, Tie]]:
    """Every tie once, the person with the smaller id first."""
    snapshot = store.snapshot(today)
    persons = dict(store.everyone())
    pairs = [(int(snapshot.people[a]), int(snapshot.people[b])) for a, b in snapshot.pairs()]
    for start in range(0, len(pairs), BATCH):
        part = pairs[start : start + BATCH]
        for (a, b), tie in zip(part, store.ties(part, today), strict=True):
            yield persons[a], persons[b], tie


def _graph(store: Store, form: Literal["graphml", "gexf"], today: date) -> str:
    from graphfind.graph import to_networkx, write_networkx

    found = to_networkx(
        (person for _, person in store.everyone()), ((a.id, b.id, tie) for a, b, tie in ties(store, today))
    )
    out = io.BytesIO()
    write_networkx(found, form, out)
    return out.getvalue().decode()
