"""How loops of a search are compiled by numba when their module is imported, or read from numba's cache.

Every function is compiled for one kind of arguments, so that nothing is left to be compiled, or to fail,
once its module has been imported. Where numba keeps what it compiles: in `NUMBA_CACHE_DIR` if that is
set, else beside that module, else, where that cannot be written to, in the user's cache folder.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias, TypeVar, cast

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


_TO_READ, _SOON_AGAIN, _DATA = 0, 3, 1
"""What `llvm.prefetch` takes beside an address."""


def _compiler(*signature: Any, **options: Any) -> Callable[[Callable[..., R]], Callable[..., R]]:
    # numba's own types know neither `_nrt`, which it uses for loops of its own, nor what a decorator gives.
    njit: Any = numba.njit
    compiler: Callable[[Callable[..., R]], Callable[..., R]] = njit(*signature, **options)
    return compiler


def as_compiled(*signature: Any, makes_arrays: bool = True) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Compile for these kinds of arguments; the last is what is given back. A call with others raises `TypeError`.

    A function that neither makes arrays nor gives any back is compiled without counting who uses them: else that is
    done in the midst of loops, for all threads, and takes longer than what the loops do.
    """
    *arguments, result = signature
    return _compiler(result(*arguments), cache=True, nogil=True, _nrt=makes_arrays)


def as_part(function: Callable[..., R]) -> Callable[..., R]:
    """Compile for, and as a part of, what calls it and is compiled itself."""
    return _compiler(nogil=True)(function)


def as_loop(function: Callable[..., R]) -> Callable[..., R]:
    """Compile as `as_part` does, a function that neither makes arrays nor gives any back."""
    return _compiler(nogil=True, _nrt=False)(function)


def inlined(function: Callable[..., R]) -> Callable[..., R]:
    """Compile into the functions that call it: a call would cost more than what it does."""
    return _compiler(inline="always")(function)


def _prefetch(_: Any, array: Any, place: Any) -> Any:
    from llvmlite import ir  # numba's own, which only what is compiled anew needs

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        byte, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        fetch = builder.module.declare_intrinsic("llvm.prefetch", [byte], kind)
        at = builder.bitcast(builder.gep(data, [arguments[1]]), byte)
        builder.call(fetch, [at, *map(number, (_TO_READ, _SOON_AGAIN, _DATA))])
        return context.get_dummy_value()

    return types.void(array, place), generate


prefetch: Callable[[NDArray[Any], int], None] = cast("Any", numba.extending.intrinsic)(_prefetch)
"""Has the processor fetch a place of an array into its cache while it goes on: a loop asks ahead of its turns."""


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
