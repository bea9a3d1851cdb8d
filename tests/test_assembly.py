"""The graph of persons as arrays agrees with the same graph made plainly, one pair at a time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.assembly import RecordEvidence, assemble, joined
from graphfind.graph import Snapshot
from graphfind.inference import PositionColumns, shared
from graphfind.model import INFERRED, Evidence, EvidenceKind, Position, TieOverride
from graphfind.strength import KINDS, ordinal, tie_strength

TODAY = date(2026, 11, 1)
EMPLOYERS = ("Clinic A", "Works B", "School D")
OBSERVED = [kind for kind in EvidenceKind if kind not in INFERRED]


@dataclass(frozen=True)
class World:
    """Records by their person's node, evidence between records, positions by node, and what the user said."""

    people: int
    records: Sequence[int]
    evidence: Sequence[tuple[int, int, Evidence]]
    positions: Sequence[tuple[int, Position]]
    overrides: dict[tuple[int, int], TieOverride]
    muted: frozenset[int] = frozenset()


def snapshot(world: World, parts: int = 1) -> Snapshot:
    """What `assemble` makes of a world; its evidence comes in so many parts."""
    cuts = [world.evidence[part::parts] for part in range(parts)]
    rows = [(node, EMPLOYERS.index(p.organization), *map(ordinal, (p.started, p.ended, p.as_of)), p.study)
            for node, p in world.positions]  # fmt: skip
    columns = np.array(rows, np.int32).reshape(-1, 6).T
    return assemble(
        np.arange(world.people, dtype=np.int64) + 100,
        np.array(world.records, np.int32),
        joined([columns_of(cut) for cut in cuts]),
        PositionColumns(*columns[:5], columns[5].astype(np.bool_)),
        world.overrides,
        np.array([node in world.muted for node in range(world.people)], np.bool_),
        TODAY,
    )


def columns_of(evidence: Sequence[tuple[int, int, Evidence]]) -> RecordEvidence:
    rows = [
        (a, b, KINDS.index(e.kind), e.outgoing, e.incoming, ordinal(e.first), ordinal(e.last),
         np.nan if e.strength is None else e.strength)
        for a, b, e in evidence
    ]  # fmt: skip
    table = np.array(rows, np.float64).reshape(-1, 8).T
    codes = [np.int32, np.int32, np.int8, np.int32, np.int32, np.int32, np.int32, np.float64]
    return RecordEvidence(*(column.astype(code) for column, code in zip(table, codes, strict=True)))


def ties_of(found: Snapshot) -> dict[tuple[int, int], tuple[float, bool]]:
    """Strength of each tie, and whether it is only inferred; both arcs must say the same."""
    ends = np.repeat(np.arange(found.n), np.diff(found.indptr)).tolist()
    said = zip(np.exp(-found.cost).tolist(), found.inferred.tolist(), strict=True)
    arcs = dict(zip(zip(ends, found.neighbors.tolist(), strict=True), said, strict=True))
    assert len(arcs) == len(ends)
    assert all(arcs[b, a] == tie for (a, b), tie in arcs.items())
    return {(a, b): tie for (a, b), tie in arcs.items() if a < b}


def plainly(world: World) -> dict[tuple[int, int], tuple[float, bool]]:
    """The same, one pair of persons at a time."""
    headcounts = {
        name.lower(): len({node for node, position in world.positions if position.organization == name})
        for name in EMPLOYERS
    }
    held = [[position for node, position in world.positions if node == person] for person in range(world.people)]
    found = {}
    for a, b in combinations(range(world.people), 2):
        evidence = list(shared(held[a], held[b], headcounts, TODAY))
        for x, y, e in world.evidence:
            if (world.records[x], world.records[y]) == (a, b):
                evidence.append(e)
            elif (world.records[x], world.records[y]) == (b, a):
                evidence.append(Evidence(e.kind, e.incoming, e.outgoing, e.first, e.last, strength=e.strength))
        override = world.overrides.get((a, b))
        if (evidence or override) and override != "dont-ask":
            inferred = override is None and all(e.kind in INFERRED for e in evidence)
            found[a, b] = tie_strength(evidence, TODAY, override), inferred
    return found


