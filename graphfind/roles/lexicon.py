"""The lexicon: role families and the words of titles, as data that lookups are fast in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from typing import NamedTuple

JOINT = "|"
"""Parts the texts of one value: no phrase holds it, since it parts segments of titles."""

LEVELS = (
    "owner", "founder", "c_suite", "partner", "vp", "director", "head", "manager",
    "lead", "senior", "mid", "entry", "intern",
)  # fmt: skip
"""Every level, the highest first."""
LADDER = ("entry", "mid", "senior", "lead")
"""The expert's ladder, lowest first; all other levels but `intern` are seats."""
SEATS = frozenset(LEVELS) - {*LADDER, "intern"}
NAMED_BY_FAMILIES = ("owner", "founder")
"""Levels by whose names families go: who stands so, in whatever role, is of these too."""
FUNCTIONS = (
    "engineering", "information technology", "data", "product", "design", "research", "marketing", "sales",
    "business development", "customer success", "finance", "legal", "people", "operations", "supply chain",
    "purchasing", "project management", "consulting", "administration", "healthcare", "education", "media",
    "public service", "manufacturing", "trades", "hospitality", "retail", "real estate", "security", "science",
    "general management", "other",
)  # fmt: skip
OF_KIND = "@"
"""Stands before a kind of meaning where families are looked up as well; no family's id begins so."""
OF_FAMILY = "="
"""Stands before a family where the kinds of worker that may be of it are looked up; no word begins so."""
OF_FORCE = "&"
"""Stands before a force where the family of those who have a rank in it is looked up."""
SHORTEST_TAIL, LONGEST_TAIL = 4, 24
"""How many letters the tail of a compound word has."""
_LINKING = frozenset({"of", "de", "du", "des", "der", "la"})
_CHIEFS_ASSISTANT, _ASSISTANT = "executive assistant", "administrative assistant"
_LOWER = frozenset({"manager", "lead"})
"""Seats whose holders have assistants as offices do."""
_SPELLED = 4
"""Shorter words are also written letter by letter: "V.P."."""
RANK = {level: rank for rank, level in enumerate(reversed(LEVELS))}
"""How high a level stands: 0 is the lowest."""


class Family(NamedTuple):
    """One role: what it is called, where it stands, and which roles are beside it.

    `part_of` is the wider family that it belongs to. `leads` marks the leadership of a field of
    work; `led_by` names the family that leads this one. `attends` marks a role that is about other
    roles (recruiters, assistants): a role named beside it is not held. `called` are some of its names as people write
    them, in several languages.
    """

    id: str
    name: str
    function: str
    level: str
    part_of: str = ""
    siblings: tuple[str, ...] = ()
    led_by: str = ""
    leads: bool = False
    attends: bool = False
    called: tuple[str, ...] = ()


class Meaning(NamedTuple):
    """What a phrase says in a title; a plain tuple, because many are made at every start.

    `kind` is title, domain, seat, rank, step, noun, organization or one of the marker kinds of
    words.toml. `families` are the roles that a title names, of those who practise a domain, or who hold a seat;
    `leaders` and `managers` the roles that lead a domain, `specialists` those of who works in it. `core` is the phrase
    an abbreviation stands for, empty where several families claim it or where the phrase stands for itself.
    `trailing` marks a language that puts the field of work after the seat, widest word first, or after
    a helper whom they help;
    `alone` a phrase that means something else behind an unknown word ("Community Advocate"); `english` an English
    role, what stands before whose last word only describes it.
    """

    kind: str
    level: str = ""
    function: str = ""
    families: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    specialists: tuple[str, ...] = ()
    core: str = ""
    attends: bool = False
    trailing: bool = False
    alone: bool = False
    english: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """All role families that it may name, by whatever stands beside it."""
        return (*self.families, *self.leaders, *self.managers, *self.specialists)


class Synonyms(NamedTuple):
    """Words that say the same, folded, in any language; those behind a "*" also as the ends of compound words.

    Where there are `functions`, only in roles of these.
    """

    words: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()


