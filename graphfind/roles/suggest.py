"""Who comes closest to a role that nobody holds: titles just missed, and the nearest ones that somebody has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graphfind.roles.inflect import stem
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.match import RoleMatcher, matcher
from graphfind.roles.prefilter import plain_lines
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
    found: list[tuple[int, int, str, str]] = []
    for title in made.candidates(list(titles), "near"):
        judged = made.judge(title)
        if judged.grade in ("near", "related"):
            found.append((0, -titles[title], title, judged.why))
        elif judged.grade is None and "would be" in judged.why:
            found.append((1, -titles[title], title, judged.why))
    if len(found) < limit:
        known = {title for _, _, title, _ in found}
        for title, shared, why in _alike(role, [title for title in titles if title not in known], made):
            found.append((2 + shared, -titles[title], title, why))
    found.sort()
    return tuple(NearTitle(title, -people, why) for _, people, title, why in found[:limit])


def _alike(role: TargetRole, titles: Sequence[str], made: RoleMatcher) -> list[tuple[str, int, str]]:
    """Titles that share words with the query, misspelled ones included, and how many they lack."""
    words = list(dict.fromkeys(word for each in role.alternatives for word in words_of(each.text)))
    if not words or not titles:
        return []
    lines = [line.split() for line in plain_lines(titles)]
    meant = _meant(words, {word for line in lines for word in line})
    result: list[tuple[str, int, str]] = []
    for title, line in zip(titles, lines, strict=True):
        stems = {stem(word) for word in line}
        shared = [word for word in words if not stems.isdisjoint(meant[word])]
        if len(shared) >= max(1.0, len(words) * _ENOUGH) and made.judge(title).grade is None:
            missing = [word for word in words if word not in shared]
            why = f'without "{missing[0]}"' if missing else "its words are almost the same"
            result.append((title, len(missing), why))
    return result


def _meant(words: Iterable[str], vocabulary: set[str]) -> dict[str, set[str]]:
    """For each word its stem and the stems of words that it may be a misspelling of."""
    from difflib import get_close_matches  # only where nobody was found

    meant: dict[str, set[str]] = {}
    for word in words:
        near = [each for each in vocabulary if each[:1] == word[:1] and abs(len(each) - len(word)) <= 2]
        meant[word] = {stem(word), *map(stem, get_close_matches(word, near, n=3, cutoff=_ALIKE))}
    return meant
