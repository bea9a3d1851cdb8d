"""The command that makes a shell complete graphfind's commands and options."""

from __future__ import annotations

import click

from graphfind.cli.commands import command


@command(
    "completion", short_help="Complete commands in the shell.", epilog='Example: eval "$(graphfind completion bash)"'
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> int:
    """Print the code with which a shell completes commands and options."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    group = click.get_current_context().find_root().command
    click.echo(kind(group, {}, "graphfind", "_GRAPHFIND_COMPLETE").source())
    return 0
