"""The whole network as text: everybody listed, nobody on another, and organizations where people are too many."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from graphfind.network import Knot, Link, Network
from graphfind.render.page import network_page
from tests.render.page_answers import TODAY
from tests.render.reading import HOSTILE, Parsed, a_network


def test_a_network_is_drawn_and_listed() -> None:
    html = network_page(a_network(200), TODAY)
    page = Parsed(html)
    assert html == network_page(a_network(200), TODAY)
    assert len(page.people) == 200
    assert len(page.ties) == 196
    assert [tie["inferred"] for tie in page.ties[:2]] == [0, 1]
    for part in ("The network: 200 people 196 ties", "Name <199> Engineer 0 ties", "Name <0> Engineer 3 ties"):
        assert part in page.text
    assert "Contains 200 people’s data." in page.text


def test_nobody_of_a_network_stands_on_another() -> None:
    for one, other in combinations(Parsed(network_page(a_network(400), TODAY)).people, 2):
        apart = (one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2
        assert apart >= (one["size"] + other["size"]) ** 2


def test_a_long_chain_of_people_is_drawn() -> None:
    knots = tuple(Knot(f"p{at}", "Name", "", 1, at == 0) for at in range(2_000))
    links = tuple(Link(f"p{at}", f"p{at + 1}", 0.5, 1, False) for at in range(1_999))
    assert len(Parsed(network_page(Network(knots, links, 2_000, False), TODAY)).people) == 2_000


def test_an_aggregated_network_says_so() -> None:
    text = Parsed(network_page(replace(a_network(9, aggregated=True), people=4_321), TODAY)).text
    assert "4,321 people are too many to draw one by one, so that organizations stand for them" in text
    assert "Contains 4,321 people’s data." in text


def test_an_empty_network_is_a_page() -> None:
    page = Parsed(network_page(Network((), (), 0, False), TODAY))
    assert page.people == []
    assert "Nobody is in the store yet" in page.text


def test_hostile_names_are_text() -> None:
    def network(texts: tuple[str, ...]) -> Network:
        knots = tuple(Knot(f"p{at}", f"{at} {text}", text, 1, at == 0) for at, text in enumerate(texts))
        return Network(knots, (), len(knots), False)

    page, plain = (Parsed(network_page(network(texts), TODAY)) for texts in (HOSTILE, ("x",) * len(HOSTILE)))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    assert all(" ".join(f"{at} {text}".split()) in page.text for at, text in enumerate(HOSTILE))


def test_a_tie_counts_as_often_as_it_stands_for() -> None:
    knots = (Knot("a", "A", "2 people", 2, False), Knot("b", "B", "9 people", 9, False))
    network = Network(knots, (Link("a", "b", 0.4, 7, False),), 11, True)
    assert "A 2 people 7 ties" in Parsed(network_page(network, TODAY)).text
