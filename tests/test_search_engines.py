"""Which engine searches: numba's where it works and pays, else numpy's, which says why if it should not be."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from graphfind import search
from graphfind.search import Limits, engine, plain
from tests.brute_force import snapshot_of

WORKS_UNTIL = """
from types import SimpleNamespace

class Kind:
    def __call__(self, *arguments):
        return self

NAMES = "int8 int32 int64 uint8 uint32 float64 boolean void".split()
types = SimpleNamespace(Array=lambda *a, **k: Kind(), **dict.fromkeys(NAMES, Kind()))
extending = SimpleNamespace(intrinsic=lambda function: function)

def from_dtype(kind):
    return kind

def njit(*arguments, **options):
    """
"""A numba that fails when it is to compile."""


@pytest.fixture(autouse=True)
def unloaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test loads of the compiled engine is gone after it, and what was loaded before is back."""
    for name in _loaded():
        monkeypatch.delitem(sys.modules, name)
        monkeypatch.delattr(search, name.rpartition(".")[2])
    yield
    for name in _loaded():
        del sys.modules[name]
        delattr(search, name.rpartition(".")[2])


def _loaded() -> list[str]:
    return [name for name in sys.modules if name.startswith((f"{search.__name__}.fast", f"{search.__name__}.compil"))]


def test_a_small_search_does_not_load_numba() -> None:
    assert engine.engine_for(snapshot_of(3, [(0, 1, 1.0)]), Limits(max_hops=6)) == engine.Choice(plain)
    assert "graphfind.search.fast" not in sys.modules


def test_a_search_that_is_large_enough_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "fast_or_plain", lambda: engine.Choice(plain, "asked for"))
    large = SimpleNamespace(ties=30_000_000)
    assert engine.engine_for(large, Limits(max_hops=6)).remark == "asked for"  # type: ignore[arg-type]
    assert engine.engine_for(large, Limits(max_hops=3)).remark == ""  # type: ignore[arg-type]


def test_without_numba_numpy_does_it_and_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numba", None)
    assert engine.fast_or_plain() == engine.Choice(plain)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("raise ImportError('Numba needs NumPy 2.3 or less. Got NumPy 2.4.')", "Numba needs NumPy 2.3 or less"),
        (
            "raise ModuleNotFoundError(\"No module named 'llvmlite'\", name='llvmlite')",
            "No module named 'llvmlite'",
        ),
        ("raise OSError('Could not find/load shared object file\\nlibllvmlite.so')", "file libllvmlite.so"),
        ("import broken_types", "No module named 'broken_types'"),
        (f"{WORKS_UNTIL}raise RuntimeError('cannot cache function: no locator available')", "no locator available"),
        (f"{WORKS_UNTIL}raise AssertionError", "AssertionError"),
    ],
)
def test_where_numba_is_broken_numpy_does_it_and_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: str, said: str
) -> None:
    (tmp_path / "numba.py").write_text(fault)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "numba", raising=False)
    choice = engine.fast_or_plain()
    sys.modules.pop("numba", None)  # else undoing what was patched would bring it back
    assert choice.engine is plain
    assert choice.remark.startswith("numba is installed but does not work, so large searches are slower: ")
    assert said in choice.remark
    assert "\n" not in choice.remark
