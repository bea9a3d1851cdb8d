"""What the cells of a column look like: e-mail addresses, LinkedIn profiles, phone numbers, forms of address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from graphfind.normalize import profile_key
from importers.tables.aliases import aliases, fold

SHARE = 0.8
"""How much of a column must look alike for it to be taken for what it looks like."""

EMAIL = re.compile(r"[^\s@<>(),;:|\"]+@[^\s@<>(),;:|\"]+\.[^\s@<>(),;:|\".]+")
"""An e-mail address as it stands in a cell, perhaps with a name beside it."""

_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b")
_PHONE = re.compile(r"\+?(?:[()./\s-]*\d){7,15}(?:\s*(?:x|ext\.?)\s*\d+)?", re.IGNORECASE)
_PHONE_MARKS = re.compile(r"^\+|[\s().-]")
_URL = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+/\S+", re.IGNORECASE)


def is_email(text: str) -> bool:
    """Whether a cell is an e-mail address."""
    return EMAIL.fullmatch(text) is not None


def is_profile(text: str) -> bool:
    """Whether a cell is the URL of a LinkedIn profile."""
    return "linkedin." in text.casefold() and bool(profile_key(text))


def is_url(text: str) -> bool:
    """Whether a cell is a URL, with or without its scheme."""
    return _URL.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Whether a cell is a phone number; mere digits may be any number, and a day is none."""
    return _PHONE.fullmatch(text) is not None and _PHONE_MARKS.search(text) is not None and _DAY.match(text) is None


def is_honorific(text: str) -> bool:
    """Whether a cell is a form of address, as stands in Outlook's column "Title"."""
    return fold(text) in aliases().values["honorific"]


DETECTORS: Final[Mapping[str, Callable[[str], bool]]] = MappingProxyType(
    {"email": is_email, "profile": is_profile, "phone": is_phone}
)
"""The fields that content alone can tell."""


def mostly(looks: Callable[[str], bool], cells: Iterable[str]) -> bool:
    """Whether the filled cells look so, by far the most of them; never where none is filled."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(map(looks, filled)) >= SHARE * len(filled)
