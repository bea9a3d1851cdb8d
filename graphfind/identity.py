"""Which records are one person, and why: a log of matches, and the clusters that follow from it.

The outcome depends on the records and verdicts alone, never on their order: values are considered
by rule, then by value; the records of a value by content id; and what was joined stays joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import pairwise
from typing import Literal

from graphfind.normalize import name_key, names_compatible

CERTAIN = ("urn", "profile")
"""Kinds of identifiers that one person alone can have."""

AUTOMATIC = ("email", "phone")
"""Kinds that people share at times: they tell only together with a compatible name."""

SHARED_BY = 30
"""An address with more different names than this is a shared one: only equal names are joined by it."""

LARGE = 6
"""A person of more records than this is pointed out."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What identity needs to know of a record.

    `record` is the store's handle, `rid` the record's content id. Differing rows of one `roster`,
    a list in which every row is another person, are never joined automatically. `owner` is how a
    record of an export's owner came to its name: "named" by the export or "stated" by the user;
    `mine` marks records of me. `knows` holds, for an owner's record, the names and profiles of other
    exports' owners that this export lists; for any other record, those of its own export's owner.
    """

    record: int
    rid: str
    name: str
    identifiers: tuple[tuple[str, str], ...] = ()
    roster: str = ""
    organizations: frozenset[str] = frozenset()
    owner: Literal["", "named", "stated"] = ""
    mine: bool = False
    knows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """Two records that are one person by a rule; `a` < `b` are content ids."""

    rule: str
    a: str
    b: str
    value: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two records that may be one person, for the user to judge; `a` < `b` are content ids."""

    rule: str
    a: str
    b: str
    value: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the user said of two records; the last word on a pair holds."""

    kind: Literal["merge", "unmerge", "never"]
    a: str
    b: str
    on: date


@dataclass(frozen=True, slots=True)
class Cluster:
    """One person: their id, and their records' handles in the order of content ids."""

    id: str
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The persons of the candidates, why each is one, who else may be one, and what to look at."""

    clusters: tuple[Cluster, ...]
    matches: tuple[Match, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    warnings: tuple[str, ...] = ()


def resolve(candidates: Sequence[Candidate], verdicts: Sequence[Verdict] = ()) -> Resolution:
    """Put the records together that are one person.

    First what the user said; then what is certain (the same member number or profile, all records
    of me); then the same e-mail address or phone together with compatible names; then owners of
    exports who are known by name (`_owners`). A verdict against a pair keeps the two apart under any
    rule. Two different profiles, or two rows of one roster, are kept apart unless it is certain.
    """
    work = _Work(sorted(candidates, key=lambda c: c.rid), verdicts)
    _said(work)
    for kind in CERTAIN:
        for value, group in work.buckets(kind):
            _join_all(work, kind, value, group)
    _join_all(work, "me", "", [c for c in work.candidates if c.mine])
    for kind in AUTOMATIC:
        for value, group in work.buckets(kind):
            _join_compatible(work, kind, value, group)
    _owners_by_address(work)
    _owners(work)
    _same_job(work)
    return work.finish()


def anchor(identifiers: Iterable[tuple[str, str]], rid: str) -> str:
    """What a person's id is made of: their best identifier, or else a record's content id."""
    best: dict[str, str] = {}
    for kind, value in identifiers:
        best[kind] = min(value, best.get(kind, value))
    for kind in ("profile", "urn", "email", "phone"):
        if kind in best:
            return f"{kind}:{best[kind]}"
    return f"row:{rid}"


def person_id(anchor: str) -> str:
    """The id of the person with this anchor: "p" and 16 hexadecimal digits."""
    return "p" + blake2b(anchor.encode("utf-8", "replace"), digest_size=8).hexdigest()


class _Work:
    """Union-find over the candidates, with what stands against joining two clusters."""

    def __init__(self, candidates: Sequence[Candidate], verdicts: Sequence[Verdict]) -> None:
        self.candidates = candidates
        self.merged: list[tuple[str, str]] = []
        self.matches: list[Match] = []
        self.suggestions: set[Suggestion] = set()
        self.by_rid = {c.rid: c for c in candidates}
        self._parent = {c.rid: c.rid for c in candidates}
        self.members = {c.rid: [c] for c in candidates}
        self._profiles = {c.rid: {v for k, v in c.identifiers if k == "profile"} for c in candidates}
        self._rosters = {c.rid: {c.roster} - {""} for c in candidates}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        last = {tuple(sorted((v.a, v.b))): v.kind for v in sorted(verdicts, key=lambda v: v.on)}
        for (a, b), kind in sorted(last.items()):
            if kind == "merge":
                self.merged.append((a, b))
            elif a in self.by_rid and b in self.by_rid:
                self._apart[a].add(b)
                self._apart[b].add(a)

    def find(self, rid: str) -> str:
        """The first record of a record's cluster."""
        while (parent := self._parent[rid]) != rid:
            self._parent[rid] = rid = self._parent[parent]
        return rid

    def buckets(self, kind: str) -> list[tuple[str, list[Candidate]]]:
        """The values of a kind that several records have, with these records."""
        groups: defaultdict[str, list[Candidate]] = defaultdict(list)
        for candidate in self.candidates:
            for known, value in candidate.identifiers:
                if known == kind:
                    groups[value].append(candidate)
        return sorted((value, group) for value, group in groups.items() if len(group) > 1)

    def may_join(self, a: Candidate, b: Candidate, *, certain: bool = False) -> bool:
        """Whether nothing stands against the clusters of two records being one."""
        one, other = self.find(a.rid), self.find(b.rid)
        if one == other:
            return True
        small, large = sorted((one, other), key=lambda rid: len(self.members[rid]))
        if self._apart and any(
            self.find(foe) == large for member in self.members[small] for foe in self._apart.get(member.rid, ())
        ):
            return False
        if certain:
            return True
        ours, theirs = self._profiles[one], self._profiles[other]
        if ours and theirs and not ours & theirs:
            return False
        return not self._rosters[one] & self._rosters[other]

    def join(self, rule: str, value: str, a: Candidate, b: Candidate) -> None:
        """Make two records' clusters one, and log why."""
        low, high = sorted((a.rid, b.rid))
        self.matches.append(Match(rule, low, high, value))
        one, other = sorted((self.find(a.rid), self.find(b.rid)))
        if one == other:
            return
        self._parent[other] = one
        if len(self.members[other]) > len(self.members[one]):
            self.members[one], self.members[other] = self.members[other], self.members[one]
        self.members[one] += self.members.pop(other)
        self._profiles[one] |= self._profiles.pop(other)
        self._rosters[one] |= self._rosters.pop(other)

    def suggest(self, rule: str, value: str, a: Candidate, b: Candidate) -> None:
        """Note that two clusters may be one, unless they are or something stands against it."""
        if self.find(a.rid) != self.find(b.rid) and self.may_join(a, b):
            low, high = sorted((a.rid, b.rid))
            self.suggestions.add(Suggestion(rule, low, high, value))

    def finish(self) -> Resolution:
        """Clusters by their first content id; two never have one id."""
        clusters, warnings = [], []
        taken: set[str] = set()
        for first in sorted(self.members):
            members = sorted(self.members[first], key=lambda c: c.rid)
            known = anchor((i for c in members for i in c.identifiers), first)
            if known in taken:
                known = f"row:{first}"
            taken.add(known)
            clusters.append(Cluster(person_id(known), tuple(c.record for c in members)))
            if len(members) > LARGE:
                warnings.append(
                    f"{len(members)} records are one person; look at them with 'graphfind person {person_id(known)}'"
                )
        apart = {s for s in self.suggestions if self.find(s.a) != self.find(s.b)}
        return Resolution(
            clusters=tuple(clusters),
            matches=tuple(sorted(self.matches, key=lambda m: (m.rule, m.a, m.b, m.value))),
            suggestions=tuple(sorted(apart, key=lambda s: (s.rule, s.a, s.b, s.value))),
            warnings=tuple(warnings),
        )


