"""The automatic rules: the same e-mail address or phone, together with names that fit each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, combinations

from graphfind.identity.work import AUTOMATIC, SHARED_BY, Work
from graphfind.normalize import name_doubts, names_compatible


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


Form = tuple[str, str, str]
"""A name's key and what may keep it from an equal one."""


def _namesakes(work: Work, group: Sequence[int]) -> list[list[int]]:
    """The records of an address that bear a name, in parts whose names fit the very same names.

    So every two names of a part fit, and "J. Doe" does not make one person of Jane and John. Under
    a shared mailbox only equal names are one part.
    """
    by_form: defaultdict[Form, list[int]] = defaultdict(list)
    names: defaultdict[Form, set[str]] = defaultdict(set)
    for number in group:
        if key := work.keys[number]:
            name = work.candidates[number].name
            form = (key, *name_doubts(name))
            by_form[form].append(number)
            names[form].add(name)
    if len(by_form) < 2:
        return list(by_form.values())
    if sum(map(len, names.values())) > SHARED_BY:
        return _equal_names(by_form)
    fitting = {form: {form} for form in by_form}
    for one, other in combinations(by_form, 2):
        if any(names_compatible(a, b) for a in names[one] for b in names[other]):
            fitting[one].add(other)
            fitting[other].add(one)
    parts: defaultdict[frozenset[Form], list[int]] = defaultdict(list)
    for form, numbers in by_form.items():
        parts[frozenset(fitting[form])] += numbers
    return [sorted(part) for part in parts.values()]


def _equal_names(by_form: Mapping[Form, list[int]]) -> list[list[int]]:
    """The records of equal keys, unless their forms contradict each other: then the records of equal forms."""
    by_key: defaultdict[str, list[Form]] = defaultdict(list)
    for form in by_form:
        by_key[form[0]].append(form)
    parts: list[list[int]] = []
    for forms in by_key.values():
        numbers = [by_form[form] for form in forms]
        agree = all(len(set(filter(None, said))) < 2 for said in zip(*forms, strict=True))
        parts += [sorted(chain.from_iterable(numbers))] if agree else numbers
    return parts
