"""Canonical forms of what exports hold, for comparing: names, addresses, organizations.

Each is imported when it is first asked for: a search compares few, and an import all of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphfind.normalize.addresses import (
        check_region,
        email_key,
        identifiers,
        member_urn,
        phone_key,
        phone_region,
        profile_key,
        recognized_by,
    )
    from graphfind.normalize.names import name_doubts, name_key
    from graphfind.normalize.namesakes import names_compatible
    from graphfind.normalize.organizations import organization_key
    from graphfind.normalize.scripts import has_mixed_scripts, look_alike

__all__ = [
    "check_region",
    "email_key",
    "has_mixed_scripts",
    "identifiers",
    "look_alike",
    "member_urn",
    "name_doubts",
    "name_key",
    "names_compatible",
    "organization_key",
    "phone_key",
    "phone_region",
    "profile_key",
    "recognized_by",
]

_HOMES = {
    **dict.fromkeys(
        (
            "check_region",
            "email_key",
            "identifiers",
            "member_urn",
            "phone_key",
            "phone_region",
            "profile_key",
            "recognized_by",
        ),
        "addresses",
    ),
    **dict.fromkeys(("has_mixed_scripts", "look_alike"), "scripts"),
    **dict.fromkeys(("name_doubts", "name_key"), "names"),
    "names_compatible": "namesakes",
    "organization_key": "organizations",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
