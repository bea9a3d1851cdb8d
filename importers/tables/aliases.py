"""The headers by which columns are known, in several languages, as `aliases.toml` lists them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_BRACKETED = re.compile(r"[(\[{<][^)\]}>]*[)\]}>]")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Alias:
    """What a header stands for: a field, how good a header of it this is (0 the best), and its number, if any."""

    field: str
    rank: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Aliases:
    """All that is known of headers and of words in cells; headers are folded.

    `references` are headers of columns that name another person, with the word for the tie;
    `reference_families` the numbered ones, with the headers under which the word for the tie stands.
    `ends` are pairs of headers, and so are `halves`, which name parts of a name only together; `silent` columns
    tell nothing by themselves, `organizations` are headers that no table of people has. `values` are words in cells.
    """

    people: Mapping[str, Alias]
    ties: Mapping[str, Alias]
    references: Mapping[str, str]
    reference_families: Mapping[str, frozenset[str]]
    ends: tuple[tuple[str, str], ...]
    halves: tuple[tuple[str, str], ...]
    silent: frozenset[str]
    organizations: frozenset[str]
    values: Mapping[str, frozenset[str]]

    def person(self, header: str) -> Alias | None:
        """The field of a person that a header names."""
        return _find(self.people, header)

    def tie(self, header: str) -> Alias | None:
        """The field of a tie that a header names, its two ends aside."""
        return _find(self.ties, header)

    def is_silent(self, header: str) -> bool:
        """Whether a column of this header tells nothing by itself."""
        return any(spelling in self.silent for spelling, _ in spellings(header))


@cache
def aliases() -> Aliases:
    """The aliases that come with the importer."""
    known = tomllib.loads(files(__package__).joinpath("aliases.toml").read_text(encoding="utf-8"))
    ends = known["ties"].pop("ends")
    return Aliases(
        people=_ranked(known["people"]),
        ties=_ranked(known["ties"]),
        references={fold(header): word for word, listed in known["references"].items() for header in _split(listed)},
        reference_families={
            fold(value): frozenset(map(fold, _split(words))) for value, words in known["reference_families"].items()
        },
        ends=tuple((fold(source), fold(target)) for line in ends for source, target in _pairs(line)),
        halves=tuple((fold(given), fold(family)) for given, family in _pairs(known["halves"]["headers"])),
        silent=frozenset(map(fold, _split(known["silent"]["headers"]))),
        organizations=frozenset(map(fold, _split(known["organizations"]["headers"]))),
        values={name: frozenset(map(fold, _split(listed))) for name, listed in known["values"].items()},
    )


def fold(text: str) -> str:
    """A header without case, accents, blanks and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in plain if c.isalnum())


def spellings(header: str) -> Iterator[tuple[str, int]]:
    """A header folded, then without what is in brackets, each also without its number; and that number."""
    for text in dict.fromkeys((header, _BRACKETED.sub(" ", header))):
        folded = fold(text)
        yield folded, 0
        if number := _DIGITS.search(folded):
            yield _DIGITS.sub("", folded), int(number[0][:9])


def _find(known: Mapping[str, Alias], header: str) -> Alias | None:
    for spelling, number in spellings(header):
        if alias := known.get(spelling):
            return Alias(alias.field, alias.rank, number)
    return None


def _ranked(fields: Mapping[str, list[str]]) -> dict[str, Alias]:
    return {
        fold(header): Alias(field, rank)
        for field, ranks in fields.items()
        for rank, listed in enumerate(ranks)
        for header in _split(listed)
    }


def _split(listed: str) -> list[str]:
    return listed.split(", ")


def _pairs(listed: str) -> Iterator[tuple[str, str]]:
    headers = _split(listed)
    return zip(headers[::2], headers[1::2], strict=True)
