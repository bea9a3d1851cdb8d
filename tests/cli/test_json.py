"""What `--json` prints is one document, with exactly the fields that the documentation names."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.exports import mine
from tests.command_line import SAMPLE, CommandLine
from tests.worlds import archive

INTRODUCTION = {
    "id", "target", "hops", "probability", "low", "high", "path", "ties", "weakest_hop", "role_match", "alternatives",
    "mutual_contacts", "new_ground",
}  # fmt: skip
PATH_PERSON = {"id", "name", "title", "organization"}
EVIDENCE = {"kind", "out", "in", "first", "last", "source"}
SOURCE = {"id", "path", "importer", "owner", "status", "rows", "members", "people", "ties", "faults", "warnings"}
ROWS = ("imported", "merged", "skipped", "rejected")
PERSON = {
    "id", "name", "other_names", "title", "organization", "location", "emails", "phones", "profile_urls", "positions",
    "interests", "tags", "dont_ask", "sources",
}  # fmt: skip


def test_find(filled: CommandLine) -> None:
    document = filled("find", "product manager or data scientist", "--json").json
    assert set(document) == {"target_role", "introductions", "stats"}
    assert set(document["stats"]) == {"people", "ties", "targets", "reached", "import_warnings"}
    warnings = sum(source["warnings"] for source in filled("sources", "--json").json["sources"])
    assert document["stats"] == {"people": 8, "ties": 7, "targets": 2, "reached": 2, "import_warnings": warnings}
    assert [one["hops"] for one in document["introductions"]] == [1, 2]
    for one in document["introductions"]:
        check_introduction(one)
        assert one["path"][0]["name"] == "Mara Lind"


def check_introduction(one: dict[str, Any]) -> None:
    assert set(one) == INTRODUCTION
    assert set(one["target"]) == PATH_PERSON | {"location", "as_of"}
    assert all(set(person) == PATH_PERSON for person in one["path"])
    assert one["hops"] == len(one["ties"]) == len(one["path"]) - 1
    assert one["path"][-1]["id"] == one["target"]["id"]
    assert set(one["role_match"]) == {"grade", "level", "why"}
    assert one["role_match"]["grade"] in ("exact", "family", "near", "related")
    probability = 1.0
    for tie in one["ties"]:
        assert set(tie) == {"strength", "inferred", "reason", "evidence"}
        assert all(set(evidence) == EVIDENCE for evidence in tie["evidence"])
        probability *= tie["strength"]
    assert one["probability"] == pytest.approx(probability, rel=1e-9)
    assert one["low"] <= one["probability"] <= one["high"]
    strengths = [tie["strength"] for tie in one["ties"]]
    assert strengths[one["weakest_hop"]] == min(strengths)
    for other in one["alternatives"]:
        check_introduction(other)
        assert other["alternatives"] == []
        assert other["target"] == one["target"]
        assert other["path"][1] != one["path"][1]


def test_nothing_found(filled: CommandLine) -> None:
    done = filled("find", "lighthouse keeper", "--json", code=1)
    assert done.json["introductions"] == []
    assert [set(reason) for reason in done.json["why_none"]] == [{"reason", "text", "people"}]
    assert done.json["why_none"][0]["reason"] == "nobody_in_role"
    assert filled("find", "data scientist", "--max-hops", 1, "--json", code=1).json["why_none"][0]["reason"] == (
        "beyond_bound"
    )


def test_an_import(graphfind: CommandLine) -> None:
    calls = [(next(SAMPLE.glob("mara*.zip")), "--mine"), (next(SAMPLE.glob("tomas*.zip")),)]
    calls.append((SAMPLE / "people.csv", SAMPLE / "ties.csv"))
    for call in calls:
        document = graphfind("import", *call, "--json", code=call != calls[0]).json
        assert set(document) == {"sources", "store", "warnings"}
        assert set(document["store"]) == {"people", "ties"}
        for source in document["sources"]:
            check_source(source)
            assert source["status"] == "imported"
    assert document["store"]["people"] > 1000


def check_source(source: dict[str, Any]) -> None:
    assert set(source) - {"changes", "refusal"} == SOURCE
    assert set(source["people"]) == {"new", "known"}
    total = dict.fromkeys(("read", *ROWS), 0)
    for member in source["members"]:
        assert set(member) == {"member", "read", *ROWS, "skipped_why"}
        assert member["read"] == sum(member[outcome] for outcome in ROWS)
        assert member["skipped"] == sum(member["skipped_why"].values())
        assert member["rejected"] == sum(fault["member"] == member["member"] for fault in source["faults"])
        for outcome in total:
            total[outcome] += member[outcome]
    assert source["rows"] == total
    assert all(set(fault) == {"member", "line", "reason"} for fault in source["faults"])


def test_rows_read_are_the_rows_of_the_file(graphfind: CommandLine) -> None:
    export = next(SAMPLE.glob("tomas*.zip"))
    (source,) = graphfind("import", export, "--json", code=1).json["sources"]
    read = {member["member"]: member["read"] for member in source["members"]}
    with zipfile.ZipFile(export) as packed:
        for name in ("Positions.csv", "Company Follows.csv", "Invitations.csv"):  # without line breaks in cells
            text = io.TextIOWrapper(packed.open(name), "utf-8")
            assert read[name] == sum(bool(line.strip()) for line in text) - 1


def test_a_newer_export(filled: CommandLine, tmp_path: Path) -> None:
    newer = [
        ("Ada", "Ferro", "ada-ferro", "Clinic Works", "Head Nurse"),
        ("Bo", "Quist", "bo-quist", "Baker Works", "Product Manager"),
        ("Dana", "Moe", "dana-moe", "Dock Works", "Carpenter"),
        ("Eli", "Noor", "eli-noor", "Elm Works", "Teacher"),
        ("Hal", "Voss", "hal-voss", "Hall Works", "Baker"),
    ]
    (source,) = filled("import", mine(tmp_path, newer), "--mine", "--json").json["sources"]
    check_source(source)
    assert source["status"] == "replaced"
    assert source["changes"] == {
        "new": ["Hal Voss"],
        "gone": ["Flo Papp"],
        "jobs": [
            {
                "name": "Ada Ferro",
                "before": {"title": "Nurse", "organization": "Clinic Works"},
                "after": {"title": "Head Nurse", "organization": "Clinic Works"},
            }
        ],
    }


def test_what_is_refused(filled: CommandLine, tmp_path: Path) -> None:
    nobody = archive(tmp_path / "nobody.zip", {"Connections.csv": [["First Name", "Last Name", "Company"]]})
    done = filled("import", nobody, "--owner", "Zoe Ito", "--json", code=2)
    (source,) = done.json["sources"]
    check_source(source)
    assert source["status"] == "refused"
    assert source["refusal"] in done.err


def test_sources_and_people(filled: CommandLine) -> None:
    sources = filled("sources", "--json").json
    assert set(sources) == {"sources"}
    for source in sources["sources"]:
        assert set(source) == {
            "id", "path", "importer", "owner", "mine", "imported_on", "records", "ties", "warnings",
        }  # fmt: skip
    people = filled("people", "works", "--limit", 3, "--json").json
    assert set(people) == {"people", "more"}
    assert (len(people["people"]), people["more"]) == (3, True)
    assert all(set(person) == PERSON for person in people["people"])
    assert set(filled("me", "--json").json["me"][0]) == PERSON


def test_one_person(filled: CommandLine) -> None:
    person = filled("person", "Ada Ferro", "--json").json
    assert set(person) == PERSON | {"ties", "ties_in_all", "unasked", "records", "matches", "undo"}
    assert person["ties_in_all"] == len(person["ties"]) == 3
    assert {record["source"] for record in person["records"]} == {*person["sources"]}
    assert person["matches"][0]["rule"] == "profile"
    assert len(filled("person", "Ada Ferro", "--ties", 1, "--json").json["ties"]) == 1


def test_the_other_commands(filled: CommandLine) -> None:
    checked = filled("doctor", "--json").json
    assert checked["faults"] == []
    assert checked["facts"]["people"] == "8"
    assert {importer["name"] for importer in filled("importers", "--json").json["importers"]} >= {"linkedin", "tables"}
    filled("export", "csv", "--output", "people.csv")
    forgotten = filled("forget", "Cy Dahl", "--yes", "--json").json
    assert forgotten["forgotten"] == 1
    assert [(Path(copy["path"]).name, copy["kind"]) for copy in forgotten["copies"]] == [("people.csv", "csv export")]
    source = filled("sources", "--json").json["sources"][1]["id"]
    withdrawn = filled("withdraw", source, "--json").json
    assert withdrawn == {"withdrawn": source, "store": {"people": 6, "ties": 5}}


@pytest.mark.parametrize("command", ["find x", "sources", "people x", "me"])
def test_an_empty_store_gives_a_document_too(graphfind: CommandLine, command: str) -> None:
    graphfind("me", code=1)
    refused = command == "find x"  # nobody to start from
    done = graphfind(*command.split(), "--json", code=2 if refused else 0 if command == "sources" else 1)
    assert (done.out == "") == refused
