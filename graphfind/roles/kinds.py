"""Kinds of spans, put together by what they tell of a role."""

from __future__ import annotations

from graphfind.roles.text import ARROW, CLOSE, COMMA, HARD, OPEN, SLASH

ROLES = frozenset({"title", "abbreviation", "seat", "rank"})
"""Those that name a role or a seat, and so can be somebody else's."""
ROLE_LIKE = ROLES | {"step", "noun", "domain", "assistant"}
WORKERS = ROLES | {"noun", "relation", "assistant", "attendant"}
"""Those that say what somebody is."""
FORMER = frozenset({"former", "retired"})
"""Those that say of a role that it was held."""
LEFT = FORMER | {"ex"}
"""The same, and what says so of a company as well."""
ENDS = frozenset({HARD, ARROW, OPEN, CLOSE, COMMA})
"""Signs that end whatever stands before them."""
LINKS = frozenset({"and", SLASH})
"""What joins two of a kind."""
