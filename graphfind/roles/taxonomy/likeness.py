"""How alike titles are: by the occupations that they speak of, and by their letters.

Four voices vote for a title's occupations. The labels of the taxonomy that are most similar to it, by the n-grams that
they share, vote for theirs, the more similar the more; so do those that are most similar by words. Its words vote, each
by itself. The role families that it is read to hold vote as occupations of their own. Words of every field are soft in
all of it. What is near to those is added, and the strongest remain. Two titles are as alike as their votes are (the
cosine), and by a part as their n-grams are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

import numpy as np

from graphfind.roles.lexicon import Lexicon
from graphfind.roles.parse import parse
from graphfind.roles.taxonomy.grams import Floats, Ints, grams
from graphfind.roles.taxonomy.index import TaxonomyIndex, plain
from graphfind.roles.taxonomy.rows import cosines, followed, strongest, summed, unit
from graphfind.roles.taxonomy.wording import Vocabulary

NEIGHBORS: Final = 60
"""So many of the most similar labels vote; more add noise, fewer miss names that are written otherwise."""

SHARPNESS: Final = 5.0
"""A label's vote is its similarity to this power: what is hardly similar hardly counts."""

ALIKE: Final = 0.6
"""The length of the vector of the labels that share most words, beside that of the similar ones, which is one."""

WORDS: Final = 0.9
"""What the words say, each by itself, beside them."""

FAMILIES: Final = 0.6
"""The length of the vector of the families that a title is read to hold, beside them."""

SPREAD: Final = 0.6
"""Which share of an occupation's votes goes to those near it."""

KEPT: Final = 64
"""So many occupations of a title are kept, the strongest."""

EVERYWHERE: Final = frozenset(
    {"seat", "step", "scope", "rank", "assistant", "attendant", "of", "to", "at", "in", "now"}
)
"""Kinds of words that stand in titles of every field: "deputy", "head of", "senior", "certified"."""

SOFT: Final = 0.3
"""What such a word counts beside one that says what the work is about."""

LETTERS: Final = 0.3
"""What likeness by letters counts beside likeness by occupations."""

UNLIKE: Final = 0.15
"""A label with a cosine of no more than this has no vote: its share would be one in ten thousand."""

COMMON: Final = 0.03
"""An n-gram that a greater share of all labels holds tells next to nothing and is passed over when labels are looked
for: "ing", "er " and " ma" make every manager alike, and most of the work would go into them."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Titles in the terms of an index, as columns of one row each: occupations and votes, n-grams and their weights.

    Rows are of length one, as vectors. `votes_from` and `grams_from` say where each title's part begins. `pieces` are
    those of the words of each title, with how loud they are.
    """

    votes_from: Ints
    occupations: Ints
    votes: Floats
    grams_from: Ints
    grams: Ints
    weights: Floats
    pieces: Sequence[Mapping[str, float]]

    def __len__(self) -> int:
        return len(self.votes_from) - 1


def likeness(
    index: TaxonomyIndex,
    titles: Sequence[str],
    lexicon: Lexicon | None = None,
    vocabulary: Vocabulary | None = None,
) -> Likeness:
    """Titles made comparable; with a lexicon also by the families that it reads in them.

    `vocabulary` is that of the index, opened before by who asks more than once.
    """
    words = [plain(title).split() for title in titles]
    loud = _loudness(words, lexicon)
    place, gram = grams([" ".join(each) for each in words])
    grams_from = np.searchsorted(place, np.arange(len(titles) + 1))
    at = np.minimum(np.searchsorted(index.grams, gram), max(len(index.grams) - 1, 0))
    known = index.grams[at] == gram if len(index.grams) else np.zeros(len(gram), np.bool_)
    weight = np.where(known, index.weight[at], index.weight.max(initial=1.0))
    length = np.sqrt(np.bincount(place, weight, len(titles)))
    heard = _heard(words, loud, place, gram)
    heard_length = np.sqrt(np.bincount(place, weight * heard**2, len(titles)))
    vocabulary = vocabulary or Vocabulary(index.wording)
    families = index.families() if lexicon else {}
    rows = []
    for number, (title, part) in enumerate(zip(titles, _parts(grams_from), strict=True)):
        those = known[part]
        said = [
            _similar(index, at[part][those], float(heard_length[number]), heard[part][those]),
            _alike(index, vocabulary, words[number], loud[number]),
            _spoken(vocabulary, words[number], loud[number]),
        ]
        if lexicon:
            said.append(_held(title, lexicon, families))
        rows.append(_votes(index, said))
    occupations, votes = zip(*rows, strict=True) if rows else ((), ())
    return Likeness(
        votes_from=np.cumsum([0, *map(len, votes)]),
        occupations=np.concatenate([np.empty(0, np.int32), *occupations]),
        votes=np.concatenate([np.empty(0, np.float32), *votes]),
        grams_from=grams_from,
        grams=gram,
        weights=np.sqrt(weight) / length[place],
        pieces=[vocabulary.pieces(*each) for each in zip(words, loud, strict=True)],
    )


