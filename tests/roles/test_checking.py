"""What is found wrong in a families file, with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphfind.errors import UsageError
from graphfind.roles import load_lexicon, parse
from graphfind.roles.checking import Finding, check_families, line_of
from graphfind.roles.sources import Fault

OWN = """# our own roles

[[family]]
id = "wizard"
function = "engineering"
level = "senior"
abbreviations = ["WIZ"]
siblings = ["software-engineer"]
not = ["code wizard of oz"]

[family.phrases]
en = ["{code|data} wizard", "spell engineer"]
de = ["*hexer"]

[family.domains]
en = ["wizardry"]

[[family]]
id = "druid"
function = "agriculture"

[family.phrases]
en = ["druid"]
"""
RIGHT = OWN.replace('"agriculture"', '"other"')


def check(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "roles.toml"
    path.write_text(text, encoding="utf-8")
    return [str(found) for found in check_families(path)]


def test_built_in_families_have_no_findings() -> None:
    assert check_families() == []


def test_right_file_has_no_findings(tmp_path: Path) -> None:
    assert check(RIGHT, tmp_path) == []


def test_mistakes_are_told_with_their_line(tmp_path: Path) -> None:
    (found,) = check(OWN, tmp_path)
    assert found.startswith("roles.toml:20: family druid: unknown function; the functions are engineering")


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (('level = "senior"', 'level = "high"'), 6, "unknown level"),
        (("siblings", "sibling"), 8, "there is no field sibling; did you mean siblings?"),
        (("siblings", "kith"), 8, "there is no field kith; there are id, name"),
        (('["software-engineer"]', '["warlock"]'), 8, "names warlock, which there is not"),
        (('["software-engineer"]', '["wizard"]'), 8, "siblings names the family itself"),
        (('["WIZ"]', '"WIZ"'), 7, "abbreviations is not of its kind; it is a list of texts"),
        (("{code|data}", "{code|data"), 12, "do not close"),
        (("spell engineer", "spell engineer = high"), 12, '"high" is no level'),
        (('id = "druid"', 'id = "wizard"'), 19, "there are two of this id"),
        (('id = "druid"', ""), 18, "a family without an id"),
        (('["druid"]', '["data wizard"]'), 23, '"data wizard" is of family wizard already'),
        (('["druid"]', '["druid", "?"]'), 23, '"?" holds no word'),
        (('["druid"]', '["druid", "druid = lead"]'), 23, '"druid" is given twice with different levels'),
        (('["druid"]', '["druid", "oak, mistletoe"]'), 23, '"oak, mistletoe" is never found: "," divides'),
        (('["druid"]', '["druid", "former oak"]'), 0, ""),
        (('["druid"]', '["druid", "*er"]'), 23, '"*er" is never found: the tail of a compound'),
        (('["druid"]', '["druid"]\nnl = []'), 24, "nl is an empty list"),
        (('["druid"]', '["druid"]\nenn = ["oak"]'), 24, "enn is no language"),
        (('["druid"]', '["druid", ""]'), 23, "a phrase without a word"),
        (("code wizard of oz", "lizard"), 9, '"lizard" keeps nothing away'),
        (("code wizard of oz", "code wizard"), 9, '"code wizard" is a phrase of family wizard'),
        (("code wizard of oz", "code wizard, oz"), 9, '"," divides'),
        (("wizardry", "nurse"), 16, '"nurse" is no field of work: it is a phrase of family nurse'),
        (("wizardry", "to the"), 16, "it is an everyday word"),
        (("wizardry", "wiz/ardry"), 16, '"/" divides'),
        (('["WIZ"]', '["PM"]'), 7, '"PM" stands for product-manager too: a search will ask which is meant'),
        (('id = "druid"', 'id = "oak druid"'), 19, "the id is no word of letters, digits and hyphens"),
        (('id = "druid"', 'id = "druid"\nname = 1'), 20, 'name is not of its kind; it is a text: name = "code wizard"'),
        (('function = "other"', ""), 18, "family druid: says no function; the functions are"),
        (("# our own roles", "functoin = 1"), 1, "there is no field functoin before the families; did you mean func"),
        (("# our own roles", 'function = "farming"'), 1, "unknown function; the functions are"),
        (("spell engineer", "software engineer"), 12, '"software engineer" is no longer of family software-engineer'),
    ],
)
def test_each_mistake_has_a_line_and_a_message(
    change: tuple[str, str], line: int, message: str, tmp_path: Path
) -> None:
    found = check(RIGHT.replace(*change), tmp_path)
    if not message:
        assert found == []
        return
    assert any(each.startswith(f"roles.toml:{line}: ") and message in each for each in found), found
    assert all("\n" not in each for each in found)


def test_all_mistakes_of_a_family_are_named(tmp_path: Path) -> None:
    wrong = (
        RIGHT.replace('"senior"', '"high"').replace('["software-engineer"]', '["warlock"]').replace("{code", "{{code")
    )
    found = check(wrong, tmp_path)
    assert [each.partition(": family wizard: ")[0] for each in found] == [f"roles.toml:{line}" for line in (6, 8, 12)]


def test_function_and_level_are_checked_beside_a_field_of_the_wrong_kind(tmp_path: Path) -> None:
    wrong = OWN.replace('id = "druid"', 'id = "druid"\nlevel = "high"\nsiblings = "oak"')
    said = ["unknown level", "siblings is not of its kind", "unknown function"]
    found = check(wrong, tmp_path)
    assert [each.split(":")[1] for each in found] == ["20", "21", "22"]
    assert all(what in each for what, each in zip(said, found, strict=True))


def test_a_file_without_a_function_is_told_once_what_it_misspells(tmp_path: Path) -> None:
    without = RIGHT.replace('\nfunction = "other"', "")
    for said in ("functoin = 1", 'function = "farming"', "function = 1"):
        (found,) = check(without.replace("# our own roles", said), tmp_path)
        assert found.startswith("roles.toml:1: ")
    assert check(without.replace("# our own roles", 'function = "other"'), tmp_path) == []


def test_families_that_are_parts_of_each_other_are_told(tmp_path: Path) -> None:
    round_ = RIGHT.replace('id = "druid"', 'id = "druid"\npart_of = "wizard"')
    assert check(round_, tmp_path) == []
    found = check(round_.replace('id = "wizard"', 'id = "wizard"\npart_of = "druid"'), tmp_path)
    assert found == [
        "roles.toml:5: family wizard: part_of goes round in a circle: wizard, druid, wizard",
        "roles.toml:21: family druid: part_of goes round in a circle: druid, wizard, druid",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            b"[[family]]\nid = nurse\n",
            "this is no TOML: Invalid value (at line 2, column 6); correct the families file.",
        ),
        (b"[[family]]\nid = 'a\xe9'\n", "line 2 is no UTF-8; save the families file as UTF-8."),
        (b"[family]\n", "there is no [[family]] in it; the built-in families are examples."),
    ],
)
def test_a_file_that_is_none_is_named_with_its_folder(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "roles.toml"
    path.write_bytes(content)
    for read in (check_families, load_lexicon):
        with pytest.raises(UsageError) as error:
            read(path)
        assert str(error.value) == f"{path}: {says}"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path):
        with pytest.raises(UsageError, match=r"is no ordinary file; name a families file"):
            check_families(path)


def test_an_abbreviation_is_found_in_its_line() -> None:
    assert line_of(Fault("roles.toml", "wizard", "WIZ", ""), OWN) == 7
    assert line_of(Fault("roles.toml", "wizard", "e", ""), OWN.replace('"WIZ"', '"e"')) == 7


def test_notes_are_no_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text(RIGHT.replace('["WIZ"]', '["PM"]'), encoding="utf-8")
    assert [found.note for found in check_families(path)] == [True]
    assert "wizard" in load_lexicon(path).families


def test_loading_names_the_first_mistake_and_how_many_more_there_are(tmp_path: Path) -> None:
    path = tmp_path / "roles.toml"
    path.write_text(OWN.replace('"senior"', '"high"'), encoding="utf-8")
    with pytest.raises(UsageError) as error:
        load_lexicon(path)
    assert str(error.value).startswith("roles.toml:6: family wizard: unknown level; ")
    assert str(error.value).endswith("Correct the families file. There is 1 more.")


def test_a_line_that_cannot_be_told_is_that_of_the_family() -> None:
    assert line_of(Fault("roles.toml", "druid", "mistletoe", ""), OWN) == 18
    assert line_of(Fault("roles.toml", "unknown", "mistletoe", ""), OWN) == 1
    assert line_of(Fault("roles.toml", "", "", ""), "") == 1
    assert str(Finding("roles.toml", 3, "what")) == "roles.toml:3: what"


GUILD = """\
[[family]]
id = "druid"
function = "other"
not = ["druidry specialist of oz"]

[family.phrases]
en = ["druid"]
de = ["druide"]
fr = ["druide celte"]
es = ["druida"]
it = ["druido"]
pt = ["druida celta"]
nl = ["druïde"]

[[family]]
id = "grove-leadership"
function = "other"
level = "head"
leads = true
specialists = "druid"

[family.phrases]
en = ["arch druid of the grove"]
de = ["erzdruide"]
fr = ["archidruide"]
es = ["archidruida"]
it = ["arcidruido"]
pt = ["arquidruida"]
nl = ["aartsdruïde"]

[family.domains]
en = ["druidry"]
"""


def test_who_works_in_a_field_of_own_is_named_and_kept_away(tmp_path: Path) -> None:
    assert check(GUILD, tmp_path) == []
    lexicon = load_lexicon(tmp_path / "roles.toml")
    assert parse("Druidry Specialist", lexicon).families == ("druid",)
    assert parse("Druidry Specialist of Oz", lexicon).families == ()
    unknown = check(GUILD.replace('specialists = "druid"', 'specialists = "warlock"'), tmp_path)
    assert "roles.toml:20: family grove-leadership: names warlock, which there is not" in unknown
