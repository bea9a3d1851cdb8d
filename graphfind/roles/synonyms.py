"""The words by which titles say one word of a role query: the word itself, and others that mean the same."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from graphfind.roles.lexicon import Lexicon, Synonyms
from graphfind.roles.stems import stem

TAIL = "*"
"""Begins a synonym that ends compound words as well."""
_GENDERS = (
    (("woman", "man", "person"), 4), (("frau", "mann"), 2), (("mutter", "vater"), 3), (("tress", "tor"), 4),
    (("ter", "te"), 6), (("der", "de"), 6),
)  # fmt: skip
"""How words for a woman and for a man end, and the letters before, fewer than which are of no pair: "German"."""
_NONE = Synonyms()


class Said(NamedTuple):
    """One word of a query as titles say it: in any form of it, or by a synonym."""

    stem: str
    synonyms: frozenset[str]
    ends: tuple[str, ...]
    functions: tuple[str, ...]

    def by(self, word: str) -> bool:
        """Whether a folded word says it."""
        return stem(word) == self.stem or word in self.synonyms or word.endswith(self.ends)

    def suits(self, function: str) -> bool:
        """Whether a role of this function can be named by a synonym."""
        return not self.functions or function in self.functions

    @property
    def parts(self) -> tuple[str, ...]:
        """Parts of words, one of which is in each text that says it."""
        return tuple(sorted({self.stem, *self.synonyms, *self.ends}))


def synonyms_of(word: str, lexicon: Lexicon) -> Synonyms:
    """Other words that say the same as a folded word, or as what it is misspelt for."""
    meant = word if word in lexicon.rows else lexicon.canon.get(word, "")  # "enginer"
    known = lexicon.synonyms.get(lexicon.rows.get(meant, ""))
    if known is not None:
        return known._replace(words=tuple(each for each in known.words if each != word))
    for endings, shortest in _GENDERS:
        said = next((ending for ending in endings if word.endswith(ending)), "")
        if said and len(word) - len(said) >= shortest:
            return Synonyms(tuple(word.removesuffix(said) + ending for ending in endings if ending != said))
    return _NONE


@lru_cache(maxsize=256)
def said_as(word: str, known: Synonyms = _NONE) -> Said:
    """How titles say a folded word of a query that has these synonyms."""
    ends = tuple(each.removeprefix(TAIL) for each in known.words if each.startswith(TAIL))
    return Said(stem(word), frozenset(each for each in known.words if each[0] != TAIL), ends, known.functions)
