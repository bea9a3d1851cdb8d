"""Understanding a role query: what its words, operators and tails ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from graphfind.errors import UsageError
from graphfind.normalize.folding import fold
from graphfind.roles.kinds import LEFT
from graphfind.roles.lexicon import LADDER, LEVELS, Lexicon
from graphfind.roles.parse import Segment, read
from graphfind.roles.phrasing import role_spans, singular, text_of, written
from graphfind.roles.spans import Span, scan, tokens_of
from graphfind.roles.synonyms import synonyms_of
from graphfind.roles.tails import Tail, is_a_name, without_role, without_tail
from graphfind.roles.target import Alternative, TargetRole
from graphfind.roles.text import AND, AT, SEPARATORS, Tokens, words_of
from graphfind.sentences import short

ALLOWED = ("former", "aspiring", "relation")
"""Standings beside "current" that a search can be told to take."""
_HELP = 'Try "product manager" or "data scientist or ML engineer"; see graphfind roles explain --help.'
_PIECE = r'(?P<minus>(?<!\S)-)?(?:"(?P<quote>[^"]*)"?|(?P<word>[^\s"]+))'
_OR = frozenset({"or", "OR", "|", "||", "oder", "ou", "o", "oppure", "eller", "lub", "nebo", "veya", "или", "або"})
"""Words between two roles that are both wanted, as written."""
_WITHOUT = frozenset({"not", "without", "except", "ohne", "sans", "sin", "senza", "sem", "zonder"})
"""Words behind a role that the next word is excluded by, as by a minus."""
_DUTCH_OR = "of"
"""The same between two roles that are no English ones."""
_CONNECTIVES = LEFT | {
    "of", "to", "at", "in", "en", "and", "credential", "aspiring", "aspiring_after", "hoping", "now", "turned",
}  # fmt: skip
"""Kinds of words that say something of a role, and are no words of it."""


@dataclass(slots=True)
class _Side:
    """One side of an "or": its plain words, quoted phrases and excluded ones, and what quotes name behind "at"."""

    words: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    minus: list[str] = field(default_factory=list)
    tail: Tail = field(default_factory=Tail)


class _Reading(NamedTuple):
    """What is gathered while a query is read."""

    lexicon: Lexicon
    as_reading: str
    chosen: Mapping[str, str]
    readings: dict[str, str]
    allow: list[str]


def understand(
    query: str,
    lexicon: Lexicon,
    *,
    as_reading: str = "",
    chosen: Mapping[str, str] | None = None,
    levels: Sequence[str] = (),
    level_slack: int = 1,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    allow: Sequence[str] = (),
) -> TargetRole:
    """Understand a role query: `A or B`, `-word`, `"quoted words"`, levels, `at X` and `in X`.

    `as_reading` settles an abbreviation with several meanings, by a family's id or name; without it,
    `chosen` does, the families' ids by the letters. Raises `UsageError` for a query without a role, an
    ambiguous abbreviation that is not settled, and unknown levels or standings.
    """
    reading = _Reading(lexicon, as_reading, chosen or {}, {}, [])
    excluded = [*phrases(exclude)]
    alternatives: list[Alternative] = []
    asked = Tail()
    for side in _sides(query, lexicon):
        excluded += side.minus
        if side.quoted or any(map(words_of, side.words)):
            tokens, spans = _spans(" ".join(side.words), lexicon)
            spans, tail = without_tail(tokens, spans, lexicon, bool(side.quoted))
            spans = role_spans(spans)
            if asked.named and not side.quoted and is_a_name(tokens, spans, lexicon):
                asked = asked.with_name(written(tokens, spans), lexicon)
            elif not side.quoted and (named := without_role(tokens, spans, lexicon)):
                option = "location" if spans[0].kind == "in" else "company"
                raise UsageError(
                    f'There is no role in "{short(query.strip())}". Say a role, or --{option} "{short(named)}" alone.'
                )
            else:
                alternative = _alternative(tokens, spans, side.quoted, reading)
                alternatives += [alternative] if alternative.asks else []
            asked = asked.joined(tail)
        asked = asked.joined(side.tail)
    if not alternatives:
        what = "There is no role in an empty query." if not query.strip() else "The query has operators and no role."
        raise UsageError(f"{what} {_HELP}")
    return TargetRole(
        query.strip(),
        tuple(dict.fromkeys(alternatives)),
        tuple(dict.fromkeys(excluded)),
        phrases(include),
        known_levels(levels),
        _slack(level_slack),
        tuple(dict.fromkeys((*(_known(status, ALLOWED, "standing") for status in allow), *reading.allow))),
        tuple(dict.fromkeys(asked.organizations)),
        tuple(dict.fromkeys(asked.industries)),
        tuple(dict.fromkeys(asked.places)),
        tuple(reading.readings.items()),
    )


def known_levels(levels: Sequence[str]) -> tuple[str, ...]:
    """Levels as they are called here, each once; raises UsageError for one that there is none of."""
    return tuple(dict.fromkeys(_known(level, LEVELS, "level") for level in levels))


def phrases(words: Sequence[str]) -> tuple[str, ...]:
    """What stands in titles for words or phrases that the user gives, each once; those without letters are left out."""
    return tuple(dict.fromkeys(phrase for word in words if (phrase := _phrase(word))))


def _known(value: str, known: Sequence[str], what: str) -> str:
    plain = "_".join(words_of(value))
    if plain in known:
        return plain
    raise UsageError(f'There is no {what} "{short(value)}". The {what}s are {", ".join(known)}.')


def _slack(steps: int) -> int:
    if steps < 0:
        raise UsageError("The level slack counts steps of the ladder and cannot be negative.")
    return steps


def _phrase(text: str) -> str:
    return " ".join(words_of(text))


def _sides(query: str, lexicon: Lexicon) -> Iterator[_Side]:
    """The sides of the "or" words of a query, in order."""
    side = _Side()
    left_out = False
    naming = ""  # what a quoted name stands behind, as long as no other words follow
    pieces = list(re.finditer(_PIECE, query))
    for piece, following in zip_longest(pieces, pieces[1:]):
        quote, word = piece["quote"], piece["word"]
        dutch = word == _DUTCH_OR and bool(side.words) and following is not None
        if piece["minus"] or left_out:
            left_out = False
            side.minus.extend(phrases([quote or word or ""]))
        elif quote is not None:
            if side.words and (before := _introduced(side.words[-1], quote, lexicon)):
                naming = before
                side.words.pop()
            if naming:
                side.tail = side.tail._replace(placing=naming == "in").with_name(quote.strip(), lexicon)
            else:
                side.quoted.extend(phrases([quote]))
        elif word in _OR or (dutch and all(_is_foreign(each, lexicon) for each in (side.words[-1], following[0]))):
            yield side
            side = _Side()
        elif following is not None and side.words and fold(word) in _WITHOUT:
            left_out = True
        else:
            side.words.append(word)
            naming = ""
    yield side


def _introduced(word: str, quote: str, lexicon: Lexicon) -> str:
    """What a word says of a quoted name behind it: "at" of an employer, "in" of a place; empty where neither."""
    if not words_of(quote):
        return ""
    _, spans = _spans(word, lexicon)
    kind = spans[0].kind if len(spans) == 1 else ""
    if kind in (AT, "at"):
        return "at"
    return "in" if kind == "in" and is_a_name(*_spans(quote, lexicon), lexicon) else ""


def _is_foreign(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a role, and no English one."""
    known = fold(word)
    meaning = lexicon.meaning(lexicon.canon.get(known, known))
    return meaning is not None and meaning.kind == "title" and not meaning.english


