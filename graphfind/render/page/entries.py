"""Introductions as a page lists them: through whom, how likely, what says so, and what to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from graphfind.model import Evidence, Hop, Introduction, PathPerson
from graphfind.render.page.boxes import job
from graphfind.render.words import percent

FACTS_AGAIN = 100
"""So many introductions tell every fact, again where need be; those below leave out facts told further up."""

WAYS_TOLD = 50
"""So many introductions tell their alternatives without scripts, too."""

MOST_FACTS = 4
"""More facts than these of one tie are folded."""

_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


@dataclass(frozen=True, slots=True)
class Said:
    """What sources say of a tie, a phrase for each piece of evidence."""

    sources: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One tie of a path: whom it leads to, how warm it is and why.

    `tie` is its number in the drawing, `first` says that it is told here for the first time, `bare`
    that it was told before and nothing but the number is given. On the best path every fact is
    `said`, unless that was done before; elsewhere `sources` say who says so.
    """

    tie: int
    first: bool = False
    bare: bool = False
    to: str = ""
    job: str = ""
    strength: str = ""
    inferred: bool = False
    weakest: bool = False
    reason: str = ""
    sources: str = ""
    said: tuple[Said, ...] = ()

    @property
    def folded(self) -> str:
        """What stands for the facts where they are many."""
        facts = sum(len(one.facts) for one in self.said)
        return f"{facts} facts" if facts > MOST_FACTS else ""


@dataclass(frozen=True, slots=True)
class Way:
    """An alternative: another path to the same target."""

    between: tuple[str, ...]
    chance: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An introduction of the list; `start` is from whom it starts where several search, else empty."""

    id: str
    start: str
    target: str
    job: str
    mark: int
    between: tuple[str, ...]
    chance: str
    share: int
    range: str
    ask: str
    rank: str
    product: str
    match: str
    steps: tuple[Step, ...]
    ways: tuple[Way, ...]


class Teller:
    """Makes entries, in order, and remembers which ties were told.

    `number` gives the number of two people's tie, `mark` that of a person's mark, -1 for none; `several`
    says that several people search. `why` holds reason and sources of ties that no entry tells, by their numbers.
    """

    def __init__(
        self,
        number: Callable[[str, str], int],
        mark: Callable[[PathPerson], int],
        total: int,
        by: str,
        *,
        several: bool = False,
    ) -> None:
        self._number, self._mark, self._total, self._by, self._several = number, mark, total, by, several
        self._told: set[int] = set()
        self.why: dict[int, tuple[str, str]] = {}

    def entry(self, one: Introduction, rank: int) -> Entry:
        """The entry of the introduction of this rank."""
        factors = " × ".join(percent(hop.tie.strength) for hop in one.hops)
        chance = percent(one.probability)
        return Entry(
            id=one.id,
            start=named(one.path[0]) if self._several else "",
            target=named(one.target),
            job=job(one.target),
            mark=self._mark(one.target),
            between=tuple(map(named, one.path[1:-1])),
            chance=chance,
            share=round(100 * one.probability),
            range=f"{percent(one.low).rstrip('%')}–{percent(one.high)}",
            ask=ask(one),
            rank=f"{ordinal(rank)} of {self._total:,} by {self._by}",
            product=f"{factors} = {chance}" if len(one.hops) > 1 else "",
            match=one.role_match.why if one.role_match else "",
            steps=tuple(self._step(one, at, again=rank <= FACTS_AGAIN) for at in range(len(one.hops))),
            ways=tuple(filter(None, (self._way(other, told=rank <= WAYS_TOLD) for other in one.alternatives))),
        )

    def _way(self, one: Introduction, *, told: bool) -> Way | None:
        if told:
            steps = tuple(self._aside(one, at) for at in range(len(one.hops)))
            return Way(tuple(map(named, one.path[1:-1])), percent(one.probability), steps)
        for (a, b), hop in zip(pairwise(one.path), one.hops, strict=True):
            tie = self._number(a.id, b.id)
            if tie not in self._told:
                self.why.setdefault(tie, (hop.reason, sources(hop.tie.evidence)))
        return None

    def _step(self, one: Introduction, at: int, *, again: bool) -> Step:
        """A step of a best path."""
        hop, tie, first = self._tell(one, at)
        return Step(
            tie=tie,
            first=first,
            to=named(one.path[at + 1]),
            job=job(one.path[at + 1]) if at + 1 < len(one.hops) else "",
            strength=percent(hop.tie.strength),
            inferred=hop.tie.inferred,
            weakest=_weakest(one, at),
            reason=hop.reason,
            said=said(hop.tie.evidence) if first or again else (),
        )

    def _aside(self, one: Introduction, at: int) -> Step:
        """A step of an alternative, which tells only what is new."""
        hop, tie, first = self._tell(one, at)
        if not first:
            return Step(tie, bare=True)
        return Step(
            tie=tie,
            first=True,
            to=named(one.path[at + 1]),
            strength=percent(hop.tie.strength),
            inferred=hop.tie.inferred,
            weakest=_weakest(one, at),
            reason=hop.reason,
            sources=sources(hop.tie.evidence),
        )

    def _tell(self, one: Introduction, at: int) -> tuple[Hop, int, bool]:
        """A hop, its tie's number, and whether that is told for the first time, which it now is."""
        tie = self._number(one.path[at].id, one.path[at + 1].id)
        first = tie not in self._told
        self._told.add(tie)
        self.why.pop(tie, None)
        return one.hops[at], tie, first


def _weakest(one: Introduction, at: int) -> bool:
    return at == one.weakest_hop and len(one.hops) > 1


def sources(evidence: Iterable[Evidence]) -> str:
    """Which sources say something, each once."""
    return ", ".join(dict.fromkeys(one.source for one in evidence if one.source))


def said(evidence: Iterable[Evidence]) -> tuple[Said, ...]:
    """Evidence by source; sources that say the same say it together."""
    facts: dict[str, list[str]] = {}
    for one in evidence:
        facts.setdefault(one.source, []).append(_fact(one))
    together: dict[frozenset[str], list[str]] = {}
    for source, told in facts.items():
        together.setdefault(frozenset(told), []).append(source)
    return tuple(
        Said(", ".join(filter(None, names)), tuple(dict.fromkeys(facts[names[0]]))) for names in together.values()
    )


def _fact(one: Evidence) -> str:
    counts = ", ".join(f"{count:,} {way}" for count, way in ((one.outgoing, "out"), (one.incoming, "in")) if count)
    dates = " – ".join(dict.fromkeys(str(day) for day in (one.first, one.last) if day))
    relation = f"“{one.relation}”" if one.relation else ""
    return " ".join(text for text in (str(one.kind), relation, counts, dates) if text)


def ask(one: Introduction) -> str:
    """What to do, in a sentence."""
    names = list(map(named, one.path[1:]))
    if len(names) == 1:
        return f"Write to {names[0]}: you know them."
    on = ", who can introduce you to ".join(names[1:])
    return f"Ask {names[0]} to introduce you to {on}."


def named(person: PathPerson) -> str:
    """A person's name."""
    return person.name or "no name"


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, … 11th."""
    last = 0 if number // 10 % 10 == 1 else number % 10
    return f"{number:,}{_ORDINALS.get(last, 'th')}"
