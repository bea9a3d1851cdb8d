"""The families and words that the lexicon is made of, and how they are loaded."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from graphfind.errors import UsageError
from graphfind.roles import FUNCTIONS, Lexicon, load_lexicon, matcher, parse, understand
from graphfind.roles.binding import keep
from graphfind.roles.checking import check_families
from graphfind.roles.compiling import compile_lexicon
from graphfind.roles.filed import write_tables
from graphfind.roles.opening import COMPILED, TABLES, family_files, stamp
from graphfind.roles.sources import LANGUAGES, expand, read_sources


@pytest.fixture(scope="module")
def compiled() -> dict[str, Any]:
    """The lexicon compiled anew; tests that share it are of one group, and so run in one process."""
    return compile_lexicon()


@pytest.mark.xdist_group("compiling")
def test_compiled_form_is_that_of_the_families(lexicon: Lexicon, compiled: dict[str, Any], tmp_path: Path) -> None:
    assert lexicon.families
    keep(compiled, tmp_path / "lexicon.bin")
    assert Path(COMPILED).read_bytes() == (tmp_path / "lexicon.bin").read_bytes()
    keep(compiled, tmp_path / "nowhere" / "lexicon.bin")


def test_every_family_speaks_every_language() -> None:
    families, _, _ = read_sources()
    lacking = {family.id: missing for family in families if (missing := set(LANGUAGES) - set(family.fields["phrases"]))}
    assert lacking == {}


def test_one_file_for_each_function() -> None:
    families, _, _ = read_sources()
    assert {family.file for family in families} == {
        f"{family.text('function').replace(' ', '_')}.toml" for family in families
    }
    assert {family.text("function") for family in families} <= set(FUNCTIONS)


def test_roles_of_the_first_landing_are_there(lexicon: Lexicon) -> None:
    expected = {
        "product-manager", "software-engineer", "data-scientist", "data-engineer", "machine-learning-engineer",
        "data-analyst", "engineering-leadership", "product-leadership", "people-leadership", "recruiter",
        "product-designer", "marketing-manager", "account-executive", "accountant", "finance-leadership", "lawyer",
        "nurse", "teacher", "project-manager", "consultant", "chief-executive", "founder",
    }  # fmt: skip
    assert expected <= set(lexicon.families)


def test_every_family_is_found_by_its_own_name(lexicon: Lexicon) -> None:
    for family in lexicon.families.values():
        role = understand(family.name, lexicon)
        assert family.id in role.alternatives[0].families, family.name
        assert matcher(role, lexicon).match(family.name) is not None, family.name


@pytest.mark.xdist_group("compiling")
def test_loading_takes_the_compiled_form_only_while_it_is_current(
    compiled: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("graphfind.roles.compiling.compile_lexicon", lambda: compiled)  # once will do
    stale, other = tmp_path / "stale.bin", tmp_path / "other.bin"
    stale.write_bytes(write_tables(json.dumps({"stamp": stamp() + 1}), {name: {} for name in TABLES}))
    other.write_bytes(b"something else")
    for path in (stale, other, tmp_path / "missing.bin"):
        monkeypatch.setattr("graphfind.roles.opening.COMPILED", str(path))
        assert parse("Product Manager", load_lexicon()).families == ("product-manager",)
        assert path.read_bytes() == Path(COMPILED).read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"stale.bin", "other.bin", "missing.bin"}


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("a b", ["a b"]),
        ("{a|b} c", ["a c", "b c"]),
        ("{a|} {b|c}", ["a b", "a c", "b", "c"]),
    ],
)
def test_braces_expand(pattern: str, phrases: list[str]) -> None:
    assert list(expand(pattern)) == phrases


@pytest.mark.parametrize("pattern", ["{a", "a}", "{a{b}}", "{a|b|c|d|e|f|g|h|i|j}" * 5])
def test_braces_out_of_order_or_endless_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"braces|more than"):
        list(expand(pattern))


OWN = """
[[family]]
id = "wizard"
function = "engineering"
level = "senior"
abbreviations = ["WIZ"]
siblings = ["software-engineer"]
not = ["wizard of oz"]
[family.phrases]
en = ["{code|data} wizard", "wizard"]
de = ["*zauberer"]
"""


def test_own_families_stand_beside_the_built_in_ones(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text(OWN, encoding="utf-8")
    lexicon = load_lexicon(path)
    assert parse("Code Wizard @ Acme", lexicon).families == ("wizard",)
    assert parse("WIZ", lexicon).level == "senior"
    assert parse("Codezauberer", lexicon).families == ("wizard",)
    assert parse("Wizard of Oz", lexicon).families == ()
    assert parse("Product Manager", lexicon).families == ("product-manager",)
    assert matcher(understand("wizard", lexicon), lexicon).judge("Software Engineer").grade == "near"


def test_own_families_may_have_seats_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    seats = '[family.seats]\nen = ["archmage = c_suite"]\n'
    path.write_text(f'[[family]]\nid = "wizard"\nname = "wizard"\nfunction = "science"\n{seats}', encoding="utf-8")
    lexicon = load_lexicon(path)
    assert parse("Archmage", lexicon)[1:4] == ("c_suite", "science", ("wizard",))
    assert parse("Archmage, Sales", lexicon).families == ("sales-leadership",)
    assert parse("Deputy Archmage of Marketing", lexicon).function == "marketing"


def test_own_compounds_are_known_in_every_spelling(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    phrases = '[family.phrases]\nde = ["*zwergenhüter", "*riesen hüter", "^zwergé"]\n'
    path.write_text(f'[[family]]\nid = "warden"\nname = "warden"\nfunction = "other"\n{phrases}', encoding="utf-8")
    lexicon = load_lexicon(path)
    titles = ("Bergzwergenhüter", "Bergzwergenhueter", "Bergzwergenhüterin", "Zwergé", "Zwerge")
    assert [parse(title, lexicon).families for title in titles] == [("warden",)] * 4 + [()]


def test_own_families_may_share_phrases_of_others(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    shared = OWN.replace("[family.phrases]", 'shared = ["{magician|illusionist}", "vendedor"]\n[family.phrases]')
    path.write_text(shared, encoding="utf-8")
    lexicon = load_lexicon(path)
    sought = matcher(understand("wizard", lexicon), lexicon)
    assert list(sought.match_all(["Magician", "Vendedores", "Clown"])) == ["Magician"]
    assert list(sought.match_all(["Vendedor", "Mime", "Wizard"])) == ["Vendedor", "Wizard"]
    assert parse("Magician", lexicon).families == parse("Magician", load_lexicon()).families
    path.write_text(shared.replace('"wizard"\nfunction', '"sales-assistant"\nfunction'), encoding="utf-8")
    assert load_lexicon(path).shared["vendedor"] == ("sales-assistant",)
    path.write_text(OWN.replace('"wizard"\nfunction', '"sales-assistant"\nfunction'), encoding="utf-8")
    assert "vendedor" not in load_lexicon(path).shared


@pytest.mark.parametrize("name", ["administration.toml", "trades.toml"])
def test_a_file_of_families_could_be_a_users_own(name: str) -> None:
    check_families(next(path for path in family_files() if path.name == name))


def test_own_family_takes_the_place_of_a_built_in_one(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text(OWN.replace('"wizard"\nfunction', '"product-manager"\nfunction'), encoding="utf-8")
    lexicon = load_lexicon(path)
    assert parse("Wizard", lexicon).families == ("product-manager",)
    assert parse("Produktverantwortlicher", lexicon).families == ()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (('"engineering"', '"sorcery"'), "unknown function"),
        (('"senior"', '"archmage"'), "unknown level"),
        (("siblings", "friends"), "there is no field friends"),
        (('["software-engineer"]', '["warlock"]'), "names warlock"),
        (('["WIZ"]', '"WIZ"'), "abbreviations is not of its kind"),
        (("{code|data}", "{code|data"), "do not close"),
        (("wizard of oz", "{wizard|witch of oz"), "do not close"),
        (("[family.phrases]", 'shared = ["mage"]\n[family.phrases]'), '"mage" is no phrase of another family'),
        (("[family.phrases]", 'shared = ["wizard"]\n[family.phrases]'), '"wizard" is no phrase of another family'),
        (('"wizard"]', '"wizard = archmage"]'), "is no level"),
        (('id = "wizard"', 'id = ""'), "without an id"),
        (('en = ["', 'en = ["'), ""),
        (("[[family]]", "[family"), "no TOML"),
        (("[[family]]", "[other]"), "no [[family]]"),
        (('level = "senior"', "level = 3"), "level is not of its kind"),
        (('level = "senior"', 'level = "senior"\nleads = "yes"'), "leads is not of its kind"),
        (("[family.phrases]", "[family.domains]\nen = 1\n[family.phrases]"), "domains is not of its kind"),
    ],
)
def test_mistakes_in_own_families_are_named_in_one_line(change: tuple[str, str], message: str, tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text(OWN.replace(*change), encoding="utf-8")
    if not message:
        load_lexicon(path)
        return
    with pytest.raises(UsageError) as error:
        load_lexicon(path)
    assert message in str(error.value)
    assert re.match(r"(.*/)?roles\.toml:(\d+:)? ", str(error.value))
    assert "\n" not in str(error.value)


def test_missing_and_binary_families_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_lexicon(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="no UTF-8"):
        load_lexicon(tmp_path / "binary.toml")
