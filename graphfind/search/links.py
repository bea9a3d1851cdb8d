"""What a survey in numpy works on: arcs over which something is offered, and the lowest costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphfind.search.arrays import Costs, Ints


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Links:
    """Arcs over which something is offered, as columns: from `origin` to `node`, at the tie's cost."""

    origin: NDArray[np.int32]
    node: NDArray[np.int32]
    cost: Costs

    def __len__(self) -> int:
        return len(self.node)

    def take(self, which: Ints) -> Links:
        """The links at these positions."""
        return Links(self.origin.take(which), self.node.take(which), self.cost.take(which))

    def columns(self) -> tuple[NDArray[np.int32], NDArray[np.int32], Costs]:
        """All columns, as they stand in the class."""
        return self.origin, self.node, self.cost

    def nodes(self) -> NDArray[np.int32]:
        """The different nodes of links that are ordered."""
        return self.node.take(np.flatnonzero(np.diff(self.node, prepend=-1)))

    def ordered(self) -> Links:
        """The links by their nodes."""
        order = np.argsort((self.node & 0xFFFF).astype(np.uint16), kind="stable")  # numpy sorts 16 bits by radix
        return self.take(order.take(np.argsort((self.node >> 16).astype(np.uint16).take(order), kind="stable")))

    @staticmethod
    def joined(parts: Sequence[Links]) -> Links:
        """All links of the parts, in their order."""
        nothing = Links(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))
        columns = zip(*(part.columns() for part in (nothing, *parts)), strict=True)
        return Links(*(np.concatenate(column) for column in columns))


class Cheapest(NamedTuple):
    """The lowest cost at which a path comes to each node and may go on, and its connector.

    Infinite where none does; the connector then means nothing. Connectors are left out where only the best path to
    each target is wanted.
    """

    cost: Costs
    connector: NDArray[np.int32]
