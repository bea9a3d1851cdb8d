"""Where the words of titles stand: in which of the segments that a title says, so that it need not be read again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from graphfind.arrays import distinct
from graphfind.roles.kinds import SERVANTS
from graphfind.roles.lexicon import OF_KIND, Lexicon
from graphfind.roles.prefilter import plain_lines
from graphfind.roles.stems import stem
from graphfind.roles.synonyms import Said
from graphfind.roles.worded import names_a_servant
from graphfind.roles.wordindex import WordIndex

Places = NDArray[np.int8]
"""For each word of each title, as `WordIndex.words` has them, the number of its segment, companies not counted."""
NOWHERE, DOUBTFUL, UNREAD = -1, -2, -3
"""A word in no segment; one that only reading tells of; one whose title was not read."""
_MOST = 100
_NAMING = frozenset({"title", "abbreviation", "domain", "organization"})


def unplaced(index: WordIndex) -> Places:
    """Nothing known of the words of so many titles."""
    return np.full(len(index.words), UNREAD, np.int8)


def with_placed(
    known: Places,
    index: WordIndex,
    read: Sequence[int],
    said: Sequence[Sequence[str]],
    servants: frozenset[str],
    lexicon: Lexicon,
) -> Places:
    """The same with the words of rows that were read in their places, given the segments that each of them says.

    Segments are doubtful that may be about a role and not hold it, which those without one of `servants` never are.
    """
    places = known.copy() if len(known) == len(index.words) else unplaced(index)
    number = {word: at for at, word in enumerate(index.vocabulary)}
    serving: set[int | None] = {number[word] for word in servants if word in number}
    lines = iter(plain_lines([text for texts in said for text in texts]))
    rows = np.array(read, np.int64)
    begins, sizes = index.begins[rows], np.diff(index.begins)[rows]
    at = np.repeat(begins - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    words = index.words[at].tolist()
    serves = cache(partial(names_a_servant, lexicon=lexicon))  # many titles say the same of somebody
    found: list[int] = []
    for size, texts in zip(sizes.tolist(), said, strict=True):
        wording = [list(map(number.get, next(lines).split())) for _ in texts]
        doubtful = [
            not serving.isdisjoint(segment) and serves(text) for segment, text in zip(wording, texts, strict=True)
        ]
        begin = len(found)
        found += _of_title(words[begin : begin + size], wording, doubtful)
    places[at] = found
    return places


def _of_title(words: Sequence[int], segments: Sequence[Sequence[int | None]], doubtful: Sequence[bool]) -> list[int]:
    """The places of the words of one title, given the words of its segments."""
    places = [NOWHERE] * len(words)
    at = 0
    for number, segment in enumerate(segments):
        size = len(segment)
        start = at
        if words[at : at + size] != segment:
            others = (*range(at + 1, len(words) - size + 1), *range(min(at, len(words) - size + 1)))
            start = next((each for each in others if words[each : each + size] == segment), -1)
            if start < 0 or any(place != NOWHERE for place in places[start : start + size]):
                return [DOUBTFUL] * len(words)
        if number >= _MOST:
            return [DOUBTFUL] * len(words)
        places[start : start + size] = [DOUBTFUL if doubtful[number] else number] * size
        at = start + size
    return places


def servants_of(lexicon: Lexicon) -> frozenset[str]:
    """Words one of which is in every segment that may be about a role and not hold it ("Astronaut Trainer")."""
    attending = {index for id_, family in lexicon.families.items() if family.attends for index in lexicon.mentions[id_]}
    kinds = {index for kind in SERVANTS for index in lexicon.mentions.get(OF_KIND + kind, ())}
    found: set[str] = set()
    for index in attending | kinds:
        for phrase in lexicon.spoken.get(str(index), ()):
            words = phrase.removeprefix("^").lower().split()
            telling = min(words, key=lambda word: (_everywhere(word, lexicon), lexicon.common.get(word, 0), word))
            found.update((telling, *lexicon.forms.get(telling, ())))
    return frozenset(part for word in found for part in plain_lines([word])[0].split()[:1])


def _everywhere(word: str, lexicon: Lexicon) -> int:
    """How little a word tells: least where it is no more than a connective or a level."""
    meaning = lexicon.meaning(word)
    if meaning is None or meaning.kind in SERVANTS or meaning.attends:
        return 0
    return 1 if meaning.kind in _NAMING else 2


def occurrences(index: WordIndex, said: Said) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Where a word of a query is said, among all words of titles; in which rows, and whether by the word itself."""
    known = index.vocabulary
    told, itself = np.zeros(len(known), np.bool_), np.zeros(len(known), np.bool_)
    held = {at for part in said.parts for at in index.within(part).tolist()}
    told[[at for at in held if said.by(known[at])]] = True
    itself[[at for at in held if stem(known[at]) == said.stem]] = True
    places = np.flatnonzero(told[index.words])
    rows = np.searchsorted(index.begins, places, side="right") - 1
    return places, rows, itself[index.words[places]]


def beside(rows: NDArray[np.int64], places: NDArray[np.int64], chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether one of the chosen words stands in the segment of each of these words, given their rows and places."""
    segments = rows * _MOST + places
    return np.isin(segments, segments[chosen])


def goes_on(places: Places, at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the segment of each of these words goes on behind it; some of which that ends seem to, too."""
    following: Places = np.append(places, np.int8(NOWHERE))[at + 1]
    return np.equal(following, places[at])


def rows_unread(places: Places, index: WordIndex, rows: NDArray[np.int64]) -> list[int]:
    """Those of some rows, none without words, whose words have no places yet."""
    if len(places) == len(index.words):
        rows = rows[places[index.begins[rows]] == UNREAD]
    return [int(row) for row in distinct(rows)]
