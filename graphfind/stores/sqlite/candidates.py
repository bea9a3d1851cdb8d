"""Which records' persons may have changed in a transaction, and what identity needs to know of them.

The temporary table `seed` collects them: the records that share an identifier, a name with an
organization, or the name of an export's owner with a new record; those whose names are of other
letters and look alike; those left behind by removed ones, sharing an identifier with them, or found
to be one person with them perhaps; those a verdict names; and, transitively, all that share an
identifier or person with these, or that may be one person with them as was found before.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from graphfind.identity import Candidate, Verdict
from graphfind.model import OWNER
from graphfind.normalize import look_alike
from graphfind.persons import best_name
from graphfind.stores.sqlite.people import by_rids
from graphfind.stores.sqlite.statements import log

_OWNERS = f"SELECT number FROM record WHERE key = '{OWNER}'"


def start(db: sqlite3.Connection) -> None:
    """Begin collecting, with nothing collected."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS seed (record INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM seed")


def note_left_behind(db: sqlite3.Connection, first: int, last: int) -> None:
    """Before records go: those that were one person with them, or might have been, are looked at anew."""
    db.execute(
        """INSERT OR IGNORE INTO seed
           SELECT mate.number FROM record gone
             JOIN record mate ON mate.person = gone.person AND mate.person <> mate.number
            WHERE gone.number BETWEEN ?1 AND ?2 AND mate.number NOT BETWEEN ?1 AND ?2
           UNION
           SELECT gone.person FROM record gone
            WHERE gone.number BETWEEN ?1 AND ?2 AND gone.person NOT BETWEEN ?1 AND ?2
           UNION
           SELECT b FROM suggestion WHERE a BETWEEN ?1 AND ?2 AND b NOT BETWEEN ?1 AND ?2
           UNION
           SELECT a FROM suggestion WHERE b BETWEEN ?1 AND ?2 AND a NOT BETWEEN ?1 AND ?2""",
        (first, last),
    )


def note_sharing(db: sqlite3.Connection, first: int, last: int) -> None:
    """Before records go: whoever shares an identifier with them is looked at anew, since they may have stood between
    others."""
    db.execute(
        """INSERT OR IGNORE INTO seed
           SELECT j.record FROM (SELECT DISTINCT kind, value FROM identifier WHERE record BETWEEN ?1 AND ?2) i
             JOIN identifier j ON j.value = i.value AND j.kind = i.kind WHERE j.record NOT BETWEEN ?1 AND ?2""",
        (first, last),
    )


