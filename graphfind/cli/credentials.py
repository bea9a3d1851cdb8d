"""The user and password of a Neo4j server: from the environment, the system's keyring, or a prompt."""

from __future__ import annotations

import os
import sys

import click

from graphfind.errors import UsageError
from graphfind.stores.address import Address, Credentials

DEFAULT_USER = "neo4j"
SERVICE = "graphfind"
"""Under which a keyring keeps the password, followed by the server's address."""


def credentials(address: Address) -> Credentials:
    """Who signs in; raises UsageError where no password is known and there is no terminal to ask on."""
    user = os.environ.get("NEO4J_USERNAME") or DEFAULT_USER
    password = os.environ.get("NEO4J_PASSWORD") or _from_keyring(address, user)
    if password:
        return Credentials(user, password)
    if not sys.stdin.isatty():
        raise UsageError(
            f"{address}: the password of {user} is not known; set NEO4J_USERNAME and NEO4J_PASSWORD, or keep it with: "
            f"keyring set '{SERVICE} {address.host}:{address.port}' {user}"
        )
    return Credentials(user, click.prompt(f"Password of {user} at {address}", hide_input=True, err=True))


def _from_keyring(address: Address, user: str) -> str:
    """What the system's keyring knows, where the package for it is installed and works."""
    try:
        import keyring
    except ImportError:
        return ""
    try:
        return keyring.get_password(f"{SERVICE} {address.host}:{address.port}", user) or ""
    except Exception:  # whatever ails a keyring, there is still the prompt
        return ""
