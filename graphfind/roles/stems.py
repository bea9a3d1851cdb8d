"""What is left of a word without its endings, by which words are compared that no lexicon knows."""

from __future__ import annotations


def stem(word: str) -> str:
    """A folded word without the endings of number and gender; words of three letters and less stay as they are."""
    if len(word) <= 3:
        return word
    for ending in ("innen", "ies", "in", "es", "as", "os", "en", "s", "e", "a", "o", "n", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
