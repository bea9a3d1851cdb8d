"""Dates as exports write them, in every style that LinkedIn has had and spreadsheets have left behind.

Only the day is read, never the time. `1/5/18` is the first of May or the fifth of January: a part above 12
anywhere in the member tells; where none does, the month is taken to stand first, with a warning. So it is with
`1-5-2018`, only that there the day is taken to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from graphfind.model import Warned

DayOrder = Literal["month first", "day first"]

LINKEDIN_BEGAN = 2003
"""The year LinkedIn opened; no event of an archive is older."""

_LONGEST = 80
"""How many years back a year of two digits may lie."""

_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)|(\d{1,2})-(\d{1,2})-(\d{4})(?!\d)")
_STYLES = tuple(
    re.compile(style)
    for style in (
        # 2024-01-05 10:00:00 UTC, 2021/12/28 10:00:00 UTC
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        # 05 Jan 2024, 05-Jan-24, 5. Januar 2024, 5 de enero de 2024
        r"(?P<day>\d{1,2})\.?[ -](?:de )?(?P<month>[^\W\d_]{3,})\.?[ -](?:de )?(?P<year>\d{4}|\d{2})(?!\d)",
        # 31.12.2020
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})(?!\d)",
        # Tue Jan 05 10:00:00 UTC 2024
        r"[^\W\d_]{3} (?P<month>[^\W\d_]{3}) (?P<day>\d{1,2}) [\d:]+ \w+ (?P<year>\d{4})$",
        # Jan 5, 2024
        r"(?P<month>[^\W\d_]{3,})\.? (?P<day>\d{1,2}), (?P<year>\d{4})(?!\d)",
        # 03.2019, 03/2019, 2019-03
        r"(?P<month>\d{1,2})[./-](?P<year>\d{4})$",
        r"(?P<year>\d{4})[./-](?P<month>\d{1,2})$",
        # Jan 2020, 2020
        r"(?:(?P<month>[^\W\d_]{3,})\.? )?(?P<year>\d{4})$",
    )
)

_MONTHS = {
    start: number
    for number, starts in enumerate(
        (
            "jan jän ene gen",
            "feb fév fev",
            "mar mär mrt maa",
            "apr avr abr",
            "may mai mei mag",
            "jun juin giu",
            "jul juil lug",
            "aug aoû aou ago",
            "sep set",
            "oct okt ott out",
            "nov",
            "dec dez déc dic",
        ),
        start=1,
    )
    for start in starts.split()
}
"""How the months' names begin in English, German, French, Spanish, Italian, Portuguese and Dutch."""


def parse_date(text: str, order: DayOrder | None = None, today: date | None = None) -> date | None:
    """The day a text names, or None; a date without day or month stands on its first one.

    `order` is how `1/5/18` and `1-5-2018` are read where neither part is above 12; unknown, the month stands first
    before a slash, the day before a hyphen. A year of two digits is of this century, unless that is ahead of
    `today` and the last century's no more than 80 years ago.
    """
    text = text.strip()
    if match := _SLASHED.match(text):
        parts = [part for part in match.groups() if part]
        first, second = map(int, parts[:2])
        day_first = first > 12 or (second <= 12 and (order or _usual_order(match)) == "day first")
        return _date(parts[2], *((second, first) if day_first else (first, second)), today)
    for style in _STYLES:
        if match := style.match(text):
            named = match.groupdict()
            return _date(named["year"], _month(named["month"] or "1"), int(named.get("day", "1")), today)
    return None


def _usual_order(match: re.Match[str]) -> DayOrder:
    return "month first" if match[1] else "day first"


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    name = text.casefold()
    return _MONTHS.get(name[:3]) or _MONTHS.get(name[:4], 0)


def _date(year: str, month: int, day: int, today: date | None) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000
        if today and today.year < number and today.year - (number - 100) <= _LONGEST:
            number -= 100
    try:
        return date(number, month, day)
    except ValueError:
        return None


def day_order(texts: Iterable[str]) -> DayOrder | None:
    """How a member orders the parts of its `1/5/18` dates; None where no date tells.

    Stops at the first date that tells, or at the 50th where they are all written in other styles.
    """
    others, open_question = 0, False
    for text in texts:
        if match := _SLASHED.match(text.strip()):
            if int(match[1] or match[4]) > 12:
                return "day first"
            if int(match[2] or match[5]) > 12:
                return "month first"
            open_question = True
        elif text and not open_question and (others := others + 1) == 50:
            break
    return None


class Dates(dict[str, date | None]):
    """The dates of one member by their text: `dates[text]`, None where it says none that can be true.

    Counts, look-up by look-up, what cannot be read, lies in the future, or before `since`. A good date is
    parsed once and then costs one look-up in a dictionary.
    """

    def __init__(self, today: date, texts: Iterable[str] = (), *, since: int = LINKEDIN_BEGAN) -> None:
        """`texts` are the member's dates; as many are read as tell the order of their parts."""
        super().__init__({"": None})
        self._today = today
        self._since = since
        self._order = day_order(texts)
        self._guessed: set[DayOrder] = set()
        self._unreadable = self._future = self._ancient = 0

    def __missing__(self, text: str) -> date | None:
        value = parse_date(text, self._order, self._today)
        if value is None:
            self._unreadable += bool(text.strip())
            return None
        if value > self._today:
            self._future += 1
            return None
        if value.year < self._since:
            self._ancient += 1
            return value
        if self._order is None and (match := _SLASHED.match(text.strip())):
            self._guessed.add(_usual_order(match))
        self[text] = value
        return value

    def warnings(self, member: str) -> Iterator[Warned]:
        """What the user should know of the dates looked up so far."""
        if self._unreadable:
            yield Warned(f"{self._unreadable} × a date that cannot be read; it is left out", member)
        if self._future:
            yield Warned(f"{self._future} × a date in the future; it is left out", member)
        if self._ancient:
            yield Warned(f"{self._ancient} × a date before {self._since}; it is kept as it is", member)
        for guessed in sorted(self._guessed):
            yield Warned(f"no date tells day from month; the {guessed.split()[0]} is taken to stand first", member)
