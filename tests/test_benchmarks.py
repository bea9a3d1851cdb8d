"""That the benchmarks, which no other test runs, still ask for what there is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.parametrize("path", sorted(BENCHMARKS.glob("*.py")), ids=lambda path: path.stem)
def test_what_a_benchmark_takes_from_the_packages_is_there(path: Path) -> None:
    taken = [
        (node.module, alias.name)
        for program in _programs(path)
        for node in ast.walk(program)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in ("graphfind", "importers")
        for alias in node.names
    ]
    missing = [f"{module}.{name}" for module, name in taken if not _there(module, name)]
    assert not missing


def _programs(path: Path) -> Iterator[ast.Module]:
    """A benchmark, and the programs that stand in it as texts, for processes of their own."""
    whole = ast.parse(path.read_text(encoding="utf-8"))
    yield whole
    texts = (node.value for node in ast.walk(whole) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    for text in texts:
        if "import " in text:
            with suppress(SyntaxError):
                yield ast.parse(text)


def _there(module: str, name: str) -> bool:
    if hasattr(import_module(module), name):
        return True
    try:
        import_module(f"{module}.{name}")
    except ModuleNotFoundError:
        return False
    return True
