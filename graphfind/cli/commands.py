"""What all commands are made of: an option that may be said once is refused when it is said again."""

from __future__ import annotations

from collections import Counter
from functools import partial

import click


class _Once(click.Command):
    """Refuses a value that another one would silently take the place of."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:  # as where a shell completes a name
            self._refuse_repeated(ctx, args)
        return super().parse_args(ctx, args)

    def _refuse_repeated(self, ctx: click.Context, args: list[str]) -> None:
        _, _, given = self.make_parser(ctx).parse_args(list(args))
        for param, count in Counter(given).items():
            if count > 1 and isinstance(param, click.Option) and not (param.multiple or param.is_flag):
                raise click.UsageError(f"{param.opts[0]}: is given {count} times; give it once", ctx)


class Command(_Once):
    """A command."""


class Group(_Once, click.Group):
    """A command with commands of its own."""

    command_class = Command


command = partial(click.command, cls=Command)
"""Makes a command of a function, as `click.command` does."""
