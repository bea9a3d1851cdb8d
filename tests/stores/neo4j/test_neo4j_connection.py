"""What is said where a Neo4j server cannot be used; no wait is long and no secret is shown."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from neo4j import GraphDatabase

from graphfind.errors import GraphfindError, StoreError, UsageError
from graphfind.stores import open_store
from graphfind.stores.address import Address, Credentials, parse
from graphfind.stores.neo4j.connection import Connection
from tests.stores.neo4j.conftest import opened
from tests.stores.neo4j.pretender import HELLO, RUN, listening, pretending
from tests.stores.neo4j.server import Server, free_port

SECRET = "s3cret-word"
LONGEST = 10.0


@contextmanager
def answering(reply: bytes | None) -> Iterator[int]:
    """A port where every caller is taken, and gets this reply, or none and silence."""

    def talk(caller: socket.socket) -> None:
        if reply is not None:
            caller.recv(1_000)
            caller.sendall(reply)
            caller.close()

    with listening(talk) as port:
        yield port


def refused(location: str, password: str = SECRET, database: str = "") -> str:
    """What is said when a store is opened; it takes no long wait."""
    begun = time.monotonic()
    with pytest.raises(GraphfindError) as error:
        open_store(location, "neo4j", password, database)
    assert time.monotonic() - begun < LONGEST
    said = str(error.value)
    assert SECRET not in said
    assert "\n" not in said
    assert error.value.__cause__ is None
    return said


def test_a_server_that_is_down() -> None:
    assert "cannot be reached; check that Neo4j is running" in refused(f"bolt://127.0.0.1:{free_port()}")


def test_a_server_of_which_no_routing_table_comes() -> None:
    assert "check" in refused(f"neo4j://127.0.0.1:{free_port()}")


def test_a_silent_server() -> None:
    with answering(None) as port:
        assert "did not answer in time" in refused(f"bolt://127.0.0.1:{port}")


def test_what_is_no_neo4j_or_too_old_a_one() -> None:
    with answering(b"\0\0\0\0") as port:
        assert "no Neo4j of version 5 or newer" in refused(f"bolt://127.0.0.1:{port}")
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port:
        assert "no Neo4j of version 5 or newer" in refused(f"bolt://127.0.0.1:{port}")


def test_a_wrong_password(server: Server) -> None:
    said = refused(f"bolt://127.0.0.1:{server.port}")
    assert "check NEO4J_USERNAME and NEO4J_PASSWORD" in said


def test_an_encrypted_scheme_where_nothing_is_encrypted(server: Server) -> None:
    said = refused(f"bolt+s://127.0.0.1:{server.port}", server.password)
    assert "does not speak TLS" in said


def test_a_database_there_is_not(server: Server) -> None:
    said = refused(f"neo4j://127.0.0.1:{server.port}?database=nowhere", server.password)
    assert "there is no database nowhere" in said
    assert "there is no database nowhere" in refused(f"bolt://127.0.0.1:{server.port}", server.password, "nowhere")


def test_a_server_that_is_too_old() -> None:
    with pretending("Neo4j/4.4.40", lambda _: None) as port:
        assert "runs Neo4j/4.4.40, and graphfind needs Neo4j 5 or newer; upgrade it" in refused(
            f"bolt://127.0.0.1:{port}"
        )


def test_a_user_who_may_only_read() -> None:
    def refuses(message: bytes) -> tuple[str, str] | None:
        if message[1] == RUN and (b"CREATE" in message or b"MERGE" in message):
            return "Neo.ClientError.Security.Forbidden", "Write operations are not allowed for user 'reader'"
        return None

    with pretending("Neo4j/5.26.28", refuses) as port:
        assert "this user may only read here; ask for the right to write" in refused(f"bolt://127.0.0.1:{port}")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Neo.ClientError.Security.CredentialsExpired", "the password must be changed before it can be used"),
        ("Neo.ClientError.Security.AuthenticationRateLimit", "too many wrong passwords were given; wait a few seconds"),
        ("Neo.ClientError.Security.Unauthorized", "the user name or password is not right; check NEO4J_USERNAME"),
        ("Neo.ClientError.Database.DatabaseNotFound", "there is no database as the default; check NEO4J_DATABASE"),
        ("Neo.ClientError.General.ReadOnly", "this user may only read here"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "the server ran out of memory; raise"),
    ],
)
def test_what_a_server_refuses(code: str, said: str) -> None:
    with pretending("Neo4j/5.26.28", lambda message: (code, "no") if message[1] in (RUN, HELLO) else None) as port:
        assert said in refused(f"bolt://127.0.0.1:{port}")


def test_an_unknown_host() -> None:
    assert "check" in refused("bolt://no-such-host.invalid:7687")


@pytest.mark.parametrize(
    "location",
    [
        f"neo4j://neo4j:{SECRET}@127.0.0.1",
        f"bolt+s://{SECRET}@127.0.0.1:7687",
        f"bolt://user:{SECRET}@[::1]:7687/?database=x",
        f"bolt://127.0.0.1/{SECRET}",
        f"bolt://127.0.0.1?password={SECRET}",
        f"bolt://127.0.0.1:{SECRET}",
        f"bolt://127.0.0.1#{SECRET}",
        f"http://neo4j:{SECRET}@127.0.0.1:7474",
    ],
)
def test_what_is_no_address_is_refused_and_not_repeated(location: str) -> None:
    with pytest.raises(UsageError) as error:
        open_store(location, "neo4j", "x")
    assert SECRET not in str(error.value)
    assert SECRET not in repr(Credentials("neo4j", SECRET))


def test_addresses() -> None:
    assert str(parse("neo4j://db.example.org")) == "neo4j://db.example.org:7687"
    assert parse("BOLT+S://h:1?database=people") == Address("bolt+s", "h", 1, "people")
    assert parse("bolt://h", "people").database == "people"
    assert parse("bolt://[::1]:9").uri == "bolt://[::1]:9"
    assert parse("bolt://localhost").warning == parse("bolt://127.0.0.9").warning == parse("bolt+s://far").warning == ""
    assert "not encrypted" in parse("neo4j://db.example.org").warning


def test_a_newer_schema_is_left_as_it_is(empty: Server) -> None:
    opened(empty).close()
    with GraphDatabase.driver(empty.uri, auth=("neo4j", empty.password)) as driver:
        driver.execute_query("MATCH (s:Graphfind) SET s.schema = 99")
        before = driver.execute_query("MATCH (n) RETURN properties(n)").records
        with pytest.raises(StoreError, match=r"written by a newer graphfind \(schema 99\); upgrade"):
            opened(empty)
        assert driver.execute_query("MATCH (n) RETURN properties(n)").records == before


def test_others_people_are_left_alone(empty: Server) -> None:
    with GraphDatabase.driver(empty.uri, auth=("neo4j", empty.password)) as driver:
        driver.execute_query("CREATE (:Person {name: 'Theirs'}), (:Movie)")
        with pytest.raises(StoreError, match="another program's people"):
            opened(empty)
        assert driver.execute_query("MATCH (n) RETURN count(n)").records[0][0] == 2


def test_a_routing_scheme_works(empty: Server) -> None:
    with opened(empty, "neo4j") as store:
        assert store.sources() == []
        assert store.location == f"neo4j://127.0.0.1:{empty.port}"


@pytest.mark.parametrize("fault", [BufferError("exports"), AttributeError("complete"), OSError("cut")])
def test_a_sign_of_life_that_fails_in_the_driver_is_not_the_last(fault: Exception) -> None:
    class Cut:
        def execute_query(self, *_arguments: object, **_options: object) -> None:
            raise fault

    broken = Connection.__new__(Connection)
    broken._driver, broken._database = Cut(), None
    broken.beat("RETURN 1")
