"""The embedded store: one SQLite file behind the Store protocol."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from graphfind.errors import StoreError
from graphfind.graph import Snapshot
from graphfind.model import OWNER, Person, PersonRecord, Position, Tie
from graphfind.normalize.folding import fold
from graphfind.stores.sqlite import cache, people, statements
from graphfind.stores.sqlite.connection import BUSY_MS, connect, sentences, transaction, version

if TYPE_CHECKING:
    from pathlib import Path

    from graphfind.assembly import RecordEvidence
    from graphfind.identity import Match, Suggestion, Verdict
    from graphfind.model import TieRecord
    from graphfind.stores.base import KeptTitles, Listed, NewSource, RecordLine, StoredSource
    from graphfind.stores.graph import Counts, Graph
    from graphfind.stores.sqlite.writing import SQLiteWriting

_OWNER = f"""(SELECT r.person FROM record r WHERE r.number BETWEEN s.first_record AND s.last_record
               AND r.key = '{OWNER}' ORDER BY r.number LIMIT 1)"""
"""The owner of source `s`, whose record comes first: to look for all of them would be to look at all records."""


class SQLiteStore:
    """See `graphfind.stores.base.Store`; open it with `graphfind.open_store`."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._db, self._writable = connect(path)
        self._db.create_function("folded", 1, fold, deterministic=True)
        self._evidence: dict[int, RecordEvidence] = {}  # what this process wrote, lest it be read again

    @property
    def location(self) -> str:
        return self._path

    def close(self) -> None:
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the store; what SQLite raised meanwhile becomes a sentence."""
        self.close()
        if isinstance(error, sqlite3.Error):
            with sentences(self._path):
                raise error

    # The whole -----------------------------------------------------------------------------------

    def counts(self, today: date) -> Counts:
        from graphfind.stores.graph import Counts

        if not cache.is_current(self._db, today):
            snapshot = self.snapshot(today)
            return Counts(len(snapshot.people), snapshot.ties)
        values = dict(self._db.execute("SELECT name, value FROM meta WHERE name IN ('people', 'ties')").fetchall())
        return Counts(values["people"], values["ties"])

    def warnings(self) -> int:
        (count,) = self._db.execute("SELECT ifnull(sum(warnings), 0) FROM source").fetchone()
        return int(count)

    def sources(self) -> list[StoredSource]:
        from graphfind.model import Source
        from graphfind.stores.base import StoredSource

        rows = self._db.execute(
            """SELECT number, lineage, digest, warnings, id, path, importer, owner, mine, imported_on,
                      records, ties FROM source ORDER BY number"""
        )
        return [
            StoredSource(
                number,
                Source(id_, path, importer, owner, bool(mine), date.fromordinal(day), people, ties),
                lineage,
                digest,
                warnings,
            )
            for number, lineage, digest, warnings, id_, path, importer, owner, mine, day, people, ties in rows
        ]

    def snapshot(self, today: date) -> Snapshot:
        with sentences(self._path):
            with self.reading():
                found = cache.read(self._db, today)
                if found is not None:
                    return found
                found = cache.build(self._db, today, self._evidence)
                stamp = cache.stamp(self._db, today)
            self._evidence.clear()
            self._keep(found, today, stamp)
            return found

    def _keep(self, snapshot: Snapshot, today: date, stamp: str) -> None:
        """A cache that cannot be written at once, or is of yesterday already, is built again next time."""
        if not self._writable:
            return
        self._db.execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError), transaction(self._db):
            if cache.stamp(self._db, today) == stamp:
                cache.write(self._db, snapshot, today)
        self._db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")

    def graph(self, today: date) -> Graph:
        """The whole graph, which is at hand."""
        from graphfind.stores.graph import Whole

        return Whole(self.snapshot(today))

    # Texts ---------------------------------------------------------------------------------------

    def titles(self) -> Mapping[str, int]:
        return dict(
            self._db.execute(
                "SELECT t.text, count(*) FROM position p JOIN title t ON t.number = p.title"
                " WHERE NOT p.study GROUP BY p.title ORDER BY t.text"
            ).fetchall()
        )

    def title_texts(self) -> list[str]:
        return [text for (text,) in self._db.execute("SELECT text FROM title ORDER BY text")]

    def kept_titles(self, least: int) -> KeptTitles | None:
        (last,) = self._db.execute("SELECT ifnull(max(number), 0) FROM title").fetchone()
        if last < least:
            return None
        from graphfind.stores.sqlite.titles import SQLiteTitles  # few stores are so large

        return SQLiteTitles(self._db, writable=self._writable)

    def organizations(self) -> Mapping[str, str]:
        return dict(self._db.execute("SELECT text, key FROM organization ORDER BY text").fetchall())

    def holders(self, titles: Iterable[str]) -> list[int]:
        return self._where("title t ON t.number = p.title WHERE t.text IN", titles)

    def workers(self, organization_keys: Iterable[str]) -> list[int]:
        return self._where("organization o ON o.number = p.organization WHERE o.key IN", organization_keys)

    def _where(self, clause: str, texts: Iterable[str]) -> list[int]:
        found: set[int] = set()
        wanted = sorted(set(texts))
        for start in range(0, len(wanted), people.PARAMETERS):
            part = wanted[start : start + people.PARAMETERS]
            query = f"""SELECT DISTINCT r.person FROM position p JOIN record r ON r.number = p.record
                        JOIN {clause} ({",".join("?" * len(part))})"""
            found.update(number for (number,) in self._db.execute(query, part))
        return sorted(found)

    # People --------------------------------------------------------------------------------------

    def persons(self, numbers: Iterable[int]) -> dict[int, Person]:
        return people.persons(self._db, numbers, statements.silent(self._db))

    def positions(self, numbers: Iterable[int]) -> dict[int, tuple[Position, ...]]:
        return people.positions(self._db, numbers)

    def everyone(self) -> Iterator[tuple[int, Person]]:
        numbers = [number for (number,) in self._db.execute("SELECT number FROM person ORDER BY id")]
        for start in range(0, len(numbers), people.PARAMETERS // 2):
            part = numbers[start : start + people.PARAMETERS // 2]
            found = self.persons(part)
            yield from ((number, found[number]) for number in part)

    def egos(self) -> list[int]:
        rows = self._db.execute(
            f"SELECT DISTINCT number FROM (SELECT {_OWNER} AS owner FROM source s WHERE s.mine)"
            " JOIN person p ON p.number = owner ORDER BY p.id"
        )
        return [number for (number,) in rows]

    def owners(self, source: int) -> list[int]:
        rows = self._db.execute(
            f"SELECT owner FROM (SELECT {_OWNER} AS owner FROM source s WHERE s.number = ?) WHERE owner IS NOT NULL",
            (source,),
        )
        return [number for (number,) in rows]

    def named(self, name_key: str) -> list[int]:
        rows = self._db.execute(
            """SELECT DISTINCT p.number FROM record r JOIN person p ON p.number = r.person
                WHERE r.name_key = ? ORDER BY p.id""",
            (name_key,),
        )
        return [number for (number,) in rows]

    def identified(self, kind: str, value: str) -> list[int]:
        if kind == "id":
            return [number for (number,) in self._db.execute("SELECT number FROM person WHERE id = ?", (value,))]
        return [number for number, _ in people.identified(self._db, kind, value)]

    def persons_with(self, rids: Iterable[str]) -> dict[str, int]:
        return {rid: person for rid, (_, person, _) in people.by_rids(self._db, rids).items()}

    def search_people(self, words: Sequence[str], limit: int) -> list[int]:
        from graphfind.stores.sqlite.searching import search_people

        return search_people(self._db, words, limit)

    def entry(self, source: int) -> NewSource:
        from graphfind.stores.base import NewSource

        region = "region" if version(self._db) > 1 else "''"  # one of before that may only be read has no such column
        id_, lineage, digest, path, importer, owner, kind, mine, day, region = self._db.execute(
            f"""SELECT id, lineage, digest, path, importer, owner, owner_kind, mine, imported_on, {region}
                  FROM source WHERE number = ?""",
            (source,),
        ).fetchone()
        return NewSource(
            id_, lineage, digest, path, importer, owner, kind, bool(mine), date.fromordinal(day), region=region
        )

    def readings(self, source: int) -> Iterator[PersonRecord | TieRecord]:
        from graphfind.stores.sqlite.ties import of_source

        yield from (sourced.record for sourced in people.records_of_source(self._db, source))
        yield from of_source(self._db, source)

    def statements(self) -> Iterator[dict[str, Any]]:
        return statements.read(self._db)

    def listed(self, source: int) -> list[Listed]:
        return people.listed(self._db, source)

    def records_of(self, person: int) -> list[RecordLine]:
        from graphfind.stores.base import RecordLine

        records = people.records_of(self._db, [person])[person]
        return [RecordLine(s.source, s.record) for s in sorted(records, key=lambda s: (s.source, s.record.key))]

    # Ties and identity ---------------------------------------------------------------------------

    def ties(self, pairs: Sequence[tuple[int, int]], today: date) -> list[Tie]:
        from graphfind.stores.sqlite.ties import ties

        return ties(self._db, pairs, today)

    def degree(self, person: int, today: date) -> int:
        """How many others a person is tied to, told without the graph, which may have to be built."""
        from graphfind.stores.sqlite.ties import degree

        return degree(self._db, person, today)

    def matches_of(self, person: int) -> list[Match]:
        return self._log("match", "WHERE x.person = ?", (person,))  # type: ignore[return-value]

    def suggestions(self) -> list[Suggestion]:
        return self._log("suggestion", "", ())  # type: ignore[return-value]

    def verdicts(self) -> list[Verdict]:
        from graphfind.stores.sqlite.candidates import verdicts

        return verdicts(self._db)

    def _log(self, table: str, condition: str, values: tuple[int, ...]) -> list[Match] | list[Suggestion]:
        from graphfind.identity import Match, Suggestion

        rows = self._db.execute(
            f"""SELECT l.rule, s.lineage || '#' || x.key, u.lineage || '#' || y.key, l.value FROM {table} l
                  JOIN record x ON x.number = l.a JOIN source s ON s.number = x.source
                  JOIN record y ON y.number = l.b JOIN source u ON u.number = y.source {condition}
                 ORDER BY 1, 2, 3, 4""",
            values,
        ).fetchall()
        return [Match(*row) for row in rows] if table == "match" else [Suggestion(*row) for row in rows]

    # Writing -------------------------------------------------------------------------------------

    @contextmanager
    def writing(self, today: date) -> Iterator[SQLiteWriting]:
        """One transaction; one in which nothing is written leaves the store as it is, to the byte."""
        from graphfind.stores.sqlite.writing import SQLiteWriting

        self._refuse_if_read_only()
        with sentences(self._path):
            with transaction(self._db):
                writing = SQLiteWriting(self._db, today)
                before = self._db.total_changes
                yield writing
                if self._db.total_changes > before:
                    self._db.execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
            known = self._evidence | writing.evidence
            self._evidence = {source: rows for source, rows in known.items() if rows is not None}

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is read within is the store as it is at the first look, whoever writes to it meanwhile."""
        with transaction(self._db, write=False):
            yield

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """What is written within is undone at its end."""
        self._refuse_if_read_only()
        with sentences(self._path):
            try:
                with transaction(self._db, keep=False):
                    yield
            finally:
                self._evidence.clear()

    def _refuse_if_read_only(self) -> None:
        if not self._writable:
            raise StoreError(f"{self._path}: may only be read; change its permissions or name another --store")

    # Care ----------------------------------------------------------------------------------------

    def backup(self, target: Path) -> None:
        """Write a copy of the whole store to a new file."""
        from graphfind.stores.sqlite import maintenance

        with sentences(str(target)):
            maintenance.backup(self._db, target)

    def examine(self, today: date) -> list[str]:
        """What is wrong with the store, a line each; empty where nothing is."""
        from graphfind.stores.sqlite import maintenance

        return maintenance.examine(self._db, self._path, today)

    def scrub(self) -> None:
        """After an erasure: leave no byte of what was erased in the database, its log or its cache."""
        from graphfind.stores.sqlite import maintenance

        with sentences(self._path):
            maintenance.scrub(self._db)

    def copies(self) -> list[tuple[str, str, date]]:
        """The files with people's data that were written from this store: path, kind, day."""
        rows = self._db.execute("SELECT path, kind, written_on FROM copy ORDER BY written_on, path")
        return [(path, kind, date.fromordinal(day)) for path, kind, day in rows]

    def note_copy(self, path: str, kind: str, today: date) -> None:
        """Remember that such a file was written."""
        self._refuse_if_read_only()
        with sentences(self._path):
            self._db.execute("INSERT OR REPLACE INTO copy VALUES (?,?,?)", (path, kind, today.toordinal()))
