"""What a store is: the protocol by which loading writes into it and queries read from it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, runtime_checkable

import numpy as np

from graphfind.values import value

if TYPE_CHECKING:
    from types import TracebackType

    from numpy.typing import NDArray

    from graphfind.graph import Snapshot
    from graphfind.identity import Candidate, Match, Resolution, Suggestion, Verdict
    from graphfind.importer import PersonColumns
    from graphfind.model import Person, PersonRecord, Position, Source, Tie, TieOverride, TieRecord
    from graphfind.stores.graph import Counts, Graph


@value
class NewSource:
    """A source about to be written.

    `lineage` is what a newer export of the same contacts shares with it; `digest` covers the
    content and the settings it was read with. `owner_kind` is "" without an owner, "named" by the
    export, or "stated" by the user. `region` is the country of phone numbers that name none.
    """

    id: str
    lineage: str
    digest: str
    path: str
    importer: str
    owner: str
    owner_kind: Literal["", "named", "stated"]
    mine: bool
    imported_on: date
    warnings: int = 0
    region: str = ""


@value
class StoredSource:
    """A source as the store keeps it: its number, facts, and what a newer export is compared by."""

    number: int
    source: Source
    lineage: str
    digest: str
    warnings: int


@value
class PreparedRecord:
    """A record with what identity needs of it: the name's key and the normalized identifiers."""

    record: PersonRecord
    name_key: str
    identifiers: tuple[tuple[str, str], ...]
    person_id: str


@value
class PreparedPeople:
    """Many records as columns, with what `PreparedRecord` has for each."""

    people: PersonColumns
    name_key: Sequence[str]
    identifiers: Sequence[tuple[tuple[str, str], ...]]
    person_id: Sequence[str]


@value
class EvidenceRows:
    """A source's ties as columns of equal length, the ends as positions among its records.

    `first` and `last` are ordinals, 0 where unknown; `strength` is nan where none was stated.
    `relation` and `member` index into `relations` and `members`.
    """

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    kind: NDArray[np.int8]
    outgoing: NDArray[np.int32]
    incoming: NDArray[np.int32]
    first: NDArray[np.int32]
    last: NDArray[np.int32]
    strength: NDArray[np.float64]
    relation: NDArray[np.int32]
    member: NDArray[np.int32]
    line: NDArray[np.int32]
    relations: tuple[str, ...]
    members: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.a)

    def pairs(self) -> int:
        """How many different pairs are tied."""
        codes = np.minimum(self.a, self.b).astype(np.int64) << 32 | np.maximum(self.a, self.b)
        codes.sort()
        return int((np.diff(codes) != 0).sum()) + bool(len(codes))


@value
class Listed:
    """What comparing two exports needs of one record: who, what they did, when that was, and its source's lineage."""

    key: str
    name: str
    name_key: str
    position: Position
    as_of: date | None = None
    lineage: str = ""

    @property
    def rid(self) -> str:
        """The record's content id."""
        return f"{self.lineage}#{self.key}"


@value
class RecordLine:
    """A stored record with the source it belongs to, for showing where a fact is from."""

    source: str
    record: PersonRecord


def statement_text(statement: Mapping[str, Any]) -> str:
    """A statement as `Store.statements` gives it, as one text, by which it is told from others."""
    return json.dumps(statement, sort_keys=True)


