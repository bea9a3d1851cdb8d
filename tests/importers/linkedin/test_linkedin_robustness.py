"""Whatever stands in the cells of whatever file: no exception, every row accounted for, nothing said twice."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.model import OWNER
from importers.linkedin.shapes import SHAPES, Shape
from tests.importers.linkedin.linkedin_export import CONNECTIONS, PROFILE, Read, written

FILES = {
    "connections": "Connections.csv",
    "messages": "messages.csv",
    "invitations": "Invitations.csv",
    "recommendations given": "Recommendations_Given.csv",
    "recommendations received": "Recommendations_Received.csv",
    "endorsements given": "Endorsement_Given_Info.csv",
    "endorsements received": "Endorsement_Received_Info.csv",
    "contacts": "ImportedContacts.csv",
    "member follows": "Member_Follows.csv",
    "company follows": "Company Follows.csv",
    "profile": "Profile.csv",
    "email addresses": "Email Addresses.csv",
    "phone numbers": "PhoneNumbers.csv",
    "positions": "Positions.csv",
    "education": "Education.csv",
}

ODD = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
    st.sampled_from(
        [
            *("", " ", "LinkedIn Member", "Ana Prieto", "Bo Ek", "INCOMING", "OUTGOING", "SPAM", "Yes", "ACCEPTED"),
            *("https://www.linkedin.com/in/ana-prieto", "www.linkedin.com/in/bo", "https://www.linkedin.com/in/%ff%00"),
            *("https://www.linkedin.com/company/x", "urn:li:member:1", "bo@example.com", "+46 70 000 00 00"),
            *("2024-01-05 10:00:00 UTC", "1/5/18, 3:04 PM", "05 Jan 2024", "Jan 2020", "9999-12-31", "0000-00-00"),
        ]
    ),
)


def test_each_kind_of_file_is_tried() -> None:
    assert FILES.keys() == {shape.kind for shape in SHAPES}


@settings(max_examples=40, deadline=None)
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.kind)
@given(data=st.data())
def test_any_cells_are_read_or_left_out(shape: Shape, data: st.DataObject) -> None:
    header = [min(headers) for headers in shape.headers.values()]
    rows = data.draw(st.lists(st.lists(ODD, min_size=len(header), max_size=len(header)), max_size=8))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([header, *rows])
    name = FILES[shape.kind]
    members = {"Connections.csv": f"{CONNECTIONS}\nBo,Ek,https://www.linkedin.com/in/bo,,C,D,05 Jan 2024\n"}
    with TemporaryDirectory() as folder:
        found = Read(written(Path(folder), {**members, "Profile.csv": PROFILE, name: text.getvalue()}))
    assert found.rows()[name] == len(rows)
    keys = [reading.key for reading in found.all if type(reading).__name__ == "PersonRecord"]
    assert len(keys) == len(set(keys))
    assert all(tie.a == OWNER and tie.b in found.people for tie in found.ties)
    assert all(tie.outgoing >= 0 and tie.incoming >= 0 for tie in found.ties)


NAUGHTY = Path(__file__).parents[4] / "shared" / "data" / "strings" / "blns.json"


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the strings are not here")
def test_strings_that_break_programs_come_through_as_names(tmp_path: Path) -> None:
    strings = sorted({string.strip() for string in json.loads(NAUGHTY.read_text("utf-8")) if string.strip()})
    text = io.StringIO()
    rows = [[s, s, f"https://www.linkedin.com/in/n{n}", s, s, s, s] for n, s in enumerate(strings)]
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([CONNECTIONS.split(","), *rows])
    found = Read(written(tmp_path, {"Connections.csv": text.getvalue(), "Profile.csv": PROFILE}))
    assert not found.faults
    assert [person.given_name for person in found.people.values()] == strings
