"""What the rows of one member add up to: how each row came out, and what passed between the owner and each person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from graphfind.importer import TieColumns
from graphfind.model import OWNER, EvidenceKind, Tally


@dataclass(slots=True)
class RowCount:
    """How the rows of one member came out; rejected rows are counted by whoever receives their errors."""

    imported: int = 0
    merged: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def skip(self, reason: str, rows: int = 1) -> None:
        """Count rows left out on purpose."""
        self.skipped[reason] += rows

    def tally(self, member: str) -> Tally:
        """The count as a reading."""
        return Tally(member, self.imported, self.merged, tuple(sorted(self.skipped.items())))


class Repeats:
    """What several members of one kind tell alike, as two downloads of one archive do: each of it counts once.

    A row that stands twice in one member was told twice; of what another member tells, too, the one that tells it
    more often counts.
    """

    def __init__(self) -> None:
        self._before: Counter[int] = Counter()
        self._here: Counter[int] = Counter()

    def begin(self) -> None:
        """A new member begins."""
        self._before |= self._here
        self._here = Counter()

    def told(self, *row: object) -> bool:
        """Whether a member before this one told this row as often as this one does by now."""
        content = hash(row)
        self._here[content] += 1
        return self._here[content] <= self._before[content]


@dataclass(slots=True)
class _Passed:
    line: int
    outgoing: int = 0
    incoming: int = 0
    first: date | None = None
    last: date | None = None


class TieCount:
    """What passed between the owner and each person in one member; memory grows with the persons, not the rows."""

    def __init__(self, kind: EvidenceKind, member: str) -> None:
        self._kind = kind
        self._member = member
        self._passed: dict[str, _Passed] = {}

    def add(
        self,
        key: str,
        line: int,
        first: date | None,
        last: date | None,
        *,
        outgoing: int = 0,
        incoming: int = 0,
    ) -> None:
        """Add what passed with one person between two days; either day may be unknown."""
        passed = self._passed.get(key)
        if passed is None:
            passed = self._passed[key] = _Passed(line)
        passed.line = min(passed.line, line)
        passed.outgoing += outgoing
        passed.incoming += incoming
        if first and (passed.first is None or first < passed.first):
            passed.first = first
        if last and (passed.last is None or last > passed.last):
            passed.last = last

    def ties(self) -> Iterator[TieColumns]:
        """One tie for each person, standing on the first line that speaks of it; nothing where there is none."""
        passed = self._passed.values()
        if passed:
            yield TieColumns(
                [OWNER] * len(passed),
                list(self._passed),
                [self._kind] * len(passed),
                [one.outgoing for one in passed],
                [one.incoming for one in passed],
                [one.first for one in passed],
                [one.last for one in passed],
                line=[one.line for one in passed],
                member=self._member,
            )
