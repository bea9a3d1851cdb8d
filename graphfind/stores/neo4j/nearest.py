"""How far people are whom a search does not reach, and who begins or bars the shortest way to them.

That is asked without a bound on the number of ties: outward from the egos, layer by layer, as far as it takes. Whom no
tie leads to is found from the other end, for the island around them is mostly small.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set

from graphfind.search import Limits
from graphfind.stores.neo4j.hops import Ground, Hops, Islands
from graphfind.stores.neo4j.parts import Found, Tie, by_pair, order
from graphfind.stores.neo4j.view import View


def nearest(view: View, egos: Sequence[int], targets: Collection[int], limits: Limits, muted: Collection[int]) -> Found:
    """The ties of the shortest way to each target that `planning.absence` tells of, and those of the unconnected."""
    found: Found = {}
    open_ = set(targets) - set(egos)
    ways = dict.fromkeys([
        (limits.avoid, frozenset(muted), limits.inferred), (limits.avoid, frozenset(muted), True),
        ((), frozenset[int](), limits.inferred), ((), frozenset[int](), True),
    ])  # fmt: skip
    for avoid, impassable, inferred in ways:
        starts = set(egos) - set(avoid)
        ground = Ground(view, frozenset((*starts, *avoid)), impassable, inferred)
        hops = _reaching(ground, starts, open_ - ground.closed)
        reached = open_ & hops.away.keys()
        found |= _shortest(hops, reached)
        open_ -= reached
        if not open_:
            break
    anywhere = Ground(view, frozenset(), frozenset(), inferred=True)
    return found | by_pair(anywhere.ties(open_))


def _reaching(ground: Ground, egos: Collection[int], wanted: Set[int]) -> Hops:
    """The hops from egos, as far as it takes to come to all the wanted to whom any path leads.

    Where the neighbours of the last of them are known from the other end, the last layer need not be found.
    """
    hops, islands = Hops(ground, egos), Islands(ground, egos, wanted)
    beside: dict[int, int] = {}
    while (left := wanted - hops.away.keys() - beside.keys()) and hops.frontier:
        islands.meet(hops.away.keys())
        if next_ := {node for node in left if not hops.frontier.isdisjoint(islands.near.get(node, ()))}:
            beside |= dict.fromkeys(next_, hops.depth + 1)
        elif islands.frontier and len(islands.frontier) <= len(hops.frontier):
            islands.grow()
        elif islands.all_apart(left):
            break
        else:
            hops.grow()
    hops.away |= beside
    return hops


def _shortest(hops: Hops, targets: Collection[int]) -> Found:
    """The ties of the shortest way to each target but the first; of equally short ones by lower ids, seen from it."""
    found: Found = {}
    layers: dict[int, set[int]] = {}
    for target in targets:
        layers.setdefault(hops.away[target], set()).add(target)
    for away in range(max(layers, default=0), 1, -1):
        last: dict[int, Tie] = {}
        for tie in hops.ground.ties(layers.get(away, ())):
            node, near, _, _ = tie
            if hops.away.get(near) == away - 1 and near not in hops.ground.impassable:
                last[node] = min(last.get(node, tie), tie, key=lambda tie: order(tie[1]))
        found |= by_pair(last.values())
        layers.setdefault(away - 1, set()).update(near for _, near, _, _ in last.values())
    return found
