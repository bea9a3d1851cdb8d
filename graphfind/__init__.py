"""Find who can introduce you to people in your target role, from your own contact exports.

The names below are the public interface; each is imported when it is first asked for, so that a
caller pays only for what it uses.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "graphfind.api": (
        "connectors",
        "duplicates",
        "find",
        "import_networkx",
        "import_source",
        "leads",
        "merge",
        "never_merge",
        "paths",
        "plan",
        "to_networkx",
        "unmerge",
    ),
    "graphfind.errors": ("GraphfindError", "ImportRefused", "MappingNeeded", "StoreError", "UsageError"),
    "graphfind.exporting": ("export",),
    "graphfind.loading": ("ImportSettings", "withdraw"),
    "graphfind.lookup": ("find_person", "find_source"),
    "graphfind.merging": ("Duplicates", "Piece", "Settled", "pieces"),
    "graphfind.model": ("Evidence", "Introduction", "Person", "PersonRecord", "Position", "Tie", "TieRecord"),
    "graphfind.portraits": ("portrait",),
    "graphfind.query": ("Answer", "Reason", "Request", "find_introductions"),
    "graphfind.query.connectors": ("Connectors", "find_connectors"),
    "graphfind.query.leads": ("Leads", "find_leads"),
    "graphfind.query.paths": ("Paths", "find_paths"),
    "graphfind.query.plan": ("Plan", "plan_asks"),
    "graphfind.report": ("ImportReport",),
    "graphfind.roles": ("TargetRole", "understand"),
    "graphfind.statements": ("forget", "forget_tie", "name_me", "set_tie"),
    "graphfind.stores": ("open_store",),
}

__all__ = sorted(name for names in _HOMES.values() for name in names)


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
