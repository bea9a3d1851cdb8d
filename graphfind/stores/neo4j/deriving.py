"""The ties between persons, derived from all that was said, and the graph as arrays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphfind import graph
from graphfind.arrays import distinct
from graphfind.assembly import RecordEvidence, assemble
from graphfind.graph import Snapshot
from graphfind.inference import PositionColumns
from graphfind.model import TieOverride
from graphfind.stores.neo4j import people, statements
from graphfind.stores.neo4j.records import ROW, SPAN, portions, unpack
from graphfind.stores.neo4j.turn import Turn
from graphfind.stores.neo4j.view import View

PORTION = 5_000
"""Persons of one query."""

BATCH = 10_000
"""Ties of one batch, written in less than a second by a server with nothing else to do."""

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
BEGIN = """UNWIND $rows AS row MATCH (p:Person {number: row[0]})
UNWIND range(0, size(row[1]) - 1) AS i MATCH (q:Person {number: row[1][i]})
CREATE (p)-[:KNOWS {strength: exp(-row[2][i]), cost: row[2][i], inferred: row[3][i], since: $epoch}]->(q)"""


@dataclass(frozen=True, slots=True)
class Ties:
    """Ties as columns: persons' numbers, the smaller id first, in the order of ids."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    cost: NDArray[np.float64]
    inferred: NDArray[np.bool_]


def derived(view: View, today: date) -> Snapshot:
    """The graph that follows from everything said, as of the month of `today`; all of it is read for that."""
    read: list[tuple[int, int, bytes | None]] = []
    for stored, _ in people.sources(view):
        spans = ({"first": first, "end": end} for first, end in people.places(view, stored.number))
        read += map(tuple, view.each(EVIDENCE, spans))
    read.sort()
    records = np.array([number for number, _, _ in read], np.int64)
    persons = [person for _, person, _ in read]
    rows = unpack(b"".join(data or b"" for _, _, data in read))
    sizes = [len(data or b"") // ROW.itemsize for _, _, data in read]
    del read
    a = np.repeat(np.arange(len(records), dtype=np.int32), sizes)
    others = records[a] // SPAN * SPAN + rows["b"]
    b = np.searchsorted(records, others).clip(max=max(0, len(records) - 1)).astype(np.int32)
    there = np.flatnonzero(records[b] == others) if len(records) else np.empty(0, np.int64)
    evidence = RecordEvidence(a[there], b[there], *(np.ascontiguousarray(rows[name][there]) for name in _COLUMNS))
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
    return assemble(everyone, node_of, evidence, _positions(view, nodes), said, muted, today)


def stored(view: View, people_count: int) -> Ties:
    """The ties that stand in the database at an epoch."""
    a: list[int] = []
    b: list[int] = []
    cost: list[float] = []
    inferred: list[bool] = []
    spans = ({"low": low, "high": high} for low, high in ranges(people_count))
    for number, others, costs, flags in view.each(TIES, spans):
        a += [number] * len(others)
        b += others
        cost += costs
        inferred += flags
    return Ties(np.array(a, np.int64), np.array(b, np.int64), np.array(cost, np.float64), np.array(inferred, bool))


def snapshot(view: View, people_count: int, muted: NDArray[np.int64]) -> Snapshot:
    """The graph that stands in the database at an epoch."""
    spans = ({"low": low, "high": high} for low, high in ranges(people_count))
    found = [number for (part,) in view.each(NUMBERS, spans) for number in part]
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
    over, begun = _changed(before, after)
    ends = list(zip(before.a[over].tolist(), before.b[over].tolist(), strict=True))
    for part in portions(ends, BATCH):
        turn.change((END, {"rows": part, "epoch": epoch}))
    for start in range(0, len(begun), BATCH):
        turn.change((BEGIN, {"rows": _grouped(after, begun[start : start + BATCH]), "epoch": epoch}))
    return len(over)


def _changed(before: Ties, after: Ties) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of the ties before are not among those after as they were, and the other way round."""
    persons = distinct(np.concatenate((before.a, before.b, after.a, after.b)))
    old, new = (
        np.searchsorted(persons, ties.a) * len(persons) + np.searchsorted(persons, ties.b) for ties in (before, after)
    )
    _, there, here = np.intersect1d(old, new, assume_unique=True, return_indices=True)
    same = (before.cost[there] == after.cost[here]) & (before.inferred[there] == after.inferred[here])
    over, begun = np.ones(len(old), bool), np.ones(len(new), bool)
    over[there[same]] = begun[here[same]] = False
    return np.flatnonzero(over), np.flatnonzero(begun)


def _grouped(ties: Ties, places: NDArray[np.int64]) -> list[list[Any]]:
    """Ties by the person at their first end, with what belongs to those at the other ends in three lists."""
    grouped: dict[int, list[Any]] = {}
    columns = (column[places].tolist() for column in (ties.a, ties.b, ties.cost, ties.inferred))
    for a, b, cost, inferred in zip(*columns, strict=True):
        group = grouped.setdefault(a, [a, [], [], []])
        group[1].append(b)
        group[2].append(cost)
        group[3].append(inferred)
    return list(grouped.values())


def ranges(people_count: int) -> Iterator[tuple[int, int]]:
    """All numbers in ranges that hold about as many persons each, since numbers are digests."""
    count = max(1, people_count // PORTION)
    step = (1 << 64) // count
    low = -(1 << 63)
    for part in range(count):
        high = (1 << 63) - 1 if part == count - 1 else low + step - 1
        yield low, high
        low = high + 1


def _positions(view: View, nodes: dict[int, int]) -> PositionColumns:
    rows = list(view.each(POSITIONS, ({"low": low, "high": high} for low, high in ranges(len(nodes)))))
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


def differ(one: Ties, other: Ties) -> bool:
    """Whether two sets of ties are not the same."""
    return any(len(places) for places in _changed(one, other))
