"""Where a Neo4j server is, read from a URI that holds no secret."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphfind.errors import UsageError

DEFAULT_PORT = 7687


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user and the password, which no text of this object shows."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Address:
    """A server and the database on it, "" for its default."""

    scheme: str
    host: str
    port: int
    database: str = ""

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}" + (f"?database={self.database}" if self.database else "")

    @property
    def uri(self) -> str:
        """What the driver is given."""
        return str(Address(self.scheme, self.host, self.port))

    @property
    def warning(self) -> str:
        """What to say where people's data would leave this machine in the clear, "" where it does not."""
        if "+" in self.scheme or _is_loopback(self.host):
            return ""
        return (
            f"{self}: the connection is not encrypted, and everybody on the way can read it; "
            f"use {self.scheme}+s:// if the server has a certificate"
        )


def parse(location: str, database: str = "") -> Address:
    """The address a URI names; `database` is meant where the URI names none.

    Raises UsageError, which never repeats the URI: it may hold a password.
    """
    from urllib.parse import parse_qsl, urlsplit

    scheme = location.partition("://")[0]
    try:
        parts = urlsplit(location)
        port = parts.port
        asked = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError:
        raise UsageError(f"--store: cannot be read as an address; write it as {scheme}://HOST:PORT") from None
    if "@" in parts.netloc:
        raise UsageError(
            "--store: an address with a user or password in it is not taken, since others can see it; "
            "set NEO4J_USERNAME and NEO4J_PASSWORD instead"
        )
    if not parts.hostname or parts.path not in ("", "/") or parts.fragment or any(k != "database" for k, _ in asked):
        raise UsageError(f"--store: write the address as {scheme}://HOST:PORT, or {scheme}://HOST:PORT?database=NAME")
    named = asked[-1][1] if asked else database
    return Address(parts.scheme.lower(), parts.hostname, port or DEFAULT_PORT, named)


def _is_loopback(host: str) -> bool:
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
