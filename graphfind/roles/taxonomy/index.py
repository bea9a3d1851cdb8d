"""A taxonomy made ready for looking titles up: which labels are like a title, and which occupations those name.

Everything is an array, so that a file of it is opened at once and only what a title needs is read. The role
families of the lexicon stand among the occupations, with their phrases as labels.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graphfind.arrays import distinct
from graphfind.roles.deriving import BETWEEN
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.taxonomy.grams import Floats, Ints, every_gram
from graphfind.roles.taxonomy.reading import Taxonomy
from graphfind.roles.taxonomy.wording import Wording, wording
from graphfind.roles.text import words_of

PORTION: Final = 8_000
"""So many labels are cut into n-grams at a time, which bounds the memory that this takes."""

GROUP: Final = 1.0
"""How near the occupations of one group are together, shared among them: ESCO's code begins with ISCO's group."""

SHARED: Final = 5.0
"""How near a role family is to an occupation that shares names with it: the cosine of their names, so many times."""

NAMESAKES: Final = 5
"""A role family is near to so many of the occupations that share names with it, those that share most."""

_EDGE: Final = np.dtype([("row", np.int32), ("end", np.int32), ("value", np.float32)])

KIN: Final = 0.5
"""How near a role family is to its siblings, to the wider family that it is part of, and to the one that leads it."""


@dataclass(frozen=True, slots=True)
class TaxonomyIndex:
    """The arrays of an index; sizes are G n-grams, D labels, O occupations.

    `grams` are the n-grams in order, `weight` the square of how telling each is (its inverse document frequency).
    The labels that hold n-gram g are `labels[starts[g]:starts[g + 1]]`; `norm` is each label's length as a vector.
    Label d names the occupations `named[named_from[d]:named_from[d + 1]]`. Occupation o is near to
    `near[near_from[o]:near_from[o + 1]]`, each as much as `nearness` says, and is called by the labels
    `called[called_from[o]:called_from[o + 1]]`. `text` and `name` hold the labels and the occupations' names in UTF-8.
    The labels of a `synonymous` occupation all mean the same role; those of any other are roles of one kind.
    Families are the last occupations, `family` holds their ids in UTF-8. What the words of labels say, each by itself,
    is in the arrays that begin with `word`, see `Wording`.
    """

    grams: Ints
    weight: Floats
    starts: Ints
    labels: Ints
    norm: Floats
    named_from: Ints
    named: Ints
    near_from: Ints
    near: Ints
    nearness: Floats
    called_from: Ints
    called: Ints
    text_from: Ints
    text: Ints
    name_from: Ints
    name: Ints
    synonymous: NDArray[np.bool_]
    family_from: Ints
    family: Ints
    words: Ints
    word_held_by: Ints
    word_telling: Floats
    word_named_from: Ints
    word_named: Ints
    word_share: Floats
    word_held_from: Ints
    word_holders: Ints
    word_norm: Floats

    @property
    def occupations(self) -> int:
        """How many occupations there are, families included."""
        return len(self.near_from) - 1

    def label(self, number: int) -> str:
        """A label as folded words."""
        return bytes(self.text[self.text_from[number] : self.text_from[number + 1]]).decode()

    def labels_of(self, occupation: int) -> list[str]:
        """All that an occupation is called, as folded words."""
        part = slice(int(self.called_from[occupation]), int(self.called_from[occupation + 1]))
        return [self.label(number) for number in self.called[part].tolist()]

    @property
    def wording(self) -> Wording:
        """What the words of labels say of occupations."""
        return Wording(
            self.words, self.word_held_by, self.word_telling, self.word_named_from, self.word_named, self.word_share,
            self.word_held_from, self.word_holders, self.word_norm,
        )  # fmt: skip

    def families(self) -> dict[str, int]:
        """The ids of the families with their numbers as occupations."""
        text = bytes(self.family).decode()
        ids = [text[one:other] for one, other in pairwise(self.family_from.tolist())]
        return {id_: number for number, id_ in enumerate(ids, self.occupations - len(ids))}

    def name_of(self, occupation: int) -> str:
        """An occupation's name as its maker writes it."""
        return bytes(self.name[self.name_from[occupation] : self.name_from[occupation + 1]]).decode()


