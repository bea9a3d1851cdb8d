"""Make docs/page.png, the README's picture: introductions from the sample data, as Chromium shows their page.

Run it from anywhere, with graphfind and Playwright installed: python docs/screenshot.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).with_name("page.png")
ROLE, TODAY = "product manager", "2026-11-01"
WINDOW = {"width": 1400, "height": 900}
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Import the sample data into a store of its own, find, and take the picture."""
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        sys.exit("screenshot: no Chromium is installed")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        home = os.environ | {"HOME": folder, "XDG_DATA_HOME": folder}
        demo = ["demo", "--html", str(page)]
        store = str(Path(folder) / "graphfind" / "demo.db")
        find = ["--store", store, "find", ROLE, "--top", "8", "--today", TODAY, "--html", str(page)]
        for command in (demo, find):
            subprocess.run(
                [sys.executable, "-m", "graphfind", *command], env=home, check=True, stdout=subprocess.DEVNULL
            )
        take(page, chromium)
    print(PICTURE)


def take(page: Path, chromium: str) -> None:
    """Pin the first introduction that has alternatives, and take the picture at twice the size."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        shown = browser.new_page(viewport=WINDOW, device_scale_factor=2, color_scheme="light")
        shown.goto(page.as_uri())
        shown.locator(".entry:has(.others) > .pin").first.click()
        shown.mouse.move(0, 0)
        shown.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        shown.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
