"""Telling who holds a role that its words alone tell from who has these words and another role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest

from graphfind.roles.kinds import NAMED
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.parse import Segment
from graphfind.roles.serving import serves
from graphfind.roles.spans import AGENTS, WORD, Span, scan, tokens_of
from graphfind.roles.synonyms import said_as
from graphfind.roles.target import Alternative
from graphfind.roles.text import AND, COMMA, SEPARATORS, Tokens

_LETTERS = 3
"""A word of a query in so many capitals at most is an abbreviation."""
_HELD = frozenset({"title", "seat", "rank", "step"})
_HEADS = frozenset({"title", "noun", "relation", "assistant"})
_WORDED = frozenset({WORD, "noun", "rank", "relation", "scope", "step"})
"""Kinds of spans by whose words a role is found that no family covers."""
_APART = SEPARATORS | {"and", "of", "to", "at", "in", "en"}
_STEPPED = frozenset({"title", "noun", "rank", "step"})
"""Kinds of spans that an assistant right before is the first step of."""


def only_about(alternative: Alternative, segment: Segment, lexicon: Lexicon) -> str:
    """Why a segment that has all words of an alternative does not hold it, in a line for the user; empty if it does."""
    if letters := _in_small_letters(alternative, segment):
        return f'"{letters}" in "{segment.text}" is no {letters.upper()}'
    tokens = tokens_of(segment.text, lexicon)
    spans = scan(tokens, lexicon)
    if servant := _served(alternative, tokens, spans):
        return f'"{segment.text}": "{servant}" is about the role'
    if " " in segment.text and (thing := _possessed(alternative, tokens, spans, lexicon)):
        return f'"{segment.text}": "{thing}" is not the role'
    return ""


def names_a_servant(text: str, lexicon: Lexicon) -> bool:
    """Whether a segment may be about roles by whose words it is found, and not hold them: "Astronaut Trainer"."""
    return next(_servants(scan(tokens_of(text, lexicon), lexicon)), None) is not None


def may_be_a_person(word: str, lexicon: Lexicon) -> bool:
    """Whether a folded word that names nothing known may be one for people all the same: "hunter"."""
    known = lexicon.meaning(lexicon.canon.get(word, word))
    if known is not None:
        return known.kind in ("relation", "rank", "step") or word in lexicon.surnames
    return word.endswith(AGENTS) or word in lexicon.surnames


def _in_small_letters(alternative: Alternative, segment: Segment) -> str:
    """The letters asked for that are just a word in a title which has capitals elsewhere: "IT" in "Make it happen"."""
    asked = alternative.text.split()
    if segment.text.islower() or (len(asked) > 1 and alternative.text.isupper()):
        return ""
    letters = {word for word in asked if word.isupper() and len(word) <= _LETTERS and word.lower() in alternative.words}
    written = re.findall(r"\w+", segment.text)
    return next((word.lower() for word in sorted(letters) if word not in written and word.lower() in written), "")


def _served(alternative: Alternative, tokens: Tokens, spans: Sequence[Span]) -> str:
    """The word that makes a segment be about the role ("Astronaut Trainer"), unless the query has it."""
    asked = (*alternative.said, *(said_as(word) for word in " ".join(alternative.quoted).split()))
    for span in _servants(spans):
        if not any(said.by(word) for said in asked for word in _words(tokens, span)):
            return tokens.cut(span.start, span.end)
    return ""


def _servants(spans: Sequence[Span]) -> Iterator[Span]:
    """Those of whom what else a segment says is a field, not their role."""
    for at, span in enumerate(spans):
        if span.kind == "assistant" and at + 1 < len(spans) and spans[at + 1].kind in _STEPPED:
            continue  # "Assistant Engineer" is the first step of one
        if serves(span):
            yield span


def _possessed(alternative: Alternative, tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> str:
    """What the role asked for is only the first word of: "Partner Manager, Creator Economy"."""
    if not alternative.words or not may_be_a_person(alternative.words[-1], lexicon):
        return ""
    last, known = alternative.said[-1], lexicon.meaning(alternative.words[-1])
    leads = known is not None and known.kind in ("rank", "step")  # a "Foreman electrician" is both
    said = [at for at, span in enumerate(spans) if any(map(last.by, _words(tokens, span)))]
    for at in said:
        span = spans[at]
        described = span.kind == "title" and span.meaning.english and not any(map(last.by, _heads_of(tokens, span)))
        if span.kind == "organization" or (described and not leads):
            return tokens.cut(span.start, span.end)
        if span.kind not in _WORDED:
            return ""
        rest = list(takewhile(lambda each: each.kind not in _APART, spans[at + 1 :]))
        others = any(each.kind in _HELD for each in spans) or all(each.core in lexicon.things for each in rest)
        thing = bool(rest) and _makes_a_name(rest[0], lexicon) and others
        if not thing and not _heads(rest) and not _is_in_a_name(spans, at, rest, tokens):
            return ""
    return tokens.cut(spans[said[0]].start, spans[-1].end) if said else ""


def _makes_a_name(follows: Span, lexicon: Lexicon) -> bool:
    """Whether what stands right behind a role's word makes it the first of a name or of a thing: "Creator Economy"."""
    word = follows.core.partition(" ")[0]
    if follows.kind == WORD and word.endswith("'s"):
        return True  # "Captain George's Seafood"
    return any(word in words for words in (lexicon.things, lexicon.name_endings, lexicon.concerns))


def _is_in_a_name(spans: Sequence[Span], at: int, rest: Sequence[Span], tokens: Tokens) -> bool:
    """Whether two words with capitals follow somebody else's role: "Agent, Molenaar Koffie", "Designer, Ann Miller"."""
    alone = not rest and at > 1 and spans[at - 2].kind == COMMA
    beside = spans[at - 1] if alone else next(iter(rest), None)
    if beside is None or beside.kind not in (WORD, "domain") or tokens.shouted:
        return False
    held = any(each.kind in NAMED for each in spans[:at])
    return held and all(tokens.first(each.start).isupper() for each in (spans[at], beside))


def _heads(rest: Sequence[Span]) -> bool:
    """Whether these, right behind a word for people, end in what another does, and do not only say more of them."""
    return len(rest) > 1 and (rest[-1].kind in _HEADS or rest[-1].meaning.function == "sales")


def _heads_of(tokens: Tokens, span: Span) -> Sequence[str]:
    """The words of an English phrase that say what somebody is, of which it may name two: "Painter & decorator"."""
    words = _words(tokens, span)
    return [word for word, follows in zip_longest(words, words[1:]) if follows is None or follows == AND]


def _words(tokens: Tokens, span: Span) -> Sequence[str]:
    return tokens.words[span.start : span.end]
