"""What a title says: its segments, level, function and families."""

from __future__ import annotations

import time
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.roles import FUNCTIONS, LEVELS, Lexicon, load_lexicon, parse
from graphfind.roles.text import READ
from tests.counting import calls_of

from .tables import rows

LEXICON = load_lexicon()
WORDS = (
    "Senior Product Manager Head of People VP Engineering CTO Founder ex- former Former Assistant to the for at @ | , "
    "& / ( ) - → Recruiter Coach Software Engineers Data Science Leiter Personal Entwicklungsleiterin Directora de "
    "Recursos Humanos en chez bei 🚀 II retired aspiring Student School Acme Labs Inc. PM R&D V.P. (m/w/d) "
    "Ingénieur(e) I help now turned"
)


@pytest.mark.parametrize(("title", "level", "function", "families", "segments"), rows("titles.tsv"))
def test_title(title: str, level: str, function: str, families: str, segments: str, lexicon: Lexicon) -> None:
    parsed = parse(title, lexicon)
    assert parsed.title == title
    assert (parsed.level, parsed.function) == (level, function)
    assert ",".join(parsed.families) == families
    assert ";".join(f"{segment.text}:{segment.status}" for segment in parsed.segments) == segments


@pytest.mark.parametrize(
    ("title", "levels"),
    [
        ("Sr. PM @ Stripe | ex-Google", ["senior", "", ""]),
        ("CTO & Co-Founder", ["c_suite", "founder"]),
        ("Assistant to the VP of Engineering", ["mid", "vp"]),
        ("Former Head of Data | Data Scientist", ["head", "mid"]),
    ],
)
def test_each_segment_has_its_own_level(title: str, levels: list[str], lexicon: Lexicon) -> None:
    assert [segment.level for segment in parse(title, lexicon).segments] == levels


def test_ambiguous_abbreviation_has_all_its_families_until_it_is_written_out(lexicon: Lexicon) -> None:
    assert parse("PM", lexicon).families == ("product-manager", "project-manager")
    assert parse("Product Manager (PM)", lexicon).families == ("product-manager",)


def test_everyday_word_is_an_abbreviation_in_capitals_only(lexicon: Lexicon) -> None:
    assert parse("EM @ Stripe", lexicon).families == ("engineering-manager", "event-manager")
    assert parse("Gerente em Lisboa", lexicon).families == ()
    assert parse("Head of IT", lexicon).families == ("it-leadership",)
    assert parse("making it happen", lexicon).families == ()


def test_empty_title_says_nothing(lexicon: Lexicon) -> None:
    for title in ("", "   ", "🚀", "|", "(m/w/d)", "\x00"):
        parsed = parse(title, lexicon)
        assert (parsed.level, parsed.function, parsed.families, parsed.segments) == ("", "", (), ())


def test_title_is_read_up_to_its_limit(lexicon: Lexicon) -> None:
    padding = "x" * (READ - len(" | Product Manager"))
    assert parse(f"{padding} | Product Manager", lexicon).families == ("product-manager",)
    assert parse(f"{padding}xxxx | Product Manager", lexicon).families == ()
    assert parse(f"{padding} | Product Manager | Recruiter", lexicon).title.endswith("Recruiter")


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)))
def test_any_text_is_parsed_into_known_levels_functions_and_families(title: str) -> None:
    parsed = parse(title, LEXICON)
    current = [segment for segment in parsed.segments if segment.status == "current"]
    assert all(segment.level in LEVELS and segment.function in FUNCTIONS for segment in current)
    assert all(segment.text == segment.text.strip() for segment in parsed.segments)
    assert set(parsed.families) <= set(LEXICON.families)
    assert parsed.level in {"", *(segment.level for segment in current)}
    assert parse(title, LEXICON) == parsed


PIECES = [
    "a.", "A.", "& ", "a & ", "a,", "a|", "a/", "a(", ")", " - ", "ex-", "former ", "aspiring ", "to ", "of ", "en ",
    "at ", "@", "assistant to ", "recruiter, product manager, ", "product manager ", "head of people, ", "vp, ", "d'",
    "e-commerce ", "ceo > ", "engineer -> ", "(m/w/d)", "/in", "·e", "é ", "🚀", "👩‍💻", "a\u0301", "leiterleiter ",
    "i i ", "c++ ", "c/o", "retired | ", "founder of a & ", "sales & ", "chief officer ", "\u200d", "㍿", "x",
    "\x00", "\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_title_of_100_kb_is_read_as_its_beginning(piece: str, lexicon: Lexicon) -> None:
    long = piece * (100_000 // len(piece))
    whole, beginning = parse(long, lexicon), parse(long[:READ], lexicon)
    assert (whole.segments, whole.families, whole.level) == (beginning.segments, beginning.families, beginning.level)


@pytest.mark.parametrize("piece", PIECES)
def test_adversarial_title_is_read_in_linear_time(piece: str, lexicon: Lexicon) -> None:
    # Sixteen times the text takes its square 256 times as long. Times are compared in one breath, and again where
    # something else kept the machine.
    part, whole = piece * (READ // 16 // len(piece)), piece * (READ // len(piece))
    assert any(_fastest(whole, lexicon) < 100 * _fastest(part, lexicon) for _ in range(5))


def test_words_of_many_tails_are_read_in_linear_time(lexicon: Lexicon) -> None:
    for tail in lexicon.tails:
        few, many = ("x" + tail * times for times in (4, 16))
        parse(many, lexicon)
        assert calls_of(partial(parse, many, lexicon)) < 8 * calls_of(partial(parse, few, lexicon)), tail


def _fastest(title: str, lexicon: Lexicon) -> float:
    times = []
    for _ in range(5):
        begun = time.process_time()
        parse(title, lexicon)
        times.append(time.process_time() - begun)
    return min(times)
