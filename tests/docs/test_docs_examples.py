"""Every command and example of the documentation runs, and prints what is quoted below it.

A block marked `sh` or `python` is run; a block marked `text` right after it is what it prints. Blocks
under a file's name are files. Set-up commands, which install software, are marked `bash` and not run.
UPDATE_GOLDEN=1 rewrites what is quoted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import unified_diff
from itertools import pairwise
from pathlib import Path

import pytest

from tests.docs.documents import LEFT_OUT, PAGES, Block, blocks, fits, quote, rewritten
from tests.docs.sandbox import Sandbox, tidied

LANGUAGES = {"sh", "python", "text", "bash", "csv", "toml", "sql", "json"}
RUN = {"sh", "python"}


def runnable(page: Path) -> bool:
    return any(block.language in RUN and not block.file for block in blocks(page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", [page for page in PAGES if runnable(page)], ids=lambda page: page.name)
def test_examples(page: Path, sandbox: Sandbox) -> None:
    text = page.read_text(encoding="utf-8")
    found = list(blocks(text))
    plug_in(found, sandbox)
    wrong: dict[Block, list[str]] = {}
    for block, answer in pairwise([*found, None]):
        assert block is not None
        if block.file:
            sandbox.write(block.file, block.text)
        elif block.language in RUN:
            printed = sandbox.commands(block.lines) if block.language == "sh" else sandbox.python(block.text)
            if quotes(answer, block) and answer is not None and not fits(answer.lines, printed):
                wrong[answer] = printed
    if wrong and os.environ.get("UPDATE_GOLDEN") == "1":
        changed = {block: quote(block.lines, printed) for block, printed in wrong.items()}
        page.write_text(rewritten(text, changed), encoding="utf-8")
    else:
        assert not wrong, "\n".join(told(page, wrong))


def quotes(answer: Block | None, block: Block) -> bool:
    """Whether a block is what the one before it prints: no prose but one blank line stands between them."""
    return answer is not None and answer.language == "text" and not answer.file and answer.first - block.end <= 3


def plug_in(found: list[Block], sandbox: Sandbox) -> None:
    """Do what installing a project would do whose `pyproject.toml` the page shows: make its entry points known."""
    import tomllib

    for block in found:
        if block.file == "pyproject.toml":
            project = tomllib.loads(block.text)["project"]
            installed = sandbox.folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
            installed.mkdir()
            (installed / "METADATA").write_text(
                f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
            )
            sections = (
                f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
                for group, entries in project["entry-points"].items()
            )
            (installed / "entry_points.txt").write_text("\n".join(sections))
            sandbox.search_here()


def told(page: Path, wrong: dict[Block, list[str]]) -> Iterator[str]:
    """What is quoted wrongly, as differences."""
    for block, printed in wrong.items():
        yield f"{page.name}:{block.first + 1}: quotes otherwise (UPDATE_GOLDEN=1 rewrites it)"
        yield from unified_diff(block.lines, printed, "quoted", "printed", lineterm="")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_blocks_are_marked(page: Path) -> None:
    for block in blocks(page.read_text(encoding="utf-8")):
        place = f"{page.name}:{block.first}"
        assert block.language in LANGUAGES or (page.name == "strength.md" and not block.language), place
        if block.language == "bash":
            assert not any(line.startswith("graphfind ") for line in block.lines), f"{place}: mark it sh, to be run"
        if block.language in RUN and not block.file:
            assert LEFT_OUT not in block.lines, place


@pytest.mark.parametrize(
    ("quoted", "printed", "fit"),
    [
        ("a b", "a b", True),
        ("a b", "a c", False),
        ("a … d", "a b c d", True),
        ("a … d", "a d", True),
        ("a … a", "a", False),
        ("… d", "a b d", True),
        ("a …", "b a", False),
    ],
)
def test_fits(quoted: str, printed: str, fit: bool) -> None:
    assert fits(quoted.split(), printed.split()) is fit
    assert fits(quote(quoted.split(), printed.split()), printed.split())


def test_rewriting_changes_nothing_else() -> None:
    page = "# A\n\n```sh\ngraphfind x\n```\n\n```text\nold\nlines\n```\n\nend\n"
    command, answer = blocks(page)
    assert (command.language, command.lines, answer.lines) == ("sh", ("graphfind x",), ("old", "lines"))
    assert rewritten(page, {answer: ["new"]}) == page.replace("old\nlines", "new")


def test_tidied() -> None:
    assert tidied(["", " a  ", "", "b", ""]) == [" a", "", "b"]
    assert tidied(["", ""]) == []
