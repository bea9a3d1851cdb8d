"""Hostile text in Chromium, in every field of both pages: it is shown, and does nothing."""

from __future__ import annotations

import json
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphfind.model import Introduction, PathPerson
from graphfind.network import Knot, Network
from graphfind.render.page import introductions_page, network_page
from tests.render.looking import drawn, elements, entry
from tests.render.page_answers import TODAY, answer, filled, path
from tests.render.reading import HOSTILE
from tests.render.test_page import a_tab

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.render.looking import Opens

pytestmark = pytest.mark.browser

NAUGHTY = Path(__file__).parents[3] / "shared" / "data" / "strings" / "blns.json"


def work(page: Page) -> None:
    """Use what shows texts: search, filters, pins, alternatives, the drawing and all that is saved of it."""
    page.locator("#search").fill("<script>")
    page.wait_for_timeout(100)
    page.locator("#search").fill("")
    page.wait_for_timeout(100)
    entry(page, 1).click()
    drawn(page)
    for kind in ("svg", "csv", "png"):
        page.locator("#export > summary").click()
        with page.expect_download():
            page.locator(f"[data-save={kind}]").click()


def test_hostile_text_is_text(open_page: Opens) -> None:
    def one(at: int, text: str) -> Introduction:
        return filled(lambda field: f"{at} {field} {text}", f"{at} ").introductions[0]

    everything = " ".join(HOSTILE)
    found = answer(*(one(at, text) for at, text in enumerate(HOSTILE)), role=everything)
    page = open_page(introductions_page(found._replace(notes=(everything,)), TODAY, [a_tab(everything)]))
    assert page.locator("h1").text_content() == f"Introductions: {everything}"
    page.evaluate("() => document.querySelectorAll('#entries > li > button').forEach(button => button.click())")
    shown = set(page.locator("bdi").all_text_contents())
    for at, text in enumerate(HOSTILE):
        assert {f"{at} {who} name {text}" for who in ("one", "other", "target")} <= shown
        assert f"{at} target title {text} · {at} target organization {text}" in shown
    work(page)
    assert elements(page) == 5
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_hostile_names_of_a_network_are_text(open_page: Opens) -> None:
    knots = tuple(Knot(f"{at} {text[:50]}", f"{at} {text}", text, 1, at == 0) for at, text in enumerate(HOSTILE))
    page = open_page(network_page(Network(knots, (), len(knots), False), TODAY))
    buttons = page.locator("#knots > li > button")
    for at in range(len(HOSTILE)):
        buttons.nth(at).click()
    drawn(page)
    shown = set(page.locator("#knots bdi").all_text_contents())
    assert {f"{at} {text}" for at, text in enumerate(HOSTILE)} <= shown
    assert elements(page) == 5


@pytest.mark.skipif(not NAUGHTY.is_file(), reason="the corpus of naughty strings is not here")
def test_naughty_strings_are_text(open_page: Opens) -> None:
    strings = [f"{at} {text}" for at, text in enumerate(json.loads(NAUGHTY.read_text(encoding="utf-8")))]
    each = [iter(strings)] * 6  # by sixes: a friend's name, title and organization, and a target's
    found = []
    for texts in zip_longest(*each, fillvalue="last"):
        friend, target = PathPerson(f"friend {texts}", *texts[:3]), PathPerson(f"target {texts}", *texts[3:])
        found.append(path("ego", friend, target, why=texts[0]))
    page = open_page(introductions_page(answer(*found), TODAY))
    work(page)
    shown = "\n".join(page.locator("bdi").all_text_contents())
    assert [text for text in strings if normalized(text) not in shown] == []
    assert elements(page) == 5


def normalized(text: str) -> str:
    """Text as a reader of HTML has it: without NUL, each end of a line as LF."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
