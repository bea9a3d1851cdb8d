"""Talking to a Neo4j server: no wait is long, and what goes wrong becomes one line that says what to check."""

from __future__ import annotations

import logging
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain, islice
from time import monotonic
from typing import Any, TypeVar, cast

import neo4j
from neo4j import exceptions

from graphfind.errors import StoreError
from graphfind.stores.address import Address, Credentials

PATIENCE = 7.0
"""Seconds after which nobody waits for one answer any more. Work is cut so that each answer takes far less."""

CONNECTING = 5.0
"""Seconds that it may take to reach the server."""

RETRYING = 6.0
"""Seconds within which the driver tries again what the server or the net undid."""

RETRIED_AFTER = 0.3
"""Seconds until the driver tries for the first time; later it waits longer."""

OLDEST = 5
"""The first version of Neo4j whose Cypher is the one used here."""

AT_ONCE = 2
"""So many portions are asked for at a time: while one is worked on, another is on its way."""

LASTS = "MATCH (s:Graphfind {id: 'store'}) RETURN s.epoch"
"""What a transaction is asked that should still be there."""

ATTEMPTS = 3
"""How often a change is sent that may or may not have come through; sent twice it counts once."""

_T = TypeVar("_T")
Rows = list[list[Any]]
Answer = queue.SimpleQueue[tuple[bool, Any]]
Work = Callable[[neo4j.ManagedTransaction], _T]


