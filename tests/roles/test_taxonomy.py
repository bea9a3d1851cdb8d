"""The taxonomy layer: reading makers' tables, likeness of titles, other names for roles, and keeping the index."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.errors import GraphfindError, UsageError
from graphfind.roles import Lexicon, matcher, understand
from graphfind.roles.holding import titles_holding
from graphfind.roles.taxonomy import (
    TaxonomyIndex,
    build_index,
    open_index,
    rank,
    read_taxonomy,
    related,
    save_index,
    widened,
)
from graphfind.roles.taxonomy.grams import grams
from graphfind.roles.titles import title_index

pytestmark = pytest.mark.xdist_group("taxonomy")

ONET = {
    "Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\n"
    "45-2093.00\tFarm Animal Workers\tThey tend animals.\n19-1013.00\tSoil Scientists\tThey study soil.\n",
    "Alternate Titles.txt": "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n"
    "45-2093.00\tDragonkeeper\tn/a\t08\n45-2093.00\tGriffin Groom\tn/a\t08\n45-2093.00\tKennel Worker\tn/a\t08\n"
    "19-1013.00\tAgronomist\tn/a\t08\n",
    "Related Occupations.txt": "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\n"
    "45-2093.00\t19-1013.00\tPrimary-Short\t1\n45-2093.00\t99-9999.99\tPrimary-Short\t2\n",
}
ESCO = {
    "occupations_en.csv": "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\n"
    "Occupation,http://data.europa.eu/esco/occupation/1,6123,dragon breeder,"
    '"drakologist\nember tender\ndragonkeeper",6123.1\n'
    "Occupation,http://data.europa.eu/esco/occupation/2,6123,wyvern breeder,,6123.2\n",
    "labels_de.tsv": "conceptUri\tlabel\nhttp://data.europa.eu/esco/occupation/1\tDrachler\n"
    "http://data.europa.eu/esco/isco/C6123\tBienenzüchter\n",
    "crosswalk.csv": "ESCO/ISCO Code,ESCO/ISCO Title,O*NET-SOC 2019 Code,O*NET-SOC 2019 Title\n"
    "6123.1,dragon breeder,45-2093.00,Farm Animal Workers\n",
    "notes.txt": "These are my notes\n",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("taxonomy"), ONET | ESCO)


@pytest.fixture(scope="module")
def index(folder: Path, lexicon: Lexicon) -> TaxonomyIndex:
    return build_index(read_taxonomy(folder), lexicon)


def test_tables_of_both_makers_are_read(folder: Path) -> None:
    taxonomy = read_taxonomy(folder)
    bees = "http://data.europa.eu/esco/occupation/1"
    assert set(taxonomy.names) == {"45-2093.00", "19-1013.00", bees, bees[:-1] + "2"}
    assert taxonomy.names[bees] == "dragon breeder"
    assert set(taxonomy.labels[bees]) == {"dragon breeder", "drakologist", "ember tender", "dragonkeeper", "Drachler"}
    assert ("45-2093.00", "19-1013.00", 0.5) in taxonomy.near
    assert (bees, "45-2093.00", 1.0) in taxonomy.near
    assert not any("99-9999.99" in edge for edge in taxonomy.near)
    assert taxonomy.kinds == {"45-2093.00", "19-1013.00"}
    assert set(taxonomy.sources) == {"O*NET", "ESCO", "the crosswalk"}


def test_one_maker_is_enough(tmp_path: Path) -> None:
    assert read_taxonomy(written(tmp_path / "a", ONET)).sources == ("O*NET",)
    assert read_taxonomy(written(tmp_path / "b", ESCO)).sources == ("ESCO", "the crosswalk")


@pytest.mark.parametrize("files", [{}, {"notes.txt": "nothing"}, {"a.csv": "x,y\n1,2\n"}, {"b.tsv": ""}])
def test_a_folder_without_a_taxonomy(tmp_path: Path, files: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="holds no"):
        read_taxonomy(written(tmp_path / "other", files))


def test_what_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no folder"):
        read_taxonomy(tmp_path / "nowhere")


def test_bytes_that_are_no_text_are_no_fault(tmp_path: Path) -> None:
    folder = written(tmp_path / "odd", ONET)
    (folder / "Sample.txt").write_bytes(
        b"O*NET-SOC Code\tReported Job Title\n45-2093.00\tEm\xffber \0Man\n45-2093.00\n"
    )
    assert len(read_taxonomy(folder).labels["45-2093.00"]) == 5


def test_another_name_finds_who_holds_the_role(index: TaxonomyIndex, lexicon: Lexicon) -> None:
    role = understand("dragonkeeper", lexicon)
    held = ["Drakologist at Ember Co", "Senior Ember Tender", "Drachler"]
    titles = dict.fromkeys([*held, "ex-Drakologist", "Assistant to the Drakologist", "Griffin Groom"], 1)
    searched, found = titles_holding(role, titles, lexicon, index)
    assert {title: match.grade for title, match in found.items()} == dict.fromkeys(held, "family")
    assert {each.basis for each in searched.alternatives} == {"taxonomy"}
    assert 'under "dragon breeder"' in found["Drachler"].why


def test_roles_of_the_same_kind_are_related_only(index: TaxonomyIndex, lexicon: Lexicon) -> None:
    role = understand("dragonkeeper", lexicon)
    wider = widened(role, index, lexicon, akin=True)
    assert wider is not None
    assert matcher(wider, lexicon).judge("Griffin Groom").grade == "related"
    assert titles_holding(role, {"Griffin Groom": 1}, lexicon, index)[1] == {}
    assert titles_holding(role, {"Griffin Groom": 1}, lexicon, index, "related")[1]["Griffin Groom"].grade == "related"


def test_another_name_has_no_synonyms_of_the_words_asked_for(index: TaxonomyIndex, lexicon: Lexicon) -> None:
    asked = understand("dragonkeeper engineer", lexicon)
    assert [bool(known.words) for known in asked.alternatives[0].synonyms] == [False, True]
    role = asked._replace(alternatives=(asked.alternatives[0]._replace(text="dragonkeeper"),))
    titles = ["Drakologist", "Ember Tender", "Ingenieurin"]
    searched, found = titles_holding(role, dict.fromkeys(titles, 1), lexicon, index)
    assert list(found) == titles[:2]
    assert list(title_index(titles, lexicon).match_all(matcher(searched, lexicon))) == titles[:2]


def test_the_words_themselves_come_first(index: TaxonomyIndex, lexicon: Lexicon) -> None:
    role = understand("dragonkeeper", lexicon)
    searched, found = titles_holding(role, {"Head Dragonkeeper": 1, "Drakologist": 1}, lexicon, index)
    assert searched == role
    assert set(found) == {"Head Dragonkeeper"}


def test_a_family_needs_no_taxonomy(index: TaxonomyIndex, lexicon: Lexicon) -> None:
    role = understand("product manager", lexicon)
    assert titles_holding(role, {"Griffin Groom": 1}, lexicon, index) == (role, {})
    assert widened(role, index, lexicon) is None


def test_a_role_that_no_taxonomy_has(index: TaxonomyIndex, lexicon: Lexicon) -> None:
    assert widened(understand("unicorn whisperer", lexicon), index, lexicon) is None


def test_related_occupations(index: TaxonomyIndex) -> None:
    own = {"dragon breeder", "Farm Animal Workers"}
    assert set(related("dragonkeeper", index, 2)) == own
    assert set(related("dragonkeeper", index, 4)) == own | {"wyvern breeder", "Soil Scientists"}


def test_titles_are_ranked_by_occupation_then_letters(index: TaxonomyIndex) -> None:
    titles = ["Soil mechanic", "Drachler", "Agronomist", "drakologist", "Kubernetes Wizard", "Dragonkeeper"]
    ranked = rank("dragonkeeper", titles, index)
    assert [one.title for one in ranked][:3] == ["Dragonkeeper", "Drachler", "drakologist"]
    assert [one.title for one in ranked][-1] == "Kubernetes Wizard"
    assert sorted(one.title for one in ranked) == sorted(titles)
    assert all(0 <= one.score <= 1 for one in ranked)
    assert "dragon breeder" in ranked[1].why


def test_ranking_without_a_taxonomy(families_alone: TaxonomyIndex) -> None:
    ranked = rank("Produktmanagerin", ["Krankenpfleger", "Product Manager", "Plumber"], families_alone)
    assert ranked[0].title == "Product Manager"
    assert rank("x", [], families_alone) == []


@given(st.lists(st.text(max_size=30), max_size=8), st.text(max_size=30))
def test_any_title_has_its_place(index: TaxonomyIndex, titles: list[str], query: str) -> None:
    ranked = rank(query, titles, index)
    assert sorted(one.title for one in ranked) == sorted(titles)
    scores = [one.score for one in ranked]
    assert scores == sorted(scores, reverse=True)
    assert all(np.isfinite(score) and -1e-9 <= score <= 1 + 1e-6 for score in scores)


@given(st.lists(st.text("ab c", max_size=12).map(lambda text: " ".join(text.split())), max_size=6))
def test_grams_are_the_pieces_of_padded_words(texts: list[str]) -> None:
    wanted = set()
    for number, text in enumerate(texts):
        words = text.split() or [""]
        for word in words:
            padded = f" {word} "
            wanted |= {(number, padded[at : at + n]) for n in (2, 3, 4) for at in range(len(padded) - n + 1)}
    place, gram = grams(texts)
    pieces = [int(value).to_bytes(8, "big").decode("utf-16-be").lstrip("\0") for value in gram]
    assert set(zip(place.tolist(), pieces, strict=True)) == wanted
    assert len(place) == len(wanted)


def test_an_index_is_kept_and_opened(index: TaxonomyIndex, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    save_index(index, kept, "abc")
    save_index(index, kept, "def")
    opened, made_of = open_index(kept)
    assert made_of == "def"
    assert rank("dragonkeeper", ["Drachler", "Plumber"], opened) == rank("dragonkeeper", ["Drachler", "Plumber"], index)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert {path.stat().st_mode & 0o777 for path in kept.iterdir()} == {0o600}


def test_what_is_no_index(index: TaxonomyIndex, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no index"):
        open_index(tmp_path)
    with pytest.raises(GraphfindError, match="is no index"):
        save_index(index, tmp_path, "abc")
    kept = tmp_path / "kept"
    save_index(index, kept, "abc")
    (kept / "grams.npy").write_bytes(b"broken")
    with pytest.raises(UsageError, match="is no index"):
        open_index(kept)
    (kept / "taxonomy.json").write_text('{"format": 99, "made_of": ""}', encoding="utf-8")
    with pytest.raises(UsageError, match="another version"):
        open_index(kept)


def test_the_real_tables(real: TaxonomyIndex, lexicon: Lexicon) -> None:
    assert real.occupations - len(lexicon.families) == 1_016 + 3_010
    makers = widened(understand("toymaker", lexicon), real, lexicon)
    assert makers is not None
    assert matcher(makers, lexicon).judge("Spielzeugherstellerin").grade == "family"
    titles = ["Truck Driver", "Sternforscher", "Cosmologist", "Physics Teacher", "Baker"]
    assert rank("astrophysicist", titles, real)[0].title in ("Cosmologist", "Sternforscher")
