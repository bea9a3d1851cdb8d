"""Grades, levels and reasons: which titles hold a target role."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.model import RoleMatch
from graphfind.roles import Lexicon, load_lexicon, matcher, understand
from tests.counting import calls_of

from .tables import rows

LEXICON = load_lexicon()
TITLES = [title for _, title, *_ in rows("traps.tsv")] + [title for title, *_ in rows("titles.tsv")]


def grade(query: str, title: str, lexicon: Lexicon, **options: object) -> str | None:
    return matcher(understand(query, lexicon, **options), lexicon).judge(title).grade  # type: ignore[arg-type]


def test_reason_names_family_words_segment_and_what_was_ignored(lexicon: Lexicon) -> None:
    match = matcher(understand("product manager", lexicon), lexicon).match("Sr. PM @ Stripe | ex-Google")
    assert match == RoleMatch(
        "family",
        "senior",
        'family product-manager · "Sr. PM" → senior product manager · segment 1 current'
        ' · "Stripe" ignored · "ex-Google" ignored',
    )


@pytest.mark.parametrize(
    ("query", "title", "expected"),
    [
        ("product manager", "Product Manager", "exact"),
        ("product manager", "Produktmanagerin", "family"),
        ("software engineer", "SWE", "exact"),
        ("software engineer", "Java Developer", "family"),
        ("software engineer", "Backend Engineer", "family"),
        ("backend engineer", "Backend Engineer", "exact"),
        ("backend engineer", "Software Engineer", "near"),
        ("backend engineer", "Frontend Engineer", "near"),
        ("backend engineer", "Java Developer", "near"),
        ("Head of People", "Head of HR", "exact"),
        ("Head of People", "VP People", "family"),
        ("CTO", "Chief Technology Officer", "exact"),
        ("CTO", "Head of Engineering", "family"),
        ("VP Engineering", "Software Engineer", None),
        ("product manager", "Baker", None),
        ("director", "Director of Operations", "exact"),
        ("director", "Head of Operations", None),
    ],
)
def test_grade(query: str, title: str, expected: str | None, lexicon: Lexicon) -> None:
    assert grade(query, title, lexicon) == expected


def test_query_level_keeps_holders_within_its_slack(lexicon: Lexicon) -> None:
    titles = ["Junior Data Analyst", "Data Analyst", "Senior Data Analyst", "Lead Data Analyst"]
    for slack, kept in ((0, [2]), (1, [1, 2, 3]), (2, [0, 1, 2, 3])):
        made = matcher(understand("senior data analyst", lexicon, level_slack=slack), lexicon)
        assert list(made.match_all(titles)) == [titles[at] for at in kept]
    assert grade("senior data analyst", "Junior Data Analyst", lexicon) == "near"


def test_strict_levels_drop_everybody_else(lexicon: Lexicon) -> None:
    titles = ["Junior Data Analyst", "Data Analyst", "Senior Data Analyst", "Data Analyst Intern"]
    made = matcher(understand("data analyst", lexicon, levels=("senior", "intern")), lexicon)
    assert list(made.match_all(titles)) == titles[2:]
    assert made.judge("Data Analyst").grade is None
    assert "not asked for" in made.judge("Data Analyst").why


def test_strict_level_chooses_among_seats(lexicon: Lexicon) -> None:
    made = matcher(understand("Head of People", lexicon, levels=("director",)), lexicon)
    assert list(made.match_all(["Head of People", "HR Director", "CHRO"])) == ["HR Director"]


@pytest.mark.parametrize(
    ("query", "title", "expected"),
    [
        ("head nurse", "Head Nurse", "exact"),
        ("head nurse", "Nurse", "near"),
        ("head nurse", "Lead Nurse", "exact"),
        ("recruitment manager", "Recruiter", "near"),
        ("recruitment manager", "Recruiting Manager", "family"),
        ("Chefarzt", "Assistenzarzt", "near"),
        ("Küchenchef", "Koch", "near"),
        ("store manager", "Filialleiterin", "family"),
        ("nurse", "Head Nurse", "exact"),
    ],
)
def test_a_seat_that_is_asked_for_is_no_expert_s_place(
    query: str, title: str, expected: str | None, lexicon: Lexicon
) -> None:
    assert grade(query, title, lexicon) == expected


def test_leads_do_for_a_seat_within_the_slack_alone(lexicon: Lexicon) -> None:
    assert grade("head nurse", "Lead Nurse", lexicon, level_slack=0) == "near"


def test_assistants_of_chiefs_are_executive_assistants(lexicon: Lexicon) -> None:
    sought = matcher(understand("executive assistant", lexicon), lexicon)
    titles = ["Assistant to the CEO", "Asistente del director general", "Technical assistant to the CTO", "Assistant"]
    assert list(sought.match_all(titles)) == titles[:2]
    assert grade("assistant to the CEO", "Executive Assistant", lexicon) == "family"


def test_learners_are_near_unless_asked_for(lexicon: Lexicon) -> None:
    assert grade("software engineer", "Software Engineer Intern", lexicon) == "near"
    assert grade("software engineer", "Software Engineer Intern", lexicon, levels=("intern",)) == "exact"
    assert grade("software engineer intern", "Software Engineer Intern", lexicon) == "exact"
    assert grade("software engineer intern", "Software Engineer", lexicon) == "near"


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("Former Product Manager", "former"),
        ("Aspiring Product Manager", "aspiring"),
        ("Assistant to the Product Manager", "relation"),
    ],
)
def test_other_standings_count_only_when_allowed(title: str, status: str, lexicon: Lexicon) -> None:
    judged = matcher(understand("product manager", lexicon), lexicon).judge(title)
    assert judged.grade is None
    assert f"would be exact if {status} holders were allowed" in judged.why
    assert grade("product manager", title, lexicon, allow=(status,)) == "exact"


def test_former_in_the_query_allows_former_holders(lexicon: Lexicon) -> None:
    assert grade("former product manager", "Former Product Manager", lexicon) == "exact"


def test_either_side_of_an_or(lexicon: Lexicon) -> None:
    made = matcher(understand("data scientist or ML engineer", lexicon), lexicon)
    assert list(made.match_all(["Data Scientist", "Machine Learning Engineer", "Baker"])) == [
        "Data Scientist",
        "Machine Learning Engineer",
    ]


def test_further_words_of_a_query_must_be_there_too(lexicon: Lexicon) -> None:
    assert grade("payments product manager", "Product Manager, Payments", lexicon) == "exact"
    assert grade("payments product manager", "Product Manager", lexicon) == "near"
    assert grade("product manager", "Product Manager, Payments", lexicon) == "exact"


def test_excluded_words_rule_a_title_out(lexicon: Lexicon) -> None:
    for options in ({"exclude": ("growth",)}, {}):
        query = "product manager" if options else "product manager -growth"
        assert grade(query, "Growth Product Manager", lexicon, **options) is None
        assert grade(query, "Product Manager", lexicon, **options) == "exact"
    assert grade('product manager -"product marketing"', "Product Marketing Manager", lexicon) is None


def test_included_words_count_as_the_role(lexicon: Lexicon) -> None:
    made = matcher(understand("product manager", lexicon, include=("product wizard",)), lexicon)
    assert list(made.match_all(["Product Wizard", "Former Product Wizard", "Wizard"])) == ["Product Wizard"]


def test_quoted_words_stand_side_by_side(lexicon: Lexicon) -> None:
    assert grade('"forest ranger"', "Senior Forest Ranger", lexicon) == "family"
    assert grade('"forest ranger"', "Ranger, Forest Service", lexicon) is None


def test_role_without_family_needs_all_its_words_in_any_form(lexicon: Lexicon) -> None:
    made = matcher(understand("lighthouse keeper", lexicon), lexicon)
    assert made.judge("Lighthouse Keeper").grade == "exact"
    assert made.judge("Keepers of the Lighthouses").grade == "family"
    assert made.judge("Lighthouse Painter").grade is None
    assert made.judge("Retired Lighthouse Keeper").grade is None
    assert "no family covers the role" in made.judge("Lighthouse Keeper").why


@pytest.mark.parametrize(
    ("query", "title", "expected"),
    [
        ("engineer", "Ingenieurin", "family"),
        ("engineer", "Bauingenieurin (m/w/d)", "family"),
        ("engineer", "Ingénieure mécanique chez Norvanta", "family"),
        ("engineer", "软件工程师", "family"),
        ("designer", "Diseñadora gráfica", "family"),
        ("chip designer", "Diseñadora de chips", "family"),
        ("seller", "Vendeuse", "family"),
        ("trainer", "Formatrice", "family"),
        ("engineer", "Ingenieurin | Engineer", "family"),
        ("engineer", "Ingenieur Engineer", "exact"),
        ("engineer", "Assistent des Ingenieurs", None),
        ("engineer", "ehemalige Ingenieurin", None),
        ("worker", "Mitarbeiterin", None),
        ("ingénieur", "Software Engineer", None),
    ],
)
def test_a_word_is_found_as_other_languages_have_it(
    query: str, title: str, expected: str | None, lexicon: Lexicon
) -> None:
    made = matcher(understand(query, lexicon), lexicon)
    assert made.judge(title).grade == expected
    assert list(made.match_all([title])) == ([title] if expected else [])


def test_a_synonym_is_named_as_the_reason(lexicon: Lexicon) -> None:
    made = matcher(understand("engineer", lexicon), lexicon)
    assert 'all words of "engineer" in "Engineer"' in made.judge("Engineer").why
    assert 'all words of "engineer" or of the same meaning in "Ingenieurin"' in made.judge("Ingenieurin").why


def test_best_segment_decides(lexicon: Lexicon) -> None:
    match = matcher(understand("product manager", lexicon), lexicon).match(
        "Former Product Manager | Product Owner | Product Manager"
    )
    assert match is not None
    assert match.grade == "exact"
    assert "segment 3 current" in match.why


def test_minimum_grade(lexicon: Lexicon) -> None:
    made = matcher(understand("product manager", lexicon), lexicon)
    titles = ["Product Manager", "PM", "Product Owner", "Baker"]
    assert list(made.match_all(titles, "exact")) == titles[:1]
    assert list(made.match_all(titles)) == titles[:2]
    assert list(made.match_all(titles, "near")) == titles[:3]


QUERIES = [
    "product manager", "software engineer", "Head of People", "CEO", "teacher", "nurse", "forest ranger", "director",
    "VP Engineering", "founder or recruiter", "senior data analyst", "owner", "IT manager", "payments product manager",
    "Head of Nursing", "school leadership",
]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_many_titles_at_once_give_what_each_gives(query: str, lexicon: Lexicon) -> None:
    made = matcher(understand(query, lexicon, include=("wizard",)), lexicon)
    titles = [
        *TITLES,
        *(title.upper() for title in TITLES),
        "Wizard",
        "Ⓗead of People",
        "H\u00adead of Peo\u200bple",
        "C.E.O.",
        "V. P. Engineering",
    ]
    for minimum in ("family", "near"):
        expected = {title: match for title in titles if (match := made.match(title, minimum)) is not None}
        assert made.match_all(titles, minimum) == expected


WORDS = (
    "Product Manager Head of People VP Engineering V.P. H.R. HR IT Director Leiterin Personal Personalchef "
    "Entwicklungsleiterin Software Entwickler Javaentwickler C++ R&D e-commerce Marketing Recursos Humanos Jefa de "
    "Développeuse Geschäftsführerin Geschaeftsfuehrer & / | , - @ 🚀 Teacher School Principal Nurse RN ﬁnance CFO "
    "école ＣＥＯ Forest Rangers"
)
TITLE = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TITLE, st.sampled_from([" ", "-", "\n", " | ", "\u200b", "·"])), min_size=1, max_size=12),
    st.sampled_from(QUERIES),
)
def test_no_title_is_put_aside_that_would_match(titles: list[tuple[list[str], str]], query: str) -> None:
    made = matcher(understand(query, LEXICON), LEXICON)
    texts = [separator.join(words) for words, separator in titles]
    assert made.match_all(texts) == {text: match for text in texts if (match := made.match(text)) is not None}


def test_selective_query_looks_at_few_of_many_titles(lexicon: Lexicon) -> None:
    first = ["Senior", "Junior", "Lead", "Chief", "Assistant", "Regional", "Former", "Deputy", "Principal", "Acting"]
    middle = ["Welding", "Bakery", "Museum", "Poultry", "Railway", "Theatre", "Harbour", "Textile", "Orchard", "Mining"]
    last = ["Clerk", "Supervisor", "Inspector", "Planner", "Operator", "Curator", "Driver", "Keeper", "Fitter", "Buyer"]
    places = [f"at Employer {number}" for number in range(10)]
    titles = [" ".join(words) for words in product(first, middle, last, places)]
    titles[500:550] = [f"Data Scientist, Team {number}" for number in range(50)]
    made = matcher(understand("data scientist", lexicon), lexicon)
    assert len(titles) == 10_000
    assert len(made.match_all(titles)) == 50
    most = 10 * len(titles)  # to read them all takes thirty times as many
    assert calls_of(lambda: made.match_all(titles)) < most
