"""The state of one resolution: numbered records, their clusters so far, and what was found out about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from graphfind.identity.clusters import Clusters, Traits
from graphfind.identity.log import Candidate, Match, Suggestion
from graphfind.normalize import name_key

CERTAIN = ("urn", "profile")
"""Kinds of identifiers that one person alone has."""

AUTOMATIC = ("email", "phone")
"""Kinds that people share at times: they tell only together with a name."""

SHARED_BY = 20
"""An address with more names than this is a shared mailbox: under it only equal names are one
person. Nor does it join more persons than this who are known to be different."""

REVIEWED = 8
"""More persons than this are not suggested for one another at once: nobody would look through the pairs."""


class Work:
    """Candidates numbered from 0 by content id; every list of numbers is in order."""

    def __init__(self, candidates: Sequence[Candidate], apart: Iterable[tuple[int, int]]) -> None:
        """`candidates` are in the order of their content ids; a pair of `apart` is never one person."""
        self.candidates = candidates
        self.keys = [name_key(c.name) for c in candidates]
        self.clusters = Clusters([_traits(c) for c in candidates], apart)
        self.matches: list[Match] = []
        self.suggestions: dict[tuple[str, int, int], Suggestion] = {}
        self.by_name: defaultdict[str, list[int]] = defaultdict(list)
        self._by_identifier: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, candidate in enumerate(candidates):
            if key := self.keys[number]:
                self.by_name[key].append(number)
            for identifier in candidate.identifiers:
                self._by_identifier[identifier].append(number)

    def shared(self, *kinds: str) -> list[tuple[str, str, list[int]]]:
        """The identifiers that several records bear: kind by kind, in order, with these records."""
        return [
            (kind, value, numbers)
            for wanted in kinds
            for (kind, value), numbers in sorted(self._by_identifier.items())
            if kind == wanted and len(numbers) > 1
        ]

    def join(self, rule: str, value: str, a: int, b: int, *, certain: bool = False) -> bool:
        """Make two records' clusters one, and log why, unless they are one or something stands against it."""
        joined = self.clusters.join(a, b, certain=certain)
        if joined:
            self.matches.append(Match(rule, *self.rids(a, b), value))
        return joined

    def join_all(self, rule: str, value: str, group: Sequence[int], *, certain: bool = False) -> None:
        """Try every pair of a group, in order.

        A record whose cluster tried all others before need not: what was refused is refused for good.
        """
        heads: list[int] = []
        for place, a in enumerate(group):
            if self.clusters.of(a) in {self.clusters.of(head) for head in heads}:
                continue
            if len(heads) == SHARED_BY:
                return
            heads.append(a)
            for b in group[place + 1 :]:
                self.join(rule, value, a, b, certain=certain)

    def suggest(self, rule: str, value: str, a: int, b: int) -> None:
        """Suggest that two clusters are one, once a rule, unless they are or something stands against it."""
        if self.clusters.may_join(a, b):
            one, other = sorted((self.clusters.of(a), self.clusters.of(b)))
            self.suggestions.setdefault((rule, one, other), Suggestion(rule, *self.rids(a, b), value))

    def suggest_all(self, rule: str, value: str, group: Sequence[int]) -> None:
        """Suggest every pair of a group's clusters, unless they are too many."""
        firsts = self.firsts(group)
        if len(firsts) <= REVIEWED:
            for a, b in combinations(firsts, 2):
                self.suggest(rule, value, a, b)

    def firsts(self, group: Iterable[int]) -> list[int]:
        """The first record of each cluster in a group."""
        found: dict[int, int] = {}
        for number in group:
            found.setdefault(self.clusters.of(number), number)
        return list(found.values())

    def clusters_of(self, group: Iterable[int]) -> set[int]:
        """The clusters that records are in now."""
        return {self.clusters.of(number) for number in group}

    def companions(self, number: int) -> list[Candidate]:
        """All records of a record's cluster, itself included."""
        return [self.candidates[n] for n in self.clusters.members(number)]

    def surroundings(self, group: Iterable[int]) -> list[int]:
        """A group and all who share an identifier or the name with somebody in it: whom rules look at to judge it."""
        found: set[int] = set()
        for number in group:
            found.add(number)
            found.update(self.by_name.get(self.keys[number], ()))
            for identifier in self.candidates[number].identifiers:
                found.update(self._by_identifier[identifier])
        return sorted(found)

    def rids(self, a: int, b: int) -> tuple[str, str]:
        """The content ids of two records, in order."""
        return self.candidates[min(a, b)].rid, self.candidates[max(a, b)].rid


def _traits(candidate: Candidate) -> Traits:
    profiles = frozenset(value for kind, value in candidate.identifiers if kind == "profile")
    return Traits(profiles, candidate.roster)
