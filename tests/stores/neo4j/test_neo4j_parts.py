"""What is asked of a part of the graph is answered as of the whole: on many random graphs, without a server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from graphfind.graph import Snapshot
from graphfind.planning.absence import Absence, absences
from graphfind.planning.connectors import doors
from graphfind.planning.routes import Routes
from graphfind.search import Limits, top_paths
from graphfind.stores.neo4j import hops
from graphfind.stores.neo4j.schema import person_id
from graphfind.stores.neo4j.served import Served
from tests.brute_force import Question, random_question

QUESTIONS = 600
SOME = 3


class Arrays:
    """A view of a snapshot that answers the queries of `hops` as the server does."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def each(self, text: str, portions: Iterable[dict[str, Any]], **values: Any) -> Iterator[list[Any]]:
        for portion in portions:
            rows = [row for node in portion["nodes"] for row in self.row(text, node, **values)]
            if text == hops.STEP:
                yield [sorted({near for _, several, _, _ in rows for near in several})]
            else:
                yield from rows

    def row(
        self, text: str, number: int, *, inferred: bool, most: float, there: dict[str, bool] | None = None
    ) -> Iterator[list[Any]]:
        snapshot = self.snapshot
        (node,) = snapshot.nodes(np.array([number])).tolist()
        arcs = slice(int(snapshot.indptr[node]), int(snapshot.indptr[node + 1]))
        ties = [
            (near, cost, guess)
            for near, cost, guess in zip(
                snapshot.people[snapshot.neighbors[arcs]].tolist(),
                snapshot.cost[arcs].tolist(),
                snapshot.inferred[arcs].tolist(),
                strict=True,
            )
            if (inferred or not guess) and cost <= most and (text != hops.TOWARDS or (there or {}).get(person_id(near)))
        ]
        if ties:
            yield [number, *map(list, zip(*ties, strict=True))]


def served(snapshot: Snapshot) -> Served:
    muted = tuple(snapshot.people[snapshot.muted].tolist())
    return Served(Arrays(snapshot), snapshot.n, snapshot.ties, muted)  # type: ignore[arg-type]


def numbers(snapshot: Snapshot, nodes: Iterable[int]) -> list[int]:
    return [int(snapshot.people[node]) for node in nodes]


def named(snapshot: Snapshot, limits: Limits) -> Limits:
    """The same limits, people by their numbers."""
    via = None if limits.via is None else int(snapshot.people[limits.via])
    return replace(limits, avoid=tuple(numbers(snapshot, limits.avoid)), via=via)


def placed(snapshot: Snapshot, limits: Limits) -> Limits:
    """The same limits, people by their nodes."""
    via = None if limits.via is None else int(snapshot.nodes(np.array([limits.via]))[0])
    return replace(limits, avoid=tuple(snapshot.nodes(np.array(limits.avoid, np.int64)).tolist()), via=via)


def places(snapshot: Snapshot, people: Iterable[int]) -> list[int]:
    found: list[int] = snapshot.nodes(np.array(list(people), np.int64)).tolist()
    return found


def questions(seed: int) -> Iterator[Question]:
    random = Random(seed)
    for _ in range(QUESTIONS):
        question = random_question(random, via=random.random() < 0.3)
        if len(question.egos) > 1 and random.random() < 0.3:
            avoid = (*question.limits.avoid, question.egos[0])
            question = replace(question, limits=replace(question.limits, avoid=avoid))
        if not set(question.egos) <= set(question.limits.avoid) and question.limits.via not in question.egos:
            yield question


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hops, "ASKING", 3)


def by_number(snapshot: Snapshot, found: Iterable[Absence]) -> list[Absence]:
    return [
        one._replace(
            target=int(snapshot.people[one.target]),
            in_the_way=tuple(numbers(snapshot, one.in_the_way)),
            first=None if one.first is None else int(snapshot.people[one.first]),
        )
        for one in found
    ]


@pytest.mark.parametrize("seed", range(4))
def test_why_somebody_is_not_reached(seed: int) -> None:
    causes = set()
    for question in questions(seed):
        whole, egos = question.snapshot, question.egos
        targets = [target for target in question.targets if target not in egos]
        graph = served(whole)
        part = graph.nearest(numbers(whole, egos), numbers(whole, targets), named(whole, question.limits))
        limits = placed(part, named(whole, question.limits))
        theirs = absences(whole, egos, targets, question.limits)
        ours = absences(part, places(part, numbers(whole, egos)), places(part, numbers(whole, targets)), limits)
        assert by_number(part, ours) == by_number(whole, theirs)
        causes |= {one.cause for one in theirs}
        for one in theirs:
            if one.cause == "unconnected":
                assert known(part, int(whole.people[one.target])) == known(whole, int(whole.people[one.target]))
        for ego in numbers(whole, egos):
            assert known(part, ego) == known(whole, ego)
    assert causes == {"beyond_bound", "filtered", "uninferred", "avoided", "unconnected"}


