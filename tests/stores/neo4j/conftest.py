"""The server that tests of the Neo4j store share, emptied between them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from graphfind.stores import open_store
from graphfind.stores.base import Store
from graphfind.stores.neo4j import Neo4jStore, deriving
from tests.stores.neo4j.server import CURRENT, LONG_TERM, PASSWORD, NoServerError, Server, running


def _missing(what: str) -> NoReturn:
    if os.environ.get("GRAPHFIND_REQUIRE_NEO4J") == "1":
        pytest.fail(f"{what} (GRAPHFIND_REQUIRE_NEO4J=1 asks for it)")
    pytest.skip(what)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process do all tests of this folder, where several share the work: it has the one server."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("neo4j"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the long-term line, or of GRAPHFIND_NEO4J_VERSION.

    NEO4J_TEST_PORT names one that runs on this machine already for nothing but tests: all in it is deleted.
    """
    if port := os.environ.get("NEO4J_TEST_PORT"):
        yield Server("", int(port), PASSWORD)
        return
    version = CURRENT if os.environ.get("GRAPHFIND_NEO4J_VERSION") == "current" else LONG_TERM
    try:
        with running(tmp_path_factory.mktemp("neo4j"), version) as found:
            yield found
    except NoServerError as error:
        _missing(str(error))


@pytest.fixture
def empty(server: Server) -> Server:
    """The server with nothing in its database."""
    wipe(server)
    return server


def wipe(server: Server) -> None:
    """Take everything out of the database but its constraints and indexes."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(server.uri, auth=("neo4j", server.password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")


def opened(server: Server, scheme: str = "bolt") -> Store:
    """The store on a server."""
    return open_store(f"{scheme}://127.0.0.1:{server.port}", "neo4j", server.password)


@contextmanager
def parts_only() -> Iterator[None]:
    """Whoever asks a server for the whole graph, or for everybody, fails within."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("the whole graph was asked for")

    with pytest.MonkeyPatch.context() as patch:
        for holder, name in ((Neo4jStore, "snapshot"), (Neo4jStore, "everyone"), (deriving, "derived")):
            patch.setattr(holder, name, refuse)
        yield
