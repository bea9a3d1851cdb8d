"""The ties of all ways from egos to targets, of so many ties at most: where every way counts, not only the best.

Both ends are grown, the smaller one first, until the ways meet between what is so many ties away from an ego and what
is all others away from a target. Of people come numbers alone; then the ties where they meet, and from there those that
lead back to either end. Nothing else comes: each of these ties lies on a way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from graphfind.search import Limits
from graphfind.stores.neo4j.hops import ANY, Ground, Hops
from graphfind.stores.neo4j.parts import Found, Tie, by_pair
from graphfind.stores.neo4j.view import View


def ways(view: View, egos: Sequence[int], targets: Collection[int], limits: Limits, muted: Collection[int]) -> Found:
    """The ties of all paths within the limits, but those that begin them: of an ego, all are there anyhow."""
    starts, most = set(egos) - set(limits.avoid), min(limits.ceiling, ANY)
    closed, impassable = frozenset((*egos, *limits.avoid)), frozenset(muted)
    ground = Ground(view, closed, impassable, limits.inferred, most)
    via, wanted = limits.via, set(targets) - closed
    if via is None:
        return _between(ground, starts, wanted, limits.max_hops)
    if via in closed or via in impassable or limits.max_hops < 2:
        return {}
    arm = limits.max_hops - 1
    return _between(ground, starts, {via}, arm) | _between(ground, {via}, wanted - {via}, arm, own=True)


def _between(ground: Ground, starts: Collection[int], ends: Collection[int], most: int, *, own: bool = False) -> Found:
    """The ties of all ways from starts to ends of at most so many ties; with `own`, also those that the starts have."""
    outward, back = Hops(ground, starts), Hops(ground, ends)
    if not own and most > 1:
        outward.grow()
    while outward.depth + back.depth < most - 1:
        (outward if len(outward.frontier) < len(back.frontier) else back).grow()
    least = 0 if own else 1
    there = {node: hops for node, hops in outward.away.items() if hops >= least and _passed(ground, node, hops)}
    onward = {node: hops for node, hops in back.away.items() if _passed(ground, node, hops)}
    if len(there) <= len(onward):
        meeting = list(ground.ties(there, onward))
    else:
        meeting = [(b, a, cost, guess) for a, b, cost, guess in ground.ties(onward, there)]
    ours = {a for a, _, _, _ in meeting} | (outward.away.keys() & ends)
    theirs = {b for _, b, _, _ in meeting} - ground.impassable
    to_starts, to_ends = _inward(ground, ours, there, outward.depth), _inward(ground, theirs, onward, back.depth)
    return by_pair([*meeting, *to_starts, *to_ends])


def _inward(ground: Ground, nodes: Iterable[int], hops: Mapping[int, int], depth: int) -> list[Tie]:
    """The ties of ways from these people, who are so many ties away at most, to where the hops begin."""
    now, asked, found = set(nodes), set[int](), list[Tie]()
    for left in range(depth - 1, -1, -1):
        nearer = [node for node, away in hops.items() if away <= left]
        asked |= now
        ties = list(ground.ties(now, nearer)) if nearer else []
        found += ties
        now = {near for _, near, _, _ in ties} - asked - ground.impassable
    return found


def _passed(ground: Ground, node: int, hops: int) -> bool:
    return not hops or node not in ground.impassable
