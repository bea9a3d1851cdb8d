"""Answers and networks to show to others: every name but mine as initials, wherever it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from graphfind.model import Evidence, Hop, Introduction, PathPerson
from graphfind.network import Knot, Network
from graphfind.query import Answer, Reason
from graphfind.reasons import YOU, reason

SHORTEST = 3
"""Shorter parts of a name are words of their own too often to be taken for it."""

_WORD = re.compile(r"\w+", re.UNICODE)


def initials(name: str) -> str:
    """The first letters of a name, without what follows a comma or stands in brackets: "Ada King, PhD" is "A. K."."""
    bare = re.sub(r"[(\[{].*?[)\]}]", " ", name.partition(",")[0])
    letters = [letter for word in bare.split() if (letter := _first_letter(word))]
    return " ".join(f"{letter}." for letter in letters) or ("–" if name.strip() else "")


class Redactor:
    """Knows everybody's name and puts initials for each, also within other texts."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[tuple[list[str], str]]] = {}
        for name in dict.fromkeys(names):
            words = _words(name)
            if len(words) > 1:
                self._names.setdefault(words[0], []).append((words, initials(name)))

    def text(self, text: str, own: str = "") -> str:
        """A text without anybody's full name, and without any part of the name of the one it is about."""
        found = list(_WORD.finditer(text))
        words = [match.group().casefold() for match in found]
        parts = {word for word in _words(own) if len(word) >= SHORTEST}
        pieces, end, at = [], 0, 0
        while at < len(found):
            known = [one for one in self._names.get(words[at], ()) if words[at : at + len(one[0])] == one[0]]
            if known:
                length, short = max((len(name), short) for name, short in known)
            elif words[at] in parts:
                length, short = 1, f"{_first_letter(found[at].group())}."
            else:
                at += 1
                continue
            pieces += [text[end : found[at].start()], short]
            end = found[at + length - 1].end()
            at += length
        return "".join([*pieces, text[end:]])


def redacted_answer(answer: Answer, mine: Collection[str], today: date) -> Answer:
    """An answer in which everybody but those with these ids has initials; the ids of introductions stay.

    Of what is said beside introductions, only why there are none is kept.
    """
    paths = [path for one in answer.introductions for path in (one, *one.alternatives)]
    people = {person.id: person.name for path in paths for person in path.path if person.id not in mine}
    redactor = Redactor(people.values())
    shown = tuple(_introduction(one, redactor, people, today) for one in answer.introductions)
    reasons = tuple(why._replace(text=_without_names(why), filters=(), named=()) for why in answer.why_none)
    return answer._replace(
        introductions=shown,
        why_none=reasons,
        unreached=(),
        helpful_exports=(),
        leads=(),
        next_step=None,
    )


def _without_names(why: Reason) -> str:
    text = why.text
    for name in sorted(why.named, key=len, reverse=True):
        text = text.replace(name, initials(name))
    return text


def hiding(
    names: Iterable[str], mine: Collection[str]
) -> tuple[Callable[[PathPerson], PathPerson], Callable[[str], str]]:
    """What makes of a person, and of a text, what may be shown, where these names may stand in texts."""
    redactor = Redactor(names)

    def hide(person: PathPerson) -> PathPerson:
        return person if person.id in mine else _person(person, redactor)

    return hide, redactor.text


def redacted_network(network: Network) -> Network:
    """A network in which everybody but me has initials; organizations keep their names."""
    if network.aggregated:
        return network
    redactor = Redactor(knot.name for knot in network.knots if not knot.me)
    return replace(network, knots=tuple(_knot(knot, redactor) for knot in network.knots))


def _introduction(one: Introduction, redactor: Redactor, people: Mapping[str, str], today: date) -> Introduction:
    path = tuple(_person(person, redactor) if person.id in people else person for person in one.path)
    names = [YOU, *(person.name for person in path[1:])]
    hops = []
    for at, hop in enumerate(one.hops):
        tie = replace(hop.tie, evidence=tuple(_evidence(evidence, redactor) for evidence in hop.tie.evidence))
        hops.append(Hop(tie, reason(tie, today, names[at], names[at + 1])))
    match = one.role_match and replace(one.role_match, why=redactor.text(one.role_match.why, one.target.name))
    others = tuple(_introduction(other, redactor, people, today) for other in one.alternatives)
    return replace(one, path=path, hops=tuple(hops), role_match=match, alternatives=others)


def _person(person: PathPerson, redactor: Redactor) -> PathPerson:
    return replace(
        person,
        name=initials(person.name),
        title=redactor.text(person.title, person.name),
        organization=redactor.text(person.organization, person.name),
    )


def _evidence(one: Evidence, redactor: Redactor) -> Evidence:
    """Evidence without the name of whose export it is from, which stands in the middle of a source's id."""
    parts = one.source.split("-")
    source = f"{parts[0]}-{parts[-1]}" if len(parts) > 1 else one.source
    return replace(one, source=source, relation=redactor.text(one.relation))


def _knot(knot: Knot, redactor: Redactor) -> Knot:
    if knot.me:
        return knot
    return replace(knot, name=initials(knot.name), detail=redactor.text(knot.detail, knot.name))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _first_letter(word: str) -> str:
    """The first letter or digit of a word, with the marks that belong to it."""
    for at, character in enumerate(word):
        if character.isalnum():
            end = at + 1
            while end < len(word) and unicodedata.category(word[end]) in ("Mn", "Mc", "Me"):
                end += 1
            return word[at:end].upper()
    return ""
