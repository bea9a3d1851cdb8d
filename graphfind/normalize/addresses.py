"""Addresses by which a person is recognized: e-mail, profile, member number, phone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graphfind.model import PersonRecord

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f]+@[^\s@<>()\[\],;:\"\\\x00-\x1f\x7f/=]+")
_PROFILE = re.compile(r"\s*(?:https?://)?(?:[a-z0-9-]+\.)*linkedin\.com/(?:mwlite/)?(in|pub)/([^?#\s]+)", re.IGNORECASE)
_URN = re.compile(r"\s*urn:li:member:([0-9]{1,19})\s*", re.IGNORECASE)
_GMAIL = frozenset({"gmail.com", "googlemail.com"})


def email_key(text: str) -> str:
    """An e-mail address for comparing, "" where the text is none.

    Lower case; Gmail's addresses without dots and without what follows `+`, since Gmail ignores both.
    """
    text = text.strip().lower()
    if text.startswith("mailto:"):
        text = text[7:]
    if not _EMAIL.fullmatch(text) or "." not in text.rpartition("@")[2].strip("."):
        return ""
    local, _, host = text.partition("@")
    if host in _GMAIL:
        local, host = local.partition("+")[0].replace(".", ""), "gmail.com"
    return f"{local}@{host}" if local else ""


@lru_cache(maxsize=65_536)
def profile_key(url: str) -> str:
    """A LinkedIn profile for comparing, as "linkedin.com/in/slug", "" for anything else.

    Any subdomain, with or without scheme; query, fragment and locale tail are dropped, the slug is
    percent-decoded, NFC and case-folded. Of an old /pub/ address the whole path is kept, since its
    name part is not unique.
    """
    found = _PROFILE.match(url)
    if found is None:
        return ""
    kind, path = found[1].lower(), found[2].strip("/")
    if kind == "in":
        path = path.partition("/")[0]
    if "%" in path:
        from urllib.parse import unquote  # takes 3 ms to load, which a search need not wait for

        path = unquote(path)
    if not path.isascii():
        path = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
    path = path.lower()
    return f"linkedin.com/{kind}/{path}" if path and path.isprintable() else ""


def member_urn(text: str) -> str:
    """A LinkedIn member's number as "urn:li:member:N", "" for anything else."""
    found = _URN.fullmatch(text)
    return f"urn:li:member:{int(found[1])}" if found else ""


def phone_key(text: str, region: str = "") -> str:
    """A phone number as E.164, "" where it is none that can be dialled from everywhere.

    A number without a country code needs `region`, an ISO country code such as "DE".
    """
    if not any(c.isdigit() for c in text) or len(text) > 60:
        return ""
    import phonenumbers  # takes 30 ms to load, and most records have no phone

    try:
        number = phonenumbers.parse(text, region.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def identifiers(record: PersonRecord, region: str = "") -> tuple[tuple[str, str], ...]:
    """What a record is recognized by, as sorted pairs of a kind (urn, profile, email, phone) and a value."""
    if not (record.emails or record.profile_urls or record.phones):
        return ()
    found = {("email", key) for text in record.emails if (key := email_key(text))}
    for url in record.profile_urls:
        if key := profile_key(url):
            found.add(("profile", key))
        elif key := member_urn(url):
            found.add(("urn", key))
    found.update(("phone", key) for text in record.phones if (key := phone_key(text, region)))
    return tuple(sorted(found))
