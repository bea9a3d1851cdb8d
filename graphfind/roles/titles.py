"""Many titles made ready for role after role: their words indexed, and what they say kept once they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graphfind.model import RoleMatch
from graphfind.roles import facets, wordindex
from graphfind.roles.facets import ALL, NOT_HELD, Facets
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.match import GRADES, RoleMatcher
from graphfind.roles.parse import parse
from graphfind.roles.prefilter import prefilter, said_of, stems_of
from graphfind.roles.wordindex import WordIndex

if TYPE_CHECKING:
    from graphfind.roles.target import Alternative


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

    def read(self, rows: Sequence[int] | None = None, whole: frozenset[str] = frozenset()) -> None:
        """Read some titles, or all of them; `whole` are the families of which nothing is unread afterwards."""
        chosen = np.flatnonzero(~self.facets.known).tolist() if rows is None else rows
        read = ((row, parse(title, self._lexicon)) for row, title in zip(chosen, self._texts(chosen), strict=True))
        self.facets = facets.with_read(self.facets, read, whole)

    def match_all(self, made: RoleMatcher) -> dict[str, RoleMatch]:
        """The titles that hold a role, in their order: those of `made.match_all`, with the same grades and levels.

        Why they do is told only where it had to be found out, and empty elsewhere: `made.match` tells it.
        """
        self._read_for(made)
        grade, facet, doubtful = self._by_facets(made)
        found = np.flatnonzero((grade < NOT_HELD) | doubtful).tolist()
        matches: dict[tuple[int, int], RoleMatch | None] = {}
        for held, by in set(zip(grade[found].tolist(), facet[found].tolist(), strict=True)):
            if held < NOT_HELD:
                matches[held, by] = RoleMatch(GRADES[held], self.facets.facets[by].level, "")
        matched: dict[str, RoleMatch] = {}
        columns = zip(grade[found].tolist(), facet[found].tolist(), doubtful[found].tolist(), strict=True)
        for title, (held, by, doubted) in zip(self._texts(found), columns, strict=True):
            match = made.match(title) if doubted else matches[held, by]
            if match is not None:
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
            rows = self._index().candidates(telling, self.facets.known).tolist()
            self.read(rows, frozenset[str]().union(*(wanted[number] for number in missing)))

    def _by_facets(self, made: RoleMatcher) -> tuple[NDArray[np.int8], NDArray[np.int32], NDArray[np.bool_]]:
        """Each title's grade and the facet it is held by, and which titles must be looked at for their words."""
        known, role = self.facets, made.role
        size = len(known.saying)
        grade, facet = np.full(size, NOT_HELD, np.int8), np.zeros(size, np.int32)
        doubtful = np.zeros(size, np.bool_)
        for number, alternative in enumerate(role.alternatives):
            parts = list(_parts(alternative))
            if number not in _by_family(made):
                doubtful[self._index().holding(parts)] = True
                continue
            grades, by = known.graded(made, number)
            # What was not read holds none of the families: it stands last.
            own = np.append(grades, np.int8(NOT_HELD))[known.saying]
            if alternative.words or alternative.quoted:
                rows = self._index().holding(parts)
                doubtful[rows[own[rows] < NOT_HELD]] = True
                continue
            better = own < grade
            grade[better] = own[better]
            facet[better] = np.append(by, np.int32(0))[known.saying[better]]
        for phrase in role.included:
            doubtful[self._index().holding(stems_of(phrase))] = True
        for phrase in role.excluded:
            rows = self._index().holding(stems_of(phrase))
            doubtful[rows[grade[rows] < NOT_HELD]] = True
        return grade, facet, doubtful


def title_index(titles: Sequence[str], lexicon: Lexicon) -> TitleIndex:
    """Distinct titles made ready; their words are indexed when they are needed first."""
    made: list[WordIndex] = []

    def index() -> WordIndex:
        if not made:
            made.append(wordindex.word_index(titles))
        return made[0]

    return TitleIndex(lexicon, lambda rows: [titles[row] for row in rows], index, facets.unread(len(titles)))


def _by_family(made: RoleMatcher) -> list[int]:
    """The alternatives that families or levels decide."""
    return [number for number, each in enumerate(made.role.alternatives) if each.basis in ("family", "level")]


def _families(made: RoleMatcher, number: int) -> frozenset[str]:
    return made.held[number] if made.role.alternatives[number].families else frozenset({ALL})


def _parts(alternative: Alternative) -> Iterator[str]:
    """What a title holds wherever it holds all words of an alternative."""
    for text in said_of(alternative):
        yield from stems_of(text)
