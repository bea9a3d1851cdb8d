"""Reviewing, merging and taking apart on the command line: what a user sees, and what is refused."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.exports import ADAS, adas, mine, table
from tests.command_line import CommandLine, ended, one_line, permissions_bind, without_privileges


@pytest.fixture
def filled(graphfind: CommandLine, tmp_path: Path) -> CommandLine:
    """My archive and Ada's, who knows a second Bo at the same employer."""
    graphfind("import", mine(tmp_path), "--mine")
    graphfind("import", adas(tmp_path, [*ADAS, ("Bo", "Quist", "", "Baker Works", "Baker")]), "--owner", "Ada Ferro")
    return graphfind


def ids(graphfind: CommandLine, *names: str) -> list[str]:
    people = graphfind("people", "--json", code=None).json["people"]
    return [one["id"] for name in names for one in people if name in (one["name"], *one["other_names"])]


def test_a_pair_is_offered_until_it_is_settled(filled: CommandLine) -> None:
    one, other = sorted(ids(filled, "Bo Quist"))
    shown = filled("duplicates")
    assert "1. the same name and employer\n" in shown.out
    assert "Product Manager" in shown.out
    assert f"graphfind merge {one} {other}\n" in shown.out
    assert f"graphfind never-merge {one} {other}\n" in shown.out
    (pair,) = filled("duplicates", "bo", "--json").json["duplicates"]
    assert [person["id"] for person in pair["people"]] == [one, other]
    assert pair["why"][0]["rule"] == "name and organization"
    assert filled("duplicates", "dahl", code=1).out == ""

    merged = filled(*pair["merge"].split()[1:])
    (left,) = ids(filled, "Bo Quist")
    assert left in merged.out
    assert merged.err == f"undo: graphfind unmerge {left}\n"
    assert filled("duplicates", code=1).err.startswith("nobody to review")
    assert "one person by your word (graphfind merge)\n" in filled("person", left).out
    assert f"not one person? graphfind unmerge {left}\n" in filled("person", left).out
    assert filled("person", left, "--json").json["undo"] == f"graphfind unmerge {left}"

    parted = filled("unmerge", "Bo Quist", "--json").json
    assert sorted(person["id"] for person in parted["people"]) == [one, other]
    assert parted["undo"] == f"graphfind merge {one} {other}"
    assert filled("duplicates", "--json", code=1).json == {"duplicates": [], "in_all": 0}


def test_never_is_firm_unless_forced(filled: CommandLine) -> None:
    one, other = sorted(ids(filled, "Bo Quist"))
    said = filled("never-merge", one, other)
    assert said.err == f"undo: graphfind merge {one} {other} --force\n"
    assert filled("duplicates", code=1).out == ""
    line = one_line(filled("merge", one, other, code=2).err)
    assert line == "merge: you said on 2026-11-01 that Bo Quist and Bo Quist are never one; --force takes that back"
    filled("merge", one, other, "--force")
    assert len(ids(filled, "Bo Quist")) == 1


def test_a_chain_does_not_go_round_what_was_said_of_its_ends(filled: CommandLine) -> None:
    filled("never-merge", "Dana Moe", "Flo Papp")
    filled("merge", "Dana Moe", "Eli Noor")
    line = one_line(filled("merge", "Eli Noor", "Flo Papp", code=2).err)
    assert "Dana Moe and Flo Papp are never one" in line
    assert len(set(ids(filled, "Dana Moe", "Eli Noor", "Flo Papp"))) == 2


def test_the_latest_of_two_merges_is_undone_first(filled: CommandLine) -> None:
    before = filled("export", "json").out
    filled("merge", "Dana Moe", "Eli Noor")
    filled("merge", "Flo Papp", "Dana Moe")
    first = filled("unmerge", "Flo Papp")
    assert first.out.count("you said so") == 2  # three records are shown before anything is done
    assert len(set(ids(filled, "Dana Moe", "Eli Noor", "Flo Papp"))) == 2
    filled("unmerge", "Dana Moe")
    assert filled("export", "json").out == before


def test_an_earlier_day_does_not_make_a_word_weaker(filled: CommandLine) -> None:
    filled("merge", "Dana Moe", "Eli Noor")
    filled("unmerge", "Dana Moe", "--today", "2026-10-01")
    assert len(set(ids(filled, "Dana Moe", "Eli Noor"))) == 2


