"""Canonical forms of what exports hold, for comparing: names, addresses, organizations."""

from graphfind.normalize.addresses import email_key, identifiers, member_urn, phone_key, profile_key
from graphfind.normalize.names import has_mixed_scripts, name_key, names_compatible
from graphfind.normalize.organizations import organization_key

__all__ = [
    "email_key",
    "has_mixed_scripts",
    "identifiers",
    "member_urn",
    "name_key",
    "names_compatible",
    "organization_key",
    "phone_key",
    "profile_key",
]
