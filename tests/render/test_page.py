"""The page as text: one file that fetches nothing, says everything, and runs nothing that data holds."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from graphfind.errors import GraphfindError
from graphfind.query import WhyNone
from graphfind.ranking import with_alternatives
from graphfind.render.page import MARK, introductions_page, network_page, write
from graphfind.render.page.boxes import box
from graphfind.render.page.tabs import Cell, Row, Tab
from tests.render.page_answers import TODAY, answer, filled, nothing, path, person, random_answer
from tests.render.reading import HOSTILE, Parsed, a_network

POSITIONS = Path(__file__).parent / "golden" / "positions.json"


@pytest.fixture(scope="module")
def many() -> str:
    """The page of 25 introductions with their alternatives."""
    return introductions_page(random_answer(25), TODAY)


def test_the_same_answer_gives_the_same_bytes(many: str) -> None:
    assert introductions_page(random_answer(25), TODAY) == many


@pytest.mark.parametrize(("introductions", "most"), [(25, 600_000), (100, 750_000), (500, 1_400_000)])
def test_a_page_is_no_larger_than_it_may_be(introductions: int, most: int) -> None:
    assert len(introductions_page(random_answer(introductions), TODAY).encode()) <= most


def test_nothing_is_fetched(many: str) -> None:
    page = Parsed(many)
    assert not any({"src", "srcset", "action", "ping", "style"} & attributes.keys() for _, attributes in page.elements)
    links = {attributes["href"] or "" for _, attributes in page.elements if "href" in attributes}
    assert {link for link in links if not link.startswith("#")} == {"data:,"}
    assert "@import" not in page.raw["style"][0]
    assert "url(" not in page.raw["style"][0]
    assert not any("sourceMappingURL" in script for script in page.raw["script"])


@pytest.mark.parametrize("html", [introductions_page(random_answer(3), TODAY), network_page(a_network(9), TODAY)])
def test_the_policy_allows_our_scripts_and_style_only(html: str) -> None:
    page = Parsed(html)
    (policy,) = [a["content"] for a in page.every("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    allowed = {name: sources for name, *sources in (rule.split() for rule in policy.split("; "))}
    early, _, *scripts = page.raw["script"]
    assert allowed == {
        "default-src": ["'none'"],
        "script-src": [hash_of(script) for script in (early, *scripts)],
        "style-src": [hash_of(page.raw["style"][0])],
        "img-src": ["data:", "blob:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert {"name": "referrer", "content": "no-referrer"} in list(page.every("meta"))
    assert len(scripts) == 2


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_no_script_makes_markup_of_text() -> None:
    ours = Parsed(introductions_page(random_answer(1), TODAY)).raw["script"][-1]
    ours += Parsed(network_page(a_network(3), TODAY)).raw["script"][-1]
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "fetch("):
        assert word not in ours


def test_scripts_keep_to_what_browsers_of_some_years_ago_know() -> None:
    ours = Parsed(introductions_page(random_answer(1), TODAY)).raw["script"][-1]
    ours += Parsed(network_page(a_network(3), TODAY)).raw["script"][-1]
    for newer in (
        r"\?\?=",
        r"\|\|=",
        r"&&=",
        r"\.at\(",
        r"\d_\d",
        r"\.replaceAll\(",
        r"\.findLast",
        r"structuredClone",
    ):
        assert not re.search(newer, ours), newer


def test_parts_lose_nothing_but_indentation_and_comments() -> None:
    """Which is safe as long as no text runs over lines and no comment stands behind code."""
    for part in (Path(__file__).parents[2] / "graphfind" / "render" / "page" / "parts").iterdir():
        text = part.read_text(encoding="utf-8")
        if part.suffix == ".js":
            assert not any(line.count("`") % 2 for line in text.splitlines()), part.name
            assert not re.search(r"/\*", text), part.name
        if part.suffix != ".html":
            assert len(text.splitlines()) <= 400


def test_the_list_says_everything() -> None:
    best = path("ego", "one", "target", strengths=(0.25, 0.8), why="says product manager")
    other = path("ego", "two", "three", "target", strengths=(0.5, 0.5, 0.5))
    text = Parsed(introductions_page(answer(with_alternatives(best, [other])), TODAY)).text
    for part in (
        "Introductions: product manager",
        "1 A Name target Engineer · Acme through Name one 20%",
        "25% weakest hop inferred to Name one Engineer · Acme probably colleagues at Acme (inferred)",
        "colleague “Acme”",
        "80% to Name target 21 messages both ways, last in May 2026; connected since Mar 2018",
        "connection 2018-03-01 · message 12 out, 9 in 2019-04-02 – 2026-05-11 linkedin-me-1a2b",
        "Ask Name one to introduce you to Name target.",
        "1st of 1 by warmth: 25% × 80% = 20%. In the role: says product manager",
        "Other ways through Name two → Name three 12%",
        "50% to Name three 21 messages both ways, last in May 2026; connected since Mar 2018 linkedin-me-1a2b",
        "Contains 5 people’s data. Made on 2026-11-01.",
        "Found for Name ego in linkedin-me-1a2b.",
    ):
        assert part in text
    assert text.count("weakest hop") == 2


def test_what_to_ask_depends_on_the_way() -> None:
    direct, far = path("ego", "friend"), path("ego", "one", "two", "target")
    text = Parsed(introductions_page(answer(direct, far), TODAY)).text
    assert "Write to Name friend: you know them." in text
    assert "Ask Name one to introduce you to Name two, who can introduce you to Name target." in text


def test_an_only_hop_is_not_the_weakest() -> None:
    text = Parsed(introductions_page(answer(path("ego", "target")), TODAY)).text
    assert "weakest" not in text
    assert "you know them" in text


def test_a_small_chance_is_not_none() -> None:
    assert "<1%" in Parsed(introductions_page(answer(path("ego", "target", strengths=(0.004,))), TODAY)).text


def test_every_hop_of_the_first_hundred_is_told_in_full_and_of_the_rest_at_least_once() -> None:
    found = random_answer(120)
    html = introductions_page(found, TODAY)
    entries = [Parsed(part).text for part in re.split(r"<li id=i[0-9a-f]{16}>", html)[1:]]
    assert len(entries) == 120
    for one, text in zip(found.introductions, entries, strict=True):
        assert all(hop.reason in text for hop in one.hops)
    for one, text in zip(found.introductions[:100], entries, strict=False):
        for hop in one.hops:
            assert all(evidence.source in text and str(evidence.first or "") in text for evidence in hop.tie.evidence)
    assert sum("evidence further up" in text for text in entries[100:]) > 0
    assert all(f"id={anchor}" in html for anchor in re.findall(r"<a href=#(t\d+)>", html))


def test_no_time_of_day_is_on_the_page(many: str) -> None:
    assert not re.search(r"\d{1,2}:\d\d", Parsed(many).text)


def test_the_drawing_knows_each_tie_and_path() -> None:
    best = path("ego", "one", "target", strengths=(0.25, 0.8))
    direct = path("ego", "friend", strengths=(0.9,))
    page = Parsed(introductions_page(answer(best, direct), TODAY))
    assert [row[0][3:] for row in page.island["paths"]] == [[0, 1], [0, 2, 3]]
    assert [row[0][:1] for row in page.island["paths"]] == [[0.9], [0.2]]
    assert page.ties == [
        {"from": 0, "to": 1, "strength": 0.9, "inferred": 0},
        {"from": 0, "to": 2, "strength": 0.25, "inferred": 1},
        {"from": 2, "to": 3, "strength": 0.8, "inferred": 0},
    ]
    assert [one["name"] for one in page.people] == ["Name ego", "Name friend", "Name one", "Name target"]
    assert page.island["headings"] == ["You", "You know", "In the role"]
    (stage,) = page.island["stages"]
    assert (stage["upto"], stage["columns"]) == (2, "0212")


def test_more_introductions_are_more_stages_and_each_is_laid_out() -> None:
    page = Parsed(introductions_page(random_answer(130), TODAY))
    stages = page.island["stages"]
    assert [stage["upto"] for stage in stages] == [25, 100, 130]
    assert all(len(stage["columns"]) == len(stage["y"]) for stage in stages)
    assert len(stages[-1]["y"]) == len(page.people)
    assert len(stages[-1]["lanes"]) == len(page.ties)


def test_positions_are_as_they_were() -> None:
    stages = Parsed(introductions_page(random_answer(30), TODAY)).island["stages"]
    if os.environ.get("UPDATE_GOLDEN") == "1":
        POSITIONS.write_text(json.dumps(stages, separators=(",", ":")) + "\n", encoding="utf-8")
    assert stages == json.loads(POSITIONS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("hops", range(1, 7))
def test_every_column_has_a_heading(hops: int) -> None:
    one = path(*(f"p{at}" for at in range(hops + 1)))
    headings = Parsed(introductions_page(answer(one, role="", organizations=("Acme",)), TODAY)).island["headings"]
    expected = ["You", "You know", "They know", "3 ties away", "4 ties away", "5 ties away"][:hops]
    assert headings == [*expected, "There now"]


def test_a_long_name_stands_whole_in_the_entry() -> None:
    name = "".join(f"{number:03}" for number in range(300))
    assert name in Parsed(introductions_page(answer(path("ego", person("target", name))), TODAY)).text


def test_a_box_has_room_for_its_text() -> None:
    short, long, wide = (box(person("p", name, "", "")) for name in ("Ada", "W" * 60, "語" * 60))
    assert short.rows == (1, 0)
    assert short.height < wide.height < long.height + long.height
    assert box(person("p", "\u202e\0", "")).name == "no name"
    assert box(person("p", "x" * 61)).name == f"{'x' * 60}…"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_hostile_text_is_text_in_every_field(text: str) -> None:
    page = Parsed(introductions_page(filled(lambda field: f"{field} {text}"), TODAY, [a_tab(text)]))
    plain = Parsed(introductions_page(filled(lambda field: field), TODAY, [a_tab("plain")]))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert [a.keys() for _, a in page.elements] == [a.keys() for _, a in plain.elements]

    def words(text: str) -> str:
        return " ".join(text.split())

    for who in ("ego", "one", "other", "target"):
        assert words(f"{who} name {text}") in page.text
    for who in ("one", "target"):
        assert words(f"{who} title {text} · {who} organization {text}") in page.text
    assert words(f"Introductions: role {text} at asked organization {text}") in page.text
    assert words(f"In the role: why {text}") in page.text
    assert words(f"relation “relation {text}” source {text}") in page.text
    assert words(f"{text} name {text} job") in page.text
    assert len(page.raw["script"]) == 4
    assert page.raw["script"][2:] == plain.raw["script"][2:]


def a_tab(text: str) -> Tab:
    row = Row("p1", f"{text} name", f"{text} job", (Cell(f"{text} cell", 0.5),), f"{text} note", ("i0",))
    return Tab("connectors", f"{text} title", f"{text} lead", (f"{text} column",), (row,))


def test_further_tabs_are_tables() -> None:
    rows = (Row("ego", "Ada", "Nurse", (Cell("2.5", 0.5), Cell("3")), "why", ("i1", "i2")),)
    tabs = [Tab("connectors", "Connectors", "Who opens doors.", ("Expected", "Targets"), rows, more=12)]
    tabs.append(Tab("leads", "Leads", "Who may know somebody.", (), (), "Nobody."))
    page = Parsed(introductions_page(answer(path("ego", "target")), TODAY, tabs))
    for part in (
        "Introductions 1 Connectors 13 Leads 0",
        "Who opens doors. # Who Expected Targets",
        "1 Ada Nurse why 2.5 3",
        "12 more: graphfind connectors",
    ):
        assert part in page.text
    assert "Who may know somebody. Nobody." in page.text
    assert "Contains 2 people’s data" in page.text
    assert (
        "Contains 3 people’s data"
        in Parsed(
            introductions_page(
                answer(path("ego", "target")), TODAY, [replace(tabs[0], rows=(replace(rows[0], person="x"),))]
            )
        ).text
    )


def test_what_utf_8_cannot_hold_is_replaced() -> None:
    html = introductions_page(filled(lambda field: f"{field} \ud800"), TODAY, [a_tab("\ud800")])
    assert "ego name \ufffd" in Parsed(html).text
    html.encode()


@pytest.mark.parametrize("reason", get_args(WhyNone))
def test_a_page_without_introductions_says_why_and_what_to_do(reason: WhyNone) -> None:
    page = Parsed(introductions_page(nothing(reason, "nobody <b>is</b> in the role"), TODAY))
    assert "No introduction was found Nobody <b>is</b> in the role." in page.text
    advice = page.text.partition("in the role. ")[2].partition(" Contains 0 people’s data")[0]
    assert len(advice.split()) > 3
    assert page.people == []


def test_a_later_page_takes_the_place_of_ours_but_of_no_other_file(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    later = introductions_page(answer(), date(2026, 12, 1))
    write(file, introductions_page(answer(path("ego", "target")), TODAY))
    write(file, later)
    assert file.read_text(encoding="utf-8") == later
    assert MARK in later[:4_096]
    file.write_text("mine")
    with pytest.raises(GraphfindError, match="exists already"):
        write(file, later)
    write(file, later, force=True)
    assert file.read_text(encoding="utf-8") == later
    with pytest.raises(GraphfindError, match="is a folder"):
        write(tmp_path, later)
    with pytest.raises(GraphfindError, match="there is no folder"):
        write(tmp_path / "missing" / "page.html", later)


def test_where_several_search_the_page_says_from_whom_each_path_starts() -> None:
    one = path("ego", "friend", "target", strengths=(0.5, 0.5))
    two = path("other", "target", strengths=(0.4,))
    page = introductions_page(answer(one, two, egos=(1, 2)), TODAY)
    assert "from <bdi>Name ego</bdi>, through" in page
    assert "from <bdi>Name other</bdi>, directly" in page
    assert "Found for <bdi>Name other</bdi> and <bdi>Name ego</bdi>" in page
    assert "you know them</span>" not in page
    assert "from <bdi>" not in introductions_page(answer(one), TODAY)
