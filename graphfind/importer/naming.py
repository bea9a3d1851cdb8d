"""Names of files and members: how they are shown in messages, and which are left out."""

from __future__ import annotations

from pathlib import PurePath

from graphfind.escaping import terminal


def shown(name: PurePath | str, most: int = 80) -> str:
    """A name on one line, without control characters; of a long one its end."""
    text = terminal(str(name))
    return text if len(text) <= most else "…" + text[1 - most :]


def shown_member(path: PurePath | str, name: str) -> str:
    """A member of something, short enough to leave room for what is said about it."""
    return f"{shown(path)}: {shown(name, 40)}"


def is_hidden(part: str) -> bool:
    """Whether a part of a path is hidden, or what macOS adds to archives."""
    return part.startswith(".") or part == "__MACOSX"
