"""A real Neo4j server for tests: its jars from Maven, a temporary home, a free port; stopped by its process id."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
LONG_TERM = "5.26.28"
CURRENT = "2025.12.1"
JAVA_FOR = {LONG_TERM: 17, CURRENT: 21}
"""The Java that each version needs at least."""

PASSWORD = "for-tests-only"
MAIN_OF = {LONG_TERM: "org.neo4j.server.CommunityEntryPoint", CURRENT: "org.neo4j.server.Neo4jCommunity"}
"""The class that starts each version."""

STARTS_IN = 300
"""Seconds that a server may take to start: seven on a machine with nothing else to do."""

OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
HASTY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""What makes Java ready for a short life sooner, at the price of a long one's speed."""

HOW = (
    "Neo4j tests need Java 17 or newer and either Maven (apt-get install openjdk-17-jre-headless maven) "
    "or NEO4J_TEST_LIB, a folder with the server's jars"
)


class NoServerError(Exception):
    """The server cannot be had here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `process` is its number where it was started here."""

    version: str
    port: int
    password: str
    process: int = 0

    @property
    def uri(self) -> str:
        """Where it listens."""
        return f"bolt://127.0.0.1:{self.port}"


def jars(version: str = LONG_TERM) -> Path:
    """The folder of a version's jars, copied out of the local Maven repository, which is filled at the first time."""
    given = os.environ.get("NEO4J_TEST_LIB")
    if given and version == LONG_TERM:
        return Path(given)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "graphfind-tests" / f"neo4j-{version}"
    done = cache / "complete"
    if not done.exists():
        maven = shutil.which("mvn")
        if maven is None:
            raise NoServerError(HOW)
        command = [maven, "-q", "-B", "-f", str(POM), "dependency:copy-dependencies", "-DincludeScope=runtime"]
        made = subprocess.run(
            [*command, f"-Dneo4j.version={version}", f"-DoutputDirectory={cache}"], capture_output=True, timeout=600
        )
        if made.returncode:
            raise NoServerError(f"Maven could not fetch Neo4j {version}; {HOW}")
        done.touch()
    return cache


def java(least: int) -> str:
    """A Java of at least this version; the oldest that will do."""
    found = []
    for command in [*Path("/usr/lib/jvm").glob("*/bin/java"), *filter(None, [shutil.which("java")])]:
        with suppress(OSError, subprocess.SubprocessError):
            said = subprocess.run([command, "-version"], capture_output=True, text=True, timeout=30).stderr
            if version := re.search(r'version "(\d+)', said):
                found.append((int(version[1]), str(command)))
    fitting = sorted(one for one in found if one[0] >= least)
    if not fitting:
        raise NoServerError(f"there is no Java {least} or newer; {HOW}")
    return fitting[0][1]


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    home: Path, version: str = LONG_TERM, memory: str = "512m", pages: str = "64m", options: tuple[str, ...] = HASTY
) -> Iterator[Server]:
    """A server in this home, with PASSWORD for the user neo4j; stopped at the end. Raises NoServerError.

    It has so much memory as heap and for pages of the database, and Java these options.
    """
    command, lib, port = java(JAVA_FOR[version]), jars(version), free_port()
    (home / "conf").mkdir(parents=True, exist_ok=True)
    settings = {f"server.directories.{name}": home / name for name in ("data", "logs", "run", "plugins", "import")}
    for folder in settings.values():
        folder.mkdir(exist_ok=True)
    lines = [f"{name}={value}" for name, value in settings.items()]
    lines += [
        f"server.bolt.listen_address=127.0.0.1:{port}",
        f"server.bolt.advertised_address=127.0.0.1:{port}",
        "server.http.enabled=false",
        "server.https.enabled=false",
        f"server.memory.pagecache.size={pages}",
        "dbms.usage_report.enabled=false",
        "dbms.security.auth_enabled=true",
    ]
    (home / "conf" / "neo4j.conf").write_text("\n".join(lines) + "\n")
    opened = [f"--add-opens={package}=ALL-UNNAMED" for package in OPENED]
    arguments = [f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"]
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen(
            [command, f"-Xmx{memory}", *options, *opened, "-cp", f"{lib}/*", MAIN_OF[version], *arguments],
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    try:
        _wait(process, home / "console.log")
        _set_password(port)
        yield Server(version, port, PASSWORD, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], console: Path) -> None:
    until = time.monotonic() + STARTS_IN
    while time.monotonic() < until:
        said = console.read_text(errors="replace")
        if "Started." in said:
            return
        if process.poll() is not None:
            raise RuntimeError(f"the Neo4j server stopped at once: {said[-1000:]}")
        time.sleep(0.2)
    raise RuntimeError(f"the Neo4j server did not start within {STARTS_IN} seconds")


def _set_password(port: int) -> None:
    from neo4j import GraphDatabase

    with GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", "neo4j")) as driver:
        driver.execute_query(
            "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", password=PASSWORD, database_="system"
        )
