"""Whether two names may be one person's."""

from __future__ import annotations

import re

from graphfind.normalize.names import ReadName, read_name
from graphfind.normalize.scripts import has_mixed_scripts

_UMLAUTS = re.compile("(?<=[aou])e")
"""How a German umlaut is written where there is none: "Mueller"."""


def names_compatible(a: str, b: str) -> bool:
    """Whether two names may be one person's, given that they have an address in common.

    They do if they share a surname (one of several, or an initial of one; a maiden name in brackets
    or after "née" is one) and the given names are equal, an initial or a nickname of each other.
    The same words in another order do, and one word does where the other name begins or ends with
    it. "Jr" and "Sr" do not, nor "Mr" and "Mrs", nor two doubtful remarks behind a comma, which may be
    given names. A name that mixes scripts fits only itself, an empty one nothing.
    """
    one, other = read_name(a), read_name(b)
    if not one.words or not other.words:
        return False
    if _differ(one.gender, other.gender) or _differ(one.remark, other.remark):
        return False
    if one.key == other.key:
        return True
    if _differ(one.generation, other.generation):
        return False
    if has_mixed_scripts(a) or has_mixed_scripts(b):
        return False
    if _are_written_alike(one.words, other.words):
        return True
    if len(one.words) == 1 or len(other.words) == 1:
        return _is_part(one, other) or _is_part(other, one)
    return _share_surname(one, other) and _share_given_name(one, other)


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other


def _are_written_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same words in another order, or as one word, as Chinese and Japanese names are often written."""
    if len(one) == len(other):
        return sorted(one) == sorted(other)
    joined = "".join(one)
    return joined in ("".join(other), "".join(reversed(other))) or "".join(reversed(one)) == "".join(other)


def _is_part(one: ReadName, whole: ReadName) -> bool:
    word = one.words[0]
    if len(one.words) > 1 or len(word) == 1:
        return False
    return word in (whole.words[0], whole.words[-1]) or word in whole.asides


def _share_surname(a: ReadName, b: ReadName) -> bool:
    """Whether the last word of one is among the surnames of the other, which follow the given name."""
    return _has_surname(a, b.words[-1]) or _has_surname(b, a.words[-1]) or not _ends(a).isdisjoint(_ends(b))


def _has_surname(name: ReadName, surname: str) -> bool:
    words = name.words[1:]
    if _is_initial(surname):
        return any(word[0] == surname for word in words)
    return surname in words or surname in name.asides


def _ends(name: ReadName) -> set[str]:
    """The surname as one word, however it is spaced and its umlauts are written: "van der Berg", "Mueller"."""
    words = name.words[1:]
    ends = {"".join(words[start:]) for start in range(len(words))}
    ends |= {_UMLAUTS.sub("", end) for end in ends}
    return {end for end in ends if len(end) > 1}


def _share_given_name(a: ReadName, b: ReadName) -> bool:
    first, other = a.words[0], b.words[0]
    return (
        _UMLAUTS.sub("", first) == _UMLAUTS.sub("", other)
        or first in b.asides
        or other in a.asides
        or _stands_for(first, b)
        or _stands_for(other, a)
        or _are_nicknames(first, other)
    )


def _are_nicknames(first: str, other: str) -> bool:
    from graphfind.normalize.nicknames import NICKNAMES  # only the names behind one address are compared

    return not NICKNAMES.get(first, frozenset()).isdisjoint(NICKNAMES.get(other, frozenset()))


def _stands_for(first: str, name: ReadName) -> bool:
    """Whether a first name is short for, or written as one with, the given names of another name."""
    *given, _ = name.words
    if _is_initial(first):
        return name.words[0][0] == first
    if _is_initial(name.words[0]) and first in given[1:]:
        return True  # "J. Robert" is called Robert
    joined = "".join(given[:2])
    return first == joined or (len(first) == len(given) and first == "".join(word[0] for word in given))


def _is_initial(word: str) -> bool:
    """Whether a word is one letter of a script that has capitals; elsewhere one letter may be a whole name."""
    return len(word) == 1 and word != word.upper()
