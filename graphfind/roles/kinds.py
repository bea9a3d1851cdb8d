"""Kinds of spans, put together by what they tell of a role."""

from __future__ import annotations

from graphfind.roles.text import ARROW, CLOSE, COMMA, HARD, OPEN, SLASH

ROLES = frozenset({"title", "abbreviation", "seat", "rank"})
"""Those that name a role or a seat, and so can be somebody else's."""
ROLE_LIKE = ROLES | {"step", "noun", "domain", "assistant"}
NAMED = frozenset({"title", "noun"})
"""Words for a role, or for a kind of worker."""
SERVANTS = frozenset({"relation", "assistant", "attendant"})
"""Those who serve, advise or find others, whose role may stand beside theirs."""
WORKERS = ROLES | NAMED | SERVANTS
"""Those that say what somebody is."""
FORMER = frozenset({"former", "retired"})
"""Those that say of a role that it was held."""
LEFT = FORMER | {"ex"}
"""The same, and what says so of a company as well."""
ENDS = frozenset({HARD, ARROW, OPEN, CLOSE, COMMA})
"""Signs that end whatever stands before them."""
LINKS = frozenset({"and", SLASH})
"""What joins two of a kind."""
LOOSE = frozenset({"scope", "of", "to", "in", "step", "credential"})
"""Those that only go with what stands beside them."""
