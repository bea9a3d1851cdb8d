"""Addresses by which a person is recognized: e-mail, profile, member number, phone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from graphfind.errors import UsageError
from graphfind.model import PersonRecord

LONGEST_EMAIL = 254
"""RFC 5321, with the angle brackets left out."""

LONGEST_URL = 2_000
LONGEST_PHONE = 60

_EMAIL = re.compile(
    r"(?:mailto:|smtp:)?([^\s@<>()\[\],;:\"\\/=\x00-\x1f\x7f-\x9f]+(?:[/=][^\s@<>()\[\],;:\"\\/=\x00-\x1f\x7f-\x9f]+)*)"
    r"@((?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W_](?:[\w-]*[^\W_]))\.?"
)
_MISCALLED = {"UK": "GB", "EL": "GR"}
"""Codes of countries that are in use, but not with phone numbers."""

_GMAIL = frozenset({"gmail.com", "googlemail.com"})

_PROFILE = re.compile(
    r"\s*(?:https?:)?(?://)?(?:[a-z0-9-]+\.)*linkedin\.com\.?(?::\d+)?/+(?:(?:mwlite/+)?in/+([^/?#\s]+)|pub/+([^?#\s]+))",
    re.IGNORECASE,
)
_AS_EXPORTED = "https://www.linkedin.com/in/"
_UNUSABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f/?#\\\ud800-\udfff]")
_NOBODY = frozenset({"me", "unavailable", "undefined", "null"})
"""Slugs that stand for whoever looks, or for a profile that is gone."""

_MEMBER = re.compile(r"\s*urn:li:member:([0-9]{1,19})\s*", re.IGNORECASE)


def email_key(text: str) -> str:
    """An e-mail address for comparing, "" where the text is none.

    Lower case; Gmail's without dots and without what follows a `+`, both of which Gmail ignores.
    Of other hosts nothing is taken away. Exchange's directory names ("/O=…") are no addresses.
    """
    found = _EMAIL.fullmatch(text.strip().lower())
    if found is None or len(text) > LONGEST_EMAIL:
        return ""
    local, host = found.groups()
    if host in _GMAIL:
        local, host = local.partition("+")[0].replace(".", ""), "gmail.com"
    if not text.isascii():
        if not text.strip().isprintable():
            return ""
        local, host = unicodedata.normalize("NFC", local), unicodedata.normalize("NFC", host)
    return f"{local}@{host}" if local else ""


@lru_cache(maxsize=65_536)
def profile_key(url: str) -> str:
    """A LinkedIn profile for comparing, as "linkedin.com/in/slug", "" for anything else.

    Any subdomain, with or without a scheme; query, fragment and locale tail are dropped; the slug is
    percent-decoded, in NFC and case-folded, since one archive spells it in several ways. Of an old
    /pub/ address the whole path is the key, since its name part is not unique.
    """
    if url.startswith(_AS_EXPORTED):  # as nearly all of them are written
        slug = url[len(_AS_EXPORTED) :]
        if slug.isascii() and slug.replace("-", "").isalnum() and len(url) <= LONGEST_URL:
            slug = slug.lower()
            return f"linkedin.com/in/{slug}" if slug not in _NOBODY else ""
    found = _PROFILE.match(url)
    if found is None or len(url) > LONGEST_URL:
        return ""
    slug, path = found.groups()
    if slug is None:
        return _pub_key(path)
    slug = _decoded(slug)
    return f"linkedin.com/in/{slug}" if slug and slug not in _NOBODY else ""


def _pub_key(path: str) -> str:
    """Name and three numbers; behind them may stand a locale. /pub/dir/ is a search for a name."""
    parts = [_decoded(part) for part in path.split("/") if part][:4]
    if len(parts) < 2 or "" in parts or parts[0] == "dir":
        return ""
    return "linkedin.com/pub/" + "/".join(parts)


def _decoded(part: str) -> str:
    """A part of a path in one spelling, "" where no such part can be."""
    while "%" in part and (plain := _unquoted(part)) != part:
        part = plain
    if not part.isascii():
        part = unicodedata.normalize("NFC", unicodedata.normalize("NFC", part).casefold())
    return "" if _UNUSABLE.search(part) else part.lower()


def _unquoted(part: str) -> str:
    from urllib.parse import unquote_to_bytes  # most addresses are plain

    raw = unquote_to_bytes(part.encode("utf-8", "replace"))
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")  # as old links were written


def member_urn(text: str) -> str:
    """A LinkedIn member's number as "urn:li:member:N", "" for anything else."""
    found = _MEMBER.fullmatch(text)
    return f"urn:li:member:{number}" if found and (number := int(found[1])) else ""


def phone_key(text: str, region: str = "") -> str:
    """A valid phone number as E.164, "" for anything else.

    A number without a country code needs `region`, an ISO country code such as "DE".
    """
    if not 5 <= len(text) <= LONGEST_PHONE or not any(c.isdigit() for c in text):
        return ""
    return _phone_key(text, region.upper())


@lru_cache(maxsize=4_096)
def _phone_key(text: str, region: str) -> str:
    import phonenumbers  # takes 30 ms to load, and most exports hold no phone number

    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def check_region(region: str) -> None:
    """Raise UsageError unless a country's code, in letters of either case, is one that phone numbers have.

    None at all is fine.
    """
    if not region:
        return
    import phonenumbers

    code = region.strip().upper()
    if region.upper() in phonenumbers.SUPPORTED_REGIONS:
        return
    meant = _MISCALLED.get(code, code)
    hint = f"did you mean {meant}?" if meant in phonenumbers.SUPPORTED_REGIONS else "give its two letters, such as DE"
    raise UsageError(f"--region {region[:20]!r}: no such country; {hint}")


def phone_region(key: str) -> str:
    """The country of a number in E.164, "" where it is of none."""
    import phonenumbers

    return phonenumbers.region_code_for_number(phonenumbers.parse(key)) or ""


def identifiers(record: PersonRecord, region: str = "") -> tuple[tuple[str, str], ...]:
    """What a record is recognized by: sorted pairs of a kind (urn, profile, email, phone) and a key, each once.

    A member's number stands among the profile URLs.
    """
    return recognized_by(record.emails, record.profile_urls, record.phones, region)


def recognized_by(
    emails: Sequence[str], profile_urls: Sequence[str], phones: Sequence[str], region: str = ""
) -> tuple[tuple[str, str], ...]:
    """The identifiers of a record with these addresses."""
    found = [("email", key) for text in emails if (key := email_key(text))]
    for url in profile_urls:
        if key := profile_key(url):
            found.append(("profile", key))
        elif key := member_urn(url):
            found.append(("urn", key))
    found += [("phone", key) for text in phones if (key := phone_key(text, region))]
    return tuple(sorted(set(found)) if len(found) > 1 else found)