def _alternative(tokens: Tokens, spans: Sequence[Span], quoted: Sequence[str], reading: _Reading) -> Alternative:
    """Understand one side of an "or", its tail taken off."""
    spans = _without_genders(spans, reading.lexicon)
    role_text = text_of(tokens, spans, reading.lexicon)
    found = _families(role_text, tokens, spans, reading)
    if found is None:
        loud, loud_spans = _spans(_capitals(role_text, reading.lexicon), reading.lexicon)
        found = _families(role_text, loud, loud_spans, reading)
        tokens, spans = (loud, loud_spans) if found is not None else (tokens, spans)
    if found is None:
        return _by_words(role_text or " ".join(quoted), tokens, spans, quoted, reading.lexicon)
    families, phrase, segment = found
    phrase = " ".join(singular(word, reading.lexicon) for word in phrase.split())
    first = reading.lexicon.families[families[0]]
    leftover = _leftover(tokens, spans, bool(segment.core), first.function, reading.lexicon)
    level = segment.level
    usual = ("mid", first.level)
    stepped = level not in usual or any(span.kind == "step" for span in spans)
    seated = level not in LADDER and level != "intern"
    return Alternative(
        role_text, families, phrase, leftover, tuple(quoted),
        level if stepped and not seated else "", level if seated else "",
    )  # fmt: skip


