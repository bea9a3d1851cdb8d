"""The page in Chromium, from a file and offline: list and drawing tell of the same path, and the address keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graphfind.ranking import with_alternatives
from graphfind.render.page import introductions_page
from tests.render.looking import drawn, entry, ids, listed, middle, palette, pinned, pointer_away
from tests.render.page_answers import TODAY, answer, nothing, path, random_answer

if TYPE_CHECKING:
    from tests.render.looking import Opens

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def eight() -> str:
    """The page of eight introductions with their alternatives."""
    return introductions_page(random_answer(8), TODAY)


def test_it_opens_with_a_list_and_a_drawing(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    assert listed(page) == 8
    assert page.locator("#count").inner_text() == "8 introductions, the best first"
    assert page.locator("#columns span").all_inner_texts() == ["You", "You know", "They know", "In the role"]
    assert {palette(page, name) for name in ("ink", "card", "tie")} < drawn(page)
    assert pinned(page) == []
    assert "#" not in page.url


def test_a_click_pins_and_another_lets_go(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    second, third = ids(page)[1:3]
    entry(page, 1).click()
    assert pinned(page) == [second]
    assert page.url.endswith(f"#{second}")
    assert page.locator("#entries > li > details[open]").count() == 1
    entry(page, 2).click()
    assert pinned(page) == [third]
    assert page.locator("#entries > li > details[open]").count() == 1
    assert page.locator("#told").inner_text().startswith("Pinned number 3, ")
    entry(page, 2).click()
    assert pinned(page) == []
    assert "#" not in page.url


def test_hovering_previews_and_leaves_no_trace(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    before = drawn(page)
    assert palette(page, "accent") not in before
    entry(page, 0).hover()
    assert palette(page, "accent") in drawn(page)
    assert pinned(page) == []
    pointer_away(page)
    assert drawn(page) == before


def test_the_hash_pins(open_page: Opens, eight: str) -> None:
    found = random_answer(8).introductions
    page = open_page(eight, f"#{found[3].id}")
    assert pinned(page) == [found[3].id]
    assert page.locator(f"[id={found[3].id}] > details").get_attribute("open") is not None
    other = next(one for one in found if one.alternatives).alternatives[0].id
    page.evaluate("id => { location.hash = id; }", other)
    page.wait_for_selector(f"[data-id={other}][aria-pressed=true]")
    assert pinned(page) == [other]


def test_an_unknown_hash_pins_nothing(open_page: Opens, eight: str) -> None:
    page = open_page(eight, "#constructor")
    assert pinned(page) == []
    for fragment in (
        "unknown",
        "__proto__",
        "<script>",
        "search",
        "%E0%A4%A",
        "via=nobody&hops=seven&company=x",
        "&&=",
    ):
        entry(page, 0).click()
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        page.wait_for_selector("[aria-pressed=true]", state="detached")
        assert listed(page) == 8


def test_what_is_pinned_lights_up_and_the_rest_steps_back(open_page: Opens) -> None:
    near, far = path("ego", "near", strengths=(0.9,)), path("ego", "one", "two", strengths=(0.5, 0.4))
    page = open_page(introductions_page(answer(near, far), TODAY))
    assert palette(page, "card") in drawn(page)
    page.locator(f"[data-id={far.id}]").click()
    pointer_away(page)
    colours = drawn(page)
    assert {palette(page, name) for name in ("tint", "accent", "weak", "dim")} < colours
    assert palette(page, "card") not in colours - {palette(page, "paper")} or palette(page, "card") == "#ffffff"


def test_a_person_of_the_drawing_previews_and_pins_the_path_to_them(open_page: Opens) -> None:
    one = path("ego", "friend", "target")
    page = open_page(introductions_page(answer(one), TODAY))
    drawn(page)
    x, y = middle(page, 2)
    page.mouse.move(x, y)
    page.wait_for_selector("#entries .lit")
    assert pinned(page) == []
    page.mouse.click(x, y)
    page.wait_for_selector("[aria-pressed=true]")
    assert pinned(page) == [one.id]
    page.mouse.click(x, y + 250)
    page.wait_for_selector("[aria-pressed=true]", state="detached")


def test_an_alternative_is_one_click_away(open_page: Opens) -> None:
    best = path("ego", "one", "target", strengths=(0.9, 0.8))
    other = path("ego", "two", "three", "target", strengths=(0.7, 0.2, 0.9))
    page = open_page(introductions_page(answer(with_alternatives(best, [other])), TODAY))
    entry(page, 0).click()
    way = page.locator(f"[data-id={other.id}]")
    assert " ".join(way.inner_text().split()) == "through Name two → Name three 13%"
    way.click()
    assert pinned(page) == [other.id]
    assert page.url.endswith(f"#{other.id}")
    steps = page.locator(".ways .steps:visible")
    assert steps.count() == 1
    assert "20% weakest hop inferred to Name three" in steps.inner_text().replace("\n", " ")
    assert "Ask Name two to introduce you to Name three, who" in page.locator(".ask").inner_text()
    assert "introduce me to Name three?" in page.locator(".letter").inner_text()


def test_what_was_told_further_up_is_told_again_where_it_is_looked_at(open_page: Opens) -> None:
    found = random_answer(130)
    page = open_page(introductions_page(found, TODAY), f"#{found.introductions[120].id}")
    last = found.introductions[120]
    text = page.locator(f"[id={last.id}]").inner_text()
    for one in (last, *last.alternatives):
        for person in one.path[1:]:
            assert person.name in text
    page.locator(f"[data-id={last.alternatives[1].id}]").click()
    steps = page.locator(f"[id={last.id}] .ways .steps:visible li")
    assert steps.count() == len(last.alternatives[1].hops)
    for step, hop in zip(steps.all_inner_texts(), last.alternatives[1].hops, strict=True):
        assert hop.reason in step
        assert hop.tie.evidence[0].source in step
    assert page.locator("[data-tie]:visible").count() == 0


def test_the_text_to_send_is_copied(open_page: Opens) -> None:
    page = open_page(
        introductions_page(answer(path("ego", "friend", "target")), TODAY),
        permissions=["clipboard-read", "clipboard-write"],
    )
    entry(page, 0).click()
    page.get_by_role("button", name="Copy this text").click()
    page.get_by_text("Copied", exact=True).wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Hello Name friend,")
    assert "I am looking for work as product manager. I believe you know Name target, Engineer at Acme." in copied
    assert "Would you introduce me to Name target?" in copied


def test_nothing_moves_after_the_first_drawing(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    drawn(page)
    picture = "() => document.querySelector('#canvas canvas').toDataURL()"
    first = page.evaluate(picture)
    page.wait_for_timeout(400)
    assert page.evaluate(picture) == first


def test_the_wheel_moves_and_buttons_zoom(open_page: Opens, eight: str) -> None:
    page = open_page(eight)
    heading = page.locator("#columns span").first
    drawn(page)
    before = heading.bounding_box()
    page.locator("#closer").click()
    page.locator("#closer").click()
    page.evaluate("() => new Promise(requestAnimationFrame)")
    closer = heading.bounding_box()
    assert closer is not None
    assert before is not None
    assert closer["x"] < before["x"]
    page.mouse.move(900, 500)
    page.mouse.wheel(120, 0)
    page.wait_for_function(
        "x => document.querySelector('#columns span').getBoundingClientRect().x < x - 50", arg=closer["x"]
    )
    page.locator("#fit").click()
    page.wait_for_function(
        "x => Math.abs(document.querySelector('#columns span').getBoundingClientRect().x - x) < 1", arg=before["x"]
    )


@pytest.mark.parametrize("introductions", [1, 100, 500])
def test_pages_of_every_size_open(open_page: Opens, introductions: int) -> None:
    page = open_page(introductions_page(random_answer(introductions), TODAY))
    shown = min(25, introductions)
    assert listed(page) == shown
    entry(page, shown - 1).click()
    assert {palette(page, name) for name in ("ink", "accent")} < drawn(page)


def test_a_page_without_introductions_opens(open_page: Opens) -> None:
    page = open_page(introductions_page(nothing("unconnected", "no path leads there"), TODAY))
    assert "No path leads there." in page.locator("main").inner_text()
    assert page.locator("#drawing, #tools").count() == 0


def test_colours_are_by_company_or_hop_or_none(open_page: Opens) -> None:
    page = open_page(introductions_page(answer(path("ego", "friend", "target")), TODAY))
    hue = palette(page, "m0")
    assert page.locator("#keys").inner_text().split() == ["A", "Acme", "others"]
    assert hue in drawn(page)
    page.locator("#colour").select_option("hop")
    assert palette(page, "m2") in drawn(page)
    page.locator("#colour").select_option("")
    assert not {palette(page, f"m{at}") for at in range(8)} & drawn(page)
