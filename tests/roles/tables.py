"""The tables of titles that lie beside these tests, read line by line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    """The cells of each line of a table; lines that begin with "#" say what the columns are."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def as_named(families: str, found: Iterable[frozenset[str]]) -> bool:
    """Whether all roles that a cell says must be named are among those found, and no other.

    Roles stand between commas, "a|b" for either, "a?" for one that may be missing; each role found is a set of ids by
    any of which it may go.
    """
    groups = [group for group in families.split(",") if group]
    kept = [(frozenset(group.rstrip("?").split("|")), group.endswith("?")) for group in groups]
    held = [*found]
    every = frozenset[str]().union(*(group for group, _ in kept))
    named = all(optional or any(group & ids for ids in held) for group, optional in kept)
    return named and all(ids & every for ids in held)
