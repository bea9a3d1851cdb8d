"""A page as one file: pyvis' network in our template, everything inline, nothing ever fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import pyvis
from markupsafe import Markup
from pyvis.network import Network

from graphfind.escaping import encodable
from graphfind.files import write_file

MARK = '<meta name="generator" content="graphfind">'
"""Stands near the beginning of every page, so that a later one may take its place."""

STYLES = ("palette.css", "page.css", "entries.css", "drawing.css", "tabs.css", "narrow.css")
"""The parts of the style, in order."""

_PARTS = resources.files(__package__) / "parts"
_VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
_EARLY = 'document.documentElement.className="js"'


class Drawing(Network):  # type: ignore[misc]
    """pyvis' network with given positions, in a template that escapes every text and carries data as JSON.

    People and ties are looked up by their ids: pyvis' own `add_edge` scans all edges for each new
    one, and its `add_node` and template run what data holds; none of these is used.
    """

    def __init__(self, template: str) -> None:
        super().__init__(cdn_resources="in_line")
        self.set_template_dir(str(_PARTS), template)
        self.templateEnv.autoescape = self.templateEnv.trim_blocks = self.templateEnv.lstrip_blocks = True
        self.templateEnv.policies["json.dumps_kwargs"] = {
            "sort_keys": True,
            "separators": (",", ":"),
            "ensure_ascii": False,
        }
        self.toggle_physics(False)
        self._numbers: dict[str, int] = {}
        self._ties: dict[frozenset[str], int] = {}

    def add(self, who: str, **options: Any) -> int:
        """Add somebody, once; returns their number."""
        if who not in self._numbers:
            self._numbers[who] = len(self.nodes)
            self.nodes.append(options)
        return self._numbers[who]

    def join(self, one: str, other: str, **options: Any) -> int:
        """Add the tie of two people, once; returns its number."""
        pair = frozenset((one, other))
        if pair not in self._ties:
            self._ties[pair] = len(self.edges)
            self.edges.append({"from": self._numbers[one], "to": self._numbers[other], **options})
        return self._ties[pair]

    def number(self, who: str) -> int:
        """The number of somebody who was added."""
        return self._numbers[who]

    def tie(self, one: str, other: str) -> int:
        """The number of a tie that was added."""
        return self._ties[frozenset((one, other))]

    def sheet(self, title: str, scripts: Iterable[str], shown: Mapping[str, Any], data: Mapping[str, Any]) -> str:
        """The page's text.

        `scripts` names the parts that make it live, `shown` is what the template needs, `data` what
        the scripts need beside people and ties.
        """
        script = '"use strict";\n' + "".join(map(_part, scripts))
        style = "".join(map(_part, STYLES))
        vis = _VIS.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
        self.templateEnv.globals.update(
            shown,
            title=title,
            data=dict(data, people=packed(self.nodes), ties=packed(self.edges)),
            mark=Markup(MARK),
            early=Markup(_EARLY),
            scripts=[Markup(vis), Markup(script)],
            style=Markup(style),
            policy="; ".join((
                "default-src 'none'",
                f"script-src {_hash(_EARLY)} {_hash(vis)} {_hash(script)}",
                f"style-src {_hash(style)}",
                "img-src data: blob:",
                "base-uri 'none'",
                "form-action 'none'",
            )),
        )  # fmt: skip
        return encodable(self.generate_html())


def packed(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """A table of equal rows, its columns as lists: a fraction of the size of as many objects."""
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def write(path: Path, page: str, *, force: bool = False) -> None:
    """Write a page; an older page of ours is replaced, any other file only with `force`."""
    write_file(path, [page], force=force, ours=MARK.encode())


def _part(name: str) -> str:
    """A part of the page without indentation, lines of comment and a style's spaces: its readers pay for them."""
    text = _PARTS.joinpath(name).read_text(encoding="utf-8")
    text = re.sub(r"^\s+|^//.*\n|^/\*.*\*/\n", "", re.sub(r"^[ \t]+", "", text, flags=re.M), flags=re.M)
    return re.sub(r"(?<=[:,;{}])\s+|\s+(?=[{}])", "", text) if name.endswith(".css") else text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