def load(db: sqlite3.Connection, fresh: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Complete the seed from the new records, given as number ranges, and read it as candidates."""
    for first, last in fresh:
        _seed_shared(db, first, last)
    _seed_owners(db)
    _seed_look_alikes(db)
    said = by_rids(db, (rid for verdict in verdicts(db) for rid in (verdict.a, verdict.b))).values()
    db.executemany("INSERT OR IGNORE INTO seed VALUES (?)", [(number,) for number, _, _ in said])
    _close(db)
    return _read(db)


def _seed_shared(db: sqlite3.Connection, first: int, last: int) -> None:
    db.execute(
        """INSERT OR IGNORE INTO seed
           SELECT i.record FROM identifier i WHERE i.record BETWEEN ? AND ? AND EXISTS (
             SELECT 1 FROM identifier j WHERE j.value = i.value AND j.kind = i.kind AND j.record <> i.record)""",
        (first, last),
    )
    same_job = db.execute(
        """SELECT group_concat(r.number)
             FROM (SELECT DISTINCT name_key FROM record WHERE number BETWEEN ? AND ? AND name_key <> '') n
             JOIN record r ON r.name_key = n.name_key
             JOIN position p ON p.record = r.number JOIN organization o ON o.number = p.organization
            WHERE o.key <> '' GROUP BY r.name_key, o.key HAVING min(r.number) < max(r.number)""",
        (first, last),
    )
    numbers = [(int(number),) for (joined,) in same_job for number in joined.split(",")]
    db.executemany("INSERT OR IGNORE INTO seed VALUES (?)", numbers)


def _seed_owners(db: sqlite3.Connection) -> None:
    db.execute(
        f"""INSERT OR IGNORE INTO seed
            SELECT s.number FROM record r JOIN record s ON s.name_key = r.name_key OR s.number = r.number
             WHERE r.number IN ({_OWNERS}) AND r.name_key <> ''"""
    )


def _seed_look_alikes(db: sqlite3.Connection) -> None:
    foreign = db.execute("SELECT DISTINCT name_key FROM record WHERE name_key GLOB '*[^ -~]*'")
    alike: defaultdict[str, set[str]] = defaultdict(set)
    for (key,) in foreign:
        if look := look_alike(key):
            alike[look] |= {look, key}
    for keys in alike.values():
        found = [db.execute("SELECT number FROM record WHERE name_key = ?", (key,)).fetchall() for key in keys]
        if sum(map(bool, found)) > 1:
            db.executemany("INSERT OR IGNORE INTO seed VALUES (?)", [row for rows in found for row in rows])


def _close(db: sqlite3.Connection) -> None:
    """Add what can be reached: from a record (of kind '') its identifiers, its person and those who may be one with
    it, and from these their records.

    Each is gone through once: a chain of addresses, or many who share one, take time in proportion to their number.
    """
    db.execute(
        """INSERT OR IGNORE INTO seed
           WITH RECURSIVE reach (number, kind, value) AS (
             SELECT record, '', '' FROM seed
             UNION SELECT 0, i.kind, i.value FROM reach JOIN identifier i ON i.record = reach.number
                    WHERE reach.kind = ''
             UNION SELECT i.record, '', '' FROM reach JOIN identifier i ON i.value = reach.value AND i.kind = reach.kind
             UNION SELECT l.b, '', '' FROM reach JOIN suggestion l ON l.a = reach.number WHERE reach.kind = ''
             UNION SELECT l.a, '', '' FROM reach JOIN suggestion l ON l.b = reach.number WHERE reach.kind = ''
             UNION SELECT r.person, 'person', '' FROM reach JOIN record r ON r.number = reach.number
                    WHERE reach.kind = ''
             UNION SELECT r.number, '', '' FROM reach JOIN record r ON r.person = reach.number AND r.person <> r.number
                    WHERE reach.kind = 'person'
             UNION SELECT r.number, '', '' FROM reach JOIN record r ON r.number = reach.number
                    WHERE reach.kind = 'person')
           SELECT number FROM reach WHERE kind = ''"""
    )


def _read(db: sqlite3.Connection) -> list[Candidate]:
    addresses: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for record, kind, value in db.execute("SELECT i.* FROM seed JOIN identifier i ON i.record = seed.record"):
        addresses[record].append((kind, value))
    organizations: dict[int, set[str]] = defaultdict(set)
    for record, key in db.execute(
        """SELECT p.record, o.key FROM seed JOIN position p ON p.record = seed.record
             JOIN organization o ON o.number = p.organization"""
    ):
        organizations[record].add(key)
    owners = _Owners(db)
    return [
        Candidate(
            record=number,
            rid=f"{lineage}#{key}",
            name=name,
            identifiers=tuple(sorted(addresses[number])),
            roster=f"{source}#{roster}" if roster else "",
            organizations=frozenset(organizations[number]),
            owner=owner_kind if key == OWNER else "",
            mine=key == OWNER and bool(mine),
            knows=owners.known_to(source) if key == OWNER else owners.names_of(source),
        )
        for number, source, lineage, key, name, roster, owner_kind, mine in db.execute(
            """SELECT r.number, r.source, s.lineage, r.key, r.name, r.roster, s.owner_kind, s.mine
                 FROM seed JOIN record r ON r.number = seed.record JOIN source s ON s.number = r.source
                ORDER BY r.number"""
        )
    ]


class _Owners:
    """Which exports list the owners of which others: an owner and a contact are told by it to be one person."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._keys: dict[int, frozenset[str]] = {}
        for source, number, key in db.execute(
            f"SELECT source, number, name_key FROM record WHERE number IN ({_OWNERS})"
        ).fetchall():
            profiles = {
                value
                for (value,) in db.execute(
                    "SELECT value FROM identifier WHERE record = ? AND kind = 'profile'", (number,)
                )
            }
            self._keys[source] = frozenset(profiles | ({key} if key else set()))

    def names_of(self, source: int) -> frozenset[str]:
        """The name key and profiles of a source's owner."""
        return self._keys.get(source, frozenset())

    def known_to(self, source: int) -> frozenset[str]:
        """The names and profiles of other exports' owners that a source lists."""
        wanted = frozenset().union(*(keys for other, keys in self._keys.items() if other != source))
        return frozenset(key for key in wanted if self._lists(source, key))

    def _lists(self, source: int, key: str) -> bool:
        return any(
            self._db.execute(query, (key, source)).fetchone()
            for query in (
                f"SELECT 1 FROM record WHERE name_key = ? AND source = ? AND key <> '{OWNER}' LIMIT 1",
                "SELECT 1 FROM identifier i JOIN record r ON r.number = i.record"
                " WHERE i.value = ? AND r.source = ? AND i.kind = 'profile' LIMIT 1",
            )
        )


def verdicts(db: sqlite3.Connection) -> list[Verdict]:
    """The user's verdicts in the order in which they were said."""
    return [verdict for _, verdict in log(db)]


def rids(db: sqlite3.Connection, records: Sequence[int]) -> list[str]:
    """The content ids of records: what their source's lineage and key make of them."""
    marks = ",".join("?" * len(records))
    return [
        f"{lineage}#{key}"
        for lineage, key in db.execute(
            f"SELECT s.lineage, r.key FROM record r JOIN source s ON s.number = r.source WHERE r.number IN ({marks})",
            records,
        )
    ]


def numbers_by_rid(db: sqlite3.Connection) -> dict[str, int]:
    """The seeded records by their content ids."""
    return {
        f"{lineage}#{key}": number
        for number, lineage, key in db.execute(
            """SELECT r.number, s.lineage, r.key FROM seed JOIN record r ON r.number = seed.record
                 JOIN source s ON s.number = r.source"""
        )
    }


def best_names(db: sqlite3.Connection, persons: Sequence[int]) -> list[tuple[str, int]]:
    """For each person the name to show."""
    query = """SELECT name, ifnull(as_of, 1) FROM record WHERE person = ?1 AND person <> number
               UNION ALL SELECT name, ifnull(as_of, 1) FROM record WHERE number = ?1"""
    return [
        (best_name((name, date.fromordinal(day)) for name, day in db.execute(query, (person,))), person)
        for person in persons
    ]
