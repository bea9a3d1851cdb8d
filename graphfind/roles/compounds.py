"""Telling a role from a role's word that a sign ties to more: half of a compound, or the name of a site."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.spans import WORD, Span
from graphfind.roles.text import Tokens

_DONE_BY = frozenset({"led", "made", "run", "owned", "based", "friendly", "driven", "approved", "inspired", "facing"})
"""What stands behind a role and a hyphen where those of the role do it, or it is done for them: "nurse-led"."""


def begins_more(spans: Sequence[Span], at: int, tokens: Tokens) -> bool:
    """Whether the role at `at` is no more than the beginning of a word: "Lehrer-Zeitung", "Anwalt.de"."""
    role = spans[at]
    end = tokens.ends[role.end - 1]
    sign = tokens.text[end : end + 1]
    if (sign != "-" and sign != ".") or " " in role.core:
        return False
    if at + 1 == len(spans):
        return tokens.text.startswith("- ", end)  # "Apotheker- und Ärztebank"
    follows = spans[at + 1]
    if tokens.starts[follows.start] != end + 1:
        return False
    if sign == ".":
        return True
    if role.meaning.english:
        return follows.core in _DONE_BY
    if follows.kind == WORD:
        return tokens.cut(role.start, follows.end).istitle()  # "Sekretär-Möbel"
    return follows.kind == "organization" and not follows.meaning.trailing
