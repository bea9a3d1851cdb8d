"""Putting aside, quickly, the titles that cannot hold a role, so that few are left to parse."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import Literal, NamedTuple

from graphfind.normalize.folding import fold
from graphfind.roles.lexicon import OF_FAMILY, OF_KIND, Lexicon
from graphfind.roles.spans import BOTH, MANAGEMENT, MANAGER, is_prefixing, is_unspaced, prefixed_root
from graphfind.roles.stems import stem
from graphfind.roles.target import Alternative, TargetRole
from graphfind.roles.text import AND, E_WORDS, READ, WITHIN, joined, unparted

_MARKS = "[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff©®™]+"
# Letters beyond Latin-1, in circles too, and marks inside a word: emoji and other signs need no care.
_STRANGE = (
    "[^\\W\x00-\xff]|[\u0300-\u036f\u2100-\u214f\u2460-\u24ff\u3200-\u33ff\U0001f100-\U0001f1e5]|\\w" + _MARKS + "\\w"
)
_SHORT = 4
_ASCII = "".join(c if c.isalnum() or c == "\n" else " " for c in map(chr, range(128))).lower().encode().ljust(256)
"""Each byte of ASCII as a plain lower-case letter, a digit, a line's end, or a space."""
_TAIL = 4


class _Need(NamedTuple):
    """Words that a title must all hold, by their roots, and of what kind a word beside them must be: a seat's, or a
    general noun."""

    roots: frozenset[str]
    beside: Literal["", "seat", "noun"] = ""


class _Kind(NamedTuple):
    """The words of one kind, in all their forms, and how compound words end that are of it."""

    words: Container[str]
    tails: tuple[str, ...]

    def is_among(self, words: Sequence[str]) -> bool:
        """Whether one of these words is of the kind."""
        return any(word in self.words for word in words) or any(tail in word for word in words for tail in self.tails)


class Prefilter(NamedTuple):
    """What a title must hold to be worth parsing; made by `prefilter`.

    `canon` maps a form of a word to its root. `anchors` maps forms, one of which every matching
    title holds, to what else it then must hold. `kinds` are those of which a word may have to stand beside them.
    `tails` end compound words that match by themselves; `field_tails`, of such kinds, do so after one of `fields`.
    `stems` are beginnings of words, for roles by words. `everything` gives up: any title may match.
    """

    canon: Mapping[str, str]
    anchors: Mapping[str, tuple[_Need, ...]]
    kinds: Mapping[str, _Kind]
    tails: tuple[str, ...] = ()
    field_tails: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    stems: tuple[tuple[str, ...], ...] = ()
    everything: bool = False

    def candidates(self, titles: Sequence[str]) -> list[str]:
        """The titles that may match, in their order: never fewer than those that do."""
        if self.everything:
            return list(titles)
        lines = plain_lines(titles)
        chosen = self._anchored(lines) if self.anchors else set()
        if self.tails or self.field_tails:
            chosen |= self.ending(lines)
        if self.stems:
            chosen |= self._begun(lines)
        return [titles[at] for at in sorted(chosen)]

    def holds(self, words: Sequence[str]) -> bool:
        """Whether the words of a line have what one of the anchors among them needs."""
        present = {*words, *(self.canon.get(word, word) for word in words)}
        anchored = (need for word in words if word in self.anchors for need in self.anchors[word])
        beside = {need.beside for need in anchored if need.roots <= present}
        return any(not kind or self.kinds[kind].is_among(words) for kind in beside)

    def _anchored(self, lines: Sequence[str]) -> set[int]:
        without = frozenset(self.anchors).isdisjoint
        hits = [(at, words) for at, words in enumerate(map(str.split, lines)) if not without(words)]
        return {at for at, words in hits if self.holds(words)}

    def ending(self, lines: Sequence[str]) -> set[int]:
        """Lines with a compound word that ends like one looked for."""
        blob = "\n".join(lines)
        ends = list(accumulate(len(line) + 1 for line in lines))
        chosen: set[int] = set()
        for text in (*self.tails, *self.field_tails):
            fields = self.fields if text in self.field_tails else ()
            for place in _places(blob, text):
                if blob[place - 1 : place].isalnum():
                    start = max(blob.rfind(" ", 0, place), blob.rfind("\n", 0, place)) + 1
                    if not fields or blob.startswith(fields, start):
                        chosen.add(bisect_right(ends, place))
        return chosen

    def _begun(self, lines: Sequence[str]) -> set[int]:
        """Lines with words that begin like those looked for."""
        blob = "\n".join(lines)
        ends = list(accumulate(len(line) + 1 for line in lines))
        chosen: set[int] = set()
        for parts in self.stems:
            longest = max(parts, key=len)
            for place in _places(blob, longest):
                at = bisect_right(ends, place)
                if at not in chosen and all(part in lines[at] for part in parts):
                    chosen.add(at)
        return chosen


