"""What does the heavy steps of a search: numpy always, numba where it is installed, works, and pays.

All engines give the same answers; they differ in the time they take.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from graphfind.graph import Snapshot
from graphfind.search import plain
from graphfind.search.answers import Reached
from graphfind.search.beginnings import Beginnings
from graphfind.search.progress import Progress
from graphfind.search.question import Limits
from graphfind.search.terrain import Terrain
from graphfind.search.ways import Ways

if TYPE_CHECKING:
    from graphfind.search.arrays import Costs, Ints

_FAST = "graphfind.search.fast"

WORTH_LOADING = 60_000_000
"""With so many arcs times hops beyond three, what numba saves is more than the second that loading it takes."""


class Engine(Protocol):
    """The steps that take a search's time; `plain` and `fast` are modules that have them."""

    NAME: str

    ASKING_GAIN: float
    """Asking looks at so many arcs in the time of telling one: the offers to a node come together."""

    HOPES_GAIN: float
    """Finding hopes looks at so many arcs in the time in which one arc ahead of the frontier makes labels."""

    def tell(self, progress: Progress) -> list[Ways]: ...

    def ask(self, progress: Progress, nodes: Ints) -> list[Ways]: ...

    def hopes(self, progress: Progress, targets: Ints, left: int) -> Costs: ...

    def promise(self, progress: Progress, targets: Ints, between: Ints) -> None: ...

    def surveyed(
        self, terrain: Terrain, targets: Ints, hops: int, k: int, ceiling: float, begun: Beginnings
    ) -> Reached | None:
        """The paths to these targets, reached or not; None where that is not surveyed, or a survey does not pay."""
        ...


class Choice(NamedTuple):
    """The engine for a search, and a remark for the user where it is not the fast one although it should be."""

    engine: Engine
    remark: str = ""


def engine_for(snapshot: Snapshot, limits: Limits) -> Choice:
    """The engine that answers sooner: numba's where it is loaded already, or where loading it is likely to pay."""
    arcs = 2 * snapshot.ties * max(0, limits.max_hops - 3)
    if arcs < WORTH_LOADING and _FAST not in sys.modules:
        return Choice(plain)
    return fast_or_plain()


def fast_or_plain() -> Choice:
    """numba's engine, loaded now if need be; numpy's where numba is not installed, with a remark where it is broken."""
    try:
        return Choice(cast(Engine, import_module(_FAST)))
    except ModuleNotFoundError as error:
        if error.name == "numba":
            return Choice(plain)
        return Choice(plain, _broken(error))
    except Exception as error:  # whatever numba or LLVM may raise while they load, compile, or keep what they compiled
        return Choice(plain, _broken(error))


def engines() -> str:
    """What does the heavy steps here, for the user; finding out loads numba."""
    choice = fast_or_plain()
    if choice.engine is not plain:
        from importlib.metadata import version

        return f"numba {version('numba')} for large searches, numpy for others"
    return f"numpy; {choice.remark or 'graphfind[fast] adds numba, which large searches are faster with'}"


def _broken(error: Exception) -> str:
    why = " ".join(str(error).split()) or type(error).__name__
    return f"numba is installed but does not work, so large searches are slower: {why[:200]}"
