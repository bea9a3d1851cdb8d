"""The ties of one export, gathered as columns while they are read: 45 bytes each."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from graphfind.escaping import encodable
from graphfind.importer import PersonColumns, TieColumns
from graphfind.model import EvidenceKind, TieRecord
from graphfind.stores.base import EvidenceRows

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS = {kind: code for code, kind in enumerate(EvidenceKind)}
"""The numbers under which kinds of evidence are kept."""

_UNKNOWN = float("nan")


class RowCount:
    """The rows of a member, for importers that keep no tally: a row's readings come one after another."""

    __slots__ = ("_last", "forgotten", "imported", "merged")

    def __init__(self) -> None:
        self.imported = self.merged = self.forgotten = 0
        self._last = 0

    def is_new(self, line: int) -> bool:
        """Whether a line has not been counted yet."""
        fresh = line != self._last
        self._last = line
        return fresh and line > 0

    def are_new(self, lines: array[int]) -> bool:
        """Whether each of several lines is new; they count as imported if so, and not at all if not."""
        numbers = np.asarray(lines)
        if lines[0] == self._last or numbers.min() <= 0 or (numbers[1:] == numbers[:-1]).any():
            return False
        self._last = lines[-1]
        self.imported += len(lines)
        return True


class GatheredTies:
    """Ties as growing columns.

    `numbers` gives the number of the record that a key stands for, `by_place` that of each one yielded; -1 is
    somebody who is to be forgotten. Both may grow meanwhile.
    """

    def __init__(self, numbers: Mapping[str, int], by_place: array[int]) -> None:
        self._numbers, self._by_place = numbers, by_place
        self._a, self._b, self._kind = array("i"), array("i"), array("b")
        self._outgoing, self._incoming = array("i"), array("i")
        self._first, self._last, self._strength = array("i"), array("i"), array("d")
        self._relation, self._member, self._line = array("i"), array("i"), array("i")
        self._relations: dict[str, int] = {"": 0}
        self._members: dict[str, int] = {}

    def add(self, a: int, b: int, kind: int, tie: TieRecord) -> None:
        """Add a tie between two records, given by number."""
        first, last, strength = tie.first, tie.last, tie.strength
        self._a.append(a)
        self._b.append(b)
        self._kind.append(kind)
        self._outgoing.append(tie.outgoing)
        self._incoming.append(tie.incoming)
        self._first.append(first.toordinal() if first else 0)
        self._last.append(last.toordinal() if last else 0)
        self._strength.append(_UNKNOWN if strength is None else strength)
        self._relation.append(self._relations.setdefault(tie.relation, len(self._relations)))
        self._member.append(self._members.setdefault(tie.member, len(self._members)))
        self._line.append(tie.line)

    def add_plain(self, ties: TieColumns, count: RowCount) -> bool:
        """Add many ties at once and count their rows, unless something is to be said of one of them; whether it did.

        Such is an end that nobody bears or that is to be forgotten, a tie of somebody to themselves, an unknown
        kind, a strength out of range, or a line that is counted already.
        """
        ties = ties.filled()
        if not len(ties.a):
            return True
        try:
            a, b = self._numbers_of(ties.a), self._numbers_of(ties.b)
            kind = array("b", map(KINDS.__getitem__, ties.kind))
        except LookupError:
            return False
        if min(a.min(), b.min()) < 0 or (a == b).any():
            return False
        if not all(strength is None or 0 < strength <= 1 for strength in ties.strength):
            return False
        lines = array("i", ties.line)
        if not count.are_new(lines):
            return False
        self._a.frombytes(a.tobytes())
        self._b.frombytes(b.tobytes())
        self._kind += kind
        self._outgoing.extend(ties.outgoing)
        self._incoming.extend(ties.incoming)
        self._first.extend([day.toordinal() if day else 0 for day in ties.first])
        self._last.extend([day.toordinal() if day else 0 for day in ties.last])
        self._strength.extend([_UNKNOWN if strength is None else strength for strength in ties.strength])
        for relation in dict.fromkeys(ties.relation):
            self._relations.setdefault(relation, len(self._relations))
        self._relation.extend(map(self._relations.__getitem__, ties.relation))
        self._member.extend([self._members.setdefault(ties.member, len(self._members))] * len(a))
        self._line += lines
        return True

    def add_contacts(self, owner: int, first: int, people: PersonColumns) -> None:
        """Add a tie of the owner with each of many people; their records are numbered from `first` upwards."""
        assert people.contact is not None
        n = len(people.key)
        member = self._members.setdefault(people.member, len(self._members))
        for column, number in (
            (self._a, owner), (self._kind, KINDS[people.contact]), (self._outgoing, 0), (self._incoming, 0),
            (self._last, 0), (self._relation, 0), (self._member, member),
        ):  # fmt: skip
            column += array(column.typecode, [number]) * n
        self._b.extend(range(first, first + n))
        self._first.extend([day.toordinal() if day else 0 for day in people.since] or [0] * n)
        self._strength += array("d", [_UNKNOWN]) * n
        self._line.extend(people.line or [0] * n)

    def _numbers_of(self, ends: Sequence[str] | Sequence[int]) -> NDArray[np.int32]:
        """The numbers of the records that ends stand for, -1 also for a place below 0; raises LookupError."""
        if isinstance(ends[0], str):
            return np.fromiter(map(self._numbers.__getitem__, cast("Sequence[str]", ends)), np.int32, len(ends))
        places = np.array(ends)
        if places.dtype.kind not in "iu":
            raise TypeError
        found: NDArray[np.int32] = np.asarray(self._by_place)[places]
        found[places < 0] = -1
        return found

    def finish(self) -> EvidenceRows:
        """All of them; nothing may be added after. Raises ValueError for a number below 0."""

        def column(values: array[Any]) -> Any:
            found = np.asarray(values)  # over the very same bytes
            if found.min(initial=0) < 0:
                raise ValueError
            return found

        return EvidenceRows(
            a=column(self._a),
            b=column(self._b),
            kind=column(self._kind),
            outgoing=column(self._outgoing),
            incoming=column(self._incoming),
            first=column(self._first),
            last=column(self._last),
            strength=column(self._strength),
            relation=column(self._relation),
            member=column(self._member),
            line=column(self._line),
            relations=tuple(map(encodable, self._relations)),
            members=tuple(map(encodable, self._members)),
        )
