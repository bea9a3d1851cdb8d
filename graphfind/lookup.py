"""Whom the user means by a name, e-mail address, profile URL or id."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from graphfind.errors import UsageError
from graphfind.model import Person
from graphfind.normalize import email_key, name_key, profile_key
from graphfind.sentences import short

if TYPE_CHECKING:
    from graphfind.stores.base import Store, StoredSource

SHOWN = 5
"""How many candidates an error names."""

MEANT = 3
"""How many people one who is not known may have been meant for."""

LOOKED_AT = 1_000
"""So many people with one of the words, or the beginning of one, are compared with a name that nobody bears."""

BEGINNING = 3
"""How many letters of a word are taken to be right."""

ALIKE = 0.7
"""How alike two names must be for one to be meant by the other, as difflib measures it."""

PERSON_ID = re.compile(r"p[0-9a-f]{16}")


def find_person(store: Store, who: str) -> int:
    """The number of the one person meant; raises UsageError, naming candidates, for none or several."""
    found = find_people(store, who)
    if len(found) == 1:
        return found[0]
    if found:
        persons = store.persons(found[:SHOWN])
        listed = "; ".join(describe(persons[number]) for number in found[:SHOWN])
        raise UsageError(f"{len(found)} people are called {_quoted(who)}: {listed}; say which by e-mail, profile or id")
    if close := _close(store, name_key(who).split()):
        persons = store.persons(close)
        listed = "; ".join(describe(persons[number]) for number in close)
        raise UsageError(f"nobody is called {_quoted(who)}; did you mean {listed}?")
    raise UsageError(f"nobody is called {_quoted(who)}; 'graphfind people WORDS' looks people up")


def find_people(store: Store, who: str) -> list[int]:
    """Everybody whom the words may mean: by id, profile URL or e-mail address, otherwise by full name."""
    who = who.strip()
    if PERSON_ID.fullmatch(who):
        return store.identified("id", who)
    if profile := profile_key(who):
        return store.identified("profile", profile)
    if email := email_key(who):
        return store.identified("email", email)
    key = name_key(who)
    return store.named(key) if key else []


def find_source(store: Store, which: str) -> StoredSource:
    """The one source meant by its id (or the beginning of it) or path; raises UsageError for none or several."""
    known = store.sources()
    if not which.strip():  # as a shell makes of a variable that is not set
        listed = _listed(s.source.id for s in known)
        raise UsageError("no source is named; " + (f"known: {listed}" if listed else "none was imported"))
    exact = [s for s in known if which in (s.source.id, s.source.path)]
    found = exact or [s for s in known if s.source.id.startswith(which)]
    if len(found) == 1:
        return found[0]
    listed = _listed(s.source.id for s in (found or known))
    if found:
        raise UsageError(f"{_quoted(which)} may be any of {listed}; give the whole id")
    raise UsageError(f"there is no source {_quoted(which)}; " + (f"known: {listed}" if listed else "none was imported"))


def describe(person: Person) -> str:
    """A person in one line that tells namesakes apart."""
    at = " at ".join(text for text in (person.position.title, person.position.organization) if text)
    return f"{person.shown_name} ({at + ', ' if at else ''}{person.id})"


def _close(store: Store, words: list[str]) -> list[int]:
    """A few people whose names are most like these words: names that are alike as a whole, or that hold all of them."""
    from difflib import SequenceMatcher  # only where nobody was found

    beginnings = [[word[:BEGINNING]] for word in words if len(word) > BEGINNING]
    looked_up = (
        store.search_people(part, LOOKED_AT) for part in (words, *([word] for word in words), *beginnings) if part
    )
    persons = store.persons({number for found in looked_up for number in found})
    wanted = " ".join(words)
    likeness = {}
    for number, person in persons.items():
        key = name_key(person.name)
        whole = set(words) <= set(key.split())
        ratio = 1.0 if whole else SequenceMatcher(None, wanted, key).ratio()
        if ratio >= ALIKE:
            likeness[number] = ratio
    return sorted(likeness, key=lambda number: (-likeness[number], persons[number].name, persons[number].id))[:MEANT]


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(sorted(texts))


def _quoted(text: str) -> str:
    return f'"{short(text)}"'
