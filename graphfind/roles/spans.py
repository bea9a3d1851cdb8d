"""Finding the phrases of the lexicon in a title: the longest first, from left to right."""

from __future__ import annotations

from typing import NamedTuple

from graphfind.roles.lexicon import Lexicon, Meaning
from graphfind.roles.text import AND, SEPARATORS, Tokens

WORD = "word"
"""The kind of a span that no phrase of the lexicon covers."""
NOTHING = Meaning(WORD)
"""What separators, and words that no phrase covers, mean."""
_SHORTEST_COMPOUND = 6
_LONGEST_TAIL = 24


class Span(NamedTuple):
    """Tokens `start` to `end` and what they mean: `kind` is the meaning's, a separator, or `WORD`.

    `core` is the phrase as the lexicon has it. A plain tuple, because a title makes a dozen.
    """

    kind: str
    meaning: Meaning
    start: int
    end: int
    core: str
    plural: bool = False


def scan(tokens: Tokens, lexicon: Lexicon) -> list[Span]:
    """Every token of a title in exactly one span, in time linear in the title's length."""
    words = _canonical(tokens, lexicon)
    phrases, longest, meanings = lexicon.phrases, lexicon.longest, lexicon.meanings
    spans: list[Span] = []
    at, end = 0, len(words)
    while at < end:
        word = words[at]
        for size in range(min(longest.get(word, 0), end - at), 0, -1):
            core = word if size == 1 else " ".join(words[at : at + size])
            index = phrases.get(core)
            if index is not None:
                meaning = meanings[index]
                plural = core in lexicon.plurals or _speaks_of_several(tokens, at, at + size, lexicon)
                spans.append(Span(meaning.kind, meaning, at, at + size, core, plural))
                at += size
                break
        else:
            if word in SEPARATORS:
                spans.append(Span(word, NOTHING, at, at + 1, word))
            elif word == AND:
                spans.append(Span("and", NOTHING, at, at + 1, word))
            else:
                spans += _compound(tokens, word, at, lexicon)
            at += 1
    return spans


def _canonical(tokens: Tokens, lexicon: Lexicon) -> list[str]:
    """The words in the forms that phrases have; an abbreviation that is an everyday word needs capitals."""
    canon, phrases = lexicon.canon, lexicon.phrases
    words = [canon.get(word, word) for word in tokens.words]
    for at, word in enumerate(words):
        if len(word) == 2 or len(word) == 3:
            raw = tokens.text[tokens.starts[at] : tokens.ends[at]]
            if f"^{raw}" in phrases and not (tokens.shouted and word in phrases):
                words[at] = f"^{raw}"
    return words


def _speaks_of_several(tokens: Tokens, start: int, end: int, lexicon: Lexicon) -> bool:
    plurals = lexicon.plurals
    return any(word in plurals for word in tokens.words[start:end])


def _compound(tokens: Tokens, word: str, at: int, lexicon: Lexicon) -> list[Span]:
    """The spans of a word that no phrase covers: "Entwicklungsleiter" is a domain and a seat."""
    if len(word) >= _SHORTEST_COMPOUND:
        for size in range(min(len(word) - 2, _LONGEST_TAIL), 3, -1):
            index = lexicon.tails.get(word[-size:])
            if index is not None:
                return _of_compound(tokens, word, word[:-size], lexicon.meanings[index], at, lexicon)
    return [Span(WORD, NOTHING, at, at + 1, word)]


def _of_compound(tokens: Tokens, word: str, head: str, tail: Meaning, at: int, lexicon: Lexicon) -> list[Span]:
    meanings = (lexicon.meaning(each) for each in (head, head.removesuffix("s")))
    domain = next((meaning for meaning in meanings if meaning is not None and meaning.kind == "domain"), None)
    fields = [Span("domain", domain, at, at + 1, head)] if domain is not None else []
    if tail.kind == "department":
        return fields or [Span(WORD, NOTHING, at, at + 1, word)]
    held = Span(tail.kind, tail, at, at + 1, word, _speaks_of_several(tokens, at, at + 1, lexicon))
    return [held] if tail.kind == "title" else [*fields, held]