def _parts(begin: Ints) -> Iterator[slice]:
    return (slice(one, other) for one, other in zip(begin[:-1].tolist(), begin[1:].tolist(), strict=True))


def _loudness(titles: Sequence[Sequence[str]], lexicon: Lexicon | None) -> list[list[float]]:
    """How loud each word of each title is; where a title has none but soft words, they are as loud as others."""
    if lexicon is None:
        return [[1.0] * len(words) for words in titles]
    soft = {word for word in set(chain.from_iterable(titles)) if _everywhere(word, lexicon)}
    return [
        [1.0] * len(words) if soft.issuperset(words) else [SOFT if word in soft else 1.0 for word in words]
        for words in titles
    ]


def _everywhere(word: str, lexicon: Lexicon) -> bool:
    meaning = lexicon.meaning(word)
    return meaning is not None and meaning.kind in EVERYWHERE


def _heard(titles: Sequence[Sequence[str]], loud: Sequence[Sequence[float]], place: Ints, gram: Ints) -> Floats:
    """How loud each n-gram of each title is: as the loudest word that holds it."""
    heard = np.full(len(gram), SOFT)
    some = [number for number, each in enumerate(loud) if SOFT in each]
    kept = [" ".join(word for word, how in zip(titles[at], loud[at], strict=True) if how > SOFT) for at in some]
    heard[~np.isin(place, some)] = 1.0
    if some:
        own, others = grams(kept)
        distinct, number = np.unique(np.concatenate([gram, others]), return_inverse=True)
        key = place * np.int64(len(distinct)) + number[: len(gram)]
        heard[np.isin(key, np.array(some)[own] * np.int64(len(distinct)) + number[len(gram) :])] = 1.0
    return heard


def _similar(index: TaxonomyIndex, known: Ints, length: float, heard: Floats) -> tuple[Ints, Floats]:
    """What the labels nearest to a title vote for: occupations in order, and votes, of length one."""
    return _voted(index, *nearest_labels(index, known, length, heard=heard))


def _alike(
    index: TaxonomyIndex, vocabulary: Vocabulary, words: Sequence[str], loud: Sequence[float]
) -> tuple[Ints, Floats]:
    """What the labels vote for that share most words with a title."""
    label, similarity = vocabulary.labels(words, loud)
    like = similarity > UNLIKE
    occupation, votes = _voted(index, *_best(label[like], similarity[like]))
    return occupation, votes * ALIKE


def _voted(index: TaxonomyIndex, label: Ints, similarity: Floats) -> tuple[Ints, Floats]:
    """What labels vote for: occupations in order, and votes, of length one."""
    occupation, count = followed(index.named_from, index.named, label)
    held, where = np.unique(occupation, return_inverse=True)
    return held, unit(summed(where, np.repeat(similarity**SHARPNESS, count), len(held)))


def _best(label: Ints, similarity: Floats) -> tuple[Ints, Floats]:
    if len(label) > NEIGHBORS:
        best = np.argpartition(-similarity, NEIGHBORS)[:NEIGHBORS]
        label, similarity = label[best], similarity[best]
    return label, similarity


def _spoken(vocabulary: Vocabulary, words: Sequence[str], loud: Sequence[float]) -> tuple[Ints, Floats]:
    """What the words of a title vote for."""
    occupation, value = vocabulary.says(words, loud)
    return occupation, value * WORDS


