"""The errors graphfind raises, each a sentence that says what is wrong and what to do."""

from __future__ import annotations


class GraphfindError(Exception):
    """Something was refused; the message is one line for the user."""


class UsageError(GraphfindError):
    """The call itself cannot be understood: an unknown person, a value out of range."""


class ImportRefused(GraphfindError):
    """A source was not imported; the store is as it was."""


class MappingNeeded(ImportRefused):
    """A table's columns could not be told for sure; `mapping` pairs each column with a field or "".

    The caller shows the mapping and asks for `--map FIELD=COLUMN`.
    """

    def __init__(self, message: str, mapping: tuple[tuple[str, str], ...]) -> None:
        super().__init__(message)
        self.mapping = mapping


class StoreError(GraphfindError):
    """The store cannot be opened, read or written."""
