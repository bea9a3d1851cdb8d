"""Answers of a Neo4j store are those of the embedded store, to the last digit."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from graphfind.errors import GraphfindError
from graphfind.importer import load_importers
from graphfind.loading import ImportSettings, import_paths
from graphfind.lookup import find_person
from graphfind.model import EvidenceKind, PersonRecord, Reading
from graphfind.portraits import portrait
from graphfind.query import Request, find_introductions
from graphfind.query.connectors import find_connectors
from graphfind.query.leads import find_leads
from graphfind.query.paths import find_paths
from graphfind.query.plan import plan_asks
from graphfind.query.targets import holders
from graphfind.render import planning, records
from graphfind.roles import Lexicon, load_lexicon, understand
from graphfind.statements import set_tie
from graphfind.stores import open_store
from graphfind.stores.base import Store
from graphfind.stores.neo4j import Neo4jStore, layers
from tests.query import ties
from tests.stores.neo4j.conftest import opened, parts_only, wipe
from tests.stores.neo4j.server import Server
from tests.worlds import TODAY, knows, load, person

GRAPHS = 204
AT_ONCE = 51
"""Graphs that stand beside each other in one store, each with people, words and organizations of its own."""

PARTS = frozenset({"person", "find", "leads", "connectors", "plan", "paths"})
"""The questions for which a server hands over no more than parts of its graph."""

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
        organization = f"House {word(number)}" if rng.random() < 0.6 else ""
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
        request = request._replace(exclude_organizations=(f"House {word(number)}",))
    elif rng.random() < 0.25:
        request = request._replace(role=None, organizations=(f"House {word(number)}",))
    way = ("connectors", "plan", "leads")[number % 3]
    return "\n".join(answer(store, lexicon, request, one) for one in ("find", way, "person", "paths"))


def answer(store: Store, lexicon: Lexicon, request: Request, way: str) -> str:
    """What is found, as JSON, or what was refused."""
    try:
        parted = way in PARTS and isinstance(store, Neo4jStore)
        with store.reading(), parts_only() if parted else nullcontext():
            match way:
                case "person":
                    (ego,) = request.egos or store.egos()
                    return shown(records.portrait(portrait(store, ego, 3, TODAY)))
                case "paths":
                    found = holders(store, request, lexicon)
                    who = min(found, key=lambda number: store.persons([number])[number].id, default=request.egos[0])
                    return shown(records.paths(find_paths(store, who, 9, request, TODAY)))
                case "connectors":
                    return shown(planning.connectors(find_connectors(store, request, lexicon, TODAY)))
                case "plan":
                    return shown(planning.plan(plan_asks(store, request, lexicon, TODAY, 3)))
                case "leads":
                    return shown(planning.leads(find_leads(store, request, lexicon, TODAY)))
                case _:
                    return shown(records.answer(find_introductions(store, request, lexicon, TODAY)))
    except GraphfindError as error:
        return str(error)


def shown(found: dict[str, object]) -> str:
    return json.dumps(found, sort_keys=True)


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
    told: Counter[str] = Counter()
    for number in numbers:
        answers = [ask(store, lexicon, number, random.Random(number)) for store in (both.embedded, both.server)]
        assert answers[0] == answers[1], f"graph {number}"
        for name in (
            '"hops"',
            '"helpful_exports": [{',
            '"connectors": [{',
            '"asks": [{',
            '"leads": [{',
            '"why_none": [{',
            '"unreached": [{',
        ):
            told[name] += name in answers[0]
        told["paths"] += '"paths": [{' in answers[0]
        told.update(re.findall(r'"reason": "(beyond_bound|filtered|avoided|unconnected)"', answers[0]))
    assert told['"hops"'] > AT_ONCE // 3
    assert min(told.values()) > 0, told
    assert len(told) == 12, told


def test_a_larger_graph_gives_identical_answers_by_small_portions(
    both: Both, tmp_path: Path, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(1)
    size = 250
    readings: list[Reading] = [
        person(f"p{n}", f"Person {n}", "zorbaa" if n % 9 == 1 else "other", emails=(f"p{n}@example.org",))
        for n in range(size)
    ]
    pairs = {(rng.randrange(size), int(size * rng.random() ** 2)) for _ in range(1_300)}
    readings += [
        knows(f"p{a}", f"p{b}", line, EvidenceKind.RELATION, strength=rng.choice((0.5, 0.25, rng.uniform(0.02, 0.94))))
        for line, (a, b) in enumerate(sorted(pairs))
        if a != b
    ]
    for store in (both.embedded, both.server):
        assert load(store, tmp_path, readings).status == "imported"
    role = understand("zorbaa", lexicon)
    egos = [find_person(both.embedded, f"p{n}@example.org") for n in range(60)]
    names = [both.embedded.persons([ego])[ego].id for ego in egos]
    for question in range(72):
        monkeypatch.setattr(layers, "TELLING", rng.choice((7, 1_000)))
        monkeypatch.setattr(layers, "ASKING", rng.choice((5, 2_000)))
        monkeypatch.setattr(layers, "LOOKED_UP", rng.choice((0, 20, 5_000)))
        monkeypatch.setattr(layers, "NEAR", rng.choice((0, 5_000, 5_000)))
        request = Request(
            role=role,
            max_hops=2 + question % 4,
            top=rng.choice((1, 3, 25)),
            alternatives=rng.randint(0, 4),
            rank=rng.choice(("warmth", "warmth", "hops")),
            min_warmth=rng.choice((0.0, 0.0, 0.02)),
        )
        answers = []
        who = [rng.randrange(len(names)) for _ in range(rng.choice((1, 1, 2)))]
        away = rng.randrange(len(names)) if rng.random() < 0.3 else None
        for store in (both.embedded, both.server):
            told = {n: store.identified("id", names[n])[0] for n in (*who, *([] if away is None else [away]))}
            asked = request._replace(
                egos=tuple(dict.fromkeys(told[n] for n in who)), avoid=() if away is None else (told[away],)
            )
            answers.append(answer(store, lexicon, asked, "find"))
        assert answers[0] == answers[1], question


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
    found: Counter[str] = Counter()
    for role in ("product manager", "nurse", "software engineer"):
        asked = Request(role=understand(role, lexicon))
        ways = [(way, asked) for way in ("connectors", "plan", "leads", "person")]
        ways += [("find", asked._replace(max_hops=hops)) for hops in (2, 3, 4)]
        ways += [("find", asked._replace(max_hops=hops, rank="hops")) for hops in (2, 4)]
        for way, request in ways:
            one, other = (answer(store, lexicon, request, way) for store in (both.embedded, both.server))
            assert one == other, (role, way, request.max_hops, request.rank)
            found[way] += '": [{' in one
    assert min(found.values()) > 1, found


@pytest.mark.parametrize("rank", ["warmth", "hops", "new-ground"])
def test_fewer_introductions_are_the_first_of_more(both: Both, lexicon: Lexicon, tmp_path: Path, rank: str) -> None:
    for store in (both.embedded, both.server):
        ties.fill(store, tmp_path)
        ties.check_heads(store, lexicon, rank)
    asked = Request(role=understand("product manager", lexicon), top=7, rank=rank)  # type: ignore[arg-type]
    one, other = (find_introductions(store, asked, lexicon, TODAY) for store in (both.embedded, both.server))
    assert one.introductions == other.introductions
