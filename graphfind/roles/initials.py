"""Words in brackets that say nothing new: letters of the words before, "Shift Manager (SM)", or a degree's kind."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.text import AND, CLOSE, OPEN, SEPARATORS, Tokens

_MOST = 3
"""More letters than this are seldom those of another name by chance."""
_OF_DEGREES = frozenset(
    {"hons", "honours", "hon", "oxon", "cantab", "open", "dunelm", "edin", "lond", "exon", "ed", "econ"}
)
"""What stands in brackets behind a degree: "BA (Hons)"."""
_DEGREES = frozenset(
    {"ba", "bsc", "ma", "msc", "meng", "beng", "llb", "bed", "mphil", "dphil", "bcom", "mchem", "mphys"}
)
_PASSED_OVER = frozenset(
    (AND, "the", "of", "for", "in", "de", "des", "du", "d", "la", "le", "les", "l", "et", "y", "e", "und",
     "der", "die", "fur", "di", "del", "della", "dei", "da", "do", "van", "voor", "en")
)  # fmt: skip
"""Words that letters made of initials often leave out."""


def without_initials(tokens: Tokens) -> Tokens:
    """The tokens without such letters and their brackets, so that what is before and behind them stands together."""
    opens = [at for at, word in enumerate(tokens.words) if word == OPEN and _begins_initials(tokens, at)]
    if not opens:
        return tokens
    left_out = {place for at in opens for place in range(at, at + 3)}
    kept = [at for at in range(len(tokens.words)) if at not in left_out]
    words = [tokens.words[at] for at in kept]
    return Tokens(
        tokens.text, words, [tokens.starts[at] for at in kept], [tokens.ends[at] for at in kept], tokens.shouted
    )


def _begins_initials(tokens: Tokens, at: int) -> bool:
    """Whether one word is in the bracket at a place: the initials of those before in capitals, or a degree's kind."""
    behind = tokens.words[at + 1 : at + 3]
    if at and tokens.words[at - 1] in _DEGREES and behind[:1] and behind[0] in _OF_DEGREES:
        return behind[1:] in ([], [CLOSE])
    if not behind or behind[1:] not in ([], [CLOSE]) or not 1 < len(behind[0]) <= _MOST:
        return False
    return tokens.cut(at + 1, at + 2).isupper() and _are_initials(behind[0], tokens.words[:at])


def _are_initials(letters: str, words: Sequence[str]) -> bool:
    """Whether these letters begin the last words, in their order."""
    left = len(letters)
    for word in reversed(words):
        if not left or word in SEPARATORS:
            break
        if word[0] == letters[left - 1]:
            left -= 1
        elif word not in _PASSED_OVER:
            break
    return not left
