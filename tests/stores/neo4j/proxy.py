"""A TCP proxy that cuts or stalls the connections through it after a given number of bytes, and counts them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

Harm = Literal["cut", "stall"]
CHUNK = 1 << 16


class Proxy:
    """Passes bytes on to a port of this machine; `port` is its own. All connections share one fate."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._harm: Harm | None = None
        self._left = 0
        self._done = threading.Event()
        self.port: int = self._listener.getsockname()[1]
        self.sent = self.received = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def harm(self, harm: Harm, after: int) -> None:
        """Cut all connections once, or stall them for good, when so many more bytes have passed either way."""
        with self._lock:
            self._harm, self._left = harm, after

    def heal(self) -> None:
        """Do no more harm; what was stalled is cut."""
        with self._lock:
            self._harm = None
            stalled, self._pairs = self._pairs, []
        self._done.set()
        self._done = threading.Event()
        for pair in stalled:
            _close(*pair)

    def close(self) -> None:
        """Take no more callers."""
        self._listener.close()
        self.heal()

    def _accept(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:
                return
            with suppress(OSError):
                server = socket.create_connection(("127.0.0.1", self._target))
                for one in (caller, server):  # as those that talk set it, lest every word wait for a sign of the last
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._pairs.append((caller, server))
                for one, other, outward in ((caller, server, True), (server, caller, False)):
                    threading.Thread(target=self._pass_on, args=(one, other, outward), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket, outward: bool) -> None:
        with suppress(OSError):
            while data := one.recv(CHUNK):
                harm = self._count(len(data), outward)
                if harm == "cut":
                    break
                if harm == "stall":
                    self._done.wait()
                    break
                other.sendall(data)
        _close(one, other)

    def _count(self, size: int, outward: bool) -> Harm | None:
        with self._lock:
            if outward:
                self.sent += size
            else:
                self.received += size
            if self._harm is None:
                return None
            self._left -= size
            if self._left > 0:
                return None
            harm = self._harm
            if harm == "cut":
                self._harm = None
                for pair in self._pairs:
                    _close(*pair)
                self._pairs = []
            return harm


@contextmanager
def proxied(target: int) -> Iterator[Proxy]:
    """A proxy in front of a port."""
    proxy = Proxy(target)
    try:
        yield proxy
    finally:
        proxy.close()


def _close(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
