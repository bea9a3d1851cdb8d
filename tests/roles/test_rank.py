"""Ranking titles by likeness: whose words and families count, any order of titles, and how good the order is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.roles import Lexicon
from graphfind.roles.taxonomy import TaxonomyIndex, rank
from graphfind.roles.taxonomy.pieces import pieces, stem
from graphfind.roles.taxonomy.wording import Vocabulary, Wording, wording

pytestmark = pytest.mark.xdist_group("taxonomy")

ALIKE = {
    "ward nurse": ["Stationsschwester", "infirmier de bloc", "Nurse on Night Duty", "enfermero de noche", "Carer"],
    "beekeeping lecturer": ["Apiculture Lecturer", "Dozent für Bienenkunde", "College Lecturer (Insects)"],
    "payroll clerk": ["Lohnbuchhaltung Fachkraft", "gestionnaire de paie", "Wages and Salaries Clerk", "Paymaster"],
    "joinery foreman": ["Schreinermeister", "chef d'équipe menuiserie", "Bench Joiner", "Cabinet Maker"],
    "cloud software engineer": ["Kubernetes Developer", "développeur Python senior", "Programmierer Backend"],
    "ski instructor": ["Skilehrer", "moniteur de ski", "Snowboard Teacher", "Winter Sports Coach"],
}
"""Queries and titles of one kind, all made up; each query's titles are noise for the others."""

NOISE = (
    "Nurse Shark Keeper", "Ward of Court Clerk", "Payroll Software Salesman", "Ski Lift Fitter", "Cloud Physicist",
    "Beehive Carpenter", "Lecturer on Wills", "Clerk of Works, Cathedral", "Software Licence Lawyer",
    "Tree Nursery Hand", "Fluglehrer Segelflug", "Ski Wax Chemist", "Foreman of the Jury", "Baumschulgärtner",
    "Wards Locksmith",
)  # fmt: skip
"""Titles that share words with the queries and belong to none."""


def mean_average_precision(index: TaxonomyIndex, lexicon: Lexicon) -> float:
    """The mean, over queries, of the precision at each title that is meant."""
    titles = [*NOISE, *(title for alike in ALIKE.values() for title in alike)]
    found = []
    for query, alike in ALIKE.items():
        held = np.array([one.title in alike for one in rank(query, titles, index, lexicon)])
        found.append((held.cumsum() / np.arange(1, len(held) + 1))[held].mean())
    return float(np.mean(found))


def test_titles_of_one_kind_come_first(families_alone: TaxonomyIndex, lexicon: Lexicon) -> None:
    assert mean_average_precision(families_alone, lexicon) >= 0.81


def test_and_more_so_with_a_taxonomy(real: TaxonomyIndex, lexicon: Lexicon) -> None:
    assert mean_average_precision(real, lexicon) >= 0.82


def test_clear_cases(real: TaxonomyIndex, lexicon: Lexicon) -> None:
    titles = ["Falconry Teacher", "Hypothekenberaterin", "Mortgage Salesman", "Seamstress", "Loan Underwriter Trainee"]
    order = [one.title for one in rank("mortgage loan adviser", titles, real, lexicon)]
    assert set(order[:3]) == {"Hypothekenberaterin", "Mortgage Salesman", "Loan Underwriter Trainee"}


def test_families_bring_titles_together_that_share_no_letter(families_alone: TaxonomyIndex, lexicon: Lexicon) -> None:
    titles = ["Abogada", "Solicitor-in-Waiting Room Painter", "Gardener"]
    assert rank("attorney at law", titles, families_alone, lexicon)[0].title == "Abogada"


@given(data=st.data(), titles=st.lists(st.sampled_from([t for alike in ALIKE.values() for t in alike]), max_size=12))
def test_order_of_titles_does_not_matter(
    families_alone: TaxonomyIndex, lexicon: Lexicon, data: st.DataObject, titles: Sequence[str]
) -> None:
    """Nor how often one occurs."""
    mixed = data.draw(st.permutations([*titles, *titles[:3]]))
    one, other = rank("ward nurse", titles, families_alone, lexicon), rank("ward nurse", mixed, families_alone, lexicon)
    assert sorted(each.title for each in other) == sorted(mixed)
    assert {each.title: each.score for each in one} == pytest.approx({each.title: each.score for each in other})
    assert {each.title: each.why for each in one} == {each.title: each.why for each in other}
    assert rank("ward nurse", titles, families_alone, lexicon) == one


def said(texts: Sequence[str], named: Sequence[Sequence[int]], occupations: int) -> Wording:
    begin = np.cumsum([0, *map(len, named)])
    return wording(texts, begin, np.array([each for row in named for each in row], np.int32), occupations)