def _said(work: _Work) -> None:
    for a, b in work.merged:
        if a in work.by_rid and b in work.by_rid and work.may_join(work.by_rid[a], work.by_rid[b], certain=True):
            work.join("verdict", "", work.by_rid[a], work.by_rid[b])


def _join_all(work: _Work, rule: str, value: str, group: Sequence[Candidate]) -> None:
    """Join all records of a value, each to the first of those joined so far that it may join."""
    heads: list[Candidate] = []
    for candidate in group:
        head = next((h for h in heads if work.may_join(h, candidate, certain=True)), None)
        if head is None:
            heads.append(candidate)
        else:
            work.join(rule, value, head, candidate)


def _join_compatible(work: _Work, rule: str, value: str, group: Sequence[Candidate]) -> None:
    """Join the records of a value by name: a record joins those whose names all fit its own."""
    shared = len({name_key(c.name) for c in group}) > SHARED_BY
    parties: list[list[Candidate]] = []
    by_name: dict[str, list[list[Candidate]]] = defaultdict(list)
    for candidate in group:
        key = name_key(candidate.name)
        fitting = by_name[key] if shared and key else [] if shared else parties
        for party in fitting:
            if _fits(candidate, party) and work.may_join(party[0], candidate):
                work.join(rule, value, party[0], candidate)
                party.append(candidate)
                break
        else:
            if not shared:
                for party in parties:
                    work.suggest(rule, value, party[0], candidate)
            parties.append([candidate])
            by_name[key].append(parties[-1])


