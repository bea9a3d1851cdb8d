"""What is said beside a table, in lines: why not more was found, who else may help, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphfind.query import Answer, HelpfulExport, Reason

_INDENT = "  "
_LEADS = 3
_MOST_HOPS = 6


def beside(answer: Answer, again: str, whom: str) -> Iterator[str]:
    """The lines beside an answer.

    `again` are the words by which a command line asks for the same, `whom` those that say whom to look for only.
    """
    yield from answer.notes
    yield from nothing(answer.why_none)
    if answer.unreached:
        yield f"not reached: {'; '.join(map(_short, answer.unreached))}"
    if answer.near:
        yield "just missed:"
        for near in answer.near:
            yield f"{_INDENT}{near.title} ({near.people:,}): {near.why}"
    yield from exports(answer.helpful_exports)
    if answer.leads and not answer.introductions:
        yield "nobody to introduce you, but somebody to ask:"
        for lead in answer.leads[:_LEADS]:
            yield f"{_INDENT}{lead.person.name} ({lead.reasons[0].text}): {lead.ask}"
    if answer.leads or answer.unreached:
        yield f"who {'else ' if answer.leads else ''}may know somebody: graphfind leads {whom}"
    if answer.next_step is not None:
        step = answer.next_step
        yield (
            f"next: {step.connector.name} is the best way to {step.targets:,} of them; "
            f"whom to ask first: graphfind plan {again} --asks 5"
        )
    if answer.slower:
        yield f"note: {answer.slower}"


def nothing(reasons: Sequence[Reason]) -> Iterator[str]:
    """Why nothing was found, a line for each reason."""
    for place, reason in enumerate(reasons):
        yield f"{'besides' if place else 'nothing found'}: {reason.text}"


def exports(found: Sequence[HelpfulExport]) -> Iterator[str]:
    """Whose own export would help, a line each."""
    if found:
        yield "whose own export would help most:"
        for one in found:
            yield f"{_INDENT}{one.person.name}: {one.text}"


def _short(reason: Reason) -> str:
    """A reason in few words."""
    some = f"{reason.people:,}"
    if reason.reason == "beyond_bound":
        option = f" (--max-hops {reason.hops})" if reason.hops and reason.hops <= _MOST_HOPS else ""
        return f"{some} further away, the nearest {reason.hops} ties{option}"
    if reason.reason == "avoided":
        return f"{some} only through people to be avoided or not to be asked"
    if reason.reason == "unconnected":
        return f"{some} to whom no known tie leads"
    without = " or ".join(one.filter for one in reason.filters if one.people)
    return f"{some} kept out by {without or 'the filters together'}"
