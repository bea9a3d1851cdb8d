"""What identity resolution reads and gives: candidates, verdicts, matches, suggestions, clusters."""

from __future__ import annotations

from datetime import date
from typing import Literal

from graphfind.values import value

VERDICT = "verdict"
"""The rule under which the user's own merges stand in the log."""


@value
class Candidate:
    """What identity needs to know of a record.

    `record` is the store's handle; `rid` the record's content id, unique, which orders everything.
    Rows of one `roster` are never joined automatically. `organizations` are normalized.

    `owner` marks the record of an export's owner, "named" by the export itself or "stated" by the
    user; `mine` a record of me. `knows` holds name keys and canonical profiles: for an owner's
    record those of other exports' owners whom this export lists, for any other record those of its
    own export's owner. Two records that know the same are linked both ways.
    """

    record: int
    rid: str
    name: str
    identifiers: tuple[tuple[str, str], ...] = ()
    roster: str = ""
    organizations: frozenset[str] = frozenset()
    owner: Literal["", "named", "stated"] = ""
    mine: bool = False
    knows: frozenset[str] = frozenset()


@value
class Match:
    """Two records that are one person by a rule; `a` < `b` are content ids."""

    rule: str
    a: str
    b: str
    value: str


@value
class Suggestion:
    """Two records that may be one person, for the user to judge; `a` < `b` are content ids."""

    rule: str
    a: str
    b: str
    value: str


@value
class Verdict:
    """What the user said of two records; of several verdicts on a pair the latest holds, by date and then order."""

    kind: Literal["merge", "unmerge", "never"]
    a: str
    b: str
    on: date


@value
class Cluster:
    """One person: their id, and their records' handles in the order of content ids."""

    id: str
    records: tuple[int, ...]


@value
class Resolution:
    """The persons of the candidates, the matches that made them, who else may be one, and what to look at."""

    clusters: tuple[Cluster, ...]
    matches: tuple[Match, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    warnings: tuple[str, ...] = ()
