"""What tests share: a Chromium in which pages neither request nor log anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

settings.register_profile("steady", derandomize=True, deadline=None)  # a busy machine is no fault
settings.register_profile("exploring", derandomize=False, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")
LONGEST_RUN = "900"
"""Seconds after which Chromium is killed: a page that hangs can hang every call that waits for it."""


def missing(what: str) -> NoReturn:
    """Skip for want of something, or fail where the environment asks for browser tests."""
    if os.environ.get("GRAPHFIND_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{what}, and GRAPHFIND_REQUIRE_BROWSER=1 asks for it")
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The Chromium that is installed."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright is not installed")
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if chromium is None:
        missing("Chromium is not installed")
    if timeout := shutil.which("timeout"):
        bounded = tmp_path_factory.mktemp("browser") / "chromium"
        bounded.write_text(f'#!/bin/sh\nexec "{timeout}" -k 5 {LONGEST_RUN} "{chromium}" "$@"\n')
        bounded.chmod(0o700)
        chromium = str(bounded)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS, timeout=30_000)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open HTML from a file, offline; the test fails where the page requests, logs or asks anything."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(html: str, fragment: str = "", **options: Any) -> Page:
        path = tmp_path / f"page-{len(contexts)}.html"
        path.write_text(html, encoding="utf-8", newline="")
        contexts.append(browser.new_context(offline=True, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)

        def requested(request: Request) -> None:
            if request.url.partition("#")[0] != path.as_uri():
                faults.append(f"requested {request.url[:200]}")

        def logged(message: ConsoleMessage) -> None:
            faults.append(f"logged {message.text[:500]}")

        def asked(dialog: Dialog) -> None:
            faults.append(f"asked {dialog.message[:200]}")
            dialog.dismiss()

        page.on("request", requested)
        page.on("console", logged)
        page.on("dialog", asked)
        page.on("pageerror", lambda error: faults.append(f"failed {str(error)[:500]}"))
        page.goto(path.as_uri() + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []
