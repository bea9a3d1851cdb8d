"""Who comes closest to a role that nobody holds: titles just missed, and the nearest ones that somebody has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain, islice
from typing import NamedTuple

from graphfind.roles.lexicon import Lexicon
from graphfind.roles.match import matcher
from graphfind.roles.prefilter import plain_lines
from graphfind.roles.stems import stem
from graphfind.roles.target import TargetRole
from graphfind.roles.text import words_of

_ALIKE = 0.8
"""How alike two words must be for one to be a misspelling of the other, as difflib measures it."""
_ENOUGH = 0.5
"""Which share of a query's words a title must hold to be near it."""


class NearTitle(NamedTuple):
    """A title that does not hold a role but comes near: how many people have it, and what is missing."""

    title: str
    people: int
    why: str


def nearest(role: TargetRole, titles: Mapping[str, int], lexicon: Lexicon, limit: int = 5) -> tuple[NearTitle, ...]:
    """The titles that come closest to a role without holding it, the most frequent first.

    `titles` maps each distinct title to how many people have it. First come roles beside the one
    asked for, then levels and standings that a search does not take, then titles that share words.
    """
    made = matcher(role, lexicon)
    beside: list[NearTitle] = []
    barred: list[NearTitle] = []
    for title in sorted(made.candidates(list(titles), "near"), key=lambda title: (-titles[title], title)):
        judged = made.judge(title)
        if judged.grade in ("near", "related"):
            beside.append(NearTitle(title, titles[title], judged.why))
            if len(beside) == limit:
                return tuple(beside)
        elif judged.grade is None and "would be" in judged.why:
            barred.append(NearTitle(title, titles[title], judged.why))
    found = [*beside, *barred][:limit]
    if len(found) < limit:
        known = {near.title for near in found}
        alike = _alike(role, {title: people for title, people in titles.items() if title not in known})
        found += islice((near for near in alike if made.judge(near.title).grade is None), limit - len(found))
    return tuple(found)


def _alike(role: TargetRole, titles: Mapping[str, int]) -> list[NearTitle]:
    """Titles that share words with the query, misspelled ones included: those that lack few in front."""
    words = list(dict.fromkeys(word for each in role.alternatives for word in words_of(each.text)))
    if not words or not titles:
        return []
    lines = [line.split() for line in plain_lines(list(titles))]
    stems = {word: stem(word) for word in set(chain.from_iterable(lines))}
    meant = _meant(words, stems.keys())
    forms = [frozenset(word for word, root in stems.items() if root in meant[wanted]) for wanted in words]
    result: list[tuple[int, NearTitle]] = []
    for (title, people), line in zip(titles.items(), lines, strict=True):
        missing = [word for word, held in zip(words, forms, strict=True) if held.isdisjoint(line)]
        if len(words) - len(missing) >= max(1.0, len(words) * _ENOUGH):
            why = f'without "{missing[0]}"' if missing else "its words are almost the same"
            result.append((len(missing), NearTitle(title, people, why)))
    return [near for _, near in sorted(result, key=lambda one: (one[0], -one[1].people, one[1].title))]


def _meant(words: Iterable[str], vocabulary: Collection[str]) -> dict[str, set[str]]:
    """For each word its stem and the stems of words that it may be a misspelling of."""
    from difflib import get_close_matches  # only where nobody was found

    meant: dict[str, set[str]] = {}
    for word in words:
        near = [each for each in vocabulary if each[:1] == word[:1] and abs(len(each) - len(word)) <= 2]
        meant[word] = {stem(word), *map(stem, get_close_matches(word, near, n=3, cutoff=_ALIKE))}
    return meant
