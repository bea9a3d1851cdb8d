"""How much a command line may ask for: what is longer is no name, title or number that anybody means."""

from __future__ import annotations

from collections.abc import Iterable

import click

MOST_LETTERS = 1_000
"""How long one text may be that says whom to look for; no title is read further either."""

MOST_WORDS = 100
"""How many words people are looked up by at most."""

MOST = 1_000_000
"""How many of anything are shown at most."""


def check_length(name: str, texts: Iterable[str]) -> None:
    """Refuse texts that are too long for what is called so on the command line."""
    if any(len(text) > MOST_LETTERS for text in texts):
        raise click.UsageError(f"{name}: is longer than {MOST_LETTERS:,} characters; say it in fewer")


def check_words(words: tuple[str, ...]) -> None:
    """Refuse more words, or longer ones, than people can be looked up by."""
    check_length("WORDS", words)
    if sum(len(each.split()) for each in words) > MOST_WORDS:
        raise click.UsageError(f"WORDS: are more than {MOST_WORDS}; say fewer")
