"""Whose turn it is to write: one client at a time, by a lease that lapses when its holder is gone.

Every batch is fenced: in its transaction it locks the store's node and finds that the turn is still its own, and it
is numbered, so that a batch sent twice counts once. The holder says every second that it lives.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import neo4j

from graphfind.errors import StoreError
from graphfind.stores.neo4j.connection import Connection

LEASE = 5_000
"""Milliseconds of the server's clock after which a holder who said nothing has lost the turn."""

BEAT = 1.0
"""Seconds between two signs of life."""

ASK = 0.1
"""Seconds between two attempts to get the turn."""

TAKE = """MATCH (s:Graphfind {id: 'store'}) SET s.asked = $me WITH s
WHERE s.writer IS NULL OR s.writer = $me OR s.beat < timestamp() - $lease
SET s.writer = $me, s.beat = timestamp(), s.batch = 0
RETURN s.epoch, s.dirty"""
ENTER = """MATCH (s:Graphfind {id: 'store'}) SET s.asked = $me WITH s WHERE s.writer = $me AND s.batch < $batch
SET s.batch = $batch, s.beat = timestamp(), s.dirty = true RETURN s.batch"""
HELD = "MATCH (s:Graphfind {id: 'store'}) WHERE s.writer = $me RETURN s.batch"
LIVES = "MATCH (s:Graphfind {id: 'store'}) WHERE s.writer = $me SET s.beat = timestamp()"
CLEAN = "MATCH (s:Graphfind {id: 'store'}) WHERE s.writer = $me SET s.dirty = false"
LEAVE = "MATCH (s:Graphfind {id: 'store'}) WHERE s.writer = $me REMOVE s.writer"
Statement = tuple[str, Mapping[str, Any]]


class Turn:
    """The turn, from `take` to `leave`; `epoch` is what was visible when it was taken."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._me = uuid.uuid4().hex
        self._batch = 0
        self._over = threading.Event()
        self.epoch = 0

    def take(self) -> bool:
        """Wait until nobody alive is writing; returns whether somebody broke off and left something behind."""
        while not (found := self._connection.write(TAKE, me=self._me, lease=LEASE)):
            time.sleep(ASK)
        self.epoch, dirty = found[0]
        threading.Thread(target=self._live, daemon=True, name="graphfind-turn").start()
        return bool(dirty)

    def change(self, *statements: Statement) -> list[list[list[Any]]]:
        """Do statements in one transaction, once; returns their rows, none where they had come through before."""
        self._batch += 1
        batch = self._batch

        def work(transaction: neo4j.ManagedTransaction) -> list[list[list[Any]]] | None:
            if not transaction.run(ENTER, me=self._me, batch=batch).values():
                held = transaction.run(HELD, me=self._me).values()
                return [[] for _ in statements] if held else None
            return [transaction.run(text, dict(values)).values() for text, values in statements]

        done = self._connection.change(work)
        if done is None:
            raise StoreError(
                f"{self._connection.address}: was not heard of for too long, and another graphfind writes now; "
                "nothing was changed, try again"
            )
        return done

    def clean(self) -> None:
        """Say that nothing is left behind."""
        self._connection.write(CLEAN, me=self._me)

    def leave(self) -> None:
        """Let others write."""
        self._over.set()
        with suppress(StoreError):  # the lease lapses by itself
            self._connection.write(LEAVE, me=self._me)

    def _live(self) -> None:
        while not self._over.wait(BEAT):
            self._connection.beat(LIVES, me=self._me)
