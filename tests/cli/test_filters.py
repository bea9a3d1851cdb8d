"""The options that say whom to look for: what fits them, and what they do not go with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import CommandLine, one_line


@pytest.mark.parametrize("command", ["find", "connectors", "plan", "leads"])
def test_levels_and_words_count_without_a_role(filled: CommandLine, command: str) -> None:
    there = ["--company", "Baker Works", "--company", "Cable Works"]
    assert 'no level "nosuch"' in one_line(filled(command, *there, "--level", "nosuch", code=2).err)
    if command != "leads":
        assert "Bo Quist" in filled(command, *there, "--level", "mid").out
        assert filled(command, *there, "--level", "director", code=1).out == ""
        assert "Bo Quist" not in filled(command, *there, "--exclude", "manager").out


@pytest.mark.parametrize(
    "options", [["--include", "x"], ["--allow", "former"], ["--as", "x"], ["--level-slack", "0"], ["--show-near"]]
)
@pytest.mark.parametrize("command", ["find", "connectors", "plan", "leads"])
def test_what_reads_a_role_is_refused_without_one(filled: CommandLine, command: str, options: list[str]) -> None:
    if options != ["--show-near"] or command == "find":
        line = one_line(filled(command, "--company", "Baker Works", *options, code=2).err)
        assert line.startswith(f"{options[0]}: ")
        assert "say a role, too" in line


def test_levels_without_a_role_are_repeated_and_told(filled: CommandLine) -> None:
    found = filled("find", "--company", "Baker Works", "--level", "mid", "--exclude", "x", "--json").json["target_role"]
    assert (found["levels"], found["excluded"]) == (["mid"], ["x"])


@pytest.mark.parametrize("option", ["--company", "--exclude-company", "--location", "--from", "--via", "--avoid"])
@pytest.mark.parametrize("value", ["", " "])
def test_an_empty_name_is_no_filter(filled: CommandLine, option: str, value: str) -> None:
    assert one_line(filled("find", "nurse", option, value, code=2).err).startswith(f"{option}: is empty")


@pytest.mark.parametrize("command", [["find"], ["leads"], ["roles", "explain"], ["roles", "parse"]])
def test_a_taxonomy_that_is_not_there_is_refused_also_where_it_is_not_needed(
    filled: CommandLine, tmp_path: Path, command: list[str]
) -> None:
    role = [] if command[-1] == "parse" else ["nurse"]
    assert "nowhere: is no folder" in one_line(filled(*command, *role, "--taxonomy", "nowhere", code=2).err)
    (tmp_path / "empty").mkdir()
    assert "empty: holds no table of O*NET" in one_line(filled(*command, *role, "--taxonomy", "empty", code=2).err)


def test_a_meaning_that_nothing_needs_is_remarked(filled: CommandLine) -> None:
    assert '--as "x" was not needed' in filled("find", "nurse", "--as", "x").err
    assert "not needed" not in filled("find", "PM", "--as", "product manager").err


def test_the_filters_are_told(filled: CommandLine) -> None:
    people = ["--from", "Mara Lind", "--via", "Ada Ferro", "--avoid", "Bo Quist"]
    told = filled("find", "data scientist", *people, "--min-warmth", "0.01", "--no-inferred", "--json").json
    asked = told["target_role"]
    assert [asked["via"]["name"], *(one["name"] for one in (*asked["from"], *asked["avoid"]))] == [
        "Ada Ferro",
        "Mara Lind",
        "Bo Quist",
    ]
    assert asked["via"]["id"] == told["introductions"][0]["path"][1]["id"]
    assert (asked["min_warmth"], asked["no_inferred"]) == (0.01, True)
    asked = filled("plan", "data scientist", "--json").json["target_role"]
    assert [asked[name] for name in ("via", "from", "avoid", "min_warmth", "no_inferred")] == [None, [], [], 0, False]


def test_suggested_commands_look_where_this_one_did(filled: CommandLine, tmp_path: Path) -> None:
    place = ["--store", str(tmp_path / "store.db"), "--today", "2026-11-02"]
    said = " ".join(place)
    far = ["find", "data scientist or teacher", "--company", "Cable Works", *place, "--max-hops", 1]
    assert f'--company "Cable Works" {said}\n' in filled(*far, code=None).err
    assert f'graphfind plan "data scientist" {said} --asks 5\n' in filled("connectors", "data scientist", *place).err
    before = filled(*place[:2], "connectors", "data scientist").err
    assert f'graphfind plan "data scientist" {" ".join(place[:2])} --asks 5\n' in before
    assert "--store" not in filled("connectors", "data scientist").err


def test_roles_alone_shows_its_help(graphfind: CommandLine) -> None:
    assert graphfind("roles").out == graphfind("roles", "--help").out


def test_the_demo_has_no_option_that_does_nothing(graphfind: CommandLine) -> None:
    shown = graphfind("demo", "--help").out
    assert "--store" not in shown
    assert "--today" not in shown
    assert "--quiet" in shown
