"""Finding the phrases of the lexicon in a title: the longest first, from left to right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from graphfind.normalize.folding import fold
from graphfind.roles.filed import asker, finder, numbered
from graphfind.roles.initials import without_initials
from graphfind.roles.lexicon import LONGEST_TAIL, SHORTEST_TAIL, Lexicon, Meaning
from graphfind.roles.overlaps import goes_further, heads_on
from graphfind.roles.text import AND, LINKING, OPEN, READ, SEPARATORS, Tokens, tokenize

WORD = "word"
"""The kind of a span that no phrase of the lexicon covers."""
AGENTS = ("er", "or", "ist", "ian", "eer", "ant", "man", "woman", "host")
"""How English words for those who do something end."""
MANAGER, MANAGEMENT = "manager", "management"
"""How compound words for those who manage something end, and those for what they do."""
NOTHING = Meaning(WORD)
"""What separators, and words that no phrase covers, mean."""
_SHORTEST_COMPOUND = 6
_LEADING = frozenset({"chef", "leit", "hoofd", "sjef"})
"""What makes of a role in German, Dutch and Nordic languages who leads its holders: "Chefentwickler"."""
_BESIDE = "bei"
"""What makes of a German role who is only beside those that hold it: "Beifahrer"."""
_LONGEST_UNSPACED, _LONGEST_THAI = 16, 32
_LONGEST_BEHIND = 4
"""How many characters a word has that says what is done for those of a role right before it."""
UNSPACED = "[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
"""A character of a script whose words need no space between them: Thai, Japanese, Chinese, Korean."""
_CONTINUES = frozenset(map(chr, (*range(0x0E30, 0x0E3B), *range(0x0E45, 0x0E4F))))
"""Signs of Thai that belong to the letter before them, and so begin no word."""
BOTH = r"[@x*_\u0259](?<=[^\W\d_]{3}.)(?=s?(?![^\W_]))"
"""One sign for the endings of both genders, where it may be one: "Ingenier@s", "diseñadorx", "maestr*"."""
_OF_ROMANCE = ("ador", "edor", "idor")
"""How words end that are of no language in which "@" is "at"."""
_RUNS = f"{UNSPACED}+|[^{UNSPACED[1:]}+"  # compiled when first met: few titles hold such characters


_PREFIXING = re.compile("[\u05d0-\u064a]")
_PREFIXES = (
    "ול", "וה", "וב", "ל", "ב", "ה", "ו", "כ",
    "وال", "بال", "وبال", "كال", "لل", "ال", "ل", "ب", "و", "ك",
)  # fmt: skip
"""What Hebrew and Arabic write together with the word that follows: the, to, at, and, as."""
_SAID_BY = {"ל": "ל", "ב": "ב", "ו": AND, "ل": "ل", "ب": "ب", "و": AND}
"""The word that a prefix says, by its first letter; the others say nothing of a role."""
_ENDS_CHANGED = frozenset("םןץףךהةى")
"""Letters that change where a word goes on."""


_FIELD = "ica"
"""How Spanish, Italian and Portuguese fields end, and women of their roles."""
_PEOPLE = frozenset({"medica", "tecnica"})
"""Women whose field has another name: "Médica cirujana" is somebody, "Música sacra" is not."""


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


_span = partial(tuple.__new__, Span)
"""A span of all six values at once, in half the time."""


def is_unspaced(text: str) -> bool:
    """Whether a text holds a character that `UNSPACED` describes, a pattern that takes 4 ms to compile."""
    return not text.isascii() and any(
        "\u3040" <= c <= "\u30ff" or "\u3400" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" or "\u0e00" <= c <= "\u0e7f"
        for c in text
    )


def longest_unspaced(text: str) -> int:
    """How many characters a phrase of this script has that stands in a word without spaces."""
    return _LONGEST_THAI if "\u0e00" <= text[:1] <= "\u0e7f" else _LONGEST_UNSPACED


def is_prefixing(text: str) -> bool:
    """Whether a text holds a letter of Hebrew or Arabic."""
    return not text.isascii() and _PREFIXING.search(text) is not None


def prefixed_root(word: str) -> str:
    """What stands in every form of a Hebrew or Arabic word; other words as they are."""
    if not is_prefixing(word):
        return word
    root = word.removeprefix("ال")
    return root[:-1] if len(root) > 2 and root[-1] in _ENDS_CHANGED else root


def tokens_of(title: str, lexicon: Lexicon) -> Tokens:
    """The tokens of a title, prepositions apart that are written together with a word that is known."""
    if "x" in title or "@" in title or "*" in title or "_" in title or "\u0259" in title:
        title = re.sub(BOTH, partial(_ending, lexicon), title[:READ])
    tokens = tokenize(title)
    if OPEN in tokens.words:
        tokens = without_initials(tokens)
    if not is_prefixing(tokens.text):
        return tokens
    apart = Tokens(tokens.text, [], [], [], tokens.shouted)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        said, rest = _apart(word, lexicon)
        for each in (said, rest) if said else (rest,):
            apart.words.append(each)
            apart.starts.append(start)
            apart.ends.append(end)
    return apart


def _ending(lexicon: Lexicon, found: re.Match[str]) -> str:
    """What a sign for both genders stands for, where a word that is known ends so; else it is itself."""
    word = fold(re.findall(r"[^\W_]+$", found.string[: found.start()])[0])
    known = lexicon.meaning(lexicon.canon.get(word, word)) is not None and word not in lexicon.plurals
    if known and found[0] != "x" and not word.endswith(_OF_ROMANCE):
        return found[0]  # "Founder@ Acme", "Lehrer*"
    ends = "oa" if found[0] in "x@" else "oae"  # "Infermierə"
    return next((end for end in ends if _in_phrases(word + end, lexicon)), found[0])


def _apart(word: str, lexicon: Lexicon) -> tuple[str, str]:
    """What the prefix of a word says, empty where it says nothing, and the word without it."""
    if not is_prefixing(word) or _in_phrases(word, lexicon):
        return "", word
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 1 and _in_phrases(rest, lexicon):
            return _SAID_BY.get(prefix[0], ""), rest
    return "", word


def _in_phrases(word: str, lexicon: Lexicon) -> bool:
    """Whether a word, in some form of it, begins a phrase or has other forms itself."""
    known = lexicon.canon.get(word, word)
    return known in lexicon.longest or known in lexicon.forms


def scan(tokens: Tokens, lexicon: Lexicon) -> list[Span]:
    """Every token of a title in exactly one span, in time linear in the title's length."""
    canon, phrase, longest = finder(lexicon.canon), finder(lexicon.phrases), finder(lexicon.longest)
    several = asker(lexicon.plurals)
    words = [canon(word) or word for word in tokens.words]
    if not tokens.text.isascii():
        words = _as_written(tokens, words, lexicon)
    inflected = words != tokens.words
    meant = numbered(lexicon.meanings)
    spans: list[Span] = []
    at, end = 0, len(words)
    while at < end:
        word = words[at]
        if word in SEPARATORS:
            spans.append(_span((word, NOTHING, at, at + 1, word, False)))
            at += 1
            continue
        size = longest(word) or 1
        if size > 1:  # seldom do two words begin what the first of them may begin
            size = min(longest(" ".join(words[at : at + 2])) or 1, end - at)
        while size:
            core = word
            if size > 1:
                core = " ".join(words[at : at + size])
            elif len(word) == 2 or len(word) == 3:
                core = _in_capitals(tokens, at, word, lexicon)
            index = phrase(core)
            if index is not None:
                meaning = meant(index)
                last = at + size - 1
                if last > at and last + 1 < end:
                    if meaning.english and heads_on(words, last, meaning.attends, lexicon):
                        size -= 1
                        continue
                    if meaning.kind == "title" and goes_further(words, at, last, meaning.function, lexicon):
                        size, core, meaning = 1, word, meant(lexicon.phrases[word])
                plural = bool(several(core)) or (
                    inflected and _speaks_of_several(tokens, words, at, at + size, lexicon)
                )
                spans.append(_span((meaning.kind, meaning, at, at + size, core, plural)))
                at += size
                break
            size -= 1
        else:
            if word == AND:
                spans.append(Span("and", NOTHING, at, at + 1, word))
            elif is_unspaced(word):
                spans += _unspaced(word, at, lexicon)
            else:
                spans += _compound(word, at, lexicon)
            at += 1
    if _FIELD in tokens.text or tokens.shouted:
        _read_fields(spans, tokens, lexicon)
    return spans