def test_words_speak_of_their_occupations() -> None:
    known = said(["bridge keeper", "bridge builder", "lock keeper", "zoo"], [[0], [1], [0, 2], [3]], 4)
    vocabulary = Vocabulary(known)
    occupation, value = vocabulary.says(["bridge"])
    assert occupation.tolist() == [0, 1]
    assert value[1] > value[0] > 0  # of one label of two, and of the only one
    assert float((value**2).sum()) == pytest.approx(1)
    rarer, commoner = known.telling[vocabulary.rows("zoo")[0]], known.telling[vocabulary.rows("keeper")[0]]
    assert rarer > commoner


def test_a_word_may_be_softer_than_another() -> None:
    vocabulary = Vocabulary(said(["bridge keeper", "zoo"], [[0], [1]], 2))
    occupation, value = vocabulary.says(["bridge", "zoo"], [1.0, 0.5])
    assert occupation.tolist() == [0, 1]
    assert value[0] == pytest.approx(2 * value[1])
    assert float((value**2).sum()) == pytest.approx(1)


def test_what_no_label_holds_is_passed_over() -> None:
    vocabulary = Vocabulary(said(["bridge keeper"], [[0]], 1))
    assert vocabulary.says(["bridge", "troll"])[1][0] == vocabulary.says(["bridge"])[1][0]
    assert len(vocabulary.says(["troll"])[0]) == len(vocabulary.says([])[0]) == 0


def test_labels_are_alike_by_the_words_that_they_share() -> None:
    vocabulary = Vocabulary(said(["bridge keeper", "keeper bridge", "lock keeper", "zoo"], [[0], [1], [2], [3]], 4))
    label, cosine = vocabulary.labels(["bridge", "keeper", "troll"], [1.0, 1.0, 1.0])
    assert label.tolist() == [0, 1, 2]
    assert cosine[0] == cosine[1] == pytest.approx(1)
    assert 0 < cosine[2] < 0.5  # of two words the commoner one
    assert vocabulary.labels(["bridge", "keeper"], [0.3, 1.0])[1][2] > cosine[2]
    assert len(vocabulary.labels(["troll"], [1.0])[0]) == len(vocabulary.labels([], [])[0]) == 0


def test_compounds_are_read_by_their_parts() -> None:
    labels = [f"{word} {number}" for word in ("brücke", "schiff", "führer", "fahrt") for number in range(5)]
    known = said([*labels, "dachfahrt"], [[0]] * (len(labels) + 1), 1)
    vocabulary, words = Vocabulary(known), bytes(known.words).decode().split("\n")

    def read(word: str) -> list[str]:
        return [words[row] for row in vocabulary.rows(word)]

    assert read("schiffführer") == read("schiffsführer") == read("schiffsführerin") == ["schiff", "führ"]
    assert read("schifführer") == ["führ"]
    assert read("dachboden") == read("quux") == []
    assert read("dachführer") == ["dach", "führ"]


def test_forms_of_a_word_are_one_piece() -> None:
    for one, other in (("digitaler", "digitale"), ("recruteur", "recruteuse"), ("enfermero", "enfermeras")):
        assert stem(one) == stem(other) != one
    assert [stem(word) for word in ("amt", "bus", "oper")] == ["amt", "bus", "oper"]


@given(st.text("abeirns", max_size=12), st.dictionaries(st.text("abeirns", min_size=4, max_size=6), st.integers(0, 20)))
def test_pieces_begin_with_the_stem_and_are_two_more_at_most(word: str, known: dict[str, int]) -> None:
    found = pieces(word, known)
    assert found[0] == stem(word)
    assert len(found) in (1, 3)
    assert all(word.find(piece) >= 0 and len(piece) >= 4 for piece in found[1:])


def test_a_wording_of_nothing() -> None:
    assert len(Vocabulary(said([], [], 0)).says(["x"])[0]) == 0


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4), max_size=6), st.data())
def test_shares_are_as_long_as_words_are_telling(texts: list[list[str]], data: st.DataObject) -> None:
    named = [data.draw(st.lists(st.integers(0, 3), max_size=3, unique=True)) for _ in texts]
    known = said([" ".join(words) for words in texts], named, 4)
    for word in range(len(known.held_by)):
        part = slice(int(known.named_from[word]), int(known.named_from[word + 1]))
        letter = bytes(known.words).decode().split("\n")[word]
        held = [row for words, row in zip(texts, named, strict=True) if letter in words]
        assert known.named[part].tolist() == sorted({each for row in held for each in row})
        assert known.held_by[word] == len(held)
        if any(held):
            assert np.linalg.norm(known.share[part]) == pytest.approx(known.telling[word], rel=1e-5)
