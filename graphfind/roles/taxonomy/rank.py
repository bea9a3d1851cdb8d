"""Titles in the order in which they are like a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

import numpy as np

from graphfind.roles.lexicon import Lexicon
from graphfind.roles.taxonomy.grams import Floats, Ints
from graphfind.roles.taxonomy.index import TaxonomyIndex
from graphfind.roles.taxonomy.likeness import (
    LETTERS,
    Likeness,
    by_letters,
    by_occupations,
    centroid,
    likeness,
    rarity,
    told_apart,
)
from graphfind.roles.taxonomy.usage import as_used, usage
from graphfind.roles.taxonomy.wording import Vocabulary

BEST: Final = 5
"""The best so many titles say more clearly than the query alone what is meant."""

ECHO: Final = 0.7
"""What likeness to the best titles counts beside likeness to the query."""

ECHO_LETTERS: Final = 0.5
"""What likeness to the best titles by letters counts beside likeness to them by occupations."""


class RankedTitle(NamedTuple):
    """A title with its score from 0 to 1, and why it stands where it does."""

    title: str
    score: float
    why: str


def rank(query: str, titles: Sequence[str], index: TaxonomyIndex, lexicon: Lexicon | None = None) -> list[RankedTitle]:
    """All titles, those most like the query first; equal ones as they stand.

    With a lexicon, which role families it reads in the titles counts as well. The score has no unit: it orders the
    titles of one query.
    """
    return ranker(titles, index, lexicon)(query)


def ranker(
    titles: Sequence[str], index: TaxonomyIndex, lexicon: Lexicon | None = None
) -> Callable[[str], list[RankedTitle]]:
    """What ranks these titles by one query after the other, as `rank` does; most of the work is done only once."""
    # In an order of their own: sums differ in their last digits by the order of what is added.
    distinct = {title: number for number, title in enumerate(sorted(set(titles)))}
    vocabulary = Vocabulary(index.wording)
    known = likeness(index, list(distinct), lexicon, vocabulary)
    rare, use = rarity(known), usage(known)
    known = told_apart(as_used(known, use), rare, len(distinct))
    place = np.array([distinct[title] for title in titles], np.int64)

    def ranked(query: str) -> list[RankedTitle]:
        wanted = likeness(index, [query], lexicon, vocabulary)
        wanted = told_apart(as_used(wanted, use), rare, len(distinct))
        score, by_role, letters = _scores(known, wanted)
        why = [_why(at, known, wanted, by_role[at], letters[at], index) for at in range(len(distinct))]
        return [
            RankedTitle(titles[at], float(score[place[at]]), why[place[at]])
            for at in np.argsort(-score[place], kind="stable").tolist()
        ]

    return ranked


def _scores(known: Likeness, wanted: Likeness) -> tuple[Floats, Floats, Floats]:
    """Each title's score, and the likeness by occupations and by letters that it is made of."""
    by_role = by_occupations(known, wanted.occupations, wanted.votes)
    letters = by_letters(known, wanted.grams, wanted.weights)
    score = by_role + LETTERS * letters
    if len(best := _best(score)):
        weights = score[best] / score[best].sum()
        role = centroid(known.votes_from, known.occupations, known.votes, best, weights)
        letter = centroid(known.grams_from, known.grams, known.weights, best, weights)
        score = score + ECHO * (by_occupations(known, *role) + ECHO_LETTERS * by_letters(known, *letter))
    return np.round(score / (1 + LETTERS + ECHO * (1 + ECHO_LETTERS)), 6), by_role, letters


def _best(score: Floats) -> Ints:
    """The places of the highest scores; those that are as high as the last of them are among them, in any order."""
    least = np.sort(score)[-BEST:][:1]
    return np.flatnonzero((score > 0) & (score >= least)) if len(least) else np.empty(0, np.int64)


def _why(at: int, known: Likeness, wanted: Likeness, by_role: float, letters: float, index: TaxonomyIndex) -> str:
    part = slice(int(known.votes_from[at]), int(known.votes_from[at + 1]))
    shared, own, asked = np.intersect1d(known.occupations[part], wanted.occupations, return_indices=True)
    said = []
    if len(shared):
        most = np.argsort(-known.votes[part][own] * wanted.votes[asked], kind="stable")[:2]
        said.append(f"both near {' and '.join(index.name_of(shared[each]) for each in most)} ({by_role:.2f})")
    if letters > 0:
        said.append(f"alike in letters ({letters:.2f})")
    return " · ".join(said) or "nothing in common"
