"""Makes up people and the organizations they work for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .dice import Dice
from .model import Person
from .vocabulary import Culture, Name, Sector, Trade, Vocabulary

UNFOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ı": "i", "æ": "ae", "ð": "d", "þ": "th", "ő": "o", "ħ": "h", "œ": "oe"}
)
"""Letters that do not come apart into a base letter and a mark."""

SERIAL_STEP, SERIALS = 7919, 10_000
"""A prime step through all serial numbers: no two slugs share one, and neighbours look unrelated."""

SHOWN = (
    ("initial", 0.05),
    ("credentials", 0.03),
    ("spaces", 0.03),
    ("capitals", 0.02),
    ("pronouns", 0.012),
    ("emoji", 0.006),
    ("afterthought", 0.003),
)
"""What people do to their names on a profile, at the rates seen in real exports."""


@dataclass(frozen=True, slots=True)
class Organization:
    """A made-up employer, and the language of its name."""

    name: str
    sector: Sector
    language: str


class Populace:
    """A source of people: no two bear the same name unless asked to, and none the same slug or address."""

    def __init__(self, vocabulary: Vocabulary, dice: Dice, taken: set[str]) -> None:
        """`taken` holds the names that nobody else may bear."""
        self._vocabulary = vocabulary
        self._dice = dice
        self._names = taken
        self._addresses: set[str] = set()
        self._serials = serials()
        self.organizations = tuple(make_organizations(vocabulary, dice))
        self._by_sector = {
            sector.name: [o for o in self.organizations if o.sector is sector] for sector in vocabulary.sectors
        }

    def somebody(self) -> Person:
        """A new person."""
        culture = self._dice.weighted(self._vocabulary.cultures, [c.weight for c in self._vocabulary.cultures])
        trade = self._dice.weighted(self._vocabulary.trades, [t.weight for t in self._vocabulary.trades])
        title, gendered = self._title(trade, culture.language)
        woman = self._dice.chance(0.5) if gendered is None else gendered
        given, family = self._name(culture, woman)
        organization = self._employer(trade, culture.language)
        if self._dice.chance(0.025):
            title = organization = ""
        person = self._person(given, family, title, organization, self._dice.pick(culture.cities))
        shown_given, shown_family = self._shown(person.given, person.family, woman=woman)
        return replace(person, shown_given=shown_given, shown_family=shown_family)

    def namesake(self, person: Person) -> Person:
        """Somebody else of the same name, in another trade."""
        other = self.somebody()
        return self._person(Name(person.given), Name(person.family), other.title, other.organization, other.place)

    def planted(
        self, given: Name, family: Name, title: str, organization: str, place: str, *, slug: str, email: str
    ) -> Person:
        """A person of the story, whose name is shown as it is; `slug` and `email` may be empty."""
        person = self._person(given, family, title, organization, place, slug)
        return replace(person, email=email) if email else person

    def new_position(self, person: Person) -> tuple[str, str]:
        """Another title and organization that the person may have had before."""
        other = self.somebody()
        self._names.discard(other.name)
        return other.title, other.organization

    def _person(self, given: Name, family: Name, title: str, organization: str, place: str, slug: str = "") -> Person:
        own = (given.native or given.latin, family.native or family.latin)
        email = self._address(fold(given.latin) or "mail", fold(family.latin) or "mail")
        slug = f"{slug or self._slug_name(given, family)}-ex{next(self._serials):04d}"
        return Person(*own, *own, slug, email, title, organization, place)

    def _name(self, culture: Culture, woman: bool) -> tuple[Name, Name]:
        dice = self._dice
        while True:
            given = dice.pick(culture.women if woman else culture.men)
            family = dice.pick(culture.families)[woman]
            if culture.two_families and dice.chance(0.55):
                second = dice.pick(culture.families)[woman]
                family = Name(f"{family.latin} {second.latin}") if second != family else family
            elif dice.chance(0.02):
                other = dice.pick(self._vocabulary.cultures)
                family = Name(f"{family.latin.split('-')[0]}-{dice.pick(other.families)[woman].latin.split('-')[0]}")
            if not (given.native and family.native and dice.chance(culture.native_share)):
                given, family = Name(given.latin), Name(family.latin)
            name = f"{given.native or given.latin} {family.native or family.latin}"
            if name not in self._names:
                self._names.add(name)
                return given, family

    def _title(self, trade: Trade, language: str) -> tuple[str, bool | None]:
        """A title, and whether a woman bears it if its form says so."""
        dice = self._dice
        local = trade.titles.get(language, ())
        title = dice.pick(local if local and dice.chance(0.6) else trade.titles["en"])
        woman = {"♀": True, "♂": False}.get(title[-1])
        title = title.rstrip("♀♂")
        if dice.chance(0.03):
            title += dice.pick(self._vocabulary.phrases["flourishes"])
        return title, woman

    def _employer(self, trade: Trade, language: str) -> str:
        dice = self._dice
        choices = self._by_sector[dice.pick(trade.sectors)]
        home = [o for o in choices if o.language == language]
        if home and dice.chance(0.5):
            choices = home
        # The square makes the first of a sector large and the last small.
        chosen = choices[int(len(choices) * (dice.below(1000) / 1000) ** 2)]
        if chosen.sector.suffixes and dice.chance(0.08):
            return f"{chosen.name} {dice.pick(chosen.sector.suffixes)}"
        return chosen.name

    def _shown(self, given: str, family: str, *, woman: bool) -> tuple[str, str]:
        dice, phrases = self._dice, self._vocabulary.phrases
        kinds = [kind for kind, _ in SHOWN]
        rates = [rate for _, rate in SHOWN]
        kind = dice.weighted(["", *kinds], [1 - sum(rates), *rates])
        match kind:
            case "initial":
                return given, f"{family[0]}."
            case "credentials":
                return given, family + dice.pick(phrases["credentials"])
            case "spaces":
                return (f"{given} ", family) if dice.chance(0.5) else (given, f" {family} ")
            case "capitals":
                return given.upper(), family.upper()
            case "pronouns":
                own = "she/her" if woman else "he/him"
                return given, f"{family} ({'they/them' if dice.chance(0.15) else own})"
            case "emoji":
                return given, family + dice.pick(phrases["emoji"])
            case "afterthought":
                return given, family + dice.pick(phrases["afterthoughts"])
        return given, family

    def _slug_name(self, given: Name, family: Name) -> str:
        """Mostly plain letters; some people keep their own, which one export spells in two ways."""
        native = f"{given.native}-{family.native}" if given.native and family.native else ""
        if native and self._dice.chance(0.6):
            return "".join(native.casefold().split())
        own = "-".join(f"{given.latin} {family.latin}".casefold().replace(".", "").replace("'", "").split())
        if self._dice.chance(0.12):
            return unicodedata.normalize("NFC", own)
        return fold(f"{given.latin} {family.latin}", "-")

    def _address(self, given: str, family: str) -> str:
        dice = self._dice
        while True:
            local = dice.pick((f"{given}.{family}", f"{given[0]}.{family}", f"{given}{dice.between(1, 99)}", family))
            address = f"{local}{'' if dice.chance(0.6) else dice.between(2, 999)}@{dice.pick(DOMAINS)}"
            if address not in self._addresses:
                self._addresses.add(address)
                return address


DOMAINS = ("example.com", "example.org", "example.net", "mail.example.com", "post.example.org")
"""Reserved by RFC 2606: no mail ever arrives there."""


def make_organizations(vocabulary: Vocabulary, dice: Dice) -> Iterator[Organization]:
    """As many organizations of each sector as it says, no two alike."""
    made: set[str] = set()
    for sector in vocabulary.sectors:
        languages = list(sector.patterns)
        weights = [3.0 if language == "en" else 1.0 for language in languages]
        count = 0
        while count < sector.count:
            language = dice.weighted(languages, weights)
            name = dice.pick(sector.patterns[language]).format(dice.pick(vocabulary.stems))
            if name not in made:
                made.add(name)
                count += 1
                yield Organization(name, sector, language)


def serials() -> Iterator[int]:
    """Every number below `SERIALS` once, in an order that looks random."""
    return (i * SERIAL_STEP % SERIALS for i in range(1, SERIALS))


def fold(text: str, separator: str = "") -> str:
    """Plain lower-case letters and digits, words joined by `separator`."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").translate(UNFOLDED))
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split()
    return separator.join(words)
