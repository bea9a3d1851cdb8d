"""Which titles hold a target role: by families, by its words, or by what a taxonomy calls it, in this order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from graphfind.model import Grade, RoleMatch
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.match import RoleMatcher, matcher
from graphfind.roles.target import TargetRole

if TYPE_CHECKING:
    from graphfind.roles.taxonomy import TaxonomyIndex


def titles_holding(
    role: TargetRole,
    titles: Mapping[str, int],
    lexicon: Lexicon,
    taxonomy: TaxonomyIndex | None = None,
    minimum: Grade = "family",
) -> tuple[TargetRole, dict[str, RoleMatch]]:
    """The titles that hold a role, each with its match, and the role as it was searched for in the end.

    Where no family covers the role and no title holds its words, the taxonomy's other names for it are searched for.
    """
    return holding(
        role, lambda made: made.match_all(titles, minimum), lexicon, taxonomy, akin=minimum == "related"
    )  # fmt: skip


def holding(
    role: TargetRole,
    match_all: Callable[[RoleMatcher], dict[str, RoleMatch]],
    lexicon: Lexicon,
    taxonomy: TaxonomyIndex | None,
    *,
    akin: bool = False,
) -> tuple[TargetRole, dict[str, RoleMatch]]:
    """The same, with titles wherever `match_all` finds those that hold a role; `akin` takes roles of one kind too."""
    found = match_all(matcher(role, lexicon))
    if found or taxonomy is None:
        return role, found
    from graphfind.roles.taxonomy import widened  # most searches need none of it

    wider = widened(role, taxonomy, lexicon, akin=akin)
    return (role, found) if wider is None else (wider, match_all(matcher(wider, lexicon)))
