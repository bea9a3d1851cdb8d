"""Which titles count where no role says so: by the levels that they hold, and by words that rule them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graphfind.roles.lexicon import Lexicon
from graphfind.roles.match import RoleMatcher, matcher
from graphfind.roles.parse import parse
from graphfind.roles.target import TargetRole
from graphfind.roles.understanding import known_levels, phrases


class Gate(NamedTuple):
    """Levels of which a title must hold one now, if there are any, and words that it must not hold; made by `gate`."""

    levels: tuple[str, ...]
    words: RoleMatcher

    def passes(self, title: str) -> bool:
        """Whether a title counts."""
        if self.words.excluded(title):
            return False
        if not self.levels:
            return True
        return any(
            segment.status == "current" and segment.level in self.levels
            for segment in parse(title, self.words.lexicon).segments
        )


def gate(levels: Sequence[str], exclude: Sequence[str], lexicon: Lexicon) -> Gate:
    """What lets titles of these levels pass, and none with a word of `exclude`; UsageError for unknown levels."""
    words = TargetRole("", (), excluded=phrases(exclude))
    return Gate(known_levels(levels), matcher(words, lexicon))
