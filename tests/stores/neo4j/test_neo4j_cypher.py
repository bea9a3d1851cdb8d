"""No query is built from data: Cypher is constant text, and values are its parameters."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import graphfind.stores.neo4j

FOLDER = Path(graphfind.stores.neo4j.__file__).parent
CYPHER = re.compile(r"\b(MATCH|MERGE|CREATE|UNWIND|RETURN|DELETE|DETACH|REMOVE|SHOW|CALL)\b.*[\n(\[{:]", re.DOTALL)
TAKERS = frozenset(
    {"read", "write", "rows", "column", "run", "execute_query", "_do", "_all", "beat", "among", "each", "read_each"}
)
"""The calls that take a query, as the first text among their arguments."""

PASSED_ON = frozenset({"text", "statement"})
"""What a query is called where a function was given it."""


def faults(source: str, file: str = "") -> list[str]:
    """Every place where a query is, or may be, put together."""
    tree = ast.parse(source)
    constants = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and any(_is_query(part, set()) for part in ast.walk(node.value))
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.isupper()
    }
    return [f"{file}:{line}: {what}" for line, what in _faults(tree, constants)]


def _faults(tree: ast.Module, constants: set[str]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and any(_is_query(part, constants) for part in ast.walk(node)):
            yield node.lineno, "a query is an f-string"
        if isinstance(node, ast.BinOp | ast.AugAssign):
            sides = (node.left, node.right) if isinstance(node, ast.BinOp) else (node.target, node.value)
            if any(_is_query(side, constants) for side in sides):
                yield node.lineno, "a query is put together with an operator"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("format", "join", "replace", "format_map", "substitute") and any(
                _is_query(part, constants) for part in (node.func.value, *node.args)
            ):
                yield node.lineno, f"a query is put together by {node.func.attr}()"
            module = isinstance(node.func.value, ast.Name) and node.func.value.id == "statements"
            given = node.func.attr in TAKERS and node.args and not module
            if given and not any(_is_constant(one, constants) for one in node.args[:2]):
                yield node.lineno, f"{node.func.attr}() is given a query that is no constant"
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id in PASSED_ON for t in node.targets):
            yield node.lineno, "a query is assigned to a variable"


def _is_query(node: ast.AST, constants: set[str]) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and bool(CYPHER.search(node.value))
    return isinstance(node, ast.Name) and node.id in constants


def _is_constant(node: ast.expr, constants: set[str]) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    if isinstance(node, ast.Name):
        return node.id in PASSED_ON or node.id in constants
    return isinstance(node, ast.Attribute) and node.attr.isupper()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_queries_are_constant(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8"), path.name) == []


@pytest.mark.parametrize(
    "bad",
    [
        'def f(c, name): c.read(f"MATCH (n:{name}) RETURN n")',
        'def f(c, name): c.read("MATCH (n:%s) RETURN n" % name)',
        'def f(c, name): c.read("MATCH (n {x: " + name + "}) RETURN n")',
        'def f(c, name): c.read("MATCH (n {{x: {} }}) RETURN n".format(name))',
        'A = "MATCH (n) WHERE "\ndef f(c, name): c.rows(A + name)',
        'A = "MATCH (n) WHERE x RETURN n"\ndef f(c, name): c.rows(A.replace("x", name))',
        'def f(c, name):\n    text = name\n    c.rows(text)',
        "def f(c, name): c.run(name)",
        "def f(v, name): v.each(name, ())",
    ],
)  # fmt: skip
def test_the_lint_finds_what_it_is_for(bad: str) -> None:
    assert faults(bad)
