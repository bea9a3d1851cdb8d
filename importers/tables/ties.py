"""The rows of a table of ties: who knows whom, since when, how well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from graphfind.importer import ImportOptions
from graphfind.model import INFERRED, EvidenceKind, Reading, RowError, Tally, TieRecord, Warned
from importers.tables.columns import TIE_FIELDS
from importers.tables.dates import TableDates
from importers.tables.ends import Ends
from importers.tables.layout import Layout, UnusedColumns
from importers.tables.register import ID_PREFIX
from importers.tables.repeats import Repeats

_KINDS = {kind.value: kind for kind in EvidenceKind if kind not in INFERRED}
_RELATION_CHARS = 100
_DECIMAL_COMMA = re.compile(r"[0-9]*,[0-9]+")


def read_ties(layout: Layout, options: ImportOptions, ends: Ends) -> Iterator[Reading]:
    """Yield a tie for each row, after a record for whoever is new in it.

    A row is rejected if one of its ends means nobody or two people, or if its strength is not in (0, 1]. A tie
    of somebody to themselves is skipped; a row that repeats another to the letter is merged.
    """
    member, columns = layout.member.name, layout.columns
    pick = itemgetter(*map(columns.one, TIE_FIELDS))
    dates = TableDates(options.today, (*columns.all("since"), *columns.all("last")), layout.sample)
    unused = UnusedColumns(layout)
    plain_keys, find = ends.plain_keys, ends.find
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
        if strength and not 0 < (value := _number(strength)) <= 1:
            yield RowError(member, line, "the strength is no number above 0 and up to 1")
            continue
        a, b = ID_PREFIX + source, ID_PREFIX + target
        if a not in plain_keys and not (a := find(source)):
            yield RowError(member, line, f"the tie's first end {ends.reason}")
            continue
        if b not in plain_keys and not (b := find(target)):
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
        yield TieRecord(a, b, kind, 0, 0, dates[since], dates[last], value, relation[:_RELATION_CHARS], member, line)
    skipped = {"blank": blank, "a tie to oneself": selfish}
    yield Tally(member, imported, merged, tuple((why, count) for why, count in skipped.items() if count))
    yield from unused.warnings()
    yield from dates.warnings(member)
    if wordless:
        yield Warned(f"{wordless} × evidence of no known kind (see the documentation); the ties stand", member)


def _number(text: str) -> float:
    """A number, also with a decimal comma; 0 where it is none."""
    try:
        return float(text)
    except ValueError:
        return float(text.replace(",", ".", 1)) if _DECIMAL_COMMA.fullmatch(text) else 0.0


def _kind(evidence: str) -> EvidenceKind | None:
    """The first observed kind that a cell names; what a table states is never inferred."""
    return next((_KINDS[word] for word in re.split(r"[\s;,]+", evidence.casefold()) if word in _KINDS), None)
