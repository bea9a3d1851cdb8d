"""The library's front door: what stands in docs/python.md holds, and networkx goes in and out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import networkx
import pytest

import graphfind
from graphfind.stores.base import Store
from tests.worlds import TODAY, linkedin

CLUB = networkx.Graph()
CLUB.add_node("mara", name="Mara Lind", emails="mara@example.org; m.lind@example.com", tags="rowing; chess")
CLUB.add_node("bo", name="Bo Quist", title="Product Manager", organization="Works B", location="Oslo")
CLUB.add_node("cy", label="Cy Dahl", phones="+47 22 12 34 56", profile_urls="https://www.linkedin.com/in/cy")
CLUB.add_edge("mara", "bo", strength=0.7, relation="rows with", last="2026-05-01")
CLUB.add_edge("bo", "cy", kinds="connection", first="2020-02-03")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with graphfind.open_store(tmp_path / "store.db") as store:
        yield store


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    known = [
        ("Bo", "Quist", "bo-quist", "Works B", "Product Manager"),
        ("Ada", "Ferro", "ada-ferro", "Clinic A", "Nurse"),
    ]
    return linkedin(tmp_path / "mine.zip", ("Mara", "Lind"), known, slug="mara-lind")


def test_every_public_name_is_there() -> None:
    assert graphfind.__all__ == sorted(graphfind.__all__)
    assert set(graphfind.__all__) <= set(dir(graphfind))
    assert all(getattr(graphfind, name).__doc__ for name in graphfind.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        graphfind.nothing  # noqa: B018


def test_an_empty_name_is_no_source_and_a_country_must_be_one(store: Store, mine: Path) -> None:
    graphfind.import_source(store, mine, today=TODAY)
    with pytest.raises(graphfind.UsageError, match="no source is named"):
        graphfind.find_source(store, "")
    with pytest.raises(graphfind.UsageError, match="did you mean GB"):
        graphfind.import_source(store, mine, region="uk", today=TODAY)


def test_importing_the_package_imports_nothing_else() -> None:
    heavy = "click,networkx,neo4j,numpy,pyvis,rich,sqlite3"
    code = f"import sys, graphfind; print([m for m in '{heavy}'.split(',') if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_import_find_and_withdraw(store: Store, mine: Path) -> None:
    report = graphfind.import_source(store, mine, today=TODAY, mine=True)
    assert (report.sources[0].status, report.sources[0].owner, report.people) == ("imported", "Mara Lind", 3)
    (one,) = graphfind.find(store, "product manager", today=TODAY, max_hops=1).introductions
    assert [person.name for person in one.path] == ["Mara Lind", "Bo Quist"]
    graphfind.withdraw(store, graphfind.find_source(store, report.sources[0].id), TODAY)
    assert list(store.everyone()) == []


def test_paths_may_be_texts_and_options_are_those_of_the_command(store: Store, mine: Path) -> None:
    report = graphfind.import_source(store, str(mine), today=TODAY, dry_run=True)
    assert (report.sources[0].status, store.sources()) == ("imported", [])
    with pytest.raises(graphfind.UsageError, match="--mine and --owner exclude each other"):
        graphfind.import_source(store, mine, today=TODAY, mine=True, owner="Ada Ferro")


def test_find_names_people_as_the_command_does(store: Store, mine: Path) -> None:
    graphfind.import_source(store, mine, today=TODAY, mine=True)
    assert not graphfind.find(store, "nurse", today=TODAY, avoid=("Ada Ferro",)).introductions
    assert not graphfind.find(store, "nurse", today=TODAY, via="https://www.linkedin.com/in/bo-quist").introductions
    (one,) = graphfind.find(store, "", today=TODAY, organizations=("Clinic A",)).introductions
    assert (one.target.name, one.role_match) == ("Ada Ferro", None)
    with pytest.raises(graphfind.UsageError, match='nobody is called "Nobody Here"'):
        graphfind.find(store, "nurse", today=TODAY, via="Nobody Here")
    with pytest.raises(TypeError):
        graphfind.find(store, "nurse", today=TODAY, hops=2)


def test_a_role_or_an_organization_is_needed(store: Store, mine: Path) -> None:
    graphfind.import_source(store, mine, today=TODAY, mine=True)
    with pytest.raises(graphfind.UsageError):
        graphfind.find(store, "", today=TODAY)


# networkx ------------------------------------------------------------------------------------------


def test_a_networkx_graph_comes_in(store: Store) -> None:
    report = graphfind.import_networkx(store, CLUB, name="rowing club", today=TODAY)
    assert (report.people, report.ties, report.sources[0].path) == (3, 2, "rowing club")
    mara, bo, cy = (graphfind.find_person(store, who) for who in ("Mara Lind", "Bo Quist", "Cy Dahl"))
    persons = store.persons([mara, bo, cy])
    assert persons[mara].emails == ("m.lind@example.com", "mara@example.org")
    assert persons[mara].tags == ("chess", "rowing")
    assert (persons[bo].position.title, persons[bo].location) == ("Product Manager", "Oslo")
    assert (persons[cy].phones, persons[cy].profile_urls) == (("+4722123456",), ("https://www.linkedin.com/in/cy",))
    row, connection = store.ties([(mara, bo), (bo, cy)], TODAY)
    assert (row.strength, row.evidence[0].relation, row.evidence[0].last) == (0.7, "rows with", date(2026, 5, 1))
    assert (connection.evidence[0].kind, connection.evidence[0].first) == ("connection", date(2020, 2, 3))


def test_a_graph_of_the_same_name_replaces_the_older_one(store: Store) -> None:
    graphfind.import_networkx(store, CLUB, name="club", today=TODAY)
    assert graphfind.import_networkx(store, CLUB, name="club", today=TODAY).sources[0].status == "unchanged"
    larger = CLUB.copy()
    larger.add_edge("cy", "dee")
    report = graphfind.import_networkx(store, larger, name="club", today=TODAY)
    assert (report.sources[0].status, report.people) == ("replaced", 4)
    assert report.sources[0].changes is not None
    assert report.sources[0].changes.new == ("dee",)
    with pytest.raises(graphfind.ImportRefused, match="--force"):
        graphfind.import_networkx(store, CLUB.subgraph(["mara", "bo"]), name="club", today=TODAY)


@pytest.mark.parametrize("kind", [networkx.Graph, networkx.DiGraph, networkx.MultiGraph])
def test_any_kind_of_graph_with_any_nodes_comes_in(store: Store, kind: type[networkx.Graph[int]]) -> None:
    report = graphfind.import_networkx(store, kind([(1, 2), (2, 3), (3, 3)]), name="numbers", today=TODAY)
    assert (report.people, report.ties) == (3, 2)


def test_a_graph_without_people_is_refused(store: Store) -> None:
    with pytest.raises(graphfind.ImportRefused, match="no people in it"):
        graphfind.import_networkx(store, networkx.Graph(), name="empty", today=TODAY)


def test_a_graph_goes_out_and_comes_in_the_same(store: Store, mine: Path, tmp_path: Path) -> None:
    graphfind.import_source(store, mine, today=TODAY, mine=True)
    club = networkx.relabel_nodes(CLUB, str.upper)
    for node, name in {"MARA": "Mia Berg", "BO": "Bea Holm", "CY": "Cy Dahl"}.items():
        club.nodes[node]["name"] = name
    graphfind.import_networkx(store, club, name="club", today=TODAY)
    first = graphfind.to_networkx(store, today=TODAY)
    with graphfind.open_store(tmp_path / "copy.db") as copy:
        graphfind.import_networkx(copy, first, name="copy", today=TODAY)
        second = graphfind.to_networkx(copy, today=TODAY)

    def nodes(graph: networkx.Graph[str]) -> list[dict[str, object]]:
        return sorted((dict(data) for _, data in graph.nodes(data=True)), key=lambda data: str(data["name"]))

    def edges(graph: networkx.Graph[str]) -> dict[frozenset[object], float]:
        return {
            frozenset((graph.nodes[a]["name"], graph.nodes[b]["name"])): data["strength"]
            for a, b, data in graph.edges(data=True)
        }

    assert nodes(second) == nodes(first)
    assert edges(second) == edges(first)
    assert len(edges(first)) == first.number_of_edges() == store.counts(TODAY).ties
