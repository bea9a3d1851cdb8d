"""A role that no family covers, in the other words that a taxonomy has for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from graphfind.roles.lexicon import Lexicon
from graphfind.roles.parse import parse
from graphfind.roles.target import Alternative, TargetRole
from graphfind.roles.taxonomy.grams import grams
from graphfind.roles.taxonomy.index import TaxonomyIndex, plain
from graphfind.roles.taxonomy.likeness import likeness, nearest_labels

CERTAIN: Final = 0.75
"""A query names the occupations of labels that are at least this similar to it."""

COMMON: Final = 0.08
"""N-grams that more labels hold are passed over, see `nearest_labels`."""

OCCUPATIONS: Final = 3
"""A query that names more occupations than these is too wide to be widened further."""


def widened(role: TargetRole, index: TaxonomyIndex, lexicon: Lexicon, *, akin: bool = False) -> TargetRole | None:
    """The role by what else its occupations are called, or None where the taxonomy has no word for it.

    With `akin` also by the other roles that the taxonomy puts under one occupation with it. What the lexicon knows as
    another role is left out: taxonomies file "Product Manager" under marketing managers.
    """
    found = [other for each in role.alternatives if each.basis == "words" for other in _others(each, index, lexicon)]
    found = [each for each in found if akin or not each.akin]
    return role._replace(alternatives=tuple(dict.fromkeys(found))) if found else None


def occupations_named(text: str, index: TaxonomyIndex) -> list[int]:
    """The occupations that a text names, the likeliest first; none where no label is similar enough."""
    _, gram = grams([plain(text)])
    at = np.searchsorted(index.grams, gram)
    known = at[(at < len(index.grams)) & (index.grams[np.minimum(at, len(index.grams) - 1)] == gram)]
    length = float(np.sqrt(index.weight[known].sum() + (len(gram) - len(known)) * index.weight.max(initial=1.0)))
    label, similarity = nearest_labels(index, known, length, COMMON)
    order = np.argsort(-similarity, kind="stable")
    order = order[similarity[order] >= max(CERTAIN, float(similarity.max(initial=0.0)) - 0.05)]
    named: dict[int, None] = {}
    for number in label[order].tolist():
        part = slice(int(index.named_from[number]), int(index.named_from[number + 1]))
        named.update(dict.fromkeys(index.named[part].tolist()))
    return list(named)[:OCCUPATIONS]


def related(text: str, index: TaxonomyIndex, limit: int = 8) -> list[str]:
    """The names of the occupations nearest to what a text names, the nearest first."""
    own = likeness(index, [text])
    return [index.name_of(int(own.occupations[at])) for at in np.argsort(-own.votes, kind="stable")[:limit]]


def _others(alternative: Alternative, index: TaxonomyIndex, lexicon: Lexicon) -> Iterator[Alternative]:
    for occupation in occupations_named(alternative.text, index):
        for label in index.labels_of(occupation):
            words = tuple(label.split())
            if parse(label, lexicon).families or (len(words) == 1 and lexicon.meaning(label) is not None):
                continue
            name, akin = index.name_of(occupation), not index.synonymous[occupation]
            yield alternative._replace(text=label, words=words, synonyms=(), occupation=name, akin=akin)