def _without_genders(spans: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """The spans without words of one sex beside a role: a "male nurse" is asked for as any nurse is."""
    named = any(span.kind == "title" for span in spans)
    return [span for span in spans if not (named and span.core in lexicon.genders)]


def _spans(text: str, lexicon: Lexicon) -> tuple[Tokens, list[Span]]:
    """The spans of a query: its plurals speak of the role, and its capitals are meant."""
    tokens = tokens_of(text, lexicon)._replace(shouted=False)
    words = [word if word in lexicon.plurals else singular(word, lexicon) for word in tokens.words]
    tokens = tokens._replace(words=words)
    return tokens, [span._replace(plural=False) for span in scan(tokens, lexicon)]


def _families(
    text: str, tokens: Tokens, spans: Sequence[Span], reading: _Reading
) -> tuple[tuple[str, ...], str, Segment] | None:
    """The families that the role's words name, what named them, and the segment they stand in."""
    parsed = read(text, tokens, spans, reading.lexicon)
    segment = next((each for each in parsed.segments if each.status != "company"), None)
    if segment is None:
        return None
    if segment.status != "current":
        reading.allow.append(segment.status)
    if not segment.families:
        return None
    families, phrase = [*segment.families, *reading.lexicon.shared.get(segment.core, ())], segment.core
    for each in parsed.segments:
        families += each.families if each.status == segment.status else ()
    for span in spans:
        if span.kind == "abbreviation":
            chosen = _choose(span.core.removeprefix("^").upper(), reading)
            others = {*span.meaning.families} - {chosen}
            families = [family for family in families if family not in others]
            if phrase == span.core:
                family = reading.lexicon.families[chosen]
                phrase = _phrase(family.name)
                if not any(each.kind in ("step", "seat", "rank") for each in spans):
                    segment = segment._replace(level=family.level)
    return tuple(dict.fromkeys(families)), phrase, segment


def _choose(letters: str, reading: _Reading) -> str:
    """The family that an ambiguous abbreviation is read as."""
    families = reading.lexicon.families
    possible = reading.lexicon.abbreviations[letters]
    wanted = _phrase(reading.as_reading)
    for id_ in possible:
        meaning = reading.lexicon.meaning(wanted)
        names = (_phrase(id_), _phrase(families[id_].name))
        if wanted in names or (meaning is not None and meaning.families == (id_,)):
            reading.readings[letters] = id_
            return id_
    if not wanted and reading.chosen.get(letters) in possible:
        reading.readings[letters] = reading.chosen[letters]
        return reading.chosen[letters]
    meant = [families[id_].name for id_ in possible]
    choice = " or ".join(f'--as "{name}"' for name in meant)
    if wanted:
        raise UsageError(f'"{letters}" is not read as "{short(reading.as_reading)}". Say {choice}.')
    raise UsageError(f'"{letters}" can mean {" or ".join(meant)}. Say {choice}.')


def _capitals(text: str, lexicon: Lexicon) -> str:
    """The text with those words in capitals that are then an abbreviation ("em" → "EM")."""
    return " ".join(word.upper() if f"^{word.upper()}" in lexicon.phrases else word for word in text.split())


def _by_words(text: str, tokens: Tokens, spans: Sequence[Span], quoted: Sequence[str], lexicon: Lexicon) -> Alternative:
    """A role that no family covers: its words, or only a level."""
    steps = [span for span in spans if span.kind == "step"]
    seats = [span for span in spans if span.kind in ("seat", "rank")]
    rest = [span for span in spans if span.kind not in _CONNECTIVES | {"step"} and span.core not in SEPARATORS]
    if not rest and any(span.core in lexicon.named_steps for span in steps):
        rest, steps = steps, []  # "fellow" is asked for, and not everybody who stands as high
    level = steps[0].meaning.level if steps else ""
    ranks = any(span.kind == "rank" for span in seats)  # "foreman" is asked for, and not every manager
    if rest == seats and not quoted and not ranks and (seats or steps):
        seat = seats[0].meaning.level if seats else ""
        return Alternative(text, level=level if not seat else "", seat=seat)
    words = _words_of(tokens, rest, lexicon)
    synonyms = tuple(synonyms_of(word, lexicon) for word in words)
    return Alternative(
        text, words=words, quoted=tuple(quoted), level=level,
        synonyms=synonyms if any(known.words for known in synonyms) else (),
    )  # fmt: skip


def _leftover(tokens: Tokens, spans: Sequence[Span], titled: bool, function: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a query that its family does not account for, and that a title must hold as well.

    A field of work of the role's own `function` says no more than the role does: "site manager construction".
    """
    used = {"title", "abbreviation", "seat", "rank", "step"} | ({"domain", "assistant"} if not titled else set())
    if titled and not any(span.kind in ("title", "abbreviation") for span in spans):
        used.add("domain")
    rest = [span for span in spans if span.kind not in used | _CONNECTIVES and span.core not in SEPARATORS]
    rest = [span for span in rest if span.kind != "domain" or span.meaning.function != function]
    return _words_of(tokens, rest, lexicon)


def _words_of(tokens: Tokens, spans: Sequence[Span], lexicon: Lexicon) -> tuple[str, ...]:
    """The words that spans cover, in the singular."""
    words = (tokens.words[at] for span in spans for at in range(span.start, span.end))
    return tuple(singular(word, lexicon) for word in words if word != AND)
