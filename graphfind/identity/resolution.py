"""Puts the records together that are one person, rule by rule.

The outcome depends on the records and verdicts alone, not on their order. Matches are considered
rule by rule, within a rule by value, within a value by content id, and each is taken unless
something stands against it (`graphfind.identity.clusters`):

1. "verdict": what the user said. A pair that the user keeps apart is in one person by no rule but
   a later verdict to merge the pair.
2. "urn", "profile", "me": certain, and so allowed to join two profiles or two rows of a roster.
3. "email", "phone": together with names that fit (`graphfind.identity.addresses`).
4. "owner": an export's owner who is known by name alone (`graphfind.identity.owners`).

The matches given for a person whom a verdict made are those by which rules alone join their records, and
verdicts for the rest: so it is seen which merge is the user's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphfind.identity.addresses import join_by_address, join_nameless
from graphfind.identity.explaining import explained
from graphfind.identity.log import VERDICT, Candidate, Cluster, Match, Resolution, Verdict
from graphfind.identity.naming import named
from graphfind.identity.owners import join_owners
from graphfind.identity.suggestions import suggest
from graphfind.identity.work import CERTAIN, Work
from graphfind.sentences import some

LARGE = 6
"""A person of more records than this is pointed out."""


def resolve(candidates: Sequence[Candidate], verdicts: Sequence[Verdict] = ()) -> Resolution:
    """The persons whom these records are, why, and who else may be one.

    Time grows with the number of records, not of pairs. Verdicts on other records are left aside.
    """
    ordered = sorted(candidates, key=lambda c: c.rid)
    merged, apart = _last_words(ordered, verdicts)
    work, refused, lone_owners = _worked(ordered, merged, apart)
    suggest(work, lone_owners)
    clusters = named([ordered[n] for n in numbers] for numbers in work.clusters.all())
    return Resolution(
        clusters=clusters,
        matches=tuple(explained(work, merged, lambda some: _by_rules(some, verdicts)) if merged else work.matches),
        suggestions=tuple(sorted(work.suggestions.values(), key=lambda s: (s.rule, s.a, s.b))),
        warnings=(*_warn_of_refused(ordered, refused), *_warn_of_large(clusters)),
    )


def _worked(
    ordered: Sequence[Candidate], merged: Sequence[tuple[int, int]], apart: Sequence[tuple[int, int]]
) -> tuple[Work, list[tuple[int, int]], list[int]]:
    """What came of every rule, the pairs that could not be merged, and the owners of whom nothing is known."""
    work = Work(ordered, apart)
    refused = [pair for pair in merged if not _heeds(work, *pair)]
    _join_certain(work)
    join_by_address(work)
    join_nameless(work)
    return work, refused, join_owners(work)


def _by_rules(some: Sequence[Candidate], verdicts: Sequence[Verdict]) -> Sequence[Match]:
    """The matches of candidates, which are in order, without what the user merges."""
    _, apart = _last_words(some, verdicts)
    return _worked(some, (), apart)[0].matches


def _last_words(
    candidates: Sequence[Candidate], verdicts: Iterable[Verdict]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs that the user merges, and those that the user keeps apart."""
    places = {c.rid: number for number, c in enumerate(candidates)}
    last = {(min(v.a, v.b), max(v.a, v.b)): v for v in sorted(verdicts, key=lambda v: v.on)}
    merged: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    for (a, b), verdict in sorted(last.items()):
        if a in places and b in places:
            (merged if verdict.kind == "merge" else apart).append((places[a], places[b]))
    return merged, apart


def _heeds(work: Work, a: int, b: int) -> bool:
    return work.join(VERDICT, "", a, b, certain=True) or work.clusters.of(a) == work.clusters.of(b)


def _join_certain(work: Work) -> None:
    for kind, value, group in work.shared(*CERTAIN):
        work.join_all(kind, value, group, certain=True)
    work.join_all("me", "", [n for n, c in enumerate(work.candidates) if c.mine], certain=True)


def _warn_of_refused(candidates: Sequence[Candidate], refused: Sequence[tuple[int, int]]) -> list[str]:
    return [
        f"{candidates[a].name} and {candidates[b].name} could not be merged: you keep others of their records apart"
        for a, b in refused
    ]


def _warn_of_large(clusters: Sequence[Cluster]) -> list[str]:
    large = [cluster.id for cluster in clusters if len(cluster.records) > LARGE]
    if not large:
        return []
    people = "1 person is" if len(large) == 1 else f"{len(large)} people are each"
    return [f"{people} made of more than {LARGE} records, look at them with 'graphfind person': {some(large)}"]
