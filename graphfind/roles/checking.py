"""Checking families as their authors write them: what is wrong, what does nothing, and in which line it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from graphfind.normalize.folding import fold
from graphfind.roles.compiling import Builder
from graphfind.roles.lexicon import LONGEST_TAIL, SHORTEST_TAIL, Lexicon
from graphfind.roles.opening import family_files, from_data, load_lexicon
from graphfind.roles.own import lay_over
from graphfind.roles.parse import parse
from graphfind.roles.sources import LANGUAGES, Fault, Source, by_language, expand, levelled, read_sources
from graphfind.roles.spans import UNSPACED, longest_unspaced
from graphfind.roles.text import SEPARATORS, tokenize

_TEXTS = r'"([^"]*)"|\'([^\']*)\''
_IDS = re.compile(r"[\w-]+").fullmatch
_NAMES = re.compile(r"\s*(id|name)\s*=").match


class Finding(NamedTuple):
    """What is wrong in one line of a families file. A `note` does no harm and is only good to know."""

    file: str
    line: int
    message: str
    note: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'note: ' if self.note else ''}{self.message}"


def check_families(extra: Path | None = None) -> list[Finding]:
    """What is wrong in the user's own families file, or without one in the built-in lexicon; in the order of its lines.

    Mistakes that `load_lexicon` refuses come as findings here, all of them, beside phrases that can
    never be found. Raises `UsageError` for a file that cannot be read or is no TOML.
    """
    if extra is None:
        files = family_files()
        families, words, faults = read_sources()
        builder = Builder(families, words)
        lexicon = from_data(builder.build())
        wrong = [*faults, *builder.faults]
        wrong += [*_languages(families), *_collisions(families, words), *_words_taken(words, lexicon)]
        notes: list[Fault] = []
    else:
        files = [extra]
        built_in = load_lexicon()
        lexicon, families, faults = lay_over(built_in, extra)
        wrong = list(faults)
        notes = [fault for family in families for fault in _notes(family, families, built_in)]
    known = {fault[:3] for fault in wrong}
    wrong += [fault for family in families for fault in _of_family(family, lexicon) if fault[:3] not in known]
    wrong += _circles(families, lexicon)
    texts = {path.name: path.read_text(encoding="utf-8-sig") for path in files}
    findings = [
        Finding(fault.file, line_of(fault, texts[fault.file]), _said(fault), note)
        for note, faults in ((False, wrong), (True, notes))
        for fault in faults
    ]
    return sorted(dict.fromkeys(findings))


def place(fault: Fault, text: str) -> str:
    """A fault with the line that it stands in, in one line."""
    return f"{fault.file}:{line_of(fault, text)}: {_said(fault)}"


def line_of(fault: Fault, text: str) -> int:
    """The line that a fault is about, counted from 1: within its family, where the file has that."""
    lines = text.splitlines()
    start, end = _block(fault, lines)
    field = re.compile(rf"\s*(\[\w+\.)?{re.escape(fault.about[1:])}\b") if fault.about.startswith(".") else None
    inside = [at for at in range(start, end) if field is not None or not _NAMES(lines[at])]
    finds: list[Callable[[str], object]] = (
        [field.match]
        if field is not None
        else [lambda line: f'"{fault.about}"' in line, lambda line: _holds(line, fault.about)]
    )
    told = (at + 1 for find in finds for at in inside if find(lines[at]))
    top = (at + 1 for at, line in enumerate(lines) if not fault.family and field is not None and field.match(line))
    return next(chain(told, top), start + 1)


def _said(fault: Fault) -> str:
    return f"family {fault.family}: {fault.message}" if fault.family else fault.message


def _block(fault: Fault, lines: Sequence[str]) -> tuple[int, int]:
    """The lines of a fault's family; all lines where there is none of that id."""
    heads = [at for at, line in enumerate(lines) if line.strip().startswith("[[family]]")]
    blocks = list(pairwise([*heads, len(lines)]))
    named = re.compile(rf"\s*id\s*=\s*[\"']{re.escape(fault.family)}[\"']\s*(#.*)?$")
    found = [(start, end) for start, end in blocks if any(map(named.match, lines[start:end]))]
    if not fault.family:
        anonymous = re.compile(r"\s*id\s*=\s*[\"'].")
        found = [(start, end) for start, end in blocks if not any(map(anonymous.match, lines[start:end]))]
    return (found[-1] if fault.about == ".id" else found[0]) if found else (0, len(lines))