def build_index(taxonomy: Taxonomy | None, lexicon: Lexicon) -> TaxonomyIndex:
    """The index of a taxonomy and a lexicon's families, or of the families alone."""
    texts, naming, names, numbers, own = _occupations(taxonomy, lexicon)
    synonymous = np.ones(len(names), np.bool_)
    synonymous[[numbers[id_] for id_ in taxonomy.kinds] if taxonomy else []] = False
    vocabulary = _vocabulary(texts)
    held = list(_held(texts, vocabulary))
    frequency = sum((count for _, count, _ in held), np.zeros(len(vocabulary), np.int32))
    weight = ((np.log((1 + len(texts)) / (1 + frequency)) + 1) ** 2).astype(np.float32)
    starts = np.zeros(len(vocabulary) + 1, np.int64)
    np.cumsum(frequency, out=starts[1:])
    holders, norm = np.empty(starts[-1], np.int32), np.zeros(len(texts), np.float32)
    at = starts[:-1].copy()
    for first, count, place in held:
        label = place + np.int32(first)
        norm += np.bincount(label, np.repeat(weight, count), len(texts)).astype(np.float32)
        holders[np.repeat(at - (np.cumsum(count) - count), count) + np.arange(len(label))] = label
        at += count
    del held
    named_from, named = _grouped(naming[0], naming[1], len(texts))
    called_from, called = _grouped(naming[1], naming[0], len(names))
    near_from, near, nearness = _rows(
        chain(_near(taxonomy, numbers), _kin(lexicon, own), _namesakes(named_from, named, own)), len(names)
    )
    text_from, text = _joined(texts)
    name_from, name = _joined(names)
    family_from, family = _joined(list(lexicon.families))
    said = wording(texts, named_from, named, len(names))
    return TaxonomyIndex(
        vocabulary, weight, starts, holders, np.sqrt(norm), named_from, named, near_from, near, nearness,
        called_from, called, text_from, text, name_from, name, synonymous, family_from, family,
        said.words, said.held_by, said.telling, said.named_from, said.named, said.share,
        said.held_from, said.holders, said.norm,
    )  # fmt: skip


def _occupations(
    taxonomy: Taxonomy | None, lexicon: Lexicon
) -> tuple[list[str], Ints, list[str], dict[str, int], dict[str, int]]:
    """The labels as plain words; two rows, of labels and of the occupations that they name, label by label; the
    occupations' names; the taxonomy's ids, and those of the families, with their numbers."""
    labels: dict[str, int] = {}
    naming = array("q")  # as flat numbers: an object for each label took twice the memory of all arrays together
    names: list[str] = []
    numbers: dict[str, int] = {}
    for id_, name in taxonomy.names.items() if taxonomy else ():
        numbers[id_] = len(names)
        names.append(" ".join(name.split()))
        for title in taxonomy.labels[id_] if taxonomy else ():
            if text := plain(title):
                naming.extend((labels.setdefault(text, len(labels)), numbers[id_]))
    own = {id_: number for number, id_ in enumerate(lexicon.families, len(names))}
    names += [family.name for family in lexicon.families.values()]
    for phrase, number in lexicon.phrases.items():
        meaning = lexicon.meanings[number]
        if meaning.kind != "title" or _is_said_shorter(phrase, number, lexicon):
            continue
        if text := phrase if phrase.replace(" ", "").isalnum() else plain(phrase):
            label = labels.setdefault(text, len(labels))
            for id_ in meaning.families:
                naming.extend((label, own[id_]))
    pairs = np.frombuffer(naming, np.int64).reshape(-1, 2)
    _, first = np.unique(pairs[:, 0] * len(names) + pairs[:, 1], return_index=True)
    pairs = pairs[np.sort(first)].astype(np.int32)
    return list(labels), pairs[np.argsort(pairs[:, 0], kind="stable")].T, names, numbers, own


def _is_said_shorter(phrase: str, number: int, lexicon: Lexicon) -> bool:
    """Whether a phrase says with small words in it what it says without: a label of its own would tell no more."""
    words = phrase.split()
    shorter = [word for word in words if word not in BETWEEN]
    return len(shorter) < len(words) and lexicon.phrases.get(" ".join(shorter)) == number


