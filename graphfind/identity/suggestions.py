"""Who else may be one person: too little for a rule, enough to ask the user."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from graphfind.identity import owners
from graphfind.identity.work import AUTOMATIC, REVIEWED, Work
from graphfind.normalize import look_alike


def suggest(work: Work, lone_owners: Sequence[int]) -> None:
    """Suggest pairs with a common address, name and organization, owner's name, or with names that look alike."""
    _same_address(work)
    _same_name_and_organization(work)
    for owner in lone_owners:
        for other in work.firsts(work.by_name[work.keys[owner]])[:REVIEWED]:
            work.suggest(owners.RULE, work.keys[owner], owner, other)
    _look_alikes(work)


def _same_address(work: Work) -> None:
    for kind, value, group in work.shared(*AUTOMATIC):
        work.suggest_all(kind, value, group)


def _same_name_and_organization(work: Work) -> None:
    for key, namesakes in sorted(work.by_name.items()):
        if len(work.firsts(namesakes)) == 1:
            continue
        at: defaultdict[str, list[int]] = defaultdict(list)
        for number in namesakes:
            for organization in work.candidates[number].organizations:
                at[organization].append(number)
        for organization, group in sorted(at.items()):
            if organization:
                work.suggest_all("name and organization", f"{key} at {organization}", group)


def _look_alikes(work: Work) -> None:
    by_look: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(work.by_name):
        if look := look_alike(key):
            by_look[look].append(key)
    for look, keys in sorted(by_look.items()):
        for one, other in combinations(keys[:REVIEWED], 2):
            work.suggest("look-alike", look, work.by_name[one][0], work.by_name[other][0])
