"""What a role query means, in words and numbers: the families it asks for, what counts as them, and who holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphfind.roles.holding import titles_holding
from graphfind.roles.lexicon import Family, Lexicon
from graphfind.roles.stems import stem
from graphfind.roles.suggest import NearTitle, nearest
from graphfind.roles.target import TargetRole
from graphfind.roles.text import AND, words_of

if TYPE_CHECKING:
    from graphfind.model import Grade
    from graphfind.roles.taxonomy import TaxonomyIndex

EXAMPLES = 8
"""How many titles, phrases and the like are given as examples."""


@dataclass(frozen=True, slots=True)
class Holders:
    """How many titles, and people with one, a store has of one grade; and the most frequent titles."""

    grade: Grade
    titles: int
    people: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A role query as understood and as a store answers it.

    `families` are asked for, `included` belong to them and count as well, `beside` stand near and do not count.
    `phrases` are all that a family is called, by its id: some names as people write them, then the others as folded
    phrases. `missed` are the nearest titles that do not hold the
    role. `related` names what a taxonomy has near to it. `searched` is the role as it was searched for in the end.
    """

    role: TargetRole
    searched: TargetRole
    families: tuple[Family, ...]
    included: tuple[Family, ...]
    beside: tuple[Family, ...]
    phrases: Mapping[str, tuple[str, ...]]
    holders: tuple[Holders, ...]
    missed: tuple[NearTitle, ...]
    related: tuple[str, ...]


def explain(
    role: TargetRole, titles: Mapping[str, int], lexicon: Lexicon, taxonomy: TaxonomyIndex | None = None
) -> Explanation:
    """Explain a role query against the titles of a store, each with how many people have it."""
    families = lexicon.families
    asked = list(dict.fromkeys(id_ for each in role.alternatives for id_ in each.families))
    included = [id_ for whole in asked for id_ in lexicon.parts.get(whole, ()) if id_ not in asked]
    beside = dict.fromkeys(
        other
        for id_ in asked
        for other in (*families[id_].siblings, families[id_].part_of, families[id_].led_by)
        if other and other not in asked and other not in included
    )
    searched, found = titles_holding(role, titles, lexicon, taxonomy)
    missed = {title: people for title, people in titles.items() if title not in found}
    return Explanation(
        role=role,
        searched=searched,
        families=tuple(families[id_] for id_ in asked),
        included=tuple(families[id_] for id_ in included),
        beside=tuple(families[id_] for id_ in beside),
        phrases={id_: _names(families[id_], phrases) for id_, phrases in phrases_of(asked, lexicon).items()},
        holders=tuple(_holders({title: match.grade for title, match in found.items()}, titles)),
        missed=nearest(role, missed, lexicon, EXAMPLES),
        related=_related(role, taxonomy) if taxonomy is not None else (),
    )


def phrases_of(ids: Iterable[str], lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """What families are called, as folded phrases: those in Latin letters first, the shortest of them in front."""
    wanted = set(ids)
    called: dict[str, list[str]] = {id_: [] for id_ in wanted}
    for phrase, number in lexicon.phrases.items():
        meaning = lexicon.meanings[number]
        if meaning.kind in ("title", "seat"):
            for id_ in wanted.intersection(meaning.families):
                called[id_].append(phrase)
    return {
        id_: tuple(sorted(phrases, key=lambda phrase: (not phrase.isascii(), len(phrase), phrase)))
        for id_, phrases in called.items()
    }


def _names(family: Family, phrases: Sequence[str]) -> tuple[str, ...]:
    """What a family is called, its names as people write them in front."""
    written = {" ".join(words_of(name)) for name in family.called}
    return (*family.called, *(phrase for phrase in phrases if phrase.replace(f" {AND} ", " ") not in written))


def families_like(words: Sequence[str], lexicon: Lexicon) -> list[Family]:
    """The families in whose id, name, function or phrases all words stand, in the order of function and name.

    Without words all families.
    """
    wanted = [stem(word) for text in words for word in words_of(text)]
    called = phrases_of(lexicon.families, lexicon) if wanted else {}

    def fits(family: Family) -> bool:
        texts = (family.id.replace("-", " "), " ".join(words_of(family.name)), family.function, *called[family.id])
        likely = (text for text in texts if all(word in text for word in wanted))
        return any({stem(word) for word in text.split()}.issuperset(wanted) for text in likely)

    found = [family for family in lexicon.families.values() if not wanted or fits(family)]
    return sorted(found, key=lambda family: (family.function, family.name.casefold()))


def _holders(grades: Mapping[str, Grade], titles: Mapping[str, int]) -> Iterable[Holders]:
    people: Counter[Grade] = Counter()
    for title, grade in grades.items():
        people[grade] += titles[title]
    for grade in ("exact", "family", "near", "related"):
        held = sorted((-titles[title], title) for title, of in grades.items() if of == grade)
        if held:
            yield Holders(grade, len(held), people[grade], tuple(title for _, title in held[:EXAMPLES]))


def _related(role: TargetRole, taxonomy: TaxonomyIndex) -> tuple[str, ...]:
    from graphfind.roles.taxonomy import related

    return tuple(related(role.alternatives[0].text, taxonomy, EXAMPLES))
