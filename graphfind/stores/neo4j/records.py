"""Records and evidence as they stand in the database: one text, and one string of bytes, for each record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphfind.model import OWNER, Interest, PersonRecord, Position
from graphfind.normalize import organization_key
from graphfind.normalize.folding import fold
from graphfind.stores.base import EvidenceRows, PreparedRecord
from graphfind.stores.neo4j.schema import look_id, text_id

SPAN = 1 << 32
"""A record's number is its source's number times this, plus its place in the source."""

ROW = np.dtype([
    ("b", "<i4"), ("seq", "<i4"), ("kind", "i1"), ("outgoing", "<i4"), ("incoming", "<i4"), ("first", "<i4"),
    ("last", "<i4"), ("strength", "<f8"), ("relation", "<i4"), ("member", "<i4"), ("line", "<i4"),
])  # fmt: skip
"""One piece of evidence: `b` is the other record's place, dates are ordinals or 0, `relation` and `member` index texts
of the source."""

Rows = NDArray[np.void]


def record_facts(prepared: PreparedRecord, number: int, lineage: str) -> dict[str, Any]:
    """A record's node: what it said, and by what it is found."""
    record, name_key = prepared.record, prepared.name_key
    keys = [organization_key(job.organization) for job in record.positions if job.organization]
    jobs = [text for job in record.positions for text in (job.title, job.organization) if text]
    return {
        "number": number, "source": source_of(number), "key": record.key, "name": record.name, "name_key": name_key,
        "name_id": text_id(name_key), "look_id": look_id(name_key), "rid_id": text_id(f"{lineage}#{record.key}"),
        "owner": record.key == OWNER, "said": to_text(record), "roster": record.roster, "as_of": ordinal(record.as_of),
        "identifiers": [identifier_text(kind, value) for kind, value in sorted(set(prepared.identifiers))],
        "organizations": list(dict.fromkeys(keys)),
        "words": fold(" ".join((record.name, name_key, *jobs, *keys))),
    }  # fmt: skip


def position_facts(record: PersonRecord, place: int, number: int) -> dict[str, Any]:
    """The node of one of a record's positions."""
    job = record.positions[place]
    return {
        "record": number, "place": place, "title": job.title, "organization": job.organization,
        "location": job.location, "started": ordinal(job.started), "ended": ordinal(job.ended),
        "as_of": ordinal(job.as_of or record.as_of), "study": job.study,
    }  # fmt: skip


def organization_facts(id_: str, text: str) -> dict[str, str]:
    """An organization's node, by its text and by what that is compared by."""
    key = organization_key(text)
    return {"id": id_, "text": text, "key": key, "key_id": text_id(key)}


def to_text(record: PersonRecord) -> str:
    """A record as one line of JSON."""
    return json.dumps(
        [
            record.key, record.name, record.given_name, record.family_name, record.emails, record.phones,
            record.profile_urls, [_position(p) for p in record.positions], record.location, record.tags,
            sorted({i.organization: ordinal(i.since) for i in reversed(record.interests)}.items()),
            ordinal(record.as_of), record.roster,
            record.member, record.line,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )  # fmt: skip


def from_text(text: str) -> PersonRecord:
    """The record that `to_text` wrote; a position of no day of its own is of the record's."""
    (key, name, given, family, emails, phones, urls, positions, location, tags, interests, as_of, roster, member,
     line) = json.loads(text)  # fmt: skip
    return PersonRecord(
        key=key,
        name=name,
        given_name=given,
        family_name=family,
        emails=tuple(emails),
        phones=tuple(phones),
        profile_urls=tuple(urls),
        positions=tuple(
            Position(t, o, p, day(s), day(e), day(a or as_of), study) for t, o, p, s, e, a, study in positions
        ),
        location=location,
        tags=tuple(tags),
        interests=tuple(Interest(organization, day(since)) for organization, since in interests),
        as_of=day(as_of),
        roster=roster,
        member=member,
        line=line,
    )


def pack(rows: EvidenceRows) -> list[tuple[int, bytes]]:
    """Evidence by the place of the record at its first end, in order."""
    order = np.lexsort((rows.b, rows.a))
    packed = np.empty(len(rows), ROW)
    packed["seq"] = np.arange(len(rows))
    for name in ROW.names or ():
        if name != "seq":
            packed[name] = getattr(rows, name)[order]
    a = rows.a[order]
    begin = np.flatnonzero(np.diff(a, prepend=-1))
    ends = [*begin.tolist(), len(a)][1:]
    return [
        (place, packed[start:end].tobytes())
        for place, start, end in zip(a[begin].tolist(), begin.tolist(), ends, strict=True)
    ]


def unpack(data: bytes | None) -> Rows:
    """The evidence in a record's bytes."""
    return np.frombuffer(data or b"", ROW)


def identifier_text(kind: str, value: str) -> str:
    """An identifier as it stands in the database."""
    return f"{kind}:{value}"


def identifier(text: str) -> tuple[str, str]:
    """The kind and value that `identifier_text` wrote."""
    kind, _, value = text.partition(":")
    return kind, value


def source_of(record: int) -> int:
    """The number of a record's source."""
    return record // SPAN


def span(source: int) -> tuple[int, int]:
    """The first number of a source's records, and the first beyond them."""
    return source * SPAN, (source + 1) * SPAN


def ordinal(value: date | None) -> int:
    """A day as a number, 0 for none."""
    return value.toordinal() if value else 0


def day(number: int) -> date | None:
    """The day of a number."""
    return date.fromordinal(number) if number else None


def portions(rows: Sequence[Any], size: int) -> list[Sequence[Any]]:
    """The rows in portions of at most this size."""
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _position(position: Position) -> tuple[object, ...]:
    return (
        position.title, position.organization, position.location, ordinal(position.started), ordinal(position.ended),
        ordinal(position.as_of), position.study,
    )  # fmt: skip
