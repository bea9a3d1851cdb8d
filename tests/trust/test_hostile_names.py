"""Hostile strings are kept as they are, and do nothing in any output."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import networkx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphfind.escaping import csv_cell, from_csv_cell
from tests.command_line import CommandLine, on_a_terminal, one_line
from tests.trust.hostile import hostile

JOINERS = "\u200c\u200d"
FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")
TITLE = "Product Manager"
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """A store in which everybody's name, organization, location and tag is hostile."""
    with pytest.MonkeyPatch.context() as patch:
        graphfind = CommandLine(tmp_path_factory.mktemp("hostile"), patch)
        with open("people.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(["Name", "E-mail", "Job title", "Company", "Location", "Tags"])
            for number, text in enumerate(hostile()):
                writer.writerow([text, f"n{number}@example.org", TITLE, text, text, text])
        graphfind("me", "Mara Lind")
        graphfind("import", "people.csv", "--mine", code=None)
        yield graphfind


def harmless(text: str) -> None:
    """Printed on a terminal, it does nothing."""
    live = {c for c in text if c != "\n" and c not in JOINERS and unicodedata.category(c) in ("Cc", "Cf", "Cs")}
    assert not live, sorted(map(ascii, live))


def as_read(text: str) -> str:
    """What becomes of a cell: NUL is left out, an escaped formula restored, blanks around it dropped."""
    return from_csv_cell(text.replace("\0", "")).strip()


def test_they_are_stored_as_they_are(world: CommandLine) -> None:
    people = world("people", "--limit", 9999, "--json").json["people"]
    names = {person["emails"][0]: person["name"] for person in people if person["emails"]}
    for number, text in enumerate(hostile()):
        assert names[f"n{number}@example.org"] == as_read(text), ascii(text)
    assert {person["location"] for person in people} >= {"=1+1", "<!--", "[/]"}


@pytest.mark.parametrize(
    "command",
    [["people", "--limit", "9999"], ["find", TITLE, "--top", "9999"], ["sources"], ["me"], ["doctor"]],
    ids=lambda command: command[0],
)
def test_a_terminal_is_left_alone(world: CommandLine, command: list[str]) -> None:
    done = world(*command)
    harmless(done.out)
    harmless(done.err)
    assert "[bold red]markup[/]" in done.out or len(command) == 1


def test_every_portrait_and_prompt_is_left_alone(world: CommandLine) -> None:
    for number in range(0, len(hostile()), 11):
        harmless(world("person", f"n{number}@example.org", "--ties", 1).out)
    done = world("import", "people.csv", "--owner", "\x1b[31mX", "--dry-run", code=None)
    harmless(done.out + done.err)


@pytest.mark.parametrize(
    "command",
    [
        ["find", TITLE, "--top", "9999", "--csv"],
        ["find", TITLE, "--top", "9999", "--json"],
        ["people", "--limit", "9999", "--json"],
        *(["export", form] for form in ("csv", "ties", "json", "jsonl", "graphml", "gexf")),
    ],
    ids=" ".join,
)
def test_a_terminal_is_a_terminal_whatever_the_format(world: CommandLine, command: list[str]) -> None:
    raw = world(*command).out
    seen = on_a_terminal(world, *command).replace("\r\n", "\n")  # which the terminal makes of each line's end
    harmless(seen)
    if "json" in command[-1] and "jsonl" not in command:
        assert json.loads(seen) == json.loads(raw)
    elif "jsonl" in command:
        assert list(map(json.loads, seen.splitlines())) == list(map(json.loads, raw.split("\n")[:-1]))
    elif "csv" in command[-1]:
        assert "[31mred" in seen
        assert "\x1b[31mred" in raw, "a file or pipe gets what was imported"


@pytest.mark.parametrize("command", ["person", "withdraw", "import"])
def test_what_the_user_types_comes_back_on_one_line(world: CommandLine, command: str) -> None:
    for text in hostile()[::9]:
        line = one_line(world(command, f"nobody {text}".replace("\0", ""), code=2).err)
        harmless(line)
        assert len(line) < 1_000, ascii(text)


def test_json_is_valid_and_holds_them(world: CommandLine) -> None:
    document = world("find", TITLE, "--top", 9999, "--json").json
    names = {introduction["target"]["name"] for introduction in document["introductions"]}
    assert {"[bold red]markup[/]", "=1+1", "<!--"} <= names
    exported = world("export", "json").json
    assert len(exported["people"]) == len(hostile()) + 1
    for line in world("export", "jsonl").out.split("\n")[:-1]:
        assert isinstance(json.loads(line), dict)


def test_csv_holds_no_formula(world: CommandLine) -> None:
    for command in (["find", TITLE, "--top", "9999", "--csv"], ["export", "csv"], ["export", "ties"]):
        rows = list(csv.reader(io.StringIO(world(*command).out, newline="")))
        assert len(rows) > len(hostile())
        assert len({len(row) for row in rows}) == 1
        for row in rows:
            assert not [cell for cell in row if cell.startswith(FORMULA) or "\0" in cell]


def test_csv_reads_back(world: CommandLine, tmp_path: Path) -> None:
    exported = world("export", "csv").out
    (tmp_path / "people.csv").write_text(exported, encoding="utf-8", newline="")
    copy = ["--store", tmp_path / "copy.db"]
    world(*copy, "import", tmp_path / "people.csv", code=None)
    assert table(world(*copy, "export", "csv").out) == table(exported)


def table(text: str) -> list[list[str]]:
    columns = ("name", "email", "title", "organization", "location")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return sorted([from_csv_cell(row[column]).strip() for column in columns] for row in rows)


@given(st.text() | st.text(alphabet="'=+-@\t\r\n\0＝＋－＠ a"))
@example("''=")
def test_a_cell_reads_back_as_it_was(text: str) -> None:
    assert from_csv_cell(csv_cell(text)) == text.replace("\0", "")
    assert not csv_cell(text).startswith(FORMULA)


class Structure(HTMLParser):
    """The elements of a page, and the names of their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.scripts = self.comments = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}
        self.scripts += tag == "script"

    def handle_comment(self, data: str) -> None:
        self.comments += 1


@pytest.mark.parametrize("command", [["find", TITLE, "--top", "9999"], ["graph"]], ids=["find", "graph"])
def test_a_page_has_the_structure_of_a_harmless_one(world: CommandLine, tmp_path: Path, command: list[str]) -> None:
    with open(tmp_path / "plain.csv", "w", encoding="utf-8") as file:
        file.write("Name,E-mail,Job title,Company\n")
        file.writelines(f"Nr{n} Person,n{n}@example.org,{TITLE},Works {n // 2}\n" for n in range(len(hostile())))
    plain = ["--store", tmp_path / "plain.db"]
    world(*plain, "me", "Mara Lind")
    world(*plain, "import", tmp_path / "plain.csv", "--mine")
    pages = []
    for store, name in ((plain, "plain.html"), ([], "hostile.html")):
        world(*store, *command, "--html", tmp_path / name)
        pages.append(Structure((tmp_path / name).read_text(encoding="utf-8")))
    harmless_page, page = pages
    assert page.tags <= harmless_page.tags
    assert page.attributes <= harmless_page.attributes
    assert (page.scripts, page.comments) == (harmless_page.scripts, harmless_page.comments)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graph_programs_can_read_them(world: CommandLine, tmp_path: Path, form: str) -> None:
    world("export", form, "--output", tmp_path / f"graph.{form}")
    graph = getattr(networkx, f"read_{form}")(tmp_path / f"graph.{form}")
    names = {person["id"]: person["name"] for person in world("export", "json").json["people"]}
    assert set(graph) == set(names)
    assert (
        sum(graph.nodes[node].get("name", "") == NO_XML.sub("", name) for node, name in names.items())
        > len(names) * 0.9
    )


def test_a_dump_reads_back_to_the_byte(world: CommandLine, tmp_path: Path) -> None:
    dump = world("export", "jsonl").out
    (tmp_path / "all.jsonl").write_text(dump, encoding="utf-8", newline="")
    copy = ["--store", tmp_path / "copy.db"]
    world(*copy, "import", tmp_path / "all.jsonl")
    assert world(*copy, "export", "jsonl").out == dump
