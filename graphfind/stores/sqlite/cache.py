"""The graph as arrays inside the database: read where its stamp is the store's, built where it is not."""

from __future__ import annotations

import sqlite3
from collections.abc import MutableMapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from graphfind.graph import Snapshot
from graphfind.model import TieOverride
from graphfind.stores.sqlite.statements import overrides

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graphfind.assembly import RecordEvidence

ARRAYS = {
    "people": np.int64,
    "indptr": np.int64,
    "neighbors": np.int32,
    "cost": np.float64,
    "inferred": np.bool_,
    "muted": np.bool_,
}
CHUNK = 100_000
MAPPED = 1 << 32
"""Up to so many bytes the file is mapped while arrays are read, which takes half the time of reading it by pages."""


def stamp(db: sqlite3.Connection, today: date) -> str:
    """What the cache must bear to be current: strengths change with the store and with the month."""
    (version,) = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
    return f"{version} {today:%Y-%m}"


def is_current(db: sqlite3.Connection, today: date) -> bool:
    """Whether the cached graph is that of the store and the month."""
    found = db.execute("SELECT data FROM cache WHERE name = 'stamp'").fetchone()
    return found is not None and found[0] == stamp(db, today).encode()


def read(db: sqlite3.Connection, today: date) -> Snapshot | None:
    """The cached graph, or None where there is no current one."""
    if not is_current(db, today):
        return None
    arrays: dict[str, NDArray[Any]] = {}
    db.execute(f"PRAGMA mmap_size = {MAPPED}")
    names = ",".join("?" * len(ARRAYS))
    for name, rowid in db.execute(f"SELECT name, rowid FROM cache WHERE name IN ({names})", [*ARRAYS]).fetchall():
        with db.blobopen("cache", "data", rowid, readonly=True) as blob:
            arrays[name] = np.frombuffer(blob.read(), dtype=ARRAYS[name])
    db.execute("PRAGMA mmap_size = 0")
    return Snapshot(**arrays)


def write(db: sqlite3.Connection, snapshot: Snapshot, today: date) -> None:
    """Keep the graph, stamped; within the caller's transaction."""
    db.executemany("DELETE FROM cache WHERE name = ?", [(name,) for name in (*ARRAYS, "stamp")])
    for name in ARRAYS:
        values: NDArray[Any] = np.ascontiguousarray(getattr(snapshot, name))
        db.execute("INSERT INTO cache VALUES (?, zeroblob(?))", (name, values.nbytes))
        (rowid,) = db.execute("SELECT last_insert_rowid()").fetchone()
        with db.blobopen("cache", "data", rowid) as blob:
            blob.write(values.view(np.uint8).data)
    db.execute("INSERT INTO cache VALUES ('stamp', ?)", (stamp(db, today).encode(),))
    db.execute("UPDATE meta SET value = ? WHERE name = 'ties'", (snapshot.ties,))
    db.execute("UPDATE meta SET value = ? WHERE name = 'people'", (len(snapshot.people),))


def build(db: sqlite3.Connection, today: date, at_hand: MutableMapping[int, RecordEvidence] | None = None) -> Snapshot:
    """Read everything the graph follows from, and assemble it.

    `at_hand` holds evidence by source, which is used up instead of being read.
    """
    from graphfind.assembly import assemble  # most readers find the cache current and need none of it
    from graphfind.inference import PositionColumns

    (people,) = _columns(db, "q", "SELECT number FROM person ORDER BY id")
    node_of_person = np.zeros(int(people.max(initial=0)) + 1, dtype=np.int32)
    node_of_person[people] = np.arange(len(people), dtype=np.int32)
    numbers, persons = _columns(db, "qq", "SELECT number, person FROM record")
    node_of = np.zeros(int(numbers.max(initial=0)) + 1, dtype=np.int32)
    node_of[numbers] = node_of_person[persons]
    record, organization, started, ended, as_of, study = _columns(
        db,
        "iiiiib",
        """SELECT p.record, k.number, ifnull(p.started, 0), ifnull(p.ended, 0), ifnull(p.as_of, 0), p.study
             FROM position p JOIN organization o ON o.number = p.organization
             JOIN (SELECT key, min(number) AS number FROM organization WHERE key <> '' GROUP BY key) k
               ON k.key = o.key""",
    )
    said: dict[tuple[int, int], TieOverride] = {}
    muted = np.zeros(len(people), dtype=bool)
    for _, one, other, value in overrides(db):
        a_node = int(node_of_person[one])
        if other is None:
            muted[a_node] = value == "dont-ask"
        else:
            b_node = int(node_of_person[other])
            said[min(a_node, b_node), max(a_node, b_node)] = cast("TieOverride", value)
    return assemble(
        people,
        node_of,
        _evidence(db, at_hand if at_hand is not None else {}),
        PositionColumns(node_of[record], organization, started, ended, as_of, study.astype(bool)),
        said,
        muted,
        today,
    )


def _evidence(db: sqlite3.Connection, at_hand: MutableMapping[int, RecordEvidence]) -> RecordEvidence:
    from graphfind.assembly import RecordEvidence, joined

    parts = []
    for source, first, last in db.execute("SELECT number, first_record, last_record FROM source ORDER BY number"):
        if source in at_hand:
            parts.append(at_hand.pop(source))
            continue
        query = f"""SELECT a, b, kind, outgoing, incoming, ifnull(first, 0), ifnull(last, 0), ifnull(strength, 'nan')
                      FROM evidence WHERE a BETWEEN {first} AND {last}"""
        parts.append(RecordEvidence(*_columns(db, "iibiiiid", query)))
    return joined(parts)


def _columns(db: sqlite3.Connection, codes: str, query: str) -> list[NDArray[Any]]:
    """A query's columns as arrays, read in chunks so that rows never pile up; `codes` are `array` type codes."""
    from array import array  # searching needs none

    columns: list[array[Any]] = [array(code) for code in codes]
    cursor = db.execute(query)
    while rows := cursor.fetchmany(CHUNK):
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            column.extend(map(float, values) if column.typecode == "d" else values)  # SQLite has no NaN but as a text
    return [
        np.frombuffer(column, dtype=column.typecode) if column else np.empty(0, column.typecode) for column in columns
    ]
