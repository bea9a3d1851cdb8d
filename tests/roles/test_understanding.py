"""What a role query is understood as, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.errors import UsageError
from graphfind.normalize.folding import fold
from graphfind.roles import Lexicon, load_lexicon, matcher, understand
from graphfind.roles.sources import by_language, read_sources
from graphfind.roles.stems import stem
from graphfind.roles.text import words_of

LEXICON = load_lexicon()


def one(query: str, lexicon: Lexicon, **options: Any) -> dict[str, Any]:
    """The only alternative of a query."""
    (alternative,) = understand(query, lexicon, **options).describe()["alternatives"]
    assert isinstance(alternative, dict)
    return alternative


@pytest.mark.parametrize(
    ("query", "families", "level", "seat", "words"),
    [
        ("product manager", ["product-manager"], None, None, []),
        ("Product Managers", ["product-manager"], None, None, []),
        ("SENIOR PRODUCT MANAGER", ["product-manager"], "senior", None, []),
        ("SWE", ["software-engineer"], None, None, []),
        ("VP Engineering", ["engineering-leadership"], None, "vp", []),
        ("Head of People", ["people-leadership"], None, "head", []),
        ("Leiterin Personal", ["people-leadership"], None, "head", []),
        ("CEO", ["chief-executive"], None, "c_suite", []),
        ("staff engineer", ["software-engineer"], "lead", None, []),
        ("software engineer intern", ["software-engineer"], "intern", None, []),
        ("head of it", ["it-leadership"], None, "head", []),
        ("data science", ["data-scientist"], None, None, []),
        ("Head of Sales & Marketing", ["marketing-leadership", "sales-leadership"], None, "head", []),
        ("payments product manager", ["product-manager"], None, None, ["payments"]),
        ("forest ranger", [], None, None, ["forest", "ranger"]),
        ("senior forest ranger", [], "senior", None, ["forest", "ranger"]),
        ("director of puppetry", [], None, None, ["director", "puppetry"]),
        ("director", [], None, "director", []),
        ("assistant to the CEO", ["executive-assistant"], None, None, []),
        ("trust and safety manager", ["community-manager"], None, "manager", []),
        ("learning and development manager", ["training-specialist"], None, "manager", []),
        ("Gesundheits- und Krankenpflegerin", ["nurse"], None, None, []),
        ("Ingénieur études et développement", ["software-engineer"], None, None, []),
        ("site manager construction", ["construction-manager"], None, "manager", []),
    ],
)
def test_query(
    query: str, families: list[str], level: str | None, seat: str | None, words: list[str], lexicon: Lexicon
) -> None:
    found = one(query, lexicon)
    assert (found["families"], found["level"], found["seat"], found["words"]) == (families, level, seat, words)
    assert found["basis"] == ("family" if families else "words" if words else "level")


@pytest.mark.parametrize(
    ("query", "organizations", "industries", "places"),
    [
        ("product manager at Stripe", ["Stripe"], [], []),
        ("product manager @ Stripe", ["Stripe"], [], []),
        ("SWE at climate startup", [], ["climate startup"], []),
        ("accountant in Berlin", [], [], ["Berlin"]),
        ("product manager in fintech", [], ["fintech"], []),
        ("lawyer at Baker McKenzie in London", ["Baker McKenzie"], [], ["London"]),
        ("Entwickler bei Zalando", ["Zalando"], [], []),
        ("CTO or VP Engineering at Stripe", ["Stripe"], [], []),
        ("engineering manager at Google or Meta or Apple", ["Google", "Meta", "Apple"], [], []),
        ("nurse in Berlin or Hamburg", [], [], ["Berlin", "Hamburg"]),
        ("nurse at Charité in Berlin or Hamburg", ["Charité"], [], ["Berlin", "Hamburg"]),
        ("CTO at startup or scaleup", [], ["startup", "scaleup"], []),
        ("lawyer at Shell or Baker Hughes", ["Shell", "Baker Hughes"], [], []),
        ("nurse at Charité or midwife at Vivantes", ["Charité", "Vivantes"], [], []),
        ("Head of Product", [], [], []),
    ],
)
def test_tail_becomes_a_filter_and_is_never_dropped(
    query: str, organizations: list[str], industries: list[str], places: list[str], lexicon: Lexicon
) -> None:
    role = understand(query, lexicon)
    assert (list(role.organizations), list(role.industries), list(role.places)) == (organizations, industries, places)
    assert all(alternative.families for alternative in role.alternatives)


@pytest.mark.parametrize("letters", ["PM", "EM", "AE", "DS", "MD", "PA", "DG"])
def test_ambiguous_abbreviation_offers_its_readings(letters: str, lexicon: Lexicon) -> None:
    for query in (letters, letters.lower()):
        with pytest.raises(UsageError, match="--as"):
            understand(query, lexicon)
    names = [lexicon.families[id_].name for id_ in lexicon.abbreviations[letters]]
    for id_, name in zip(lexicon.abbreviations[letters], names, strict=True):
        for reading in (id_, name, name.upper()):
            role = understand(letters, lexicon, as_reading=reading)
            assert role.alternatives[0].families == (id_,)
            assert role.readings == ((letters, id_),)
    with pytest.raises(UsageError, match="is not read as") as error:
        understand(letters, lexicon, as_reading="astronaut")
    assert all(name in str(error.value) for name in names)


@pytest.mark.parametrize("query", ["CEO", "CFO", "CTO", "COO", "CHRO", "VP", "HR", "QA", "UX"])
def test_other_abbreviations_are_not_ambiguous(query: str, lexicon: Lexicon) -> None:
    assert understand(query, lexicon).readings == ()


def test_quotes_make_an_abbreviation_a_word(lexicon: Lexicon) -> None:
    assert one('"PM"', lexicon)["quoted"] == ["pm"]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("yachtwoman", {"yachtman", "yachtwoman", "yachtperson"}),
        ("Obfrau", {"obmann", "obfrau"}),
        ("shaman", {"shaman"}),
        ("policewoman", set()),
    ],
)
def test_words_of_men_and_women_ask_for_each_other(query: str, asked: set[str], lexicon: Lexicon) -> None:
    (alternative,) = understand(query, lexicon).alternatives
    assert {*alternative.words, *(word for known in alternative.synonyms for word in known.words)} == asked


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("vendedor", "Vendedora"),
        ("professor", "Professora"),
        ("professore", "Professoressa"),
        ("couturier", "Couturière"),
        ("vigile", "Vigilessa"),
        ("hostess", "Restaurant host"),
    ],
)
def test_words_of_men_and_women_that_name_different_families_ask_for_each_other(
    query: str, other: str, lexicon: Lexicon
) -> None:
    man, woman = (matcher(understand(text, lexicon), lexicon) for text in (query, other))
    assert man.judge(query).grade == woman.judge(other).grade == "exact"
    assert man.match_all([other, "Lawyer"])[other].grade == "family"
    assert woman.match_all([query, "Lawyer"])[query].grade == "family"


@pytest.mark.parametrize(
    ("query", "asked"),
    [("male nurse", "nurse"), ("femme médecin", "physician"), ("vrouwelijke arts", "physician"), ("male", "")],
)
def test_a_role_is_asked_for_whatever_sex_is_said(query: str, asked: str, lexicon: Lexicon) -> None:
    (alternative,) = understand(query, lexicon).alternatives
    assert (alternative.families, alternative.words) == ((asked,), ()) if asked else ((), (query,))


@pytest.mark.parametrize(
    ("query", "families"),
    [
        ("nurse at charité or zookeeper", ["nurse", "animal-keeper"]),
        ("Produktmanager oder Product Owner", ["product-manager", "product-owner"]),
        ("infirmière ou sage-femme", ["nurse", "midwife"]),
        ("enfermera o médico", ["nurse", "physician"]),
        ("infermiera oppure ostetrica", ["nurse", "midwife"]),
        ("verpleegkundige of arts in Utrecht", ["nurse", "physician"]),
        ("head of people", ["people-leadership"]),
    ],
)
def test_either_of_two_roles_is_asked_for_in_any_language(query: str, families: list[str], lexicon: Lexicon) -> None:
    assert [family for each in understand(query, lexicon).alternatives for family in each.families] == families


def test_a_quoted_role_has_a_tail_too(lexicon: Lexicon) -> None:
    role = understand('"data scientist" at Netflix in Paris', lexicon)
    assert (role.organizations, role.places) == (("Netflix",), ("Paris",))
    assert [(each.quoted, each.words) for each in role.alternatives] == [(("data scientist",), ())]
    assert matcher(role, lexicon).judge("Senior Data Scientist").holds


@pytest.mark.parametrize(
    ("query", "organizations", "places"),
    [
        ('nurse at "Acme Nurses"', ["Acme Nurses"], []),
        ('Krankenschwester bei "Acme" in Berlin', ["Acme"], ["Berlin"]),
        ('nurse at "Head of State" or "Bosch or Sons"', ["Head of State", "Bosch or Sons"], []),
        ('nurse at "Acme", in "San Jose" or "Paris"', ["Acme"], ["San Jose", "Paris"]),
        ('"nurse" at "Acme"', ["Acme"], []),
        ('nurse at Acme or "Initech"', ["Acme"], []),
        ('nurse in "intensive care"', [], []),
        ('nurse at ""', [], []),
    ],
)
def test_an_employer_in_quotes_is_no_word_of_the_title(
    query: str, organizations: list[str], places: list[str], lexicon: Lexicon
) -> None:
    role = understand(query, lexicon)
    assert (role.organizations, role.places) == (tuple(organizations), tuple(places))


@pytest.mark.parametrize(
    ("query", "organizations", "industries", "places"),
    [
        ("CFO at a startup", [], ["startup"], []),
        ("data analyst at an AI startup", [], ["AI startup"], []),
        ("nurse in a hospital in Berlin", [], ["hospital"], ["Berlin"]),
        ("nurse at the Mayo Clinic", ["Mayo Clinic"], [], []),
        ("engineer at The Home Depot", ["The Home Depot"], [], []),
        ("Chef de projet chez Orange à Lyon", ["Orange"], [], ["Lyon"]),
        ("developer a Milano", [], [], ["Milano"]),
        ("Class A driver", [], [], []),
    ],
)
def test_articles_and_places_are_no_part_of_a_name(
    query: str, organizations: list[str], industries: list[str], places: list[str], lexicon: Lexicon
) -> None:
    role = understand(query, lexicon)
    assert [role.organizations, role.industries, role.places] == [*map(tuple, (organizations, industries, places))]


@pytest.mark.parametrize(
    ("query", "called"),
    [
        ("a product manager", "product manager"),
        ("the CFO", "CFO"),
        ("any nurse, ", "nurse"),
        ("some engineers", "engineer"),
        ("Product Managers in Berlin", "Product Manager"),
        ("Krankenschwestern", "Krankenschwester"),
        ("Ärzte in Berlin", "Ärzte"),
        ("nurses or midwives at Acme -icu", "nurse or midwives"),
        ("communication and marketing strategist", "communication and marketing strategist"),
        ("A level teacher", "A level teacher"),
        ("women's health nurse", "women's health nurse"),
    ],
)
def test_one_is_asked_for_whatever_the_article_and_number(query: str, called: str, lexicon: Lexicon) -> None:
    assert understand(query, lexicon).called == called


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("engineers", "engineer"),
        ("nurses", "nurse"),
        ("Ärzte", "Arzt"),
        ("an engineer", "engineer"),
        ("Designers", "designer"),
    ],
)
def test_several_are_asked_for_as_one_is(several: str, one: str, lexicon: Lexicon) -> None:
    found = understand(several, lexicon).alternatives
    assert [each._replace(text="") for each in found] == [
        each._replace(text="") for each in understand(one, lexicon).alternatives
    ]


@pytest.mark.parametrize("query", ["the", "a", "in the"])
def test_an_article_is_no_role(query: str, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="no role"):
        understand(query, lexicon)


@pytest.mark.parametrize(
    ("query", "excluded"),
    [
        ("product manager NOT sales", ["sales"]),
        ("product manager without intern", ["intern"]),
        ('nurse not "head nurse" in Berlin', ["head nurse"]),
        ("Pfleger ohne Nachtdienst", ["nachtdienst"]),
        ("not", []),
        ("teacher not", []),
    ],
)
def test_a_word_that_is_not_wanted_is_excluded(query: str, excluded: list[str], lexicon: Lexicon) -> None:
    assert understand(query, lexicon).excluded == tuple(excluded)


@pytest.mark.parametrize(
    ("query", "option"), [("at Google", "--company"), ("bei Siemens", "--company"), ("in Berlin", "--location")]
)
def test_an_employer_alone_is_no_role(query: str, option: str, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match=option):
        understand(query, lexicon)


@pytest.mark.parametrize(
    ("query", "status"), [("aspiring actor", "aspiring"), ("incoming analyst", "aspiring"), ("astronaut", "")]
)
def test_a_standing_that_is_asked_for_is_allowed(query: str, status: str, lexicon: Lexicon) -> None:
    role = understand(query, lexicon)
    assert role.allow == ((status,) if status else ())
    assert matcher(role, lexicon).judge(query.title()).holds


def test_every_phrase_with_an_and_is_found_by_itself(lexicon: Lexicon) -> None:
    for phrase in (phrase for phrase in lexicon.phrases if " & " in phrase and not phrase.startswith("^")):
        meaning = lexicon.meaning(phrase)
        if meaning is not None and meaning.kind == "title" and meaning.english:
            query = phrase.replace(" & ", " and ")
            assert meaning.families[0] in understand(query, lexicon).alternatives[0].families, query


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("engineer", ["*ingenieur", "ingeniero", "*工程师"]),
        ("senior designer", ["disenador", "*ontwerper"]),
        ("Diseñadora", ["*designer", "*gestalter"]),
        ("seller", ["vendeur", "vendeuse"]),
        ("enginer", ["engineer", "ingenieur"]),
        ("senior desginer", ["designer", "disenador"]),
    ],
)
def test_a_word_that_no_family_covers_asks_for_its_like_in_any_language(
    query: str, words: list[str], lexicon: Lexicon
) -> None:
    (alternative,) = understand(query, lexicon).alternatives
    assert alternative.basis == "words"
    assert {*words} <= {*alternative.synonyms[0].words}


def test_a_synonym_is_one_word_and_stands_in_one_row() -> None:
    _, words, _ = read_sources()
    rows: dict[str, str] = {}
    for name, row in words["synonym"].items():
        for _, phrase in by_language({key: words for key, words in row.items() if key != "functions"}):
            word = stem(fold(phrase.removeprefix("*")))
            assert len(words_of(phrase)) == 1
            assert rows.setdefault(word, name) == name, phrase


def test_operators(lexicon: Lexicon) -> None:
    role = understand(
        'data scientist or "ml wizard" -intern -"machine operator"', lexicon, exclude=("Lead",), include=("AI Guru",)
    )
    assert [alternative.families for alternative in role.alternatives] == [("data-scientist",), ()]
    assert role.alternatives[1].quoted == ("ml wizard",)
    assert role.excluded == ("lead", "intern", "machine operator")
    assert role.included == ("ai guru",)


@pytest.mark.parametrize("query", ["", "   ", "or", "or or", "-intern", "|", '""', "-", "🚀", "- or -x", "&", "@"])
def test_query_without_a_role_is_refused(query: str, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError) as error:
        understand(query, lexicon)
    assert "\n" not in str(error.value)
    assert "--help" in str(error.value)


def test_unknown_level_and_standing_are_refused_with_the_known_ones(lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="c_suite"):
        understand("lawyer", lexicon, levels=("boss",))
    with pytest.raises(UsageError, match="aspiring"):
        understand("lawyer", lexicon, allow=("dead",))
    with pytest.raises(UsageError, match="negative"):
        understand("lawyer", lexicon, level_slack=-1)
    assert understand("lawyer", lexicon, levels=("C-Suite", "VP")).levels == ("c_suite", "vp")


def test_description_is_json_with_stable_names(lexicon: Lexicon) -> None:
    role = understand("senior product manager at Stripe", lexicon, levels=("senior",), allow=("former",))
    assert json.loads(json.dumps(role.describe())) == {
        "text": "senior product manager at Stripe",
        "alternatives": [
            {
                "text": "senior product manager",
                "basis": "family",
                "families": ["product-manager"],
                "phrase": "product manager",
                "words": [],
                "quoted": [],
                "level": "senior",
                "seat": None,
                "occupation": None,
                "synonyms": [],
            }
        ],
        "excluded": [],
        "included": [],
        "levels": ["senior"],
        "level_slack": 1,
        "allow": ["former"],
        "organizations": ["Stripe"],
        "industries": [],
        "places": [],
        "readings": {},
    }


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                ["PM", "or", "-x", '"', "senior", "head", "of", "people", "at", "in", "Berlin", "@", "CEO", "ranger"]
            )
        ).map(" ".join),
    )
)
def test_any_query_is_understood_or_refused_in_one_line(query: str) -> None:
    try:
        role = understand(query, LEXICON)
    except UsageError as refused:
        message = str(refused)
    else:
        assert role.alternatives
        message = json.dumps(role.describe())
    assert "\n" not in message
