"""The user's own families, laid over the compiled lexicon without compiling that anew."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar
from zlib import crc32

from graphfind.errors import UsageError
from graphfind.roles.compiling import Builder
from graphfind.roles.lexicon import Family, Lexicon, Meaning, mentions_of, parts_of, tail_ends_of
from graphfind.roles.sources import Fault, Source, read_own

_V = TypeVar("_V")


class Own(NamedTuple):
    """A lexicon with a user's own families over it, these families, and what is wrong with them."""

    lexicon: Lexicon
    families: list[Source]
    faults: list[Fault]


def with_own(lexicon: Lexicon, path: Path) -> Lexicon:
    """A lexicon with the families of a user's own file over it; one takes the place of a built-in one of its id.

    Raises `UsageError` naming the first mistake of the file.
    """
    own = lay_over(lexicon, path)
    if own.faults:
        from graphfind.roles.checking import place  # only what is wrong needs its line

        count = len(own.faults) - 1
        more = f" There {'is' if count == 1 else 'are'} {count} more." if count else ""
        raise UsageError(
            f"{place(own.faults[0], path.read_text(encoding='utf-8-sig'))}. Correct the families file.{more}"
        )
    return own.lexicon


def lay_over(lexicon: Lexicon, path: Path) -> Own:
    """A lexicon with the families of a user's own file over it, as far as they are right."""
    families, faults = read_own(path, lexicon.families.keys())
    builder = _OwnBuilder(families, lexicon)
    made = builder.lexicon()._replace(digest=f"{lexicon.digest}+{crc32(path.read_bytes()):08x}")
    return Own(made, families, [*faults, *builder.faults])


class _Over(Mapping[str, _V]):
    """A table over another one, of which the values in `gone` count as not there."""

    __slots__ = ("_above", "_below", "_gone")

    def __init__(self, above: Mapping[str, _V], below: Mapping[str, _V], gone: Container[object] = ()) -> None:
        self._above, self._below, self._gone = above, below, gone

    def get(self, key: str, default: _V | None = None) -> _V | None:  # type: ignore[override]
        found = self._above.get(key)
        if found is not None:
            return found
        found = self._below.get(key)
        return default if found is None or found in self._gone else found

    def __contains__(self, key: object) -> bool:
        return self.get(str(key)) is not None

    def __getitem__(self, key: str) -> _V:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        yield from self._above
        yield from (key for key in self._below if key not in self._above and key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Either:
    """What is in one of two containers."""

    def __init__(self, first: Container[str], second: Container[str]) -> None:
        self._both = (first, second)

    def __contains__(self, key: object) -> bool:
        return any(key in each for each in self._both)


class _Levels(Mapping[str, str]):
    """The levels of the seats, or of the steps, of a lexicon."""

    def __init__(self, lexicon: Lexicon, kind: str) -> None:
        self._lexicon, self._kind = lexicon, kind

    def __contains__(self, key: object) -> bool:
        return bool(self.get(str(key)))

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        index = self._lexicon.phrases.get(key, self._lexicon.tails.get(key))
        meaning = self._lexicon.meanings[index] if index is not None else None
        told = meaning is not None and meaning.kind == self._kind and (self._kind, meaning.level) != ("seat", "manager")
        return meaning.level if meaning is not None and told else default

    def __getitem__(self, key: str) -> str:
        return self.get(key)

    def __iter__(self) -> Iterator[str]:
        yield from ()

    def __len__(self) -> int:
        return 0


class _OwnBuilder(Builder):
    """Claims the phrases of own families over a lexicon: these come first, and are claimed in all their forms."""

    def __init__(self, families: Iterable[Source], below: Lexicon) -> None:
        families = list(families)
        self.replaced = frozenset(family.id for family in families) & below.families.keys()
        self.below = below._replace(meanings=tuple(self._without(meaning) for meaning in below.meanings))
        super().__init__(families, {})
        self.everyday = below.everyday

    def _without(self, meaning: Meaning) -> Meaning:
        """A meaning without the families whose place is taken."""
        if self.replaced.isdisjoint(meaning.named):
            return meaning
        families, leaders, managers, specialists = (
            tuple(id_ for id_ in ids if id_ not in self.replaced)
            for ids in (meaning.families, meaning.leaders, meaning.managers, meaning.specialists)
        )
        return meaning._replace(families=families, leaders=leaders, managers=managers, specialists=specialists)

    def _ladders(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        return _Levels(self.below, "seat"), _Levels(self.below, "step")

    def _index(self, meaning: Meaning) -> int:
        return len(self.below.meanings) + super()._index(meaning)

    def _meaning(self, index: int) -> Meaning:
        return super()._meaning(index - len(self.below.meanings))

    def _known(self, key: str) -> Meaning | None:
        return super()._known(key) or self.below.meaning(key)

    def _key(self, phrase: str) -> tuple[str, ...]:
        return tuple(self.below.canon.get(word, word) for word in super()._key(phrase))

    def _others(self, letters: str) -> tuple[str, ...]:
        return tuple(id_ for id_ in self.below.abbreviations.get(letters, ()) if id_ not in self.replaced)

    def _shared_below(self) -> dict[str, tuple[str, ...]]:
        """The phrases that families below share, without those whose place is taken."""
        shared = self.below.shared.items()
        return {
            phrase: left for phrase, ids in shared if (left := tuple(id_ for id_ in ids if id_ not in self.replaced))
        }

    def _field(self, key: str) -> Meaning:
        known = self.below.meaning(key)
        return known if known is not None and known.kind == "domain" else super()._field(key)

    def _rewrites(self, form: str, base: Container[str]) -> bool:
        return False

    def _common(self) -> dict[str, int]:
        return {}  # that of the lexicon below stands

    def lexicon(self) -> Lexicon:
        """The lexicon below with the own families over it."""
        data = self.build()
        below = self.below
        gone = {
            index
            for index, meaning in enumerate(below.meanings)
            if meaning.kind in ("title", "domain", "abbreviation") and not meaning.named
        }
        longest = {word: max(size, below.longest.get(word, 0)) for word, size in data["longest"].items()}
        spoken: dict[str, list[str]] = {}
        for phrase, index in self.phrases.items():
            spoken.setdefault(str(index), []).append(phrase)
        tails = {**{tail: index for tail, index in below.tails.items() if index not in gone}, **self.tails}
        own = {family[0]: Family(*family) for family in data["families"]}
        meanings = (*below.meanings, *self.meanings)
        families = dict(sorted({**below.families, **own}.items()))
        return below._replace(
            families=families,
            parts=parts_of(families.values()),
            meanings=meanings,
            mentions=mentions_of(meanings),
            phrases=_Over(self.phrases, below.phrases, gone),
            tails=tails,
            tail_ends=tail_ends_of(tails),
            plurals=_Either(data["plurals"], below.plurals),
            longest=_Over(longest, below.longest),
            spoken=_Over(spoken, below.spoken),
            written=below.written | frozenset(data["written"]),
            shared={**self._shared_below(), **self.shared},
            abbreviations={**below.abbreviations, **{key: tuple(ids) for key, ids in data["abbreviations"].items()}},
        )
