"""How a newer export of the same contacts differs from the older one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from graphfind.errors import ImportRefused
from graphfind.report import Changes, JobChange
from graphfind.stores.base import Listed
from graphfind.values import value

MAX_DROP = 0.2
"""A newer export that lacks more than this share of the older one's people or ties is refused."""


@value
class Paired:
    """The people of two exports: those of both, as the older and the newer one lists them, and those of one only."""

    pairs: tuple[tuple[Listed, Listed], ...] = ()
    gone: tuple[Listed, ...] = ()
    new: tuple[Listed, ...] = ()


def told(found: Paired) -> Changes:
    """What a report tells of two exports whose people were paired: who is new, who is gone and whose job changed."""
    jobs = [
        JobChange(b.name, a.position.title, a.position.organization, b.position.title, b.position.organization)
        for a, b in found.pairs
        if (a.position.title, a.position.organization) != (b.position.title, b.position.organization)
    ]
    return Changes(
        new=tuple(sorted(listed.name for listed in found.new)),
        gone=tuple(sorted(listed.name for listed in found.gone)),
        jobs=tuple(sorted(jobs, key=lambda job: (job.name, job.title, job.organization))),
    )


def refuse_drop(path: str, before: Sequence[Listed], found: Changes, ties_before: int, ties: int) -> None:
    """Raise ImportRefused where too much of the older export is missing."""
    renamed = "" if PurePath(path).suffix.lower() in ("", ".zip") else "under another file name if it is another list, "
    for what, lost, had in (("people", len(found.gone), len(before)), ("ties", ties_before - ties, ties_before)):
        if had and lost / had > MAX_DROP:
            raise ImportRefused(
                f"{path}: lacks {lost} of the {had} {what} in the older export that it would replace; "
                f"import it with --force if that is right, {renamed}or with --owner ADDRESS if it is somebody else's"
            )


def refuse_older(path: str, before: Sequence[Listed], after: Sequence[Listed]) -> None:
    """Raise ImportRefused where an export would take the place of one that knows of later days."""
    known, told = _as_of(before), _as_of(after)
    if known and told and told < known:
        raise ImportRefused(
            f"{path}: is of {told}, older than the export of {known} that it would replace; "
            "import it with --force if that is right"
        )


def _as_of(listed: Sequence[Listed]) -> date | None:
    return max((one.as_of for one in listed if one.as_of), default=None)


def paired(before: Sequence[Listed], after: Sequence[Listed]) -> Paired:
    """Who of the older export is who in the newer one, who is new and who is gone.

    People are paired by their key; those without a partner by a name that stands once on each side
    (older exports lack profile URLs, so keys differ).
    """
    later = {listed.key: listed for listed in after}
    pairs = [(listed, later[listed.key]) for listed in before if listed.key in later]
    paired = {listed.key for listed, _ in pairs}
    gone = [listed for listed in before if listed.key not in paired]
    new = [listed for listed in after if listed.key not in paired]
    once = Counter(listed.name_key for listed in gone), Counter(listed.name_key for listed in new)
    by_name = {listed.name_key: listed for listed in new if listed.name_key and once[1][listed.name_key] == 1}
    named = [(a, by_name[a.name_key]) for a in gone if once[0][a.name_key] == 1 and a.name_key in by_name]
    old_keys, new_keys = {a.key for a, _ in named}, {b.key for _, b in named}
    return Paired(
        tuple(pairs + named),
        tuple(listed for listed in gone if listed.key not in old_keys),
        tuple(listed for listed in new if listed.key not in new_keys),
    )
