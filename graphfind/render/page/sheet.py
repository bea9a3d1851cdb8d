"""A page as one file: pyvis' network in our template, everything inline, nothing ever fetched."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyvis
from markupsafe import Markup
from pyvis.network import Network

from graphfind.files import write_file

MARK = '<meta name="generator" content="graphfind">'
"""Stands near the beginning of every page, so that a later one may take its place."""

LONGEST = 60
"""How much of a name is drawn; the list holds all of it."""

_HERE = resources.files(__package__)
_VIS = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"


class Drawing(Network):  # type: ignore[misc]
    """pyvis' network with given positions, in a template that escapes every text and carries data as JSON.

    pyvis' own `add_edge` scans all edges for each
    new one, and its template runs what data holds; neither is used.
    """

    def __init__(self) -> None:
        super().__init__(cdn_resources="in_line")
        self.set_template_dir(str(_HERE), "template.html")
        self.templateEnv.autoescape = self.templateEnv.trim_blocks = True
        self.templateEnv.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
        self.toggle_physics(False)
        self._ports: dict[tuple[int, int], int] = {}

    def add(self, **options: Any) -> int:
        """Add a node; returns its number."""
        self.nodes.append({"id": len(self.nodes), **options})
        return len(self.nodes) - 1

    def join(self, one: int, other: int, **options: Any) -> str:
        """Add an edge between two nodes; returns its name, of which scripts keep the order."""
        name = f"e{len(self.edges)}"
        self.edges.append({"id": name, "from": one, "to": other, **options})
        return name

    def line(self, points: Sequence[tuple[int, int]], **options: Any) -> list[str]:
        """Add the edges of a line through points; returns their names."""
        for x, y in points:
            if (x, y) not in self._ports:
                self._ports[x, y] = self.add(x=x, y=y, group="port")
        return [self.join(self._ports[one], self._ports[other], **options) for one, other in pairwise(points)]

    def sheet(self, title: str, shown: Mapping[str, Any], data: Mapping[str, Any]) -> str:
        """The page's text; `shown` is what the template needs, `data` what the script needs beside the drawing."""
        script, style = _part("page.js"), _part("page.css")
        vis = _VIS.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
        self.templateEnv.globals.update(
            shown,
            title=title,
            data=data,
            mark=Markup(MARK),
            scripts=[Markup(vis), Markup(script)],
            style=Markup(style),
            policy="; ".join((
                "default-src 'none'",
                f"script-src {_hash(vis)} {_hash(script)}",
                f"style-src {_hash(style)}",
                "img-src data: blob:",
                "base-uri 'none'",
                "form-action 'none'",
            )),
        )  # fmt: skip
        html: str = self.generate_html()
        return html


def cut(text: str) -> str:
    """As much of a text as is drawn."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def write(path: Path, page: str, *, force: bool = False) -> None:
    """Write a page; an older page of ours is replaced, any other file only with `force`."""
    write_file(path, [page], force=force, ours=MARK.encode())


def _part(name: str) -> str:
    return _HERE.joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