def _places(blob: str, text: str) -> Iterator[int]:
    place = blob.find(text)
    while place >= 0:
        yield place
        place = blob.find(text, place + 1)


@cache
def _latin() -> tuple[bytes, list[tuple[bytes, bytes]]]:
    """Each Latin-1 byte as a plain lower-case letter, a digit, a line's end, or a space; and those that become two."""
    plain = bytearray(_ASCII)
    wide: list[tuple[bytes, bytes]] = []
    for code in range(128, 256):
        letters = fold(chr(code))
        if not (letters.isascii() and letters.isalnum()):
            continue
        if len(letters) == 1:
            plain[code] = ord(letters)
        else:
            wide.append((bytes([code]), letters.encode()))
    return bytes(plain), wide


def plain_lines(titles: Sequence[str]) -> list[str]:
    """The folded words of each title with spaces between, all titles in a few passes.

    Says no less than the tokens of a title: marks of gender and the like are still in it.
    """
    joined = "\n".join(titles)
    if joined.count("\n") >= len(titles):
        joined = "\n".join(title.replace("\n", " ") for title in titles)
    joined = unparted(re.sub(WITHIN, "", re.sub(BOTH, _with_ending, joined)))
    strange: list[int] = []
    if not joined.isascii():
        for sign in "–—’•":
            joined = joined.replace(sign, "\x01")
        strange = [at for at, title in enumerate(titles) if not title.isascii() and re.search(_STRANGE, title)]
    data, table = joined.encode("latin-1", "replace"), _ASCII
    if not data.isascii():
        table, wide = _latin()
        for letter, plain in wide:
            data = data.replace(letter, plain)
    lines = data.translate(table, b"\xad").decode("ascii").split("\n")
    for at in strange:
        lines[at] = _plain(titles[at])
    return lines


def _with_ending(found: re.Match[str]) -> str:
    """A sign of both genders, and what the word before it may be with it."""
    text = found.string
    begun = text[max(text.rfind(" ", 0, found.start()), text.rfind("\n", 0, found.start())) + 1 : found.start()]
    return f"{found[0]} {begun}o {begun}a {begun}e "


def _plain(title: str) -> str:
    title = unparted(re.sub(WITHIN, "", re.sub(BOTH, _with_ending, title)))
    text = re.sub(_MARKS, "", unicodedata.normalize("NFKD", joined(re.sub(_MARKS, "", title[:READ]))))
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def prefilter(role: TargetRole, held: Sequence[Iterable[str]], lexicon: Lexicon) -> Prefilter:
    """What a title must hold for one of a role's alternatives, or one of its included words."""
    wanted: set[str] = set()
    stems = [tuple(stems_of(phrase)) for phrase in role.included]
    for alternative, families in zip(role.alternatives, held, strict=True):
        if alternative.basis == "level":
            return _everything()
        if alternative.basis in ("words", "taxonomy"):
            stems += needed(alternative)
        wanted.update(families)
    needs, tails, fields = _needs(frozenset(wanted), lexicon)
    inside = [need for need in needs if _stands_inside("".join(need.roots))]
    stems += [tuple(sorted(map(prefixed_root, need.roots))) for need in inside]
    needs = [need for need in needs if need not in inside]
    if any(not parts for parts in stems) or any(not need.roots for need in needs):
        return _everything()
    anchors: dict[str, list[_Need]] = {}
    for need in needs:
        anchor = min(need.roots, key=lambda root: (lexicon.common.get(root, 0), -len(root), root))
        for form in (anchor, *lexicon.forms.get(anchor, ())):
            anchors.setdefault(form, []).append(need)
    kinds = _kinds(lexicon) if fields else {}
    return Prefilter(
        lexicon.canon,
        {form: tuple(each) for form, each in anchors.items()},
        kinds,
        _shortest(tails), _shortest([tail for kind in kinds.values() for tail in kind.tails]), fields, tuple(stems),
    )  # fmt: skip


def _kinds(lexicon: Lexicon) -> dict[str, _Kind]:
    """The kinds of words that make a field of work a role: seats, and general nouns."""
    placed = {*_of_kind("seat", lexicon), *_of_kind("department", lexicon)}
    nouns = frozenset(form for word in lexicon.general for form in (word, *lexicon.forms.get(word, ())))
    return {
        "seat": _Kind(lexicon.seat_words, _shortest([tail for tail, at in lexicon.tails.items() if at in placed])),
        "noun": _Kind(nouns, _shortest([tail for tail in lexicon.tails if tail in lexicon.general])),
    }


def _stands_inside(text: str) -> bool:
    """Whether words of this script stand inside longer ones."""
    return is_unspaced(text) or is_prefixing(text)


