"""Messages: who wrote to whom how often, first and last; neither their text nor their subject is kept.

A member of 200,000 rows speaks of some hundred correspondents: rows are counted by sender, recipients and folder,
and each such group is judged once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import chain, compress
from operator import itemgetter
from typing import NamedTuple

from graphfind.importer import Columns
from graphfind.model import EvidenceKind, Reading, Warned
from graphfind.normalize import name_key, profile_key
from importers.dates import Dates
from importers.linkedin.counting import Repeats, RowCount, TieCount
from importers.linkedin.directory import Directory, Mention, Unknown, split_urls
from importers.linkedin.members import ShapedMember
from importers.linkedin.owner import Owner

MAX_RECIPIENTS = 10
"""A message to more people than this says nothing of any of them."""

_OWNER_UNKNOWN = "owner unknown"
_GROUPED_BY = ("from", "from_url", "to", "to_urls", "direction", "folder", "draft", "draft2")
_DAY = itemgetter(slice(11))
"""Enough of a date to tell the day in every style of messages, so that each day is parsed once."""

_APART = "\0"
"""What no text holds parts the cells by which messages are grouped: to find one text takes half as long as several."""


class _Group:
    """How many messages share sender, recipients and folder, and the days they span."""

    __slots__ = ("first", "last", "line", "rows")

    def __init__(self) -> None:
        self.line = self.rows = 0
        self.first, self.last = date.max, date.min


class _Letter(NamedTuple):
    """What the messages of one group have in common; profiles are canonical, direction and folder in lower case."""

    sender: Mention
    profile: str
    to: str
    to_urls: tuple[str, ...]
    to_profiles: tuple[str, ...]
    direction: str
    folder: str
    draft: bool


def read_messages(
    member: ShapedMember, directory: Directory, owner: Owner, today: date, repeats: Repeats | None
) -> Iterator[Reading | Columns]:
    """Yield one tie for each correspondent, and a record of each who is no connection.

    A message that a member before this one told is merged; `repeats` is None where there is no other member.
    """
    dates = Dates(today, member.texts("date"))
    groups: defaultdict[str, _Group] = defaultdict(_Group)
    present = [name for name in _GROUPED_BY if name in member.columns]
    letter = _reader(present)
    who_at, day_at = [member.columns[name] for name in present], member.columns["date"]
    is_told = _teller(member, letter, owner, repeats) if repeats else None
    merged: Counter[str] = Counter()
    for found in member.by_column():
        if not isinstance(found, tuple):
            yield found
            continue
        lines, columns = found
        whos: Iterable[str] = map(_APART.join, zip(*map(columns.__getitem__, who_at), strict=True))
        texts: Iterable[str] = map(_DAY, columns[day_at])
        if is_told:
            whos = list(whos)
            told = list(map(is_told, whos, zip(*columns, strict=True)))
            merged.update(compress(whos, told))
            fresh = [not one for one in told]
            lines = tuple(compress(lines, fresh))
            whos, texts = compress(whos, fresh), compress(texts, fresh)
        for line, group, day in zip(lines, map(groups.__getitem__, whos), map(dates.__getitem__, texts), strict=True):
            if not group.rows:
                group.line = line
            group.rows += 1
            if day is not None:
                if day > group.last:
                    group.last = day
                if day < group.first:
                    group.first = day
    judged = [(letter(who), group) for who, group in groups.items()]
    names = _names(chain((one for one, _ in judged), map(letter, merged)))
    yield from _judged(member.name, judged, names, directory, owner, merged.total())
    yield from dates.warnings(member.name)


def _teller(
    member: ShapedMember, letter: Callable[[str], _Letter], owner: Owner, repeats: Repeats
) -> Callable[[str, Sequence[str]], bool]:
    """What says of a message, by who takes part and its cells, whether another member told it.

    It did if conversation, time, direction and correspondents are the same; where a conversation has no number
    (2018), if the text is. Rows that count for nothing are told by nobody.
    """
    day_at = member.columns["date"]
    threads_at = [member.columns[name] for name in ("conversation", "content") if name in member.columns]
    parts: dict[str, tuple[object, ...] | None] = {}
    repeats.begin()

    def is_told(who: str, cells: Sequence[str]) -> bool:
        if who not in parts:
            parts[who] = _parties(letter(who), owner)
        parties = parts[who]
        if parties is None:
            return False
        thread = next(filter(None, (cells[at].strip() for at in threads_at)), "")
        return repeats.told(thread, cells[day_at].strip(), *parties)

    return is_told


def _parties(letter: _Letter, owner: Owner) -> tuple[object, ...] | None:
    """Which way letters went and between whom, however that is spelled; None for those that do not count."""
    outgoing = _is_outgoing(letter, owner)
    if _reason_to_skip(letter, owner, outgoing):
        return None
    if not outgoing:
        return outgoing, letter.profile or name_key(letter.sender.name)
    return outgoing, *(sorted(letter.to_profiles) or (name_key(letter.to),))


def _reader(present: list[str]) -> Callable[[str], _Letter]:
    """What reads a letter from the text of these fields."""
    pick = itemgetter(*(present.index(name) if name in present else -1 for name in _GROUPED_BY))

    @cache
    def mention(name: str, url: str) -> tuple[Mention, str]:
        read = Mention(" ".join(name.split()), url.strip())
        return read, profile_key(read.url)

    @cache
    def profiles(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        urls = split_urls(cell.strip())
        return urls, tuple(map(profile_key, urls))

    def letter(who: str) -> _Letter:
        sender, sender_url, to, to_urls, direction, folder, *draft = pick([*who.split(_APART), ""])
        return _Letter(
            *mention(sender, sender_url),
            " ".join(to.split()),
            *profiles(to_urls),
            direction.strip().casefold(),
            folder.strip().casefold(),
            any(draft) and any(text.strip().casefold() in ("true", "yes") for text in draft),
        )

    return letter


def _judged(
    member: str,
    letters: list[tuple[_Letter, _Group]],
    names: dict[str, str],
    directory: Directory,
    owner: Owner,
    merged: int,
) -> Iterator[Reading | Columns]:
    count = RowCount(merged=merged)
    ties = TieCount(EvidenceKind.MESSAGE, member)
    for letter, group in letters:
        outgoing = _is_outgoing(letter, owner)
        reason = _reason_to_skip(letter, owner, outgoing)
        keys: set[str] = set()
        if not reason:
            reason = "no known recipient"
            for partner in _recipients(letter, directory, names) if outgoing else (letter.sender,):
                met = directory.meet(partner, member, group.line)
                if isinstance(met, Unknown):
                    reason = met.value
                    continue
                key, record = met
                if record:
                    yield record
                keys.add(key)
        if not keys:
            count.skip(reason, group.rows)
            continue
        count.imported += group.rows
        dated = group.first <= group.last
        for key in sorted(keys):
            ties.add(
                key,
                group.line,
                group.first if dated else None,
                group.last if dated else None,
                outgoing=group.rows if outgoing else 0,
                incoming=0 if outgoing else group.rows,
            )
    yield from ties.ties()
    yield count.tally(member)
    if count.skipped[_OWNER_UNKNOWN]:
        yield Warned("it does not say which of the two correspondents is the owner; import the whole archive", member)


def _is_outgoing(letter: _Letter, owner: Owner) -> bool | None:
    """Whether the owner wrote it; None where nothing tells."""
    if letter.direction.startswith(("out", "inc")):
        return letter.direction.startswith("out")
    if letter.sender.url and owner.profile:
        return letter.profile == owner.profile
    return name_key(letter.sender.name) in owner.names if owner.names else None


def _reason_to_skip(letter: _Letter, owner: Owner, outgoing: bool | None) -> str:
    if letter.draft:
        return "draft"
    if letter.folder == "spam":
        return "spam"
    if outgoing is None:
        return _OWNER_UNKNOWN
    if len(letter.to_urls or letter.to.split(",")) > MAX_RECIPIENTS:
        return f"group of more than {MAX_RECIPIENTS}"
    if not outgoing and not letter.direction and not _reaches(letter, owner):
        return "between others"
    return ""


def _reaches(letter: _Letter, owner: Owner) -> bool:
    """Whether the owner is among the recipients, or nothing speaks against it."""
    if letter.to_urls:
        return not owner.profile or owner.profile in letter.to_profiles
    if not letter.to or not owner.names:
        return True
    return not owner.names.isdisjoint(map(name_key, (letter.to, *letter.to.split(","))))


def _recipients(letter: _Letter, directory: Directory, names: dict[str, str]) -> list[Mention]:
    """Whom a message went to, the owner included where they are among them.

    Profiles are counted, not names: a name may hold commas ("Jane Doe, MBA"). Where names do not pair with
    profiles, they come from other messages. Without profiles (2018), a group is read by the names it
    shares with the connections.
    """
    if letter.to_urls:
        if len(letter.to_urls) == 1:
            return [Mention(names.get(letter.to_profiles[0], letter.to), letter.to_urls[0])]
        called = [part.strip() for part in letter.to.split(",")]
        if len(called) != len(letter.to_urls) or not all(" " in name for name in called):
            called = [""] * len(letter.to_urls)
        return [
            Mention(names.get(profile, name), url)
            for profile, name, url in zip(letter.to_profiles, called, letter.to_urls, strict=True)
        ]
    parts = [Mention(part.strip()) for part in letter.to.split(",")]
    found = [part for part in parts if isinstance(directory.find(part), str)]
    if len(parts) > 1 and (len(found) > 1 or all(" " in part.name for part in parts)):
        return found
    return [Mention(letter.to)] if letter.to else []


def _names(letters: Iterable[_Letter]) -> dict[str, str]:
    """What the senders are called, and the recipients of messages to one, by profile."""
    names: dict[str, str] = {}
    for letter in letters:
        if letter.profile and letter.sender.name:
            names.setdefault(letter.profile, letter.sender.name)
        if len(letter.to_profiles) == 1 and letter.to_profiles[0] and letter.to:
            names.setdefault(letter.to_profiles[0], letter.to)
    return names
