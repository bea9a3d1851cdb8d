"""What the tests in a browser share: how to look at the list and at the drawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    Opens = Callable[..., Page]

BUTTONS = "#entries > li > button"
TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def ids(page: Page) -> list[str]:
    """The introductions of the list."""
    return page.locator("#entries > li").evaluate_all("items => items.map(item => item.id)")


def pinned(page: Page) -> list[str]:
    """What is pinned."""
    return page.locator("[aria-pressed=true]").evaluate_all("buttons => buttons.map(button => button.dataset.id)")


def entry(page: Page, at: int) -> Locator:
    """The button of an entry."""
    return page.locator(BUTTONS).nth(at)


def listed(page: Page) -> int:
    """How many introductions are shown."""
    return page.locator("#entries > li:visible").count()


def pointer_away(page: Page) -> None:
    """Point at nothing."""
    page.mouse.move(3, 3)
    page.evaluate(TWO_FRAMES)


def drawn(page: Page, **part: float) -> set[str]:
    """The colours of the drawing, or of a part of it in the window's coordinates, as soon as it is still."""
    colors: list[str] = page.evaluate(
        """async ({ x, y, width, height }) => {
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        const canvas = document.querySelector("#canvas canvas");
        const box = canvas.getBoundingClientRect();
        const copy = new OffscreenCanvas(width ?? box.width, height ?? box.height);
        const context = copy.getContext("2d");
        context.fillStyle = getComputedStyle(document.getElementById("drawing")).backgroundColor;
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


def elements(page: Page) -> int:
    """How many elements there are of the kinds that do things: our four scripts and the style."""
    count: int = page.evaluate("() => document.querySelectorAll('script, style, img, iframe, form, object').length")
    return count
