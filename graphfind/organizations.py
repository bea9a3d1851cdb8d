"""Whether an employer is one that was asked for: by its name, never by a part of it, and by its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from graphfind.errors import UsageError
from graphfind.normalize import organization_key
from graphfind.normalize.folding import fold

_HERE = Path(__file__).parent
_SHORT = 3
_PARTS = re.compile(r"[,;/|()·•]")


class OrganizationMatcher:
    """The organizations that were asked for, by all the names they are known by.

    `wanted` names them as people do. `aliases` is a file of the user's own with names and what they
    own, as in organizations.toml; it is read beside the built-in one. Raises `UsageError` where that
    file cannot be understood.
    """

    __slots__ = ("_keys", "wanted")

    def __init__(self, wanted: Iterable[str], aliases: Path | None = None) -> None:
        self.wanted = tuple(wanted)
        known = [*_known_organizations(), *(_read(aliases) if aliases else ())] if self.wanted else []
        keys = {_key(name) for name in self.wanted}
        for names, owns in known:
            if not keys.isdisjoint(names):
                keys |= names | owns
        self._keys = frozenset(keys - {""})

    def matches(self, organization: str) -> bool:
        """Whether this organization is one of them; one that is not known is none."""
        return bool(self._keys) and not self._keys.isdisjoint(_keys_of(organization))


def _keys_of(organization: str) -> Iterator[str]:
    """A name's key, and the key without the regions at its end."""
    key = _key(organization)
    yield key
    words, regions = key.split(), _regions()
    while len(words) > 1 and words[-1] in regions:
        words.pop()
        yield " ".join(words)


def _key(name: str) -> str:
    """The key of a name; of one that names no company ("Freelance") its own words."""
    return organization_key(name) or " ".join(fold(name).split())


@lru_cache(maxsize=1)
def _known_organizations() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Names and possessions of each organization of the built-in table, as keys."""
    return _read(_HERE / "organizations.toml")


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    """Words after a name that say where a company's part is: "Google Germany" is Google."""
    return frozenset(_load(_HERE / "organizations.toml")["regions"])


def _read(path: Path) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    document = _load(path)
    entries = document.get("organization", [])
    if not isinstance(entries, list) or not all(_is_entry(entry) for entry in entries):
        raise UsageError(f'{path.name}: each [[organization]] has names = ["…", "…"] and may have owns = ["…"].')
    return tuple(
        (frozenset(map(_key, entry["names"])), frozenset(map(_key, entry.get("owns", ())))) for entry in entries
    )


def _load(path: Path) -> Mapping[str, Any]:
    import tomllib  # most searches name no organization

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path.name}: the file cannot be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name}: this is no TOML: {error}.") from None


def _is_entry(entry: object) -> bool:
    if not isinstance(entry, dict) or "names" not in entry:
        return False
    lists = [entry["names"], entry.get("owns", [])]
    return all(
        isinstance(each, list) and all(isinstance(name, str) and name.strip() for name in each) for each in lists
    )


def location_matches(wanted: str, location: str) -> bool | None:
    """Whether a place lies where it was asked for, word by word; None where the location is not known.

    "Berlin" is in "Greater Berlin Area, Germany", "York" is not in "New York". Names in other
    languages count ("München" for "Munich"); which city lies in which country is not known.
    """
    if not location.strip():
        return None
    parts = [_words(part) for part in _PARTS.split(location)]
    return any(_stands_in(name, parts) for name in _names_of(" ".join(_words(wanted))))


def _names_of(place: str) -> frozenset[str]:
    groups, _ = _known_places()
    return frozenset({place}).union(*(group for group in groups if place in group))


def _stands_in(name: str, parts: Sequence[Sequence[str]]) -> bool:
    words = name.split()
    if not words:
        return False
    joined = [*parts, *([*before, *after] for before, after in pairwise(parts))]
    if len(name) <= _SHORT:
        return any(list(part) == words for part in parts)
    return any(
        list(part[at : at + len(words)]) == words and not (at and part[at - 1] in _known_places()[1])
        for part in (joined if len(words) > 1 else parts)
        for at in range(len(part) - len(words) + 1)
    )


@lru_cache(maxsize=1)
def _known_places() -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """The built-in groups of names, and the words that make another place of a name."""
    document = _load(_HERE / "places.toml")
    groups = tuple(frozenset(" ".join(_words(name)) for name in group) for group in document["places"])
    return groups, frozenset(document["prefixes"])


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text).replace(".", ""))
