"""Reading a page as text, and the texts that must not do anything on one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from graphfind.network import Knot, Link, Network

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
        """The page's data."""
        return json.loads(self.raw["script"][1])

    @property
    def people(self) -> list[dict[str, Any]]:
        """Everybody drawn."""
        return unpacked(self.island["people"])

    @property
    def ties(self) -> list[dict[str, Any]]:
        """Every tie drawn."""
        return unpacked(self.island["ties"])


def unpacked(table: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Rows of a table that is kept by columns."""
    return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]


def a_network(people: int, aggregated: bool = False) -> Network:
    """A network in which everybody was led there by another, but the last three."""
    knots = tuple(Knot(f"p{at}", f"Name <{at}>", "Engineer", 1, at == 0) for at in range(people))
    links = tuple(Link(f"p{(at - 1) // 3}", f"p{at}", 0.5, 1, at % 2 == 0) for at in range(1, people - 3))
    return Network(knots, links, people, aggregated)
