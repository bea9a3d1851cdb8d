"""General graph libraries, each answering what is nearest to the question of a search.

None of them bounds the ties of a weighted path, so they find the cheapest paths of any length from one
person to everybody. Each is asked in the way that is fastest for it, and is handed arrays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphfind.graph import Snapshot

Costs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Peer:
    """A library: `load` makes its graph of a snapshot, `costs` gives what everybody costs from one node."""

    name: str
    load: Callable[[Snapshot], Any]
    costs: Callable[[Any, int], Costs]
    most_ties: int = 20_000_000
    """A graph of more is not tried: it would take minutes."""


def _ties(snapshot: Snapshot) -> tuple[NDArray[np.int32], NDArray[np.int32], Costs]:
    node = np.repeat(np.arange(snapshot.n, dtype=np.int32), np.diff(snapshot.indptr))
    once = node < snapshot.neighbors
    return node[once], snapshot.neighbors[once], snapshot.cost[once]


def _load_scipy(snapshot: Snapshot) -> Any:
    from scipy.sparse import csr_array

    return csr_array((snapshot.cost, snapshot.neighbors, snapshot.indptr), shape=(snapshot.n, snapshot.n))


def _ask_scipy(graph: Any, source: int) -> Costs:
    from scipy.sparse.csgraph import dijkstra

    costs: Costs = dijkstra(graph, indices=source)
    return costs


def _load_networkit(snapshot: Snapshot) -> Any:
    import networkit

    a, b, cost = _ties(snapshot)
    return networkit.GraphFromCoo((cost, (a.astype(np.uint64), b.astype(np.uint64))), n=snapshot.n, weighted=True)


def _ask_networkit(graph: Any, source: int) -> Costs:
    import networkit

    search = networkit.distance.Dijkstra(graph, source, storePaths=False)
    search.run()
    costs = np.array(search.getDistances())
    costs[costs > 1e300] = np.inf
    return costs


def _load_igraph(snapshot: Snapshot) -> Any:
    import igraph

    a, b, cost = _ties(snapshot)
    graph = igraph.Graph(n=snapshot.n, edges=np.column_stack([a, b]))
    graph.es["cost"] = cost.tolist()
    return graph


def _ask_igraph(graph: Any, source: int) -> Costs:
    return np.array(graph.distances(source=source, weights="cost", algorithm="dijkstra")[0])


def _load_rustworkx(snapshot: Snapshot) -> Any:
    import rustworkx

    a, b, cost = _ties(snapshot)
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(snapshot.n))
    graph.extend_from_weighted_edge_list(list(zip(a.tolist(), b.tolist(), cost.tolist(), strict=True)))
    return graph


def _ask_rustworkx(graph: Any, source: int) -> Costs:
    import rustworkx

    return _spread(rustworkx.dijkstra_shortest_path_lengths(graph, source, float), graph.num_nodes(), source)


def _load_networkx(snapshot: Snapshot) -> Any:
    import networkx

    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(snapshot.n))
    graph.add_weighted_edges_from(zip(*(column.tolist() for column in _ties(snapshot)), strict=True))
    return graph


def _ask_networkx(graph: Any, source: int) -> Costs:
    import networkx

    return _spread(networkx.single_source_dijkstra_path_length(graph, source), len(graph), source)


def _spread(lengths: Any, n: int, source: int) -> Costs:
    costs = np.full(n, np.inf)
    costs[list(lengths.keys())] = list(lengths.values())
    costs[source] = 0.0
    return costs


PEERS = (
    Peer("scipy", _load_scipy, _ask_scipy),
    Peer("networkit", _load_networkit, _ask_networkit),
    Peer("igraph", _load_igraph, _ask_igraph),
    Peer("rustworkx", _load_rustworkx, _ask_rustworkx),
    Peer("networkx", _load_networkx, _ask_networkx, most_ties=2_000_000),
)
