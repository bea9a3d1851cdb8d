"""The rows of a table of ties: who knows whom, since when, how well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from graphfind.importer import ImportOptions, TieColumns
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
    member = layout.member.name
    ties: list[_Tie] = []
    for found in _read_rows(layout, options, ends):
        if isinstance(found, tuple):
            ties.append(found)
            if len(ties) < _AT_ONCE:
                continue
        if ties:
            a, b, kind, first, last, strength, relation, line = zip(*ties, strict=True)
            yield TieColumns(a, b, kind, (), (), first, last, strength, relation, line, member)
            ties.clear()
        if not isinstance(found, tuple):
            yield found


def _read_rows(layout: Layout, options: ImportOptions, ends: Ends) -> Iterator[_Tie | Reading]:
    member, columns = layout.member.name, layout.columns
    pick = itemgetter(*map(columns.one, TIE_FIELDS))
    dates = TableDates(options.today, (*columns.all("since"), *columns.all("last")), layout.sample)
    unused = UnusedColumns(layout)
    plain_place, find_place = ends.plain_places.get, ends.find_place
    is_repeat = Repeats(layout.rows_expected()).add
    imported = merged = blank = selfish = wordless = 0
    for row in layout.rows():
        if not isinstance(row, tuple):
            yield row
            continue
        line, cells = row
        texts = source, target, relation, since, last, strength, evidence = tuple(map(str.strip, pick(cells)))
        if unused.pending:
            unused.look_at(cells)
        if not source or not target:
            if any(map(str.strip, cells)):
                yield RowError(member, line, "one of the tie's ends is missing")
            else:
                blank += 1
            continue
        value = None
        if strength:
            try:
                value = float(strength)
            except ValueError:
                value = _with_decimal_comma(strength)
            if not 0 < value <= 1:
                yield RowError(member, line, "the strength is no number above 0 and up to 1")
                continue
        a = plain_place(ID_PREFIX + source, -1)
        if a < 0 and (a := find_place(source)) < 0:
            yield RowError(member, line, f"the tie's first end {ends.reason}")
            continue
        b = plain_place(ID_PREFIX + target, -1)
        if b < 0 and (b := find_place(target)) < 0:
            ends.dismiss()
            yield RowError(member, line, f"the tie's second end {ends.reason}")
            continue
        if a == b:
            ends.dismiss()
            selfish += 1
            continue
        if is_repeat(hash(texts)):
            merged += 1
            continue
        if ends.newcomers:
            yield from ends.admit(member, line)
        kind = EvidenceKind.RELATION
        if evidence:
            named = _kind(evidence)
            if named is not None:
                kind = named
            elif relation:
                wordless += 1
            else:
                relation = evidence
        imported += 1
        yield a, b, kind, dates[since], dates[last], value, relation[:_RELATION_CHARS], line
    skipped = {"blank": blank, "a tie to oneself": selfish}
    yield Tally(member, imported, merged, tuple((why, count) for why, count in skipped.items() if count))
    yield from unused.warnings()
    yield from dates.warnings(member)
    if wordless:
        yield Warned(f"{wordless} × evidence of no known kind (see the documentation); the ties stand", member)


def _with_decimal_comma(text: str) -> float:
    """A number; 0 where it is none."""
    return float(text.replace(",", ".", 1)) if _DECIMAL_COMMA.fullmatch(text) else 0.0


def _kind(evidence: str) -> EvidenceKind | None:
    """The first observed kind that a cell names; what a table states is never inferred."""
    return next((_KINDS[word] for word in re.split(r"[\s;,]+", evidence.casefold()) if word in _KINDS), None)
