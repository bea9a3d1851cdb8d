"""The rows of a table of ties: who knows whom, since when, how well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import compress, groupby, islice, repeat
from operator import eq
from typing import cast

from graphfind.importer import Block, ImportOptions, Row, Run, TieColumns
from graphfind.model import INFERRED, EvidenceKind, Reading, RowError, Tally, Warned
from importers.tables.columns import TIE_FIELDS
from importers.tables.dates import TableDates
from importers.tables.ends import Ends
from importers.tables.layout import Layout, UnusedColumns
from importers.tables.register import ID_PREFIX
from importers.tables.repeats import Repeats

_KINDS = {kind.value: kind for kind in EvidenceKind if kind not in INFERRED}
_AT_ONCE = 1_000
_RELATION_CHARS = 100
_DECIMAL_COMMA = re.compile(r"[0-9]*,[0-9]+")

_Tie = tuple[int, int, EvidenceKind, date | None, date | None, float | None, str, int]
"""The places of both ends, kind, first and last day, strength, relation, line."""


def read_ties(layout: Layout, options: ImportOptions, ends: Ends) -> Iterator[Reading | TieColumns]:
    """Yield a tie for each row, after a record for whoever is new in it.

    A row is rejected if one of its ends means nobody or two people, or if its strength is not in (0, 1]. A tie
    of somebody to themselves is skipped; a row that repeats another to the letter is merged.
    """
    rows = _Rows(layout, options, ends)
    for found in layout.blocks():
        if not isinstance(found, Block | Run):
            yield found
            continue
        columns = layout.even_columns(found)
        ties = columns and rows.at_once(found.numbers(), columns)
        if ties:
            yield ties
        else:
            yield from rows.take(layout.even(found))
    yield from rows.told()


class _Rows:
    """Reads rows of one table of ties, and keeps count of them."""

    def __init__(self, layout: Layout, options: ImportOptions, ends: Ends) -> None:
        columns = layout.columns
        self._member = layout.member.name
        self._columns = tuple(map(columns.one, TIE_FIELDS))
        self._dates = TableDates(options.today, layout, "since", "last")
        self._unused = UnusedColumns(layout)
        self._ends = ends
        self._repeats = Repeats(layout.rows_expected())
        self._imported = self._merged = self._blank = self._selfish = self._wordless = self._backwards = 0

    def take(self, rows: Iterable[Row | RowError | Warned]) -> Iterator[Reading | TieColumns]:
        """The ties of rows, and what is to be said of them and stands between them."""
        for are_rows, found in groupby(rows, lambda row: isinstance(row, tuple)):
            if not are_rows:
                yield from cast("Iterator[RowError | Warned]", found)
                continue
            run = cast("Iterator[Row]", found)
            while some := list(islice(run, _AT_ONCE)):
                lines, cells = zip(*some, strict=True)
                ties = self.at_once(lines, list(zip(*cells, strict=True)))
                if ties:
                    yield ties
                else:
                    yield from self._one_by_one(some)

    def at_once(self, lines: Sequence[int], table: Sequence[Sequence[str]]) -> TieColumns | None:
        """The ties of rows, given by column, or None if something is to be said of one, or an end is no plain id."""
        texts = [tuple(map(str.strip, table[column])) for column in self._columns]
        sources, targets, relations, since, last, numbers, evidence = texts
        place = self._ends.plain_places.get
        a = tuple(map(place, map(ID_PREFIX.__add__, sources), repeat(-1)))
        b = tuple(map(place, map(ID_PREFIX.__add__, targets), repeat(-1)))
        if min(a) < 0 or min(b) < 0 or any(map(eq, a, b)):
            return None
        try:
            strengths = tuple([float(number) if number else None for number in numbers])
        except ValueError:
            return None
        if not all(strength is None or 0 < strength <= 1 for strength in strengths):
            return None
        self._unused.look_at_columns(table)
        repeated = self._repeats.add_all(list(map(hash, zip(*texts, strict=True))))
        if repeated.any():
            fresh = (~repeated).tolist()
            a, b, lines = (tuple(compress(column, fresh)) for column in (a, b, lines))
            strengths = tuple(compress(strengths, fresh))
            relations, since, last, evidence = (tuple(compress(t, fresh)) for t in (relations, since, last, evidence))
        self._imported += len(a)
        self._merged += len(repeated) - len(a)
        kinds: Sequence[EvidenceKind] = (EvidenceKind.RELATION,) * len(a)
        if any(evidence):
            kinds, relations = zip(*map(self._stated, evidence, relations), strict=True)
        relations = tuple([relation[:_RELATION_CHARS] for relation in relations])
        first, latest = (tuple(map(self._dates.__getitem__, texts)) for texts in (since, last))
        self._backwards += sum(map(_is_backwards, first, latest))
        return TieColumns(a, b, kinds, (), (), first, latest, strengths, relations, lines, self._member)

    def _one_by_one(self, rows: Iterable[Row]) -> Iterator[Reading | TieColumns]:
        ties: list[_Tie] = []
        for line, cells in rows:
            for found in self._read(line, cells):
                if isinstance(found, tuple):
                    ties.append(found)
                    continue
                if ties:
                    yield self._as_columns(ties)
                    ties.clear()
                yield found
        if ties:
            yield self._as_columns(ties)

    def _as_columns(self, ties: Iterable[_Tie]) -> TieColumns:
        a, b, kind, first, last, strength, relation, line = zip(*ties, strict=True)
        return TieColumns(a, b, kind, (), (), first, last, strength, relation, line, self._member)

    def _read(self, line: int, cells: Sequence[str]) -> Iterator[_Tie | Reading]:
        member, ends = self._member, self._ends
        texts = tuple([cells[column].strip() for column in self._columns])
        source, target, relation, since, last, number, evidence = texts
        if self._unused.pending:
            self._unused.look_at(cells)
        if not source or not target:
            if any(map(str.strip, cells)):
                yield RowError(member, line, "one of the tie's ends is missing")
            else:
                self._blank += 1
            return
        strength = None
        if number:
            try:
                strength = float(number)
            except ValueError:
                strength = _with_decimal_comma(number)
            if not 0 < strength <= 1:
                yield RowError(member, line, "the strength is no number above 0 and up to 1")
                return
        if (a := ends.find_place(source)) < 0:
            yield RowError(member, line, f"the tie's first end {ends.reason}")
            return
        if (b := ends.find_place(target)) < 0:
            ends.dismiss()
            yield RowError(member, line, f"the tie's second end {ends.reason}")
            return
        if a == b:
            ends.dismiss()
            self._selfish += 1
            return
        if self._repeats.add(hash(texts)):
            self._merged += 1
            return
        if ends.newcomers:
            yield from ends.admit(member, line)
        kind, relation = self._stated(evidence, relation)
        self._imported += 1
        first, latest = self._dates[since], self._dates[last]
        self._backwards += _is_backwards(first, latest)
        yield a, b, kind, first, latest, strength, relation[:_RELATION_CHARS], line

    def _stated(self, evidence: str, relation: str) -> tuple[EvidenceKind, str]:
        """The kind of evidence and the relation that two cells state."""
        if not evidence:
            return EvidenceKind.RELATION, relation
        if named := _kind(evidence):
            return named, relation
        self._wordless += bool(relation)
        return EvidenceKind.RELATION, relation or evidence

    def told(self) -> Iterator[Reading]:
        """What there is to say at the end: how many rows became what, and what was left out or guessed."""
        skipped = {"blank": self._blank, "a tie to oneself": self._selfish}
        counts = tuple((why, count) for why, count in skipped.items() if count)
        yield Tally(self._member, self._imported, self._merged, counts)
        yield from self._unused.warnings()
        yield from self._dates.warnings(self._member)
        if self._backwards:
            yield Warned(f"{self._backwards} × a first day that is after the last; the later one counts", self._member)
        if self._wordless:
            text = f"{self._wordless} × evidence of no known kind (see the documentation); the ties stand"
            yield Warned(text, self._member)


def _is_backwards(first: date | None, last: date | None) -> bool:
    """Whether a first day is after the last."""
    return first is not None and last is not None and first > last


def _with_decimal_comma(text: str) -> float:
    """A number; 0 where it is none."""
    return float(text.replace(",", ".", 1)) if _DECIMAL_COMMA.fullmatch(text) else 0.0


def _kind(evidence: str) -> EvidenceKind | None:
    """The first observed kind that a cell names; what a table states is never inferred."""
    return next((_KINDS[word] for word in re.split(r"[\s;,]+", evidence.casefold()) if word in _KINDS), None)