def test_what_rules_joined_is_taken_apart_record_by_record(filled: CommandLine, tmp_path: Path) -> None:
    rows = [["Name", "LinkedIn"], ["Cyprian Dahl", "https://www.linkedin.com/in/cy-dahl"]]
    filled("import", table(tmp_path / "people.csv", rows))
    more = [["Name", "LinkedIn"], ["C. Dahl", "https://www.linkedin.com/in/cy-dahl"]]
    filled("import", table(tmp_path / "more.csv", more), "--owner", "Zoe Zed")
    refused = filled("unmerge", "Cy Dahl", code=2)
    assert refused.out.count("the same profile") == 2
    assert one_line(refused.err).endswith("--record 1")
    assert "there is no record 4" in one_line(filled("unmerge", "Cy Dahl", "--record", 4, "--json", code=2).err)
    everybody = [part for number in (1, 2, 3) for part in ("--record", number)]
    assert "these are all records" in one_line(filled("unmerge", "Cy Dahl", *everybody, "--json", code=2).err)
    records = filled("person", "Cy Dahl", "--json").json["records"]
    out = next(number for number, record in enumerate(records, 1) if record["name"] == "Cyprian Dahl")
    done = filled("unmerge", "Cy Dahl", "--record", out, "--json").json
    assert sorted(person["records_in_all"] for person in done["people"]) == [1, 2]
    filled("never-merge", "C. Dahl", "Cy Dahl")  # one person by the same profile until now
    assert len(set(ids(filled, "Cy Dahl", "C. Dahl", "Cyprian Dahl"))) == 3
    for file in ("people.csv", "more.csv"):
        filled("withdraw", tmp_path / file)
    filled("import", tmp_path / "more.csv", "--owner", "Zoe Zed")
    filled("import", tmp_path / "people.csv")
    assert len(set(ids(filled, "Cy Dahl", "C. Dahl", "Cyprian Dahl"))) == 3


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("merge|Nobody Here|Eli Noor", 'nobody is called "Nobody Here"'),
        ("merge|Eli Noor|eli noor", "both are Eli Noor"),
        ("merge|Bo Quist|Eli Noor", '2 people are called "Bo Quist"'),
        ("never-merge|Eli Noor|linkedin.com/in/eli-noor", "both are Eli Noor"),
        ("never-merge|Eli Noor|Nobody Here", 'nobody is called "Nobody Here"'),
        ("unmerge|Eli Noor", "made of one record"),
        ("unmerge|Nobody Here", 'nobody is called "Nobody Here"'),
        ("unmerge|p0123456789abcdef", 'nobody is called "p0123456789abcdef"'),
    ],
)
def test_what_is_refused_changes_nothing(filled: CommandLine, command: str, says: str) -> None:
    before = filled("export", "jsonl").out
    done = filled(*command.split("|"), code=2)
    assert says in one_line(done.err)
    assert done.out == ""
    assert filled("export", "jsonl").out == before


def test_what_vetoes_a_rule_only_warns(filled: CommandLine) -> None:
    done = filled("merge", "Dana Moe", "Eli Noor", "--json").json
    assert "different profiles" in done["warnings"][0]
    assert "stand on one list" in done["warnings"][1]
    merged = filled("merge", "Mara Lind", "Gia Rask")
    assert "warning: Gia Rask is you now, and their ties are yours\n" in merged.err
    assert [person["name"] for person in filled("me", "--json").json["me"]] == ["Mara Lind"]
    filled("unmerge", "Mara Lind", "--quiet")
    assert [person["name"] for person in filled("me", "--json").json["me"]] == ["Mara Lind"]
    assert len(set(ids(filled, "Mara Lind", "Gia Rask"))) == 2


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_store_that_may_only_be_read_is_refused(filled: CommandLine, tmp_path: Path) -> None:
    if not permissions_bind(tmp_path):
        pytest.skip("permissions do not bind here")
    filled.store.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        for command in (["merge", "Dana Moe", "Eli Noor"], ["never-merge", "Dana Moe", "Eli Noor"]):
            done = filled.process(*command, code=2, preexec_fn=without_privileges)
            assert "may only be read" in one_line(done.err)
        assert "same name" in filled.process("duplicates", preexec_fn=without_privileges).out
    finally:
        tmp_path.chmod(0o700)


