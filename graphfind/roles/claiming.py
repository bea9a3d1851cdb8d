"""What each phrase means: families and the words of titles claim theirs, and the first claim stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphfind.normalize.folding import fold
from graphfind.roles.deriving import DERIVATIONS, TRAILING
from graphfind.roles.levels import level_inside
from graphfind.roles.lexicon import Meaning
from graphfind.roles.sources import Fault, Source, by_language, expand
from graphfind.roles.text import AND
from graphfind.roles.wordlists import key_of

_CASES = frozenset({"pl", "cs", "ru", "uk", "he", "ar", "el", "th"})
"""Languages that say whose helper or kin somebody is by a case, or by order alone: "asystent dyrektora"."""
_VALUED = ("seat", "rank", "step", "noun", "organization")
LISTED = (
    "weak_organization", "name_ending", "concern", "thing", "own_field", "industry", "everyday", "licence", "audience",
    "audience_alone", "by_itself", "surname", "address", "learning", "guest_house", "force", "named_step", "gender",
    "homograph", "tool", "degree", "chiefs_staff", "force_rank",
)  # fmt: skip
"""Tables of plain lists, which give no phrase a meaning."""
_NO_WORDS = (
    "ambiguous", "synonym", "misspelt", "short", "general", "craft", "matter", "worker", "usual", "no_form", "force_of",
)  # fmt: skip
"""Tables that are about words and give none."""
_INFLECTED = frozenset({
    "title", "seat", "rank", "step", "former", "retired", "aspiring", "hoping", "relation", "assistant",
    "attendant", "noun", "scope",
})  # fmt: skip
_WORDS = Source("words.toml", {})


class Claims:
    """Collects phrases with their meanings; the first claim of a phrase stands, others are `faults`."""

    def __init__(self, families: Iterable[Source], words: Mapping[str, Any]) -> None:
        self.families = {family.id: family for family in families}
        self.words = words
        self.short = {
            fold(form): word for word, forms in words.get("short", {}).items() for form in forms if form[0] != "*"
        }
        self.meanings: dict[Meaning, int] = {}
        self._made: list[Meaning] = []
        self.phrases: dict[str, int] = {}
        self.tails: dict[str, int] = {}
        self.domains: dict[str, Meaning] = {}
        self.abbreviations: dict[str, list[str]] = {}
        self.shared: dict[str, tuple[str, ...]] = {}
        self.spoken: list[tuple[tuple[str, ...], str, str]] = []
        self.faults: list[Fault] = []
        connectives = (words.get(kind, {}) for kind in ("everyday", "of", "to", "at", "in", "en"))
        self.everyday = frozenset(fold(phrase) for table in connectives for _, phrase in by_language(table))
        self.no_forms = frozenset(fold(word) for _, word in by_language(words.get("no_form", {})))
        self.seats, self.steps = self._ladders()
        self.things = frozenset(" ".join(key_of(phrase)) for _, phrase in by_language(words.get("scope", {})))

    def claim_all(self) -> None:
        """Claim every phrase, the families' own first and the words of titles last."""
        self._claim_seats()
        self._claim_titles()
        self._claim_shared()
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
        elif meaning.kind in _INFLECTED and not key.startswith("^"):  # what counts as it is written has no other forms
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
                meaning = _title(
                    family, level or level_inside(self._key(phrase), family, self.seats, self.steps, self.things)
                )
                self._claim(phrase, language, meaning._replace(english=language == "en"), family)
        for family in self.families.values():
            meaning = _title(family, family.text("level"))._replace(english=True)
            self.phrases.setdefault(" ".join(self._key(name_of(family))), self._index(meaning))

    def _claim_shared(self) -> None:
        """Note which phrases of other families name these, too: a "vendedora" sells in a shop, or for a firm."""
        for family in self.families.values():
            for phrase in (each for pattern in family.texts("shared") for each in expand(pattern)):
                key = " ".join(self._key(phrase))
                known = self._known(key)
                if known is None or known.kind != "title" or family.id in known.families:
                    self.faults.append(family.fault(phrase, f'"{phrase}" is no phrase of another family'))
                else:
                    self.shared[key] = (*self.shared.get(key, ()), family.id)

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
        for letters, unsorted in claims.items():
            claimed = sorted(unsorted, key=lambda claim: claim[1] != "c_suite")  # a "DG" seldom designs
            family, level = claimed[0]
            ids = (*(each.id for each, _ in claimed), *self._others(letters))
            meaning = _title(family, level)._replace(families=ids, core=" ".join(self._key(name_of(family))))
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
            if kind in (*LISTED, *_NO_WORDS):
                continue
            for value, phrases in table.items() if kind in _VALUED else (("", table),):
                levelled = kind in ("seat", "rank", "step")
                meaning = Meaning(kind, value if levelled else "", "" if levelled else value)
                for language, phrase in by_language(phrases):
                    words = self._key(phrase.removeprefix("*"))
                    taken = self.tails if phrase.startswith("*") else self.phrases
                    if (phrase if phrase.startswith("^") else " ".join(words)) in taken:
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


def name_of(family: Source) -> str:
    """A family's name, which is its id where it has none."""
    return family.text("name") or family.id.replace("-", " ")


def _title(family: Source, level: str) -> Meaning:
    return Meaning("title", level, family.text("function"), (family.id,), attends=family.flag("attends"))
