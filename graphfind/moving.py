"""A whole store into another one, in one transaction, and proof that nothing was lost on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from graphfind import dump
from graphfind.errors import StoreError, UsageError
from graphfind.identity import resolve
from graphfind.importer import Export, ImportOptions
from graphfind.intake import Intake
from graphfind.restoring import Given
from graphfind.sentences import some
from graphfind.stores.base import Store, StoredSource, Writing
from graphfind.stores.graph import Counts


@dataclass(frozen=True, slots=True)
class Moved:
    """What was copied: how many sources, people and ties, and the digest of all that was said, the same in both."""

    sources: int
    counts: Counts
    digest: str


EXAMPLES = 3
"""So many addresses that would be lost are named."""


def move(origin: Store, target: Store, today: date, progress: Callable[[str, int], None] | None = None) -> Moved:
    """Copy a store into an empty one; the first stays as it is. What stands in the second already is left as it is.

    Raises UsageError where the second store holds anything else, StoreError where something would be lost; then
    nothing is copied.
    """
    with origin.reading():
        digest = _digest(origin)
        if target.sources() or any(True for _ in target.statements()):
            if _digest(target) != digest:
                raise UsageError(f"move: {target.location} holds something already; name an empty store")
        else:
            with target.writing(today) as writing:
                for stored in origin.sources():
                    _copy(origin, writing, stored, progress)
                for statement in origin.statements():
                    writing.add_statement(statement)
                writing.settle(resolve(writing.candidates(), writing.verdicts()), today)
                _refuse_loss(origin, target, digest)
        return Moved(len(origin.sources()), target.counts(today), digest)


def _refuse_loss(origin: Store, target: Store, digest: str) -> None:
    if _digest(target) != digest:
        raise StoreError(f"{target.location}: would not hold what {origin.location} holds; nothing was copied")
    if lost := sorted(_addresses(origin) - _addresses(target)):
        listed = some(lost, EXAMPLES)
        raise StoreError(
            f"{target.location}: would not hold all that {origin.location} holds ({listed}), and nothing was copied; "
            "withdraw the exports they are from and import them again, with --region where that was given"
        )


def _addresses(store: Store) -> set[str]:
    """All addresses by which persons are told."""
    return {text for _, one in store.everyone() for text in (*one.emails, *one.phones, *one.profile_urls)}


def _copy(origin: Store, writing: Writing, stored: StoredSource, progress: Callable[[str, int], None] | None) -> None:
    entry = replace(origin.entry(stored.number), warnings=stored.warnings)
    number = writing.begin_source(entry)
    told = (lambda count: progress(entry.path, count)) if progress else None
    intake = Intake(entry.lineage, entry.region, lambda batch: writing.add_records(number, batch), None, told)
    readings = tuple(origin.readings(stored.number))
    intake.take(None, Given(entry.importer, readings), Export(Path(entry.path), (), ImportOptions(entry.imported_on)))
    writing.add_evidence(number, intake.evidence())
    writing.note_warnings(number, stored.warnings)


def _digest(store: Store) -> str:
    said = hashlib.sha256()
    for line in dump.lines(store):
        said.update(line.encode("utf-8", "replace") + b"\n")
    return said.hexdigest()