class Line:
    """A thread of its own that makes calls, so that whoever waits for one can stop waiting."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[tuple[Callable[[], Any], Answer] | None]
        self._calls = queue.SimpleQueue()
        self._dead = False
        threading.Thread(target=self._serve, daemon=True, name="graphfind-neo4j").start()

    def call(self, function: Callable[[], _T], seconds: float | None = None) -> _T:
        """What the function gives; raises TimeoutError after PATIENCE, and at once ever after."""
        return cast("_T", self.answer(self.ask(function), seconds))

    def ask(self, function: Callable[[], Any]) -> Answer:
        """Have a call made; `answer` waits for what it gives."""
        if self._dead:
            raise TimeoutError
        answer: Answer = queue.SimpleQueue()
        self._calls.put((function, answer))
        return answer

    def answer(self, answer: Answer, seconds: float | None = None) -> Any:
        """What a call gave; raises TimeoutError after PATIENCE, and at once ever after."""
        if self._dead:
            raise TimeoutError
        try:
            done, value = answer.get(timeout=PATIENCE if seconds is None else seconds)
        except queue.Empty:
            self._dead = True
            raise TimeoutError from None
        if not done:
            raise value
        return value

    def finish(self, function: Callable[[], Any], seconds: float) -> None:
        """Wait so long for a last call at most; where one before it never ended, it is made when that does."""
        dead, self._dead = self._dead, False
        with suppress(Exception):
            self.call(function, 0.0 if dead else seconds)
        self._dead = self._dead or dead

    def hang_up(self) -> None:
        """Make no more calls, but those that wait to be made."""
        self._dead = True
        self._calls.put(None)

    def _serve(self) -> None:
        while (call := self._calls.get()) is not None:
            function, answer = call
            try:
                answer.put((True, function()))
            except BaseException as error:
                answer.put((False, error))


class Connection:
    """A database on a server. Reads within `pinned` happen in one transaction, whose metadata others can see."""

    def __init__(self, address: Address, credentials: Credentials) -> None:
        self.address = address
        self._database = address.database or None
        self._line = Line()
        self._others: list[Line] = []
        _silence()
        self._transaction: neo4j.Transaction | None = None
        with self.sentences():
            self._driver = neo4j.GraphDatabase.driver(
                address.uri,
                auth=(credentials.user, credentials.password),
                connection_timeout=CONNECTING,
                connection_acquisition_timeout=CONNECTING + 1,
                max_transaction_retry_time=RETRYING,
                initial_retry_delay=RETRIED_AFTER,
                liveness_check_timeout=5,
                user_agent="graphfind",
                fetch_size=-1,
                warn_notification_severity="OFF",
            )
        try:
            with self.sentences():
                self._check_version()
        except StoreError:
            self.close()
            raise

    def _check_version(self) -> None:
        agent = self._line.call(lambda: self._driver.get_server_info().agent)
        version = agent.rpartition("/")[2]
        if not version[:1].isdigit() or int(version.partition(".")[0]) < OLDEST:
            raise StoreError(f"{self.address}: runs {agent}, and graphfind needs Neo4j {OLDEST} or newer; upgrade it")

    def read(self, text: str, **values: Any) -> Rows:
        """The rows that a query gives."""
        return self._query(text, values, neo4j.RoutingControl.READ)

    def write(self, text: str, **values: Any) -> Rows:
        """The rows that a query gives that changes something and may be repeated."""
        return self._query(text, values, neo4j.RoutingControl.WRITE)

    def _query(self, text: str, values: dict[str, Any], routing: neo4j.RoutingControl) -> Rows:
        def ask() -> Rows:
            if self._transaction is not None and routing is neo4j.RoutingControl.READ:
                return self._transaction.run(text, values).values()
            return self._ask(text, values, routing)

        with self.sentences():
            return self._line.call(ask)

    def read_each(self, text: str, portions: Iterable[dict[str, Any]]) -> Iterator[Rows]:
        """The rows that a query gives for each of several values, in order, several being asked for at a time.

        Within `pinned`, its transaction must have lasted until all is read: writers have respected it until then.
        """
        first = list(islice(left := iter(portions), 2))
        if len(first) < 2:
            yield from (self.read(text, **values) for values in first)
            return
        while len(self._others) < AT_ONCE:
            self._others.append(Line())
        waiting: deque[tuple[Line, Answer]] = deque()
        with self.sentences():
            for place, values in enumerate(chain(first, left)):
                if len(waiting) == AT_ONCE:
                    line, answer = waiting.popleft()
                    yield line.answer(answer)
                line = self._others[place % AT_ONCE]
                waiting.append((line, line.ask(partial(self._ask, text, values, neo4j.RoutingControl.READ))))
            last = [line.answer(answer) for line, answer in waiting]
        if self._transaction is not None:
            self.read(LASTS)
        yield from last

    def _ask(self, text: str, values: dict[str, Any], routing: neo4j.RoutingControl) -> Rows:
        return self._driver.execute_query(
            text, values, routing_=routing, database_=self._database, result_transformer_=lambda result: result.values()
        )

    def beat(self, text: str, **values: Any) -> None:
        """Give a sign of life, from a thread of its own; whether it arrives is not said.

        A connection that is cut in the middle of a message fails in the driver in ways of its own, `BufferError` and
        `AttributeError` among them: whatever it is, the next sign is given all the same.
        """
        with suppress(Exception):
            self._driver.execute_query(text, values, database_=self._database)

    def change(self, work: Work[_T]) -> _T:
        """Do work in one transaction; it must be such that doing it twice is doing it once."""

        def attempt() -> _T:
            with self._driver.session(database=self._database, bookmark_manager=self._bookmarks()) as session:
                return session.execute_write(work)

        until = monotonic() + PATIENCE
        with self.sentences():
            for _ in range(ATTEMPTS - 1):
                with suppress(exceptions.ServiceUnavailable, exceptions.SessionExpired):
                    return self._line.call(attempt, until - monotonic())
            return self._line.call(attempt, max(1.0, until - monotonic()))

    def _bookmarks(self) -> Any:
        return self._driver.execute_query_bookmark_manager

    @contextmanager
    def pinned(self, metadata: dict[str, Any]) -> Iterator[None]:
        """Reads within stand in one transaction that bears this metadata."""
        session = self._driver.session(
            database=self._database, default_access_mode=neo4j.READ_ACCESS, bookmark_manager=self._bookmarks()
        )
        try:
            with self.sentences():
                self._transaction = self._line.call(lambda: session.begin_transaction(metadata=metadata))
            yield
        finally:
            transaction, self._transaction = self._transaction, None
            if transaction is not None:
                self._line.finish(transaction.close, 1.0)
            self._line.finish(session.close, 1.0)

    def close(self) -> None:
        """Let go of the server; where a call still waits for it, that is freed by it.

        The driver may raise anything when it is closed while it waits, and is closed when it is told again.
        """
        closing = Line()
        for _ in range(2):
            with suppress(Exception):
                closing.call(self._driver.close, 0.5)
                break
        for line in (closing, self._line, *self._others):
            line.hang_up()

    @contextmanager
    def sentences(self) -> Iterator[None]:
        """Turn what the driver raises into one line that says what to check; nothing secret stands in it."""
        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError, TimeoutError, OSError) as error:
            raise StoreError(f"{self.address}: {explain(error, self.address)}") from None


def _silence() -> None:
    """Without anybody who listens, what the driver logs of each attempt would stand on the terminal."""
    log = logging.getLogger("neo4j")
    if not log.handlers:
        log.addHandler(logging.NullHandler())


def explain(error: BaseException, address: Address) -> str:
    """What went wrong and what to check."""
    text, code = str(error), getattr(error, "code", None) or ""
    if isinstance(error, TimeoutError):
        return "did not answer in time; check the server and the network, and try again"
    if isinstance(error, exceptions.AuthError) or "Unauthorized" in code:
        return "the user name or password is not right; check NEO4J_USERNAME and NEO4J_PASSWORD"
    if "CredentialsExpired" in code:
        return "the password must be changed before it can be used; change it in Neo4j Browser"
    if "AuthenticationRateLimit" in code:
        return "too many wrong passwords were given; wait a few seconds and try again"
    if "DatabaseNotFound" in code or "database does not exist" in text.lower():
        return f"there is no database {address.database or 'as the default'}; check NEO4J_DATABASE and ?database="
    if isinstance(error, exceptions.Forbidden) or "Forbidden" in code or "ReadOnly" in code or "AccessMode" in code:
        return "this user may only read here; ask for the right to write, or use another user"
    if "MemoryPoolOutOfMemory" in code or "OutOfMemory" in code:
        return "the server ran out of memory; raise dbms.memory.transaction.total.max or the server's heap"
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired | OSError):
        return _unreachable(text, address)
    if isinstance(error, exceptions.UnsupportedServerProduct) or "handshake" in text.lower():
        return f"what answers there is no Neo4j of version {OLDEST} or newer; check host and port, or upgrade it"
    if isinstance(error, exceptions.ConfigurationError):
        return "cannot be used with this scheme; try bolt:// or neo4j://"
    if isinstance(error, exceptions.TransientError):
        return "the server is busy; try again"
    return f"the server refused ({code or type(error).__name__}); run 'graphfind doctor'"


def _unreachable(text: str, address: Address) -> str:
    low = text.lower()
    if "ssl" in low or "encrypt" in low or "certificate" in low:
        if "certificate" in low and "verify" in low:
            return "its certificate is not trusted; check the host name, or use +ssc for a self-signed one"
        return f"does not speak TLS there; use {address.scheme.partition('+')[0]}:// without +s, or turn TLS on"
    if "looks like http" in low or "protocol" in low or ("handshake" in low and "read" not in low):
        return f"what answers there is no Neo4j of version {OLDEST} or newer; check host and port, or upgrade it"
    if "cannot resolve" in low or "failed to dns" in low or "not known" in low:
        return "there is no such host; check the name"
    if "timed out" in low or "timeout" in low:
        return "did not answer in time; check the server and the network, and try again"
    if "routing" in low:
        return "no server of a cluster answers there; check that Neo4j is running, or use bolt:// for one server"
    return "cannot be reached; check that Neo4j is running, and host, port and firewall"
