"""What leaves the page in Chromium: a picture, a drawing, a table, and the network's page of its own."""

from __future__ import annotations

import csv
import io
import struct
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from graphfind.ranking import with_alternatives
from graphfind.render.page import introductions_page, network_page
from graphfind.render.records import CSV_COLUMNS, introductions_csv
from tests.render.looking import drawn, entry, palette
from tests.render.page_answers import TODAY, answer, path, person, random_answer
from tests.render.reading import a_network

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.render.looking import Opens

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, kind: str) -> bytes:
    """What the page saves as this kind."""
    page.locator("#export > summary").click()
    with page.expect_download() as waiting:
        page.locator(f"[data-save={kind}]").click()
    assert waiting.value.suggested_filename.endswith(f".{kind}")
    return Path(waiting.value.path()).read_bytes()


def test_a_picture_is_twice_the_drawing_and_a_drawing_is_real(open_page: Opens) -> None:
    page = open_page(introductions_page(random_answer(8), TODAY))
    entry(page, 2).click()
    root = ElementTree.fromstring(saved(page, "svg"))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    picture = saved(page, "png")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", picture[16:24])
    assert (wide, high) == (-(-2 * width // 1), -(-2 * height // 1))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"You", "You know", "In the role", "Mara Lindqvist"} <= set(texts)
    assert sum(1 for _ in root.iter(f"{SVG}path")) >= 10
    assert {one.tag for one in root.iter()} == {
        f"{SVG}{tag}" for tag in ("svg", "title", "rect", "circle", "text", "path")
    }
    assert any("weakest" in (text or "") for text in texts)


def test_a_table_is_what_find_prints(open_page: Opens) -> None:
    best = path("ego", "one", person("t", "=SUM(A1) ada", "Nurse, senior", 'The "Acme"'), strengths=(0.25, 0.8))
    other = path("ego", "two", person("t", "=SUM(A1) ada", "Nurse, senior", 'The "Acme"'), strengths=(0.2, 0.5))
    found = answer(with_alternatives(best, [other]), path("ego", "friend", strengths=(0.5,)))
    page = open_page(introductions_page(found, TODAY))
    text = saved(page, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    expected = list(csv.DictReader(io.StringIO(introductions_csv(found.introductions), newline="")))
    assert tuple(rows[0]) == CSV_COLUMNS
    for row, wanted in zip(rows, expected, strict=True):
        for name, value in wanted.items():
            if name in ("probability", "low", "high"):
                assert float(row[name]) == pytest.approx(float(value), abs=0.0006)
            else:
                assert row[name] == value, name


def test_a_table_holds_what_filters_leave_and_evidence_told_by_the_island(open_page: Opens) -> None:
    found = random_answer(120)
    page = open_page(introductions_page(found, TODAY), "#hops=2")
    rows = list(csv.DictReader(io.StringIO(saved(page, "csv").decode("utf-8-sig"), newline="")))
    wanted = list(csv.DictReader(io.StringIO(introductions_csv(found.introductions), newline="")))
    short = {one.id for one in found.introductions if len(one.hops) <= 2}
    best = [row for row in rows if "." not in row["rank"]]
    assert {row["id"] for row in best} == short
    reasons = {row["id"]: row["reasons"] for row in wanted}
    assert all(row["reasons"] == reasons[row["id"]] for row in rows)


def test_a_network_opens_and_is_saved(open_page: Opens) -> None:
    page = open_page(network_page(a_network(500), TODAY))
    assert page.locator("#count").inner_text() == "100 of 500 listed"
    assert {palette(page, name) for name in ("m0", "ink")} < drawn(page)
    page.locator("#search").fill("name <7>")
    page.wait_for_function("() => document.querySelector('#count').textContent === '1 of 500 listed'")
    page.locator("#knots > li:visible > button").click()
    assert page.url.endswith("#p7&search=name+%3C7%3E")
    known = page.locator(".known li").all_inner_texts()
    assert known == ["50% Name <2>", "50% Name <22> · inferred", "50% Name <23>", "50% Name <24> · inferred"]
    rows = list(csv.DictReader(io.StringIO(saved(page, "csv").decode("utf-8-sig"), newline="")))
    assert rows == [{"name": "Name <7>", "detail": "Engineer", "ties": "4", "id": "p7"}]
    root = ElementTree.fromstring(saved(page, "svg"))
    assert sum(1 for _ in root.iter(f"{SVG}circle")) >= 500
    assert saved(page, "png")[:4] == b"\x89PNG"


def test_a_link_to_somebody_of_a_network(open_page: Opens) -> None:
    page = open_page(network_page(a_network(300), TODAY), "#p250")
    assert page.locator("[aria-pressed=true] b").inner_text() == "Name <250>"
    page.keyboard.press("Escape")
    page.locator("body").press("Escape")
    assert page.locator("[aria-pressed=true]").count() == 0
