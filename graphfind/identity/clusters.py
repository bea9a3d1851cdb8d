"""Clusters of records that grow by joining two, unless something stands against that.

Records are numbered from 0. What stands against joining two clusters never goes away as they grow:
a pair that was refused once is refused for good.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from graphfind.values import value


@value
class Traits:
    """What may stand against a record's being one person with another.

    `roster` names a list in which every row is another person.
    """

    profiles: frozenset[str]
    roster: str = ""


class Clusters:
    """Union-find by size. A pair of `apart` is never in one cluster, nor are two profiles or two rows of a roster
    unless it is certain that they are one person's."""

    def __init__(self, traits: Sequence[Traits], apart: Iterable[tuple[int, int]] = ()) -> None:
        self._parent = list(range(len(traits)))
        self._members = {record: [record] for record in self._parent}
        self._profiles = {record: set(t.profiles) for record, t in enumerate(traits) if t.profiles}
        self._rows = {record: {t.roster: {record}} for record, t in enumerate(traits) if t.roster}
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def of(self, record: int) -> int:
        """The record that stands for a record's cluster, until that is joined to another."""
        parent = self._parent
        while parent[record] != record:
            parent[record] = record = parent[parent[record]]
        return record

    def members(self, record: int) -> Sequence[int]:
        """The records of a record's cluster, in no order."""
        return self._members[self.of(record)]

    def all(self) -> list[list[int]]:
        """Every cluster with its records in order, by the first."""
        return sorted(sorted(members) for members in self._members.values())

    def may_join(self, a: int, b: int, *, certain: bool = False) -> bool:
        """Whether two records' clusters are two that may become one."""
        one, other = self.of(a), self.of(b)
        if one == other or (self._apart and self._are_apart(one, other)):
            return False
        return certain or not (self._differ_in_profile(one, other) or self._differ_in_row(one, other))

    def are_others(self, a: int, b: int) -> bool:
        """Whether two clusters differ in a profile or in a row of one roster, whatever the user says."""
        one, other = self.of(a), self.of(b)
        return self._differ_in_profile(one, other) or self._differ_in_row(one, other)

    def join(self, a: int, b: int, *, certain: bool = False) -> bool:
        """Make two clusters one if they may be; returns whether they became one."""
        if not self.may_join(a, b, certain=certain):
            return False
        small, large = sorted((self.of(a), self.of(b)), key=lambda root: len(self._members[root]))
        self._parent[small] = large
        self._members[large] += self._members.pop(small)
        if small in self._profiles:
            self._profiles.setdefault(large, set()).update(self._profiles.pop(small))
        for roster, rows in self._rows.pop(small, {}).items():
            self._rows.setdefault(large, {}).setdefault(roster, set()).update(rows)
        if small in self._apart:
            self._apart[large] |= self._apart.pop(small)
        return True

    def _are_apart(self, one: int, other: int) -> bool:
        return any(self.of(foe) == other for foe in self._apart.get(one, ()))

    def _differ_in_profile(self, one: int, other: int) -> bool:
        ours, theirs = self._profiles.get(one), self._profiles.get(other)
        return bool(ours and theirs and len(ours | theirs) > 1)

    def _differ_in_row(self, one: int, other: int) -> bool:
        ours, theirs = self._rows.get(one), self._rows.get(other)
        if not (ours and theirs):
            return False
        return any(len(ours[roster] | theirs[roster]) > 1 for roster in ours.keys() & theirs.keys())
