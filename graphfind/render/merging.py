"""Who may be one person, who is one and why: as tables, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from graphfind.render import records
from graphfind.render.table import plain_table, text, unbroken
from graphfind.render.words import command, shared

if TYPE_CHECKING:
    from rich.console import RenderableType

    from graphfind.merging import Duplicate, Duplicates, Now, Piece, Settled
    from graphfind.model import Person


def duplicates(found: Duplicates, given: str = "") -> Iterator[RenderableType]:
    """Pairs to review, each with why, who both are, and the two commands that settle it.

    `given` are the options that they need.
    """
    for number, pair in enumerate(found.pairs, 1):
        yield text(f"{number}. {', '.join(shared(*ground) for ground in pair.why)}")
        table = plain_table("Name", "Does", "Said by", "Id")
        table.columns[3].no_wrap = True
        for one in (pair.one, pair.other):
            table.add_row(text(one.shown_name), text(_does(one)), text(", ".join(one.sources)), one.id)
        yield table
        yield unbroken(f"one person:  {_merge(pair, given)}")
        yield unbroken(f"two people:  {_never_merge(pair, given)}")
        yield text("")


def pieces(found: Sequence[Piece]) -> RenderableType:
    """The records of a person, numbered, with what made each one with another."""
    table = plain_table("#", "Said by", "Where", "As", "One with")
    table.columns[0].justify = "right"
    table.columns[0].no_wrap = True
    for number, piece in enumerate(found, 1):
        record = piece.line.record
        where = f"{record.member}:{record.line}" if record.member else ""
        why = "" if piece.onto is None else f"{piece.onto + 1}: {shared(piece.rule, piece.value)}"
        table.add_row(str(number), text(piece.line.source), text(where), text(record.name), text(why))
    return table


def settled(done: Settled) -> RenderableType:
    """Who people are after a verdict."""
    table = plain_table("Name", "Does", "Ties", "Records", "Id")
    table.columns[2].justify = table.columns[3].justify = "right"
    table.columns[4].no_wrap = True
    for now in done.people:
        one = now.person
        table.add_row(text(one.shown_name), text(_does(one)), f"{now.ties:,}", f"{now.records:,}", one.id)
    return table


def duplicates_json(found: Duplicates, given: str = "") -> dict[str, Any]:
    """What `duplicates --json` prints; `given` are the options that its commands need."""
    return {
        "duplicates": [
            {
                "people": [records.person(pair.one), records.person(pair.other)],
                "why": [{"rule": rule, "value": value, "text": shared(rule, value)} for rule, value in pair.why],
                "merge": _merge(pair, given),
                "never_merge": _never_merge(pair, given),
            }
            for pair in found.pairs
        ],
        "in_all": found.in_all,
    }


def settled_json(done: Settled, undo: str) -> dict[str, Any]:
    """What `merge --json`, `unmerge --json` and `never-merge --json` print."""
    return {"people": [_now(now) for now in done.people], "warnings": list(done.warnings), "undo": undo or None}


def _now(now: Now) -> dict[str, Any]:
    return records.person(now.person) | {"ties_in_all": now.ties, "records_in_all": now.records}


def _does(one: Person) -> str:
    return " at ".join(part for part in (one.position.title, one.position.organization) if part)


def _merge(pair: Duplicate, given: str) -> str:
    return command(f"merge {pair.one.id} {pair.other.id}", given)


def _never_merge(pair: Duplicate, given: str) -> str:
    return command(f"never-merge {pair.one.id} {pair.other.id}", given)
