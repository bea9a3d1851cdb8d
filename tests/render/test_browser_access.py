"""The page for everybody: keyboard, screen reader, narrow windows, no scripts, paper, forced colours, both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from graphfind.render.page import introductions_page, network_page
from graphfind.render.page.tabs import Cell, Row, Tab
from tests.conftest import missing
from tests.render.looking import drawn, entry, ids, listed, palette, pinned
from tests.render.page_answers import TODAY, filled, nothing, random_answer
from tests.render.reading import a_network

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.render.looking import Opens

pytestmark = pytest.mark.browser

TABS = (
    Tab(
        "connectors",
        "Connectors",
        "Who opens most doors.",
        ("Expected", "Targets"),
        (Row("p1", "Ada King", "Nurse · Acme", (Cell("2.5", 0.5), Cell("3")), "", ("i1",)),),
    ),
    Tab("leads", "Leads", "Who may know somebody.", (), (), "Nobody."),
)


@pytest.fixture(scope="module")
def eight() -> str:
    """The page of eight introductions with their alternatives and further tabs."""
    return introductions_page(random_answer(8), TODAY, TABS)


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong by WCAG 2.2 AA and its own best practices."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        missing("axe-playwright-python is not installed")
    found: Any = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{one['id']}: {one['help']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(open_page: Opens, eight: str, scheme: str) -> None:
    page = open_page(eight, color_scheme=scheme, bypass_csp=True)
    assert violations(page) == []
    page.locator("#filters > summary").click()
    entry(page, 3).click()
    page.locator("#entries > li").nth(3).locator(".ways button").first.click()
    assert violations(page) == []
    page.locator("#tab-connectors").click()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_in_a_network_or_in_nothing(open_page: Opens, scheme: str) -> None:
    page = open_page(network_page(a_network(30), TODAY), color_scheme=scheme, bypass_csp=True)
    page.locator("#knots > li > button").nth(2).click()
    assert violations(page) == []
    page = open_page(introductions_page(nothing("filtered", "nobody"), TODAY), color_scheme=scheme, bypass_csp=True)
    assert violations(page) == []


def test_axe_finds_nothing_wrong_without_scripts_and_in_a_narrow_window(open_page: Opens, eight: str) -> None:
    page = open_page(eight, viewport={"width": 320, "height": 700}, bypass_csp=True)
    entry(page, 0).click()
    assert violations(page) == []


def focused(page: Page) -> str:
    name: str = page.evaluate(
        "() => { const on = document.activeElement; return on.id || on.textContent.trim().slice(0, 30) || on.tagName; }"
    )
    return name


def test_the_keyboard_walks_through_everything(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    first, second = ids(page)[:2]
    walked = []
    for _ in range(6):
        page.keyboard.press("Tab")
        walked.append(focused(page))
    assert walked[:2] == ["Skip to the list", "Save or print"]
    assert walked[2:5] == ["tab-introductions", "search", "Filters"]
    page.keyboard.press("Enter")
    assert pinned(page) == [first]
    page.keyboard.press("Escape")
    assert pinned(page) == []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Space"):
        page.keyboard.press(key)
    assert pinned(page) == [second]
    page.keyboard.press("Tab")
    while focused(page) != "Copy this text":
        page.keyboard.press("Tab")
        assert page.evaluate("id => document.activeElement.closest('li[id]').id === id", second)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert pinned(page) != [second]
    page.keyboard.press("/")
    assert focused(page) == "search"
    page.keyboard.press("/")
    assert page.locator("#search").input_value() == "/"


def test_skipping_to_the_list_keeps_what_is_pinned(open_page: Opens, eight: str) -> None:
    found = random_answer(8).introductions[1].id
    page = open_page(eight, f"#{found}&hops=3")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert focused(page) == "list"
    assert page.url.endswith(f"#{found}&hops=3")
    assert pinned(page) == [found]


def test_tabs_are_walked_with_arrows_and_kept_in_the_address(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    page.locator("#tab-introductions").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "tab-connectors"
    assert page.url.endswith("#tab=connectors")
    assert page.locator("#connectors").is_visible()
    assert not page.locator("#introductions").is_visible()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.locator("#introductions").is_visible()
    assert "#" not in page.url
    again = open_page(eight, "#tab=leads")
    assert again.locator("#leads").inner_text().endswith("Nobody.")
    again.locator("#tab-introductions").click()
    assert {palette(again, "ink")} < drawn(again)


def test_every_target_is_24_pixels(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    page.locator("#filters > summary").click()
    entry(page, 1).click()
    page.locator("#export > summary").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, select, summary")]
        .filter(one => one.checkVisibility() && !one.matches(".skip"))
        .filter(one => { const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
        .map(one => one.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_what_happens_is_said(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    assert page.locator("#told").get_attribute("role") == "status"
    assert page.locator("#count").get_attribute("role") == "status"
    entry(page, 0).click()
    assert page.locator("#told").inner_text().startswith("Pinned number 1, ")
    page.keyboard.press("Escape")
    assert page.locator("#told").inner_text() == "Nothing is pinned"
    assert page.locator("#canvas").get_attribute("aria-hidden") == "true"
    assert page.evaluate("() => document.querySelector('#canvas .vis-network').tabIndex") == -1


def test_it_reads_without_scripts(open_page: Opens) -> None:
    found = random_answer(30)
    page = open_page(introductions_page(found, TODAY, TABS), java_script_enabled=False)
    assert listed(page) == 30
    assert not page.locator("#drawing, #tools, #export").filter(visible=True).count()
    assert page.locator("#connectors").is_visible()
    page.locator("#entries summary").first.click()
    text = page.locator("#entries > li").first.inner_text()
    one = found.introductions[0]
    for part in (one.target.name, f"{one.probability:.0%}", *(hop.reason for hop in one.hops)):
        assert part in text
    assert all(str(evidence.first or "") in text for hop in one.hops for evidence in hop.tie.evidence)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (400, "dark"), (720, "light")])
def test_a_narrow_window_shows_the_list_alone(open_page: Opens, eight: str, width: int, scheme: str) -> None:
    page = open_page(eight, viewport={"width": width, "height": 700}, color_scheme=scheme)
    entry(page, 0).click()
    page.locator("#filters > summary").click()
    assert listed(page) == 8
    assert not page.locator("#drawing").is_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1200, "height": 700})
    page.wait_for_selector("#canvas canvas")
    assert palette(page, "accent") in drawn(page)


def test_light_and_dark_follow_the_reader(open_page: Opens, eight: str) -> None:
    page = open_page(eight, color_scheme="light")
    light = {palette(page, name) for name in ("ink", "card", "tie")}
    assert light < drawn(page)
    page.emulate_media(color_scheme="dark")
    dark = {palette(page, name) for name in ("ink", "card", "tie")}
    assert dark < drawn(page)
    assert not light & dark
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 28)"


def test_forced_colours_are_used(open_page: Opens, eight: str) -> None:
    page = open_page(eight, forced_colors="active")
    entry(page, 0).click()
    resolved = page.evaluate(
        """() => ["CanvasText", "LinkText"].map(name => {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = name;
        const [red, green, blue] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
        probe.remove();
        return "#" + [red, green, blue].map(part => part.toString(16).padStart(2, "0")).join("");
    })"""
    )
    assert set(resolved) < drawn(page)


def test_less_motion_where_it_is_asked_for(open_page: Opens, eight: str) -> None:
    page = open_page(eight, reduced_motion="reduce")
    assert page.evaluate("() => getComputedStyle(document.querySelector('button')).transitionDuration") == "0s"


def test_on_paper_everything_shown_is_told(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    page.emulate_media(media="print")
    assert not page.locator("#drawing, #tools, #tabs, #export").filter(visible=True).count()
    assert page.locator("#entries > li > details > .steps").evaluate_all(
        "steps => steps.every(one => one.getBoundingClientRect().height > 20)"
    )
    assert len(page.pdf()) > 10_000


def test_long_names_are_cut_for_the_eye_and_whole_in_the_entry(open_page: Opens) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff " * 30
    page = open_page(introductions_page(filled(lambda field: name if "name" in field else field), TODAY))
    button = entry(page, 0)
    box = button.bounding_box()
    assert box is not None
    assert box["height"] < 260
    assert button.text_content().count("Wolfe") >= 30
    button.click()
    box = button.bounding_box()
    assert box is not None
    assert box["height"] > 400
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
