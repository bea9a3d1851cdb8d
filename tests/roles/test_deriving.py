"""Other ways of writing a phrase."""

from __future__ import annotations

from graphfind.roles.deriving import DERIVATIONS, Derived
from graphfind.roles.lexicon import Meaning

TITLE = Meaning("title", function="finance", families=("x",))


*_OTHERS, _TIED = DERIVATIONS


def derived(*phrases: tuple[str, str], tied: bool = False, **meanings: Meaning) -> list[Derived]:
    """What is derived of phrases with their languages, all of them titles, where some further words are known.

    With `tied`, what stands between who works in a field and the field; otherwise everything else.
    """
    spoken = [(tuple(phrase.split()), language, phrase) for phrase, language in phrases]
    known = {phrase: TITLE for phrase, _ in phrases} | meanings
    return [each for derive in ([_TIED] if tied else _OTHERS) for each in derive(spoken, known.get)]


def test_small_words_are_left_out_where_the_field_of_work_stands_last() -> None:
    assert derived(("analyste des donnees", "fr")) == [Derived(("analyste", "donnees"), "fr", "analyste des donnees")]
    assert derived(("head of the bar", "en")) == []


def test_first_words_are_cut_short_where_the_short_form_is_one_of_other_words_too() -> None:
    assert derived(("coordenador pedagogico", "pt")) == [
        Derived(("coord", "pedagogico"), "pt", "coordenador pedagogico")
    ]
    assert Derived(("bus", "analyst"), "en", "business analyst") in derived(("business analyst", "en"))
    assert derived(("ingeniero", "es"), ("ingenieur civil", "de")) == []


def test_people_are_skilled_in_something_or_of_something() -> None:
    made = derived(("tecnico de enfermagem", "pt"))
    assert Derived(("tecnico", "em", "enfermagem"), "pt", "tecnico de enfermagem") in made
    assert all(each.words[1] != "em" for each in derived(("gerente de vendas", "pt")))


def test_a_compound_is_parted_before_a_word_that_is_known() -> None:
    assert derived(("steuerberater", "de"), berater=TITLE) == [Derived(("steuer", "berater"), "de", "steuerberater")]
    assert derived(("steuerberater", "de")) == []
    assert derived(("beikoch", "de"), koch=TITLE, bei=Meaning("at")) == []


def test_a_compound_of_english_words_is_not_parted() -> None:
    assert derived(("personalmanager", "de"), ("manager", "en"), manager=Meaning("seat")) == []


def test_english_roles_of_two_words_are_joined_before_words_for_people_alone() -> None:
    assert derived(("product owner", "en")) == [Derived(("productowner",), "de", "product owner")]
    assert derived(("night porter", "en"), ("art director of", "en")) == []


def test_a_trade_has_masters_journeymen_and_helpers() -> None:
    trade = Meaning("title", function="trades", families=("painter",))
    made = {each.words: each.of for each in derived(("maler", "de"), maler=trade)}
    assert made == {
        ("malermeister",): "maler",
        ("malergeselle",): "maler",
        ("maler", "geselle"): "maler",
        ("maler", "helfer"): "trades helper",
    }
    assert derived(("backermeister", "de"), backermeister=trade) == []


def test_a_field_is_tied_to_who_works_in_it_by_other_words_too() -> None:
    said = {" ".join(each.words) for each in derived(("nachhaltigkeitsreferent", "de"), tied=True)}
    assert {"referent nachhaltigkeit", "referent fur nachhaltigkeit", "referent im bereich nachhaltigkeit"} <= said
    assert "nachhaltigkeitreferent" not in said
    said = {" ".join(each.words) for each in derived(("sachbearbeiter einkauf", "de"), tied=True)}
    assert {"sachbearbeiter im einkauf", "sb einkauf", "einkaufsachbearbeiter"} <= said
    said = {" ".join(each.words) for each in derived(("addetto acquisti", "it"), tied=True)}
    assert {"addetto ufficio acquisti", "impiegato acquisti", "addetto all ufficio acquisti"} <= said
    said = {" ".join(each.words) for each in derived(("tecnico de compras", "es"), tied=True)}
    assert {"tecnico del departamento de compras", "tecnico en compras"} <= said


def test_nothing_is_tied_to_a_role_or_to_a_seat() -> None:
    assert derived(("koordinator bauleiter", "de"), bauleiter=TITLE, tied=True) == []
    assert derived(("personalleiter", "de"), ("jefe de compras", "es"), ("buyer", "en"), tied=True) == []