class Lexicon(NamedTuple):
    """Everything that is known about the words of titles.

    `families` maps ids to families, `parts` the id of a wider family to those that belong to it. `phrases` maps
    folded words joined by spaces to an index into `meanings`, `tails` the ends of compound words, whose last
    letters are `tail_ends`. `canon` maps a form of a word to the form in phrases; `plurals` are the forms, and some
    phrases, that speak of several people. `longest` says how many words the longest phrase has that begins with a
    word, or with two. The other way round, `mentions` gives the meanings in which a family is, and behind `OF_KIND`
    those of a kind; `spoken` gives the phrases of a meaning, whose index it takes as a text, and `forms` the other
    forms of a word in phrases. `crafts` has words for those of a craft, for what they work at, for kinds of workers
    and for forces, as the modules of crafts and ranks read them. `synonyms` are rows of words that say the same, by
    their names; `rows` names the row of a word. `seat_words` are the words by which seats, and leads, are known, in
    all their forms; of "V.P." a title has the letters.
    `abbreviations` maps each abbreviation to the families it can stand for, `shared` a phrase of one family to others
    that it names as well. `licences` are letters that say nothing
    of a role where they follow one. `company_endings` are words that end the name of a company, `name_endings` those
    that make a name of a role right before them, `concerns` what is done for those of a role right before,
    `things` what is made for them or named after them, `behind_roles` all of these and more,
    `own_fields` what makes another field of the one before. `industries` are fields of business, `everyday` words
    that an abbreviation is told from by its capitals alone. `audience` begins what is done for those of a role that
    stands before, and `audience_alone` says so without a further word. `by_itself` are fields of work by whose names
    those who practise them go, `surnames` roles that families and firms are named after, `addresses` those put
    before people's names, `learning` words for the time in which somebody learns, `guest_houses` houses that may be
    called after anybody, `forces` those that are called as one of theirs is, `named_steps` steps that are more than
    a level, `genders` words of one sex, `homographs` roles' words that are everyday words of another language,
    `ranks` words for ranks of many forces, `tools` words for software and machines, some of them roles' words, too,
    `degrees` letters that are a degree as well as a role, `chiefs_staff` words for who, and what, is a chief's right
    before or behind one, `general` nouns that name a role together with a field of work, `written` words that say
    something else with their accents. `common` says how widespread a word is, where it is. `digest` changes with the
    files that it was made of.
    """

    families: Mapping[str, Family]
    parts: Mapping[str, Sequence[str]]
    seat_words: Container[str]
    meanings: Sequence[Meaning]
    mentions: Mapping[str, Sequence[int]]
    phrases: Mapping[str, int]
    tails: Mapping[str, int]
    tail_ends: frozenset[str]
    canon: Mapping[str, str]
    plurals: Container[str]
    longest: Mapping[str, int]
    spoken: Mapping[str, Sequence[str]]
    forms: Mapping[str, Sequence[str]]
    crafts: Mapping[str, Sequence[str]]
    synonyms: Mapping[str, Synonyms]
    rows: Mapping[str, str]
    abbreviations: Mapping[str, tuple[str, ...]]
    shared: Mapping[str, tuple[str, ...]]
    common: Mapping[str, int]
    company_endings: frozenset[str]
    name_endings: frozenset[str]
    concerns: frozenset[str]
    things: frozenset[str]
    behind_roles: frozenset[str]
    own_fields: frozenset[str]
    licences: frozenset[str]
    industries: frozenset[str]
    everyday: frozenset[str]
    audience: frozenset[str]
    audience_alone: frozenset[str]
    by_itself: frozenset[str]
    surnames: frozenset[str]
    addresses: frozenset[str]
    learning: frozenset[str]
    guest_houses: frozenset[str]
    forces: frozenset[str]
    named_steps: frozenset[str]
    genders: frozenset[str]
    homographs: frozenset[str]
    ranks: frozenset[str]
    tools: frozenset[str]
    degrees: frozenset[str]
    chiefs_staff: frozenset[str]
    general: tuple[str, ...]
    written: frozenset[str]
    digest: str

    def meaning(self, phrase: str) -> Meaning | None:
        """What a phrase of folded words in their canonical forms means."""
        index = self.phrases.get(phrase)
        return None if index is None else self.meanings[index]

    @property
    def assistants(self) -> frozenset[str]:
        """The families that `assistant_of` tells."""
        return frozenset((*self.assistant_of({"c_suite"}).families, *self.assistant_of({"manager"}).families))

    def assistant_of(self, levels: Set[str]) -> Meaning:
        """What the assistant of those with such seats is, whose own words say no more: "Assistant to the CEO"."""
        return self.meaning(_ASSISTANT if levels <= _LOWER else _CHIEFS_ASSISTANT) or Meaning("noun")


def mentions_of(meanings: Sequence[Meaning]) -> dict[str, list[int]]:
    """The numbers of the meanings in which a family is, by its id, and of those of a kind, by it behind `OF_KIND`.

    A family that is called as a level is in all roles of that level: who has a restaurant is an owner, too.
    """
    found: dict[str, list[int]] = {}
    for number, meaning in enumerate(meanings):
        levels = (meaning.level,) if meaning.kind == "title" and meaning.level in NAMED_BY_FAMILIES else ()
        for key in (*dict.fromkeys((*meaning.named, *levels)), OF_KIND + meaning.kind):
            found.setdefault(key, []).append(number)
    return found


def parts_of(families: Iterable[Family]) -> dict[str, list[str]]:
    """The ids of the families that belong to a wider one, by its id: with theirs, as a cardiologist is a physician."""
    wider = {family.id: family.part_of for family in families}
    found: dict[str, list[str]] = {}
    for id_, whole in wider.items():
        seen = {id_}
        while whole and whole not in seen:
            found.setdefault(whole, []).append(id_)
            seen.add(whole)
            whole = wider.get(whole, "")
    return found


def tail_ends_of(tails: Iterable[str]) -> frozenset[str]:
    """`Lexicon.tail_ends`, without which no word ends in one of these tails."""
    return frozenset(tail[-SHORTEST_TAIL:] for tail in tails)


def seat_words_of(
    meanings: Sequence[Meaning], spoken: Mapping[str, Sequence[str]], forms: Mapping[str, Sequence[str]]
) -> frozenset[str]:
    """`Lexicon.seat_words` of the meanings, the phrases and the forms of a lexicon."""
    seats = (i for i, each in enumerate(meanings) if each.kind == "seat" or (each.kind, each.level) == ("step", "lead"))
    words = {word for index in seats for phrase in spoken.get(str(index), ()) for word in phrase.split()}
    words = {word for word in words if word not in _LINKING and len(word) > 1}
    letters = {word[-1] for word in words if len(word) < _SPELLED}
    return frozenset(letters.union(words, *(forms.get(word, ()) for word in words)))
