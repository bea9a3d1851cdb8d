"""Canonical forms of what exports hold, for comparing: names, addresses, organizations."""

from graphfind.normalize.addresses import email_key, identifiers, member_urn, phone_key, profile_key
from graphfind.normalize.names import name_key
from graphfind.normalize.namesakes import names_compatible
from graphfind.normalize.organizations import organization_key
from graphfind.normalize.scripts import has_mixed_scripts, look_alike

__all__ = [
    "email_key",
    "has_mixed_scripts",
    "identifiers",
    "look_alike",
    "member_urn",
    "name_key",
    "names_compatible",
    "organization_key",
    "phone_key",
    "profile_key",
]
