"""The rule for owners of exports who are known by name alone.

It concerns owners whom no identifier and no verdict joined to anybody. Owners stated by the same
name are one. An owner named by the export is the one person of that name who shares an organization
with them, or on whose list they stand while the other's owner stands on theirs. A stated owner is
the one other person who bears the name. Nobody is a contact of their own by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from graphfind.identity.log import VERDICT
from graphfind.identity.work import AUTOMATIC, CERTAIN, Work

RULE = "owner"

_SETTLING = frozenset({VERDICT, *CERTAIN, *AUTOMATIC})
"""The rules after which it is known who an owner is."""


def join_owners(work: Work) -> list[int]:
    """Join the owners who are known by name alone; returns those of whom nothing is known after that."""
    settled = {rid for match in work.matches if match.rule in _SETTLING for rid in (match.a, match.b)}
    known = work.clusters_of(n for n, c in enumerate(work.candidates) if c.rid in settled)
    lone = [n for n, c in enumerate(work.candidates) if c.owner and work.keys[n] and work.clusters.of(n) not in known]
    lone.sort(key=lambda n: (work.keys[n], n))
    stated = [n for n in lone if work.candidates[n].owner == "stated"]
    for key, namesakes in groupby(stated, key=lambda n: work.keys[n]):
        work.join_all(RULE, key, list(namesakes))
    placed = _place_named(work, lone)
    for owner in stated:
        if work.clusters.of(owner) not in work.clusters_of(placed) and _place_stated(work, owner):
            placed.append(owner)
    at_home = work.clusters_of(placed)
    return [n for n in lone if work.clusters.of(n) not in at_home]


def _place_named(work: Work, lone: Sequence[int]) -> list[int]:
    """Join the named owners, each by what was known before any of them was joined; returns those joined.

    Whom the user keeps apart from an owner counts all the same: that it is not this one makes another no likelier.
    """
    unplaced = work.clusters_of(lone)
    found = []
    for owner in (n for n in lone if work.candidates[n].owner == "named"):
        fitting = [
            other
            for other in work.firsts(work.by_name[work.keys[owner]])
            if work.clusters.of(other) not in unplaced
            and not work.clusters.are_others(owner, other)
            and not _is_on_own_list(work, owner, other)
            and _is_corroborated(work, owner, other)
        ]
        if len(fitting) == 1:
            found.append((owner, fitting[0]))
    return [owner for owner, other in found if work.join(RULE, work.keys[owner], owner, other)]


def _place_stated(work: Work, owner: int) -> bool:
    here = work.clusters.of(owner)
    others = [n for n in work.firsts(work.by_name[work.keys[owner]]) if work.clusters.of(n) != here]
    return (
        len(others) == 1
        and not _is_on_own_list(work, owner, others[0])
        and work.join(RULE, work.keys[owner], owner, others[0])
    )


def _is_on_own_list(work: Work, owner: int, other: int) -> bool:
    """Whether somebody stands in an owner's own export: its rows know the owner's name and profile."""
    ours = work.companions(owner)
    own = {work.keys[n] for n in work.clusters.members(owner) if work.candidates[n].owner}
    own |= {value for c in ours for kind, value in c.identifiers if kind == "profile"}
    return any(not c.owner and not own.isdisjoint(c.knows) for c in work.companions(other))


def _is_corroborated(work: Work, owner: int, other: int) -> bool:
    """Whether more than the name speaks for it: an organization, or that both know the same owners."""
    ours, theirs = work.companions(owner), work.companions(other)
    at = {organization for c in ours for organization in c.organizations if organization}
    listed = {key for c in ours if c.owner for key in c.knows}
    return any(not at.isdisjoint(c.organizations) or (not c.owner and not listed.isdisjoint(c.knows)) for c in theirs)
