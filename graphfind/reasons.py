"""One tie's evidence in words for a job seeker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from graphfind.model import INFERRED, Evidence, EvidenceKind, Tie, TieOverride

YOU: Final = "you"
"""The name of whoever reads the reason."""

LONGEST: Final = 90
"""Characters of a reason: it has to fit beside two names."""

_LONGEST_NAME: Final = 20
_LONGEST_WORD: Final = 36
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SAID: Final[Mapping[TieOverride, str]] = MappingProxyType(
    {"close": "close", "knows": "knows", "barely": "barely", "dont-ask": "don't ask"}
)
_TOLD_BY_ONE: Final = INFERRED | {EvidenceKind.RELATION}


def reason(tie: Tie, today: date, first: str = "", second: str = "") -> str:
    """Why these two are believed to know each other, the most telling first, in at most 90 characters.

    The evidence is seen from the first person to the second. `first` and `second` are their names, `YOU` for the
    reader; where one is missing, the wording leaves open who did what. A date after the month of `today` is left out.
    """
    wording = _Wording(_short(first, _LONGEST_NAME), _short(second, _LONGEST_NAME), today)
    known = merged(tie.evidence)
    parts = [f"you said: {_SAID[tie.override]}"] if tie.override else []
    parts += [say(wording, known[kind]) for kind, say in _SAY.items() if kind in known]
    text = ""
    for part in parts:
        longer = f"{text}; {part}" if text else part
        if len(longer) <= LONGEST:
            text = longer
    return text or "no evidence"


def merged(evidence: Iterable[Evidence]) -> Mapping[EvidenceKind, Evidence]:
    """One piece of evidence for each kind, since several sources tell of the same exchange.

    It holds the largest counts, the oldest `first` and the newest `last`; of relations and inferred evidence it is
    the piece that has a word for it and the largest strength, the first of equals.
    """
    found: dict[EvidenceKind, Evidence] = {}
    for e in evidence:
        known = found.setdefault(e.kind, e)
        if known is e:
            continue
        if e.kind in _TOLD_BY_ONE:
            found[e.kind] = max(known, e, key=lambda one: (bool(one.relation), one.strength or 0.0))
        else:
            found[e.kind] = replace(
                known,
                outgoing=max(known.outgoing, e.outgoing),
                incoming=max(known.incoming, e.incoming),
                first=min(filter(None, (known.first, e.first)), default=None),
                last=max(filter(None, (known.last, e.last)), default=None),
            )
    return found


class _Wording(NamedTuple):
    """Who the two are, and the day it is."""

    first: str
    second: str
    today: date

    def stated(self, e: Evidence) -> str:
        return f"{_short(e.relation, _LONGEST_WORD)} (stated)" if e.relation.strip() else "said to know each other"

    def recommendation(self, e: Evidence) -> str:
        return self._act(e, "recommended", "recommended", self._when(e, _year))

    def messages(self, e: Evidence) -> str:
        return self._exchange(e, "message")

    def emails(self, e: Evidence) -> str:
        return self._exchange(e, "e-mail")

    def meetings(self, e: Evidence) -> str:
        return _count(e.outgoing + e.incoming, "meeting") + self._last(e, _month)

    def endorsement(self, e: Evidence) -> str:
        times = max(e.outgoing, e.incoming)
        when = self._when(e, _year) if times <= 1 else f" {times:,} times{self._last(e, _year)}"
        return self._act(e, "endorsed", "endorsed", when)

    def contact(self, e: Evidence) -> str:
        return "in the address book"

    def connection(self, e: Evidence) -> str:
        since = self._past(e.first or e.last)
        return f"connected since {_month(since)}" if since else "connected"

    def invitation(self, e: Evidence) -> str:
        return self._act(e, "asked", "asked", " to connect")

    def follow(self, e: Evidence) -> str:
        return self._act(e, "follow", "follows", "")

    def colleagues(self, e: Evidence) -> str:
        return self._together(e, "colleagues")

    def schoolmates(self, e: Evidence) -> str:
        return self._together(e, "schoolmates")

    def _act(self, e: Evidence, plural: str, singular: str, rest: str) -> str:
        """What one did to the other; the page shows it beside the second person, so "they" goes without saying."""
        if e.outgoing > 0 and e.incoming > 0:
            return f"{plural} each other{rest}"
        actor, other = self._directed(e)
        if actor == YOU:
            return f"you {plural} them{rest}"
        if other == YOU:
            return f"{singular} you{rest}"
        return f"{actor or 'one'} {singular} {other or 'the other'}{rest}"

    def _exchange(self, e: Evidence, noun: str) -> str:
        text = _count(e.outgoing + e.incoming, noun)
        actor, other = self._directed(e)
        if e.outgoing > 0 and e.incoming > 0:
            text += " both ways"
        elif other == YOU:
            text += " to you, unanswered"
        elif actor:
            text += f" from {actor}, unanswered"
        elif e.outgoing > 0 or e.incoming > 0:
            text += " one way"
        return text + self._last(e, _month)

    def _together(self, e: Evidence, what: str) -> str:
        where = f" at {_short(e.relation, _LONGEST_WORD)}" if e.relation.strip() else ""
        years = [_year(day) for day in (self._past(e.first), self._past(e.last)) if day]
        when = f", {'–'.join(dict.fromkeys(years))}" if years else ""
        return f"probably {what}{where}{when} (inferred)"

    def _directed(self, e: Evidence) -> tuple[str, str]:
        """Who acted on whom; empty where that cannot be said."""
        unnamed = not (self.first and self.second) and YOU not in (self.first, self.second)
        if unnamed or (e.outgoing > 0) == (e.incoming > 0):
            return "", ""
        return (self.first, self.second) if e.outgoing > 0 else (self.second, self.first)

    def _when(self, e: Evidence, style: Callable[[date], str]) -> str:
        day = self._past(e.last or e.first)
        return f" in {style(day)}" if day else ""

    def _last(self, e: Evidence, style: Callable[[date], str]) -> str:
        day = self._past(e.last)
        return f", last in {style(day)}" if day else ""

    def _past(self, day: date | None) -> date | None:
        return day if day and (day.year, day.month) <= (self.today.year, self.today.month) else None


_SAY: Final[Mapping[EvidenceKind, Callable[[_Wording, Evidence], str]]] = MappingProxyType(
    {
        EvidenceKind.RELATION: _Wording.stated,
        EvidenceKind.RECOMMENDATION: _Wording.recommendation,
        EvidenceKind.MESSAGE: _Wording.messages,
        EvidenceKind.EMAIL: _Wording.emails,
        EvidenceKind.MEETING: _Wording.meetings,
        EvidenceKind.ENDORSEMENT: _Wording.endorsement,
        EvidenceKind.CONTACT: _Wording.contact,
        EvidenceKind.CONNECTION: _Wording.connection,
        EvidenceKind.INVITATION: _Wording.invitation,
        EvidenceKind.FOLLOW: _Wording.follow,
        EvidenceKind.COLLEAGUE: _Wording.colleagues,
        EvidenceKind.SCHOOLMATE: _Wording.schoolmates,
    }
)
"""How each kind is worded, the most telling first."""


def _count(number: int, noun: str) -> str:
    """'1 message', '12 messages', and 'messages' where nobody counted."""
    if number <= 0:
        return f"{noun}s"
    return f"{number:,} {noun}" + ("s" if number != 1 else "")


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _year(day: date) -> str:
    return str(day.year)


def _short(text: str, longest: int) -> str:
    """One line of at most `longest` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
