"""The ties between persons, derived from all that was said, and the graph as arrays."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphfind import graph
from graphfind.assembly import RecordEvidence, assemble, joined
from graphfind.graph import Snapshot
from graphfind.inference import PositionColumns
from graphfind.model import TieOverride
from graphfind.stores.neo4j import people, statements
from graphfind.stores.neo4j.records import SPAN, portions, unpack
from graphfind.stores.neo4j.turn import Turn
from graphfind.stores.neo4j.view import View

PORTION = 5_000

EVIDENCE = """MATCH (r:Record)-[o:OF]->(p:Person) WHERE r.number >= $first AND r.number < $end
AND o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN r.number, p.number, r.ties"""
POSITIONS = """MATCH (p:Person)-[h:HELD]->(x:Position)-[:AT]->(g:Organization)
WHERE p.number >= $low AND p.number <= $high AND h.since <= $at AND (h.until IS NULL OR h.until > $at) AND g.key <> ''
RETURN p.number, g.key, x.started, x.ended, x.as_of, x.study"""
TIES = """MATCH (p:Person)-[k:KNOWS]->(q:Person)
WHERE p.number >= $low AND p.number <= $high AND k.since <= $at AND (k.until IS NULL OR k.until > $at)
RETURN p.number, collect(q.number), collect(k.cost), collect(k.inferred)"""
NUMBERS = """MATCH (p:Person) WHERE p.number >= $low AND p.number <= $high AND EXISTS { (p)<-[o:OF]-(:Record)
  WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) } RETURN collect(p.number)"""
END = """UNWIND $rows AS row MATCH (p:Person {number: row[0]})-[k:KNOWS]->(q:Person {number: row[1]})
WHERE k.until IS NULL SET k.until = $epoch"""
BEGIN = """UNWIND $rows AS row MATCH (p:Person {number: row[0]}) MATCH (q:Person {number: row[1]})
CREATE (p)-[:KNOWS {strength: row[3], cost: row[2], inferred: row[4], since: $epoch}]->(q)"""


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties as columns: persons' numbers, the smaller id first, in the order of ids."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    cost: NDArray[np.float64]
    inferred: NDArray[np.bool_]


def derived(view: View, today: date) -> Snapshot:
    """The graph that follows from everything said, as of the month of `today`; all of it is read for that."""
    numbers: list[int] = []
    persons: list[int] = []
    parts: list[RecordEvidence] = []
    places: dict[int, int] = {}
    pieces: list[tuple[int, Any]] = []
    for stored, _ in people.sources(view):
        for first, end in people.places(view, stored.number):
            for number, person, data in view.rows(EVIDENCE, first=first, end=end):
                places[number] = len(numbers)
                numbers.append(number)
                persons.append(person)
                if data:
                    pieces.append((number, unpack(data)))
    for number, rows in pieces:
        low = number - number % SPAN
        other = np.array([places.get(low + int(b), -1) for b in rows["b"].tolist()], np.int32)
        kept = rows[other >= 0]
        a = np.full(len(kept), places[number], np.int32)
        columns = (np.ascontiguousarray(kept[name]) for name in _COLUMNS)
        parts.append(RecordEvidence(a, other[other >= 0], *columns))
    everyone = ordered(np.array(sorted(set(persons)), np.int64))
    nodes = {number: node for node, number in enumerate(everyone.tolist())}
    node_of = np.array([nodes[person] for person in persons], np.int32)
    said: dict[tuple[int, int], TieOverride] = {}
    muted = np.zeros(len(everyone), bool)
    for _, one, other_person, value in statements.overrides(view):
        a_node = nodes[one]
        if other_person is None:
            muted[a_node] = value == "dont-ask"
        else:
            b_node = nodes[other_person]
            said[min(a_node, b_node), max(a_node, b_node)] = value
    return assemble(
        everyone, node_of, joined(parts) if parts else _NO_EVIDENCE, _positions(view, nodes), said, muted, today
    )


def stored(view: View, people_count: int) -> Ties:
    """The ties that stand in the database at an epoch."""
    a: list[int] = []
    b: list[int] = []
    cost: list[float] = []
    inferred: list[bool] = []
    for low, high in ranges(people_count):
        for number, others, costs, flags in view.rows(TIES, low=low, high=high):
            a += [number] * len(others)
            b += others
            cost += costs
            inferred += flags
    return Ties(np.array(a, np.int64), np.array(b, np.int64), np.array(cost, np.float64), np.array(inferred, bool))


def snapshot(view: View, people_count: int, muted: NDArray[np.int64]) -> Snapshot:
    """The graph that stands in the database at an epoch."""
    found = [
        n for low, high in ranges(people_count) for (part,) in view.rows(NUMBERS, low=low, high=high) for n in part
    ]
    everyone = ordered(np.array(found, np.int64))
    ties = stored(view, people_count)
    return of_ties(everyone, ties, muted)


def of_ties(everyone: NDArray[np.int64], ties: Ties, muted: NDArray[np.int64]) -> Snapshot:
    """The graph of these persons, in the order of their ids, and of these ties."""
    order = np.argsort(everyone)
    a, b = (order[np.searchsorted(everyone, ends, sorter=order)].astype(np.int32) for ends in (ties.a, ties.b))
    return graph.build(everyone, a, b, ties.cost, ties.inferred, np.isin(everyone, muted))


def ordered(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Persons' numbers in the order of their ids, of which they are the 64 bits."""
    return numbers[np.argsort(numbers.view(np.uint64))]


