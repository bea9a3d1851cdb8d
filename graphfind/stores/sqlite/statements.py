"""What the user said: verdicts on records, words on ties and persons, and who was forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from graphfind.stores.said import both, carried, meant, side_of, unjudged
from graphfind.stores.sqlite.people import by_rids, grouped, identified

if TYPE_CHECKING:
    from graphfind.identity import Verdict


def overrides(db: sqlite3.Connection) -> list[tuple[int, int, int | None, str]]:
    """Number, person, other person (None where one is meant as such) and word, in the order said.

    What was said of somebody who is in the store no more stands aside until they are back. What was said of one whose
    records are several persons now holds for each of them.
    """
    said = db.execute("SELECT number, value FROM override ORDER BY number").fetchall()
    ends = _ends(db, [number for number, _ in said])
    named = by_rids(db, (text for marks in ends.values() for _, kind, text in marks if kind == "rid"))
    found: list[tuple[int, int, int | None, str]] = []
    for number, value in said:
        of_person = all(side == 0 for side, _, _ in ends[number])
        ones, others = (_persons(db, named, side_of(ends[number], at)) for at in (0, 1))
        found += [(number, one, other, value) for one in ones for other in ([None] if of_person else others)]
    return found


def silent(db: sqlite3.Connection) -> set[int]:
    """The persons whom the user never wants to ask."""
    return {one for _, one, other, value in overrides(db) if other is None and value == "dont-ask"}


def drop_override(db: sqlite3.Connection, number: int) -> None:
    """Take back one word on a tie or person."""
    db.execute("DELETE FROM override_end WHERE override = ?", (number,))
    db.execute("DELETE FROM override WHERE number = ?", (number,))


def forget(
    db: sqlite3.Connection, person: int, marks: Sequence[tuple[str, str]], own: Sequence[tuple[str, str]]
) -> None:
    """Before a person of these marks goes: take back what was said of them. What was said of others stays, without
    those of the marks that are this person's `own`.

    Words count as theirs although they stand aside because the other end is not in the store now.
    """
    said: set[int] = set()
    for mark in marks:
        said.update(
            number for (number,) in db.execute("SELECT override FROM override_end WHERE kind = ? AND value = ?", mark)
        )
    words = _ends(db, sorted(said))
    named = by_rids(db, (text for ends in words.values() for _, kind, text in ends if kind == "rid"))
    for number, ends in words.items():
        if any(_persons(db, named, side_of(ends, at)) == [person] for at in (0, 1)):
            drop_override(db, number)
        else:
            db.executemany(
                "DELETE FROM override_end WHERE override = ? AND kind = ? AND value = ?",
                [(number, *mark) for mark in own],
            )


def carry_over(db: sqlite3.Connection, rids: Mapping[str, str]) -> None:
    """Let what names records by these content ids name them by others."""
    words = db.execute("SELECT number, value, said_on FROM override ORDER BY number").fetchall()
    ends = _ends(db, [number for number, *_ in words])
    for number, marks in carried([(number, tuple(word), ends[number]) for number, *word in words], rids).items():
        if marks is None:
            drop_override(db, number)
        else:
            db.execute("DELETE FROM override_end WHERE override = ?", (number,))
            db.executemany("INSERT INTO override_end VALUES (?,?,?,?)", [(number, *mark) for mark in marks])
    judged = [(seq, (verdict.kind, verdict.on), both(verdict)) for seq, verdict in log(db)]
    for seq, marks in carried(judged, rids).items():
        if marks is None or len(marks) < 2:
            db.execute("DELETE FROM verdict WHERE seq = ?", (seq,))
        else:
            db.execute("UPDATE verdict SET a = ?, b = ? WHERE seq = ?", (*(rid for *_, rid in marks), seq))


def unheard(db: sqlite3.Connection, rids: Collection[str]) -> set[str]:
    """Those of the content ids of records that are gone by which something was said that holds for nobody."""
    ends = _ends(db, [number for (number,) in db.execute("SELECT number FROM override")])
    named = by_rids(db, (text for marks in ends.values() for _, kind, text in marks if kind == "rid"))
    found = {
        text
        for marks in ends.values()
        for side, kind, text in marks
        if kind == "rid" and text in rids and not _persons(db, named, side_of(marks, side))
    }
    judged = [verdict for _, verdict in log(db)]
    return found | unjudged(judged, rids, by_rids(db, (rid for one in judged for rid in (one.a, one.b))))


def log(db: sqlite3.Connection) -> list[tuple[int, Verdict]]:
    """The user's verdicts with their numbers, in the order in which they were said."""
    from graphfind.identity import Verdict

    return [
        (seq, Verdict(kind, a, b, date.fromordinal(said_on)))
        for seq, kind, a, b, said_on in db.execute("SELECT seq, kind, a, b, said_on FROM verdict ORDER BY seq")
    ]


def read(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Everything said, as plain values, in the order said."""
    for kind, a, b, day in db.execute("SELECT kind, a, b, said_on FROM verdict ORDER BY seq"):
        yield {"verdict": kind, "a": a, "b": b, "on": _iso(day)}
    said = db.execute("SELECT number, value, said_on FROM override ORDER BY number").fetchall()
    ends = _ends(db, [number for number, *_ in said])
    for number, value, day in said:
        yield {"tie": value, "ends": [list(end) for end in sorted(ends[number])], "on": _iso(day)}
    for salt, digest in db.execute("SELECT salt, hash FROM forgotten ORDER BY 1, 2"):
        yield {"forgotten": digest, "salt": salt}


def write(db: sqlite3.Connection, statement: Mapping[str, Any]) -> None:
    """Enter one of what `read` gives."""
    if "forgotten" in statement:
        db.execute("INSERT OR IGNORE INTO forgotten VALUES (?,?)", (statement["salt"], statement["forgotten"]))
        return
    day = date.fromisoformat(statement["on"]).toordinal()
    if "verdict" in statement:
        values = (statement["verdict"], statement["a"], statement["b"], day)
        db.execute("INSERT INTO verdict (kind, a, b, said_on) VALUES (?,?,?,?)", values)
    else:
        number = db.execute("INSERT INTO override (value, said_on) VALUES (?,?)", (statement["tie"], day)).lastrowid
        rows = [(number, side, kind, value) for side, kind, value in statement["ends"]]
        db.executemany("INSERT INTO override_end VALUES (?,?,?,?)", rows)


def _ends(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[tuple[int, str, str]]]:
    return grouped(db, "SELECT override, side, kind, value FROM override_end WHERE override IN ({})", numbers)


def _persons(
    db: sqlite3.Connection, known: Mapping[str, tuple[int, int, str]], marks: Sequence[tuple[str, str]]
) -> list[int]:
    by_records = [(known[value][2], known[value][1]) for kind, value in marks if kind == "rid" and value in known]
    others = [mark for mark in marks if mark[0] != "rid"] if not by_records else ()
    return meant(by_records, [(id_, number) for mark in others for number, id_ in identified(db, *mark)])


def _iso(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
