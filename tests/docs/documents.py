"""The documentation as text: its pages, the blocks of code in them, and the quoting of what a block prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]

LEFT_OUT = "…"
"""Alone on a line of quoted output: any number of lines."""

_FENCE = re.compile(r"^```([\w-]*)$")
_FILE = re.compile(r"^`([\w.-]+)`:$")
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its lines, and the index of the first of them in the page.

    `file` is the name in a line of its own above it, as in "`people.csv`:", which makes it a file's content.
    """

    language: str
    lines: tuple[str, ...]
    first: int
    file: str = ""

    @property
    def text(self) -> str:
        """The block's content."""
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def end(self) -> int:
        """The index of the closing fence."""
        return self.first + len(self.lines)


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page in their order."""
    lines = page.splitlines()
    opening: tuple[int, str] | None = None
    for index, line in enumerate(lines):
        fence = _FENCE.match(line)
        if opening is None and fence:
            opening = index, fence[1]
        elif opening is not None and line == "```":
            start, language = opening
            above = next((text for text in reversed(lines[:start]) if text.strip()), "")
            named = _FILE.match(above)
            yield Block(language, tuple(lines[start + 1 : index]), start + 1, named[1] if named else "")
            opening = None
    assert opening is None, f"a block is never closed: line {opening and opening[0] + 1}"


def prose(page: str) -> str:
    """A page without its blocks."""
    kept, inside = [], False
    for line in page.splitlines():
        if line.startswith("```"):
            inside = not inside
        elif not inside:
            kept.append(line)
    return "\n".join(kept)


def inline_code(page: str) -> list[str]:
    """What stands in backticks in the prose of a page."""
    return _INLINE.findall(prose(page))


def fits(quoted: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether quoted lines are the printed ones, but for those left out."""
    if LEFT_OUT not in quoted:
        return list(quoted) == list(printed)
    before, after = _around(quoted)
    return (
        len(before) + len(after) <= len(printed)
        and list(printed[: len(before)]) == before
        and list(printed[len(printed) - len(after) :]) == after
    )


def quote(quoted: Sequence[str], printed: Sequence[str]) -> list[str]:
    """The printed lines, as many left out at the same place as before."""
    if LEFT_OUT not in quoted:
        return list(printed)
    before, after = _around(quoted)
    if len(before) + len(after) >= len(printed):
        return list(printed)
    return [*printed[: len(before)], LEFT_OUT, *printed[len(printed) - len(after) :]]


def rewritten(page: str, replaced: Mapping[Block, Sequence[str]]) -> str:
    """A page with other lines in some of its blocks."""
    lines = page.splitlines()
    for block in sorted(replaced, key=lambda block: -block.first):
        lines[block.first : block.end] = replaced[block]
    return "".join(f"{line}\n" for line in lines)


def _around(quoted: Sequence[str]) -> tuple[list[str], list[str]]:
    at = quoted.index(LEFT_OUT)
    before, after = list(quoted[:at]), list(quoted[at + 1 :])
    assert LEFT_OUT not in after, "lines may be left out at one place of a block only"
    return before, after