def _fits(candidate: Candidate, party: Sequence[Candidate]) -> bool:
    return all(names_compatible(name, candidate.name) for name in {c.name for c in party})


def _owners_by_address(work: _Work) -> None:
    """An export's owner whom the user told by an address alone (--owner ADDRESS) is the one person who has it."""
    for kind in AUTOMATIC:
        for value, group in work.buckets(kind):
            owners = [c for c in group if c.owner == "stated" and not name_key(c.name)]
            if not owners:
                continue
            others = _clusters(work, [c for c in group if c not in owners]) or owners[:1]
            for owner in owners:
                apart = work.find(owner.rid) != work.find(others[0].rid)
                if len(others) == 1 and apart and work.may_join(owner, others[0]):
                    work.join("owner", value, owner, others[0])


def _owners(work: _Work) -> None:
    """An export's owner who is known by name only is the one other person of that name.

    The user's word (--owner NAME) is enough for that. The name in the export's own profile needs
    more: a shared organization, or that each of two exports lists the owner of the other. Where
    several people fit, they are suggested. Owners stated by the same name are one.
    """
    by_name: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in work.candidates:
        if key := name_key(candidate.name):
            by_name[key].append(candidate)
    for key, group in sorted(by_name.items()):
        owners = [c for c in group if c.owner]
        others = [c for c in group if not c.owner]
        for owner in owners:
            fitting = _clusters(work, [c for c in others if owner.owner == "stated" or _corroborates(owner, c)])
            fitting = [c for c in fitting if work.may_join(owner, c)]
            if any(work.find(c.rid) == work.find(owner.rid) for c in fitting):
                continue
            if len(fitting) == 1:
                work.join("owner", key, owner, fitting[0])
            else:
                for other in _clusters(work, others):
                    work.suggest("owner", key, owner, other)
        stated = [c for c in owners if c.owner == "stated"]
        for one, other in pairwise(stated):
            if work.may_join(one, other):
                work.join("owner", key, one, other)


def _clusters(work: _Work, group: Sequence[Candidate]) -> list[Candidate]:
    """The first record of each cluster."""
    return list({work.find(c.rid): c for c in reversed(group)}.values())[::-1]


def _corroborates(owner: Candidate, other: Candidate) -> bool:
    return bool(owner.organizations & other.organizations) or bool(owner.knows & other.knows)


def _same_job(work: _Work) -> None:
    """The same name at the same organization is a suggestion, never more."""
    groups: defaultdict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in work.candidates:
        if key := name_key(candidate.name):
            for organization in sorted(candidate.organizations - {""}):
                groups[key, organization].append(candidate)
    for (key, organization), group in sorted(groups.items()):
        first, *rest = _clusters(work, group)
        for other in rest:
            work.suggest("name and organization", f"{key} at {organization}", first, other)
