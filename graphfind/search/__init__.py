"""The exact best paths of few ties over a snapshot of the graph.

`best_paths` answers for any number of targets at once, `top_paths` for one target in depth; `reach`
says how far the nearest target is where they find nothing. `engine_for` and `engines` tell what does the work.
"""

from graphfind.search.answers import Reached
from graphfind.search.best import best_paths
from graphfind.search.engine import Choice, Engine, engine_for, engines
from graphfind.search.question import Limits, Rank, TargetPaths
from graphfind.search.reach import reach
from graphfind.search.top import top_paths

__all__ = [
    "Choice", "Engine", "Limits", "Rank", "Reached", "TargetPaths",
    "best_paths", "engine_for", "engines", "reach", "top_paths",
]  # fmt: skip
