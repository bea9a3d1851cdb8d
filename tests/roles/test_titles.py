"""Many titles made ready: an index finds what reading every title finds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.titles import titles
from graphfind.model import Grade, RoleMatch
from graphfind.roles import Lexicon, RoleMatcher, keeping, load_lexicon, matcher, parse, understand
from graphfind.roles.facets import ALL, UNREAD, Facets, unread, with_read
from graphfind.roles.titles import TitleIndex, title_index
from graphfind.roles.wordindex import word_index

from .tables import rows

LEXICON = load_lexicon()
WRITTEN = [title for _, title, *_ in rows("traps.tsv")] + [title for title, *_ in rows("titles.tsv")]
STRANGE = [
    "", "|", "V.P. Engineering", "看護師", "シニアプロダクトマネージャー", "ＣＥＯ", "Entwicklungs\u00adleiter",
    "Chef·fe de projet", "would be Product Manager | Senior Product Manager", "PRODUCT\nMANAGER", "e-commerce manager",
    "Ⓟroduct Manager", "x" * 1_200 + " product manager", "Oberkrankenpfleger", "Softwareentwicklungsleiterin (m/w/d)",
    "CEO & CTO", "Ingenieurin", "Softwareingenieur", "软件工程师", "Diseñadora de chips", "Vendeuse", "Formatrice",
    "Trainer für Techniker", "Assistenz der Trainerin", "Ingenieurin | Engineer", "Ingenieur Engineer",
    "S/4HANA Specialist", "Sales Co-ordinator", "Nurses' Director", "Mail Handlers Supervisor", "Actors Director",
    "Human Resources (HR) Director", "Chefpilotin", "Supply Chain Development Manager",
]  # fmt: skip
TITLES = list(dict.fromkeys([*STRANGE, *WRITTEN[::5], *titles(150)]))
QUERIES = (
    "product manager", "Head of People", "VP Engineering", "software engineer", "CTO", "Pflegefachkraft", "nurse",
    "director", "intern", "senior", "payments product manager", '"product manager" fintech', "beekeeper of bees",
    "dragon tamer or product manager", "product manager -senior", "CEO -founder -Norvanta", "看護師",
    "data scientist or luthier", "senior data analyst", "junior software engineer", "assistant to the ceo",
    "recruiter", "lead", "Projektleiter Bau", "designer", "senior designer", "engineer or specialist", "mentor",
    "coordinator -senior", "junior engineer or welder", "seller", "chip designer", "trainer or technician",
    "IT consultant", "sales coordinator", "director of nursing", "media leadership", "HR director", "pilot",
)  # fmt: skip
OPTIONS = (
    {}, {"levels": ("senior", "lead")}, {"include": ("mentor",)}, {"exclude": ("works council", "senior")},
    {"allow": ("former", "aspiring", "relation")}, {"level_slack": 3},
)  # fmt: skip


def made(query: str, **options: object) -> RoleMatcher:
    return matcher(understand(query, LEXICON, **options), LEXICON)  # type: ignore[arg-type]


def same(index: TitleIndex, role: RoleMatcher, found: Sequence[str]) -> bool:
    """Whether an index gives the titles, grades and levels that reading all gives, and no reason but the right one."""
    expected = role.match_all(found)
    given = index.match_all(role)
    told = {title: match if match.why else role.match(title) for title, match in given.items()}
    plain = {title: (match.grade, match.level) for title, match in given.items()}
    return (
        told == expected
        and list(given) == list(expected)
        and plain == {title: (match.grade, match.level) for title, match in expected.items()}
    )


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_an_index_finds_what_reading_all_titles_finds(options: dict[str, object]) -> None:
    index = title_index(TITLES, LEXICON)
    for query in QUERIES:
        assert same(index, made(query, **options), TITLES), query


def test_what_was_read_already_changes_nothing() -> None:
    index = title_index(TITLES, LEXICON)
    index.read()
    assert ALL in index.facets.whole
    for query in QUERIES:
        assert same(index, made(query), TITLES), query


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(TITLES) | st.text(max_size=40), unique=True, max_size=60),
    st.lists(st.sampled_from(QUERIES), min_size=1, max_size=4),
    st.sampled_from(OPTIONS),
)
def test_any_titles_in_any_order_of_roles(found: list[str], queries: list[str], options: dict[str, object]) -> None:
    index = title_index(found, LEXICON)
    for query in queries:
        assert same(index, made(query, **options), found), query


@pytest.mark.parametrize("minimum", ["family", "near"])
def test_words_choose_the_candidates_that_lines_do(minimum: Grade) -> None:
    words = word_index(TITLES)
    for query in QUERIES:
        telling = made(query).telling(minimum)
        assert [TITLES[row] for row in words.candidates(telling).tolist()] == telling.candidates(TITLES), query


def test_a_role_asked_again_reads_no_title() -> None:
    index = title_index(TITLES, LEXICON)
    index.match_all(made("product manager"))
    before = index.facets
    index.match_all(made("senior product manager"))
    assert index.facets is before
    index.match_all(made("nurse"))
    assert index.facets is not before


def test_a_word_stands_in_the_titles_that_hold_it() -> None:
    words = word_index(["Chief Cook", "", "Cook, cook & Washer", "Koch"])
    assert words.size == 4
    assert words.holding(["cook"]).tolist() == [0, 2]
    assert words.holding(["coo", "wash"]).tolist() == [2]
    assert words.holding(["baker"]).tolist() == []
    assert words.holding([]).tolist() == [0, 1, 2, 3]
    assert word_index([]).holding(["cook"]).tolist() == []


def test_facets_keep_the_order_of_segments_and_leave_companies_out(lexicon: Lexicon) -> None:
    known = with_read(unread(3), [(1, parse("Nurse at Stripe | Buyer", lexicon))], frozenset({"nurse"}))
    assert known.saying.tolist() == [UNREAD, 0, UNREAD]
    assert [segment.families for segment in known.facets] == [("nurse",), ("buyer",)]
    assert known.is_whole(frozenset({"nurse"}))
    assert not known.is_whole(frozenset({"buyer"}))


# Keeping ----------------------------------------------------------------------------------------------------------


def kept(index: Facets, lexicon: Lexicon = LEXICON) -> dict[str, bytes]:
    return keeping.facets_to_parts(index, lexicon)


def test_an_index_is_kept_and_opened_as_it_was() -> None:
    index = title_index(TITLES, LEXICON)
    index.match_all(made("product manager"))
    words = word_index(TITLES)
    parts = {**kept(index.facets), **keeping.words_to_parts(words)}
    known = keeping.facets_from_parts(parts.get, LEXICON, len(TITLES))
    again = keeping.words_from_parts(parts.get)
    assert again.vocabulary == words.vocabulary
    assert all(np.array_equal(one, other) for one, other in zip(again[1:], words[1:], strict=True))
    opened = TitleIndex(LEXICON, lambda rows: [TITLES[row] for row in rows], lambda: again, known)
    for query in QUERIES:
        assert same(opened, made(query), TITLES), query


def test_what_another_lexicon_read_counts_for_nothing() -> None:
    index = title_index(TITLES, LEXICON)
    index.read()
    parts = kept(index.facets)
    assert keeping.facets_from_parts(parts.get, LEXICON, len(TITLES)).known.all()
    other = LEXICON._replace(digest="another")
    assert not keeping.facets_from_parts(parts.get, other, len(TITLES)).known.any()


def test_titles_that_came_between_are_unread_and_the_others_known() -> None:
    before, now = [5, 3, 9], [5, 11, 3, 10, 9]
    index = title_index(["Nurse", "Product Manager", "Welder"], LEXICON)
    index.read()
    moved = keeping.moved(index.facets, before, now)
    assert moved.known.tolist() == [True, False, True, False, True]
    assert moved.saying[[0, 2, 4]].tolist() == index.facets.saying.tolist()
    assert not moved.whole


def test_a_word_that_no_family_covers_is_found_without_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ["Senior Designer at Acme", "ex-designer, welder", "Clerk, Designer Outlet", "Welder & Designer (junior)"]
    index = title_index(found, LEXICON)
    index.read()
    expected = {title: match.level for title, match in made("designer").match_all(found).items()}
    monkeypatch.delattr("graphfind.roles.titles.parse")
    monkeypatch.delattr("graphfind.roles.match.parse")
    assert {title: match.level for title, match in index.match_all(made("designer")).items()} == expected
    assert expected


def test_words_of_a_title_that_was_read_before_others_came_are_placed_again() -> None:
    found = ["Designer", "Product Manager", "Designer, Welder"]
    index = title_index(found, LEXICON)
    index.read()
    known = keeping.moved(index.facets, [1, 2, 3], [1, 2, 3])
    again = TitleIndex(LEXICON, lambda rows: [found[row] for row in rows], lambda: word_index(found), known)
    assert same(again, made("designer"), found)


def test_an_asked_role_parses_only_what_it_must(monkeypatch: pytest.MonkeyPatch) -> None:
    index = title_index(TITLES, LEXICON)
    index.match_all(made("product manager"))
    monkeypatch.delattr("graphfind.roles.titles.parse")
    found = index.match_all(made("product manager"))
    assert found
    assert all(match == RoleMatch(match.grade, match.level, "") for match in found.values())