def _holds(line: str, about: str) -> bool:
    """Whether a line holds a text, also as one of those that its braces stand for."""
    if about in line:
        return True
    for pieces in re.findall(_TEXTS, line) if "{" in line else ():
        try:
            if about.strip('"') in (levelled(each)[0] for each in expand("".join(pieces))):
                return True
        except ValueError:
            continue
    return False


def _of_family(family: Source, lexicon: Lexicon) -> Iterator[Fault]:
    """Parts of one family that can do nothing."""
    if not _IDS(family.id):
        yield family.fault(".id", "the id is no word of letters, digits and hyphens, as in code-wizard")
    for field in ("siblings", "part_of"):
        named = family.texts(field) if field == "siblings" else (family.text(field),)
        if family.id in named:
            yield family.fault(f".{field}", f"{field} names the family itself")
    for table in ("phrases", "seats", "domains"):
        for language, patterns in family.fields.get(table, {}).items():
            if not patterns:
                yield family.fault(f".{language}", f"{language} is an empty list")
    for pattern in (*_patterns(family, "phrases"), *_patterns(family, "seats")):
        for each in _expanded(pattern):
            if message := _phrase_fault(levelled(each)[0], family, lexicon):
                yield family.fault(pattern, message)
    for pattern in _patterns(family, "domains"):
        for each in _expanded(pattern):
            if message := _domain_fault(each.removesuffix("!"), family, lexicon):
                yield family.fault(pattern, message)
    for pattern in family.texts("not"):
        for each in _expanded(pattern):
            if message := _not_fault(each, family, lexicon):
                yield family.fault(pattern, message)
    for entry in family.texts("abbreviations"):
        letters = entry.partition("=")[0].strip()
        if f"^{letters}" in lexicon.phrases and len(letters) not in (2, 3):
            yield family.fault(
                entry, f'"{letters}" is an everyday word too, and only told from it where it has 2 or 3 letters'
            )


def _circles(families: Sequence[Source], lexicon: Lexicon) -> Iterator[Fault]:
    """Families that are a part of themselves by way of others."""
    whole = {id_: family.part_of for id_, family in lexicon.families.items()}
    whole |= {family.id: family.text("part_of") for family in families}
    for family in families:
        way = [family.id]
        while (above := whole.get(way[-1], "")) and above not in way:
            way.append(above)
        if above == family.id and len(way) > 1:
            yield family.fault(".part_of", f"part_of goes round in a circle: {', '.join((*way, above))}")


def _patterns(family: Source, table: str) -> Iterator[str]:
    for patterns in family.fields.get(table, {}).values():
        yield from patterns


def _expanded(pattern: str) -> list[str]:
    try:
        return list(expand(pattern))
    except ValueError:
        return []  # a fault already


def _phrase_fault(phrase: str, family: Source, lexicon: Lexicon) -> str:
    """Why a phrase can never find its family, or empty."""
    plain = phrase.removesuffix("!")
    if tail := plain.startswith("*"):
        plain = plain[1:]
        size = len(fold(plain))
        if not SHORTEST_TAIL <= size <= LONGEST_TAIL or " " in plain:
            letters = f"{SHORTEST_TAIL} to {LONGEST_TAIL} letters"
            return f'"{phrase}" is never found: the tail of a compound is one word of {letters}'
        plain = f"zz{plain}"
    if message := _writing_fault(plain):
        return message
    parsed = parse(plain, lexicon)
    if any(family.id in segment.families for segment in parsed.segments):
        return ""
    said = ", ".join(lexicon.families[id_].name for id_ in parsed.families) or "no role that is known"
    return f'"{phrase}" is never found: a title of these words is read as {said}' + (" (as a compound)" if tail else "")


def _writing_fault(phrase: str) -> str:
    separators = [word for word in tokenize(phrase).words if word in SEPARATORS]
    if separators:
        return f'"{phrase}" is never found: "{separators[0]}" divides a title, and no phrase holds it'
    if re.search(UNSPACED, phrase) and max(map(len, phrase.split())) > (longest := longest_unspaced(phrase)):
        return f'"{phrase}" is never found: words without spaces are found up to {longest} characters'
    return ""