def _read_fields(spans: list[Span], tokens: Tokens, lexicon: Lexicon) -> None:
    """Read what is both a woman of a role and its field as the field, where it is described or joined like one."""
    for place, span in enumerate(spans[:-1]):
        word = tokens.words[span.start]
        if span.kind != "title" or not word.endswith(_FIELD) or " " in span.core:
            continue
        man = lexicon.meaning(word[:-1] + "o")
        if man is None or man.families != span.meaning.families or word in _PEOPLE:
            continue
        if place and spans[place - 1].kind not in SEPARATORS:
            continue
        joined = spans[place + 1].kind == "and"
        follows = spans[place + 1 + joined] if place + 1 + joined < len(spans) else span
        if follows.kind in (WORD, "domain") and (joined or tokens.words[follows.start].endswith("a")):
            spans[place] = Span(WORD, NOTHING, span.start, span.end, word)


def _as_written(tokens: Tokens, words: list[str], lexicon: Lexicon) -> list[str]:
    """The words, those that say something else with their accents as phrases have them: "Notaría", no "Notaria"."""
    lowered = [tokens.text[start:end].lower() for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    if lexicon.written.isdisjoint(lowered):
        return words
    written = [*words]
    for at, raw in enumerate(lowered):
        if raw in lexicon.written and (raw := f"^{raw}") in lexicon.phrases and words[max(at - 1, 0)] != "de":
            written[at] = raw
    return written


def _in_capitals(tokens: Tokens, at: int, word: str, lexicon: Lexicon) -> str:
    """The word at a place as phrases have it: an everyday word is an abbreviation only in capitals ("IT")."""
    raw = f"^{tokens.text[tokens.starts[at] : tokens.ends[at]]}"
    return raw if raw in lexicon.phrases and not (tokens.shouted and word in lexicon.phrases) else word


def _speaks_of_several(tokens: Tokens, words: Sequence[str], start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether one of these words is a plural that the phrase itself does not have, and is no word of a field."""
    for at in range(start, end):
        if tokens.words[at] != words[at] and tokens.words[at] in lexicon.plurals:
            return True
        if words[at] in LINKING:
            return False  # "Editora de revistas" is one
    return False


def _unspaced(word: str, at: int, lexicon: Lexicon) -> list[Span]:
    """The spans of a word that no spaces divide: the longest phrase first, from left to right."""
    spans: list[Span] = []

    def add(text: str) -> bool:
        index = lexicon.phrases.get(text)
        if index is not None:
            meaning = lexicon.meanings[index]
            before = spans[-1].kind if spans and not unknown else ""
            if head_first:
                if before == "organization" and meaning.kind == "title":
                    return True  # "สำนักงานทนายความ" is where lawyers work
            elif before == "title" and meaning.kind == "organization":
                text = spans.pop().core + text  # "弁護士事務所" too
            spans.append(Span(meaning.kind, meaning, at, at + 1, text))
        return index is not None

    unknown = ""
    head_first = not _CONTINUES.isdisjoint(word)
    for run in re.findall(_RUNS, word):
        place = 0
        while place < len(run):
            longest = min(longest_unspaced(run), len(run) - place)
            sizes: Sequence[int] = range(longest, 0, -1) if re.match(UNSPACED, run) else (len(run),)
            if head_first and sizes[-1] == 1:
                sizes = [size for size in sizes if run[place + size : place + size + 1] not in _CONTINUES]
            begun = len(spans)
            size = next((size for size in sizes if add(run[place : place + size])), 0)
            if size and unknown:
                spans[begun:begun] = _not_known(unknown, at, spans[:begun], lexicon)
                unknown = ""
            unknown += "" if size else run[place : place + sizes[-1]]
            place += size or sizes[-1]
    return [*spans, *_not_known(unknown, at, spans, lexicon)] if unknown else spans


def _not_known(text: str, at: int, before: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """The spans of what no phrase covers, with what is done for those of a role right before by itself: "教師用"."""
    size = 0
    if before and before[-1].kind == "title":
        size = next((size for size in range(_LONGEST_BEHIND, 0, -1) if text[:size] in lexicon.audience_alone), 0)
    return [Span(WORD, NOTHING, at, at + 1, part) for part in (text[:size], text[size:]) if part]


def _compound(word: str, at: int, lexicon: Lexicon) -> list[Span]:
    """The spans of a word that no phrase covers: "Entwicklungsleiter" is a field and a seat."""
    if len(word) >= _SHORTEST_COMPOUND:
        if word.startswith("ex"):
            before = lexicon.meaning("ex")
            rest = lexicon.canon.get(word[2:], word[2:])
            held = lexicon.meaning(rest)
            if before is not None and held is not None and held.kind in ("title", "seat", "rank"):
                return [Span(before.kind, before, at, at + 1, "ex"), Span(held.kind, held, at, at + 1, rest)]
        head, tail = in_two(word, lexicon)
        if tail is not None:
            return _of_compound(word, head, tail, at, lexicon)
    return [_span((WORD, NOTHING, at, at + 1, word, False))]


def in_two(word: str, lexicon: Lexicon) -> tuple[str, Meaning | None]:
    """The beginning of a compound word, and what its tail means: the longest that is known; None without one."""
    if word[-SHORTEST_TAIL:] in lexicon.tail_ends:
        for size in range(min(len(word) - 2, LONGEST_TAIL), SHORTEST_TAIL - 1, -1):
            tail = lexicon.tails.get(word[-size:])
            if tail is not None:
                return word[:-size], lexicon.meanings[tail]
    return word, None


def _of_compound(word: str, head: str, tail: Meaning, at: int, lexicon: Lexicon) -> list[Span]:
    meanings = (lexicon.meaning(each) for each in (head, head.removesuffix("s")))
    domain = next((meaning for meaning in meanings if meaning is not None and meaning.kind == "domain"), None)
    fields = [Span("domain", domain, at, at + 1, head)] if domain is not None else []
    if tail.kind == "department":
        field = None if fields else _managed(word, lexicon)
        return fields or [Span("domain", field, at, at + 1, word) if field else Span(WORD, NOTHING, at, at + 1, word)]
    if head == _BESIDE:
        return [Span(WORD, NOTHING, at, at + 1, word)]
    held = Span(tail.kind, tail, at, at + 1, word)
    if tail.kind == "step" and tail.level == "intern" and not fields:
        return [*_learned(head, at, lexicon), held]
    if tail.kind != "title":
        return [*fields, held]
    before = lexicon.meaning("lead" if head in _LEADING else head)
    if before is not None and before.kind == "step":
        return [Span("step", before, at, at + 1, head), held]  # "Juniorprojektleiterin"
    return [Span("attendant", before, at, at + 1, word)] if before and before.kind == "attendant" else [held]


def _managed(word: str, lexicon: Lexicon) -> Meaning | None:
    """The field of those who manage it by their name: "Stammdatenmanagement" is what a "Stammdatenmanager" does."""
    who = lexicon.meaning(word.removesuffix(MANAGEMENT) + MANAGER) if word.endswith(MANAGEMENT) else None
    if who is None or who.kind != "title":
        return None
    leaders = (lexicon.families[id_].led_by for id_ in who.families)
    return Meaning("domain", function=who.function, leaders=tuple(dict.fromkeys(filter(None, leaders))))


def _learned(head: str, at: int, lexicon: Lexicon) -> list[Span]:
    """The role that somebody learns, by the beginning of a compound word for learners: "Bäckerlehrling"."""
    for word in (head, head.removesuffix("s")):
        known = lexicon.canon.get(word, word)
        meaning = lexicon.meaning(known)
        if meaning is not None and meaning.kind == "title":
            return [Span("title", meaning, at, at + 1, known)]
        start, tail = in_two(word, lexicon) if meaning is None else (word, None)
        if tail is not None and tail.kind == "title":
            return _of_compound(word, start, tail, at, lexicon)
    return []
