"""Many titles made ready for role after role: their words indexed, and what they say kept once they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphfind.arrays import distinct
from graphfind.model import RoleMatch
from graphfind.roles import facets, wordindex
from graphfind.roles.facets import ALL, NOT_HELD, Facets
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.match import GRADES, RoleMatcher
from graphfind.roles.parse import ParsedTitle, parse
from graphfind.roles.prefilter import needed, prefilter, stems_of
from graphfind.roles.worded import may_be_a_person
from graphfind.roles.wordindex import WordIndex

if TYPE_CHECKING:
    from graphfind.roles.target import Alternative


_FAMILY = GRADES.index("family")
"""The best grade of what only a synonym says."""
_ELSEWHERE = NOT_HELD + 1
"""Stands for the grade of what is not said of now."""
Rated = NDArray[np.int8]
"""A grade for each title, as a number; see `facets.NOT_HELD`."""


class TitleIndex:
    """Distinct titles, each called by its row, its place among them; made by `title_index` or of what was kept.

    `texts` gives the titles of some rows, `index` the words of all of them. What is read of titles for one role is
    known for the next one: `facets` says how much that is, by the lexicon that the index was made with.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        texts: Callable[[Sequence[int]], Sequence[str]],
        index: Callable[[], WordIndex],
        known: Facets,
    ) -> None:
        self.facets = known
        self._lexicon = lexicon
        self._texts = texts
        self._index = index
        self._words: WordIndex | None = None
        self._servants: frozenset[str] = frozenset()

    @property
    def words(self) -> WordIndex:
        """The words of all titles, indexed or opened when they are needed first."""
        if self._words is None:
            self._words = self._index()
        return self._words

    def read(self, rows: Sequence[int] | None = None, whole: frozenset[str] = frozenset()) -> None:
        """Read some titles, or all of them; `whole` are the families of which nothing is unread afterwards."""
        chosen = np.flatnonzero(~self.facets.known).tolist() if rows is None else rows
        if not chosen:
            self.facets = facets.with_read(self.facets, (), whole)
            return
        from graphfind.roles import places  # what was read and kept needs none of it

        said: list[tuple[str, ...]] = []

        def read() -> Iterator[tuple[int, ParsedTitle]]:
            for row, title in zip(chosen, self._texts(chosen), strict=True):
                parsed = parse(title, self._lexicon)
                said.append(tuple([each.text for each in parsed.segments if each.status != "company"]))
                yield row, parsed

        known = facets.with_read(self.facets, read(), whole)
        self._servants = self._servants or places.servants_of(self._lexicon)
        placed = places.with_placed(known.places, self.words, chosen, said, self._servants, self._lexicon)
        self.facets = known._replace(places=placed)

    def match_all(self, made: RoleMatcher) -> dict[str, RoleMatch]:
        """The titles that hold a role, in their order: those of `made.match_all`, with the same grades and levels.

        Why they do is told only where it had to be found out, and empty elsewhere: `made.match` tells it.
        """
        self._read_for(made)
        grade, facet, doubtful = self._by_facets(made)
        barred = self._by_words(made, grade, doubtful)
        found = np.flatnonzero((grade < NOT_HELD) | doubtful).tolist()
        matches: dict[tuple[int, int], RoleMatch | None] = {}
        for held, by in set(zip(grade[found].tolist(), facet[found].tolist(), strict=True)):
            if held < NOT_HELD:
                matches[held, by] = RoleMatch(GRADES[held], self.facets.facets[by].level, "")
        matched: dict[str, RoleMatch] = {}
        columns = zip(*(column[found].tolist() for column in (grade, facet, doubtful, barred)), strict=True)
        for title, (held, by, doubted, suspected) in zip(self._texts(found), columns, strict=True):
            match = made.match(title) if doubted else matches[held, by]
            if match is not None and not (suspected and made.excluded(title)):
                matched[title] = match
        return matched

    def _read_for(self, made: RoleMatcher) -> None:
        """Read what may name a family of the role, unless that is known."""
        wanted = {number: _families(made, number) for number in _by_family(made)}
        missing = [number for number, families in wanted.items() if not self.facets.is_whole(families)]
        if any(ALL in wanted[number] for number in missing):
            self.read()
        elif missing:
            alternatives = tuple(made.role.alternatives[number] for number in missing)
            role = made.role._replace(alternatives=alternatives, included=())
            telling = prefilter(role, [made.held[number] for number in missing], made.lexicon)
            rows = self.words.candidates(telling, self.facets.known).tolist()
            self.read(rows, frozenset[str]().union(*(wanted[number] for number in missing)))

    def _by_facets(self, made: RoleMatcher) -> tuple[Rated, NDArray[np.int32], NDArray[np.bool_]]:
        """Each title's grade by what is known of it, the facet by which it has it, and whether it must be read."""
        size = len(self.facets.saying)
        grade, facet = np.full(size, NOT_HELD, np.int8), np.zeros(size, np.int32)
        doubtful = np.zeros(size, np.bool_)
        for number in range(len(made.role.alternatives)):
            if _is_one_word(made, number):
                own, by, doubted = self._placed(made, number)
                doubtful |= doubted
            elif number in _by_family(made) and not _asks_for_words(made.role.alternatives[number]):
                own, by = self._graded(made, number)
            else:
                continue
            better = own < grade
            grade[better] = own[better]
            facet[better] = by[better]
        return grade, facet, doubtful

    def _placed(self, made: RoleMatcher, number: int) -> tuple[Rated, NDArray[np.int32], NDArray[np.bool_]]:
        """The same by an alternative of one word, from where it stands; titles that were not read are."""
        from graphfind.roles import places  # few roles are words

        alternative = made.role.alternatives[number]
        at, rows, itself = places.occurrences(self.words, alternative.said[0])
        unread = places.rows_unread(self.facets.places, self.words, rows)
        if unread:
            self.read(unread)
        known, size = self.facets, len(self.facets.saying)
        place = known.places[at].astype(np.int64)
        doubtful = np.zeros(size, np.bool_)
        doubtful[rows[place == places.DOUBTFUL]] = True
        if may_be_a_person(alternative.words[0], self._lexicon):
            doubtful[rows[places.goes_on(known.places, at)]] = True
        rows, place, itself = rows[place >= 0], place[place >= 0], itself[place >= 0]
        named = places.beside(rows, place, itself)
        held = known.said[known.starts[known.saying[rows]] + place]
        rated = np.full(len(known.facets), _ELSEWHERE, np.int8)
        suited = np.zeros(len(known.facets), np.bool_)
        for each in distinct(held).tolist():
            suited[each] = alternative.said[0].suits(known.facets[each].function)
            if known.facets[each].status == "current":
                grade = made.worded_grade(number, known.facets[each])
                rated[each] = NOT_HELD if grade is None else GRADES.index(grade)
        here = (rated[held] != _ELSEWHERE) & (named | suited[held])
        rows, held, named = rows[here][::-1], held[here][::-1], named[here][::-1]
        by, own = np.zeros(size, np.int32), np.full(size, NOT_HELD, np.int8)
        by[rows] = held  # of several the first stays
        own[rows] = np.where(named, rated[held], np.maximum(rated[held], _FAMILY))
        return own, by, doubtful

    def _by_words(self, made: RoleMatcher, grade: Rated, doubtful: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Mark the titles that must be read for their words; which have words that may rule them out is returned."""
        role = made.role
        barred = np.zeros(len(grade), np.bool_)
        for number, alternative in enumerate(role.alternatives):
            if _asks_for_words(alternative) and not _is_one_word(made, number):
                rows = distinct(np.concatenate([self.words.holding(parts) for parts in needed(alternative)]))
                if number in _by_family(made):
                    rows = rows[self._graded(made, number)[0][rows] < NOT_HELD]
                doubtful[rows] = True
        for phrase in role.included:
            doubtful[self.words.holding(stems_of(phrase))] = True
        for phrase in role.excluded:
            barred[self.words.holding(stems_of(phrase))] = True
        return barred

    def _graded(self, made: RoleMatcher, number: int) -> tuple[Rated, NDArray[np.int32]]:
        """Each title's grade by one alternative, its further words aside, and the facet by which it has it."""
        grades, by = self.facets.graded(made, number)
        # What was not read holds none of the families: it stands last.
        saying = self.facets.saying
        return np.append(grades, np.int8(NOT_HELD))[saying], np.append(by, np.int32(0))[saying]


def title_index(titles: Sequence[str], lexicon: Lexicon) -> TitleIndex:
    """Distinct titles made ready; their words are indexed when they are needed first."""
    return TitleIndex(
        lexicon,
        lambda rows: [titles[row] for row in rows],
        lambda: wordindex.word_index(titles),
        facets.unread(len(titles)),
    )


def _by_family(made: RoleMatcher) -> list[int]:
    """The alternatives that families or levels decide."""
    return [number for number, each in enumerate(made.role.alternatives) if each.basis in ("family", "level")]


def _is_one_word(made: RoleMatcher, number: int) -> bool:
    """Whether an alternative is one plain word, and only who holds it now is wanted."""
    alternative = made.role.alternatives[number]
    one = alternative.basis == "words" and len(alternative.words) == 1 and not alternative.quoted
    return one and not made.role.allow and alternative.words[0].isalnum()


def _asks_for_words(alternative: Alternative) -> bool:
    return bool(alternative.words or alternative.quoted)


def _families(made: RoleMatcher, number: int) -> frozenset[str]:
    return made.held[number] if made.role.alternatives[number].families else frozenset({ALL})
