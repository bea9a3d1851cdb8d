"""What the user said: verdicts on records, words on ties and persons, and who was forgotten."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphfind.identity import Verdict
from graphfind.model import TieOverride
from graphfind.stores.neo4j.records import identifier_text
from graphfind.stores.neo4j.schema import text_id
from graphfind.stores.neo4j.turn import Statement
from graphfind.stores.neo4j.view import View
from graphfind.stores.said import End, Mark, Named, both, carried, meant, side_of, unjudged

VERDICTS = """MATCH (v:Verdict) WHERE v.since <= $at AND (v.until IS NULL OR v.until > $at)
RETURN v.number, v.kind, v.a, v.b, v.on ORDER BY v.number"""
WORDS = """MATCH (w:Word) WHERE w.since <= $at AND (w.until IS NULL OR w.until > $at)
RETURN w.number, w.value, w.ends, w.on ORDER BY w.number"""
FORGOTTEN = """MATCH (f:Forgotten) WHERE f.since <= $at AND (f.until IS NULL OR f.until > $at)
RETURN f.salt, f.hash ORDER BY f.salt, f.hash"""
ADD_VERDICT = """OPTIONAL MATCH (v:Verdict) WITH coalesce(max(v.number), 0) + 1 AS number
CREATE (:Verdict {number: number, kind: $kind, a: $a, b: $b, on: $day, since: $epoch})"""
END_VERDICT = """MATCH (v:Verdict) WHERE v.kind = $kind AND v.a = $a AND v.b = $b AND v.on = $day AND v.until IS NULL
SET v.until = $epoch RETURN v.number"""
ADD_WORD = """OPTIONAL MATCH (w:Word) WITH coalesce(max(w.number), 0) + 1 AS number
CREATE (:Word {number: number, value: $value, ends: $ends, on: $day, since: $epoch})"""
END_WORDS = "MATCH (w:Word) WHERE w.number IN $numbers AND w.until IS NULL SET w.until = $epoch"
RESTATE = "UNWIND $rows AS row MATCH (w:Word {number: row[0]}) WHERE w.until IS NULL SET w.ends = row[1]"
CARRY_WORDS = """UNWIND $rows AS row MATCH (w:Word {number: row[0]}) WHERE w.until IS NULL SET w.until = $epoch
CREATE (:Word {number: w.number, value: w.value, ends: row[1], on: w.on, since: $epoch})"""
CARRY_VERDICTS = """UNWIND $rows AS row MATCH (v:Verdict {number: row[0]}) WHERE v.until IS NULL SET v.until = $epoch
CREATE (:Verdict {number: v.number, kind: v.kind, a: row[1], b: row[2], on: v.on, since: $epoch})"""
DROP_VERDICTS = "MATCH (v:Verdict) WHERE v.number IN $numbers AND v.until IS NULL SET v.until = $epoch"
END_VERDICTS = "MATCH (v:Verdict) WHERE (v.a IN $rids OR v.b IN $rids) AND v.until IS NULL SET v.until = $epoch"
ADD_FORGOTTEN = """UNWIND $hashes AS hash OPTIONAL MATCH (f:Forgotten {salt: $salt, hash: hash}) WITH hash, f
WHERE f IS NULL CREATE (:Forgotten {salt: $salt, hash: hash, since: $epoch})"""
BY_ADDRESS = """UNWIND $ids AS id MATCH (:Address {id: id})<-[:HAS]-(:Record)-[o:OF]->(p:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT id, p.id, p.number"""
BY_CONTENT = """UNWIND $ids AS id MATCH (:Record {rid_id: id})-[o:OF]->(p:Person)
WHERE o.since <= $at AND (o.until IS NULL OR o.until > $at) RETURN DISTINCT id, p.id, p.number"""


@dataclass(frozen=True, slots=True)
class Word:
    """What the user said of a tie, or of a person; an end is a side, and a kind and value of identifier."""

    number: int
    value: TieOverride
    ends: tuple[End, ...]
    on: date


def words(view: View) -> list[Word]:
    """All words, in the order said."""
    return [
        Word(number, value, tuple((side, kind, text) for side, kind, text in json.loads(ends)), date.fromordinal(day))
        for number, value, ends, day in view.rows(WORDS)
    ]


def overrides(view: View) -> list[tuple[int, int, int | None, TieOverride]]:
    """Number, person, other person (None where one is meant as such) and word, in the order said.

    What was said of somebody who is in the store no more stands aside until they are back. What was said of one whose
    records are several persons now holds for each of them.
    """
    said = words(view)
    if not said:
        return []
    named = _named(view, {(kind, value) for word in said for _, kind, value in word.ends})
    found: list[tuple[int, int, int | None, TieOverride]] = []
    for word in said:
        of_person = all(side == 0 for side, _, _ in word.ends)
        ones, others = (_persons(named, side_of(word.ends, at)) for at in (0, 1))
        found += [(word.number, one, other, word.value) for one in ones for other in ([None] if of_person else others)]
    return found


def silent(view: View) -> set[int]:
    """The persons whom the user never wants to ask."""
    return {one for _, one, other, value in overrides(view) if other is None and value == "dont-ask"}


def verdicts(view: View) -> list[Verdict]:
    """The user's verdicts in the order in which they were said."""
    return [verdict for _, verdict in _numbered(view)]


def forgetting(
    view: View, person: int, marks: Sequence[Mark], own: Sequence[Mark]
) -> tuple[list[int], list[tuple[int, str]]]:
    """Before a person of these marks goes: the words said of them, and the ends of others' without what is their `own`.

    Words count as theirs although they stand aside because the other end is not in the store now.
    """
    said = [word for word in words(view) if any((kind, value) in marks for _, kind, value in word.ends)]
    named = _named(view, {(kind, value) for word in said for _, kind, value in word.ends})
    over, kept = [], []
    for word in said:
        if any(_persons(named, side_of(word.ends, at)) == [person] for at in (0, 1)):
            over.append(word.number)
        else:
            kept.append((word.number, json.dumps([end for end in word.ends if (end[1], end[2]) not in own])))
    return over, kept


def carrying(view: View, rids: Mapping[str, str]) -> list[Statement]:
    """What lets all that names records by these content ids name them by others; nothing where nothing does."""
    said = [(word.number, (word.value, word.on), word.ends) for word in words(view)]
    log = [(number, (verdict.kind, verdict.on), both(verdict)) for number, verdict in _numbered(view)]
    ends, pairs = carried(said, rids), carried(log, rids)
    kept = [(number, json.dumps(marks)) for number, marks in ends.items() if marks]
    judged = [(number, *(rid for *_, rid in marks)) for number, marks in pairs.items() if marks and len(marks) > 1]
    over = [number for number, marks in pairs.items() if not marks or len(marks) < 2]
    return [
        *([(CARRY_WORDS, {"rows": kept})] if kept else []),
        *([(END_WORDS, {"numbers": [n for n, marks in ends.items() if not marks]})] if len(kept) < len(ends) else []),
        *([(CARRY_VERDICTS, {"rows": judged})] if judged else []),
        *([(DROP_VERDICTS, {"numbers": over})] if over else []),
    ]


def unheard(view: View, rids: Collection[str]) -> set[str]:
    """Those of the content ids of records that are gone by which something was said that holds for nobody."""
    said = [word.ends for word in words(view) if any(kind == "rid" and text in rids for _, kind, text in word.ends)]
    named = _named(view, {(kind, text) for ends in said for _, kind, text in ends})
    found = {
        text
        for ends in said
        for side, kind, text in ends
        if kind == "rid" and text in rids and not _persons(named, side_of(ends, side))
    }
    log = verdicts(view)
    return found | unjudged(log, rids, persons_with(view, (rid for one in log for rid in (one.a, one.b))))


def bearers(view: View, identifier: Mark) -> set[int]:
    """The persons with a record of this identifier."""
    return {number for _, number in _named(view, [identifier])[identifier]}


def persons_with(view: View, rids: Iterable[str]) -> dict[str, int]:
    """The persons of the records with these content ids; those that there are not are left out."""
    named = _named(view, {("rid", rid) for rid in rids})
    return {rid: persons[0][1] for (_, rid), persons in named.items()}


def read(view: View) -> Iterator[dict[str, Any]]:
    """Everything said, as plain values, in the order said."""
    for verdict in verdicts(view):
        yield {"verdict": verdict.kind, "a": verdict.a, "b": verdict.b, "on": verdict.on.isoformat()}
    for word in words(view):
        yield {"tie": word.value, "ends": [list(end) for end in sorted(word.ends)], "on": word.on.isoformat()}
    for salt, digest in view.rows(FORGOTTEN):
        yield {"forgotten": digest, "salt": salt}


def address_id(kind: str, value: str) -> str:
    """The digest by which an identifier is found."""
    return text_id(identifier_text(kind, value))


def _numbered(view: View) -> list[tuple[int, Verdict]]:
    return [(number, Verdict(kind, a, b, date.fromordinal(day))) for number, kind, a, b, day in view.rows(VERDICTS)]


def _named(view: View, marks: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """The persons, as id and number, whom identifiers and content ids name."""
    by_id = {(text_id(value) if kind == "rid" else address_id(kind, value)): (kind, value) for kind, value in marks}
    rids = [id_ for id_, (kind, _) in by_id.items() if kind == "rid"]
    addresses = [id_ for id_, (kind, _) in by_id.items() if kind != "rid"]
    found: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for text, ids in ((BY_CONTENT, rids), (BY_ADDRESS, addresses)):
        for id_, person, number in view.rows(text, ids=ids):
            found[by_id[id_]].append((person, number))
    return found


def _persons(named: Mapping[Mark, Sequence[Named]], marks: Sequence[Mark]) -> list[int]:
    by_records, by_identifiers = (
        [end for mark in marks if (mark[0] == "rid") == of_records for end in named.get(mark, ())]
        for of_records in (True, False)
    )
    return meant(by_records, by_identifiers)
