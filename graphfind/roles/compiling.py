"""Making the lexicon: families and words as people write them, compiled for fast lookup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice, product
from typing import Any

from graphfind.normalize.folding import fold
from graphfind.roles.called import called
from graphfind.roles.deriving import DERIVATIONS, TRAILING
from graphfind.roles.inflect import forms, spellings
from graphfind.roles.levels import level_inside
from graphfind.roles.lexicon import Meaning, stamp
from graphfind.roles.misspelling import misspellings
from graphfind.roles.sources import Fault, Source, by_language, expand, read_sources
from graphfind.roles.synonyms import TAIL
from graphfind.roles.text import AND, LINKING, YEAR
from graphfind.roles.wordlists import craft_rows, key_of, listed, of_one_person, synonym_rows

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
"""The languages that every family has phrases in."""
_CASES = frozenset({"pl", "cs", "ru", "uk", "he", "ar", "el", "th"})
"""Languages that say whose helper or kin somebody is by a case, or by order alone: "asystent dyrektora"."""
_HEAD_LAST = frozenset({"en", "nl"})
_HEAD_FIRST_TOO = frozenset({"nl"})
"""Of these, those whose heads stand before a field of work as well: "medewerkster inkoop"."""
_VALUED = ("seat", "rank", "step", "noun", "organization")
_LISTED = (
    "weak_organization", "name_ending", "concern", "thing", "own_field", "industry", "everyday", "licence", "audience",
    "audience_alone", "by_itself", "surname", "address", "learning", "guest_house", "force", "named_step",
)  # fmt: skip
_NO_WORDS = ("ambiguous", "synonym", "misspelt", "short", "general", "craft", "matter", "worker", "usual")
"""Tables that are about words and give none."""
_INFLECTED = frozenset({
    "title", "seat", "rank", "step", "former", "retired", "aspiring", "hoping", "relation", "assistant",
    "attendant", "noun", "scope",
})  # fmt: skip
_WORDS = Source("words.toml", {})
_MOST_VARIANTS = 16
"""How many forms of one phrase are claimed beside it."""
_GENDERED = "aeo"
"""Endings without which a word is known, too, behind a sign of both genders: "Ingenier@"."""
_FIRST_YEAR, _LAST_YEAR = 1940, 2060
"""Numbers that are years where phrases speak of one."""
_COMMON = 5
"""A word in phrases of this many families is common: titles that hold it are many."""


def compile_lexicon() -> dict[str, Any]:
    """The compiled lexicon as plain data."""
    families, words, _ = read_sources()
    return {"stamp": stamp(), **Builder(families, words).build()}


class Builder:
    """Collects phrases with their meanings; the first claim of a phrase stands, others are faults."""

    def __init__(self, families: Iterable[Source], words: Mapping[str, Any]) -> None:
        self.families = {family.id: family for family in families}
        self.words = words
        self.short = {form: word for word, forms in words.get("short", {}).items() for form in forms}
        self.meanings: dict[Meaning, int] = {}
        self._made: list[Meaning] = []
        self.phrases: dict[str, int] = {}
        self.tails: dict[str, int] = {}
        self.domains: dict[str, Meaning] = {}
        self.abbreviations: dict[str, list[str]] = {}
        self.spoken: list[tuple[tuple[str, ...], str, str]] = []
        self.faults: list[Fault] = []
        connectives = (words.get(kind, {}) for kind in ("everyday", "of", "to", "at", "in", "en"))
        self.everyday = frozenset(fold(phrase) for table in connectives for _, phrase in by_language(table))
        self.seats, self.steps = self._ladders()

    def build(self) -> dict[str, Any]:
        """The compiled form, as `lexicon.from_data` reads it; `faults` say afterwards what is wrong."""
        self.claim_all()
        return self._data(*self.inflections())

    def claim_all(self) -> None:
        """Claim every phrase, the families' own first and the words of titles last."""
        self._claim_seats()
        self._claim_titles()
        self._claim_abbreviations()
        self._claim_domains()
        for family in self.families.values():
            for name in family.texts("seats_at"):
                managers = (family.id,) if family.text("level") == "manager" else ()
                meaning = Meaning("organization", "", family.text("function"), leaders=(family.id,), managers=managers)
                self.phrases.setdefault(" ".join(self._key(name)), self._index(meaning))
        self._claim_words()
        for family in self.families.values():
            for phrase in (each for pattern in family.texts("not") for each in expand(pattern)):
                self._claim_other(" ".join(self._key(phrase)))
        for derive in DERIVATIONS:
            for derived in derive(self.spoken[:], self._known):
                words = tuple(self.short.get(word, word) for word in derived.words)
                key, whole = " ".join(words), self.phrases.get(derived.of)
                if whole is not None and key not in self.phrases:
                    self.phrases[key] = whole
                    self.spoken.append((words, derived.language, key))
        self._core_of_steps()

    def _core_of_steps(self) -> None:
        """Let a phrase with a step in it be exactly the role that it is a step of: "principal consultant"."""
        for words, _, _ in self.spoken:
            index = self.phrases.get(" ".join(words), -1)
            for step, rest in ((words[0], words[1:]), (words[-1], words[:-1])) if index >= 0 and len(words) > 1 else ():
                core = self.phrases.get(" ".join(rest))
                if core is None or step not in self.steps:
                    continue
                whole, part = self._meaning(index), self._meaning(core)
                if whole.kind == part.kind == "title" and whole.families == part.families and not whole.core:
                    self.phrases[" ".join(words)] = self._index(whole._replace(core=part.core or " ".join(rest)))

    def _index(self, meaning: Meaning) -> int:
        index = self.meanings.setdefault(meaning, len(self._made))
        if index == len(self._made):
            self._made.append(meaning)
        return index

    def _meaning(self, index: int) -> Meaning:
        return self._made[index]

    def _known(self, key: str) -> Meaning | None:
        """What a phrase means by now."""
        index = self.phrases.get(key)
        return None if index is None else self._meaning(index)

    def _key(self, phrase: str) -> tuple[str, ...]:
        """The words of a phrase in the forms that titles are read in."""
        return tuple(self.short.get(word, word) for word in key_of(phrase))

    def _others(self, letters: str) -> tuple[str, ...]:
        """Families beside these that an abbreviation stands for."""
        return ()

    def _rewrites(self, form: str, base: Container[str]) -> bool:
        """Whether a form is rewritten to its word in titles, and not claimed in phrases."""
        return form not in base

    def _claim(self, phrase: str, language: str, meaning: Meaning, source: Source) -> None:
        if phrase.endswith("!"):
            phrase, meaning = phrase[:-1], meaning._replace(alone=True)
        table = self.tails if phrase.startswith("*") else self.phrases
        words = self._key(phrase.removeprefix("*"))
        key = phrase if phrase.startswith("^") else " ".join(words)
        index = self._index(meaning)
        if not key:
            self.faults.append(source.fault(phrase, f'"{phrase}" holds no word'))
        elif (other := self._meaning(table.setdefault(key, index)))._replace(english=meaning.english) != meaning:
            held = f"of family {other.families[0]}" if other.families else f"a word of its own ({other.kind})"
            held = "given twice with different levels" if other.families == meaning.families else f"{held} already"
            self.faults.append(source.fault(phrase, f'"{phrase}" is {held}'))
        elif meaning.kind in _INFLECTED:
            self.spoken.append((words, language, phrase))

    def _ladders(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """The levels that seats, and steps of the ladder, give to phrases that hold them."""
        seats, steps = (
            {
                " ".join(key_of(phrase.removeprefix("*"))): level
                for level, table in self.words.get(kind, {}).items()
                for _, phrase in by_language(table)
            }
            for kind in ("seat", "step")
        )
        for family in self.families.values():
            seats |= {
                " ".join(key_of(each)): level or family.text("level") for _, each, level in family.phrases("seats")
            }
        return {phrase: level for phrase, level in seats.items() if level != "manager"}, steps

    def _claim_titles(self) -> None:
        for family in self.families.values():
            for language, phrase, level in family.phrases("phrases"):
                meaning = _title(family, level or level_inside(self._key(phrase), family, self.seats, self.steps))
                self._claim(phrase, language, meaning._replace(english=language == "en"), family)
        for family in self.families.values():
            meaning = _title(family, family.text("level"))._replace(english=True)
            self.phrases.setdefault(" ".join(self._key(_name(family))), self._index(meaning))

    def _claim_seats(self) -> None:
        """Claim seats that are a role by themselves: "President" is one, "President, Sales" leads sales."""
        for family in self.families.values():
            for language, phrase, level in family.phrases("seats"):
                words, held = self._key(phrase), level or family.text("level")
                known = self._known(" ".join(words))
                if known is not None and (known.level, known.families) == (held, (family.id,)):
                    self.spoken.append((words, language, phrase))  # "président" is "president", too
                else:
                    seat = Meaning("seat", held, "", (family.id,), trailing=language in TRAILING)
                    self._claim(phrase, language, seat, family)

    def _claim_abbreviations(self) -> None:
        """Claim abbreviations: one of several families is ambiguous, one like an everyday word needs capitals."""
        claims: dict[str, list[tuple[Source, str]]] = {}
        for family in self.families.values():
            for entry in family.texts("abbreviations"):
                letters, _, level = (part.strip() for part in entry.partition("="))
                claims.setdefault(letters, []).append((family, level or family.text("level")))
        for letters, claimed in claims.items():
            family, level = claimed[0]
            ids = (*(each.id for each, _ in claimed), *self._others(letters))
            meaning = _title(family, level)._replace(families=ids, core=" ".join(self._key(_name(family))))
            if len(ids) > 1:
                meaning = meaning._replace(kind="abbreviation", core="")
            self._claim(f"^{letters}" if fold(letters) in self.everyday else letters, "", meaning, family)
            self.abbreviations[letters] = list(ids)

    def _claim_domains(self) -> None:
        """Join what families say of a field of work: who practises it, who leads it."""
        for family in self.families.values():
            for phrase in dict.fromkeys(phrase for _, phrase, _ in family.phrases("domains")):
                key = " ".join(self._key(phrase))
                key = f"^{key.upper()}" if key in self.everyday else key
                known = self.domains.get(key) or self._field(key)
                known = known._replace(alone=known.alone or phrase.endswith("!"))
                self.domains[key] = self._with_field(known, family)
        for key, meaning in self.domains.items():
            meaning = self._first_named(key, meaning)
            held = self._known(key)
            if held is None or held.kind == "domain":
                self.phrases.setdefault(key, self._index(meaning))

    def _first_named(self, key: str, meaning: Meaning) -> Meaning:
        """What two fields of work together mean, the one named first in front: "product & engineering"."""
        first = self.domains.get(key.partition(f" {AND} ")[0])
        if first is None or first.function == meaning.function or not {*first.leaders} & {*meaning.leaders}:
            return meaning
        leaders = sorted(meaning.leaders, key=lambda leader: leader not in first.leaders)
        return meaning._replace(function=first.function, leaders=tuple(leaders))

    def _field(self, key: str) -> Meaning:
        """What is said of a field of work before these families say anything."""
        return Meaning("domain")

    @staticmethod
    def _with_field(known: Meaning, family: Source) -> Meaning:
        function = family.text("function")
        if family.flag("leads"):
            managers, specialists = (
                tuple(filter(None, (*ids, family.text(key))))
                for key, ids in (("managers", known.managers), ("specialists", known.specialists))
            )
            leaders = (*known.leaders, family.id)
            return known._replace(function=function, leaders=leaders, managers=managers, specialists=specialists)
        led_by = (family.text("led_by"),) if family.text("led_by") else ()
        return known._replace(
            function=known.function or function, families=(*known.families, family.id), leaders=known.leaders or led_by
        )

    def _claim_words(self) -> None:
        """Claim the words of titles, where no family has a phrase already."""
        nouns = self.words.get("noun", {}).items()
        working = {" ".join(self._key(phrase)): of for of, table in nouns for _, phrase in by_language(table)}
        for kind, table in self.words.items():
            if kind in (*_LISTED, *_NO_WORDS):
                continue
            for value, phrases in table.items() if kind in _VALUED else (("", table),):
                levelled = kind in ("seat", "rank", "step")
                meaning = Meaning(kind, value if levelled else "", "" if levelled else value)
                for language, phrase in by_language(phrases):
                    words = self._key(phrase.removeprefix("*"))
                    taken = self.tails if phrase.startswith("*") else self.phrases
                    if " ".join(words) in taken:
                        self.spoken.append((words, language, phrase))
                    else:
                        trailing = language in (TRAILING if kind in ("seat", "organization") else _CASES)
                        held = meaning._replace(trailing=trailing)
                        if kind == "relation":  # an instructor of somebody teaches
                            held = held._replace(function=working.get(" ".join(words), ""))
                        self._claim(phrase, language, held, _WORDS)

    def _claim_other(self, key: str) -> None:
        """A phrase that only looks like a family's: the seat that it ends in, or a worker by its last word."""
        head = self._known(key.rpartition(" ")[2]) if " " in key else None
        if head is None or head.kind != "seat":
            head = Meaning("noun", "", head.function if head is not None and head.kind == "noun" else "other")
        self.phrases.setdefault(key, self._index(head))

    def inflections(self) -> tuple[dict[str, str], set[str]]:
        """Form → the form in phrases, and which forms, or whole phrases, speak of several people.

        A form that stands in some phrase itself is never rewritten; the phrases that would need it
        are claimed a second time in that form instead.
        """
        base = {word for key in self.phrases for word in key.split()} | set(self.tails)
        years = map(str, range(_FIRST_YEAR, _LAST_YEAR + 1))
        canon = self.short | {year: YEAR for year in years if self._rewrites(year, base)}
        several: set[str] = set()
        single: set[str] = set()
        english = {words for words, language, _ in self.spoken if language == "en" and LINKING.isdisjoint(words)}
        for words, language, phrase in self.spoken:
            spelled = spellings(phrase.removeprefix("*"), language)
            canon.update(
                {other: word for word, other in spelled.items() if word in base and self._rewrites(other, base)}
            )
            written: list[list[tuple[str, bool]]] = []
            for place, word in enumerate(words):
                written.append([(word, False)])
                if word in spelled and not self._rewrites(spelled[word], base):
                    written[-1].append((spelled[word], False))
                heading = place == len(words) - 1 or (place == 0 and language in _HEAD_FIRST_TOO)
                heading = heading or words[place + 1] == "of"  # "chairman of the board"
                if (language in _HEAD_LAST or (language in TRAILING and words in english)) and not heading:
                    continue  # "product manager" has its head last in French, too
                found: dict[str, bool] = {}
                for form, plural in _forms_of(word, spelled.get(word, ""), language):
                    if self._rewrites(form, base):
                        (several if plural else single).add(form)
                        form, plural = canon.setdefault(form, word), False  # "coordinatrice": of another language
                    if form != word and not phrase.startswith("*"):
                        found[form] = found.get(form, True) and plural
                written[-1] += found.items()
            if phrase.startswith("*"):
                other = " ".join(spelled.get(word, word) for word in words)
                self.tails.setdefault(other, self.tails[" ".join(words)])
            else:
                self._claim_variants(written, language, several)
        for letters in self.abbreviations:
            form = fold(letters) + "s"
            if letters.isalpha() and form not in base | self.everyday and fold(letters) in self.phrases:
                several.add(form)
                if self._rewrites(form, base):
                    canon.setdefault(form, fold(letters))
                else:
                    self.phrases.setdefault(form, self.phrases[fold(letters)])
        for tail, index in list(self.tails.items()):
            for language in ("de", "nl"):
                for form, plural in forms(tail, language):
                    if not plural and (form in base or canon.get(form) == tail or not self._rewrites(form, ())):
                        self.tails.setdefault(form, index)
        return canon | self._slips(base, canon), several - single - self.short.keys()

    def _slips(self, base: Set[str], canon: Mapping[str, str]) -> dict[str, str]:
        """Misspelling → the form in phrases, for words that are misspelt often; none that is a known word."""
        known = base | canon.keys() | self.everyday
        slips: dict[str, str] = {}
        for _, phrase in by_language(self.words.get("misspelt", {})):
            word = fold(phrase)
            for form in misspellings(word):
                if known.isdisjoint((form, *(form + ending for ending in _GENDERED))):
                    slips.setdefault(form, canon.get(word, word))
        return slips

    def _claim_variants(self, written: Sequence[Sequence[tuple[str, bool]]], language: str, several: set[str]) -> None:
        """Claim a phrase in those other forms of its words that no title is rewritten from, few at the most."""
        whole = self.phrases.get(" ".join(forms[0][0] for forms in written))
        if whole is None or all(len(forms) == 1 for forms in written):
            return  # what counts only as it is written has no other forms
        for variant in islice(product(*written), 1, _MOST_VARIANTS):
            key = " ".join(word for word, _ in variant)
            if key not in self.phrases:
                self.phrases[key] = whole
                heads = variant[:1] if language in TRAILING else variant
                several.update({key} if any(plural for _, plural in heads) else ())

    def _data(self, canon: Mapping[str, str], plurals: Iterable[str]) -> dict[str, Any]:
        synonyms = synonym_rows(self.words.get("synonym", {}))
        longest: dict[str, int] = {}
        for key in self.phrases:
            words = key.split(" ")
            for begun in (words[0], " ".join(words[:2])):
                longest[begun] = max(longest.get(begun, 0), len(words))
        return {
            "families": [
                [
                    family.id, _name(family), family.text("function"), family.text("level"), family.text("part_of"),
                    family.texts("siblings"), family.text("led_by"), family.flag("leads"), family.flag("attends"),
                    called(family),
                ]
                for family in self.families.values()
            ],
            "meanings": list(self.meanings),
            "phrases": self.phrases,
            "tails": self.tails,
            "canon": dict(canon),
            "plurals": frozenset(plurals),
            "longest": longest,
            "abbreviations": self.abbreviations,
            "common": self._common(),
            "crafts": craft_rows(self.words),
            "synonyms": synonyms,
            "rows": {word.removeprefix(TAIL): name for name, (said, _) in synonyms.items() for word in said},
            "everyday": sorted(self.everyday),
            "general": of_one_person(self.words.get("general", {})),
            "written": sorted({key[1:].split()[0] for key in self.phrases if key[0] == "^" and not key.isascii()}),
            **{kind: self._list(kind, canon) for kind in _LISTED if kind != "everyday"},
        }  # fmt: skip

    def _list(self, kind: str, canon: Mapping[str, str]) -> list[str]:
        """A list of words, also in the forms in which titles are read."""
        words = listed(self.words.get(kind, {}))
        return sorted(words | {canon[word] for word in words if word in canon})

    def _common(self) -> dict[str, int]:
        """How many families have a word in their phrases, where they are many; connectives and steps count as most."""
        families = [meaning.families for meaning in self.meanings]
        holders = {(word, id_) for key, i in self.phrases.items() for word in key.split() for id_ in families[i]}
        counts = Counter(word for word, _ in holders)
        connectives = (self.words.get(kind, {}) for kind in ("of", "to", "at", "in", "step"))
        small = {word for table in connectives for words in listed(table) for word in words.split()}
        common = {word: count for word, count in sorted(counts.items()) if count >= _COMMON}
        return {**common, **dict.fromkeys(sorted(small), len(self.families))}


def _forms_of(word: str, spelled: str, language: str) -> Iterator[tuple[str, bool]]:
    yield from forms(word, language)
    if spelled:
        yield from forms(spelled, language)


def _name(family: Source) -> str:
    return family.text("name") or family.id.replace("-", " ")


def _title(family: Source, level: str) -> Meaning:
    return Meaning("title", level, family.text("function"), (family.id,), attends=family.flag("attends"))
