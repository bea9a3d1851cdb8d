"""Why the records of a person whom the user merged are one: what rules alone join, then the verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from graphfind.identity.clusters import Clusters, Traits
from graphfind.identity.log import VERDICT, Candidate, Match
from graphfind.identity.work import Work


def explained(
    work: Work, merged: Sequence[tuple[int, int]], by_rules: Callable[[Sequence[Candidate]], Sequence[Match]]
) -> list[Match]:
    """The matches of a resolution, those of persons with a verdict among them found anew.

    Verdicts come first when records are joined, and hide the rules that would have joined them. `merged` are the
    pairs that the user merges; `by_rules` gives the matches of some candidates, in order, without any merge. There
    are as many matches as before, one fewer than a person has records.
    """
    numbers = {candidate.rid: number for number, candidate in enumerate(work.candidates)}
    roots = {work.clusters.of(numbers[match.a]) for match in work.matches if match.rule == VERDICT}
    others: defaultdict[int, list[Match]] = defaultdict(list)
    for match in work.matches:
        others[work.clusters.of(numbers[match.a])].append(match)
    said: defaultdict[int, list[Match]] = defaultdict(list)
    for a, b in merged:
        if work.clusters.of(a) == work.clusters.of(b):
            said[work.clusters.of(a)].append(Match(VERDICT, *work.rids(a, b), ""))
    found = [match for match in work.matches if work.clusters.of(numbers[match.a]) not in roots]
    for records in sorted(sorted(work.clusters.members(root)) for root in roots):
        root = work.clusters.of(records[0])
        theirs = {work.candidates[number].rid for number in records}
        rules = by_rules([work.candidates[number] for number in work.surroundings(records)])
        found += _tree([*(m for m in rules if m.a in theirs and m.b in theirs), *said[root], *others[root]])
    return found


def _tree(matches: Sequence[Match]) -> list[Match]:
    """The matches that join records which those before did not."""
    rids = sorted({rid for match in matches for rid in (match.a, match.b)})
    places = {rid: place for place, rid in enumerate(rids)}
    joined = Clusters([Traits(frozenset())] * len(rids))
    return [match for match in matches if joined.join(places[match.a], places[match.b], certain=True)]
