"""Titles in the order in which they are like a query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
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
from graphfind.roles.taxonomy.rows import products
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
        why = _reasons(known, wanted, by_role, letters, index)
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


def _reasons(known: Likeness, wanted: Likeness, by_role: Floats, letters: Floats, index: TaxonomyIndex) -> list[str]:
    """Why each title stands where it does."""
    name = cache(index.name_of)
    found = []
    for near, role, letter in zip(_nearest(known, wanted), by_role.tolist(), letters.tolist(), strict=True):
        said = [f"both near {' and '.join(map(name, near))} ({role:.2f})"] if near else []
        if letter > 0:
            said.append(f"alike in letters ({letter:.2f})")
        found.append(" · ".join(said) or "nothing in common")
    return found


def _nearest(known: Likeness, wanted: Likeness) -> list[list[int]]:
    """For each title the two occupations at most that bring it nearest to the query, the nearer first."""
    both = products(known.occupations, known.votes, wanted.occupations, wanted.votes)
    shared = np.flatnonzero(both)
    title = np.repeat(np.arange(len(known)), np.diff(known.votes_from))[shared]
    order = np.lexsort((known.occupations[shared], -both[shared], title))
    nearest = known.occupations[shared][order]
    begin = np.searchsorted(title[order], np.arange(len(known) + 1)).tolist()
    return [nearest[one : min(one + 2, other)].tolist() for one, other in pairwise(begin)]