def plain(title: str) -> str:
    """A title as its folded words with single spaces between, which is what labels are."""
    return " ".join(words_of(title))


def _vocabulary(texts: Sequence[str]) -> Ints:
    """Every n-gram of the texts, in order."""
    known: Ints = np.empty(0, np.int64)
    for first in range(0, len(texts), PORTION):
        known = distinct(np.concatenate([known, distinct(every_gram(texts[first : first + PORTION])[1])]))
    return known


def _held(texts: Sequence[str], vocabulary: Ints) -> Iterator[tuple[int, Ints, Ints]]:
    """Which texts hold an n-gram, a portion of them at a time: the first of these, how many of them hold each n-gram,
    and by n-gram which, counted from the first. All is kept until the last is cut, and so in numbers of two bytes."""
    for first in range(0, len(texts), PORTION):
        place, gram = every_gram(texts[first : first + PORTION])
        pair = distinct(np.searchsorted(vocabulary, gram) * PORTION + place)
        count = np.bincount(pair // PORTION, minlength=len(vocabulary)).astype(np.int16)
        yield first, count, (pair % PORTION).astype(np.int16)


def _near(taxonomy: Taxonomy | None, numbers: Mapping[str, int]) -> Iterator[tuple[int, int, float]]:
    if taxonomy is None:
        return
    for id_, other_id, nearness in taxonomy.near:
        yield numbers[id_], numbers[other_id], nearness
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for id_, group in taxonomy.groups.items():
        groups[group].append(numbers[id_])
    for members in groups.values():
        for one in members:
            yield from ((one, other, GROUP / len(members)) for other in members if other != one)


def _kin(lexicon: Lexicon, numbers: Mapping[str, int]) -> Iterator[tuple[int, int, float]]:
    """Which families are near to which; `numbers` are theirs as occupations."""
    kin: dict[tuple[int, int], None] = {}
    for id_, family in lexicon.families.items():
        kin.update(dict.fromkeys((numbers[id_], numbers[other]) for other in family.siblings if other in numbers))
        for other in filter(numbers.__contains__, (family.part_of, family.led_by)):
            kin[numbers[id_], numbers[other]] = kin[numbers[other], numbers[id_]] = None
    yield from ((one, other, KIN) for one, other in kin if one != other)


def _namesakes(named_from: Ints, named: Ints, own: Mapping[str, int]) -> Iterator[tuple[int, int, float]]:
    """Which occupations share names with which families, and so are near to each other."""
    families = frozenset(own.values())
    if min(families, default=0) == 0:
        return  # there are no other occupations
    called = np.bincount(named).tolist()
    shared: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for first, last in pairwise(named_from.tolist()):
        each_named = named[first:last].tolist()
        for family in families.intersection(each_named):
            shared[family].update(each for each in each_named if each not in families)
    for family, others in shared.items():
        likeness = {other: count / (called[family] * called[other]) ** 0.5 for other, count in others.items()}
        for other in sorted(likeness, key=lambda each: (-likeness[each], each))[:NAMESAKES]:
            nearness = min(1.0, SHARED * likeness[other])
            yield from ((family, other, nearness), (other, family, nearness))


def _grouped(rows: Ints, ends: Ints, count: int) -> tuple[Ints, Ints]:
    """Pairs in compressed rows: where each row begins, and the other ends in the order given."""
    begin = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=count), out=begin[1:])
    return begin, ends[np.argsort(rows, kind="stable")]


def _rows(edges: Iterable[tuple[int, int, float]], count: int) -> tuple[Ints, Ints, Floats]:
    """Edges in compressed rows: where each row begins, the other ends, the values."""
    table = np.fromiter(edges, _EDGE)
    begin, order = _grouped(table["row"], np.arange(len(table), dtype=np.int32), count)
    return begin, table["end"][order], table["value"][order]


def _joined(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Texts in one row of bytes, and where each begins."""
    row, begin = bytearray(), np.zeros(len(texts) + 1, np.int64)
    for at, text in enumerate(texts, 1):
        row += text.encode()
        begin[at] = len(row)
    return begin, np.frombuffer(bytes(row), np.uint8)