def ties_of(found: Snapshot) -> Ties:
    """A graph's ties."""
    node = np.repeat(np.arange(found.n, dtype=np.int32), np.diff(found.indptr))
    once = node < found.neighbors
    return Ties(found.people[node[once]], found.people[found.neighbors[once]], found.cost[once], found.inferred[once])


def rewrite(turn: Turn, epoch: int, before: Ties, after: Ties) -> int:
    """Let the ties of an epoch be others than before; returns how many ended."""
    old, new = _keyed(before), _keyed(after)
    over = [pair for pair, facts in old.items() if new.get(pair) != facts]
    begun = [(*pair, *facts) for pair, facts in new.items() if old.get(pair) != facts]
    for part in portions(over, PORTION):
        turn.change((END, {"rows": part, "epoch": epoch}))
    for part in portions(begun, PORTION):
        rows = [(a, b, cost, math.exp(-cost), inferred) for a, b, cost, inferred in part]
        turn.change((BEGIN, {"rows": rows, "epoch": epoch}))
    return len(over)


def ranges(people_count: int) -> Iterator[tuple[int, int]]:
    """All numbers in ranges that hold about as many persons each, since numbers are digests."""
    count = max(1, people_count // PORTION)
    step = (1 << 64) // count
    low = -(1 << 63)
    for part in range(count):
        high = (1 << 63) - 1 if part == count - 1 else low + step - 1
        yield low, high
        low = high + 1


def _keyed(ties: Ties) -> dict[tuple[int, int], tuple[float, bool]]:
    pairs = zip(ties.a.tolist(), ties.b.tolist(), strict=True)
    return dict(zip(pairs, zip(ties.cost.tolist(), ties.inferred.tolist(), strict=True), strict=True))


def _positions(view: View, nodes: dict[int, int]) -> PositionColumns:
    rows = [row for low, high in ranges(len(nodes)) for row in view.rows(POSITIONS, low=low, high=high)]
    keys: dict[str, int] = {}
    person, organization, started, ended, as_of, study = (
        zip(*((nodes[p], keys.setdefault(key, len(keys)), *rest) for p, key, *rest in rows), strict=True)
        if rows
        else ((),) * 6
    )
    return PositionColumns(
        np.array(person, np.int32), np.array(organization, np.int32), np.array(started, np.int32),
        np.array(ended, np.int32), np.array(as_of, np.int32), np.array(study, np.bool_),
    )  # fmt: skip


_COLUMNS = ("kind", "outgoing", "incoming", "first", "last", "strength")
_EMPTY = unpack(None)
_NO_EVIDENCE = RecordEvidence(
    np.empty(0, np.int32), np.empty(0, np.int32), *(np.ascontiguousarray(_EMPTY[name]) for name in _COLUMNS)
)


def differ(one: Ties, other: Ties) -> bool:
    """Whether two sets of ties are not the same."""
    return _keyed(one) != _keyed(other)
