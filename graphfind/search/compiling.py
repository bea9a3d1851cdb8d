"""How loops of a search are compiled by numba when their module is imported, or read from numba's cache.

Every function is compiled for one kind of arguments, so that nothing is left to be compiled, or to fail,
once its module has been imported. Where numba keeps what it compiles: in `NUMBA_CACHE_DIR` if that is
set, else beside that module, else, where that cannot be written to, in the user's cache folder.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias, TypeVar

import numba
import numpy as np
from numba import types
from numpy.typing import NDArray

R = TypeVar("R")
U8: TypeAlias = NDArray[np.uint8]
U32: TypeAlias = NDArray[np.uint32]
I8: TypeAlias = NDArray[np.int8]
I32: TypeAlias = NDArray[np.int32]
I64: TypeAlias = NDArray[np.int64]
F64: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]


def as_compiled(*signature: Any) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Compile for these kinds of arguments; the last is what is given back. A call with others raises `TypeError`."""
    *arguments, result = signature
    compiler: Callable[[Callable[..., R]], Callable[..., R]] = numba.njit(result(*arguments), cache=True, nogil=True)
    return compiler


def as_part(function: Callable[..., R]) -> Callable[..., R]:
    """Compile for, and as a part of, what calls it and is compiled itself."""
    compiler: Callable[[Callable[..., R]], Callable[..., R]] = numba.njit(nogil=True)
    return compiler(function)


def inlined(function: Callable[..., R]) -> Callable[..., R]:
    """Compile into the functions that call it: a call would cost more than what it does."""
    compiler: Callable[[Callable[..., R]], Callable[..., R]] = numba.njit(inline="always")
    return compiler(function)


def read(kind: Any) -> Any:
    """An array that a function reads: it may be read-only."""
    return types.Array(kind, 1, "C", readonly=True)


def write(kind: Any, dimensions: int = 1) -> Any:
    """An array that a function writes to, or makes."""
    return types.Array(kind, dimensions, "C")


def record(kind: np.dtype[Any]) -> Any:
    """The elements of a structured array."""
    return numba.from_dtype(kind)


def several(*kinds: Any) -> Any:
    """What a function gives back that gives several things."""
    made: Callable[..., Any] = types.Tuple
    return made(kinds)


def stamp_of(*modules: ModuleType) -> int:
    """A number that changes when these modules do.

    numba sees whether the module of a function that it keeps has changed, but not those of its parts; unless a
    variable of its closure differs.
    """
    files = [Path(str(module.__file__)).stat() for module in modules]
    return hash(tuple((file.st_mtime_ns, file.st_size) for file in files))


WHOLE, INDEX, UNSIGNED, SMALL, BYTE = types.int64, types.int32, types.uint32, types.int8, types.uint8
FLOAT, FLAG, NOTHING = types.float64, types.boolean, types.void
read_i32, read_i64, read_floats, read_flags = map(read, (INDEX, WHOLE, FLOAT, FLAG))
GRAPH = (read_i64, read_i32, read_floats, read_flags, FLAG)
"""Of a snapshot: indptr, neighbors, cost, inferred; then whether the inferred may be used."""
