"""Forms of words by the rules of their language."""

from __future__ import annotations

import pytest

from graphfind.roles.inflect import forms, spellings
from graphfind.roles.stems import stem


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("engineer", "en", {"engineers"}),
        ("secretary", "en", {"secretaries"}),
        ("sculptor", "en", {"sculptress", "sculptors"}),
        ("salesman", "en", {"salesmen", "saleswoman", "salesperson"}),
        ("sales", "en", set()),
        ("entwickler", "de", {"entwicklerin", "entwicklerinnen"}),
        ("anwalt", "de", {"anwaltin", "anwaeltin"}),
        ("technischer", "de", {"technische", "technischen"}),
        ("kaufmann", "de", {"kauffrau", "kaufleute"}),
        ("putzfrau", "de", {"putzmann", "putzfrauen"}),
        ("directeur", "fr", {"directrice", "directeurs"}),
        ("developpeur", "fr", {"developpeuse"}),
        ("infirmier", "fr", {"infirmiere"}),
        ("chef", "fr", {"cheffe"}),
        ("ingeniero", "es", {"ingeniera", "ingenieros"}),
        ("director", "es", {"directora", "directores"}),
        ("direttore", "it", {"direttrice", "direttori"}),
        ("infermiere", "it", {"infermiera"}),
        ("gestor", "pt", {"gestora"}),
        ("leraar", "nl", set()),
        ("medewerker", "nl", {"medewerkster"}),
        ("eigenaar", "nl", {"eigenares"}),
        ("onderwijzer", "nl", {"onderwijzeres"}),
        ("verpleger", "nl", {"verpleegster"}),
        ("schrijver", "nl", {"schrijfster"}),
        ("psycholoog", "nl", {"psychologe"}),
        ("advocaat", "nl", {"advocate"}),
        ("friseur", "de", {"friseuse", "friseurin"}),
        ("abgeordneter", "de", {"abgeordnete"}),
        ("kapitan", "de", {"kapitanin"}),
        ("experte", "de", {"expertin"}),
        ("docteur", "fr", {"doctoresse"}),
        ("maitre", "fr", {"maitresse"}),
        ("fiscal", "es", {"fiscala", "fiscalas"}),
        ("capitan", "es", {"capitana"}),
        ("ingegnere", "it", {"ingegnera"}),
        ("dottore", "it", {"dottoressa"}),
        ("sprzedawca", "pl", {"sprzedawczyni"}),
        ("poradce", "cs", {"poradkyne"}),
        ("frisor", "da", {"frisose"}),
        ("nauczyciel", "pl", {"nauczycielka", "nauczyciela", "nauczycielem", "nauczyciele"}),
        ("programista", "pl", {"programistka", "programisty", "programistow"}),
        ("ucitel", "cs", {"ucitelka", "ucitele", "ucitelem"}),
        ("larare", "sv", {"lararen"}),
        ("direktor", "da", {"direktoren", "direktorens"}),
        ("opettaja", "fi", {"opettajan", "opettajaksi", "opettajat"}),
        ("avukat", "tr", {"avukati", "avukatlar"}),
        ("учитель", "ru", {"учительница", "учителя", "учителем"}),
        ("юрист", "ru", {"юристка", "юриста", "юристов"}),
        ("лікар", "uk", {"лікарка", "лікарів"}),
        ("ceo", "en", set()),
        ("c++", "en", set()),
        ("engineer", "xx", set()),
    ],
)
def test_forms(word: str, language: str, expected: set[str]) -> None:
    assert expected <= {form for form, _ in forms(word, language)}


def test_plurals_are_told_apart() -> None:
    of_director = {"directora": False, "directore": False, "directoras": True, "directores": True}
    assert dict(forms("director", "es")) == of_director


def test_forms_of_several_are_told_in_every_language() -> None:
    for word, language, several in (
        ("lekarz", "pl", "lekarzy"),
        ("опытныи", "ru", "опытные"),
        ("avukat", "tr", "avukatlar"),
    ):
        assert dict(forms(word, language))[several]


def test_german_spellings_without_umlauts() -> None:
    assert spellings("Geschäftsführer Vertrieb", "de") == {"geschaftsfuhrer": "geschaeftsfuehrer"}
    assert spellings("Chargé", "fr") == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rangers", "ranger"),
        ("keeper", "keepers"),
        ("bakeries", "bakery"),
        ("astronautin", "astronaut"),
        ("maestra", "maestro"),
    ],
)
def test_forms_of_one_word_share_their_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_short_words_are_their_own_stem() -> None:
    assert stem("it") == "it"
    assert stem("gas") == "gas"
