"""The store's persons and ties as arrays, for searching, and as a networkx graph, for others.

networkx is imported only by the two functions that need it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import numpy as np

from graphfind.errors import UsageError
from graphfind.model import EvidenceKind, Person, PersonRecord, Position, Tie

if TYPE_CHECKING:
    import networkx
    from numpy.typing import NDArray

    from graphfind.model import TieRecord

COST_UNIT = 2.0**-40
"""Costs are multiples of this, about 10^-12. The sum of a path's costs is then exact in doubles and
does not depend on the order of adding, so that equal costs are equal."""

MAX_COST = 512.0
"""The highest cost of a tie: a path of six stays well below 2^53 units."""

_SPARSE = 1_000
"""A table over all numbers is made where they are fewer than so many times the people; others are sorted."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Snapshot:
    """The graph in compressed sparse rows; each tie stands as two arcs, one from either end.

    `people` maps a node to the store's number of a person; nodes stand in the order of person ids, so
    a lower node is a smaller id. The arcs of node v are `indptr[v]` … `indptr[v + 1]`, ordered by
    `neighbors`. `cost` is −log strength of an arc's tie as `build` rounds it; `inferred` flags the arcs
    that nobody observed. A `muted` person ("don't ask") is never passed through, yet may be a target.
    The arrays may be read-only.
    """

    people: NDArray[np.int64]
    indptr: NDArray[np.int64]
    neighbors: NDArray[np.int32]
    cost: NDArray[np.float64]
    inferred: NDArray[np.bool_]
    muted: NDArray[np.bool_]

    @property
    def n(self) -> int:
        """How many persons."""
        return len(self.people)

    @property
    def ties(self) -> int:
        """How many ties."""
        return len(self.neighbors) // 2

    def pairs(self) -> NDArray[np.int32]:
        """The two nodes of every tie, the lower first, as rows in order."""
        node = np.repeat(np.arange(self.n, dtype=np.int32), np.diff(self.indptr))
        once = node < self.neighbors
        return np.column_stack([node[once], self.neighbors[once]])

    def nodes(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The nodes of the persons with these numbers, in their order; unknown numbers are left out."""
        largest = int(self.people.max(initial=0))
        if int(self.people.min(initial=0)) < 0 or largest > _SPARSE * max(self.n, _SPARSE):
            order = np.argsort(self.people)
            nodes: NDArray[np.int64] = order[np.searchsorted(self.people, numbers, sorter=order) % self.n]
            return nodes.compress(self.people[nodes] == numbers)
        node_of = np.full(largest + 1, -1, np.int64)
        node_of[self.people] = np.arange(self.n)
        nodes = node_of[numbers[(numbers >= 0) & (numbers < len(node_of))]]
        return nodes[nodes >= 0]


def build(
    people: NDArray[np.int64],
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    cost: NDArray[np.float64],
    inferred: NDArray[np.bool_],
    muted: NDArray[np.bool_],
) -> Snapshot:
    """The snapshot of undirected ties, each given once, as columns of equal length in any order.

    `a` and `b` are nodes. Costs are rounded to `COST_UNIT`, at least one unit and at most `MAX_COST`.
    Raises `ValueError` where an end is no node, both ends are one, or a pair stands twice.
    """
    n = len(people)
    low, high = np.minimum(a, b).astype(np.int32, copy=False), np.maximum(a, b).astype(np.int32, copy=False)
    if len(low) and (low.min() < 0 or high.max() >= n or (low == high).any()):
        raise ValueError("the ends of a tie must be two of the people")
    if not _ascending(low, high):
        order = _stable_order(high)
        order = order.take(_stable_order(low.take(order)))
        low, high, cost, inferred = low.take(order), high.take(order), cost.take(order), inferred.take(order)
        del order
        if not _ascending(low, high):
            raise ValueError("two of the people have more than one tie")

    # Ordered by pairs, the ties list every node's higher neighbours in order. Ordered by their higher
    # ends, keeping that order, they list its lower neighbours, which come first among its arcs.
    upward, downward = np.bincount(low, minlength=n), np.bincount(high, minlength=n)
    indptr = np.zeros(n + 1, np.int64)
    np.cumsum(upward + downward, out=indptr[1:])
    to_high = np.cumsum(downward)[low]
    to_high += np.arange(len(low))
    by_high = _stable_order(high)
    to_low = np.empty_like(to_high)
    to_low[by_high] = np.arange(len(low)) + (np.cumsum(upward) - upward)[high[by_high]]
    del by_high

    def arcs(high_values: NDArray[Any], low_values: NDArray[Any]) -> NDArray[Any]:
        column = np.empty(2 * len(high_values), high_values.dtype)
        column[to_high], column[to_low] = high_values, low_values
        return column

    cost = _rounded(cost)
    return Snapshot(
        people=np.asarray(people, np.int64),
        indptr=indptr,
        neighbors=arcs(high, low),
        cost=arcs(cost, cost),
        inferred=arcs(inferred, inferred),
        muted=np.asarray(muted, np.bool_),
    )


def _ascending(low: NDArray[np.int32], high: NDArray[np.int32]) -> bool:
    """Whether the pairs stand in order, each once."""
    after, before = slice(1, None), slice(None, -1)
    return bool(((low[after] > low[before]) | ((low[after] == low[before]) & (high[after] > high[before]))).all())


def _stable_order(nodes: NDArray[np.int32]) -> NDArray[np.int64]:
    """The order of nodes, equal ones as they stand: in halves of 16 bits, which numpy sorts by radix."""
    order = np.argsort(nodes.astype(np.uint16), kind="stable")
    if len(nodes) and nodes.max() > np.iinfo(np.uint16).max:
        order = order.take(np.argsort((nodes >> 16).astype(np.uint16).take(order), kind="stable"))
    return order


def _rounded(cost: NDArray[np.float64]) -> NDArray[np.float64]:
    units = np.rint(np.asarray(cost, np.float64) / COST_UNIT)
    units.clip(1.0, MAX_COST / COST_UNIT, out=units)
    units *= COST_UNIT
    return units


_SEPARATOR = "; "
_NO_XML = "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""Characters that no XML document can hold, so neither GraphML nor GEXF."""


def to_networkx(people: Iterable[Person], ties: Iterable[tuple[str, str, Tie]]) -> networkx.Graph[str]:
    """People and their ties as a networkx graph whose nodes are persons' ids.

    A tie names both ids. Attributes are texts, numbers and truth values that GraphML and GEXF can
    hold, and are left out where nothing is known; several values stand in one text, separated by "; ".
    """
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    for person in people:
        position = person.position
        attributes: dict[str, Any] = {
            "name": person.name,
            "label": person.name,  # what programs that draw GEXF show
            "title": position.title,
            "organization": position.organization,
            "location": position.location or person.location,
            "emails": person.emails,
            "phones": person.phones,
            "profile_urls": person.profile_urls,
            "tags": person.tags,
            "dont_ask": person.dont_ask,
        }
        graph.add_node(person.id, **_plain(attributes))
    for a, b, tie in ties:
        firsts = [evidence.first for evidence in tie.evidence if evidence.first]
        lasts = [evidence.last for evidence in tie.evidence if evidence.last]
        attributes = {
            "strength": tie.strength,
            "inferred": tie.inferred,
            "kinds": dict.fromkeys(evidence.kind.value for evidence in tie.evidence),
            "relation": dict.fromkeys(evidence.relation for evidence in tie.evidence if evidence.relation),
            "first": min(firsts).isoformat() if firsts else "",
            "last": max(lasts).isoformat() if lasts else "",
        }
        graph.add_edge(a, b, **_plain(attributes))
    return graph


def from_networkx(graph: networkx.Graph[Any]) -> tuple[list[PersonRecord], list[TieRecord]]:
    """The nodes of a networkx graph as records of people, its edges as records of ties.

    Attributes are those that `to_networkx` writes; a node without a name is called what it is in the
    graph, None is as good as no attribute, and what may be several is a list of texts, too. Directed and
    parallel edges each give a tie, loops none. Raises `UsageError` for a strength outside (0, 1], a date that
    is none, what is no text where one belongs, or two nodes that read alike.
    """
    keys = {node: str(node) for node in graph}
    if len(set(keys.values())) < len(keys):
        raise UsageError("two nodes of the graph read alike, such as 1 and '1'; give each a name of its own")
    people = [_person(keys[node], data) for node, data in graph.nodes(data=True)]
    ties = [_tie(keys[a], keys[b], data) for a, b, data in graph.edges(data=True) if a != b]
    return people, ties


def _plain(attributes: Mapping[str, Any]) -> dict[str, str | float | bool]:
    plain = {}
    for name, value in attributes.items():
        if not isinstance(value, float | bool):
            text = value if isinstance(value, str) else _SEPARATOR.join(value)
            value = re.sub(_NO_XML, "", text)
        if value != "":
            plain[name] = value
    return plain


def _person(key: str, data: Mapping[str, Any]) -> PersonRecord:
    node = f"node {key!r}"
    title, organization = _text(node, data, "title"), _text(node, data, "organization")
    return PersonRecord(
        key=key,
        name=_text(node, data, "name") or _text(node, data, "label") or key,
        emails=_several(node, data, "emails"),
        phones=_several(node, data, "phones"),
        profile_urls=_several(node, data, "profile_urls"),
        positions=(Position(title=title, organization=organization),) if title or organization else (),
        location=_text(node, data, "location"),
        tags=_several(node, data, "tags"),
    )


def _tie(a: str, b: str, data: Mapping[str, Any]) -> TieRecord:
    edge = f"the edge from {a!r} to {b!r}"
    kinds = _several(edge, data, "kinds")
    strength = None if _is_missing(data.get("strength")) else data["strength"]
    if strength is not None and not (isinstance(strength, int | float) and 0 < strength <= 1):
        raise UsageError(f"the strength of {edge} is not in (0, 1]")
    from graphfind.model import TieRecord  # searching a graph needs none

    return TieRecord(
        a=a,
        b=b,
        kind=next((kind for kind in EvidenceKind if kind in kinds), EvidenceKind.RELATION),
        first=_date(edge, data, "first"),
        last=_date(edge, data, "last"),
        strength=None if strength is None else float(strength),
        relation=_SEPARATOR.join(_several(edge, data, "relation")),
    )


def _is_missing(value: object) -> bool:
    """Whether a value stands for none: None, or the "not a number" of tables from which graphs are made."""
    return value is None or (isinstance(value, float) and value != value)


def _text(owner: str, data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if _is_missing(value):
        return ""
    if not isinstance(value, str):
        raise UsageError(f"the {name} of {owner} is no text but of type {type(value).__name__}; give a text or None")
    return value


def _several(owner: str, data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = data.get(name)
    if isinstance(value, set | frozenset):
        value = sorted(value, key=repr)
    if isinstance(value, list | tuple):
        parts = [_text(owner, {name: item}, name) for item in value]
    else:
        parts = _text(owner, data, name).split(_SEPARATOR.strip())
    return tuple(part.strip() for part in parts if part.strip())


def _date(owner: str, data: Mapping[str, Any], name: str) -> date | None:
    value = data.get(name)
    if _is_missing(value) or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise UsageError(f"a date of {owner} is not like 2026-05-31") from None


def write_networkx(graph: networkx.Graph[Any], form: Literal["graphml", "gexf"], file: BinaryIO) -> None:
    """Write a networkx graph as GraphML or GEXF; the same graph gives the same bytes on any day."""
    import networkx

    if form == "graphml":
        networkx.write_graphml(graph, file)
        return
    out = io.BytesIO()
    networkx.write_gexf(graph, out)
    before, dated, after = out.getvalue().partition(b"<graph ")
    file.write(re.sub(rb' lastmodifieddate="[^"]*"', b"", before) + dated + after)