def _shortest(tails: Sequence[str]) -> tuple[str, ...]:
    """The tails that are found wherever one of all the tails is."""
    return tuple(tail for tail in tails if not any(other in tail for other in tails if other != tail))


def _everything() -> Prefilter:
    return Prefilter({}, {}, {}, everything=True)


def needed(alternative: Alternative) -> list[tuple[str, ...]]:
    """Parts of words all of which, of one of these, a line has that says the words and phrases of an alternative.

    What cannot be told makes them fewer: of none at all every line may.
    """
    ways = [said.parts for said in alternative.said]
    plain = [part for parts in ways if len(parts) == 1 for part in _letters(parts[0])]
    plain += [part for phrase in alternative.quoted for part in stems_of(phrase)]
    several = min((parts for parts in ways if len(parts) > 1), key=len, default=("",))
    return [tuple(plain)] if plain else [tuple(_letters(part)) for part in several]


def stems_of(text: str) -> list[str]:
    """What a line holds wherever it holds these words in any form; empty where that cannot be said."""
    return [stem(part) for word in text.split() for part in _letters(word)]


def _letters(word: str) -> list[str]:
    return [word] if word.isalnum() else re.findall(r"[^\W_]+", word)


def _needs(families: frozenset[str], lexicon: Lexicon) -> tuple[list[_Need], list[str], tuple[str, ...]]:
    """A need for each phrase, or kind of worker, that names one of the families, the tails of compounds that do, and
    the fields of work that they may begin with."""
    named: set[int] = set()
    needs: list[_Need] = []
    fields: set[str] = set()
    for index in sorted({index for family in families for index in lexicon.mentions.get(family, ())}):
        meaning = lexicon.meanings[index]
        beside: list[Literal["", "seat", "noun"]] = []
        named_so = meaning.kind == "title" and meaning.level in families
        if meaning.kind == "organization" or named_so or not families.isdisjoint(meaning.families):
            named.add(index)
            beside.append("")
        else:
            beside += ["seat"] if not families.isdisjoint((*meaning.leaders, *meaning.managers)) else []
            beside += ["noun"] if not families.isdisjoint(meaning.specialists) else []
        spelled = [roots for phrase in lexicon.spoken.get(str(index), ()) for roots in _spellings(phrase)]
        needs += [_Need(roots, each) for each in beside for roots in spelled]
        if meaning.kind == "domain":
            fields.update(root for roots in spelled for root in roots if len(root) >= _TAIL)
    if any(lexicon.families[family].leads for family in families if family in lexicon.families):
        needs += [_Need(roots, "seat") for word in _led(families, lexicon) for roots in _spellings(word)]
    if not families.isdisjoint(lexicon.assistants):
        helping = [phrase for index in _of_kind("assistant", lexicon) for phrase in lexicon.spoken.get(str(index), ())]
        needs += [_Need(roots) for phrase in helping for roots in _spellings(phrase)]
    shared = [phrase for phrase, others in lexicon.shared.items() if not families.isdisjoint(others)]
    needs += [_Need(roots) for phrase in shared for roots in _spellings(phrase)]
    workers = {word for family in families for word in lexicon.crafts.get(OF_FAMILY + family, ())}
    needs += [_Need(frozenset((word,))) for word in sorted(workers)]
    return needs, [tail for tail, index in lexicon.tails.items() if index in named], tuple(sorted(fields))


def _led(families: frozenset[str], lexicon: Lexicon) -> list[str]:
    """Words by which roles are known that a holder of these families may lead.

    They are the last words of English ones, several of whom are led ("Nurses' Director"), and what managers do
    ("Leiter Stammdatenmanagement").
    """
    led = [id_ for id_, family in lexicon.families.items() if family.led_by in families]
    found = set()
    for index in {index for id_ in led for index in lexicon.mentions.get(id_, ())}:
        meaning = lexicon.meanings[index]
        if meaning.kind == "title":
            words = {phrase.rpartition(" ")[2] for phrase in lexicon.spoken.get(str(index), ())}
            found |= words if meaning.english else set()
            found |= {word.removesuffix(MANAGER) + MANAGEMENT for word in words if word.endswith(MANAGER)}
    return sorted(found)


def _spellings(phrase: str) -> Iterator[frozenset[str]]:
    """The words of a phrase as lines have them; short ones also letter by letter, for "V.P."."""
    words = fold(phrase.removeprefix("^")).split()
    yield frozenset(part for word in words if word != AND for part in _letters(word))
    if any(word[0] == "e" and word[1:] in E_WORDS for word in words):
        yield frozenset(word[1:] if word[0] == "e" and word[1:] in E_WORDS else word for word in words if word != AND)
    if len(words) == 1 and len(words[0]) <= _SHORT and words[0].isalpha():
        yield frozenset(words[0])


def _of_kind(kind: str, lexicon: Lexicon) -> Sequence[int]:
    return lexicon.mentions.get(OF_KIND + kind, ())