class Writing(Protocol):
    """One transaction: all of it becomes visible at its end, or nothing."""

    def begin_source(self, source: NewSource) -> int:
        """Enter a source; returns its number."""

    def add_records(self, source: int, records: Sequence[PreparedRecord]) -> None:
        """Append records to a source, in the order by which its ties count them."""

    def add_evidence(self, source: int, rows: EvidenceRows) -> None:
        """Write the ties of a source, after all of its records."""

    def note_warnings(self, source: int, count: int) -> None:
        """Keep how many rows of a source were rejected and warnings given."""

    def remove_source(self, source: int) -> None:
        """Take out exactly what a source said."""

    def candidates(self) -> list[Candidate]:
        """The records whose persons may have changed in this transaction, with all they are tied to by identity."""

    def verdicts(self) -> list[Verdict]:
        """The user's verdicts on pairs of records."""

    def add_verdict(self, verdict: Verdict) -> None:
        """Enter a user's verdict at the end of the log; the same one, of the same day, stands there once."""

    def settle(self, resolution: Resolution, today: date) -> None:
        """Make the persons of the candidates those of the resolution, and log its matches and suggestions."""

    def set_override(self, a: int, b: int | None, value: TieOverride, today: date) -> None:
        """Keep what the user says of the tie of two persons, or of one as such, in place of what was said before."""

    def drop_overrides(self, a: int, b: int | None) -> int:
        """Take back what the user said of the tie of two persons, or of one person as such; returns how many words."""

    def add_statement(self, statement: Mapping[str, Any]) -> None:
        """Enter what `Store.statements` gave, unless it stands there already."""

    def carry_over(self, rids: Mapping[str, str]) -> None:
        """Let what the user said of records of these content ids hold for records of those others in their place."""

    def unheard(self, rids: Collection[str]) -> set[str]:
        """Those of the content ids of records now gone by which the user said what holds for nobody; after `settle`."""

    def listed(self, source: int) -> list[Listed]:
        """The records of a source written in this transaction, without its owner's."""

    def people_of(self, source: int) -> tuple[int, int]:
        """How many persons a source speaks of beside its owner, and how many of them others speak of too."""

    def has_forgotten(self) -> bool:
        """Whether anybody was ever forgotten."""

    def is_forgotten(self, marks: Iterable[str]) -> bool:
        """Whether any of these belongs to somebody forgotten: content ids, and what `forgotten_by` gives."""

    def forget(self, person: int) -> None:
        """Erase a person with every record, tie and log entry, and keep salted hashes against re-import.

        An address that others have, too, is kept together with the person's names only. What was said of others stays,
        without what only this person had. `settle` is to follow.
        """


@runtime_checkable
class ColumnWriting(Writing, Protocol):
    """One that gains by being given columns."""

    def add_people(self, source: int, people: PreparedPeople) -> None:
        """As `add_records`, for many at once."""


class KeptTitles(Protocol):
    """The distinct titles of a store by their numbers, and parts of an index of them, which the store keeps for it.

    Once titles were added the part "card" is gone, and once some are gone, all parts are.
    """

    def all(self) -> tuple[list[int], list[str]]:
        """The numbers and the texts of all titles, in the order of the texts."""

    def texts(self, numbers: Sequence[int]) -> list[str]:
        """The texts of titles of these numbers, one for each."""

    def part(self, name: str) -> bytes | None:
        """A part, or None where it is not kept."""

    def keep(self, parts: Mapping[str, bytes]) -> None:
        """Keep parts in place of those of their names, where that is possible at once."""


