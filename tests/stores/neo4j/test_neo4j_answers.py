"""Answers of a Neo4j store are those of the embedded store, to the last digit."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from graphfind.errors import GraphfindError
from graphfind.importer import load_importers
from graphfind.loading import ImportSettings, import_paths
from graphfind.lookup import find_person
from graphfind.model import EvidenceKind, PersonRecord, Reading
from graphfind.query import Request, find_introductions
from graphfind.render import records
from graphfind.roles import Lexicon, load_lexicon, understand
from graphfind.statements import set_tie
from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.stores.neo4j.conftest import opened, wipe
from tests.stores.neo4j.server import Server
from tests.worlds import TODAY, knows, load, person

GRAPHS = 240
AT_ONCE = 60
"""Graphs that stand beside each other in one store, each with people, words and organizations of its own."""

KINDS = (EvidenceKind.CONNECTION, EvidenceKind.MESSAGE, EvidenceKind.EMAIL, EvidenceKind.RELATION)


@dataclass(frozen=True, slots=True)
class Both:
    """The same store twice."""

    embedded: Store
    server: Store


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture
def both(server: Server, tmp_path: Path) -> Iterator[Both]:
    wipe(server)
    with open_store(tmp_path / "store.db") as embedded, opened(server) as other:
        yield Both(embedded, other)


def word(graph: int) -> str:
    """A made-up role that only one graph knows."""
    return "zorb" + "".join(chr(ord("a") + int(digit)) for digit in f"{graph:03d}")


def graph(number: int, rng: random.Random) -> list[Reading]:
    """Some people who know each other at random; a few of them hold the graph's role, a few share its employer."""
    size = rng.randint(4, 16)
    keys = [f"g{number}p{place}" for place in range(size)]
    days = [date(2026, 10, 1), date(2025, 3, 1), date(2019, 7, 1)]
    readings: list[Reading] = []
    for place, key in enumerate(keys):
        title = word(number) if place and rng.random() < 0.4 else f"other {number}"
        organization = f"House {word(number)}" if rng.random() < 0.3 else ""
        readings.append(person(key, f"Person {key}", title, organization, emails=(f"{key}@example.org",)))
    line = 0
    density = rng.uniform(0.1, 0.6)
    for a in range(size):
        for b in range(a + 1, size):
            for _ in range(rng.choice((1, 1, 2)) if rng.random() < density else 0):
                line += 1
                stated = rng.choice((None, None, 0.25, 0.5, rng.uniform(0.02, 0.94)))
                readings.append(
                    knows(
                        keys[a],
                        keys[b],
                        line,
                        rng.choice(KINDS),
                        outgoing=rng.randint(0, 9),
                        incoming=rng.randint(0, 9),
                        last=rng.choice((None, *days)),
                        strength=stated,
                    )
                )
    return readings


def ask(store: Store, lexicon: Lexicon, number: int, rng: random.Random) -> str:
    """The answer to a question about a graph as JSON, or what was refused; people are named, for numbers differ."""

    def somebody() -> int:
        return rng.choice(found)

    found = [find_person(store, f"g{number}p{place}@example.org") for place in range(4)]
    found = sorted(found, key=lambda n: store.persons([n])[n].id)
    ego = find_person(store, f"g{number}p0@example.org")
    role = understand(word(number), lexicon)
    request = Request(
        role=role,
        egos=(ego,),
        max_hops=rng.randint(1, 6),
        top=rng.choice((1, 2, 25)),
        alternatives=rng.randint(0, 4),
        rank=rng.choice(("warmth", "warmth", "hops", "new-ground")),
        via=somebody() if rng.random() < 0.2 else None,
        avoid=(somebody(),) if rng.random() < 0.3 else (),
        inferred=rng.random() < 0.7,
        min_warmth=rng.choice((0.0, 0.0, 0.05, 0.2)),
    )
    if rng.random() < 0.2:
        request = request._replace(role=None, organizations=(f"House {word(number)}",))
    try:
        with store.reading():
            answer = find_introductions(store, request, lexicon, TODAY)
    except GraphfindError as error:
        return str(error)
    return json.dumps(records.answer(answer), sort_keys=True)


@pytest.mark.parametrize("batch", range(GRAPHS // AT_ONCE))
def test_random_graphs_give_identical_answers(both: Both, tmp_path: Path, lexicon: Lexicon, batch: int) -> None:
    numbers = range(batch * AT_ONCE, (batch + 1) * AT_ONCE)
    rng = random.Random(batch)
    readings = [reading for number in numbers for reading in graph(number, rng)]
    readings.sort(key=lambda reading: not isinstance(reading, PersonRecord))
    for store in (both.embedded, both.server):
        assert load(store, tmp_path, readings).status == "imported"
        for number in list(numbers)[:: AT_ONCE // 4]:
            set_tie(store, find_person(store, f"g{number}p2@example.org"), None, "dont-ask", TODAY)
    reached = 0
    for number in numbers:
        answers = [ask(store, lexicon, number, random.Random(number)) for store in (both.embedded, both.server)]
        assert answers[0] == answers[1], f"graph {number}"
        reached += '"hops"' in answers[0]
    assert reached > AT_ONCE // 3


def test_the_sample_data_give_identical_answers(both: Both, lexicon: Lexicon) -> None:
    from graphfind.sample_data import files

    sample = files()
    importers, _ = load_importers()
    calls = [([sample.mine], ImportSettings(TODAY, mine=True))]
    calls += [([path], ImportSettings(TODAY, owner=name)) for name, path in sample.friends.items()]
    calls.append(([sample.people, sample.ties], ImportSettings(TODAY)))
    for paths, settings in calls:
        reports = [
            records.report(import_paths(store, paths, settings, importers)) for store in (both.embedded, both.server)
        ]
        assert reports[0] == reports[1]
    for role in ("product manager", "nurse", "head of people", "software engineer"):
        for hops in (2, 3, 4):
            for rank in ("warmth", "hops"):
                request = Request(role=understand(role, lexicon), max_hops=hops, rank=rank)  # type: ignore[arg-type]
                answers = []
                for store in (both.embedded, both.server):
                    with store.reading():
                        answers.append(records.answer(find_introductions(store, request, lexicon, TODAY)))
                assert answers[0] == answers[1], (role, hops, rank)
