"""The store on a Neo4j server behind the Store protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from graphfind.errors import StoreError
from graphfind.graph import Snapshot
from graphfind.identity import Match, Suggestion, Verdict
from graphfind.model import Person, PersonRecord, Position, Tie, TieRecord
from graphfind.stores.address import Address, Credentials
from graphfind.stores.base import Listed, NewSource, RecordLine, StoredSource
from graphfind.stores.graph import Counts, Whole
from graphfind.stores.neo4j import deriving, maintenance, people, statements
from graphfind.stores.neo4j.connection import Connection
from graphfind.stores.neo4j.schema import open_schema, text_id
from graphfind.stores.neo4j.served import Served
from graphfind.stores.neo4j.turn import Turn
from graphfind.stores.neo4j.view import View
from graphfind.stores.neo4j.writing import Neo4jWriting

if TYPE_CHECKING:
    from graphfind.stores.graph import Graph

STATE = "MATCH (s:Graphfind {id: 'store'}) RETURN s.epoch, s.people, s.ties, s.month, s.muted"
SWITCH = """MATCH (s:Graphfind {id: 'store'})
SET s.epoch = $epoch, s.people = $people, s.ties = $ties, s.month = $month, s.muted = $muted"""
LOG_SAME = """MATCH (a:Record)-[m:SAME]->(b:Record)
WHERE m.since <= $at AND (m.until IS NULL OR m.until > $at)
MATCH (a)-[o:OF]->(:Person {number: $person}) WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at)
RETURN m.rule, a.source, a.key, b.source, b.key, m.value"""
LOG_MAYBE = """MATCH (a:Record)-[m:MAYBE]->(b:Record) WHERE m.since <= $at AND (m.until IS NULL OR m.until > $at)
RETURN m.rule, a.source, a.key, b.source, b.key, m.value"""
COPIES = "MATCH (c:Copy) RETURN c.path, c.kind, c.on ORDER BY c.on, c.path"
NOTE_COPY = "MERGE (c:Copy {path: $path}) SET c.kind = $kind, c.on = $day"


@dataclass(frozen=True, slots=True)
class State:
    """What a store is at an epoch."""

    epoch: int
    people: int
    ties: int
    month: str
    muted: tuple[int, ...]


class Neo4jStore:
    """See `graphfind.stores.base.Store`; open it with `graphfind.open_store`."""

    def __init__(self, address: Address, credentials: Credentials) -> None:
        self._connection = Connection(address, credentials)
        self._pinned: State | None = None
        self._turn: Turn | None = None
        self._rehearsing = False
        try:
            open_schema(self._connection)
        except BaseException:
            self._connection.close()
            raise

    @property
    def location(self) -> str:
        return str(self._connection.address)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What is seen --------------------------------------------------------------------------------

    def _state(self) -> State:
        """What is seen now: of this reading, of this transaction, or of the store as it is."""
        if self._pinned is not None:
            return self._pinned
        return self._newest()

    def _newest(self) -> State:
        found = self._connection.read(STATE)
        if not found:
            raise StoreError(f"{self.location}: the store is gone from there; somebody emptied the database")
        epoch, persons, ties, month, muted = found[0]
        return State(epoch, persons, ties, month, tuple(muted))

    @property
    def _view(self) -> View:
        return View(self._connection, self._state().epoch)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What is read within is the store as it is at the first look, whoever writes to it meanwhile.

        The epoch stands in the transaction's metadata, by which writers know not to remove what was over by then.
        """
        if self._pinned is not None:
            yield
            return
        while True:
            state = self._newest()
            with self._connection.pinned({"graphfind": state.epoch}):
                if self._newest() != state:
                    continue
                self._pinned = state
                try:
                    yield
                finally:
                    self._pinned = None
                return

    # The whole -----------------------------------------------------------------------------------

    def counts(self, today: date) -> Counts:
        found = self.graph(today)
        return Counts(found.people, found.ties)

    def warnings(self) -> int:
        """How many rows were rejected and warnings given, over all sources."""
        return sum(stored.warnings for stored in self.sources())

    def sources(self) -> list[StoredSource]:
        return [stored for stored, _ in people.sources(self._view)]

    def entry(self, source: int) -> NewSource:
        return people.entry(self._view, source)

    def snapshot(self, today: date) -> Snapshot:
        with self.reading():
            state = self._state()
            if state.month == _month(today):
                return deriving.snapshot(self._view, state.people, np.array(state.muted, np.int64))
            return deriving.derived(self._view, today)

    def graph(self, today: date) -> Graph:
        self._renew(today)
        state = self._state()
        if state.people and state.month != _month(today):
            return Whole(deriving.derived(self._view, today))  # one who may only read derives ties by themselves
        return Served(View(self._connection, state.epoch), state.people, state.ties, state.muted)

    def _renew(self, today: date) -> None:
        """Ties grow older every month: whoever searches first in one derives them again, if they may write."""
        state = self._state()
        if state.month == _month(today) or not state.people or self._turn is not None:
            return
        pinned = self._pinned
        with suppress(StoreError), self.writing(today) as writing:
            writing.changed = True
        if pinned is not None:
            newest = self._newest()
            if newest.epoch == pinned.epoch + 1 and newest.month == _month(today):
                self._pinned = newest

    # Texts ---------------------------------------------------------------------------------------

    def titles(self) -> Mapping[str, int]:
        return dict(map(tuple, self._view.rows(people.TITLE_COUNTS)))

    def title_texts(self) -> list[str]:
        """Every distinct title, those of studies included, uncounted and so in no time."""
        return sorted(self._view.column(people.TITLES)[0])

    def kept_titles(self, least: int) -> None:
        """None are kept: titles come over the network, whatever is known of them."""

    def organizations(self) -> Mapping[str, str]:
        return dict(map(tuple, self._view.rows(people.ORGANIZATIONS)))

    def holders(self, titles: Iterable[str]) -> list[int]:
        return people.among(self._view, people.HOLDERS, titles)

    def workers(self, organization_keys: Iterable[str]) -> list[int]:
        return people.among(self._view, people.WORKERS, organization_keys)

    # People --------------------------------------------------------------------------------------

    def persons(self, numbers: Iterable[int]) -> dict[int, Person]:
        view = self._view
        return people.persons(view, numbers, statements.silent(view))

    def positions(self, numbers: Iterable[int]) -> dict[int, tuple[Position, ...]]:
        """What these persons do and did, as their `Person.positions`; who has none is left out."""
        found = people.persons(self._view, numbers, ())
        return {number: person.positions for number, person in found.items() if person.positions}

    def everyone(self) -> Iterator[tuple[int, Person]]:
        numbers = deriving.ordered(np.array(self._view.column(people.PEOPLE), np.int64)).tolist()
        for start in range(0, len(numbers), people.PORTION):
            part = numbers[start : start + people.PORTION]
            found = self.persons(part)
            yield from ((number, found[number]) for number in part)

    def egos(self) -> list[int]:
        mine = [stored.number for stored in self.sources() if stored.source.mine]
        return self._view.column(people.OWNERS, sources=mine)

    def owners(self, source: int) -> list[int]:
        return self._view.column(people.OWNERS, sources=[source])

    def named(self, name_key: str) -> list[int]:
        return self._view.column(people.NAMED, name=text_id(name_key))

    def identified(self, kind: str, value: str) -> list[int]:
        if kind == "id":
            return self._view.column(people.WITH_ID, id=value)
        return self._view.column(people.IDENTIFIED, address=statements.address_id(kind, value))

    def persons_with(self, rids: Iterable[str]) -> dict[str, int]:
        return statements.persons_with(self._view, rids)

    def search_people(self, words: Sequence[str], limit: int) -> list[int]:
        from graphfind.stores import wording

        sought = wording.wanted(words)
        if not sought:
            return self._view.column(people.FIRST, limit=0 if words else limit)
        found = self._view.rows(people.WORDED, words=wording.on_server(sought))
        return wording.names_first([(number, id_, name) for number, id_, name in found], sought, limit)

    def readings(self, source: int) -> Iterator[PersonRecord | TieRecord]:
        from graphfind.stores.neo4j.ties import of_source

        view = self._view
        yield from (sourced.record for sourced in people.records_of_source(view, source))
        yield from of_source(view, source)

    def statements(self) -> Iterator[dict[str, Any]]:
        return statements.read(self._view)

    def listed(self, source: int) -> list[Listed]:
        return people.listed(self._view, source)

    def records_of(self, person: int) -> list[RecordLine]:
        records = people.records_of(self._view, [person])[person]
        return [RecordLine(s.source, s.record) for s in sorted(records, key=lambda s: (s.source, s.record.key))]

    # Ties and identity ---------------------------------------------------------------------------

    def ties(self, pairs: Sequence[tuple[int, int]], today: date) -> list[Tie]:
        from graphfind.stores.neo4j.ties import ties

        return ties(self._view, pairs, today)

    def degree(self, person: int, today: date) -> int:
        return self.graph(today).strongest(person, 0)[1]

    def matches_of(self, person: int) -> list[Match]:
        return [Match(*entry) for entry in self._log(LOG_SAME, person=person)]

    def suggestions(self) -> list[Suggestion]:
        return [Suggestion(*entry) for entry in self._log(LOG_MAYBE)]

    def verdicts(self) -> list[Verdict]:
        return statements.verdicts(self._view)

    def _log(self, text: str, **values: Any) -> list[tuple[str, str, str, str]]:
        view = self._view
        lineages = {stored.number: stored.lineage for stored, _ in people.sources(view)}
        return sorted(
            (rule, f"{lineages[s]}#{a}", f"{lineages[u]}#{b}", value)
            for rule, s, a, u, b, value in view.rows(text, **values)
        )

    # Writing -------------------------------------------------------------------------------------

    @contextmanager
    def writing(self, today: date) -> Iterator[Neo4jWriting]:
        """One transaction; one in which nothing is written leaves the store as it is."""
        if self._turn is not None:
            with self._staged(self._turn, today) as writing:
                yield writing
            return
        pinned, self._pinned = self._pinned, None
        try:
            with self._turn_taken() as turn, self._staged(turn, today) as writing:
                yield writing
        finally:
            self._pinned = pinned

    @contextmanager
    def _turn_taken(self) -> Iterator[Turn]:
        turn = Turn(self._connection)
        if turn.take():
            maintenance.undo(turn)
            if maintenance.collect(turn, self._connection, turn.epoch):
                turn.clean()
        self._turn = turn
        try:
            yield turn
        finally:
            self._turn = None
            turn.leave()

    @contextmanager
    def _staged(self, turn: Turn, today: date) -> Iterator[Neo4jWriting]:
        before = self._pinned or self._newest()
        after = before.epoch + 1
        self._pinned = replace(before, epoch=after)
        writing = Neo4jWriting(turn, View(self._connection, after))
        try:
            yield writing
            if not writing.changed:
                self._pinned = before if self._rehearsing else None
                return
            state = self._derive(turn, writing, before, after, today)
        except BaseException:
            self._pinned = before if self._rehearsing else None
            if writing.changed and not self._rehearsing:
                with suppress(StoreError):  # the next one to write finds it
                    maintenance.undo(turn)
                    turn.clean()
            raise
        if self._rehearsing:
            self._pinned = state
            return
        turn.change(*writing.last, (SWITCH, _facts(state)))
        self._pinned = None
        with suppress(StoreError):  # it is done; what is over, the next one to write removes
            if not writing.ended or maintenance.collect(turn, self._connection, after):
                turn.clean()

    def _derive(self, turn: Turn, writing: Neo4jWriting, before: State, after: int, today: date) -> State:
        view = View(self._connection, after)
        found = deriving.derived(view, today)
        old = deriving.stored(view, before.people)
        if deriving.rewrite(turn, after, old, deriving.ties_of(found)):
            writing.ended = True
        muted = tuple(found.people[found.muted].tolist())
        return State(after, found.n, found.ties, _month(today), muted)

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """What is written within is undone at its end."""
        with self._turn_taken() as turn:
            self._rehearsing = True
            self._pinned = self._newest()
            try:
                yield
            finally:
                self._rehearsing, self._pinned = False, None
                maintenance.undo(turn)
                turn.clean()

    # Care ----------------------------------------------------------------------------------------

    def backup(self, target: Path) -> None:
        """A Neo4j store is kept as JSON lines, which the caller writes."""
        maintenance.refuse(self._connection)

    def examine(self, today: date) -> list[str]:
        """What is wrong with the store, a line each; what an import that broke off left behind is removed."""
        faults = []
        if self._turn is None and self._connection.read("MATCH (s:Graphfind {id: 'store'}) RETURN s.dirty")[0][0]:
            with suppress(StoreError), self._turn_taken():
                faults.append("an import had broken off; what it left behind was removed")
        with self.reading():
            state = self._state()
            return faults + maintenance.examine(self._view, state.people, state.ties, state.month, today)

    def scrub(self) -> None:
        """After an erasure: remove what was erased, whoever still reads it."""
        with self._turn_taken() as turn:
            maintenance.collect(turn, self._connection, turn.epoch, wait=False)
            turn.clean()

    def copies(self) -> list[tuple[str, str, date]]:
        """The files with people's data that were written from this store: path, kind, day."""
        return [(path, kind, date.fromordinal(day)) for path, kind, day in self._connection.read(COPIES)]

    def note_copy(self, path: str, kind: str, today: date) -> None:
        """Remember that such a file was written."""
        self._connection.write(NOTE_COPY, path=path, kind=kind, day=today.toordinal())


def _month(today: date) -> str:
    return f"{today:%Y-%m}"


def _facts(state: State) -> dict[str, Any]:
    return {
        "epoch": state.epoch, "people": state.people, "ties": state.ties, "month": state.month,
        "muted": list(state.muted),
    }  # fmt: skip