def test_of_two_processes_each_sees_what_the_other_said(filled: CommandLine) -> None:
    pairs = [("Dana Moe", "Eli Noor"), ("Eli Noor", "Flo Papp"), ("Flo Papp", "Dana Moe")]
    begun = [filled.start("merge", *pair) for pair in pairs]
    done = [ended(pair, process, code=None) for pair, process in zip(pairs, begun, strict=True)]
    assert sorted(one.code for one in done) == [0, 0, 2]  # the third are one by then
    assert len(set(ids(filled, "Dana Moe", "Eli Noor", "Flo Papp"))) == 1


def test_a_name_is_completed_by_the_shell(filled: CommandLine) -> None:
    def offered(shell: str, typed: list[str]) -> list[str]:
        said = {"COMP_WORDS": "\n".join(["graphfind", *typed]), "COMP_CWORD": str(len(typed))}
        environment = os.environ | said | {"_GRAPHFIND_COMPLETE": f"{shell}_complete"}
        return filled.process(env=environment).out.strip("\n").split("\n")

    assert offered("bash", ["merge", "Dana\\ Moe", "el"]) == ["plain,Eli\\ Noor"]
    assert offered("bash", ["unmerge", '"Eli N']) == ["plain,Eli Noor"]
    assert offered("zsh", ["person", "Fl"]) == ["plain", "Flo Papp", "_"]
    assert offered("bash", ["tie", "Xyz"]) == [""]
    assert offered("bash", ["never-merge", ""]) == [""]
    filled.store.rename(filled.store.with_name("away.db"))
    assert offered("bash", ["merge", "el"]) == [""]
    assert not filled.store.exists()


def test_what_data_holds_is_harmless_where_it_is_shown(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", mine(tmp_path), "--mine")
    hostile = ("Bo", "Quist", "", "Baker Works", "Baker \x1b[31m[bold]")
    graphfind("import", adas(tmp_path, [*ADAS, hostile]), "--owner", "Ada Ferro")
    shown = graphfind("duplicates").out
    assert "\x1b" not in shown
    assert "[bold]" in shown
    assert json.loads(graphfind("duplicates", "--json").out)["in_all"] == 1


def test_what_to_run_next_names_the_store_and_the_day_that_were_given_in_one_line(filled: CommandLine) -> None:
    end = f"--store {filled.store} --today 2026-11-01"
    given = end.split()
    one, other = sorted(ids(filled, "Bo Quist"))
    shown = filled("duplicates", *given).out
    assert f"one person:  graphfind merge {one} {other} {end}\n" in shown
    assert f"two people:  graphfind never-merge {one} {other} {end}\n" in shown
    (pair,) = filled("duplicates", "--json", *given).json["duplicates"]
    assert pair["merge"] == f"graphfind merge {one} {other} {end}"
    assert pair["never_merge"] == f"graphfind never-merge {one} {other} {end}"

    assert filled("merge", one, other, *given).err.endswith(f" {end}\n")
    (left,) = ids(filled, "Bo Quist")
    assert f"not one person? graphfind unmerge {left} {end}\n" in filled("person", left, *given).out
    assert filled("person", left, "--json", *given).json["undo"] == f"graphfind unmerge {left} {end}"
    assert filled("unmerge", left, "--json", *given).json["undo"] == f"graphfind merge {one} {other} {end}"
    assert filled("never-merge", one, other, *given).err == f"undo: graphfind merge {one} {other} --force {end}\n"


def test_how_to_begin_names_the_store_that_was_given(graphfind: CommandLine, tmp_path: Path) -> None:
    line = one_line(graphfind("sources", "--store", "my other.db", code=2).err)
    assert 'import your contacts first: graphfind import FILE --mine --store "my other.db"' in line
    said = graphfind("me", "--store", "other.db", code=1).err
    assert said == 'not known yet; say it with: graphfind me "Your Name" --store other.db\n'
    assert graphfind("sources", "--store", "other.db").err.endswith("import EXPORT --mine --store other.db\n")
