"""How people put the role that they ask for: with an article, in the plural, with a comma behind it."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.normalize.folding import fold
from graphfind.roles.kinds import ENDS
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.spans import Span
from graphfind.roles.text import Tokens

INDEFINITE = frozenset({"a", "an", "einem", "einer", "un", "une", "una", "uno", "um", "uma", "een"})
"""Articles that stand before one of a kind."""
_ARTICLES = INDEFINITE | {
    "the", "any", "some", "another", "every", "all", "ein", "eine", "einen", "irgendein", "des", "unos", "unas",
}  # fmt: skip
"""Words that say nothing of the role that follows them."""
_LOOSE = ENDS | {"in", "at", "of", "to", "and"}
"""Kinds of spans that a role does not end in."""
_PLURALS = ("s", "es", "n", "en", "e")
"""How words for several people end that are otherwise as for one."""
_ENDINGS = (1, 2)
"""How many letters these have."""
_SHORTEST = 4
"""Shorter words are taken for no plural."""


def role_spans(spans: Sequence[Span]) -> list[Span]:
    """The spans of a role, without an article in front and without what leads nowhere behind it."""
    first = 0
    while first + 1 < len(spans) and spans[first].core in _ARTICLES and spans[first + 1].core != "level":
        first += 1
    last = len(spans)
    while last > first + 1 and spans[last - 1].kind in _LOOSE:
        last -= 1
    return list(spans[first:last])


def written(tokens: Tokens, spans: Sequence[Span]) -> str:
    """What spans cover, as written."""
    return tokens.cut(spans[0].start, spans[-1].end).strip() if spans else ""


def text_of(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> str:
    """What spans cover as written, its last word in the singular: "engineers" are asked for as an engineer is."""
    text = written(tokens, spans)
    if not text:
        return ""
    last = spans[-1].end - 1
    several = len(fold(tokens.cut(last, last + 1))) - len(singular(tokens.words[last], lexicon))
    changed = text.endswith("e")  # "Ärzte" are each an "Arzt"
    return text[:-several] if several in _ENDINGS and spans[-1].kind not in ENDS and not changed else text


def singular(word: str, lexicon: Lexicon) -> str:
    """One of those of whom a folded word speaks as several, "Krankenschwestern" too; other words as they are."""
    several = lexicon.meaning(word)
    known = word in lexicon.plurals
    if len(word) < _SHORTEST or (not known and (several is not None or word in lexicon.canon)):
        return word
    for ending in _PLURALS:
        one = word.removesuffix(ending)
        meaning = lexicon.meaning(one) if one != word else None
        same = meaning is not None and (several is None or meaning == several)
        if meaning is not None and same and (known or meaning.kind == "title"):
            return one
    return word