def _held(title: str, lexicon: Lexicon, numbers: Mapping[str, int]) -> tuple[Ints, Floats]:
    """What the families that a title is read to hold vote for; families that the index does not know have no vote."""
    held = [numbers[id_] for id_ in parse(title, lexicon).families if id_ in numbers]
    return np.array(held, np.int32), np.full(len(held), FAMILIES / max(len(held), 1) ** 0.5)


def _votes(index: TaxonomyIndex, said: Sequence[tuple[Ints, Floats]]) -> tuple[Ints, Floats]:
    """All votes together, passed on to what is near: occupations in order, and votes, of length one."""
    held, where = np.unique(np.concatenate([occupation for occupation, _ in said]), return_inverse=True)
    votes = summed(where, np.concatenate([vote for _, vote in said]), len(held))
    near, count = followed(index.near_from, index.near, held)
    passed = np.repeat(votes, count) * followed(index.near_from, index.nearness, held)[0] * SPREAD
    both, where = np.unique(np.concatenate([held, near]), return_inverse=True)
    held, kept = strongest(both, summed(where, np.concatenate([votes, passed]), len(both)), KEPT)
    return held.astype(np.int32), unit(kept).astype(np.float32)


def nearest_labels(
    index: TaxonomyIndex, known: Ints, length: float, common: float = COMMON, heard: Floats | None = None
) -> tuple[Ints, Floats]:
    """The labels most similar to a title, given its n-grams that the index knows, and their cosines.

    N-grams that a greater share of labels than `common` holds are passed over; cosines are the less for it. `heard`
    says how much each n-gram counts, all the same if it is not given; `length` is of what counts.
    """
    if not len(known):
        return np.empty(0, np.int64), np.empty(0)
    frequency = index.starts[known + 1] - index.starts[known]
    rare = frequency <= max(common * len(index.norm), NEIGHBORS)
    rare = rare if rare.any() else np.ones(len(known), np.bool_)
    weight = index.weight[known] if heard is None else index.weight[known] * heard
    holder, count = followed(index.starts, index.labels, known[rare])
    shared = summed(holder, np.repeat(weight[rare], count), len(index.norm))
    label = np.flatnonzero(shared > index.norm * np.float32(UNLIKE * length))
    return _best(label, shared[label] / (index.norm[label] * length))


def rarity(known: Likeness) -> tuple[Ints, Floats]:
    """The n-grams of some titles in order, and how rare each is among them: what all of them hold tells little."""
    gram, held_by = np.unique(known.grams, return_counts=True)
    return gram, np.log1p(len(known) / (1 + held_by))


def told_apart(titles: Likeness, rare: tuple[Ints, Floats], count: int) -> Likeness:
    """The titles with n-grams that count by their rarity among `count` titles as well."""
    gram, value = rare
    at = np.minimum(np.searchsorted(gram, titles.grams), max(len(gram) - 1, 0))
    found = gram[at] == titles.grams if len(gram) else np.zeros(len(titles.grams), np.bool_)
    weight = titles.weights * np.where(found, value[at] if len(gram) else 1.0, np.log1p(count))
    place = np.repeat(np.arange(len(titles)), np.diff(titles.grams_from))
    length = np.sqrt(np.bincount(place, weight**2, len(titles)))
    return replace(titles, weights=weight / np.maximum(length, 1e-12)[place])


def by_occupations(known: Likeness, occupations: Ints, votes: Floats) -> Floats:
    """The cosine of each title's votes and the given ones."""
    return cosines(known.votes_from, known.occupations, known.votes, occupations, votes)


def by_letters(known: Likeness, grams: Ints, weights: Floats) -> Floats:
    """The cosine of each title's n-grams and the given ones."""
    return cosines(known.grams_from, known.grams, known.weights, grams, weights)


def centroid(begin: Ints, keys: Ints, values: Floats, rows: Ints, weights: Floats) -> tuple[Ints, Floats]:
    """The weighted sum of some rows: keys in order, and values."""
    key, count = followed(begin, keys, rows)
    value = followed(begin, values, rows)[0] * np.repeat(weights, count)
    both, where = np.unique(key, return_inverse=True)
    return both, summed(where, value, len(both))
