"""Something that speaks Bolt as a Neo4j server of a given version does, and refuses what it is told to refuse."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

SPOKEN = {"Neo4j/4": (4, 4), "Neo4j/5": (5, 2)}
"""The version of Bolt that servers speak."""

HELLO, GOODBYE, RESET, RUN = 0x01, 0x02, 0x0F, 0x10
SUCCESS, IGNORED, FAILURE = 0x70, 0x7E, 0x7F

Refusal = tuple[str, str]
"""A code of Neo4j and a message."""


def text(value: str) -> bytes:
    """A text as PackStream has it."""
    data = value.encode()
    return b"\xd0" + bytes([len(data)]) + data


def facts(**values: str) -> bytes:
    """A map of texts."""
    return bytes([0xA0 + len(values)]) + b"".join(text(name) + text(value) for name, value in values.items())


def answer(signature: int, content: bytes | None) -> bytes:
    """One message in one chunk."""
    data = bytes([0xB0 if content is None else 0xB1, signature]) + (content or b"")
    return struct.pack(">H", len(data)) + data + b"\0\0"


@contextmanager
def listening(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port where every caller is taken and talked to, and let go at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        callers: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    caller, _ = listener.accept()
                except OSError:
                    return
                callers.append(caller)
                threading.Thread(target=talk, args=(caller,), daemon=True).start()

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        for caller in callers:
            caller.close()


@contextmanager
def pretending(agent: str, refuses: Callable[[bytes], Refusal | None]) -> Iterator[int]:
    """A port where something answers as this server would; `refuses` judges each request, and no query has rows."""
    with listening(lambda caller: _talk(caller, agent, refuses)) as port:
        yield port


def _talk(caller: socket.socket, agent: str, refuses: Callable[[bytes], Refusal | None]) -> None:
    with suppress(OSError, EOFError):
        _read(caller, 20)
        major, minor = SPOKEN[agent[:7]]
        caller.sendall(bytes([0, 0, minor, major]))
        failed = False
        while True:
            message = _message(caller)
            signature = message[1]
            if signature == GOODBYE:
                caller.close()
                return
            if signature == RESET:
                failed = False
            refusal = None if failed else refuses(message)
            if failed:
                caller.sendall(answer(IGNORED, None))
            elif refusal is not None:
                failed = True
                caller.sendall(answer(FAILURE, facts(code=refusal[0], message=refusal[1])))
            else:
                caller.sendall(answer(SUCCESS, _of(signature, agent)))


def _of(signature: int, agent: str) -> bytes:
    """What a request that succeeds is told."""
    match signature:
        case 0x01:
            return facts(server=agent, connection_id="bolt-1")
        case 0x10:
            return b"\xa1" + text("fields") + b"\x90"
        case _:
            return b"\xa0"


def _message(caller: socket.socket) -> bytes:
    data = b""
    while size := int.from_bytes(_read(caller, 2), "big"):
        data += _read(caller, size)
    return data or _message(caller)


def _read(caller: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = caller.recv(size - len(data))
        if not part:
            raise EOFError
        data += part
    return data
