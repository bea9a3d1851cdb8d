"""What words mean among the titles that are ranked.

Taxonomies do not know every word, and know many in another sense: a "server" is a machine there, and carries plates
in a list of kitchen staff. So each title is also read by its neighbours: what a piece of a word means here is the
mean of the votes of all titles that hold it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from graphfind.roles.taxonomy.grams import Floats, Ints
from graphfind.roles.taxonomy.likeness import KEPT, Likeness
from graphfind.roles.taxonomy.rows import followed, strongest, summed, unit

USAGE: Final = 1.4
"""What its words mean here counts so much, beside what a title says by itself, if the titles are very many."""

MANY: Final = 200
"""Among so many titles it counts half as much: how words are used in a short list tells little."""

TELLING: Final = 3
"""A piece counts its rarity among the titles to this power: "manager" means a little of all that is managed."""


@dataclass(frozen=True, slots=True)
class Usage:
    """The pieces of the words of some titles; piece w means `occupations[begin[w]:begin[w + 1]]`, each as much as
    `shares` says, and is the more `telling` the fewer titles hold it.

    `unseen` is how telling a piece is that none of them holds; `counts` is what all of this counts.
    """

    numbers: Mapping[str, int]
    begin: Ints
    occupations: Ints
    shares: Floats
    telling: Floats
    unseen: float
    counts: float


def usage(titles: Likeness) -> Usage:
    """What the pieces of the titles' words mean in them."""
    numbers = {piece: at for at, piece in enumerate(sorted({piece for held in titles.pieces for piece in held}))}
    count = [len(held) for held in titles.pieces]
    title = np.repeat(np.arange(len(titles)), count)
    piece = np.array([numbers[each] for held in titles.pieces for each in held], np.int64)
    loud = np.array([how for held in titles.pieces for how in held.values()])
    order = np.argsort(piece, kind="stable")
    title, loud = title[order], loud[order]
    holders = np.bincount(piece, minlength=len(numbers))
    end = np.cumsum(holders)
    size = int(titles.occupations.max(initial=-1)) + 1
    rows = []
    for first, last in zip((end - holders).tolist(), end.tolist(), strict=True):
        occupation, each = followed(titles.votes_from, titles.occupations, title[first:last])
        vote = followed(titles.votes_from, titles.votes, title[first:last])[0]
        mean = summed(occupation, vote * np.repeat(loud[first:last], each), size) / loud[first:last].sum()
        held = np.flatnonzero(mean)
        rows.append(strongest(held, mean[held], KEPT))
    occupations, shares = zip(*rows, strict=True) if rows else ((), ())
    return Usage(
        numbers=numbers,
        begin=np.cumsum([0, *map(len, shares)]),
        occupations=np.concatenate([np.empty(0, np.int64), *occupations]),
        shares=np.concatenate([np.empty(0), *shares]),
        telling=np.log1p(len(titles) / (1 + holders)) ** TELLING,
        unseen=float(np.log1p(len(titles)) ** TELLING),
        counts=USAGE * len(titles) / (len(titles) + MANY),
    )


def as_used(titles: Likeness, use: Usage) -> Likeness:
    """The titles with the votes of what their words mean here beside their own."""
    rows = []
    for number, held in enumerate(titles.pieces):
        own = slice(int(titles.votes_from[number]), int(titles.votes_from[number + 1]))
        known = [(use.numbers[piece], how) for piece, how in held.items() if piece in use.numbers]
        row = np.array([each for each, _ in known], np.int64)
        telling = use.telling[row] * np.array([how for _, how in known])
        unseen = sum((use.unseen * how) ** 2 for piece, how in held.items() if piece not in use.numbers)
        length = max(float(np.sqrt((telling**2).sum() + unseen)), 1e-12)
        meant, count = followed(use.begin, use.occupations, row)
        share = followed(use.begin, use.shares, row)[0] * np.repeat(telling * (use.counts / length), count)
        both, where = np.unique(np.concatenate([titles.occupations[own], meant]), return_inverse=True)
        both, votes = strongest(both, summed(where, np.concatenate([titles.votes[own], share]), len(both)), KEPT)
        rows.append((both.astype(np.int32), unit(votes).astype(np.float32)))
    occupations, votes_ = zip(*rows, strict=True) if rows else ((), ())
    return replace(
        titles,
        votes_from=np.cumsum([0, *map(len, votes_)]),
        occupations=np.concatenate([np.empty(0, np.int32), *occupations]),
        votes=np.concatenate([np.empty(0, np.float32), *votes_]),
    )
