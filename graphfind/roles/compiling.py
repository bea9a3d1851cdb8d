"""Making the lexicon: claimed phrases in all their forms, and lists of words, as data for fast lookup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice, product
from typing import Any

from graphfind.normalize.folding import fold
from graphfind.roles.called import called
from graphfind.roles.claiming import LISTED, Claims, name_of
from graphfind.roles.deriving import TRAILING
from graphfind.roles.inflect import forms, spellings
from graphfind.roles.lexicon import OF_FAMILY, OF_FORCE
from graphfind.roles.misspelling import misspellings
from graphfind.roles.opening import stamp
from graphfind.roles.sources import by_language, read_sources
from graphfind.roles.synonyms import TAIL
from graphfind.roles.text import LINKING, YEAR
from graphfind.roles.wordlists import craft_rows, listed, of_one_person, synonym_rows

_HEAD_LAST = frozenset({"en", "nl"})
_HEAD_FIRST_TOO = frozenset({"nl"})
"""Of these, those whose heads stand before a field of work as well: "medewerkster inkoop"."""
_MOST_VARIANTS = 16
"""How many forms of one phrase are claimed beside it."""
_GENDERED = "aeo"
"""Endings without which a word is known, too, behind a sign of both genders: "Ingenier@"."""
_FIRST_YEAR, _LAST_YEAR = 1940, 2060
"""Numbers that are years where phrases speak of one."""
_SPELT = (3, 4)
"""How many letters those of chiefs have; two with full stops are more often something else: "a.D.", "e.V."."""
_COMMON = 5
"""A word in phrases of this many families is common: titles that hold it are many."""


def compile_lexicon() -> dict[str, Any]:
    """The compiled lexicon as plain data."""
    families, words, _ = read_sources()
    return {"stamp": stamp(), **Builder(families, words).build()}


class Builder(Claims):
    """Makes the compiled form of what was claimed."""

    def build(self) -> dict[str, Any]:
        """The compiled form, as `opening.from_data` reads it; `faults` say afterwards what is wrong."""
        self.claim_all()
        return self._data(*self.inflections())

    def _rewrites(self, form: str, base: Container[str]) -> bool:
        """Whether a form is rewritten to its word in titles, and not claimed in phrases."""
        return form not in base

    def inflections(self) -> tuple[dict[str, str], set[str]]:
        """Form → the form in phrases, and which forms, or whole phrases, speak of several people.

        A form that stands in some phrase itself is never rewritten; the phrases that would need it
        are claimed a second time in that form instead. What is an everyday word of another language is no form at all.
        """
        base = {word for key in self.phrases for word in key.split()} | set(self.tails)
        years = map(str, range(_FIRST_YEAR, _LAST_YEAR + 1))
        canon = (
            self.short | self._cut(base) | self._dotted() | {year: YEAR for year in years if self._rewrites(year, base)}
        )
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
                    if form in self.no_forms:
                        continue
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
            if letters.isalpha() and form not in base | self.everyday | self.no_forms and fold(letters) in self.phrases:
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

    def _cut(self, base: Set[str]) -> dict[str, str]:
        """Short form → compound word in phrases, for compounds that end in a word that is cut short: "Bauing."."""
        tails = [
            (word, form[1:]) for word, forms in self.words.get("short", {}).items() for form in forms if form[0] == "*"
        ]
        taken = base | self.everyday | self.no_forms | self.short.keys()
        found = {
            known.removesuffix(word) + form: known for known in base for word, form in tails if known.endswith(word)
        }
        return {form: known for form, known in sorted(found.items()) if form not in taken}

    def _dotted(self) -> dict[str, str]:
        """Letters with full stops → letters of chiefs, which titles all in small letters have as well: "c.e.o."."""
        chiefs = (key for key, index in self.phrases.items() if self._meaning(index).level == "c_suite")
        return {".".join(key) + ".": key for key in chiefs if len(key) in _SPELT and key.isascii()}

    def _slips(self, base: Set[str], canon: Mapping[str, str]) -> dict[str, str]:
        """Misspelling → the form in phrases, for words that are misspelt often; none that is a known word."""
        known = base | canon.keys() | self.everyday | self.no_forms
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
                    family.id, name_of(family), family.text("function"), family.text("level"), family.text("part_of"),
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
            "shared": self.shared,
            "common": self._common(),
            "crafts": self._crafts(canon),
            "synonyms": synonyms,
            "rows": {word.removeprefix(TAIL): name for name, (said, _) in synonyms.items() for word in said},
            "everyday": sorted(self.everyday),
            "general": of_one_person(self.words.get("general", {})),
            "written": sorted({key[1:].split()[0] for key in self.phrases if key[0] == "^" and not key.isascii()}),
            **{kind: self._list(kind, canon) for kind in LISTED if kind != "everyday"},
        }  # fmt: skip

    def _crafts(self, canon: Mapping[str, str]) -> dict[str, list[str]]:
        """What words of crafts say, and behind `OF_FORCE`, of which family those are who have a rank in a force."""
        rows = craft_rows(self.words)
        ranks = self._list("force_rank", canon)
        for family, table in self.words.get("force_of", {}).items():
            names = (self._key(phrase) for _, phrase in by_language(table))
            rows |= {OF_FORCE + " ".join(canon.get(word, word) for word in name): [family] for name in names}
            rows[OF_FAMILY + family] = [*rows.get(OF_FAMILY + family, ()), *ranks]
        return rows

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
