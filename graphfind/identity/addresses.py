"""The automatic rules: the same e-mail address or phone, together with names that fit each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from graphfind.identity.work import AUTOMATIC, SHARED_BY, Work
from graphfind.normalize import names_compatible


def join_by_address(work: Work) -> None:
    """Join those who share an address under names that fit."""
    for kind, value, group in work.shared(*AUTOMATIC):
        for namesakes in _namesakes(work, group):
            work.join_all(kind, value, namesakes)


def join_nameless(work: Work) -> None:
    """Whoever is known by addresses only, as an end of a tie may be, is the person who bears them, if all are one's."""
    shared = work.shared(*AUTOMATIC)
    bearers: defaultdict[int, dict[int, tuple[str, str, int]]] = defaultdict(dict)
    for kind, value, group in shared:
        named = work.firsts(n for n in group if work.keys[n])
        for nameless in (n for n in group if not work.keys[n]):
            for bearer in named[:2]:
                bearers[nameless].setdefault(work.clusters.of(bearer), (kind, value, bearer))
    for kind, value, group in shared:
        work.join_all(kind, value, [n for n in group if not work.keys[n] and n not in bearers])
    for nameless, found in sorted(bearers.items()):
        if len(found) == 1:
            ((kind, value, bearer),) = found.values()
            work.join(kind, value, bearer, nameless)


def _namesakes(work: Work, group: Sequence[int]) -> list[list[int]]:
    """The records of an address that bear a name, in parts whose names fit the very same names.

    So every two names of a part fit, and "J. Doe" does not make one person of Jane and John. Under
    a shared mailbox only equal names are one part.
    """
    by_key: defaultdict[str, list[int]] = defaultdict(list)
    names: defaultdict[str, set[str]] = defaultdict(set)
    for number in group:
        if key := work.keys[number]:
            by_key[key].append(number)
            names[key].add(work.candidates[number].name)
    if len(by_key) < 2 or sum(map(len, names.values())) > SHARED_BY:
        return list(by_key.values())
    fitting = {key: {key} for key in by_key}
    for one, other in combinations(by_key, 2):
        if any(names_compatible(a, b) for a in names[one] for b in names[other]):
            fitting[one].add(other)
            fitting[other].add(one)
    parts: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    for key, numbers in by_key.items():
        parts[frozenset(fitting[key])] += numbers
    return [sorted(part) for part in parts.values()]
