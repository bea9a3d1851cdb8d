"""The field names of JSON and CSV are a contract: these tests spell them out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from graphfind.errors import ImportRefused
from graphfind.identity import Match
from graphfind.model import Hop, Interest, Person, PersonRecord, Position, RowError, Source
from graphfind.portraits import Acquaintance, Portrait
from graphfind.query import Answer, Request, Stats
from graphfind.ranking import with_alternatives
from graphfind.render import records
from graphfind.report import Changes, ImportReport, JobChange, MemberReport, Rows, SourceReport
from graphfind.roles import load_lexicon, understand
from graphfind.stores.base import RecordLine
from tests.render.page_answers import nothing, path, person

DAY = date(2026, 10, 1)
BEST = with_alternatives(
    path("ego", "friend", person("target", "Priya Rao", "Product Manager", "Works B"), strengths=(0.5, 0.25)),
    [path("ego", "other", "target", strengths=(0.4, 0.3))],
)


def answered(**request: Any) -> Answer:
    role = understand("senior product manager", load_lexicon())
    return Answer(Request(role=role, **request), (BEST,), Stats(9, 8, 7, 6, 5))


def test_an_answer() -> None:
    document = records.answer(answered())
    assert list(document) == ["target_role", "introductions", "stats"]
    assert document["stats"] == {"people": 9, "ties": 8, "targets": 7, "reached": 6, "import_warnings": 5}
    (one,) = document["introductions"]
    assert list(one) == [
        "id", "target", "hops", "probability", "low", "high", "mutual_contacts", "new_ground", "path", "ties",
        "weakest_hop", "role_match", "alternatives",
    ]  # fmt: skip
    assert one["id"] == BEST.id
    assert one["target"] == {
        "id": "target",
        "name": "Priya Rao",
        "title": "Product Manager",
        "organization": "Works B",
        "location": "",
        "as_of": "2026-10-01",
    }
    assert (one["hops"], one["weakest_hop"]) == (2, 1)
    assert (one["probability"], one["low"], one["high"]) == (0.125, BEST.low, BEST.high)
    assert [list(known) for known in one["path"]] == [["id", "name", "title", "organization"]] * 3
    assert [known["id"] for known in one["path"]] == ["ego", "friend", "target"]
    assert one["role_match"] == {"grade": "exact", "level": "senior", "why": "the title says so"}


def test_the_ties_of_a_path() -> None:
    observed, inferred = records.introduction(BEST)["ties"]
    assert list(observed) == ["strength", "inferred", "reason", "evidence"]
    assert (observed["strength"], observed["inferred"]) == (0.5, False)
    assert observed["reason"] == BEST.hops[0].reason
    assert observed["evidence"] == [
        {"kind": "connection", "out": 0, "in": 0, "first": "2018-03-01", "last": None, "source": "linkedin-me-1a2b"},
        {"kind": "message", "out": 12, "in": 9, "first": "2019-04-02", "last": "2026-05-11",
         "source": "linkedin-me-1a2b"},
    ]  # fmt: skip
    assert (inferred["strength"], inferred["inferred"]) == (0.25, True)


def test_alternatives_have_the_same_fields() -> None:
    one = records.introduction(BEST)
    (other,) = one["alternatives"]
    assert list(other) == list(one)
    assert other["alternatives"] == []
    assert [known["id"] for known in other["path"]] == ["ego", "other", "target"]


def test_without_a_role_there_is_no_match() -> None:
    assert records.introduction(replace(BEST, role_match=None))["role_match"] is None
    found = Answer(Request(organizations=("Works B",)), (), Stats(0, 0, 0, 0, 0))
    assert records.answer(found)["target_role"]["text"] == ""


def test_the_query_as_understood_with_its_filters() -> None:
    filters = {"organizations": ("A",), "exclude_organizations": ("B",), "locations": ("Oslo",)}
    asked = records.target_role(answered(**filters, max_hops=2, rank="hops").request)
    assert asked["text"] == "senior product manager"
    assert [each["families"] for each in asked["alternatives"]] == [["product-manager"]]
    assert {name: asked[name] for name in ("organizations", "exclude_organizations", "locations")} == {
        "organizations": ["A"],
        "exclude_organizations": ["B"],
        "locations": ["Oslo"],
    }
    assert (asked["max_hops"], asked["rank"]) == (2, "hops")


def test_a_company_in_the_query_is_told_as_one() -> None:
    role = understand("product manager at Works B", load_lexicon())
    found = Answer(Request(role=role, organizations=("Works C",)), (), Stats(0, 0, 0, 0, 0))
    assert records.answer(found)["target_role"]["organizations"] == ["Works B", "Works C"]


def test_nothing_found_says_why() -> None:
    found = nothing("avoided", "only through others")._replace(request=Request(organizations=("A",)))
    document = records.answer(found)
    assert document["introductions"] == []
    assert document["why_none"] == [{"reason": "avoided", "text": "only through others", "people": 0}]


REPORT = ImportReport(
    (
        SourceReport(
            "linkedin-1",
            "/home/mara/mine.zip",
            "linkedin",
            "Mara Lind",
            "replaced",
            (MemberReport("a.csv", Rows(5, 1, 3, 1), (("blank", 1), ("draft", 2))), MemberReport("b.csv", Rows(2))),
            4,
            3,
            6,
            (RowError("a.csv", 7, "no name"),),
            ("a column is not read",),
            Changes(("Bo",), ("Cy",), (JobChange("Dee", "Nurse", "A", "Midwife", "B"),)),
        ),
    ),
    10,
    20,
)


def test_an_import_report() -> None:
    document = records.report(REPORT)
    assert document["store"] == {"people": 10, "ties": 20}
    (one,) = document["sources"]
    assert one == {
        "id": "linkedin-1",
        "path": "/home/mara/mine.zip",
        "importer": "linkedin",
        "owner": "Mara Lind",
        "status": "replaced",
        "rows": {"read": 12, "imported": 7, "merged": 1, "skipped": 3, "rejected": 1},
        "members": [
            {"member": "a.csv", "read": 10, "imported": 5, "merged": 1, "skipped": 3, "rejected": 1,
             "skipped_why": {"blank": 1, "draft": 2}},
            {"member": "b.csv", "read": 2, "imported": 2, "merged": 0, "skipped": 0, "rejected": 0,
             "skipped_why": {}},
        ],
        "people": {"new": 4, "known": 3},
        "ties": 6,
        "faults": [{"member": "a.csv", "line": 7, "reason": "no name"}],
        "warnings": ["a column is not read"],
        "changes": {
            "new": ["Bo"],
            "gone": ["Cy"],
            "jobs": [{"name": "Dee", "before": {"title": "Nurse", "organization": "A"},
                      "after": {"title": "Midwife", "organization": "B"}}],
        },
    }  # fmt: skip


def test_faults_are_never_cut_short() -> None:
    faults = tuple(RowError("a.csv", line, "no name") for line in range(1, 501))
    assert len(records.source_report(replace(REPORT.sources[0], faults=faults))["faults"]) == 500


def test_changes_and_refusals_stand_only_where_there_are_some() -> None:
    refused = SourceReport("", "x.pdf", "", "", "refused", refusal=ImportRefused("x.pdf: is a PDF"))
    document = records.source_report(refused)
    assert "changes" not in document
    assert (document["status"], document["refusal"]) == ("refused", "x.pdf: is a PDF")
    assert "refusal" not in records.source_report(REPORT.sources[0])


def test_a_source() -> None:
    one = Source("linkedin-1", "mine.zip", "linkedin", "Mara Lind", True, DAY, 5, 6)
    assert records.source(one, 2) == {
        "id": "linkedin-1", "path": "mine.zip", "importer": "linkedin", "owner": "Mara Lind", "mine": True,
        "imported_on": "2026-10-01", "records": 5, "ties": 6, "warnings": 2,
    }  # fmt: skip


MARA = Person(
    "p1", "Mara Lind", ("M. Lind",), ("m@example.org",), ("+4712345678",), ("https://www.linkedin.com/in/mara",),
    (Position("Nurse", "Clinic A", "Oslo", DAY, None, DAY),), "", ("x",), (Interest("B", DAY),), True, ("s1",),
)  # fmt: skip


def test_a_person() -> None:
    assert records.person(MARA) == {
        "id": "p1",
        "name": "Mara Lind",
        "other_names": ["M. Lind"],
        "title": "Nurse",
        "organization": "Clinic A",
        "location": "Oslo",
        "emails": ["m@example.org"],
        "phones": ["+4712345678"],
        "profile_urls": ["https://www.linkedin.com/in/mara"],
        "positions": [
            {"title": "Nurse", "organization": "Clinic A", "location": "Oslo", "started": "2026-10-01", "ended": None,
             "as_of": "2026-10-01", "study": False},
        ],
        "interests": [{"organization": "B", "since": "2026-10-01"}],
        "tags": ["x"],
        "dont_ask": True,
        "sources": ["s1"],
    }  # fmt: skip


def test_a_portrait_is_a_person_and_more() -> None:
    shown = Portrait(
        MARA,
        (Acquaintance(Person("p2", "Bo Quist"), Hop(BEST.hops[0].tie, "connected")),),
        3,
        (RecordLine("s1", PersonRecord("k", "Mara Lind", as_of=DAY, member="a.csv", line=4)),),
        (Match("email", "s1#k", "s2#k", "m@example.org"),),
    )
    document = records.portrait(shown)
    assert document.items() >= records.person(MARA).items()
    (tie,) = document["ties"]
    assert list(tie) == ["person", "strength", "inferred", "reason", "evidence"]
    assert (tie["person"], tie["reason"]) == ({"id": "p2", "name": "Bo Quist"}, "connected")
    assert document["ties_in_all"] == 3
    assert document["records"] == [
        {"source": "s1", "member": "a.csv", "line": 4, "name": "Mara Lind", "as_of": "2026-10-01"}
    ]
    assert document["matches"] == [{"rule": "email", "a": "s1#k", "b": "s2#k", "value": "m@example.org"}]


def test_json_keeps_numbers_and_texts_whole() -> None:
    value = {"p": 0.1 + 0.2, "name": "高橋 \x1b <b>", "lone": "a\ud800b"}
    for text in (records.to_json(value), records.to_json(value, indent=False)):
        assert json.loads(text.encode()) == value | {"lone": "a\ufffdb"}
    assert "\n" not in records.to_json(value, indent=False)
    with pytest.raises(ValueError, match="JSON compliant"):
        records.to_json(float("nan"))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_introductions_as_csv() -> None:
    first, second = rows(records.introductions_csv([BEST]))
    assert list(first.items()) == [
        ("rank", "1"), ("probability", "0.125"), ("low", str(BEST.low)), ("high", str(BEST.high)), ("hops", "2"),
        ("target", "Priya Rao"), ("title", "Product Manager"), ("organization", "Works B"), ("location", ""),
        ("as_of", "2026-10-01"), ("grade", "exact"), ("level", "senior"), ("why", "the title says so"),
        ("path", "Name ego → Name friend → Priya Rao"), ("reasons", " | ".join(hop.reason for hop in BEST.hops)),
        ("weakest_hop", "1"), ("target_id", "target"), ("id", BEST.id),
    ]  # fmt: skip
    assert (second["rank"], second["path"]) == ("1.1", "Name ego → Name other → Name target")
    (bare,) = rows(records.introductions_csv([replace(BEST, role_match=None, alternatives=())]))
    assert (bare["grade"], bare["level"], bare["why"]) == ("", "", "")


def test_nothing_as_csv_is_a_header() -> None:
    assert records.introductions_csv([]) == ",".join(records.CSV_COLUMNS) + "\r\n"


def test_csv_is_never_run_and_never_split() -> None:
    nasty = ["=1+1", "a\rb", 'say "x"', "a,b", "\0+1", "a\nb", "a\ud800"]
    text = records.table_csv(("name",), ([cell] for cell in nasty))
    assert [row["name"] for row in rows(text)] == ["'=1+1", "a\rb", 'say "x"', "a,b", "'+1", "a\nb", "a\ufffd"]
    assert text.endswith("\r\n")
