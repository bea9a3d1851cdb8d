"""Make docs/page.png, the README's picture: introductions from the sample data, as Chromium shows their page.

Run it from anywhere, with graphfind and Playwright installed:

    python docs/screenshot.py            docs/page.png
    python docs/screenshot.py FOLDER     the page and the network in every size and theme, to look at
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

PICTURE = Path(__file__).with_name("page.png")
ROLE, TODAY = "product manager", "2026-11-01"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
WINDOW = {"width": 1400, "height": 900}

LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "1024": {"viewport": {"width": 1024, "height": 768}},
    "768": {"viewport": {"width": 768, "height": 1024}},
    "400": {"viewport": {"width": 400, "height": 900}},
    "320": {"viewport": {"width": 320, "height": 900}},
    "zoomed": {"viewport": {"width": 700, "height": 450}},
    "forced-colours": {"forced_colors": "active"},
    "no-scripts": {"java_script_enabled": False},
}


def main(folder: str = "") -> None:
    """Import the sample data into a store of its own, find, and take the pictures."""
    with pages() as (found, network), sync_playwright() as playwright:
        chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
        if chromium is None:
            sys.exit("screenshot: no Chromium is installed")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        if not folder:
            take(browser, found, PICTURE)
            print(PICTURE)
        for name, look in LOOKS.items() if folder else ():
            take(browser, found, Path(folder) / f"find-{name}.png", **look)
            take(browser, network, Path(folder) / f"graph-{name}.png", **look)
        browser.close()


@contextmanager
def pages() -> Iterator[tuple[Path, Path]]:
    """The page of introductions and that of the network, in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        found, network = Path(folder) / "page.html", Path(folder) / "network.html"
        home = os.environ | {"HOME": folder, "XDG_DATA_HOME": folder}
        store = ["--store", str(Path(folder) / "graphfind" / "demo.db"), "--today", TODAY]
        for command in (
            ["demo", "--html", str(found)],
            ["find", ROLE, "--top", "8", "--html", str(found), *store],
            ["graph", "--html", str(network), *store],
        ):
            subprocess.run(
                [sys.executable, "-m", "graphfind", *command], env=home, check=True, stdout=subprocess.DEVNULL
            )
        yield found, network


def take(browser: Browser, file: Path, picture: Path, **look: Any) -> None:
    """Pin the first entry that has alternatives, and take the picture at twice the size."""
    context = browser.new_context(**{"viewport": WINDOW, "device_scale_factor": 2, "color_scheme": "light"} | look)
    page = context.new_page()
    page.goto(file.as_uri())
    if look.get("java_script_enabled", True):
        pin(page)
    page.screenshot(path=picture)
    context.close()


def pin(page: Page) -> None:
    """Pin an entry and wait until all is drawn."""
    page.locator("#entries > li:has(.ways) > button, #knots > li > button").first.click()
    page.mouse.move(0, 0)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


if __name__ == "__main__":
    main(*sys.argv[1:])
