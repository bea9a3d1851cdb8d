"""Filters in Chromium: what they leave, what they count, and that the address keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphfind.render.page import introductions_page
from tests.render.looking import entry, ids, listed, pinned
from tests.render.page_answers import TODAY, answer, path, person, random_answer

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.render.looking import Opens

pytestmark = pytest.mark.browser

FOUND = answer(
    path("ego", person("ada", "Ada Ríos", "Nurse", "Acme"), strengths=(0.9,)),
    path("ego", "friend", person("bob", "Bob Li", "Head nurse", "Bolt"), strengths=(0.8, 0.8)),
    path("ego", "friend", "other", person("cy", "Cy Ng", "Nurse", "Acme"), strengths=(0.8, 0.6, 0.5)),
)


def names(page: Page) -> list[str]:
    return page.locator("#entries > li:visible > button > b:nth-child(2) bdi").all_inner_texts()


def count(page: Page) -> str:
    return page.locator("#count").inner_text()


def options(page: Page, name: str) -> list[str]:
    return page.locator(f"#{name} option").all_inner_texts()


@pytest.fixture
def three(open_page: Opens) -> Page:
    page = open_page(introductions_page(FOUND, TODAY))
    page.locator("#filters > summary").click()
    return page


def test_search_finds_words_in_any_order_and_without_their_accents(three: Page) -> None:
    three.locator("#search").fill("rios ADA")
    three.wait_for_function("() => document.querySelector('#count').textContent.startsWith('1 of')")
    assert names(three) == ["Ada Ríos"]
    assert count(three) == "1 of 3 introductions pass"
    three.locator("#search").fill("nobody like this")
    three.wait_for_selector("#none:visible")
    three.locator("#search").fill("")
    three.wait_for_selector("#none", state="hidden")
    assert len(names(three)) == 3


def test_every_option_says_what_it_would_leave(three: Page) -> None:
    assert options(three, "company") == ["Any", "Acme (2)", "Bolt (1)"]
    assert options(three, "hops") == ["Any number of hops", "1 hop (1)", "2 hops (2)", "3 hops (3)"]
    assert options(three, "via") == ["Anybody", "Name friend (2)", "Name other (1)"]
    assert options(three, "level") == ["Any", "senior (3)"]
    three.locator("#company").select_option(label="Acme (2)")
    assert names(three) == ["Ada Ríos", "Cy Ng"]
    assert options(three, "hops")[1:] == ["1 hop (1)", "2 hops (1)", "3 hops (2)"]
    assert options(three, "via")[1:] == ["Name friend (1)", "Name other (1)"]
    assert three.locator("#active").inner_text() == "(1)"
    three.locator("#via").select_option(label="Name friend (1)")
    assert names(three) == ["Cy Ng"]
    three.get_by_role("button", name="Clear all").click()
    assert len(names(three)) == 3
    assert "#" not in three.url


def test_hops_and_warmth_are_bounds(three: Page) -> None:
    three.locator("#hops").select_option(label="2 hops (2)")
    assert names(three) == ["Ada Ríos", "Bob Li"]
    three.locator("#warmth").fill("70")
    three.wait_for_function("() => document.querySelector('#least').textContent === '70%'")
    assert names(three) == ["Ada Ríos"]
    assert three.url.endswith("#hops=2&warmth=70")


def test_the_address_keeps_filters_and_pin(open_page: Opens) -> None:
    found = FOUND.introductions
    html = introductions_page(FOUND, TODAY)
    page = open_page(html)
    page.locator("#filters > summary").click()
    page.locator("#company").select_option(label="Acme (2)")
    page.locator("#via").select_option(label="Name friend (1)")
    entry(page, 2).click()
    fragment = page.evaluate("() => location.hash")
    assert fragment == f"#{found[2].id}&company=Acme&via=friend"
    again = open_page(html, fragment)
    assert names(again) == ["Cy Ng"]
    assert pinned(again) == [found[2].id]
    assert again.evaluate("() => location.hash") == fragment


def test_what_filters_take_away_is_not_pinned(three: Page) -> None:
    entry(three, 1).click()
    three.locator("#company").select_option(label="Acme (2)")
    assert pinned(three) == []


def test_a_link_shows_what_filters_would_hide(open_page: Opens) -> None:
    page = open_page(introductions_page(FOUND, TODAY), f"#{FOUND.introductions[1].id}&company=Acme")
    assert pinned(page) == [FOUND.introductions[1].id]
    assert len(names(page)) == 3


def test_the_first_25_and_then_more(open_page: Opens) -> None:
    page = open_page(introductions_page(random_answer(60), TODAY))
    more = page.locator("#more")
    assert (listed(page), count(page), more.inner_text()) == (
        25,
        "25 of 60 introductions, the best first",
        "Show 35 more",
    )
    more.click()
    assert (listed(page), count(page)) == (60, "60 introductions, the best first")
    assert not more.is_visible()
    assert page.evaluate("() => document.activeElement.dataset.id") == ids(page)[25]


def test_a_link_reaches_beyond_the_first_25(open_page: Opens) -> None:
    found = random_answer(60)
    page = open_page(introductions_page(found, TODAY), f"#{found.introductions[50].id}")
    assert pinned(page) == [found.introductions[50].id]
    assert entry(page, 50).is_visible()
    assert page.evaluate(
        "() => document.querySelector('[aria-pressed=true]').getBoundingClientRect().top < innerHeight"
    )
