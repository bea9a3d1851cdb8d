"""Paths to one person on the command line, and which engine searches."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphfind import search
from graphfind.query import introductions
from graphfind.search import engine, plain
from tests.cli.exports import adas
from tests.command_line import CommandLine, one_line

BROKEN = search.Choice(plain, "numba is installed but does not work, so large searches are slower: no LLVM")  # type: ignore[arg-type]


def test_paths_to_a_person(filled: CommandLine) -> None:
    done = filled("person", "Cy Dahl", "--paths", 3)
    assert "→ Ada Ferro" in done.out
    assert "→ Cy Dahl" in done.out
    assert max(map(len, done.out.splitlines())) <= 80
    assert "→" not in filled("person", "Cy Dahl").out


def test_as_json(filled: CommandLine) -> None:
    document = filled("person", "Cy Dahl", "--paths", 3, "--json").json
    assert document["name"] == "Cy Dahl"
    (one,) = document["paths"]
    assert [person["name"] for person in one["path"]] == ["Mara Lind", "Ada Ferro", "Cy Dahl"]
    (found,) = filled("find", "data scientist", "--json").json["introductions"]
    assert one == found | {"role_match": None}
    assert "paths" not in filled("person", "Cy Dahl", "--json").json


def test_no_path_is_explained(filled: CommandLine) -> None:
    done = filled("person", "Cy Dahl", "--paths", 3, "--max-hops", 1, code=1)
    assert "Data Scientist" in done.out
    assert done.err == "nothing found: Cy Dahl is 2 ties away; see further with --max-hops 2\n"
    document = filled("person", "Cy Dahl", "--paths", 3, "--max-hops", 1, "--json", code=1).json
    assert (document["paths"], document["why_none"][0]["reason"]) == ([], "beyond_bound")


def test_a_person_whom_no_tie_leads_to(filled: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,title\nZed Moe,Nurse\n", encoding="utf-8")
    filled("import", "people.csv")
    assert "no known tie leads to Zed Moe" in filled("person", "Zed Moe", "--paths", 1, code=1).err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("Mara Lind", "--paths", 1), "that is whoever is searching"),
        (("Cy Dahl", "--paths", 0), "--paths"),
        (("Cy Dahl", "--paths", 2, "--max-hops", 7), "--max-hops"),
        (("Cy Doll", "--paths", 2), "nobody is called"),
        (("Cy Dahl", "--max-hops", 2), "--max-hops goes with --paths"),
    ],
)
def test_what_is_refused(filled: CommandLine, arguments: tuple[object, ...], says: str) -> None:
    assert says in one_line(filled("person", *arguments, code=2).err)


def test_nobody_said_who_is_searching(graphfind: CommandLine, tmp_path: Path) -> None:
    graphfind("import", adas(tmp_path), "--owner", "Ada Ferro")
    assert "say who is searching first" in one_line(graphfind("person", "Cy Dahl", "--paths", 1, code=2).err)


def test_find_says_once_that_numba_does_not_work(filled: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(introductions, "engine_for", lambda *given: BROKEN)
    for form in ((), ("--csv",)):
        done = filled("find", "data scientist", *form)
        assert done.err.count(f"note: {BROKEN.remark}\n") == 1
        assert "numba" not in done.out
    assert filled("find", "data scientist", "--quiet").err == ""


def test_doctor_says_which_engine_searches(filled: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    for choice, says in (
        (BROKEN, f"numpy; {BROKEN.remark}"),
        (search.Choice(plain), "numpy; graphfind[fast] adds numba, which large searches are faster with"),  # type: ignore[arg-type]
    ):
        monkeypatch.setattr(engine, "fast_or_plain", lambda choice=choice: choice)
        assert filled("doctor", "--json").json["facts"]["search"] == says


def test_doctor_names_numba_where_it_works(filled: CommandLine) -> None:
    if engine.fast_or_plain().engine is plain:
        pytest.skip("numba is not installed")
    from importlib.metadata import version

    said = filled("doctor", "--json").json["facts"]["search"]
    assert said == f"numba {version('numba')} for large searches, numpy for others"
