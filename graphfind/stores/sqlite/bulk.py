"""Many rows into a table."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from itertools import chain, islice

AT_ONCE = 25
"""So many rows go into one statement: to run one for each takes nearly twice the time, to bind more saves no more."""

Values = Sequence[object]


def insert(db: sqlite3.Connection, table: str, rows: Sequence[Values], form: str = "") -> None:
    """Add rows of one width; `form` is how one is written, with a `?` for each of its values."""
    if not rows:
        return
    form = form or f"({','.join('?' * len(rows[0]))})"
    whole = len(rows) // AT_ONCE
    values = chain.from_iterable(rows)
    size = len(rows[0]) * AT_ONCE
    statement = f"INSERT INTO {table} VALUES {{}}".format
    db.executemany(statement(",".join([form] * AT_ONCE)), (tuple(islice(values, size)) for _ in range(whole)))
    db.executemany(statement(form), rows[whole * AT_ONCE :])


def insert_columns(db: sqlite3.Connection, table: str, columns: Sequence[Values | int | None], form: str) -> None:
    """Add rows given as columns of one length; a number or None is one that has it in every row.

    `form` is how one row is written, with a `{}` for each of its columns. What stands in the
    statement need not be bound again for each row, which saves a third of the time.
    """
    bound = [column for column in columns if isinstance(column, Sequence)]
    written = ("?" if isinstance(c, Sequence) else "NULL" if c is None else str(c) for c in columns)
    insert(db, table, list(zip(*bound, strict=True)), form.format(*written))
