"""What of the graph the best paths may use, found by costs alone before any path is made.

Paths of at most four ties are looked for from both sides. Two ties from the egos, one number is kept for each node: the
lowest cost at which a path comes there. One tie from the targets, what their neighbours cost bounds what the k-th best
path to each may cost, by different connectors. Of the many arcs between, those are looked at over which something is
left of that. Going back, nodes are told the cost below which a label of a layer may still lead to a target in time;
most are told that none can. Labels are then made along the few arcs that are left.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graphfind.graph import COST_UNIT
from graphfind.search.links import Cheapest, Links
from graphfind.search.plain_survey import ask_costs, bounds, tell_costs, tell_some
from graphfind.search.terrain import Terrain
from graphfind.search.ways import Ways

if TYPE_CHECKING:
    from graphfind.search.arrays import Costs, Ints

BALANCE = 4.0
"""So many arcs are asked over for each one told: telling takes longer, and what is told makes hopes sink."""

_LEVELS, _SAMPLE = 64, 8192


class Stage(NamedTuple):
    """One layer: its labels are of use below `limit` alone, and come over these links."""

    limit: Costs
    links: Links


def survey(terrain: Terrain, targets: Ints, k: int, ceiling: float, known: Ways, gain: float) -> Iterator[Stage] | None:
    """The second, third and fourth layer of a search for the k best paths of at most four ties to each target.

    `known` are the ties of the egos. None where the targets have so many ties that it does not pay: more than `gain`
    for each that leads on from the second layer. The array of a
    stage's limits is the caller's until the next stage is asked for.
    """
    surveyor = _Surveyor(terrain, targets, k, ceiling, known)
    return surveyor.stages() if surveyor.pays(gain) else None


class _Surveyor:
    def __init__(self, terrain: Terrain, targets: Ints, k: int, ceiling: float, known: Ways) -> None:
        snapshot = terrain.snapshot
        self.terrain, self.targets, self.k = terrain, targets, k
        self.floor = float(known.cost.min(initial=np.inf))
        open_ = np.flatnonzero(~snapshot.muted[known.node])
        self.contacts, self.paid = known.node.take(open_).astype(np.int64), known.cost.take(open_)
        self.own = np.full(len(targets), np.inf)
        """What a target costs whom an ego knows."""
        place = np.searchsorted(targets, known.node)
        place[place == len(targets)] = 0
        mine = np.flatnonzero(targets.take(place) == known.node) if len(targets) else place[:0]
        self.own[place.take(mine)] = known.cost.take(mine)
        self.second = Cheapest(np.full(snapshot.n, np.inf), np.empty(snapshot.n if k > 1 else 0, np.int32))
        """What it costs in just two ties."""
        tell_costs(terrain, self.contacts, self.paid, self.second)
        self.blocked = np.flatnonzero(terrain.blocked)
        self.second.cost[self.blocked] = np.inf
        self.frontier = np.flatnonzero(self.second.cost < np.inf)
        self.wanted = np.full(len(targets), ceiling)
        """What a path to each target must cost less than."""

    def pays(self, gain: float) -> bool:
        """Whether the targets' arcs are few enough to be looked at several times."""
        arcs = self.terrain.degree(self.targets)
        # Each node of the frontier has an arc, over which it was told; only in doubt are all of them counted.
        return arcs <= gain * len(self.frontier) or arcs <= gain * self.terrain.degree(self.frontier)

    def stages(self) -> Iterator[Stage]:
        """The layers in their order."""
        terrain, second = self.terrain, self.second
        self._look_around()
        self._lower()
        limit = self._ahead(np.empty(terrain.snapshot.n))
        links = self._from_both_sides(limit)
        self._lower()
        self._assure(links)
        self._ahead(limit)

        # From the last layer backwards; then the labels are made in the order of the layers.
        ends, best = self.ends, self.best.cost
        last = ends.take(np.flatnonzero(best.take(ends.origin) + ends.cost < self.wanted.take(self.of)))
        self._raise(limit)
        links = links.take(np.flatnonzero(second.cost.take(links.origin) + links.cost < limit.take(links.node)))
        through = np.array(limit)
        hope = limit.take(links.node)
        hope[best.take(links.node) >= hope] = -np.inf
        np.maximum.at(through, links.origin, hope - links.cost)
        through[self.blocked] = -np.inf
        through[second.cost >= through] = -np.inf
        self._raise(through)
        first = tell_some(terrain, self.contacts, self.paid, self.of[:0], through, Cheapest(best, self.of[:0]))
        yield Stage(through, first.ordered())
        del through, first
        yield Stage(limit, links)
        limit.fill(-np.inf)
        self._raise(limit)
        yield Stage(limit, Links(last.origin, self.targets.take(last.node).astype(np.int32), last.cost))

    def _look_around(self) -> None:
        """The arcs of the targets, with which target each is of; and what it costs in at most two ties."""
        snapshot = self.terrain.snapshot
        parts = list(self.terrain.arcs(self.targets))
        position = np.concatenate([self.targets[:0], *(part.position for part in parts)])
        count = np.concatenate([self.targets[:0], *(part.counts for part in parts)])
        self.of = np.repeat(np.arange(len(self.targets), dtype=np.int32), count)
        self.ends = Links(snapshot.neighbors.take(position), self.of, snapshot.cost.take(position))
        self.best = Cheapest(self.second.cost.copy(), self.second.connector.copy())
        nearer = np.flatnonzero(self.paid <= self.second.cost.take(self.contacts))
        contacts = self.contacts.take(nearer)
        self.best.cost[contacts] = self.paid.take(nearer)
        if self.k > 1:
            self.best.connector[contacts] = contacts
        else:
            self.second.cost[contacts] = np.inf  # who costs less in one tie has nothing to tell after two
            self.frontier = self.frontier.compress(self.second.cost.take(self.frontier) < np.inf)

    def _from_both_sides(self, limit: Costs) -> Links:
        """The third layer: nodes to which it costs little to come tell, and whoever still has hopes then asks the rest.

        What has been told lets most hopes sink so far that nobody else can fulfil them. Improves what is best; the
        limits are lowered.
        """
        second, best = self.second, self.best
        self._raise(limit)
        cost = second.cost.take(self.frontier)
        level = self._level(cost, limit)
        cheap = np.flatnonzero(cost < level)
        telling, cost = self.frontier.take(cheap), cost.take(cheap)
        connector = second.connector.take(telling) if self.k > 1 else second.connector
        told = tell_some(self.terrain, telling, cost, connector, limit, best)
        best.cost[self.blocked] = np.inf
        self._lower()
        self._assure(told)
        self._raise(self._ahead(limit))
        told = told.take(np.flatnonzero(second.cost.take(told.origin) + told.cost < limit.take(told.node)))
        asked = ask_costs(self.terrain, np.flatnonzero(limit > level), limit, level, second, best)
        best.cost[self.blocked] = np.inf
        return Links.joined([told, asked]).ordered()

    def _level(self, cost: Costs, limit: Costs) -> float:
        """The cost below which nodes tell: where what they tell and what the others are asked is in balance."""
        frontier, asking = self.frontier, np.flatnonzero(limit > self.floor)
        step = max(float(cost.max(initial=0.0)), COST_UNIT) / _LEVELS
        each = 1 + len(frontier) // _SAMPLE, 1 + len(asking) // _SAMPLE
        frontier, cost, asking = frontier[:: each[0]], cost[:: each[0]], asking[:: each[1]]
        degrees = self.terrain.degrees
        told = np.bincount((cost / step).astype(np.int64), degrees(frontier) * each[0], _LEVELS + 1)
        heights = (limit.take(asking) / step).clip(max=_LEVELS).astype(np.int64)
        asked = np.bincount(heights, degrees(asking) * each[1], _LEVELS + 1)
        below = np.cumsum(told) * BALANCE < asked.sum() - np.cumsum(asked)
        return float(np.count_nonzero(below)) * step

    def _lower(self) -> None:
        """Lower what is wanted to what the cheapest ways to targets' neighbours are sure to bring."""
        ends, wanted, best = self.ends, self.wanted, self.best
        some = ends.take(np.flatnonzero(best.cost.take(ends.origin) + ends.cost < wanted.take(self.of)))
        reached = some.nodes()
        kth = bounds(some, best, self.own.take(reached), self.targets.take(reached), self.k)
        wanted[reached] = np.minimum(wanted[reached], kth + COST_UNIT)

    def _assure(self, links: Links) -> None:
        """Lower it to what the nodes to which links lead are sure to have, by so many connectors, and to pass on."""
        if self.k == 1:
            return
        links = links.ordered()
        nodes = links.nodes()
        kth = bounds(links, self.second, np.full(len(nodes), np.inf), nodes, self.k)
        sure = np.full(self.terrain.snapshot.n, np.inf)
        sure[nodes] = kth
        sure[self.blocked] = np.inf
        most = sure.take(self.ends.origin) + self.ends.cost
        some = np.flatnonzero(most < self.wanted.take(self.of))
        np.minimum.at(self.wanted, self.of.take(some), most.take(some) + COST_UNIT)

    def _ahead(self, hopes: Costs) -> Costs:
        """Fill in the cost below which a label may lead to a target in one tie."""
        hopes.fill(-np.inf)
        hope = self.wanted.take(self.of) - self.ends.cost
        some = np.flatnonzero(hope > self.floor)
        np.maximum.at(hopes, self.ends.origin.take(some), hope.take(some))
        hopes[self.blocked] = -np.inf
        return hopes

    def _raise(self, limit: Costs) -> None:
        """Let targets have labels of their own, too."""
        limit[self.targets] = np.maximum(limit[self.targets], self.wanted)
