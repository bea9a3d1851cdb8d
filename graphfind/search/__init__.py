"""The exact best paths of few ties over a snapshot of the graph.

`best_paths` answers for any number of targets at once; `reach` says how far the nearest target is
where it finds nothing.
"""

from graphfind.search.best import best_paths
from graphfind.search.question import Limits, Rank, TargetPaths
from graphfind.search.reach import reach

__all__ = ["Limits", "Rank", "TargetPaths", "best_paths", "reach"]
