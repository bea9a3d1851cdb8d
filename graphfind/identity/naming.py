"""The ids of persons, which follow from the records they are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from graphfind.identity.log import Candidate, Cluster


def anchor(identifiers: Iterable[tuple[str, str]], rid: str) -> str:
    """What a person's id is made of: the first profile, else number, e-mail address or phone, else a content id."""
    first: dict[str, str] = {}
    for kind, value in identifiers:
        first[kind] = min(value, first.get(kind, value))
    for kind in ("profile", "urn", "email", "phone"):
        if kind in first:
            return f"{kind}:{first[kind]}"
    return f"row:{rid}"


def person_id(anchor: str) -> str:
    """The id of the person with this anchor: "p" and 16 hexadecimal digits."""
    return "p" + blake2b(anchor.encode("utf-8", "replace"), digest_size=8).hexdigest()


def forgotten_by(identifier: tuple[str, str], name_key: str = "") -> str:
    """The text by which somebody forgotten is told: an address of theirs, or one that others have together with a name.

    It is what `forgotten_mark` hashes, as it does content ids.
    """
    kind, value = identifier
    return f"{kind}:{value} {name_key}".rstrip()


def forgotten_texts(marks: Iterable[tuple[str, str]], own: Sequence[tuple[str, str]], names: Sequence[str]) -> set[str]:
    """The texts by which a person of these marks and names is kept out once they are forgotten.

    What is their `own` tells them by itself, an identifier that others bear, too, together with a name only.
    """
    texts = {text if kind == "rid" else forgotten_by((kind, text)) for kind, text in own}
    return texts.union(forgotten_by(mark, name) for mark in marks if mark not in own for name in names)


def forgotten_mark(text: str, salt: str) -> str:
    """The hash by which an identifier or content id of somebody forgotten is known; the salt is hexadecimal."""
    return blake2b(text.encode("utf-8", "replace"), key=bytes.fromhex(salt), digest_size=16).hexdigest()


def named(persons: Iterable[Sequence[Candidate]]) -> tuple[Cluster, ...]:
    """Persons with their ids, no two alike; both the persons and their records stand in the order of content ids.

    Of several that have one anchor, as people who share an address, the first keeps it.
    """
    taken: set[str] = set()
    found = []
    for records in persons:
        first = records[0].rid
        best = anchor((identifier for record in records for identifier in record.identifiers), first)
        if best in taken:
            best = anchor((), first)
        taken.add(best)
        found.append(Cluster(person_id(best), tuple(record.record for record in records)))
    return tuple(found)
