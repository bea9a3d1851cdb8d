"""Other ways of writing a phrase: short of small words, in two words, in one, or with what a trade adds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from graphfind.roles.lexicon import Meaning
from graphfind.roles.text import LINKING

Spoken = tuple[tuple[str, ...], str, str]
"""The words of a phrase in the forms that titles are read in, its language, and how it is written."""
Known = Callable[[str], Meaning | None]
"""What a phrase means by now."""
TRAILING = frozenset({"fr", "es", "it", "pt", "he", "ar", "el", "th"})
"""Languages that put the field of work behind the noun."""
_JOINING = frozenset({"de", "nl"})
"""Languages that write a compound as one word, as a rule."""
_PERSONS = frozenset({"title", "seat", "rank", "noun", "relation", "assistant"})
_OF_TRADES = frozenset({"trades", "hospitality", "manufacturing"})
_TRAINED = ("meister", "geselle")
"""How German words end for those who have learnt a trade that has such."""
_JOURNEYMAN, _HELPER = "geselle", "trades helper"
"""Who has learnt a German trade, which stands behind a hyphen as well, and who helps there: "Elektriker-Helfer"."""
_JOINED = frozenset(
    "engineer developer manager designer analyst scientist owner consultant architect administrator programmer coach"
    " trainer recruiter researcher strategist marketer controller planner".split()
)
"""English words for people that the word before them is often joined to."""

_DEPUTIES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "fr": {"directeur": ("directeur adjoint",), "responsable": ("responsable adjoint",), "chef": ("chef adjoint",)},
    "es": {"director": ("director adjunto", "subdirector"), "gerente": ("subgerente",), "jefe": ("subjefe",)},
    "it": {"direttore": ("vicedirettore", "vice direttore"), "responsabile": ("vice responsabile",)},
    "pt": {"diretor": ("diretor adjunto", "subdiretor", "vice diretor"), "gerente": ("subgerente", "gerente adjunto")},
}
"""What their deputies are called, by the word for who runs a place."""
_SKILLED = frozenset({"tecnico", "especialista", "ingeniero", "engenheiro", "perito"})
_IN = {"es": "en", "pt": "em"}
CUT: Mapping[str, Mapping[str, str]] = {
    "en": {
        "advanced": "adv", "business": "bus", "chemical": "chem", "civil": "civ", "communications": "comm",
        "construction": "const", "district": "dist", "education": "educ", "environmental": "env", "financial":
        "fin", "general": "gen", "insurance": "ins", "logistics": "log", "medical": "med", "occupational":
        "occ", "pharmacy": "pharm", "physical": "phys", "professional": "prof", "program": "prog", "research":
        "res", "sales": "sls", "surgical": "surg", "system": "sys", "systems": "sys",
    },
    "es": {"ingeniero": "ing", "director": "dir", "coordinador": "coord", "auxiliar": "aux", "administrador": "adm"},
    "it": {"ingegnere": "ing", "direttore": "dir", "coordinatore": "coord", "impiegato": "imp"},
    "pt": {"engenheiro": "eng", "diretor": "dir", "coordenador": "coord", "auxiliar": "aux", "operador": "op"},
    "fr": {"conducteur": "cond", "ingenieur": "inge", "directeur": "dir", "technicien": "tech", "inspecteur": "insp"},
    "nl": {"administratief": "adm", "algemeen": "alg"},
}  # fmt: skip
"""First words as they are cut short in writing, where the short form is one of other words too."""

_REFERENTS: Mapping[str, Set[str]] = {
    "de": frozenset(
        "referent sachbearbeiter mitarbeiter spezialist experte beauftragter koordinator berater fachkraft"
        " techniker".split()
    ),
    "nl": frozenset("medewerker adviseur consulent beheerder deskundige specialist coordinator".split()),
}
"""Words for who works in a field, behind which it is named, or before which in one word."""
_TITLED = frozenset({"manager", "trainer", "assistent", "ingenieur", "planer"})
"""More of them in German, which need a word between if the field stands behind."""
_SHORTEST_FIELD = 4
_WORKERS: Mapping[str, Set[str]] = {
    "de": _REFERENTS["de"] | _TITLED,
    "nl": _REFERENTS["nl"],
    "fr": frozenset("charge technicien agent gestionnaire conseiller coordinateur employe referent".split()),
    "es": frozenset("tecnico especialista coordinador auxiliar administrativo analista gestor".split()),
    "it": frozenset("tecnico addetto impiegato specialista operatore coordinatore".split()),
    "pt": frozenset("tecnico especialista coordenador auxiliar administrativo analista".split()),
}
"""Words for who works in a field, which is named behind them."""
_TYING: Mapping[str, tuple[str, ...]] = {
    "de": ("fur", "im bereich", "im", "in der", "fur den bereich"),
    "nl": ("voor", "van de", "op de afdeling"),
    "fr": ("de", "du", "de la", "en", "au service"),
    "es": ("de", "en", "del departamento de", "del area de", "de la"),
    "it": ("di", "del", "della", "dell"),
    "pt": ("de", "em", "da", "do", "da area de", "do departamento de"),
}
"""What stands between them and the field, if anything."""
_TYING_MORE: Mapping[str, tuple[str, ...]] = {
    "addetto": ("alla", "al", "all", "ufficio", "all ufficio"), "impiegato": ("ufficio", "addetto"),
    "charge": ("de mission", "de mission en"),
}  # fmt: skip
_ALIKE: Mapping[str, tuple[str, ...]] = {
    "sachbearbeiter": ("sb", "mitarbeiter"), "addetto": ("impiegato", "impiegato ufficio"),
}  # fmt: skip
"""What those of a field are called as well."""
BETWEEN = LINKING.union(*(tie.split() for ties in (*_TYING.values(), *_TYING_MORE.values()) for tie in ties))
"""Words that say nothing of a role: those that stand between a noun and its field of work."""
_MOST_OF_A_FIELD = 3
"""Words that name a field are no more than these where others stand between."""


class Derived(NamedTuple):
    """Words that say in a language what the phrase `of` says, unless they are a phrase themselves."""

    words: tuple[str, ...]
    language: str
    of: str


def _skilled(spoken: Sequence[Spoken], known: Known) -> Iterator[Derived]:
    """What people are skilled in rather than of: "técnico em enfermagem" of "técnico de enfermagem"."""
    for (first, *rest), language, _ in spoken:
        skilled = first in _SKILLED and len(rest) > 1 and rest[0] == "de"
        if skilled and language in _IN and known(whole := " ".join((first, *rest))) is not None:
            yield Derived((first, _IN[language], *rest[1:]), language, whole)


def _cut(spoken: Sequence[Spoken], known: Known) -> Iterator[Derived]:
    """Phrases whose first word is cut short: "coord. de eventos"."""
    for (first, *rest), language, _ in spoken:
        short = CUT.get(language, {}).get(first, "")
        if short and rest and known(whole := " ".join((first, *rest))) is not None:
            yield Derived((short, *rest), language, whole)


def _shortened(spoken: Sequence[Spoken], _known: Known) -> Iterator[Derived]:
    """Phrases without the small words in them: "ingénieur données"."""
    for words, language, _ in spoken:
        short = tuple(word for word in words if word not in LINKING)
        if language in TRAILING and 1 < len(short) < len(words):
            yield Derived(short, language, " ".join(words))


def _trained(spoken: Sequence[Spoken], known: Known) -> Iterator[Derived]:
    """How those of a trade are called once they have learnt it: "Elektroinstallateurmeister"."""
    for (word, *more), language, _ in spoken:
        meaning = known(word) if language == "de" and not more and not word.endswith(_TRAINED) else None
        if meaning is not None and meaning.kind == "title" and meaning.function in _OF_TRADES:
            for ending in _TRAINED:
                yield Derived((word + ending,), language, word)
            yield Derived((word, _JOURNEYMAN), language, word)
            if meaning.function == "trades":
                yield Derived((word, "helfer"), language, _HELPER)


def _parted(spoken: Sequence[Spoken], known: Known) -> Iterator[Derived]:
    """Compound words with a hyphen or a space inside, before a word that is known: "Steuer-Berater"."""
    english = {words[-1] for words, language, _ in spoken if language == "en"}
    for (word, *more), language, _ in spoken:
        if language not in _JOINING or more or not _is_of(known(word), {"title"}):
            continue
        tail = next((word[at:] for at in range(3, len(word) - 3) if _is_of(known(word[at:]), _PERSONS)), "")
        head = word.removesuffix(tail)
        if tail and tail not in english and known(head) is None:
            yield Derived((head, tail), language, word)


def _joined(spoken: Sequence[Spoken], known: Known) -> Iterator[Derived]:
    """English roles of two words in one, as in hashtags and in German titles: "#ProductOwner"."""
    for words, language, _ in spoken:
        joined, whole = "".join(words), " ".join(words)
        if language != "en" or len(words) != 2 or words[1] not in _JOINED or not joined.isalpha():
            continue
        if len(words[0]) > 2 and known(whole) is not None:
            yield Derived((joined,), "de", whole)


def _owned(spoken: Sequence[Spoken], known: Known) -> Iterator[Derived]:
    """English phrases that say whose something is, as titles write it: "teacher's aide" of "teacher s aide"."""
    for words, language, _ in spoken:
        if language == "en" and "s" in words[1:]:
            whole = " ".join(words)
            yield Derived(tuple(whole.replace(" s ", "'s ").split()), language, whole)


def _tied(spoken: Sequence[Spoken], known: Known) -> Iterator[Derived]:
    """Who works in a field with other words between: "Referent für Compliance" of "Compliance-Referent"."""
    for words, language, _ in spoken:
        if language not in _WORKERS or not _is_of(known(whole := " ".join(words)), {"title"}):
            continue
        first, *field = words
        joining = _REFERENTS.get(language, ())
        compound = bool(joining) and not field
        if compound:
            first, field = _in_two(first, _WORKERS[language])
        while field and (field[0] in LINKING or field[0] in _TYING[language]):
            field = field[1:]
        if first not in _WORKERS[language] or not 0 < len(field) <= _MOST_OF_A_FIELD:
            continue
        if _is_of(known(" ".join(field)), _PERSONS):
            continue
        for tie in (*_TYING[language], *_TYING_MORE.get(first, ())):
            yield Derived((first, *tie.split(), *field), language, whole)
        for alike in _ALIKE.get(first, ()):
            yield Derived((*alike.split(), *field), language, whole)
        if first in joining:
            yield Derived((first, *field), language, whole)
            if not compound and len(field) == 1 and len(field[0]) >= _SHORTEST_FIELD:
                yield from (Derived((field[0] + joint + first,), language, whole) for joint in ("", "s"))


def _in_two(word: str, people: Set[str]) -> tuple[str, list[str]]:
    """The person and the field of a word for both, the field empty where it is no such."""
    for tail in people:
        field = word.removesuffix(tail)
        if field != word and len(field) >= _SHORTEST_FIELD:
            return tail, [field.removesuffix("s")]
    return word, []


def _deputies(spoken: Sequence[Spoken], known: Known) -> Iterator[Derived]:
    """Who stands in for those that run a place: "directeur adjoint d'école" of "directeur d'école"."""
    for (first, *rest), language, _ in spoken:
        if language not in _DEPUTIES or len(rest) < 2 or not _is_of(known(rest[-1]), {"organization"}):
            continue
        if all(word in LINKING for word in rest[:-1]):
            for deputy in _DEPUTIES[language].get(first, ()):
                yield Derived((*deputy.split(), *rest), language, " ".join((first, *rest)))


def _is_of(meaning: Meaning | None, kinds: Set[str]) -> bool:
    return meaning is not None and meaning.kind in kinds


DERIVATIONS: tuple[Callable[[Sequence[Spoken], Known], Iterator[Derived]], ...] = (
    _owned, _deputies, _skilled, _cut, _shortened, _trained, _parted, _joined, _tied,
)  # fmt: skip
"""Each makes of the phrases spoken so far, and what they mean, other ways of writing some."""
