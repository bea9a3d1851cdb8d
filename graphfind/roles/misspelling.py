"""How a long word is misspelt: a letter left out, doubled, in the place of its neighbour, or one that sounds alike."""

from __future__ import annotations

from collections.abc import Iterator

_ALIKE = {
    "a": "eio",
    "e": "aio",
    "i": "aeoy",
    "o": "aeiu",
    "u": "o",
    "y": "i",
    "c": "sk",
    "k": "c",
    "s": "cz",
    "z": "s",
}


def misspellings(word: str) -> Iterator[str]:
    """What a folded word becomes by one slip within it; its first and last letter stay, and some come twice."""
    for at in range(1, len(word) - 1):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield before + after
        yield before + letter + letter + after
        if at < len(word) - 2 and letter != after[0]:
            yield before + after[0] + letter + after[1:]
        yield from (before + other + after for other in _ALIKE.get(letter, ""))
