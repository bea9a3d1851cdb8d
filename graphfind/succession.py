"""What the user said of an older export's people holds for them in the newer one that takes its place."""

from __future__ import annotations

from collections.abc import Iterable

from graphfind.changes import Paired
from graphfind.model import OWNER
from graphfind.sentences import some
from graphfind.stores.base import Writing


def carry_over(writing: Writing, found: Paired, older: Iterable[str], lineage: str) -> None:
    """Give what was said of records of the older lineages to those who are in their place in the newer one."""
    rids = {f"{text}#{OWNER}": f"{lineage}#{OWNER}" for text in older if text != lineage}
    rids |= {before.rid: after.rid for before, after in found.pairs if before.rid != after.rid}
    if rids:
        writing.carry_over(rids)


def warn_of_unheard(writing: Writing, found: Paired) -> tuple[str, ...]:
    """Whose words hold for nobody now that the newer export is there, in one line; after persons were derived."""
    names = {listed.rid: listed.name for listed in found.gone}
    unheard = sorted({names[rid] or "somebody without a name" for rid in writing.unheard(names)}) if names else []
    if not unheard:
        return ()
    listed = some(unheard)
    return (
        f"what you said of {listed} holds for nobody now: the newer export has no row of that name, or several; "
        "say it again of whom you mean",
    )
