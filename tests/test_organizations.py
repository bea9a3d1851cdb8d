"""Employers and places that were asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphfind.errors import UsageError
from graphfind.organizations import OrganizationMatcher, location_matches


@pytest.mark.parametrize(
    ("wanted", "organization", "expected"),
    [
        ("Apple", "Apple Inc.", True),
        ("Apple", "Pineapple Labs", False),
        ("Apple", "Apple Bank for Savings", False),
        ("Unity", "Opportunity International", False),
        ("Meta", "Facebook", True),
        ("facebook", "Meta Platforms, Inc.", True),
        ("Meta", "Metabase", False),
        ("Google", "Alphabet", True),
        ("Google", "Google Germany GmbH", True),
        ("Google", "YouTube", True),
        ("YouTube", "Google", False),
        ("Square", "Block, Inc.", True),
        ("X", "Twitter", True),
        ("X", "Xerox", False),
        ("PwC", "PricewaterhouseCoopers LLP", True),
        ("EY", "Ernst & Young", True),
        ("EY", "Hey Jane", False),
        ("AT&T", "AT&T", True),
        ("Amazon", "Amazon Web Services (AWS)", True),
        ("Deloitte", "Deloitte Deutschland", True),
        ("Stripe", "stripe", True),
        ("Acme", "", False),
        ("Acme", "Globex", False),
    ],
)
def test_organization(wanted: str, organization: str, expected: bool) -> None:
    assert OrganizationMatcher([wanted]).matches(organization) is expected


def test_several_organizations_are_any_of_them() -> None:
    wanted = OrganizationMatcher(("Stripe", "Adyen"))
    assert wanted.wanted == ("Stripe", "Adyen")
    assert [name for name in ("Stripe", "Adyen N.V.", "Klarna") if wanted.matches(name)] == ["Stripe", "Adyen N.V."]


def test_no_organization_is_matched_by_none() -> None:
    assert not OrganizationMatcher(()).matches("Stripe")
    assert not OrganizationMatcher(()).matches("")


def test_own_aliases(tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text('[[organization]]\nnames = ["Initech", "Initrode"]\nowns = ["Chotchkie\'s"]\n', encoding="utf-8")
    wanted = OrganizationMatcher(["initrode"], path)
    assert wanted.matches("Initech LLC")
    assert wanted.matches("Chotchkie's")
    assert not OrganizationMatcher(["Chotchkie's"], path).matches("Initech")


@pytest.mark.parametrize(
    "text", ["[[organization", "[[organization]]\nowns = []\n", "organization = 3\n", '[[organization]]\nnames = "x"\n']
)
def test_broken_aliases_are_refused_in_one_line(text: str, tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        OrganizationMatcher(["Acme"], path)
    assert str(error.value).startswith("aliases.toml: ")
    assert "\n" not in str(error.value)
    with pytest.raises(UsageError, match="cannot be read"):
        OrganizationMatcher(["Acme"], tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("wanted", "location", "expected"),
    [
        ("Berlin", "Berlin, Germany", True),
        ("berlin", "Greater Berlin Area, Germany", True),
        ("Germany", "Berlin, Deutschland", True),
        ("Munich", "München, Bayern", True),
        ("Bavaria", "Munich, Bayern, Germany", True),
        ("Lombardei", "Milano, Lombardia", True),
        ("Saxony", "Hannover, Niedersachsen", False),
        ("München", "Munich Metropolitan Area", True),
        ("York", "New York, NY", False),
        ("York", "York, England", True),
        ("New York", "Greater New York City Area", True),
        ("NYC", "New York, New York, United States", True),
        ("Diego", "San Diego, CA", False),
        ("UK", "London, England, United Kingdom", True),
        ("UK", "Kiev, Ukraine", False),
        ("India", "Indianapolis, Indiana", False),
        ("California", "San Francisco, CA", True),
        ("Washington, DC", "Washington, DC", True),
        ("Paris", "Comparison", False),
        ("Berlin", "Hamburg", False),
        ("Berlin", "", None),
        ("Berlin", "  ", None),
        ("", "Berlin", False),
    ],
)
def test_location(wanted: str, location: str, expected: bool | None) -> None:
    assert location_matches(wanted, location) is expected
