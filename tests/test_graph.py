"""Snapshots hold what they were built from; networkx goes out and in."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date, datetime
from random import Random

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind import graph
from graphfind.errors import UsageError
from graphfind.graph import COST_UNIT, MAX_COST, Snapshot, from_networkx, to_networkx
from graphfind.model import Evidence, EvidenceKind, Person, PersonRecord, Position, Tie, TieRecord


def built(n: int, ties: list[tuple[int, int, float, bool]], muted: tuple[int, ...] = ()) -> Snapshot:
    flags = np.zeros(n, np.bool_)
    flags[list(muted)] = True
    return graph.build(
        np.arange(n) + 100,
        np.array([tie[0] for tie in ties], np.int32),
        np.array([tie[1] for tie in ties], np.int32),
        np.array([tie[2] for tie in ties], np.float64),
        np.array([tie[3] for tie in ties], np.bool_),
        flags,
    )


def unfolded(snapshot: Snapshot) -> dict[tuple[int, int], tuple[float, bool]]:
    """Every arc of a snapshot with its cost and whether it is inferred."""
    return {
        (node, int(snapshot.neighbors[arc])): (float(snapshot.cost[arc]), bool(snapshot.inferred[arc]))
        for node in range(snapshot.n)
        for arc in range(snapshot.indptr[node], snapshot.indptr[node + 1])
    }


class TestBuild:
    # Beyond 65,536 nodes, ends are sorted in two halves.
    @pytest.mark.parametrize(("n", "ties"), [(2, 1), (5, 4), (40, 300), (70_000, 3_000), (200_000, 2_000)])
    @pytest.mark.parametrize("ordered", [True, False])
    def test_holds_both_directions_of_every_tie(self, n: int, ties: int, ordered: bool) -> None:
        random = Random(n)
        pairs = sorted({(a, b) for a, b in (sorted(random.sample(range(n), 2)) for _ in range(ties))})
        given_ties = [(a, b, random.randrange(1, 2000) * 0.25, random.random() < 0.3) for a, b in pairs]
        if not ordered:
            random.shuffle(given_ties)
            given_ties = [(*random.sample((a, b), 2), cost, inferred) for a, b, cost, inferred in given_ties]
        snapshot = built(n, given_ties)
        expected = {}
        for a, b, cost, inferred in given_ties:
            expected[a, b] = expected[b, a] = (cost, inferred)
        assert unfolded(snapshot) == expected
        assert snapshot.n == n
        assert snapshot.ties == len(pairs)
        assert snapshot.pairs().tolist() == [list(pair) for pair in pairs]

    def test_neighbors_are_ordered(self) -> None:
        snapshot = built(30, [(a, b, 1.0, False) for b in range(30) for a in range(b) if (a * b) % 3])
        for node in range(30):
            neighbors = snapshot.neighbors[snapshot.indptr[node] : snapshot.indptr[node + 1]]
            assert (np.diff(neighbors) > 0).all()

    def test_types_are_those_of_the_cache(self) -> None:
        snapshot = built(3, [(2, 0, 1.0, True)], muted=(1,))
        types = {name: getattr(snapshot, name).dtype for name in Snapshot.__slots__}
        assert types == {
            "people": np.int64,
            "indptr": np.int64,
            "neighbors": np.int32,
            "cost": np.float64,
            "inferred": np.bool_,
            "muted": np.bool_,
        }
        assert snapshot.muted.tolist() == [False, True, False]

    def test_nobody_and_no_ties(self) -> None:
        nobody = built(0, [])
        assert (nobody.n, nobody.ties, nobody.indptr.tolist()) == (0, 0, [0])
        alone = built(2, [])
        assert (alone.n, alone.ties, alone.indptr.tolist()) == (2, 0, [0, 0, 0])
        assert alone.pairs().shape == (0, 2)

    @pytest.mark.parametrize(
        "ties",
        [[(0, 0, 1.0, False)], [(0, 3, 1.0, False)], [(-1, 1, 1.0, False)], [(0, 1, 1.0, False), (1, 0, 2.0, True)]],
    )
    def test_what_is_no_graph_is_refused(self, ties: list[tuple[int, int, float, bool]]) -> None:
        with pytest.raises(ValueError, match="people"):
            built(3, ties)

    @given(st.lists(st.floats(0.0, 700.0), min_size=1, max_size=6))
    def test_sums_of_costs_do_not_depend_on_their_order(self, given_costs: list[float]) -> None:
        ties = [(node, node + 1, cost, False) for node, cost in enumerate(given_costs)]
        costs = list({(min(arc), max(arc)): value[0] for arc, value in unfolded(built(7, ties)).items()}.values())
        assert sum(costs) == sum(reversed(costs)) == sum(sorted(costs))
        for cost, asked in zip(costs, given_costs, strict=True):
            assert COST_UNIT <= cost <= MAX_COST
            assert cost / COST_UNIT == int(cost / COST_UNIT)
            assert cost == pytest.approx(min(asked, MAX_COST), abs=COST_UNIT)

    @pytest.mark.parametrize("far", [900, 1 << 40, -(1 << 62), (1 << 63) - 1])
    def test_nodes_are_found_by_number(self, far: int) -> None:
        snapshot = graph.build(
            np.array([50, 7, far, 3]),
            np.array([0], np.int32),
            np.array([1], np.int32),
            np.array([1.0]),
            np.array([False]),
            np.zeros(4, np.bool_),
        )
        assert snapshot.nodes(np.array([3, 50, 8, 1000, 7, 3, -1])).tolist() == [3, 0, 1, 3]
        assert snapshot.nodes(np.array([far, far - 1])).tolist() == [2]
        assert built(0, []).nodes(np.array([1])).tolist() == []


ANN = Person(
    id="p-ann",
    name="Ann\x00 Example\x1f",
    emails=("ann@example.com", "a@example.org"),
    profile_urls=("https://example.com/in/ann",),
    positions=(Position(title="Nurse\ufffe", organization="Ward 7"),),
    location="Ålesund",
    tags=("choir",),
    dont_ask=True,
)
BO = Person(id="p-bo", name="Bo 🦊")
TIE = Tie(
    strength=0.4,
    inferred=False,
    evidence=(
        Evidence(EvidenceKind.MESSAGE, outgoing=3, first=date(2020, 1, 2), last=date(2024, 5, 6)),
        Evidence(EvidenceKind.RELATION, last=date(2025, 5, 6), relation="manager"),
    ),
)


class TestNetworkx:
    def test_goes_out_as_plain_attributes(self) -> None:
        made = to_networkx([ANN, BO], [("p-ann", "p-bo", TIE)])
        assert made.nodes["p-ann"] == {
            "name": "Ann Example",
            "label": "Ann Example",
            "title": "Nurse",
            "organization": "Ward 7",
            "location": "Ålesund",
            "emails": "ann@example.com; a@example.org",
            "profile_urls": "https://example.com/in/ann",
            "tags": "choir",
            "dont_ask": True,
        }
        assert made.edges["p-ann", "p-bo"] == {
            "strength": 0.4,
            "inferred": False,
            "kinds": "message; relation",
            "relation": "manager",
            "first": "2020-01-02",
            "last": "2025-05-06",
        }

    @pytest.mark.parametrize("form", ["graphml", "gexf"])
    def test_can_be_written_and_read(self, form: str) -> None:
        made = to_networkx([ANN, BO], [("p-ann", "p-bo", TIE)])
        file = io.BytesIO()
        getattr(networkx, f"write_{form}")(made, file)
        file.seek(0)
        read = getattr(networkx, f"read_{form}")(file)
        assert set(read) == {"p-ann", "p-bo"}
        assert read.nodes["p-ann"]["label"] == "Ann Example"
        assert read.nodes["p-ann"]["dont_ask"] is True
        assert read.edges["p-ann", "p-bo"]["strength"] == 0.4
        assert from_networkx(read) == from_networkx(made)

    def test_comes_in_as_records(self) -> None:
        people, ties = from_networkx(to_networkx([ANN, BO], [("p-ann", "p-bo", TIE)]))
        assert people == [
            PersonRecord(
                key="p-ann",
                name="Ann Example",
                emails=("ann@example.com", "a@example.org"),
                profile_urls=("https://example.com/in/ann",),
                positions=(Position(title="Nurse", organization="Ward 7"),),
                location="Ålesund",
                tags=("choir",),
            ),
            PersonRecord(key="p-bo", name="Bo 🦊"),
        ]
        assert ties == [
            TieRecord(
                "p-ann",
                "p-bo",
                EvidenceKind.MESSAGE,
                first=date(2020, 1, 2),
                last=date(2025, 5, 6),
                strength=0.4,
                relation="manager",
            )
        ]

    def test_any_graph_comes_in(self) -> None:
        made = networkx.MultiDiGraph()
        made.add_edges_from([("x", "y"), ("y", "x"), ("x", "x")])
        made.add_edge(1, "y", strength=1, kinds="no such kind", first=date(2020, 1, 1))
        people, ties = from_networkx(made)
        assert [person.name for person in people] == ["x", "y", "1"]
        assert [(tie.a, tie.b, tie.kind, tie.strength) for tie in ties] == [
            ("x", "y", EvidenceKind.RELATION, None),
            ("y", "x", EvidenceKind.RELATION, None),
            ("1", "y", EvidenceKind.RELATION, 1.0),
        ]
        assert ties[2].first == date(2020, 1, 1)

    @pytest.mark.parametrize("nothing", [None, float("nan"), ""])
    def test_none_is_no_text(self, nothing: object) -> None:
        made = networkx.Graph()
        fields = ["title", "organization", "location", "emails", "phones", "profile_urls", "tags", "label"]
        made.add_node("a", name="Ada", **dict.fromkeys(fields, nothing))
        made.add_node("b", name=nothing, emails=["b@x.example", nothing])
        made.add_edge("a", "b", **dict.fromkeys(["strength", "kinds", "relation", "first", "last"], nothing or None))
        people, ties = from_networkx(made)
        assert people == [PersonRecord("a", name="Ada"), PersonRecord("b", name="b", emails=("b@x.example",))]
        assert ties == [TieRecord("a", "b", EvidenceKind.RELATION)]

    @pytest.mark.parametrize("made_of", [list, tuple, set, frozenset])
    def test_several_values_may_be_a_list(self, made_of: type) -> None:
        made = networkx.Graph()
        made.add_node("a", emails=made_of(["a@x.example", "b@x.example"]), tags=made_of(["chess; rowing"]))
        made.add_edge("a", "b", kinds=made_of([EvidenceKind.MESSAGE]), relation=made_of(["aunt", "boss"]))
        people, ties = from_networkx(made)
        assert (people[0].emails, people[0].tags) == (("a@x.example", "b@x.example"), ("chess; rowing",))
        assert (ties[0].kind, ties[0].relation) == (EvidenceKind.MESSAGE, "aunt; boss")

    @pytest.mark.parametrize("attributes", [{"title": 7}, {"name": ["Ada"]}, {"emails": [7]}, {"tags": {"a": "b"}}])
    def test_a_node_that_cannot_be_read_is_named(self, attributes: dict[str, object]) -> None:
        made = networkx.Graph()
        made.add_node("x", **attributes)
        (name,) = attributes
        with pytest.raises(UsageError, match=f"the {name} of node 'x' is no text but of type (int|list|dict)"):
            from_networkx(made)

    def test_of_a_time_the_day_counts(self) -> None:
        made = networkx.Graph()
        made.add_edge("x", "y", first=datetime(2020, 1, 1, 12, 30))
        assert from_networkx(made)[1][0].first == date(2020, 1, 1)
        assert type(from_networkx(made)[1][0].first) is date

    @pytest.mark.parametrize(
        "attributes",
        [{"strength": 0}, {"strength": 1.2}, {"strength": "strong"}, {"first": "May"}, {"last": 5}, {"relation": 5}],
    )
    def test_an_edge_that_cannot_be_read_is_named(self, attributes: dict[str, object]) -> None:
        made = networkx.Graph()
        made.add_edge("x", "y", **attributes)
        with pytest.raises(UsageError, match="'x' to 'y'"):
            from_networkx(made)

    def test_nodes_that_read_alike_are_refused(self) -> None:
        made = networkx.Graph()
        made.add_edge(1, "1")
        with pytest.raises(UsageError, match="alike"):
            from_networkx(made)

    def test_is_loaded_only_when_used(self) -> None:
        code = "import sys, graphfind.graph, graphfind.search; print('networkx' in sys.modules)"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert run.stdout.strip() == "False"
