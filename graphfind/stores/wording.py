"""Looking people up by words: at the beginnings of words of whatever their records say, names before the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graphfind.normalize.folding import fold
from graphfind.normalize.scripts import is_unspaced


class Wanted(NamedTuple):
    """A word to look for, folded, and as a regular expression that finds it in folded text.

    It stands at the beginning of a word, or anywhere in scripts that write no spaces.
    """

    text: str
    pattern: re.Pattern[str]

    def is_in(self, folded: str) -> bool:
        """Whether a folded text has it."""
        return self.text in folded and self.pattern.search(folded) is not None


def wanted(words: Iterable[str]) -> list[Wanted]:
    """What to look for; words without anything to find are left out."""
    folded = [text for word in words if (text := fold(word).strip())]
    return [Wanted(text, re.compile(_before(text, r"(?<![^\W_])") + re.escape(text))) for text in folded]


def on_server(words: Sequence[Wanted]) -> list[dict[str, str]]:
    """The same for Java, whose expressions match a whole text."""
    before = [_before(word.text, r"(?<![\p{L}\p{N}])") for word in words]
    quoted = [word.text.replace(r"\E", r"\E\\E\Q") for word in words]
    patterns = [rf"(?s).*{start}\Q{text}\E.*" for start, text in zip(before, quoted, strict=True)]
    return [{"text": word.text, "pattern": pattern} for word, pattern in zip(words, patterns, strict=True)]


def names_first(found: Iterable[tuple[int, str, str]], words: Sequence[Wanted], limit: int) -> list[int]:
    """The first of these people, given by number, id and name: whose names have more of the words, then by name."""

    def merit(one: tuple[int, str, str]) -> tuple[int, str, str]:
        _, id_, name = one
        folded = fold(name)
        return -sum(word.is_in(folded) for word in words), name, id_

    return [number for number, _, _ in sorted(found, key=merit)[:limit]]


def _before(text: str, nothing: str) -> str:
    return "" if is_unspaced(text[0]) or not text[0].isalnum() else nothing
