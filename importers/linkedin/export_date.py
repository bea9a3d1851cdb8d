"""The day on which an archive was exported: what it says of jobs was true then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from graphfind.importer import Export, head_rows
from graphfind.model import Warned
from importers.dates import LINKEDIN_BEGAN, Dates
from importers.linkedin.members import Found, ShapedMember

_NAMED = re.compile(r"LinkedInDataExport_(\d{2})-(\d{2})-(\d{4})", re.IGNORECASE)

_DATED = {"connections": "connected", "messages": "date", "invitations": "date"}


def export_date(export: Export, found: Found) -> date | None:
    """The day in the archive's or folder's name, else the newest one near the top of its lists, else None.

    LinkedIn lists the newest first, so that the top tells without reading everything.
    """
    today = export.options.today
    for match in _named(export, found):
        if day := _day(match, today):
            return day
    return max(filter(None, (_newest(member, today) for member in found.of(*_DATED))), default=None)


def warn_of_name(export: Export, found: Found) -> Iterator[Warned]:
    """A name may bear a day that no calendar has, or one that is yet to come: then a clock is wrong."""
    for match in _named(export, found):
        if not _day(match, export.options.today):
            yield Warned(
                f"its name says {match[1]}-{match[2]}-{match[3]}, a day that is not or not yet; it is left aside"
            )
            return


def _named(export: Export, found: Found) -> Iterator[re.Match[str]]:
    names = (*(str(part) for part in reversed(export.path.absolute().parts)), *(m.name for m in found.members))
    return filter(None, map(_NAMED.search, names))


def date_lists(
    lists: Sequence[ShapedMember], today: date, as_of: date | None
) -> list[tuple[ShapedMember, date | None]]:
    """Lists of one kind, each with its day: `as_of` for the newest, for older downloads the newest day they know of."""
    newest = [_newest(member, today) for member in lists]
    last = max(filter(None, newest), default=None)
    return [(member, day if day and day != last else as_of) for member, day in zip(lists, newest, strict=True)]


def _newest(member: ShapedMember, today: date) -> date | None:
    at = member.columns.get(_DATED[member.kind])
    if at is None:
        return None
    texts = [cells[at] for _, cells in head_rows(member.member) if at < len(cells)]
    dates = Dates(today, texts)
    return max((day for text in texts if (day := dates[text]) and day.year >= LINKEDIN_BEGAN), default=None)


def _day(match: re.Match[str], today: date) -> date | None:
    try:
        day = date(int(match[3]), int(match[1]), int(match[2]))
    except ValueError:
        return None
    return day if day <= today else None
