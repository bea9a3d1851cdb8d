"""The page in Chromium, from a file and offline: any request, log entry or dialog fails the test."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graphfind.model import Introduction, PathPerson
from graphfind.render.page import introductions_page, network_page
from tests.render.page_answers import TODAY, answer, filled, nothing, path, random_answer
from tests.render.test_page import HOSTILE, a_network

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

Opens = Callable[..., "Page"]
NAUGHTY = Path(__file__).parents[3] / "shared" / "data" / "strings" / "blns.json"


@pytest.fixture(scope="module")
def eight() -> str:
    """The page of eight introductions with their alternatives."""
    return introductions_page(random_answer(8), TODAY)


def ids(page: Page) -> list[str]:
    return page.locator(".entry").evaluate_all("entries => entries.map(entry => entry.id)")


def pinned(page: Page) -> list[str]:
    return page.locator("[aria-pressed=true]").evaluate_all("buttons => buttons.map(button => button.dataset.id)")


def entry(page: Page, at: int) -> Locator:
    return page.locator(".entry > .pin").nth(at)


def drawn(page: Page, **part: float) -> set[str]:
    """The colours of the drawing, or of a part of it in the window's coordinates, as soon as it is still."""
    colors: list[str] = page.evaluate(
        """async ({ x, y, width, height }) => {
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        const canvas = document.querySelector("#canvas canvas");
        const box = canvas.getBoundingClientRect();
        const copy = new OffscreenCanvas(width ?? box.width, height ?? box.height);
        const context = copy.getContext("2d");
        context.fillStyle = getComputedStyle(document.body).backgroundColor;
        context.fillRect(0, 0, copy.width, copy.height);
        context.drawImage(canvas, x === undefined ? 0 : box.x - x, y === undefined ? 0 : box.y - y);
        const { data } = context.getImageData(0, 0, copy.width, copy.height);
        const colors = new Set(new Uint32Array(data.buffer));
        return [...colors].map(color => "#" + [0, 8, 16].map(
            shift => (color >> shift & 255).toString(16).padStart(2, "0")).join(""));
    }""",
        part,
    )
    return set(colors)


def palette(page: Page, name: str) -> str:
    """A colour of the page's style."""
    value: str = page.evaluate(
        "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()", f"--{name}"
    )
    return value


def middle(page: Page, column: int) -> tuple[float, float]:
    """Where somebody stands who is alone in a column."""
    heading = page.locator("#columns span").nth(column).bounding_box()
    canvas = page.locator("#canvas").bounding_box()
    assert heading is not None
    assert canvas is not None
    return heading["x"] + heading["width"] / 2, canvas["y"] + canvas["height"] / 2


def test_it_opens_with_a_list_and_a_drawing(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    assert page.locator(".entry:visible").count() == 8
    assert page.locator("#count").inner_text() == "8 in all, the best first"
    assert page.locator("#columns span").all_inner_texts() == ["You", "You know", "They know", "In the role"]
    assert {palette(page, name) for name in ("ink", "card", "tie", "accent")} < drawn(page)
    assert pinned(page) == []
    assert "#" not in page.url


def test_a_click_pins_and_another_lets_go(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    second, third = ids(page)[1:3]
    entry(page, 1).click()
    assert pinned(page) == [second]
    assert page.url.endswith(f"#{second}")
    assert page.locator("details[open]").count() == 1
    entry(page, 2).click()
    assert pinned(page) == [third]
    assert page.locator("details[open]").count() == 1
    entry(page, 2).click()
    assert pinned(page) == []
    assert "#" not in page.url


def test_the_hash_pins(open_page: Opens, eight: str) -> None:
    found = random_answer(8).introductions
    page = open_page(eight, f"#{found[3].id}")
    assert pinned(page) == [found[3].id]
    assert page.locator(f"[id={found[3].id}] details").get_attribute("open") is not None
    other = next(one for one in found if one.alternatives).alternatives[0].id
    page.evaluate("id => { location.hash = id; }", other)
    page.wait_for_selector(f"[data-id={other}][aria-pressed=true]")
    assert pinned(page) == [other]


def test_an_unknown_hash_pins_nothing(open_page: Opens, eight: str) -> None:
    page = open_page(eight, "#constructor")
    assert pinned(page) == []
    for fragment in ("unknown", "__proto__", "<script>", "search"):
        entry(page, 0).click()
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_selector("[aria-pressed=true]", state="detached")


def test_what_is_pinned_lights_up(open_page: Opens) -> None:
    near, far = path("ego", "near", strengths=(0.9,)), path("ego", "one", "two", strengths=(0.5, 0.5))
    page = open_page(introductions_page(answer(near, far), TODAY))
    drawn(page)
    x, y = middle(page, 1)
    friends = {"x": x - 60, "y": y - 120, "width": 120, "height": 240}
    assert palette(page, "card") in drawn(page, **friends)
    assert palette(page, "tint") not in drawn(page, **friends)
    page.locator(f"[data-id={far.id}]").click()
    page.mouse.move(5, 5)
    assert palette(page, "card") not in drawn(page, **friends)
    assert palette(page, "tint") in drawn(page, **friends)


def test_a_person_of_the_drawing_pins_the_path_to_them(open_page: Opens) -> None:
    one = path("ego", "friend", "target")
    page = open_page(introductions_page(answer(one), TODAY))
    drawn(page)
    page.mouse.click(*middle(page, 2))
    page.wait_for_selector("[aria-pressed=true]")
    assert pinned(page) == [one.id]
    x, y = middle(page, 2)
    page.mouse.click(x, y + 150)
    page.wait_for_selector("[aria-pressed=true]", state="detached")


def test_the_keyboard_reaches_everything(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    first, second = ids(page)[:2]
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "search"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert pinned(page) == [first]
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    assert pinned(page) == []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Space"):
        page.keyboard.press(key)
    assert pinned(page) == [second]
    page.locator("#fit").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement === document.body")


def test_search_counts_what_it_leaves(open_page: Opens) -> None:
    page = open_page(introductions_page(answer(path("ego", "ada"), path("ego", "bob"), path("ego", "ada2")), TODAY))
    page.locator("#search").fill("NAME ada acme")
    assert page.locator(".entry:visible").count() == 2
    assert page.locator("#count").inner_text() == "2 of 3 shown"
    page.locator("#search").fill("")
    assert page.locator(".entry:visible").count() == 3


def test_it_reads_without_scripts(open_page: Opens, eight: str) -> None:
    page = open_page(eight, java_script_enabled=False)
    assert page.locator(".entry .chance strong:visible").count() == 8
    assert not page.locator("#drawing, #tools").filter(visible=True).count()
    page.locator("summary").first.click()
    assert page.locator(".steps:visible").count() == 1


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (400, "dark")])
def test_a_narrow_window_shows_the_list_alone(open_page: Opens, eight: str, width: int, scheme: str) -> None:
    page = open_page(eight, viewport={"width": width, "height": 700}, color_scheme=scheme)
    entry(page, 0).click()
    assert page.locator(".entry:visible").count() == 8
    assert not page.locator("#drawing").is_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1200, "height": 700})
    page.wait_for_selector("#canvas canvas")
    assert palette(page, "accent") in drawn(page)


