"""Which meaning of an abbreviation the user chose, kept so that it is asked once."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from graphfind.sentences import short

if TYPE_CHECKING:
    from graphfind.cli.session import Session
    from graphfind.roles import Lexicon, TargetRole

CHOSEN = "readings.json"
"""The file in the configuration folder with the family for each abbreviation that `--as` settled."""


def understood(session: Session, query: str, lexicon: Lexicon, as_reading: str, **more: Any) -> TargetRole:
    """Understand a role query; an abbreviation is read as `as_reading` says, or else as it did the last time.

    Raises UsageError as `roles.understand` does.
    """
    from graphfind.roles import understand

    chosen = _chosen()
    role = understand(query, lexicon, as_reading=as_reading, chosen=chosen, **more)
    read = dict(role.readings)
    if as_reading and not read:
        session.remark(f'--as "{short(as_reading)}" was not needed: no abbreviation in the role has several meanings')
    elif as_reading:
        if not read.items() <= chosen.items():
            _keep({**chosen, **read})
    else:
        for letters, family in read.items():
            name = lexicon.families[family].name
            session.remark(f'"{letters}" is read as {name}, as you chose before; --as reads it otherwise')
    return role


def _path() -> str | None:
    from graphfind.cli.session import config_folder

    with suppress(click.UsageError):  # without a home nothing is kept
        return os.path.join(config_folder(), CHOSEN)
    return None


def _chosen() -> dict[str, str]:
    path = _path()
    if path is None or not os.path.isfile(path):
        return {}
    with suppress(OSError, ValueError), open(path, "rb") as file:
        kept = json.load(file)
        if isinstance(kept, dict):
            return {letters: family for letters, family in kept.items() if isinstance(family, str)}
    return {}


def _keep(chosen: Mapping[str, str]) -> None:
    from pathlib import Path

    from graphfind.errors import GraphfindError
    from graphfind.files import write_file

    if place := _path():
        path = Path(place)
        with suppress(OSError, GraphfindError):  # a choice that cannot be kept is asked for again
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, [json.dumps(chosen, sort_keys=True, indent=2), "\n"], force=True)