@pytest.mark.parametrize("seed", range(4))
def test_every_way_and_nothing_else(seed: int) -> None:
    found = 0
    for question in questions(10 + seed):
        whole, people = question.snapshot, named(question.snapshot, question.limits)
        graph = served(whole)
        egos, targets = numbers(whole, question.egos), numbers(whole, question.targets)
        part = graph.ways(egos, targets, people)
        limits, starts, ends = placed(part, people), places(part, egos), places(part, targets)
        assert answered(part, starts, ends, limits) == answered(whole, question.egos, question.targets, question.limits)
        found += len(ends)
        on_ways = ties_on_ways(question)
        assert ties(part) <= on_ways | {tie for ego in egos for tie in ties(whole) if ego in tie}
    assert found > QUESTIONS


def answered(snapshot: Snapshot, egos: Sequence[int], targets: Sequence[int], limits: Limits) -> list[object]:
    """What connectors, plans and the best paths to a person are made of, people by their numbers."""
    opened = doors(snapshot, egos, targets, limits)
    columns = (snapshot.people[opened.connector], snapshot.people[opened.target], opened.cost, opened.hops)
    told: list[object] = [column.tolist() for column in columns]
    routes = Routes(snapshot, egos, limits)
    pairs = list(zip(opened.connector.tolist(), opened.target.tolist(), strict=True))
    told += [numbers(snapshot, routes.path(*pair)) for pair in pairs[:SOME]]
    for target in targets[:SOME]:
        top = top_paths(snapshot, egos, target, 7, limits)
        told += [(numbers(snapshot, path), cost) for path, cost in zip(top.paths, top.costs, strict=True)]
    return told


def ties(snapshot: Snapshot) -> set[tuple[int, int]]:
    return {tuple(numbers(snapshot, sorted(pair))) for pair in snapshot.pairs().tolist()}  # type: ignore[misc]


def ties_on_ways(question: Question) -> set[tuple[int, int]]:
    """The ties on any way of so few ties from an ego to a target, or on both arms of one by way of somebody."""
    snapshot, limits = question.snapshot, question.limits
    starts, closed = set(question.egos) - set(limits.avoid), {*question.egos, *limits.avoid}
    arcs = [
        (a, int(snapshot.neighbors[at]))
        for a in range(snapshot.n)
        for at in range(int(snapshot.indptr[a]), int(snapshot.indptr[a + 1]))
        if (limits.inferred or not snapshot.inferred[at]) and snapshot.cost[at] < limits.ceiling
    ]

    def away(sources: set[int]) -> dict[int, int]:
        found, frontier = dict.fromkeys(sources, 0), sources
        while frontier:
            depth = max(found.values()) + 1
            new = {b for a, b in arcs if a in frontier} - found.keys() - closed
            found |= dict.fromkeys(new, depth)
            frontier = {node for node in new if not snapshot.muted[node]}
        return found

    def between(starts: set[int], ends: set[int], most: int) -> set[tuple[int, int]]:
        out, back = away(starts), away(ends)

        def passed(node: int, hops: dict[int, int]) -> bool:
            return node in hops and (hops[node] == 0 or not snapshot.muted[node])

        return {
            (min(a, b), max(a, b))
            for a, b in arcs
            if passed(a, out) and passed(b, back) and out[a] + 1 + back[b] <= most
        }

    wanted, via = set(question.targets) - closed, limits.via
    if via is None:
        found = between(starts, wanted, limits.max_hops)
    elif via in closed or snapshot.muted[via]:
        found = set()
    else:
        found = between(starts, {via}, limits.max_hops - 1) | between({via}, wanted - {via}, limits.max_hops - 1)
    return {tuple(numbers(snapshot, pair)) for pair in found}  # type: ignore[misc]


def known(snapshot: Snapshot, number: int) -> set[tuple[int, float, bool]]:
    """Somebody's ties."""
    (node,) = places(snapshot, [number])
    arcs = range(int(snapshot.indptr[node]), int(snapshot.indptr[node + 1]))
    return {
        (int(snapshot.people[snapshot.neighbors[a]]), float(snapshot.cost[a]), bool(snapshot.inferred[a])) for a in arcs
    }
