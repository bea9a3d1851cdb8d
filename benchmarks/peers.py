"""General graph libraries, each answering what is nearest to the question of a search.

None of them bounds the ties of a weighted path, so they find the cheapest paths of any length from one
person to everybody. Each is asked in the way that is fastest for it, and is handed arrays. Alternatives through other
connectors none of them offers: they come of one such search from each target (in the graph without me; then each
contact's tie to me is added), or from each contact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphfind.graph import Snapshot

Costs = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Peer:
    """A library: `load` makes its graph of a snapshot, `costs` gives what everybody costs from one node.

    `paths` gives the nodes of the paths to some people, too, and none for whom there is no path.
    """

    name: str
    load: Callable[[Snapshot], Any]
    costs: Callable[[Any, int], Costs]
    paths: Callable[[Any, int, Sequence[int]], list[list[int]]]
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


def _paths_scipy(graph: Any, source: int, targets: Sequence[int]) -> list[list[int]]:
    from scipy.sparse.csgraph import dijkstra

    _, before = dijkstra(graph, indices=source, return_predecessors=True)
    return [_walked(before, source, target) if before[target] >= 0 else [] for target in targets]


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


def _paths_networkit(graph: Any, source: int, targets: Sequence[int]) -> list[list[int]]:
    import networkit

    search = networkit.distance.Dijkstra(graph, source, storePaths=True)
    search.run()
    return [search.getPath(target) for target in targets]


def _load_igraph(snapshot: Snapshot) -> Any:
    import igraph

    a, b, cost = _ties(snapshot)
    graph = igraph.Graph(n=snapshot.n, edges=np.column_stack([a, b]))
    graph.es["cost"] = cost.tolist()
    return graph


def _ask_igraph(graph: Any, source: int) -> Costs:
    return np.array(graph.distances(source=source, weights="cost", algorithm="dijkstra")[0])


def _paths_igraph(graph: Any, source: int, targets: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = graph.get_shortest_paths(source, to=targets, weights="cost", output="vpath")
    return found


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


def _paths_rustworkx(graph: Any, source: int, targets: Sequence[int]) -> list[list[int]]:
    import rustworkx

    found = rustworkx.dijkstra_shortest_paths(graph, source, weight_fn=float)
    return [list(found[target]) if target in found else [] for target in targets]


def _load_networkx(snapshot: Snapshot) -> Any:
    import networkx

    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(snapshot.n))
    graph.add_weighted_edges_from(zip(*(column.tolist() for column in _ties(snapshot)), strict=True))
    return graph


def _ask_networkx(graph: Any, source: int) -> Costs:
    import networkx

    return _spread(networkx.single_source_dijkstra_path_length(graph, source), len(graph), source)


def _paths_networkx(graph: Any, source: int, targets: Sequence[int]) -> list[list[int]]:
    import networkx

    before, _ = networkx.dijkstra_predecessor_and_distance(graph, source)
    first = {node: nodes[0] for node, nodes in before.items() if nodes}
    return [_walked(first, source, target) if target in first else [] for target in targets]


def _walked(before: Any, source: int, target: int) -> list[int]:
    path = [target]
    while path[-1] != source:
        path.append(int(before[path[-1]]))
    return path[::-1]


def _spread(lengths: Any, n: int, source: int) -> Costs:
    costs = np.full(n, np.inf)
    costs[list(lengths.keys())] = list(lengths.values())
    costs[source] = 0.0
    return costs


PEERS = (
    Peer("scipy", _load_scipy, _ask_scipy, _paths_scipy),
    Peer("networkit", _load_networkit, _ask_networkit, _paths_networkit),
    Peer("igraph", _load_igraph, _ask_igraph, _paths_igraph),
    Peer("rustworkx", _load_rustworkx, _ask_rustworkx, _paths_rustworkx),
    Peer("networkx", _load_networkx, _ask_networkx, _paths_networkx, most_ties=2_000_000),
)
