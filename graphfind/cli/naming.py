"""How a person is named on the command line, and how a shell completes such a name."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Any

import click

from graphfind.cli.session import is_there, store_location

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

OFFERED = 50
"""How many names a shell is offered at most."""

_LOOKED_AT = 2_000
"""Among how many people who bear the letters somewhere those whose names begin with them are looked for."""


class Who(click.types.StringParamType):
    """A person by full name, e-mail address, profile URL or id; a shell completes the name."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names of people in the store that begin so; none where there is no store in a file yet."""
        from click.shell_completion import CompletionItem

        location = store_location(ctx.params.get("store") or ctx.find_root().params.get("store"))
        return [CompletionItem(_quoted(name)) for name in _names(location, incomplete)]


WHO: Any = Who()


def _names(location: str, beginning: str) -> list[str]:
    from graphfind.errors import GraphfindError
    from graphfind.escaping import terminal
    from graphfind.normalize.folding import fold
    from graphfind.stores import is_server, open_store

    if not beginning.strip() or is_server(location) or not (os.path.isfile(location) and is_there(location)):
        return []
    try:
        with open_store(location) as store:
            found = store.persons(store.search_people(beginning.split(), _LOOKED_AT)).values()
    except GraphfindError:
        return []
    names = {person.name for person in found if fold(person.name).startswith(fold(beginning))}
    return sorted(name for name in names if terminal(name) == name)[:OFFERED]


def _quoted(name: str) -> str:
    """bash puts what it is given on the line as it is; what stands in quotes there already needs none, and the other
    shells see to it themselves."""
    if os.environ.get("_GRAPHFIND_COMPLETE") != "bash_complete":
        return name
    typed = os.environ.get("COMP_WORDS", "").splitlines()
    at = int(os.environ.get("COMP_CWORD") or 0)
    if at < len(typed) and typed[at][:1] in ("'", '"'):
        return name
    return "".join(sign if shlex.quote(sign) == sign or sign.isalnum() else f"\\{sign}" for sign in name)
