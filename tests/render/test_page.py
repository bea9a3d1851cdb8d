"""The page as text: one file that fetches nothing, says everything, and runs nothing that data holds."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest

from graphfind.errors import GraphfindError
from graphfind.network import Knot, Link, Network
from graphfind.query import WhyNone
from graphfind.ranking import with_alternatives
from graphfind.render.page import MARK, introductions_page, network_page, write
from graphfind.render.page.boxes import box
from tests.render.page_answers import TODAY, answer, filled, nothing, path, person, random_answer

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "<!--<script>",
    '" onmouseover="alert(1)" x="',
    "'><svg/onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %} {# note #}",
    "${alert(1)} `x`",
    "javascript:alert(1)",
    '<a href="https://example.com/">href</a>',
    "&lt;b&gt; &amp;amp;",
    "\u202eexe.cod\u202c \u2066x\u2069 \u200f",
    "a\\u003c/script\\u003e\\",
    "__proto__",
    "]]>",
    "n" * 10_000,
    "語" * 3_400,
    "😀 Z̴̡a̵l̶g̷o̸ \u2028\u2029",
)


class Parsed(HTMLParser):
    """A page's elements, its scripts and styles, and the text that is shown."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.texts: list[str] = []
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag
        if tag in self.raw:
            self.raw[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in self.raw:
            self.raw[self._open][-1] += data
        else:
            self.texts.append(data)

    def every(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.elements if name == tag)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    @property
    def island(self) -> Any:
        return json.loads(self.raw["script"][0])


@pytest.fixture(scope="module")
def many() -> str:
    """The page of 25 introductions with their alternatives."""
    return introductions_page(random_answer(25), TODAY)


def test_the_same_answer_gives_the_same_bytes(many: str) -> None:
    assert introductions_page(random_answer(25), TODAY) == many


def test_a_page_is_no_larger_than_it_may_be(many: str) -> None:
    assert len(many.encode()) <= 600_000


def test_nothing_is_fetched(many: str) -> None:
    page = Parsed(many)
    assert not any({"src", "srcset", "action", "ping", "style"} & attributes.keys() for _, attributes in page.elements)
    assert {attributes.get("href") for _, attributes in page.elements} == {None, "data:,"}
    assert "@import" not in page.raw["style"][0]
    assert "url(" not in page.raw["style"][0]
    assert not any("sourceMappingURL" in script for script in page.raw["script"])


def test_the_policy_allows_our_scripts_and_style_only(many: str) -> None:
    page = Parsed(many)
    (policy,) = [a["content"] for a in page.every("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None
    allowed = {name: sources for name, *sources in (rule.split() for rule in policy.split("; "))}
    assert allowed == {
        "default-src": ["'none'"],
        "script-src": [hash_of(script) for script in page.raw["script"][1:]],
        "style-src": [hash_of(page.raw["style"][0])],
        "img-src": ["data:", "blob:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert {"name": "referrer", "content": "no-referrer"} in list(page.every("meta"))


def hash_of(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_list_says_everything() -> None:
    best = path("ego", "one", "target", strengths=(0.25, 0.8), why="says product manager")
    other = path("ego", "two", "three", "target", strengths=(0.5, 0.5, 0.5))
    text = Parsed(introductions_page(answer(with_alternatives(best, [other])), TODAY)).text
    for part in (
        "Introductions: product manager",
        "Name target Engineer · Acme through Name one 20%",
        "Name ego → Name one",
        "25% weakest hop probably colleagues at Acme (inferred)",
        "Name one → Name target",
        "80% 21 messages both ways, last in May 2026; connected since Mar 2018",
        "connection · 2018-03-01 · linkedin-me-1a2b",
        "message · 2019-04-02 – 2026-05-11 · linkedin-me-1a2b",
        "In the role: says product manager",
        "Other ways to Name target through Name two → Name three 12%",
        "Contains 5 people’s data. Made on 2026-11-01.",
    ):
        assert part in text
    assert text.count("weakest hop") == 1


def test_an_only_hop_is_not_the_weakest() -> None:
    text = Parsed(introductions_page(answer(path("ego", "target")), TODAY)).text
    assert "weakest" not in text
    assert "you know them" in text


def test_a_small_chance_is_not_none() -> None:
    assert "<1%" in Parsed(introductions_page(answer(path("ego", "target", strengths=(0.004,))), TODAY)).text


def test_no_time_of_day_is_on_the_page(many: str) -> None:
    assert not re.search(r"\d{1,2}:\d\d", Parsed(many).text)


def test_the_drawing_shows_each_tie_as_it_is() -> None:
    best = path("ego", "one", "target", strengths=(0.25, 0.8))
    direct = path("ego", "friend", strengths=(0.9,))
    island = Parsed(introductions_page(answer(best, direct), TODAY)).island
    edges = {edge["id"]: edge for edge in island["edges"]}
    drawn, far = island["paths"][best.id], island["paths"][direct.id]
    assert [[edges[name].get("dashes", False) for name in hop] for hop in drawn["hops"]] == [[True], [False]]
    assert (drawn["marks"], drawn["weakest"], far["weakest"]) == (["25%", "80%"], 0, -1)
    assert [len(hop) for hop in far["hops"]] == [3]  # it passes the column between in a lane of its own
    assert edges[drawn["hops"][0][0]]["width"] < edges[drawn["hops"][1][0]]["width"] < edges[far["hops"][0][0]]["width"]
    labels = [island["nodes"][at]["label"] for at in drawn["people"]]
    assert labels == [f"Name {who}\nEngineer · Acme" for who in ("ego", "one", "target")]
    assert [column["text"] for column in island["columns"]] == ["You", "You know", "In the role"]


@pytest.mark.parametrize("hops", range(1, 7))
def test_every_column_has_a_heading(hops: int) -> None:
    one = path(*(f"p{at}" for at in range(hops + 1)))
    headings = Parsed(introductions_page(answer(one, role="", organizations=("Acme",)), TODAY)).island["columns"]
    expected = ["You", "You know", "They know", "3 ties away", "4 ties away", "5 ties away"][:hops]
    assert [heading["text"] for heading in headings] == [*expected, "There now"]


def test_sixty_characters_of_a_name_are_drawn_and_all_of_it_is_listed() -> None:
    name = "".join(f"{number:03}" for number in range(300))
    page = Parsed(introductions_page(answer(path("ego", person("target", name))), TODAY))
    assert page.island["nodes"][1]["label"] == f"{name[:60]}…\nEngineer · Acme"
    assert name in page.text


def test_a_box_has_room_for_its_text() -> None:
    short, long, wide = (box(person("p", name, "", "")) for name in ("Ada", "W" * 60, "語" * 60))
    assert short.rows == (1,)
    assert short.height < wide.height < long.height + long.height
    assert box(person("p", "\u202e\0", "")).label.startswith("no name")


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_hostile_text_is_text_in_every_field(text: str) -> None:
    page = Parsed(introductions_page(filled(lambda field: f"{field} {text}"), TODAY))
    plain = Parsed(introductions_page(filled(lambda field: field), TODAY))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert [a.keys() for _, a in page.elements] == [a.keys() for _, a in plain.elements]
    for who in ("ego", "one", "other", "target"):
        assert " ".join(f"{who} name {text}".split()) in page.text
    for who in ("one", "target"):
        assert " ".join(f"{who} title {text} · {who} organization {text}".split()) in page.text
    assert " ".join(f"Introductions: role {text} at asked organization {text}".split()) in page.text
    assert " ".join(f"In the role: why {text}".split()) in page.text
    assert " ".join(f"relation · source {text}".split()) in page.text
    assert len(page.raw["script"]) == 3
    assert page.raw["script"][1:] == plain.raw["script"][1:]


def test_what_utf_8_cannot_hold_is_replaced() -> None:
    html = introductions_page(filled(lambda field: f"{field} \ud800"), TODAY)
    assert "ego name \ufffd" in Parsed(html).text
    html.encode()


@pytest.mark.parametrize("reason", get_args(WhyNone))
def test_a_page_without_introductions_says_why_and_what_to_do(reason: WhyNone) -> None:
    page = Parsed(introductions_page(nothing(reason, "nobody <b>is</b> in the role"), TODAY))
    assert "No introduction was found Nobody <b>is</b> in the role." in page.text
    advice = page.text.partition("in the role. ")[2].partition(" Contains 0 people’s data")[0]
    assert len(advice.split()) > 3
    assert page.island["nodes"] == []


def test_the_palette_has_contrast() -> None:
    style = Parsed(introductions_page(answer(), TODAY)).raw["style"][0]
    light, dark = (dict(re.findall(r"--(\w+): (#\w{6})", block)) for block in style.split("color-scheme: dark)")[:2])
    assert light.keys() == dark.keys()
    for colors in (light, dark):
        for ground in ("paper", "card", "tint"):
            for text in ("ink", "soft", "accent", "weak"):
                assert contrast(colors[text], colors[ground]) >= 4.5, (text, ground)
        assert contrast(colors["paper"], colors["accent"]) >= 4.5
        assert contrast(colors["tie"], colors["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""

    def luminance(color: str) -> float:
        channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def a_network(people: int, aggregated: bool = False) -> Network:
    knots = tuple(Knot(f"p{at}", f"Name <{at}>", "Engineer", 1, at == 0) for at in range(people))
    links = tuple(Link(f"p{(at - 1) // 3}", f"p{at}", 0.5, 1, at % 2 == 0) for at in range(1, people - 3))
    return Network(knots, links, people, aggregated)


def test_a_network_is_drawn_and_listed() -> None:
    html = network_page(a_network(200), TODAY)
    page = Parsed(html)
    assert html == network_page(a_network(200), TODAY)
    assert len(page.island["nodes"]) == 200
    assert len(page.island["edges"]) == 196
    assert [edge.get("dashes", False) for edge in page.island["edges"][:2]] == [False, True]
    assert "The network: 200 people" in page.text
    assert "Name <199> Engineer" in page.text
    assert "Contains 200 people’s data." in page.text


def test_nobody_of_a_network_stands_on_another() -> None:
    nodes = Parsed(network_page(a_network(400), TODAY)).island["nodes"]
    for one, other in combinations(nodes, 2):
        apart = (one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2
        assert apart >= (one["size"] + other["size"]) ** 2


def test_a_long_chain_of_people_is_drawn() -> None:
    knots = tuple(Knot(f"p{at}", "Name", "", 1, at == 0) for at in range(2_000))
    links = tuple(Link(f"p{at}", f"p{at + 1}", 0.5, 1, False) for at in range(1_999))
    assert len(Parsed(network_page(Network(knots, links, 2_000, False), TODAY)).island["nodes"]) == 2_000


def test_an_aggregated_network_says_so() -> None:
    text = Parsed(network_page(replace(a_network(9, aggregated=True), people=4_321), TODAY)).text
    assert "4,321 people are too many to draw one by one, so that organizations stand for them." in text
    assert "Contains 4,321 people’s data." in text


def test_an_empty_network_is_a_page() -> None:
    assert Parsed(network_page(Network((), (), 0, False), TODAY)).island["nodes"] == []


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
