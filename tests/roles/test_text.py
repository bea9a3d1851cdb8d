"""Titles as tokens."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.roles.deriving import CUT
from graphfind.roles.sources import read_sources
from graphfind.roles.spans import UNSPACED, is_unspaced
from graphfind.roles.text import HARD, READ, tokenize, words_of


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Sr. PM @ Stripe | ex-Google", ["sr", "pm", "@", "stripe", "|", "ex", "google"]),
        ("Softwareentwickler/in (m/w/d)", ["softwareentwickler"]),
        ("Entwickler*innen", ["entwicklerinnen"]),
        ("ENTWICKLER/IN", ["entwickler"]),
        ("Lehrer*innenverband", ["lehrerinnenverband"]),
        ("Infirmier·ère·s", ["infirmiers"]),
        ("Enseignant.e.s", ["enseignants"]),
        ("Profesor@s", ["profesores"]),
        ("Maestr@ de primaria", ["maestro", "de", "primaria"]),
        ("Diseñador@ gráfic@", ["disenador", "grafico"]),
        ("Founder@ Acme", ["founder", "@", "acme"]),
        ("Chargé-e de mission", ["charge", "de", "mission"]),
        ("Verkoop(st)er", ["verkooper"]),
        ("พยาบาล ครู", ["พยาบาล", "คร\u0e39"]),
        ("محاسب/ة", ["محاسبة"]),
        ("Ingénieur(e) d'études H/F", ["ingenieur", "d", "etudes"]),
        ("Chef·fe de projet", ["chef", "de", "projet"]),
        ("Consultant.e", ["consultant"]),
        ("Diretor(a)", ["diretor"]),
        ("V.P. Engineering", ["vp", "engineering"]),
        ("V. P. Engineering", ["vp", "engineering"]),
        ("Lehrer a.D.", ["lehrer", "a.d."]),
        ("Kund:innenberaterin", ["kundenberaterin"]),
        ("R&D, FP & A", ["r&d", ",", "fp", "&", "a"]),
        ("UX/UI Designer", ["ux", "/", "ui", "designer"]),
        ("C++ / C# / .NET / Node.js", ["c++", "/", "c#", "/", ".net", "/", "node.js"]),
        ("Head of People's Bank", ["head", "of", "people's", "bank"]),
        ("Head of E-Commerce", ["head", "of", "ecommerce"]),
        ("Produkt- und Prozessmanager", ["produkt", "&", "prozessmanager"]),
        ("Leiter Personal und Finanzen", ["leiter", "personal", "&", "finanzen"]),
        ("Directora de Marketing y Ventas", ["directora", "de", "marketing", "&", "ventas"]),
        ("Founder at Y Combinator", ["founder", "at", "y", "combinator"]),
        ("Helping startups grow. Former CTO", ["helping", "startups", "grow", "|", "former", "cto"]),
        ("Engineer -> Manager → CEO", ["engineer", ">", "manager", ">", "ceo"]),
        ("🚀 Growth 👩‍💻 PM", ["|", "growth", "|", "|", "pm"]),
        ("𝗣𝗿𝗼𝗱𝘂𝗰𝘁 Ｍａｎａｇｅｒ", ["product", "manager"]),
        ("Scrum Master™", ["scrum", "master"]),
        ("Soft\u00adware Eng\u200bineer", ["software", "engineer"]),
        ("De\u0301veloppeur", ["developpeur"]),
    ],
)
def test_tokens(title: str, words: list[str]) -> None:
    assert tokenize(title).words == words


def test_places_are_those_of_the_text() -> None:
    tokens = tokenize("Head of Product, EMEA")
    assert tokens.cut(0, 3) == "Head of Product"
    assert tokens.cut(4, 5) == "EMEA"
    assert tokens.cut(2, 2) == ""


def test_capitals_of_a_whole_title_are_noticed() -> None:
    assert tokenize("GERENTE EM LISBOA").shouted
    assert not tokenize("EM").shouted
    assert not tokenize("Gerente EM Lisboa").shouted


def test_only_words() -> None:
    assert words_of("Head of R&D, EMEA & Asia") == ["head", "of", "r&d", "emea", "asia"]


@given(st.text(max_size=2 * READ))
def test_any_text_has_tokens_in_order_and_within_the_limit(title: str) -> None:
    tokens = tokenize(title)
    assert len(tokens.text) <= 2 * READ
    assert len(tokens.words) == len(tokens.starts) == len(tokens.ends)
    assert all(start < end for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert all(word == word.strip() and word for word in tokens.words)


@given(st.text(alphabet="aAeEyYmwfdhxvgin09 ,|@/()-.&é ", max_size=24))
@settings(max_examples=500)
def test_plain_text_is_read_as_any_other(text: str) -> None:
    """Most titles have no letters to fold, and are split in a shorter way to the same tokens."""
    with pytest.MonkeyPatch.context() as slowly:
        slowly.setattr("graphfind.roles.text._PLAIN", re.compile(r"(?!)"))
        expected = tokenize(text)
    assert tokenize(text) == expected


@given(st.text() | st.text(st.characters(min_codepoint=0x3030, max_codepoint=0xD7B5)))
def test_words_without_spaces_are_told_by_their_characters(text: str) -> None:
    assert is_unspaced(text) is (re.search(UNSPACED, text) is not None)


def test_a_stop_behind_a_word_that_is_cut_short_ends_no_sentence() -> None:
    short = [form for forms in read_sources()[1]["short"].values() for form in forms if "'" not in form]
    short += [form for words in CUT.values() for form in words.values()]
    wrong = [form for form in short if HARD in tokenize(f"{form.replace('*', 'x')}. Personal").words]
    assert wrong == ["*ing"], "but for words that end as others do"
    assert tokenize("Bauing. Tiefbau").words == ["bauing", "tiefbau"]
    assert HARD in tokenize("Mother. Engineer").words