def test_light_and_dark_follow_the_reader(open_page: Opens, eight: str) -> None:
    page = open_page(eight, color_scheme="light")
    light = {palette(page, name) for name in ("ink", "card", "tie", "accent")}
    assert light < drawn(page)
    page.emulate_media(color_scheme="dark")
    dark = {palette(page, name) for name in ("ink", "card", "tie", "accent")}
    assert dark < drawn(page)
    assert light & drawn(page) <= {"#16191d"}  # which is also what dark edges come to where they are smoothed
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(17, 20, 24)"


def test_hostile_text_is_text(open_page: Opens) -> None:
    def one(at: int, text: str) -> Introduction:
        return filled(lambda field: f"{at} {field} {text}", f"{at} ").introductions[0]

    everything = " ".join(HOSTILE)
    found = answer(*(one(at, text) for at, text in enumerate(HOSTILE)), role=everything)
    page = open_page(introductions_page(replace(found, notes=(everything,)), TODAY))
    entry(page, 0).click()
    drawn(page)
    assert page.locator("h1").text_content() == f"Introductions: {everything}"
    shown = set(page.locator("bdi").all_text_contents())
    for at, text in enumerate(HOSTILE):
        assert {f"{at} {who} name {text}" for who in ("ego", "one", "other", "target")} <= shown
        assert f"{at} target title {text} · {at} target organization {text}" in shown
    assert elements(page) == 4
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def elements(page: Page) -> int:
    """How many elements there are of the kinds that do things: our three scripts and the style."""
    count: int = page.evaluate("() => document.querySelectorAll('script, style, img, iframe, a, form').length")
    return count


@pytest.mark.skipif(not NAUGHTY.is_file(), reason="the corpus of naughty strings is not here")
def test_naughty_strings_are_text(open_page: Opens) -> None:
    strings = [f"{at} {text}" for at, text in enumerate(json.loads(NAUGHTY.read_text(encoding="utf-8")))]
    each = [iter(strings)] * 6  # by sixes: a friend's name, title and organization, and a target's
    found = []
    for texts in zip_longest(*each, fillvalue="last"):
        friend, target = PathPerson(f"friend {texts}", *texts[:3]), PathPerson(f"target {texts}", *texts[3:])
        found.append(path("ego", friend, target, why=texts[0]))
    page = open_page(introductions_page(answer(*found), TODAY))
    entry(page, len(found) - 1).click()
    drawn(page)
    shown = "\n".join(page.locator("bdi").all_text_contents())
    assert [text for text in strings if normalized(text) not in shown] == []
    assert elements(page) == 4


def normalized(text: str) -> str:
    """Text as a reader of HTML has it: without NUL, each end of a line as LF."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("targets", [1, 25, 100])
def test_pages_of_every_size_open(open_page: Opens, targets: int) -> None:
    page = open_page(introductions_page(random_answer(targets), TODAY))
    assert page.locator(".entry").count() == targets
    entry(page, targets - 1).click()
    assert {palette(page, name) for name in ("ink", "accent")} < drawn(page)


def test_a_page_without_introductions_opens(open_page: Opens) -> None:
    page = open_page(introductions_page(nothing("unconnected", "no path leads there"), TODAY))
    assert "No path leads there." in page.locator("main").inner_text()
    assert not page.locator("#drawing").is_visible()


def test_a_network_opens(open_page: Opens) -> None:
    page = open_page(network_page(a_network(500), TODAY))
    assert {palette(page, name) for name in ("accent", "weak")} < drawn(page)
    page.locator("#search").fill("name <7>")
    assert page.locator(".knot:visible").count() == 1
