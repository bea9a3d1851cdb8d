"""Which fields of work a part of a title is about: those that a seat leads, or that somebody works in."""

from __future__ import annotations

from collections.abc import Sequence

from graphfind.roles.kinds import LOOSE
from graphfind.roles.lexicon import Lexicon, Meaning
from graphfind.roles.spans import WORD, Span

_UNKNOWN_BETWEEN = 2
"""How many unknown words may stand between a seat and its field of work ("Head of Berlin Product")."""


def fields_led(
    spans: Sequence[Span], heads: Sequence[Span], domains: Sequence[tuple[int, Meaning]], lexicon: Lexicon
) -> list[Meaning]:
    """The field of work that belongs to the first of some seats or leads; none where it names an organization.

    `domains` are fields of work with their places among the spans; where nobody leads, all that name none are meant.
    """
    usable = [(at, meaning) for at, meaning in domains if not _inside_a_name(spans, at, lexicon)]
    if not usable:
        return []
    if not heads:
        return [meaning for _, meaning in usable]
    head = heads[0]
    place = spans.index(head)
    trailing = head.meaning.trailing
    unknown = 0 if trailing else _UNKNOWN_BETWEEN
    before = [(at, meaning) for at, meaning in usable if at < place]
    after = [(at, meaning) for at, meaning in usable if at > place]
    if before and not (trailing and after) and _close(spans, before[-1][0], place, unknown):
        return [before[-1][1]]
    if after and _close(spans, place, after[0][0], unknown):
        run = [after[0]]
        for at, meaning in after[1:]:
            if at != run[-1][0] + 1:
                break
            run.append((at, meaning))
        if trailing or len(run) == 1:
            return [run[0][1]]
        in_business = spans[run[-1][0]].core in lexicon.industries
        return [meaning for _, meaning in reversed(run[-2:])] if in_business else [run[-1][1]]
    return []


def fields_of(spans: Sequence[Span], domains: Sequence[tuple[int, Meaning]], lexicon: Lexicon) -> list[Meaning]:
    """Fields of work that nothing leads; those before one that makes another of them are none ("HR Software Sales")."""
    first = next(
        (
            at
            for at, _ in reversed(domains[1:])
            if spans[at].core in lexicon.own_fields and spans[at - 1].kind == "domain"
        ),
        0,
    )
    return [meaning for at, meaning in domains if at >= first]


def _inside_a_name(spans: Sequence[Span], at: int, lexicon: Lexicon) -> bool:
    """Whether the field of work at a place, or the last of several, is part of a name or of another field."""
    while at + 1 < len(spans) and spans[at + 1].kind == "domain":
        at += 1
    if at + 1 == len(spans):
        return False
    following = spans[at + 1]
    other = following.core.partition(" ")[0] in lexicon.own_fields
    if following.kind == "organization":
        return other or " " not in following.core  # "Head of Marketing Farmers Insurance" has a firm's whole name
    return other or following.kind in ("relation", "assistant")


def _close(spans: Sequence[Span], start: int, end: int, unknown: int) -> bool:
    """Whether only connectives and at most `unknown` unknown words stand between two places."""
    between = spans[start + 1 : end]
    known = LOOSE | {WORD, "seat", "rank", "domain"}
    if spans[start].kind == "seat" and start + 2 < end and spans[start + 1].kind == "of":
        between = [span for span in between if span.kind != "title"]
    return sum(span.kind == WORD for span in between) <= unknown and all(span.kind in known for span in between)
