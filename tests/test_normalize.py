"""Canonical names, addresses and organizations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphfind.model import PersonRecord
from graphfind.normalize import (
    email_key,
    has_mixed_scripts,
    identifiers,
    member_urn,
    name_key,
    names_compatible,
    organization_key,
    phone_key,
    profile_key,
)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Jane Smith", "jane smith"),
        ("  JANE   SMITH ", "jane smith"),
        ("Dr. Jane A. Smith, PhD, MBA", "jane a smith"),
        ("Jane Smith PMP®", "jane smith"),
        ("Smith, Jane", "jane smith"),
        ("Jane Smith, CPA", "jane smith"),
        ("🇺🇸 Bob  O’Brien | Hiring!", "bob obrien"),
        ("Zoë Müller-Łukasz (she/her)", "zoe muller lukasz"),
        ("Søren Ærø", "soren aero"),
        ("Großmann", "grossmann"),
        ("田中 太郎", "田中 太郎"),
        ("ガブリエル", "ガブリエル"),
        ("김철수", "김철수"),
        ("Ｊａｎｅ Ｓｍｉｔｈ", "jane smith"),
        ("Md Rahman", "md rahman"),
        ("Ma Long", "ma long"),
        ("Kate Pe", "kate pe"),
        ("Ing. Petr Novák", "petr novak"),
        ("Mr Smith", "smith"),
        ("", ""),
        ("🚀🚀", ""),
        ("(she/her)", ""),
    ],
)
def test_name_keys(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text(max_size=60))
def test_a_name_key_is_its_own_key(name: str) -> None:
    once = name_key(name)
    assert "  " not in once
    assert once == once.strip()
    assert len(name_key(once)) <= len(once)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Bob Smith", "Robert Smith"),
        ("J Smith", "Jane Smith"),
        ("Jane S", "Jane Smith"),
        ("Jane", "Jane Smith"),
        ("Smith, Jane", "JANE SMITH"),
        ("Jane Miller (Smith)", "Jane Smith"),
        ("Jane Smith-Jones", "Jane Smith"),
        ("Katarzyna Wójcik-Lange", "Kasia Wojcik-Lange"),
        ("田中 太郎", "田中太郎"),
        ("太郎 田中", "田中 太郎"),
        ("María José García López", "Maria Garcia"),
        ("Dr. Jane A. Smith, PhD", "Jane Smith"),
        ("Giuseppe Verdi", "Beppe Verdi"),
    ],
)
def test_names_that_may_be_one_persons(a: str, b: str) -> None:
    assert names_compatible(a, b)
    assert names_compatible(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("John Smith", "Jane Smith"),
        ("Jane Smith", "Jane Jones"),
        ("Info", "Jane Smith"),
        ("J", "Jane Smith"),
        ("", ""),
        ("", "Jane Smith"),
        ("Jаne Smith", "Jane Smith"),  # a Cyrillic а
        ("Jane Smith", "Robert Jones"),
        ("Bob Smith", "Bill Smith"),
    ],
)
def test_names_of_two_people(a: str, b: str) -> None:
    assert not names_compatible(a, b)
    assert not names_compatible(b, a)


def test_lookalike_letters_are_seen() -> None:
    assert has_mixed_scripts("Jаne Smith")
    assert not has_mixed_scripts("Jane Иванова")
    assert not has_mixed_scripts("Zoë")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Jane.Smith@Example.ORG", "jane.smith@example.org"),
        (" mailto:a@example.org ", "a@example.org"),
        ("A.b.C+work@GoogleMail.com", "abc@gmail.com"),
        ("a+b@example.org", "a+b@example.org"),
        ("/O=EX/OU=First/CN=jane", ""),
        ("/o=ex/cn=jane@example.org", "/o=ex/cn=jane@example.org"),
        ("a@b@example.org", ""),
        ("a@localhost", ""),
        ("Jane <jane@example.org>", ""),
        ("jane@example.org, bob@example.org", ""),
        ("j\x00ne@example.org", ""),
        ("@example.org", ""),
        ("+@gmail.com", ""),
        ("", ""),
    ],
)
def test_email_keys(text: str, key: str) -> None:
    assert email_key(text) == key


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/J%C3%B6rg-%C3%A9",
        "http://linkedin.com/in/jörg-é/",
        "www.linkedin.com/in/Jörg-É?trk=x#top",
        "de.linkedin.com/in/jo\u0308rg-e\u0301/de-de",
        " https://www.linkedin.com/mwlite/in/j%c3%b6rg-é ",
    ],
)
def test_one_profile_in_many_spellings(url: str) -> None:
    assert profile_key(url) == "linkedin.com/in/jörg-é"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://de.linkedin.com/pub/jane/1/2/3/", "linkedin.com/pub/jane/1/2/3"),
        ("https://www.linkedin.com/company/acme", ""),
        ("https://www.linkedin.com/school/x", ""),
        ("https://linkedin.com.evil.example/in/x", ""),
        ("https://evil.example/linkedin.com/in/x", ""),
        ("https://notlinkedin.com/in/x", ""),
        ("linkedin.com/in/", ""),
        ("jane", ""),
        ("", ""),
    ],
)
def test_other_addresses(url: str, key: str) -> None:
    assert profile_key(url) == key


@given(st.text(max_size=80))
def test_no_text_breaks_an_address(text: str) -> None:
    for key in (email_key(text), profile_key(f"linkedin.com/in/{text}"), member_urn(text), organization_key(text)):
        assert isinstance(key, str)
    assert phone_key(text[:20], "DE") is not None


def test_phones_need_a_country() -> None:
    assert phone_key("+44 20 7946 0018") == "+442079460018"
    assert phone_key("020 7946 0018") == ""
    assert phone_key("020 7946 0018", "gb") == "+442079460018"
    assert phone_key("call me") == ""
    assert phone_key("12") == ""


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Amazon Web Services (AWS)", "amazon web services"),
        ("The Foo GmbH & Co. KG", "foo"),
        ("Bar S.p.A.", "bar"),
        ("Zażółć Sp. z o.o.", "zazolc"),
        ("AT&T", "at and t"),
        ("Foo, Inc.", "foo"),
        ("Marks & Spencer plc", "marks and spencer"),
        ("S.A.", "sa"),
        ("Group", "group"),
        ("Self-employed", ""),
        ("Freelance", ""),
        ("", ""),
    ],
)
def test_organization_keys(name: str, key: str) -> None:
    assert organization_key(name) == key


@given(st.text(max_size=40))
def test_an_organization_key_is_its_own_key(name: str) -> None:
    key = organization_key(name)
    assert organization_key(key) in (key, "")


def test_a_record_is_recognized_by_all_its_addresses() -> None:
    record = PersonRecord(
        "k",
        emails=("A@example.org", "a@example.org", "none"),
        phones=("+44 20 7946 0018",),
        profile_urls=("linkedin.com/in/A", "urn:li:member:0042"),
    )
    assert identifiers(record) == (
        ("email", "a@example.org"),
        ("phone", "+442079460018"),
        ("profile", "linkedin.com/in/a"),
        ("urn", "urn:li:member:42"),
    )
