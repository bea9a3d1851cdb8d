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
_CUT: Mapping[str, Mapping[str, str]] = {
    "es": {"ingeniero": "ing", "coordinador": "coord", "auxiliar": "aux"},
    "it": {"ingegnere": "ing", "coordinatore": "coord"},
    "pt": {"engenheiro": "eng", "coordenador": "coord", "auxiliar": "aux"},
}
"""First words as they are cut short in writing, where the short form is one of other words too."""


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
        short = _CUT.get(language, {}).get(first, "")
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
    _owned, _deputies, _skilled, _cut, _shortened, _trained, _parted, _joined,
)  # fmt: skip
"""Each makes of the phrases spoken so far, and what they mean, other ways of writing some."""
