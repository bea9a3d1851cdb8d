"""Members whose every row tells of the owner and one person: invitations, recommendations, endorsements, follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graphfind.importer import Columns
from graphfind.model import EvidenceKind, PersonRecord, Reading
from graphfind.normalize import name_key, profile_key
from importers.dates import Dates
from importers.linkedin.counting import RowCount, TieCount
from importers.linkedin.directory import Directory, Mention, Unknown
from importers.linkedin.members import ShapedMember
from importers.linkedin.owner import Owner

_TAKEN_BACK = frozenset({"declined", "deleted", "draft", "ignored", "rejected", "removed", "revoked", "withdrawn"})
"""Of an endorsement or recommendation one of the two thought better; hidden and pending ones were meant."""

_NO_LONGER = frozenset({"inactive", "removed", "unfollowed"})


@dataclass(frozen=True, slots=True)
class _Told:
    """What one row tells: of whom, whether it went out from the owner, and when."""

    of: Mention
    outgoing: bool
    date: str


_Fields = Mapping[str, str]
_Teller = Callable[[_Fields, Owner], _Told | str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the rows of a kind of member are read; `tell` gives what a row tells or why it is skipped.

    `meets` says that the row is proof enough of a tie with somebody who is no connection.
    """

    evidence: EvidenceKind
    fields: tuple[str, ...]
    tell: _Teller
    meets: bool


def _invitation(row: _Fields, owner: Owner) -> _Told | str:
    sender, recipient = Mention(row["from"], row["from_url"]), Mention(row["to"], row["to_url"])
    outgoing = _is_outgoing(row["direction"].casefold(), sender, owner)
    if outgoing is None:
        return "owner unknown"
    return _Told(recipient if outgoing else sender, outgoing, row["date"])


def _is_outgoing(direction: str, sender: Mention, owner: Owner) -> bool | None:
    if direction:
        return direction.startswith("out")
    if owner.profile and (profile := profile_key(sender.url)):
        return profile == owner.profile
    return name_key(sender.name) in owner.names if owner.names else None


def _praise(outgoing: bool) -> _Teller:
    def tell(row: _Fields, _: Owner) -> _Told | str:
        if row["status"].casefold() in _TAKEN_BACK:
            return "declined or withdrawn"
        name = " ".join(f"{row['first']} {row['last']}".split())
        return _Told(Mention(name, row["url"], row["company"], row["position"]), outgoing, row["date"])

    return tell


def _follow(row: _Fields, _: Owner) -> _Told | str:
    if row["status"].casefold() in _NO_LONGER:
        return "no longer followed"
    return _Told(Mention(row["full"]), True, row["date"])


_PRAISE = ("first", "last", "url", "company", "position", "skill", "date", "status")
_KINDS = {
    "invitations": _Kind(
        EvidenceKind.INVITATION, ("from", "from_url", "to", "to_url", "direction", "date"), _invitation, meets=False
    ),
    "recommendations given": _Kind(EvidenceKind.RECOMMENDATION, _PRAISE, _praise(outgoing=True), meets=True),
    "recommendations received": _Kind(EvidenceKind.RECOMMENDATION, _PRAISE, _praise(outgoing=False), meets=True),
    "endorsements given": _Kind(EvidenceKind.ENDORSEMENT, _PRAISE, _praise(outgoing=True), meets=True),
    "endorsements received": _Kind(EvidenceKind.ENDORSEMENT, _PRAISE, _praise(outgoing=False), meets=True),
    "member follows": _Kind(EvidenceKind.FOLLOW, ("full", "status", "date"), _follow, meets=False),
}

EVIDENCE = tuple(_KINDS)
"""The kinds of members that are read here, in the order in which they are read."""


def read_evidence(
    member: ShapedMember, directory: Directory, owner: Owner, today: date, seen: set[tuple[str, ...]]
) -> Iterator[Reading | Columns]:
    """Yield one tie for each person a member tells of, and a record of each who is no connection.

    A row that repeats another is merged; `seen` holds the rows of all members of the kind.
    """
    kind = _KINDS[member.kind]
    dates = Dates(today, member.texts("date"))
    count = RowCount()
    ties = TieCount(kind.evidence, member.name)
    for row in member.records(*kind.fields):
        if not isinstance(row, tuple):
            yield row
            continue
        line, texts = row
        if not any(texts):
            count.skip("blank")
            continue
        if tuple(texts) in seen:
            count.merged += 1
            continue
        seen.add(tuple(texts))
        told = kind.tell(dict(zip(kind.fields, texts, strict=True)), owner)
        if isinstance(told, str):
            count.skip(told)
            continue
        met = directory.meet(told.of, member.name, line) if kind.meets else _known(directory, told.of)
        if isinstance(met, Unknown):
            count.skip(met.value)
            continue
        key, record = met
        if record:
            yield record
        day = dates[told.date]
        ties.add(key, line, day, day, outgoing=int(told.outgoing), incoming=int(not told.outgoing))
        count.imported += 1
    yield from ties.ties()
    yield count.tally(member.name)
    yield from dates.warnings(member.name)


def _known(directory: Directory, mention: Mention) -> tuple[str, PersonRecord | None] | Unknown:
    found = directory.find(mention)
    return found if isinstance(found, Unknown) else (found, None)