def _domain_fault(phrase: str, family: Source, lexicon: Lexicon) -> str:
    """Why a field of work is none, or empty."""
    if message := _writing_fault(phrase):
        return message
    key = " ".join(tokenize(phrase).words)
    if key in lexicon.everyday and len(key) not in (2, 3):
        return f'"{phrase}" is no field of work: it is an everyday word'
    meaning = lexicon.meaning(f"^{key.upper()}") or lexicon.meaning(key)
    if meaning is None or meaning.kind == "domain":
        return ""
    whose = f"a phrase of family {meaning.families[0]}" if meaning.families else f"a word of its own ({meaning.kind})"
    return f'"{phrase}" is no field of work: it is {whose}'


def _not_fault(phrase: str, family: Source, lexicon: Lexicon) -> str:
    """Why a phrase that is not the family's keeps nothing away, or empty."""
    if message := _writing_fault(phrase):
        return message
    words = [lexicon.canon.get(word, word) for word in tokenize(phrase).words]
    meaning = lexicon.meaning(" ".join(words))
    if meaning is not None and meaning.kind == "title":
        return f'"{phrase}" is a phrase of family {meaning.families[0]}, so it need not be kept from this one'
    runs = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    tails = (word[-size:] for word in words for size in range(SHORTEST_TAIL, len(word)))
    near = [found for run in runs if (found := lexicon.meaning(run)) is not None]
    near += [lexicon.meanings[lexicon.tails[tail]] for tail in tails if tail in lexicon.tails]
    if any(family.id in found.named for found in near):
        return ""
    return f'"{phrase}" keeps nothing away: it holds none of the family\'s own phrases'


def _languages(families: Sequence[Source]) -> Iterator[Fault]:
    for family in families:
        for language in LANGUAGES:
            if not family.fields.get("phrases", {}).get(language):
                yield family.fault(".id", f"there are no phrases in {language}")


def _collisions(families: Sequence[Source], words: Mapping[str, Any]) -> Iterator[Fault]:
    """Abbreviations of several families that are not known to be ambiguous, and known ones that are not."""
    known = {phrase for _, phrase in by_language(words.get("ambiguous", {}))}
    holders: dict[str, list[Source]] = {}
    for family in families:
        for letters in _abbreviations(family):
            holders.setdefault(letters, []).append(family)
    for letters, held in holders.items():
        if len(held) > 1 and letters not in known:
            yield held[-1].fault(letters, f'"{letters}" is an abbreviation of family {held[0].id} too')
    for letters in sorted(known - {letters for letters, held in holders.items() if len(held) > 1}):
        yield Fault("words.toml", "", f'"{letters}"', f'"{letters}" is not ambiguous')


def _words_taken(words: Mapping[str, Any], lexicon: Lexicon) -> Iterator[Fault]:
    """Words of titles that mean nothing, because a family or another table has them."""
    for kind in ("seat", "rank", "step", "noun"):
        for value, table in words.get(kind, {}).items():
            for _, phrase in by_language(table):
                key = " ".join(tokenize(phrase.strip("*!")).words)
                index = (lexicon.tails if phrase.startswith("*") else lexicon.phrases).get(key)
                meaning = lexicon.meanings[index] if index is not None else None
                if meaning is not None and meaning.kind == "title":
                    yield Fault(
                        "words.toml",
                        "",
                        phrase,
                        f'{kind} {value}: "{phrase}" is a phrase of family {meaning.families[0]}',
                    )


def _notes(family: Source, families: Sequence[Source], built_in: Lexicon) -> Iterator[Fault]:
    """What the user's own family takes from others, or shares with them."""
    for pattern in _patterns(family, "phrases"):
        for each in _expanded(pattern):
            phrase = levelled(each)[0].removesuffix("!")
            key = " ".join(tokenize(phrase.removeprefix("*")).words)
            index = (built_in.tails if phrase.startswith("*") else built_in.phrases).get(key)
            meaning = built_in.meanings[index] if index is not None else None
            if meaning is not None and meaning.kind == "title" and family.id not in meaning.families:
                yield family.fault(pattern, f'"{phrase}" is no longer of family {meaning.families[0]}')
    for entry in family.texts("abbreviations"):
        letters = entry.partition("=")[0].strip()
        own = (each.id for each in families if letters in _abbreviations(each))
        others = [id_ for id_ in (*own, *built_in.abbreviations.get(letters, ())) if id_ != family.id]
        if others:
            yield family.fault(entry, f'"{letters}" stands for {others[0]} too: a search will ask which is meant')


def _abbreviations(family: Source) -> list[str]:
    return [entry.partition("=")[0].strip() for entry in family.texts("abbreviations")]
