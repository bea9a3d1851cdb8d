"""People made ready for a store: the keys and ids that identity needs of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat

from graphfind.escaping import encodable
from graphfind.identity import anchor, person_id
from graphfind.importer import PersonColumns
from graphfind.normalize import name_key, recognized_by
from graphfind.stores.base import PreparedPeople


def prepare(people: PersonColumns, lineage: str, region: str) -> PreparedPeople:
    """Make columns of people ready; `lineage` makes their content ids."""
    emails, urls, phones = (c or [()] * len(people.key) for c in (people.emails, people.profile_urls, people.phones))
    known = list(map(recognized_by, emails, urls, phones, repeat(region)))
    ids = [person_id(anchor(one, f"{lineage}#{key}")) for one, key in zip(known, people.key, strict=True)]
    return PreparedPeople(people, list(map(name_key, people.name)), known, ids)


def is_storable(people: PersonColumns) -> bool:
    """Whether UTF-8 can hold every text, and none of several is empty or of several lines. Raises TypeError for what is
    no text."""
    for column in (people.emails, people.phones, people.profile_urls, people.tags):
        if any("" in texts or "\n" in "".join(texts) for texts in column or ()):
            return False
    texts = "".join((people.roster, people.member, *chain.from_iterable(_texts(people))))
    return texts.isascii() or encodable(texts) is texts


def _texts(people: PersonColumns) -> Sequence[Sequence[str]]:
    several = (people.emails, people.phones, people.profile_urls, people.tags)
    return (
        people.key, people.name, people.given_name, people.family_name, people.title, people.organization,
        people.location, *map(tuple, map(chain.from_iterable, several)),
    )  # fmt: skip