days = st.none() | st.dates(date(2005, 1, 1), date(2027, 1, 1))
counts = st.integers(0, 20)
observations = st.builds(
    Evidence, st.sampled_from(OBSERVED), counts, counts, days, days, strength=st.none() | st.floats(0.01, 1.0)
)
positions = st.builds(
    Position, organization=st.sampled_from(EMPLOYERS), started=days, ended=days, as_of=days, study=st.booleans()
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    people = draw(st.integers(1, 6))
    nodes = st.integers(0, people - 1)
    records = [*range(people), *draw(st.lists(nodes, max_size=4))]
    record = st.integers(0, len(records) - 1)
    pairs = st.tuples(nodes, nodes).map(sorted).map(tuple)
    return World(
        people,
        draw(st.permutations(records)),
        draw(st.lists(st.tuples(record, record, observations), max_size=12)),
        draw(st.lists(st.tuples(nodes, positions), max_size=8)),
        draw(st.dictionaries(pairs, st.sampled_from(["close", "knows", "barely", "dont-ask"]), max_size=4)),
        draw(st.frozensets(nodes)),
    )


@settings(max_examples=200, deadline=None)
@given(worlds(), st.integers(1, 3))
def test_arrays_and_plain_pairs_agree(world: World, parts: int) -> None:
    found = snapshot(world, parts)
    ties, expected = ties_of(found), plainly(world)
    assert ties.keys() == expected.keys()
    for pair, (strength, inferred) in expected.items():
        assert math.isclose(ties[pair][0], strength, rel_tol=1e-9)
        assert ties[pair][1] is inferred
    assert found.people.tolist() == [number + 100 for number in range(world.people)]
    assert found.muted.tolist() == [node in world.muted for node in range(world.people)]


@settings(deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(world: World, dice: object) -> None:
    shuffled = World(*(getattr(world, field.name) for field in fields(World)))
    dice.shuffle(evidence := list(shuffled.evidence))  # type: ignore[attr-defined]
    one, other = (
        snapshot(world),
        snapshot(World(world.people, world.records, evidence, world.positions, world.overrides)),
    )
    assert one.cost.tolist() == other.cost.tolist()
    assert one.neighbors.tolist() == other.neighbors.tolist()


CONNECTED = Evidence(EvidenceKind.CONNECTION, last=date(2026, 1, 1))
TOGETHER = [(node, Position("Nurse", "Clinic A", as_of=TODAY)) for node in (0, 1)]


def test_nobody_makes_no_graph() -> None:
    found = snapshot(World(0, [], [], [], {}))
    assert (found.n, found.ties) == (0, 0)


def test_evidence_within_one_person_is_no_tie() -> None:
    assert snapshot(World(2, [0, 0, 1], [(0, 1, CONNECTED)], [], {})).ties == 0


def test_two_at_one_employer_have_an_inferred_tie() -> None:
    assert [inferred for _, inferred in ties_of(snapshot(World(2, [0, 1], [], TOGETHER, {}))).values()] == [True]
    observed = snapshot(World(2, [0, 1], [(1, 0, CONNECTED)], TOGETHER, {}))
    assert [inferred for _, inferred in ties_of(observed).values()] == [False]


@pytest.mark.parametrize(("word", "strength"), [("close", 0.95), ("knows", 0.5), ("barely", 0.1)])
@pytest.mark.parametrize("positions", [[], TOGETHER])
def test_the_users_word_wins_and_makes_a_tie_where_there_is_none(
    word: TieOverride, strength: float, positions: list[tuple[int, Position]]
) -> None:
    found = ties_of(snapshot(World(2, [0, 1], [], positions, {(0, 1): word})))
    assert found == {(0, 1): (pytest.approx(strength), False)}


def test_dont_ask_takes_out_a_tie_and_makes_none() -> None:
    assert snapshot(World(2, [0, 1], [(0, 1, CONNECTED)], TOGETHER, {(0, 1): "dont-ask"})).ties == 0
    assert snapshot(World(2, [0, 1], [], [], {(0, 1): "dont-ask"})).ties == 0


def test_what_was_said_of_two_who_turned_out_to_be_one_is_left_aside() -> None:
    assert snapshot(World(2, [0, 1], [], [], {(1, 1): "close"})).ties == 0
