"""One person out of the records that identity resolution put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from graphfind.model import Interest, Person, PersonRecord, Position

_NEVER = date.min


class Sourced(NamedTuple):
    """A record with its source's id and day of import, and its normalized identifiers."""

    source: str
    record: PersonRecord
    identifiers: tuple[tuple[str, str], ...]
    imported_on: date


def compose(person_id: str, records: Sequence[Sourced], *, dont_ask: bool = False) -> Person:
    """The person of these records; the outcome does not depend on their order.

    Newer records stand before older ones, undated ones last. Of several records that each say what
    somebody does now, the newest is believed: what another one said of another job counts as former.
    """
    ordered = sorted(records, key=_newest_first)
    name, other_names = _names(ordered)
    values: dict[str, list[str]] = {"email": [], "phone": [], "profile": [], "urn": []}
    for sourced in ordered:
        for kind, value in sourced.identifiers:
            values[kind].append(value)
    return Person(
        id=person_id,
        name=name,
        other_names=other_names,
        emails=tuple(dict.fromkeys(values["email"])),
        phones=tuple(dict.fromkeys(values["phone"])),
        profile_urls=tuple(f"https://www.{value}" for value in dict.fromkeys(values["profile"])),
        positions=_positions(ordered),
        location=next((s.record.location for s in ordered if s.record.location), ""),
        tags=tuple(sorted({tag for s in ordered for tag in s.record.tags})),
        interests=_interests(interest for s in ordered for interest in s.record.interests),
        dont_ask=dont_ask,
        sources=tuple(sorted({s.source for s in ordered})),
    )


def best_name(names: Iterable[tuple[str, date]]) -> str:
    """The name to show: one with letters in it, the newest, then the longest, then the first by text."""
    from graphfind.normalize import name_key

    return min(
        names,
        key=lambda given: (not name_key(given[0]), -given[1].toordinal(), -len(given[0]), given[0]),
    )[0]


def dated(record: PersonRecord) -> tuple[Position, ...]:
    """A record's positions, each as of the day on which the record was said unless it tells its own."""
    said = record.as_of
    return tuple(
        p if p.as_of else Position(p.title, p.organization, p.location, p.started, p.ended, said, p.study)
        for p in record.positions
    )


def _names(records: Sequence[Sourced]) -> tuple[str, tuple[str, ...]]:
    """The name to show, and the others."""
    if len(records) == 1:  # as nearly everybody is
        return records[0].record.name, ()
    from graphfind.normalize import name_key

    best = best_name((sourced.record.name, sourced.record.as_of or date.min) for sourced in records)
    names = dict.fromkeys(sourced.record.name for sourced in records)
    return best, tuple(name for name in names if name != best and name_key(name))


def _newest_first(sourced: Sourced) -> tuple[int, str, str, str]:
    record = sourced.record
    return (-(record.as_of or date.min).toordinal(), record.name, record.key, sourced.source)


def _positions(records: Sequence[Sourced]) -> tuple[Position, ...]:
    """Current positions first, then the others, latest first; what two records say alike stands once.

    A source without a date says what was so at some time: it is believed only where no dated one says otherwise. That
    a job lasts is not believed where a newer source knows its end.
    """
    said = [(sourced, position) for sourced in records for position in dated(sourced.record)]
    if len(said) <= 1:  # nothing says otherwise
        return tuple(position for _, position in said)
    newest = max((_said_on(position) for _, position in said if position.current), default=_NEVER)
    over = {_job(position): _said_on(position) for position in sorted((p for _, p in said if p.ended), key=_said_on)}
    known: dict[tuple[str, str, bool], Position] = {}
    for sourced, position in sorted(said, key=lambda pair: _latest_first(pair[1])):
        job = _job(position)
        if position.current and _said_on(position) < over.get(job, _NEVER):
            continue
        if position.current and _said_on(position) < newest:
            position = replace(position, ended=position.as_of or sourced.imported_on)
        if job not in known or (known[job].ended is not None and position.ended is None):
            known[job] = position
    return tuple(sorted(known.values(), key=_latest_first))


def _job(position: Position) -> tuple[str, str, bool]:
    from graphfind.normalize import organization_key

    return position.title, organization_key(position.organization), position.study


def _said_on(position: Position) -> date:
    return position.as_of or _NEVER


def _latest_first(position: Position) -> tuple[bool, bool, int, int, str, str]:
    return (
        position.study,
        position.ended is not None,
        -(position.ended or position.as_of or _NEVER).toordinal(),
        -(position.started or _NEVER).toordinal(),
        position.title,
        position.organization,
    )


def _interests(interests: Iterable[Interest]) -> tuple[Interest, ...]:
    latest: dict[str, Interest] = {}
    for interest in interests:
        latest.setdefault(interest.organization, interest)
    return tuple(sorted(latest.values(), key=lambda i: (-(i.since or _NEVER).toordinal(), i.organization)))
