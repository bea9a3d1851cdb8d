"""What families are called, as people write it."""

from __future__ import annotations

from graphfind.roles import Lexicon, parse, understand
from graphfind.roles.called import called
from graphfind.roles.explaining import explain
from graphfind.roles.sources import Source


def source(phrases: dict[str, list[str]], **fields: object) -> Source:
    return Source("own.toml", {"id": "x", "name": "beekeeper", "level": "mid", "phrases": phrases, **fields})


def test_english_comes_first_and_most() -> None:
    phrases = {"uk": ["пасічник"], "fr": ["apiculteur", "éleveur d abeilles"], "en": ["{bee|hive} keeper", "apiarist"]}
    assert called(source(phrases)) == ("bee keeper", "hive keeper", "apiarist", "apiculteur", "пасічник")


def test_what_stands_for_one_phrase_comes_before_patterns_in_other_languages() -> None:
    assert called(source({"de": ["{hobby|berufs} imker", "*imker", "imker"]})) == ("imker",)


def test_names_of_another_level_are_those_of_leaderships_alone() -> None:
    phrases = {"en": ["chief beekeeper = head", "apiarist!"]}
    assert called(source(phrases, abbreviations=["CBK = head", "BK"])) == ("BK", "apiarist")
    assert called(source(phrases, abbreviations=["CBK = head"], leads=True)) == ("CBK", "chief beekeeper", "apiarist")


def test_nothing_is_said_twice_and_apostrophes_are_written() -> None:
    phrases = {
        "en": ["beekeeper", "Bee-keeper", "bee keeper"],
        "fr": ["éleveur d abeilles"],
        "it": ["allevatore d api"],
    }
    assert called(source(phrases)) == ("Bee-keeper", "éleveur d'abeilles", "allevatore d'api")


def test_every_family_is_found_by_each_of_its_names(lexicon: Lexicon) -> None:
    for family in lexicon.families.values():
        assert len(family.called) >= 7, family.id
        for name in family.called:
            known = parse(name, lexicon).families or lexicon.abbreviations.get(name, ())
            assert family.id in known, f"{name} is no {family.id}"


def test_explaining_begins_with_names_and_tells_each_phrase_once(lexicon: Lexicon) -> None:
    phrases = explain(understand("nurse", lexicon), {}, lexicon).phrases["nurse"]
    assert phrases[:3] == ("RN", "LPN", "registered nurse")
    assert len({phrase.casefold() for phrase in phrases}) == len(phrases)
    assert "verpleegkundige" in phrases[:12]
