"""From evidence about records to the graph of persons as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from graphfind import graph, inference, strength
from graphfind.graph import Snapshot
from graphfind.inference import PositionColumns
from graphfind.model import TieOverride
from graphfind.strength import EvidenceColumns, override_strength

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class RecordEvidence:
    """Evidence between records as columns of equal length; see `EvidenceColumns` for the shared ones."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    kind: NDArray[np.int8]
    outgoing: NDArray[np.int32]
    incoming: NDArray[np.int32]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    strength: NDArray[np.float64]


def joined(parts: Sequence[RecordEvidence]) -> RecordEvidence:
    """Several parts of evidence as one."""
    if len(parts) == 1:
        return parts[0]
    columns = (
        np.concatenate([getattr(p, f.name) for p in parts] or [np.empty(0, np.int32)]) for f in fields(RecordEvidence)
    )
    return RecordEvidence(*columns)


def assemble(
    people: NDArray[np.int64],
    node_of: NDArray[np.int32],
    evidence: RecordEvidence,
    positions: PositionColumns,
    overrides: Mapping[tuple[int, int], TieOverride],
    muted: NDArray[np.bool_],
    today: date,
) -> Snapshot:
    """The graph of persons.

    `people` holds the persons' numbers in the order of their ids, `node_of` the node of each
    record's person by record number. `positions` stand by node. `overrides` maps a pair of nodes,
    the lower first, to what the user said, which makes a tie where nothing else does; a "dont-ask"
    tie is left out. `muted` marks the nodes that are never asked.
    """
    n = len(people)
    rows, code = _oriented(evidence, node_of, n)
    inferred = inference.overlaps(positions, today)
    said = {low * n + high: value for (low, high), value in overrides.items() if low != high}
    code = np.concatenate([code, inferred.a.astype(np.int64) * n + inferred.b, np.array([*said], np.int64)])
    pairs, tie = np.unique(code, return_inverse=True)
    tie = tie[: len(code) - len(said)]
    del code
    columns = EvidenceColumns(
        tie=tie,
        kind=_with(rows.kind, inferred.kind),
        outgoing=_with(rows.outgoing, np.zeros(len(inferred.a), np.int32)),
        incoming=_with(rows.incoming, np.zeros(len(inferred.a), np.int32)),
        first=_with(rows.first, inferred.first),
        last=_with(rows.last, inferred.last),
        strength=_with(rows.strength, inferred.strength),
    )
    del evidence, rows, tie
    strengths = strength.strengths(columns, len(pairs), today)
    only_inferred = strength.inferred_only(columns, len(pairs))
    del columns
    a, b = (pairs // n).astype(np.int32), (pairs % n).astype(np.int32)
    keep = np.ones(len(pairs), dtype=bool)
    for pair, value in said.items():
        at = int(np.searchsorted(pairs, pair))
        if value == "dont-ask":
            keep[at] = False
        else:
            strengths[at] = override_strength(value)
            only_inferred[at] = False
    if not keep.all():
        a, b, strengths, only_inferred = a[keep], b[keep], strengths[keep], only_inferred[keep]
    return graph.build(people, a, b, -np.log(strengths), only_inferred, muted)


def _with(column: NDArray[Any], more: NDArray[Any]) -> NDArray[Any]:
    """Both columns as one, without a copy where the second is empty."""
    return np.concatenate([column, more]) if len(more) else column


def _oriented(evidence: RecordEvidence, node_of: NDArray[np.int32], n: int) -> tuple[RecordEvidence, NDArray[np.int64]]:
    """The evidence between two different persons, seen from the lower node, and the code of each pair."""
    a, b = node_of[evidence.a], node_of[evidence.b]
    real = a != b
    if not real.all():
        a, b = a[real], b[real]
        evidence = RecordEvidence(
            evidence.a[real], evidence.b[real], evidence.kind[real], evidence.outgoing[real],
            evidence.incoming[real], evidence.first[real], evidence.last[real], evidence.strength[real],
        )  # fmt: skip
    turned = a > b
    code = np.minimum(a, b).astype(np.int64) * n + np.maximum(a, b)
    rows = RecordEvidence(
        a=a,
        b=b,
        kind=evidence.kind,
        outgoing=np.where(turned, evidence.incoming, evidence.outgoing),
        incoming=np.where(turned, evidence.outgoing, evidence.incoming),
        first=evidence.first,
        last=evidence.last,
        strength=evidence.strength,
    )
    return rows, code
