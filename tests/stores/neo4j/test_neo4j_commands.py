"""Every command works on a Neo4j store; the password is never shown, and need not be typed where it is set."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

from graphfind.stores import open_store
from tests.command_line import CommandLine
from tests.stores.neo4j.conftest import parts_only
from tests.stores.neo4j.server import PASSWORD, Server


@pytest.fixture
def graphfind(empty: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Runs commands on the server's empty store."""
    line = CommandLine(tmp_path, monkeypatch)
    monkeypatch.setenv("GRAPHFIND_STORE", empty.uri)
    monkeypatch.setenv("NEO4J_USERNAME", "neo4j")
    monkeypatch.setenv("NEO4J_PASSWORD", PASSWORD)
    return line


def table(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text("\n".join(("name,email,title,company", *rows)) + "\n")
    return path


def test_a_journey(graphfind: CommandLine, tmp_path: Path) -> None:
    mine = table(
        tmp_path, "mine.csv", "Ada Friend,ada@example.org,Nurse,Clinic A", "Bo Quist,bo@example.org,Clerk,Bank"
    )
    adas = table(
        tmp_path, "adas.csv", "Cy Dahl,cy@example.org,Product Manager,Works C", "Di Ek,di@example.org,Cook,Inn"
    )
    graphfind("me", "Mara Lind", "--email", "mara@example.org")
    graphfind("import", mine, "--mine")
    graphfind("import", adas, "--owner", "ada@example.org", "--dry-run")
    assert len(graphfind("sources", "--json").json["sources"]) == 2
    graphfind("import", adas, "--owner", "ada@example.org")
    assert "unchanged" in graphfind("import", adas, "--owner", "ada@example.org").out
    found = graphfind("find", "product manager", "--json").json
    assert [[p["name"] for p in i["path"]] for i in found["introductions"]] == [["Mara Lind", "Ada Friend", "Cy Dahl"]]
    graphfind("tie", "ada@example.org", "--close")
    assert graphfind("find", "product manager", "--json").json["introductions"][0]["ties"][0]["strength"] == 0.95
    assert graphfind("find", "astronaut", code=1).out == ""
    assert graphfind("people", "dahl", "--json").json["people"][0]["name"] == "Cy Dahl"
    assert "Ada Friend" in graphfind("person", "ada@example.org").out
    graphfind("graph", "--html", tmp_path / "network.html")
    for form in ("csv", "ties", "json", "jsonl", "graphml", "gexf"):
        assert graphfind("export", form).out
    graphfind("backup", tmp_path / "all.jsonl")
    assert (tmp_path / "all.jsonl").read_text().startswith('{"graphfind": ')
    before = graphfind("export", "jsonl").out
    graphfind("forget", "di@example.org", "--yes")
    assert "Di Ek" not in graphfind("export", "jsonl").out
    assert "Di Ek" in before
    facts = graphfind("doctor", "--json").json
    assert facts["faults"] == []
    assert facts["facts"]["store"].startswith("bolt://127.0.0.1:")
    graphfind("withdraw", "tables-ada")
    assert graphfind("find", "product manager", code=1)


QUESTIONS = (
    ("find", "product manager"),
    ("find", "product manager", "--max-hops", "2"),
    ("find", "product manager", "--max-hops", "1", "--rank", "hops"),
    ("find", "product manager", "--rank", "new-ground"),
    ("find", "product manager", "--via", "ada@example.org"),
    ("find", "product manager", "--via", "bo@example.org"),
    ("find", "product manager", "--avoid", "ada@example.org"),
    ("find", "product manager", "--avoid", "cy@example.org", "--no-inferred"),
    ("find", "product manager", "--min-warmth", "0.5"),
    ("find", "product manager", "--company", "Works C"),
    ("find", "product manager", "--exclude-company", "Works C"),
    ("find", "product manager", "--company", "Nowhere"),
    ("find", "astronaut"),
    ("connectors", "product manager"),
    ("connectors", "product manager", "--max-hops", "1"),
    ("connectors", "product manager", "--avoid", "ada@example.org"),
    ("plan", "product manager", "--asks", "3"),
    ("plan", "product manager", "--via", "ada@example.org", "--max-hops", "4"),
    ("plan", "product manager", "--min-warmth", "0.9"),
    ("leads", "product manager"),
    ("leads", "product manager", "--company", "Clinic A"),
    ("person", "ada@example.org"),
    ("person", "di@example.org", "--paths", "3"),
    ("person", "di@example.org", "--paths", "3", "--max-hops", "1"),
    ("person", "eve@example.org", "--paths", "3"),
)
"""Questions some of whose targets are reached, too far away, unconnected, barred or filtered."""


def test_every_question_is_answered_from_parts_of_the_graph(graphfind: CommandLine, tmp_path: Path) -> None:
    """And as by a file."""
    file = tmp_path / "same.db"
    mine = table(
        tmp_path, "mine.csv", "Ada Friend,ada@example.org,Nurse,Clinic A", "Bo Quist,bo@example.org,Clerk,Bank"
    )
    adas = table(tmp_path, "adas.csv", "Cy Dahl,cy@example.org,Product Manager,Works C", "Bo Quist,bo@example.org,,")
    cys = table(tmp_path, "cys.csv", "Di Ek,di@example.org,Product Manager,Works D")
    apart = table(
        tmp_path, "apart.csv", "Eve Holm,eve@example.org,Product Manager,Clinic A", "Fay Lund,fay@example.org,Cook,Inn"
    )
    for store in ((), ("--store", file)):
        graphfind(*store, "me", "Mara Lind", "--email", "mara@example.org")
        graphfind(*store, "import", mine, "--mine")
        graphfind(*store, "import", adas, "--owner", "ada@example.org")
        graphfind(*store, "import", cys, "--owner", "cy@example.org")
        graphfind(*store, "import", apart)
        graphfind(*store, "tie", "eve@example.org", "fay@example.org", "--knows")
    reasons = set()
    for question in QUESTIONS:
        with parts_only():
            ours = graphfind(*question, "--json", code=None)
        theirs = graphfind("--store", file, *question, "--json", code=None)
        told = theirs.out.replace(f" --store {file}", "")  # the commands to run next name the file
        assert (ours.code, ours.out) == (theirs.code, told), question
        reasons |= {one["reason"] for name in ("why_none", "unreached") for one in ours.json.get(name) or ()}
    assert reasons == {"beyond_bound", "unconnected", "avoided", "filtered", "nobody_in_role"}


def test_the_password_is_shown_nowhere(graphfind: CommandLine, empty: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "not-this-one-either")
    done = graphfind("sources", code=2)
    assert "check NEO4J_USERNAME and NEO4J_PASSWORD" in done.err
    assert "not-this-one-either" not in done.err + done.out
    monkeypatch.delenv("NEO4J_PASSWORD")
    assert "set NEO4J_USERNAME and NEO4J_PASSWORD" in graphfind("sources", code=2).err
    done = graphfind("--store", f"bolt://neo4j:{PASSWORD}@127.0.0.1:{empty.port}", "sources", code=2)
    assert "is not taken" in done.err
    assert PASSWORD not in done.err


def test_a_keyring_knows_the_password(graphfind: CommandLine, empty: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def get_password(service: str, user: str) -> str:
        asked.append((service, user))
        return PASSWORD

    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.setitem(sys.modules, "keyring", types.SimpleNamespace(get_password=get_password))
    assert graphfind("sources", "--json").json == {"sources": []}
    assert asked == [(f"graphfind 127.0.0.1:{empty.port}", "neo4j")]


def test_a_database_is_named_by_the_environment(graphfind: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "nowhere")
    assert "there is no database nowhere" in graphfind("sources", code=2).err
    monkeypatch.setenv("NEO4J_DATABASE", "neo4j")
    assert graphfind("sources", "--json").json == {"sources": []}


def test_a_warning_where_data_leave_in_the_clear(graphfind: CommandLine) -> None:
    done = graphfind("--store", "bolt://no-such-host.invalid:7687", "sources", code=2)
    assert "not encrypted" in done.err


def test_moving_by_command(graphfind: CommandLine, empty: Server, tmp_path: Path) -> None:
    file = tmp_path / "mine.db"
    mine = table(tmp_path, "mine.csv", "Ada Friend,ada@example.org,Nurse,Clinic A")
    graphfind("--store", file, "import", mine, "--owner", "Mara Lind")
    moved = graphfind("move", file, empty.uri, "--json").json
    assert (moved["moved"]["sources"], moved["moved"]["people"], moved["moved"]["ties"]) == (1, 2, 1)
    assert graphfind("sources", "--json").json == graphfind("--store", file, "sources", "--json").json
    graphfind("move", empty.uri, tmp_path / "back.db")
    with open_store(tmp_path / "back.db") as back, open_store(file) as first:
        assert [p for _, p in back.everyone()] == [p for _, p in first.everyone()]
