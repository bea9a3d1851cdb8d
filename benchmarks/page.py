"""How soon a page can be used, in real Chromium, beside what pyvis, neo4j-viz and gravis make of the same graph.

    python -m benchmarks.page [25] [100] [500] [peers]

Each page is opened several times from a file, offline, all kinds in turn; times are the best of them, since the
machine has other work. Usable: drawn, and no long task left. The peers need the extra `bench`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright

from graphfind.query import Answer
from graphfind.render.page import introductions_page
from tests.render.page_answers import TODAY, random_answer

RUNS = 5
LONGEST = 60_000
"""Milliseconds after which a page counts as never drawn."""

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")

WATCH = """
    window.watched = { drawn: 0, busy: 0 };
    new PerformanceObserver(list => {
        for (const task of list.getEntries()) watched.busy = task.startTime + task.duration;
    }).observe({ type: "longtask", buffered: true });
    const probe = new OffscreenCanvas(60, 60).getContext("2d", { willReadFrequently: true });
    const inked = canvas => {
        probe.clearRect(0, 0, 60, 60);
        if (!canvas.width || !canvas.height) return false;
        probe.drawImage(canvas, 0, 0, 60, 60);
        return probe.getImageData(0, 0, 60, 60).data.some(byte => byte);
    };
    const look = () => {
        const drawn = [...document.querySelectorAll("canvas")].some(inked)
            || document.querySelectorAll("svg circle, svg rect.node").length > 20;
        if (drawn) watched.drawn = performance.now(); else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
"""
FRAMES = """
    () => new Promise(done => {
        const start = performance.now();
        let frames = 0;
        const next = () => {
            frames += 1;
            if (performance.now() - start < 1500) requestAnimationFrame(next);
            else done(frames / (performance.now() - start) * 1000);
        };
        requestAnimationFrame(next);
    })
"""
CLICK = """
    selector => new Promise(done => {
        const buttons = [...document.querySelectorAll(selector)].filter(button => button.checkVisibility());
        const button = buttons[Math.floor(buttons.length / 2)];
        const start = performance.now();
        button.click();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    })
"""


@dataclass(slots=True)
class Opened:
    """What opening a page came to: milliseconds, frames a second; None where it never drew."""

    usable: float | None
    drawn: float | None
    click: float | None = None
    pan: float | None = None


def main(names: list[str]) -> None:
    """Print a table of all sizes, and of the peers if they are asked for."""
    sizes = [int(name) for name in names if name.isdigit()] or [25, 100, 500]
    print("| page of | introductions | KB | written, s | drawn, s | usable, s | click, ms | panning, frames/s |")
    print("|---|---|---|---|---|---|---|---|")
    chromium = next(filter(None, map(shutil.which, CHROMIUMS)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for size in sizes:
            answer = random_answer(size)
            pages = {"graphfind": ours}
            if "peers" in names:
                pages |= {"pyvis as it comes": with_pyvis, "neo4j-viz": with_neo4j_viz, "gravis": with_gravis}
            files = {}
            for name, make in pages.items():
                file = Path(folder) / f"{name} {size}.html"
                started = time.perf_counter()
                make(answer, file)
                files[name] = file, time.perf_counter() - started
            seen: dict[str, list[Opened]] = {name: [] for name in files}
            for _ in range(RUNS):
                for name, (file, _) in files.items():
                    if seen[name] and seen[name][0].usable is None:
                        continue  # once is enough for what never draws
                    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
                    seen[name].append(opened(browser, file, ours=name == "graphfind"))
                    browser.close()
            for name, (file, took) in files.items():
                print(row(name, size, file, took, seen[name]), flush=True)


def opened(browser: Browser, file: Path, *, ours: bool) -> Opened:
    """Open a page, wait until it is at rest, and measure."""
    page = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(LONGEST)
    page.add_init_script(WATCH)
    with suppress(Error):
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_function("() => watched.drawn > 0")
        page.wait_for_function("() => performance.now() > Math.max(watched.drawn, watched.busy) + 1000")
        watched: dict[str, float] = page.evaluate("() => watched")
        found = Opened(max(watched["drawn"], watched["busy"]), watched["drawn"])
        if ours:
            found.click = min(page.evaluate(CLICK, "#entries > li > button") for _ in range(5))
        found.pan = panned(page)
        return found
    return Opened(None, None)


def panned(page: Page) -> float:
    """Frames a second while the drawing is dragged about."""
    canvas = page.locator("canvas").first.bounding_box()
    if canvas is None:
        return 0.0
    x, y = canvas["x"] + canvas["width"] * 0.3, canvas["y"] + canvas["height"] * 0.85
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(f"() => {{ window.counting = ({FRAMES})(); }}")
    end = time.perf_counter() + 1.5
    step = 0
    while time.perf_counter() < end:
        step += 1
        page.mouse.move(x + 60 * (step % 9), y - 40 * (step % 7))
    page.mouse.up()
    frames: float = page.evaluate("() => window.counting")
    return frames


def ours(answer: Answer, file: Path) -> None:
    """Our page."""
    file.write_text(introductions_page(answer, TODAY), encoding="utf-8")


def with_pyvis(answer: Answer, file: Path) -> None:
    """The same people and ties with pyvis' own defaults, everything inline."""
    from pyvis.network import Network

    net = Network(cdn_resources="in_line")
    for who, label in people(answer).items():
        net.add_node(who, label=label)
    for a, b, strength in ties(answer):
        net.add_edge(a, b, value=strength)
    file.write_text(net.generate_html(), encoding="utf-8")


def with_neo4j_viz(answer: Answer, file: Path) -> None:
    """The same with neo4j-viz."""
    from neo4j_viz import Node, Relationship, VisualizationGraph

    nodes = [Node(id=who, caption=label) for who, label in people(answer).items()]
    lines = [Relationship(source=a, target=b, caption=f"{strength:.0%}") for a, b, strength in ties(answer)]
    file.write_text(VisualizationGraph(nodes=nodes, relationships=lines).render().data, encoding="utf-8")


def with_gravis(answer: Answer, file: Path) -> None:
    """The same with gravis."""
    import gravis
    import networkx

    graph = networkx.Graph()
    for who, label in people(answer).items():
        graph.add_node(who, label=label)
    for a, b, strength in ties(answer):
        graph.add_edge(a, b, size=3 * strength)
    file.write_text(gravis.vis(graph, node_label_data_source="label").to_html(), encoding="utf-8")


def people(answer: Answer) -> dict[str, str]:
    """Everybody on a path, by id."""
    return {who.id: who.name for path in paths(answer) for who in path.path}


def ties(answer: Answer) -> Iterator[tuple[str, str, float]]:
    """Each tie on a path, once."""
    seen = set()
    for path in paths(answer):
        for (a, b), hop in zip(pairwise(path.path), path.hops, strict=True):
            if frozenset((a.id, b.id)) not in seen:
                seen.add(frozenset((a.id, b.id)))
                yield a.id, b.id, hop.tie.strength


def paths(answer: Answer) -> Iterator[Any]:
    """All introductions and their alternatives."""
    return (path for one in answer.introductions for path in (one, *one.alternatives))


def row(name: str, size: int, file: Path, took: float, seen: list[Opened]) -> str:
    """A line of the table: the best of several."""

    def best(values: list[float | None], pick: Callable[[list[float]], float] = min) -> float | None:
        known = [value for value in values if value is not None]
        return pick(known) if known else None

    usable, drawn = best([one.usable for one in seen]), best([one.drawn for one in seen])
    click, pan = best([one.click for one in seen]), best([one.pan for one in seen], max)

    def shown(value: float | None, scale: float, digits: int) -> str:
        return "–" if value is None else f"{value / scale:.{digits}f}"

    never = f"not within {LONGEST // 1000}"
    cells = (
        name, str(size), f"{file.stat().st_size / 1000:,.0f}", f"{took:.2f}", shown(drawn, 1000, 2) if drawn else never,
        shown(usable, 1000, 2) if usable else never, shown(click, 1, 0), shown(pan, 1, 0),
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main(sys.argv[1:])
