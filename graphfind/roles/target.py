"""A target role: families or words, levels, and the company, place or industry after "at" or "in"."""

from __future__ import annotations

from itertools import repeat
from typing import Any, NamedTuple

from graphfind.roles.lexicon import Synonyms
from graphfind.roles.synonyms import Said, said_as


class Alternative(NamedTuple):
    """One of the roles that a query asks for, joined by "or".

    `families` hold it where the lexicon knows the role, and then `words` are what else the query
    says ("payments" in "payments product manager"). Otherwise `words` are the role itself, all of
    them, in any order, each or one of its `synonyms`, where there are any. `quoted` phrases stand as
    they are. `level` is a step of the expert's ladder, `seat` any other level, `phrase` what named the
    role. `occupation` names what a taxonomy calls by these words, where it gave them; with `akin` they
    are a role of the same kind, not the role itself. All words are folded.
    """

    text: str
    families: tuple[str, ...] = ()
    phrase: str = ""
    words: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    level: str = ""
    seat: str = ""
    occupation: str = ""
    akin: bool = False
    synonyms: tuple[Synonyms, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it asks for anything: "the" does not."""
        return bool(self.families or self.words or self.quoted or self.level or self.seat)

    @property
    def basis(self) -> str:
        """What decides: "family", "words", "taxonomy" or, where only a level is asked for, "level"."""
        if self.occupation:
            return "taxonomy"
        return "family" if self.families else "words" if self.words or self.quoted else "level"

    @property
    def said(self) -> tuple[Said, ...]:
        """How titles say each of `words`."""
        return tuple(map(said_as, self.words, self.synonyms or repeat(Synonyms())))


class TargetRole(NamedTuple):
    """A role query as understood.

    `excluded` words rule a title out, `included` ones count as the role too. `levels` are strict;
    `level_slack` is how many steps of the ladder a level in the query may be missed by. `allow`
    holds standings beside "current". `organizations`, `industries` and `places` are what stood after
    "at" and "in": filters on the employer, which a matcher of titles leaves to its caller.
    `readings` pairs each ambiguous abbreviation with the family it was read as.
    """

    text: str
    alternatives: tuple[Alternative, ...]
    excluded: tuple[str, ...] = ()
    included: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    level_slack: int = 1
    allow: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()

    @property
    def called(self) -> str:
        """The roles in the user's words, one of each, without what else the query says: "nurse or midwife"."""
        return " or ".join(dict.fromkeys(each.text for each in self.alternatives if not each.occupation)) or self.text

    def describe(self) -> dict[str, Any]:
        """The query as understood, for JSON; the names of the fields are stable."""
        return {
            "text": self.text,
            "alternatives": [
                {
                    "text": each.text, "basis": each.basis, "families": list(each.families), "phrase": each.phrase,
                    "words": list(each.words), "quoted": list(each.quoted), "level": each.level or None,
                    "seat": each.seat or None, "occupation": each.occupation or None,
                    "synonyms": [list(known.words) for known in each.synonyms],
                }
                for each in self.alternatives
            ],
            "excluded": list(self.excluded),
            "included": list(self.included),
            "levels": list(self.levels),
            "level_slack": self.level_slack,
            "allow": list(self.allow),
            "organizations": list(self.organizations),
            "industries": list(self.industries),
            "places": list(self.places),
            "readings": dict(self.readings),
        }  # fmt: skip