class Store(Protocol):
    """A private graph that outlives the process. Persons are named by the store's own numbers."""

    @property
    def location(self) -> str:
        """Where the store is, without secrets."""

    def close(self) -> None:
        """Let go of the store; nothing may be asked of it afterwards."""

    def counts(self, today: date) -> Counts:
        """How many persons there are, and ties as of the month of `today`."""

    def warnings(self) -> int:
        """How many rows were rejected and warnings given, over all sources."""

    def sources(self) -> list[StoredSource]:
        """All sources, oldest first."""

    def entry(self, source: int) -> NewSource:
        """A source as it was entered."""

    def readings(self, source: int) -> Iterator[PersonRecord | TieRecord]:
        """What a source said, as it was read: all records, then all ties."""

    def statements(self) -> Iterator[dict[str, Any]]:
        """What the user said of records, ties and persons, as plain values for a dump."""

    def listed(self, source: int) -> list[Listed]:
        """The records of a source, without its owner's."""

    def egos(self) -> list[int]:
        """The persons who are me; several only where the user never said that they are one."""

    def owners(self, source: int) -> list[int]:
        """The person whose contacts a source lists, if there is one."""

    def snapshot(self, today: date) -> Snapshot:
        """The whole graph as arrays, as of the month of `today`: for what shows all of it."""

    def graph(self, today: date) -> Graph:
        """The graph as of the month of `today`, of which a search asks for parts; asked within `reading`."""

    def titles(self) -> Mapping[str, int]:
        """Every distinct title that a record holds, and how many hold it."""

    def title_texts(self) -> list[str]:
        """Every distinct title, those of studies included, uncounted and so in no time."""

    def kept_titles(self, least: int) -> KeptTitles | None:
        """Where an index of the titles is kept; None where there are fewer than `least`, or the store keeps none."""

    def holders(self, titles: Iterable[str]) -> list[int]:
        """The persons with a position of one of these titles."""

    def workers(self, organization_keys: Iterable[str]) -> list[int]:
        """The persons with a position at one of these organizations, by normalized name."""

    def organizations(self) -> Mapping[str, str]:
        """Every distinct organization text and its normalized key."""

    def persons(self, numbers: Iterable[int]) -> dict[int, Person]:
        """The persons of these numbers."""

    def positions(self, numbers: Iterable[int]) -> dict[int, tuple[Position, ...]]:
        """What these persons do and did, as their `Person.positions`; who has none is left out."""

    def everyone(self) -> Iterator[tuple[int, Person]]:
        """All persons in the order of their ids."""

    def named(self, name_key: str) -> list[int]:
        """The persons with a record of this normalized name."""

    def identified(self, kind: str, value: str) -> list[int]:
        """The persons with a record of this identifier; kind "id" looks up a person's id."""

    def persons_with(self, rids: Iterable[str]) -> dict[str, int]:
        """The persons whose records have these content ids; those that there are not are left out."""

    def search_people(self, words: Sequence[str], limit: int) -> list[int]:
        """The persons in whose names, titles and organizations, of all records together, all words begin a word.

        Those whose names have more of the words come first, then in the order of names and ids.
        """

    def ties(self, pairs: Sequence[tuple[int, int]], today: date) -> list[Tie]:
        """The tie of each pair of persons, its evidence seen from the first to the second."""

    def degree(self, person: int, today: date) -> int:
        """How many others a person is tied to, as of the month of `today`."""

    def records_of(self, person: int) -> list[RecordLine]:
        """A person's records with their sources."""

    def matches_of(self, person: int) -> list[Match]:
        """Why a person's records are one person."""

    def suggestions(self) -> list[Suggestion]:
        """Pairs of records that may be one person, for the user to judge."""

    def verdicts(self) -> list[Verdict]:
        """The user's verdicts on pairs of records, in the order in which they were said."""

    def backup(self, target: Path) -> None:
        """Write a copy of the whole store to a new file; raises StoreError where that is not possible."""

    def examine(self, today: date) -> list[str]:
        """What is wrong with the store, a line each; empty where nothing is."""

    def scrub(self) -> None:
        """After an erasure: leave no byte of what was erased."""

    def copies(self) -> list[tuple[str, str, date]]:
        """The files with people's data that were written from this store: path, kind, day."""

    def note_copy(self, path: str, kind: str, today: date) -> None:
        """Remember that such a file was written."""

    def writing(self, today: date) -> AbstractContextManager[Writing]:
        """A transaction; an exception inside undoes it."""

    def reading(self) -> AbstractContextManager[None]:
        """What is read within is the store as it is at the first look, whoever writes to it meanwhile."""

    def rehearsal(self) -> AbstractContextManager[None]:
        """Transactions may stand within, and take place as ever; all of them are undone at its end."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it; an error of the database below becomes a StoreError."""
